//! Who may see and do what.
//!
//! Every read goes through [`FollowUp::seen_by`](crate::follow_up::FollowUp::seen_by): what somebody may not see is
//! not in it, so that no screen, count, search or report can show it. Every commit is asked of by the store's writer,
//! from the register and the follow-up as they are at that moment, and not as they were when the session began.
//!
//! # Roles
//! An officer has a role by an [assignment](records::Assignment), in all follow-ups or those of a committee, and by
//! being a [participant](records::Participant) of a follow-up; the highest of them counts there.
//! * **Reader**: sees, changes nothing.
//! * **Officer**: also changes records of the follow-up, but not who takes part, not whether it is closed, and not
//!   which committee it belongs to once that stands there.
//! * **Lead**: also these, what is restricted, and the register's shared records.
//! * **Administrator**: also officers and assignments; one of a committee the assignments of that committee, and is
//!   elsewhere in the register as a lead.
//!
//! Whoever has no role in a follow-up sees nothing of it, not even that it is there. The register is seen by everybody
//! with any role; of officers they see themselves and those that they meet as participants, and leads all of them,
//! since they choose participants; of assignments one's own, and those that one may change.
//!
//! Nobody raises their own role: a committee is moved only by a lead of it and never to where the mover would be more,
//! and what is given is within what the giver administers. The last administrator cannot lock the door: the store's
//! owner, who opens it without a hub or as the hub's own account, is one always, and stands in no register.
//!
//! # What is restricted
//! A record with that mark is seen and changed by leads and administrators of its follow-up alone, and so is the mark
//! itself; not by whoever wrote it and not by other participants. What needs the mark, such as a suspicion of fraud,
//! may be about a colleague who takes part, and a rule without exceptions is one that can be explained to them. A
//! follow-up whose header is restricted is not there for others. The mark of a participant hides nothing: whoever
//! sees a follow-up may know who else does.

pub mod records;

use crate::record::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most bytes of an account's name.
const MAX_ACCOUNT: usize = 64;

/// Who is at work: an id that stands in the history, and the account's name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Officer {
    /// Stands in every commit.
    pub id: Id,
    /// The account, shown in the header.
    pub name: String,
}

impl Officer {
    /// The officer of an account: the id follows from the name, so that the same account is the same officer
    /// after a restart.
    #[must_use]
    pub fn of_account(name: &str) -> Self {
        use sha2::Digest as _;
        let hash = sha2::Sha256::digest(format!("stegvis officer {name}"));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self { id: uuid::Builder::from_custom_bytes(bytes).into_uuid(), name: name.to_owned() }
    }
}

/// Whether a name may be an account's: letters of ASCII, digits and `. _ - @`, beginning with a letter, a digit or
/// `_`, 64 at most. So it means nothing to a shell, in `authorized_keys` or as an option. Digits alone are none: that is
/// what a user id without an account looks like.
#[must_use]
pub fn is_account(name: &str) -> bool {
    let begins = name.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric() || first == b'_');
    let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@".contains(&byte);
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    begins && !is_number && name.len() <= MAX_ACCOUNT && name.bytes().all(goes_on)
}

/// What somebody is in a follow-up or the register, the least first; each may do what those before may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Sees what is open.
    Reader,
    /// Changes what is open.
    Officer,
    /// Sees and changes what is restricted, says who takes part, closes and opens again, changes the register.
    Lead,
    /// Says who the officers are and what they are.
    Administrator,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Officer, Self::Lead, Self::Administrator];

    /// Its code in the set of choices [`records::ROLES`].
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Officer => "officer",
            Self::Lead => "lead",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A role and where it holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Assigned {
    /// What somebody is.
    pub role: Role,
    /// The committee's name as it was written; everywhere when there is none.
    pub committee: Option<String>,
}

