//! What somebody may see of a follow-up, and what they may change in it: the rules of [`rights`](crate::rights) asked
//! of records.

use super::{Edit, FollowUp, Plan, Whole};
use crate::record::{
    CLOSED, COMMITTEE, HEADER, Id, Kind as _, KindInfo, Kinds, REGISTER, REMOVED, REOPENED, RESTRICTED, Record, Stored,
    Tag, Value,
};
use crate::rights::records::{
    ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, PARTICIPANT, PARTICIPANT_ROLE, Participant,
    RegisteredOfficer,
};
use crate::rights::{Assigned, Eyes, Officer, Registered, Role};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How a follow-up and the register are looked at when something is computed for several sessions: those with the
/// same lens see the same. Where nothing is restricted all lenses are one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Lens {
    /// Whether what is restricted in the follow-up is seen.
    own: bool,
    /// Whether what is restricted in the register is seen.
    register: bool,
}

impl FollowUp {
    /// What somebody is here; none when they see nothing of it. It is asked of what is held, not of what was seen.
    #[must_use]
    pub fn role_of(&self, eyes: &Eyes) -> Option<Role> {
        if eyes.is_owner() {
            return Some(Role::Administrator);
        }
        if self.id == REGISTER {
            return eyes.in_register();
        }
        let role = self.assigned(eyes).max(self.taking_part(eyes.records()));
        role.filter(|role| *role >= Role::Lead || !self.restricted.contains(&(HEADER, self.id)))
    }

    /// What somebody is here by assignment, leaving out that they may be a participant.
    fn assigned(&self, eyes: &Eyes) -> Option<Role> {
        let committee = match self.stands(HEADER, self.id, COMMITTEE).and_then(|stored| stored.value()) {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        };
        eyes.assigned(committee.as_deref())
    }

    /// What an officer of the register, by their records there, is here as a participant.
    fn taking_part(&self, officers: &[Id]) -> Option<Role> {
        let of = |record: &Record| Role::of_code(&record.get(PARTICIPANT_ROLE)?).filter(|role| *role <= Role::Lead);
        let pointing = officers.iter().flat_map(|officer| self.pointing_through(*officer, PARTICIPANT.tag()));
        let records = pointing.filter(|one| one.kind == Participant::INFO.number);
        records.filter_map(|one| of(self.get(one.kind, one.from)?)).max()
    }

    /// The follow-up as someone may see it: what they may not see is not in it. It costs what is hidden, and nothing
    /// where nothing is.
    #[must_use]
    pub fn seen_by(&self, eyes: &Eyes) -> Self {
        match self.role_of(eyes) {
            None => Self::new(self.id),
            Some(Role::Administrator) => self.clone(),
            Some(role) => {
                let mut seen = self.clone();
                if role < Role::Lead {
                    seen.hide_restricted();
                }
                if self.id == REGISTER {
                    seen.hide_officers(|record| sees_officer(record, role, eyes));
                }
                seen
            }
        }
    }

    /// The follow-up as it was at a moment gone by, for someone who looks at it today: they are what they are now, and
    /// what is restricted now is hidden then, too.
    #[must_use]
    pub fn seen_then(&self, now: &Self, eyes: &Eyes) -> Self {
        let Some(role) = now.role_of(eyes) else { return Self::new(self.id) };
        if role == Role::Administrator {
            return self.clone();
        }
        let mut seen = self.clone();
        if role < Role::Lead {
            seen.hide_restricted();
            now.restricted.iter().for_each(|(kind, id)| seen.replace(*kind, *id, None));
        }
        if self.id == REGISTER {
            seen.hide_officers(|record| sees_officer(record, role, eyes));
        }
        // Without its header nobody could say what it is.
        if self.restricted.contains(&(HEADER, self.id)) && role < Role::Lead { Self::new(self.id) } else { seen }
    }

