//! The contract or commission of a unit, and its sanction ladder, out of a row of units.

use super::{
    engine::{Engine, Work},
    key::{Key, key, named},
    rows::{Changed, Read, Rows},
};
use crate::exchange::{
    columns::Part,
    preview::{Problem, Wanted},
};
use crate::follow_up::Whole;
use crate::record::{Flaw, Id, Kind as _, MAX_TEXT, Of, Value};
use crate::steps::plan::records::{
    CONTRACT_NUMBER, CONTRACT_UNITS, Contract, LADDER_NAME, LADDER_OF, LADDER_ORDER, LadderStep, PARTY, PROVIDER, Unit,
};
use std::collections::{BTreeSet, HashMap};

/// The most steps of a ladder.
const MAX_STEPS: usize = 50;

impl Rows<'_> {
    pub(super) fn contract(
        &mut self,
        work: &mut Work,
        unit: Id,
        new: bool,
        read: &[Read],
        changed: &mut Changed,
    ) -> Result<(), Problem> {
        let facts: Vec<&Read> = read.iter().filter(|read| read.column.part == Part::Contract).collect();
        let ladder = read.iter().find(|read| read.column.part == Part::Ladder);
        let Some(first) = facts.first().copied().or(ladder) else { return Ok(()) };
        let provider = self.provider(unit, read);
        let number = facts.iter().find(|read| read.column.def.tag == CONTRACT_NUMBER.tag());
        let numbered = match number {
            Some(Read { value: Value::Text(number), .. }) => Some(number.as_str()),
            _ => None,
        };
        let found = self.found(unit, new, numbered, provider).map_err(|wanted| self.problem(first, wanted))?;
        let id = found.unwrap_or_else(|| self.engine.make(work));
        if found.is_none()
            && let Some(number) = numbered
        {
            work.name(&Contract::INFO, numbered_by(number, provider), id);
        }
        for read in facts {
            // What an old contract was found by stays as it is written there.
            if found.is_none() || read.column.def.tag != CONTRACT_NUMBER.tag() {
                self.put(work, id, read, changed)?;
            }
        }
        let party = provider.map(|provider| (PARTY.tag(), Value::Link(provider)));
        let units = (CONTRACT_UNITS.tag(), Value::Links(BTreeSet::from([unit])));
        for (tag, value) in party.into_iter().chain([units]) {
            let put = self.engine.put(work, &Contract::INFO, id, tag, &value);
            if put.map_err(|wanted| self.problem(first, wanted))? {
                changed.extend(u16::try_from(first.place));
            }
        }
        if let Some(read) = ladder {
            let climbed = self.ladder(work, id, found.is_none(), read);
            if climbed.map_err(|wanted| self.problem(read, wanted))? {
                changed.extend(u16::try_from(read.place));
            }
        }
        changed.sort_unstable();
        changed.dedup();
        Ok(())
    }

    /// The unit's provider: of the row, else as it stands.
    fn provider(&self, unit: Id, read: &[Read]) -> Option<Id> {
        let said = read.iter().find(|r| r.column.part == Part::Main && r.column.def.tag == PROVIDER.tag());
        match said.map(|read| &read.value) {
            Some(Value::Link(provider)) => Some(*provider),
            _ => self.engine.whole.of::<Unit>(unit)?.get(PROVIDER).map(|link| link.0),
        }
    }

    /// The contract that a row is about: by number and provider, without a number the unit's only one.
    fn found(&self, unit: Id, new: bool, number: Option<&str>, provider: Option<Id>) -> Result<Option<Id>, Wanted> {
        let register = &self.engine.whole.register;
        // Two providers may both have a contract 1.
        let fits = |id: Id, provider: Option<Id>| {
            let party = register.of::<Contract>(id).and_then(|contract| contract.get(PARTY)).map(|link| link.0);
            party.is_none() || provider.is_none() || party == provider
        };
        if let Some(number) = number {
            if let Some(id) = self.engine.made(&Contract::INFO, numbered_by(number, provider)) {
                return Ok(Some(id));
            }
            let known = self.index.get(&numbered_by(number, provider)).or_else(|| self.index.get(&numbered(number)));
            return Ok(known.copied().filter(|id| fits(*id, provider)));
        }
        if new {
            return Ok(None);
        }
        let pointers = register.pointing_at(unit).filter(|pointer| pointer.tag == CONTRACT_UNITS.tag());
        let contracts: Vec<Of<Contract>> = pointers.filter_map(|pointer| register.of(pointer.from)).collect();
        match contracts.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.id())),
            several => {
                let open = several.iter().find(|contract| contract.get(CONTRACT_NUMBER).is_none());
                open.map(|contract| Some(contract.id())).ok_or(Wanted::OneContract)
            }
        }
    }

    /// Sets the steps of a contract's ladder; says whether that changes anything. Steps that the file does not
    /// name stay.
    fn ladder(&mut self, work: &mut Work, contract: Id, new: bool, read: &Read) -> Result<bool, Wanted> {
        let Value::Text(text) = &read.value else { return Ok(false) };
        let steps: Vec<&str> = text.split(['>', '→', '›']).map(str::trim).filter(|step| !step.is_empty()).collect();
        if steps.len() > MAX_STEPS || text.chars().count() > MAX_TEXT {
            return Err(Wanted::Form(Flaw::TooLong));
        }
        let mut any = false;
        for (place, step) in (1_u32..).zip(steps) {
            let known = Engine::below(contract, step);
            let there = if new { None } else { self.step(contract, step) };
            let id = if let Some(id) = self.engine.made(&LadderStep::INFO, known).or(there) {
                id
            } else {
                let id = self.engine.make(work);
                work.name(&LadderStep::INFO, known, id);
                self.engine.put(work, &LadderStep::INFO, id, LADDER_OF.tag(), &Value::Link(contract))?;
                self.engine.put(work, &LadderStep::INFO, id, LADDER_NAME.tag(), &Value::Text(step.to_owned()))?;
                id
            };
            let order = Value::Number(f64::from(place));
            any |= self.engine.put(work, &LadderStep::INFO, id, LADDER_ORDER.tag(), &order)?;
        }
        Ok(any)
    }

    fn step(&self, contract: Id, name: &str) -> Option<Id> {
        let register = &self.engine.whole.register;
        let pointers = register.pointing_at(contract).filter(|pointer| pointer.tag == LADDER_OF.tag());
        let steps = pointers.filter_map(|pointer| register.of::<LadderStep>(pointer.from));
        steps
            .filter(|step| step.get(LADDER_NAME).is_some_and(|n| named(&n) == named(name)))
            .map(|step| step.id())
            .next()
    }
}

/// The contracts of the register by number and provider, and by number alone.
pub(super) fn contracts(whole: &Whole) -> HashMap<Key, Id> {
    let mut index = HashMap::new();
    for contract in whole.all::<Contract>() {
        if let Some(number) = contract.get(CONTRACT_NUMBER) {
            index.insert(numbered_by(&number, contract.get(PARTY).map(|link| link.0)), contract.id());
            index.entry(numbered(&number)).or_insert(contract.id());
        }
    }
    index
}

fn numbered(number: &str) -> Key {
    key([named(number).as_slice()])
}

fn numbered_by(number: &str, provider: Option<Id>) -> Key {
    let provider = provider.map(|id| *id.as_bytes()).unwrap_or_default();
    key([named(number).as_slice(), provider.as_slice()])
}
