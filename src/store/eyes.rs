//! Who may see and change what, asked of the store as it is at that moment.

use super::Store;
use super::published::Published;
use super::turn::Turn;
use crate::follow_up::{Change, Edit, FollowUp, Plan, Refused, eyes_of};
use crate::record::{Id, Kind as _, Kinds, REGISTER, REMOVED, Stored};
use crate::rights::records::{ACCOUNT, RegisteredOfficer};
use crate::rights::{Eyes, Officer, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Store {
    /// The eyes of an account, as the register and the follow-ups stand now; none when it is no officer's, or has no
    /// role at all.
    #[must_use]
    pub fn eyes_of(&self, account: &str) -> Option<Eyes> {
        if self.is_owned_by(account) {
            return None;
        }
        eyes_of(Officer::of_account(account), &self.register(), &self.follow_ups())
    }

    /// Whether an account is the store's own, or root. It is never an officer's.
    #[must_use]
    pub fn is_owned_by(&self, account: &str) -> bool {
        self.inner.published.is_owned_by(account)
    }

    /// Eyes as they are by now: an owner's are the same, an officer's are read again.
    #[must_use]
    pub fn eyes_now(&self, eyes: &Eyes) -> Eyes {
        if eyes.is_owner() {
            return eyes.clone();
        }
        self.eyes_of(&eyes.officer().name).unwrap_or_else(|| Eyes::shut(eyes.officer().clone()))
    }

    /// The register as somebody sees it.
    #[must_use]
    pub fn register_for(&self, eyes: &Eyes) -> Arc<FollowUp> {
        seen(&self.register(), eyes)
    }

    /// A follow-up as somebody sees it; none when they see nothing of it.
    #[must_use]
    pub fn follow_up_for(&self, eyes: &Eyes, id: Id) -> Option<Arc<FollowUp>> {
        self.follow_up(id).filter(|own| own.role_of(eyes).is_some()).map(|own| seen(&own, eyes))
    }

    /// All follow-ups that somebody sees something of, as they see them, in the order they were made.
    #[must_use]
    pub fn follow_ups_for(&self, eyes: &Eyes) -> Vec<Arc<FollowUp>> {
        let all = self.follow_ups().into_iter().filter(|own| own.role_of(eyes).is_some());
        all.map(|own| seen(&own, eyes)).collect()
    }
}

fn seen(held: &Arc<FollowUp>, eyes: &Eyes) -> Arc<FollowUp> {
    if held.role_of(eyes) == Some(Role::Administrator) { Arc::clone(held) } else { Arc::new(held.seen_by(eyes)) }
}

impl Turn {
    /// Eyes as the register and the follow-ups stand in this turn.
    fn eyes(&self, published: &Published, eyes: &Eyes) -> Eyes {
        if eyes.is_owner() {
            return eyes.clone();
        }
        let register = self.now(published, REGISTER);
        let follow_ups = self.follow_ups(published);
        let officer = eyes.officer();
        let now =
            if published.is_owned_by(&officer.name) { None } else { eyes_of(officer.clone(), &register, &follow_ups) };
        now.unwrap_or_else(|| Eyes::shut(officer.clone()))
    }

    /// Refuses an officer's account that another officer has already, or that owns the store: what is kept for an account
    /// would be shared, and taking one of the two out would leave the other in.
    pub fn accounts(&self, published: &Published, edits: &[Edit], plans: &BTreeMap<Id, Plan>) -> Result<(), Refused> {
        let named = |edit: &&Edit| {
            let is_officer = edit.follow_up == REGISTER && edit.kind == RegisteredOfficer::INFO.number;
            is_officer && [ACCOUNT.tag(), REMOVED].contains(&edit.tag)
        };
        let named: BTreeSet<Id> = edits.iter().filter(named).map(|edit| edit.record).collect();
        let Some(plan) = plans.get(&REGISTER).filter(|_| !named.is_empty()) else { return Ok(()) };
        let mut register = FollowUp::clone(&self.now(published, REGISTER));
        register.apply(plan);
        let mut accounts: BTreeMap<String, usize> = BTreeMap::new();
        for account in register.all::<RegisteredOfficer>().filter_map(|one| one.get(ACCOUNT)) {
            *accounts.entry(account).or_default() += 1;
        }
        for account in named.into_iter().filter_map(|id| register.of::<RegisteredOfficer>(id)?.get(ACCOUNT)) {
            if published.is_owned_by(&account) {
                return Err(Refused::AccountOfOwner);
            }
            if accounts.get(&account).is_some_and(|officers| *officers > 1) {
                return Err(Refused::AccountTaken);
            }
        }
        Ok(())
    }

    /// The follow-ups as they stand in this turn.
    pub fn follow_ups(&self, published: &Published) -> Vec<Arc<FollowUp>> {
        let mut all: BTreeMap<Id, Arc<FollowUp>> =
            published.follow_ups().into_iter().map(|own| (own.id(), own)).collect();
        all.extend(self.working.iter().filter(|(id, _)| **id != REGISTER).map(|(id, own)| (*id, Arc::clone(own))));
        all.into_values().collect()
    }

    /// Whether somebody may make a change, as far as it can be told before it is made. It is asked before anything
    /// else, so that no other answer tells what they may not see.
    pub fn permits(&self, published: &Published, kinds: Kinds, eyes: &Eyes, change: &Change) -> Result<(), Refused> {
        if eyes.is_owner() {
            return Ok(());
        }
        let eyes = self.eyes(published, eyes);
        let others = self.follow_ups(published);
        let all = || others.iter().cloned().chain([self.now(published, REGISTER)]);
        for edit in &change.edits {
            self.now(published, edit.follow_up).lets(edit, &eyes).map_err(Refused::Forbidden)?;
            if added(edit).into_iter().any(|target| all().any(|home| home.conceals(kinds, target, &eyes))) {
                return Err(Refused::Forbidden(Role::Lead));
            }
        }
        Ok(())
    }

    /// As [`Turn::permits`], of a part of a change that is not whole yet: who may begin no follow-up does not get as far
    /// as its last part.
    pub fn permits_part(&self, published: &Published, kinds: Kinds, eyes: &Eyes, part: &Change) -> Result<(), Refused> {
        self.permits(published, kinds, eyes, part)?;
        let is_new = |id: Id| id != REGISTER && self.now(published, id).is_empty();
        let homes: BTreeSet<Id> = part.edits.iter().map(|edit| edit.follow_up).collect();
        if homes.into_iter().any(is_new) && !self.eyes(published, eyes).begins() {
            return Err(Refused::Forbidden(Role::Officer));
        }
        Ok(())
    }

    /// Whether somebody may bring about what a change makes of the follow-ups.
    pub fn permits_outcome(
        &self,
        published: &Published,
        eyes: &Eyes,
        edits: &[Edit],
        plans: &BTreeMap<Id, Plan>,
    ) -> Result<(), Refused> {
        if eyes.is_owner() {
            return Ok(());
        }
        let eyes = self.eyes(published, eyes);
        let lets = |(id, plan): (&Id, &Plan)| self.now(published, *id).lets_become(plan, edits, &eyes);
        plans.iter().try_for_each(lets).map_err(Refused::Forbidden)
    }
}

/// The records that an edit links to and did not before.
fn added(edit: &Edit) -> BTreeSet<Id> {
    let targets = |stored: Option<&Stored>| -> BTreeSet<Id> { stored.into_iter().flat_map(Stored::targets).collect() };
    let before = targets(edit.before.as_ref());
    targets(edit.after.as_ref()).into_iter().filter(|target| !before.contains(target)).collect()
}