    /// Whether a record is held here, deleted or not, that somebody does not see.
    #[must_use]
    pub fn conceals(&self, kinds: Kinds, record: Id, eyes: &Eyes) -> bool {
        let held = |kind: &KindInfo| self.held(kind.number, record);
        let Some(role) = self.role_of(eyes) else { return kinds.iter().any(|kind| held(kind).is_some()) };
        let restricted = role < Role::Lead && self.restricted.iter().any(|(_, id)| *id == record);
        let of_officers = || [&RegisteredOfficer::INFO, &Assignment::INFO].into_iter().find_map(held);
        let unseen =
            |record: &Record| self.id == REGISTER && role < Role::Administrator && !sees_officer(record, role, eyes);
        restricted || of_officers().is_some_and(unseen)
    }

    fn hide_restricted(&mut self) {
        for (kind, id) in self.restricted.clone() {
            self.replace(kind, id, None);
        }
    }

    fn hide_officers(&mut self, sees: impl Fn(&Record) -> bool) {
        let kinds = [RegisteredOfficer::INFO.number, Assignment::INFO.number];
        let all = kinds.into_iter().flat_map(|kind| self.records.of(kind));
        let hidden: Vec<(u8, Id)> =
            all.filter(|record| !sees(record)).map(|record| (record.kind(), record.id())).collect();
        for (kind, id) in hidden {
            self.replace(kind, id, None);
        }
    }

    /// The least role that an edit takes here, as it stands before.
    #[must_use]
    pub fn takes_role(&self, edit: &Edit) -> Role {
        if edit.follow_up == REGISTER {
            let of_officers = [RegisteredOfficer::INFO.number, Assignment::INFO.number].contains(&edit.kind);
            return if of_officers { Role::Administrator } else { Role::Lead };
        }
        let of_header = |tag: Tag| edit.kind == HEADER && edit.tag == tag;
        let moves = of_header(COMMITTEE) && self.stands(HEADER, edit.record, COMMITTEE).is_some();
        let settles = moves || [CLOSED, REOPENED, REMOVED].into_iter().any(of_header);
        let restricted = edit.tag == RESTRICTED || self.restricted.contains(&(edit.kind, edit.record));
        if settles || restricted || edit.kind == Participant::INFO.number { Role::Lead } else { Role::Officer }
    }

    /// Whether somebody may make an edit here, as far as it can be told before it is made: a new follow-up is
    /// [asked about](Self::lets_become) when it is there.
    ///
    /// # Errors
    /// The least role that would do.
    pub fn lets(&self, edit: &Edit, eyes: &Eyes) -> Result<(), Role> {
        let takes = self.takes_role(edit);
        if self.role_of(eyes) >= Some(takes) || self.id != REGISTER && self.is_empty() {
            return Ok(());
        }
        let administers = edit.kind == Assignment::INFO.number && eyes.administers();
        let stands = self.stands(edit.kind, edit.record, ASSIGNED_COMMITTEE.tag());
        let is_new = self.held(edit.kind, edit.record).is_none();
        if self.id == REGISTER && administers && (is_new || administers_of(eyes, stands.as_ref())) {
            return Ok(());
        }
        Err(takes)
    }

    /// Whether somebody who made edits may have brought about what they make of the follow-up: nobody becomes more
    /// than they were, or takes out of their own sight what others see.
    ///
    /// # Errors
    /// The least role that would do.
    pub fn lets_become(&self, plan: &Plan, edits: &[Edit], eyes: &Eyes) -> Result<(), Role> {
        if eyes.is_owner() {
            return Ok(());
        }
        let own = || edits.iter().filter(|edit| edit.follow_up == self.id);
        if self.id == REGISTER {
            // One that is taken back stood within before.
            let within = |edit: &Edit| {
                eyes.is_administrator()
                    || plan.empties(edit.kind, edit.record)
                    || administers_of(eyes, plan.stands(edit.kind, edit.record, ASSIGNED_COMMITTEE.tag()).as_ref())
            };
            let assignments = own().filter(|edit| edit.kind == Assignment::INFO.number);
            return if assignments.into_iter().all(within) { Ok(()) } else { Err(Role::Administrator) };
        }
        let is_new = self.is_empty();
        if !is_new && own().all(|edit| (edit.kind, edit.tag) != (HEADER, COMMITTEE)) {
            return Ok(());
        }
        let mut next = self.clone();
        next.apply(plan);
        if is_new {
            // That one takes part in it is what a new one says by itself.
            let role = next.assigned(eyes);
            let takes = own().map(|edit| self.takes_role(edit)).max().unwrap_or(Role::Officer);
            return if role >= Some(takes) { Ok(()) } else { Err(takes) };
        }
        let (before, after) = (self.role_of(eyes), next.role_of(eyes));
        if next.is_empty() || after.is_some() && after <= before { Ok(()) } else { Err(Role::Administrator) }
    }
}