impl Assigned {
    /// Whether it holds where that committee is named.
    fn holds(&self, committee: Option<&str>) -> bool {
        self.committee.as_deref().is_none_or(|own| committee.is_some_and(|other| is_same(own, other)))
    }
}

/// Whether two names are those of one committee. A name of blanks alone is no committee's.
fn is_same(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !folded(one).is_empty() && folded(one) == folded(other)
}

/// What the register and the follow-ups say of somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registered {
    /// Their records among the register's officers: one, where no older store has let in several.
    pub records: Vec<Id>,
    /// Their assignments.
    pub assigned: Vec<Assigned>,
    /// The highest role that they have anywhere, as participants too; none when they have none.
    pub highest: Option<Role>,
    /// Records of the officers that take part in follow-ups that they see.
    pub met: Arc<BTreeSet<Id>>,
}

/// What one officer may see and do, as far as it is known without the follow-up that is asked about;
/// [`FollowUp::role_of`](crate::follow_up::FollowUp::role_of) says the rest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Eyes {
    officer: Officer,
    /// None for the owner of the store.
    registered: Option<Registered>,
}

impl Eyes {
    /// The eyes of whoever owns the store's folder: they may see and do everything.
    #[must_use]
    pub fn owner(officer: Officer) -> Self {
        Self { officer, registered: None }
    }

    /// The eyes of an officer of the register.
    #[must_use]
    pub fn registered(officer: Officer, registered: Registered) -> Self {
        Self { officer, registered: Some(registered) }
    }

    /// The eyes of somebody who sees nothing, such as one who has lost every role.
    #[must_use]
    pub fn shut(officer: Officer) -> Self {
        let nothing = Registered { records: Vec::new(), assigned: Vec::new(), highest: None, met: Arc::default() };
        Self { officer, registered: Some(nothing) }
    }

    /// Whose eyes they are.
    #[must_use]
    pub fn officer(&self) -> &Officer {
        &self.officer
    }

