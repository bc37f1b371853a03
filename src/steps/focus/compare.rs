//! All comparisons of a follow-up: one row per requirement and unit, worst first.

use super::read::{Asked, Entry, Read};
use super::{Aim, Gap, Gender, Group, Series, Settings, Severity, Signal, agreement, others, strength, trend, weak};
use crate::follow_up::Whole;
use crate::record::{Id, Period};
use std::{cmp::Reverse, collections::HashMap};

/// What the results of a follow-up say.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// One a requirement and unit with results, worst first.
    pub rows: Vec<Row>,
    /// Requirements without a single result, in the order they were made.
    pub without_results: Vec<Id>,
    /// Results that stand in no row: their requirement, unit or period is missing, the requirement does not
    /// bind the unit, or a later result says something else about the same period.
    pub left_out: usize,
}

/// One requirement at one unit.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The requirement.
    pub requirement: Id,
    /// The unit.
    pub unit: Id,
    /// What the requirement aims at.
    pub aim: Aim,
    /// Whether the requirement is marked as critical.
    pub critical: bool,
    /// How grave its failure is, 1-4, as agreed in step 1.
    pub consequence: Option<u8>,
    /// All that was measured: all before groups, measured before unmeasured, latest and worst first. The
    /// first is the one to show where there is room for one.
    pub series: Vec<Series>,
    /// Women against men, one a source that has both.
    pub gender: Vec<Gender>,
    /// What is called out, gravest first.
    pub signals: Vec<Signal>,
}

impl Row {
    /// The series to show where there is room for one.
    #[must_use]
    pub fn headline(&self) -> Option<&Series> {
        self.series.first()
    }

    /// The headline's distance to the target.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        self.headline()?.gap
    }

    /// What is called out, without warnings and strengths.
    pub fn findings(&self) -> impl Iterator<Item = &Signal> {
        self.signals.iter().filter(|signal| signal.is_finding())
    }

    /// The gravest finding.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.findings().map(Signal::severity).max()
    }

    /// Gap class × consequence, 1-16: sorts and is never summed (`domain.md`, section 1, step 3, own proposal).
    #[must_use]
    pub fn focus_points(&self) -> Option<u8> {
        Some(self.gap()?.class * self.consequence?)
    }

    /// What rows are ranked by: gravest finding, then gap class, focus points and the share of the target
    /// that is missed, in hundredths of a per cent.
    fn rank(&self) -> impl Ord + use<> {
        let gap = self.gap();
        #[expect(clippy::cast_possible_truncation, reason = "a share beyond all bounds ranks at the bound")]
        let share = gap.and_then(|gap| gap.share).map_or(i64::MAX, |share| (share * 100.0) as i64);
        let class = gap.map(|gap| gap.class);
        (Reverse(self.severity()), Reverse(class), Reverse(self.focus_points()), Reverse(self.critical), share)
    }
}

/// Compares every result of a follow-up with its target, the period before, the other units, and women with
/// men, and calls out what stands out.
///
/// 100,000 results take a fraction of a second: call it off the key path.
#[must_use]
pub fn compare(whole: &Whole, settings: &Settings) -> Comparison {
    let read = Read::of(whole);
    let measured = measured(&read);
    let mut rows: Vec<Row> = Vec::new();
    let of_row = |a: &Entry, b: &Entry| (a.requirement, a.unit) == (b.requirement, b.unit);
    for entries in read.entries.chunk_by(of_row) {
        let Some(first) = entries.first() else { continue };
        let (Some(asked), Some(unit)) = (read.requirements.get(first.requirement), read.units.get(first.unit)) else {
            continue;
        };
        let series = entries.chunk_by(|a, b| a.series() == b.series());
        let series = series.filter_map(|entries| series_of(entries, asked, &read, &measured, settings)).collect();
        rows.push(row(asked, *unit, series, settings));
    }
    rows.sort_by_cached_key(Row::rank);
    let with: std::collections::HashSet<usize> = read.entries.iter().map(|entry| entry.requirement).collect();
    let without = read.requirements.iter().enumerate().filter(|(place, _)| !with.contains(place));
    Comparison { rows, without_results: without.map(|(_, asked)| asked.id).collect(), left_out: read.left_out }
}

/// What the units measured, by requirement, group, source and period.
type Measured = HashMap<(usize, usize, usize, Period), others::Measurements>;

fn measured(read: &Read) -> Measured {
    let mut measured = Measured::new();
    for entry in &read.entries {
        if let Some(reading) = entry.point.reading {
            let key = (entry.requirement, entry.group, entry.source, entry.point.period);
            measured.entry(key).or_default().take(reading);
        }
    }
    measured.values_mut().for_each(others::Measurements::sort);
    measured
}

fn series_of(
    entries: &[Entry],
    asked: &Asked,
    read: &Read,
    measured: &Measured,
    settings: &Settings,
) -> Option<Series> {
    let first = entries.first()?;
    let (source, group) = (read.sources.get(first.source)?.clone(), read.groups.get(first.group)?.clone());
    let points = entries.iter().map(|entry| entry.point).collect();
    let mut series = Series::new(source, group, points, &asked.aim, settings);
    series.others = series.latest().and_then(|(point, reading)| {
        let alike = measured.get(&(first.requirement, first.group, first.source, point.period))?;
        alike.around(reading, asked.aim.direction)
    });
    Some(series)
}

fn row(asked: &Asked, unit: Id, mut series: Vec<Series>, settings: &Settings) -> Row {
    weak::hide(&mut series, settings);
    series.sort_by(|a, b| {
        let key = |series: &Series| {
            let period = series.latest().map(|(point, _)| point.period);
            (series.group.clone(), Reverse(period), Reverse(series.gap.map(|gap| gap.class)))
        };
        let missed = |series: &Series| series.gap.and_then(|gap| gap.share).unwrap_or_default();
        key(a).cmp(&key(b)).then_with(|| missed(a).total_cmp(&missed(b)))
    });
    let gender = Gender::of(&series);
    let mut signals = Vec::new();
    let groups: Vec<&Group> =
        series.chunk_by(|a, b| a.group == b.group).filter_map(|s| Some(&s.first()?.group)).collect();
    let aim = &asked.aim;
    let in_group = |group: &Group, call: &dyn Fn(&Series) -> Option<Signal>| -> Vec<Signal> {
        series.iter().filter(|one| one.group == *group).filter_map(call).collect()
    };
    // What all show is not called again for a group; what only a group shows is what a total hides.
    let first_group = |call: &dyn Fn(&Group) -> Vec<Signal>| {
        groups.iter().map(|group| call(group)).find(|called| !called.is_empty()).unwrap_or_default()
    };
    signals.extend(first_group(&|group| in_group(group, &|one| trend::called(one, aim, settings))));
    signals.extend(first_group(&|group| in_group(group, &|one| others::called(one, aim, settings))));
    signals.extend(first_group(&|group| agreement::called(&series, aim, group, settings)));
    signals.extend(gender.iter().filter_map(|gender| gender.called(settings)));
    signals.extend(in_group(&Group::All, &|one| strength::called(one, aim, settings)));
    let all = series.iter().filter(|one| one.group == Group::All);
    signals.extend(all.flat_map(|one| weak::of(one, settings)).map(Signal::Weak));
    signals.extend(gender.iter().filter_map(|gender| weak::of_gender(gender, settings)).map(Signal::Weak));
    signals.sort_by_key(|signal| Reverse(signal.severity()));
    Row {
        requirement: asked.id,
        unit,
        aim: asked.aim,
        critical: asked.critical,
        consequence: asked.consequence,
        series,
        gender,
        signals,
    }
}