impl Whole {
    /// The lens through which somebody sees a follow-up; none when they see nothing of it. It is asked of what is
    /// held.
    #[must_use]
    pub fn lens(&self, eyes: &Eyes) -> Option<Lens> {
        let sees = |home: &FollowUp| {
            let role = home.role_of(eyes)?;
            Some(home.restricted.is_empty() || role >= Role::Lead)
        };
        Some(Lens { own: sees(&self.own)?, register: sees(&self.register)? })
    }

    /// Both as they are seen through a lens, without officers and their assignments: nothing that is computed for
    /// several rests on these.
    #[must_use]
    pub fn through(&self, lens: Lens) -> Self {
        let mut register = FollowUp::clone(&self.register);
        if !lens.register {
            register.hide_restricted();
        }
        register.hide_officers(|_| false);
        let mut own = Arc::clone(&self.own);
        if !lens.own {
            Arc::make_mut(&mut own).hide_restricted();
        }
        Self { own, register: Arc::new(register) }
    }
}

/// What the register and the follow-ups say of an account; nothing when it is no officer's, or has no role at all. Of
/// several records with the account, which an older store may hold, all count.
pub fn eyes_of<'a>(
    officer: Officer,
    register: &FollowUp,
    follow_ups: impl IntoIterator<Item = &'a Arc<FollowUp>>,
) -> Option<Eyes> {
    let of_account = |record: &&Record| record.get(ACCOUNT).as_deref() == Some(officer.name.as_str());
    let records: Vec<Id> =
        register.records(RegisteredOfficer::INFO.number).filter(of_account).map(Record::id).collect();
    let pointing = records.iter().flat_map(|record| register.pointing_through(*record, ASSIGNED.tag()));
    let assigned = pointing.filter_map(|pointer| {
        let assignment = register.of::<Assignment>(pointer.from)?;
        let role = Role::of_code(&assignment.get(ASSIGNED_ROLE)?)?;
        Some(Assigned { role, committee: assignment.get(ASSIGNED_COMMITTEE) })
    });
    let assigned = assigned.collect();
    let mut of = Registered { records, assigned, highest: None, met: Arc::default() };
    of.highest = of.assigned.iter().map(|assigned| assigned.role).max();
    let mut met = BTreeSet::new();
    for own in follow_ups {
        of.highest = of.highest.max(own.taking_part(&of.records));
        if own.role_of(&Eyes::registered(officer.clone(), of.clone())).is_some() {
            met.extend(own.all::<Participant>().filter_map(|one| one.get(PARTICIPANT)).map(|officer| officer.0));
        }
    }
    of.highest?;
    of.met = Arc::new(met);
    Some(Eyes::registered(officer, of))
}

/// Whether a record of officers or assignments is one that somebody with a role in the register sees.
fn sees_officer(record: &Record, role: Role, eyes: &Eyes) -> bool {
    if record.kind() == RegisteredOfficer::INFO.number {
        return role >= Role::Lead || eyes.has_met(record.id());
    }
    let own = record.get(ASSIGNED).is_some_and(|officer| eyes.records().contains(&officer.0));
    own || administers_of(eyes, record.stored(ASSIGNED_COMMITTEE.tag()).as_ref())
}

/// Whether somebody administers the committee that an assignment is about.
fn administers_of(eyes: &Eyes, committee: Option<&Stored>) -> bool {
    match committee.and_then(Stored::value) {
        Some(Value::Text(name)) => eyes.assigned(Some(&name)) == Some(Role::Administrator),
        _ => eyes.is_administrator(),
    }
}
