//! Who may come, and as what: officers and their assignments in the register, participants in a follow-up.

use super::is_account;
use crate::kind;
use crate::record::{Choices, Flaw, Link, Value, choice, line, link};

/// Roles that an assignment gives, see [`Role`](super::Role).
pub const ROLES: Choices = Choices { name: "role", codes: &["administrator", "lead", "officer", "reader"] };
/// Roles in one follow-up. Administering is about officers and committees, and so about no single follow-up.
pub const PARTICIPANT_ROLES: Choices = Choices { name: "participant-role", codes: &["lead", "officer", "reader"] };

kind! {
    /// Somebody who may come, by the account that the system or a gate vouches for. What they may do is said by
    /// assignments and participants that point here.
    RegisteredOfficer = 90 "officer" "officers" in Register at Plan;
    /// The account's name, see [`is_account`].
    pub const ACCOUNT: String = line(16, "account").needed().check(account);
    /// What they work as.
    pub const OFFICER_TITLE: String = line(17, "work_title");
    key [ACCOUNT] title [ACCOUNT, OFFICER_TITLE]
}

kind! {
    /// A role that an officer has in all follow-ups, or in those of one committee.
    Assignment = 91 "assignment" "assignments" in Register at Plan;
    /// Who.
    pub const ASSIGNED: Link<RegisteredOfficer> = link(16, "officer").needed();
    /// What they are.
    pub const ASSIGNED_ROLE: String = choice(17, "role", &ROLES).needed();
    /// The committee whose follow-ups it is about; everywhere when none is said.
    pub const ASSIGNED_COMMITTEE: String = line(18, "committee");
    key [ASSIGNED, ASSIGNED_COMMITTEE] title [ASSIGNED, ASSIGNED_ROLE, ASSIGNED_COMMITTEE]
}

kind! {
    /// A role that an officer has in this follow-up, whatever its committee. It is open when the follow-up is closed:
    /// who may read it is decided then, too.
    Participant = 92 "participant" "participants" in FollowUp at Plan, Open;
    /// Who.
    pub const PARTICIPANT: Link<RegisteredOfficer> = link(16, "officer").needed();
    /// What they are.
    pub const PARTICIPANT_ROLE: String = choice(17, "role", &PARTICIPANT_ROLES).needed();
    key [PARTICIPANT] title [PARTICIPANT, PARTICIPANT_ROLE]
}

/// Refuses what is no account's name.
///
/// # Errors
/// [`Flaw::NotAnAccount`].
fn account(value: &Value) -> Result<(), Flaw> {
    match value {
        Value::Text(name) if !is_account(name) => Err(Flaw::NotAnAccount),
        _ => Ok(()),
    }
}