    /// Whether they are those of the store's owner.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.registered.is_none()
    }

    /// Whether they are those of an administrator of everything.
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.everywhere() == Some(Role::Administrator)
    }

    /// Their records among the register's officers; the owner has none.
    #[must_use]
    pub fn records(&self) -> &[Id] {
        self.registered.as_ref().map(|of| of.records.as_slice()).unwrap_or_default()
    }

    /// Whether they may begin a follow-up, which takes being an officer somewhere.
    #[must_use]
    pub fn begins(&self) -> bool {
        let Some(of) = &self.registered else { return true };
        of.assigned.iter().any(|assigned| assigned.role >= Role::Officer)
    }

    /// Whether they have no role at all, so that nothing is there for them.
    #[must_use]
    pub fn sees_nothing(&self) -> bool {
        self.registered.as_ref().is_some_and(|of| of.highest.is_none())
    }

    /// Whether there is anything that they may change.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        self.registered.as_ref().is_none_or(|of| of.highest >= Some(Role::Officer))
    }

    /// Records of the officers that take part in follow-ups that they see.
    #[must_use]
    pub fn has_met(&self, officer: Id) -> bool {
        self.registered.as_ref().is_none_or(|of| of.records.contains(&officer) || of.met.contains(&officer))
    }

    /// The role that they have in every follow-up.
    #[must_use]
    pub fn everywhere(&self) -> Option<Role> {
        self.assigned(None)
    }

    /// The role that they have by assignment in the follow-ups of a committee, or in one that belongs to none.
    #[must_use]
    pub fn assigned(&self, committee: Option<&str>) -> Option<Role> {
        let Some(of) = &self.registered else { return Some(Role::Administrator) };
        of.assigned.iter().filter(|assigned| assigned.holds(committee)).map(|assigned| assigned.role).max()
    }

    /// The role that they have in the register. Only who is administrator of everything is one there.
    #[must_use]
    pub fn in_register(&self) -> Option<Role> {
        let Some(of) = &self.registered else { return Some(Role::Administrator) };
        if self.is_administrator() { of.highest } else { of.highest.map(|role| role.min(Role::Lead)) }
    }

    /// Whether they administer anything: everything, or a committee.
    #[must_use]
    pub fn administers(&self) -> bool {
        self.registered.as_ref().is_none_or(|of| of.assigned.iter().any(|one| one.role == Role::Administrator))
    }

    /// The committee whose follow-ups they have more to say in than in others; what they begin belongs to it.
    #[must_use]
    pub fn home_committee(&self) -> Option<&str> {
        let of = self.registered.as_ref()?;
        let most = of.assigned.iter().filter(|assigned| Some(assigned.role) > self.everywhere());
        // The first of those with the highest role.
        let most = most.filter(|assigned| assigned.committee.is_some()).rev().max_by_key(|assigned| assigned.role)?;
        most.committee.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::{Assigned, Eyes, Officer, Registered, Role, is_account};
    use crate::record::Id;
    use std::sync::Arc;

    fn eyes(assigned: &[(Role, Option<&str>)]) -> Eyes {
        let assigned: Vec<Assigned> = assigned
            .iter()
            .map(|(role, committee)| Assigned { role: *role, committee: committee.map(str::to_owned) })
            .collect();
        let highest = assigned.iter().map(|assigned| assigned.role).max();
        let of = Registered { records: vec![Id::from_u128(1)], assigned, highest, met: Arc::default() };
        Eyes::registered(Officer::of_account("gran"), of)
    }

    #[test]
    fn an_assignment_holds_in_its_committee_however_it_is_written_and_nowhere_else() {
        let eyes = eyes(&[(Role::Lead, Some("Vård- och  omsorgsnämnden")), (Role::Reader, Some(" "))]);
        assert_eq!(eyes.assigned(Some("vård- och omsorgsnämnden ")), Some(Role::Lead));
        assert_eq!(eyes.assigned(Some("Barnnämnden")), None);
        assert_eq!(eyes.assigned(Some(" ")), None, "blanks are no committee");
        assert_eq!(eyes.assigned(None), None);
        assert_eq!(eyes.home_committee(), Some("Vård- och  omsorgsnämnden"));
    }

    #[test]
    fn the_highest_role_counts_and_only_an_administrator_of_everything_is_one_in_the_register() {
        let of_one = eyes(&[(Role::Officer, None), (Role::Administrator, Some("A"))]);
        assert_eq!(of_one.assigned(Some("a")), Some(Role::Administrator));
        assert_eq!((of_one.everywhere(), of_one.in_register()), (Some(Role::Officer), Some(Role::Lead)));
        assert!(!of_one.is_administrator());
        let of_all = eyes(&[(Role::Administrator, None), (Role::Lead, Some("A"))]);
        assert!(of_all.is_administrator());
        assert_eq!((of_all.in_register(), of_all.home_committee()), (Some(Role::Administrator), None));
        assert!(Eyes::owner(Officer::of_account("x")).is_administrator());
        assert_eq!(Eyes::shut(Officer::of_account("x")).in_register(), None);
    }

    #[test]
    fn no_account_means_anything_to_a_shell_or_a_list_of_keys() {
        for name in ["gran", "gran.syd", "Gran_Syd-2", "gran@kommun.se", "_svc", "7a", &"a".repeat(64)] {
            assert!(is_account(name), "{name}");
        }
        let long = "a".repeat(65);
        for name in [
            "",
            "7",
            "62099",
            "-gran",
            ".gran",
            "@gran",
            "an na",
            "gran\n",
            "gran\"",
            "an'na",
            "an$na",
            "an`na",
            "an;na",
            "an\\na",
            "an/na",
            "gran,x",
            "an#na",
            "an=na",
            "åsa",
            "gran\0",
            "an\u{200b}na",
            &long,
        ] {
            assert!(!is_account(name), "{name:?}");
        }
    }
}
