//! Reads the results of a follow-up once, in the order that series are made in.

use super::{Aim, Direction, Group, Point, Reading, Source};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use crate::steps::collect::records::{
    AT_UNIT, DEFINITION_CHANGED, GROUP, MEASURED_OF, N, NON_RESPONSE, ORIGIN, PERIOD, RESULT_DATE, RESULT_METHOD,
    Result, VALUE,
};
use crate::steps::plan::{
    binding::{Binds, Regimes},
    records::{CRITICAL, DIRECTION, MEASURE_UNIT, Requirement, TARGET, Unit},
    risk,
};
use chrono::NaiveDate;
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// A requirement as results are held against it.
pub(super) struct Asked {
    pub id: Id,
    pub aim: Aim,
    /// The unit of its measure.
    pub measured_in: Arc<str>,
    pub critical: bool,
    /// How grave its failure is, as agreed.
    pub consequence: Option<u8>,
    binds: Binds,
}

/// One result; requirement, unit, group and source by their place in [`Read`].
pub(super) struct Entry {
    pub requirement: usize,
    pub unit: usize,
    pub group: usize,
    pub source: usize,
    date: Option<NaiveDate>,
    pub point: Point,
}

impl Entry {
    /// What a series has in common.
    pub fn series(&self) -> (usize, usize, usize, usize, u8) {
        (self.requirement, self.unit, self.group, self.source, self.point.period.months())
    }
}

/// All results that count.
pub(super) struct Read {
    pub requirements: Vec<Asked>,
    pub units: Vec<Id>,
    pub groups: Vec<Group>,
    pub sources: Vec<Source>,
    /// Series by series, each by period; one entry a period.
    pub entries: Vec<Entry>,
    /// Results that stand in no comparison.
    pub left_out: usize,
}

/// Gives each different thing a place.
struct Places<T>(HashMap<T, usize>);

impl<T: Hash + Eq> Places<T> {
    fn of(&mut self, thing: T) -> usize {
        let next = self.0.len();
        *self.0.entry(thing).or_insert(next)
    }

    fn list(self) -> Vec<T> {
        let mut things: Vec<(T, usize)> = self.0.into_iter().collect();
        things.sort_unstable_by_key(|(_, place)| *place);
        things.into_iter().map(|(thing, _)| thing).collect()
    }
}

impl Read {
    pub fn of(whole: &Whole) -> Self {
        let valued = risk::agreed(whole);
        let requirements: Vec<Asked> = whole.all().map(|one: Of<Requirement>| asked(&one, &valued)).collect();
        let asked_at: HashMap<Id, usize> = requirements.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let units: Vec<Id> = whole.all::<Unit>().map(|unit| unit.id()).collect();
        let unit_at: HashMap<Id, usize> = units.iter().enumerate().map(|(at, unit)| (*unit, at)).collect();
        let regimes = Regimes::of(whole);
        let mut groups = Places([Group::All, Group::Women, Group::Men].into_iter().zip(0..).collect());
        let mut sources = Places(HashMap::new());
        let mut left_out = 0;
        let mut entries = Vec::new();
        for result in whole.all::<Result>() {
            let entry = (|| {
                let requirement = *asked_at.get(&result.get(MEASURED_OF)?.0)?;
                let unit = result.get(AT_UNIT)?.0;
                let binds = requirements.get(requirement)?.binds.unit(unit, &regimes);
                let unit = *unit_at.get(&unit).filter(|_| binds)?;
                let point = point(&result)?;
                let group = groups.of(Group::of(&result.get(GROUP).unwrap_or_default()));
                let source = Source {
                    method: result.get(RESULT_METHOD).unwrap_or_default().into(),
                    origin: result.get(ORIGIN).unwrap_or_default().into(),
                };
                let source = sources.of(source);
                Some(Entry { requirement, unit, group, source, date: result.get(RESULT_DATE), point })
            })();
            match entry {
                Some(entry) => entries.push(entry),
                None => left_out += 1,
            }
        }
        entries.sort_unstable_by_key(|entry| (entry.series(), entry.point.period, entry.date, entry.point.result));
        left_out += keep_last(&mut entries);
        Self { requirements, units, groups: groups.list(), sources: sources.list(), entries, left_out }
    }
}

/// Of several results of the same period keeps the one that was found last; gives how many were dropped.
fn keep_last(entries: &mut Vec<Entry>) -> usize {
    let before = entries.len();
    entries.dedup_by(|later, kept| {
        let same = later.series() == kept.series() && later.point.period == kept.point.period;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
    before - entries.len()
}

fn asked(requirement: &Of<Requirement>, valued: &HashMap<Id, risk::Valued>) -> Asked {
    let aim = Aim {
        target: requirement.get(TARGET).as_ref().and_then(Reading::of),
        direction: requirement.get(DIRECTION).as_deref().and_then(Direction::of),
    };
    Asked {
        id: requirement.id(),
        aim,
        measured_in: requirement.get(MEASURE_UNIT).unwrap_or_default().into(),
        critical: requirement.get(CRITICAL).unwrap_or_default(),
        consequence: valued.get(&requirement.id()).map(|valued| valued.consequence),
        binds: Binds::of(requirement),
    }
}

fn point(result: &Of<Result>) -> Option<Point> {
    Some(Point {
        result: result.id(),
        period: result.get(PERIOD)?,
        reading: result.get(VALUE).as_ref().and_then(Reading::of),
        n: result.get(N),
        non_response: result.get(NON_RESPONSE),
        redefined: result.get(DEFINITION_CHANGED).unwrap_or_default(),
        hidden: false,
    })
}
