//! All comparisons of a follow-up: one row per requirement and unit, worst first.

use super::read::{Asked, Entry, Read};
use super::{
    Aim, Gap, Gender, Group, Series, Settings, Severity, Signal, agreement, hide, others, strength, trend, weak,
};
use crate::follow_up::Whole;
use crate::record::{Id, Period};
use std::{cmp::Reverse, collections::HashMap, sync::Arc};

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
    /// The unit of its measure; empty when nothing is said.
    pub measured_in: Arc<str>,
    /// Whether the requirement is marked as critical.
    pub critical: bool,
    /// How grave its failure is, 1-4, as agreed in step 1.
    pub consequence: Option<u8>,
    /// All that was measured: all before groups, measured before unmeasured, latest and worst first.
    pub series: Vec<Series>,
    /// Women against men, one a source that has both.
    pub gender: Vec<Gender>,
    /// What is called out, gravest first.
    pub signals: Vec<Signal>,
}

impl Row {
    /// The series to show where there is room for one: of all, or, where only groups were measured, the worst of them.
    #[must_use]
    pub fn headline(&self) -> Option<&Series> {
        let first = self.series.first()?;
        if first.group == Group::All { Some(first) } else { self.series.iter().min_by(|a, b| worst_first(a, b)) }
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
/// It holds figures of very few and is for the officer's own screen; [`Point::hidden`](super::Point::hidden) says
/// which of them are not to leave the tool. 100,000 results take a fraction of a second: call it off the key path.
#[must_use]
pub fn compare(whole: &Whole, settings: &Settings) -> Comparison {
    let mut read = Read::of(whole);
    hide::mark(&mut read, settings);
    compared(&read, settings)
}

/// The comparison for everything that leaves the tool: reports, pictures, tables for others. Hidden figures (see
/// [`hide::hidden`]) are taken out before anything is computed, so that no median, rank, sentence or difference
/// rests on them; their points are still there, marked, without value and n. Ranks and means may therefore
/// differ from those on screen.
///
/// `shown` is what may leave the tool, `held` all that there is of it: what is hidden follows from both, since a
/// group that is left out may still be given away by the others.
#[must_use]
pub fn compare_outward(shown: &Whole, held: &Whole, settings: &Settings) -> Comparison {
    let mut read = Read::of(shown);
    hide::mark(&mut read, settings);
    if !(Arc::ptr_eq(&shown.own, &held.own) && Arc::ptr_eq(&shown.register, &held.register)) {
        let mut all = Read::of(held);
        hide::mark(&mut all, settings);
        hide::carry(&all, &mut read);
    }
    hide::withhold(&mut read);
    compared(&read, settings)
}

fn compared(read: &Read, settings: &Settings) -> Comparison {
    let measured = measured(read);
    let mut rows: Vec<Row> = Vec::new();
    let of_row = |a: &Entry, b: &Entry| (a.requirement, a.unit) == (b.requirement, b.unit);
    for entries in read.entries.chunk_by(of_row) {
        let Some(first) = entries.first() else { continue };
        let (Some(asked), Some(unit)) = (read.requirements.get(first.requirement), read.units.get(first.unit)) else {
            continue;
        };
        let series = entries.chunk_by(|a, b| a.series() == b.series());
        let series = series.filter_map(|entries| series_of(entries, asked, read, &measured, settings)).collect();
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

/// Latest and worst first.
fn worst_first(a: &Series, b: &Series) -> std::cmp::Ordering {
    let key = |series: &Series| {
        let period = series.latest().map(|(point, _)| point.period);
        (Reverse(period), Reverse(series.gap.map(|gap| gap.class)))
    };
    let missed = |series: &Series| series.gap.and_then(|gap| gap.share).unwrap_or_default();
    key(a).cmp(&key(b)).then_with(|| missed(a).total_cmp(&missed(b)))
}

fn row(asked: &Asked, unit: Id, mut series: Vec<Series>, settings: &Settings) -> Row {
    series.sort_by(|a, b| a.group.cmp(&b.group).then_with(|| worst_first(a, b)));
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
        measured_in: Arc::clone(&asked.measured_in),
        critical: asked.critical,
        consequence: asked.consequence,
        series,
        gender,
        signals,
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Settings, Severity, Signal, compare, compare_outward};
    use crate::follow_up::{Edit, Whole};
    use crate::record::{Id, Value};
    use crate::steps::collect::records::{AT_UNIT, GROUP, MEASURED_OF, N, PERIOD, VALUE};
    use crate::steps::focus::{Group, Reading};
    use crate::steps::made::{field, whole};
    use crate::steps::plan::records::{
        AGREED, CONSEQUENCE, DIRECTION, LIKELIHOOD, NUMBER, PERSPECTIVE, TARGET, UNIT_NAME, VALUED,
    };

    const UNITS: [u128; 3] = [11, 12, 13];

    /// A requirement with target 90, higher better.
    fn requirement(record: u128) -> Vec<Edit> {
        vec![
            field(record, NUMBER, &Value::Text(format!("K{record}"))),
            field(record, TARGET, &Value::Number(90.0)),
            field(record, DIRECTION, &Value::Choice("higher".into())),
        ]
    }

    /// Results of 2025 at the units, one a unit, on 40 answers.
    fn results(first: u128, requirement: u128, group: &str, values: [f64; 3]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for ((record, unit), value) in (first..).zip(UNITS).zip(values) {
            edits.push(field(record, MEASURED_OF, &Value::Link(Id::from_u128(requirement))));
            edits.push(field(record, AT_UNIT, &Value::Link(Id::from_u128(unit))));
            edits.push(field(record, PERIOD, &Value::Text("2025".into())));
            edits.push(field(record, GROUP, &Value::Choice(group.into())));
            edits.push(field(record, VALUE, &Value::Number(value)));
            edits.push(field(record, N, &Value::Number(40.0)));
        }
        edits
    }

    fn all(mut commits: Vec<Vec<Edit>>) -> Whole {
        commits.push(UNITS.map(|unit| field(unit, UNIT_NAME, &Value::Text(format!("Enhet {unit}")))).into());
        whole(commits)
    }

    fn compared(commits: Vec<Vec<Edit>>) -> Comparison {
        compare(&all(commits), &Settings::default())
    }

    /// Results of 2025 at the last unit by area, each with its n.
    fn by_area(first: u128, areas: &[(&str, f64, f64)]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (record, (area, value, n)) in (first..).zip(areas) {
            let group = if *area == "all" { Value::Choice("all".into()) } else { Value::Text((*area).into()) };
            edits.push(field(record, MEASURED_OF, &Value::Link(Id::from_u128(1))));
            edits.push(field(record, AT_UNIT, &Value::Link(Id::from_u128(13))));
            edits.push(field(record, PERIOD, &Value::Text("2025".into())));
            edits.push(field(record, GROUP, &group));
            edits.push(field(record, VALUE, &Value::Number(*value)));
            edits.push(field(record, N, &Value::Number(*n)));
        }
        edits
    }

    #[test]
    fn where_only_women_and_men_were_measured_the_worse_of_them_is_shown() {
        let edits = vec![
            requirement(1),
            results(100, 1, "women", [88.0, 74.0, 95.0]),
            results(200, 1, "men", [85.0, 81.0, 93.0]),
        ];
        let compared = compare(&all(edits), &Settings::default());
        let shown = |unit: u128| {
            let row = compared.rows.iter().find(|row| row.unit == Id::from_u128(unit)).unwrap();
            row.headline().map(|series| series.group.clone())
        };
        assert_eq!(UNITS.map(shown), [Some(Group::Men), Some(Group::Women), Some(Group::Men)]);
    }

    #[test]
    fn nothing_that_leaves_the_tool_rests_on_a_hidden_figure() {
        let areas = [("all", 88.0, 100.0), ("Norr", 91.5, 50.0), ("Söder", 63.5, 47.0), ("Väster", 0.5, 3.0)];
        let whole = all(vec![requirement(1), results(100, 1, "all", [95.0, 95.0, 95.0]), by_area(200, &areas)]);
        let shown = |comparison: &Comparison, area: &str| {
            let series = comparison.rows.iter().flat_map(|row| &row.series);
            let point = series.filter(|one| one.group == Group::of(area)).find_map(|one| one.points.last().copied());
            point.map(|point| (point.hidden, point.reading.and_then(Reading::number), point.n)).unwrap()
        };
        let inward = compare(&whole, &Settings::default());
        assert_eq!(shown(&inward, "Väster"), (true, Some(0.5), Some(3.0)));
        assert_eq!(shown(&inward, "Söder"), (true, Some(63.5), Some(47.0)), "or all and Norr would give Väster away");
        let outward = compare_outward(&whole, &whole, &Settings::default());
        assert_eq!(shown(&outward, "Väster"), (true, None, None));
        assert_eq!(shown(&outward, "Söder"), (true, None, None));
        assert_eq!(shown(&outward, "Norr"), (false, Some(91.5), Some(50.0)));
        let told = format!("{outward:?}");
        assert!(!told.contains("63.5") && !told.contains("Number(0.5)") && !told.contains("47.0"), "{told}");
    }

    #[test]
    fn a_group_of_few_that_is_left_out_is_not_given_away_by_the_other() {
        let women = || vec![requirement(1), results(100, 1, "women", [91.0, 92.0, 93.0])];
        let mut men = results(200, 1, "men", [50.0, 51.0, 52.0]);
        men.retain(|edit| edit.tag != N.tag());
        men.push(field(200, N, &Value::Number(3.0)));
        let (shown, held) = (all(women()), all([women(), vec![men]].concat()));
        let hidden = |held: &Whole| -> Vec<bool> {
            let comparison = compare_outward(&shown, held, &Settings::default());
            let mut rows: Vec<_> = comparison.rows.iter().map(|row| (row.unit, row.series[0].points[0])).collect();
            rows.sort_by_key(|(unit, _)| *unit);
            rows.iter().map(|(_, point)| point.hidden && point.reading.is_none()).collect()
        };
        assert_eq!(hidden(&shown), [false; 3]);
        assert_eq!(hidden(&held), [true, false, false]);
    }

    #[test]
    fn a_unit_of_few_counts_in_no_median_that_leaves_the_tool() {
        // With two units the median of the others is the other unit's very figure.
        let mut few = results(100, 1, "all", [95.0, 71.25, 40.0]);
        few.retain(|edit| edit.record != Id::from_u128(100));
        few.retain(|edit| !(edit.record == Id::from_u128(101) && edit.tag == N.tag()));
        few.push(field(101, N, &Value::Number(3.0)));
        let whole = all(vec![requirement(1), few]);
        assert!(format!("{:?}", compare(&whole, &Settings::default())).contains("median: 71.25"));
        assert!(!format!("{:?}", compare_outward(&whole, &whole, &Settings::default())).contains("71.25"));
    }

    #[test]
    fn what_only_women_meet_is_called_and_what_all_show_is_called_once() {
        let hidden = compared(vec![
            requirement(1),
            results(100, 1, "all", [95.0, 95.0, 88.0]),
            results(200, 1, "women", [94.0, 94.0, 72.0]),
        ]);
        let row = hidden.rows.first().unwrap();
        let [Signal::WorseThanOthers { group, .. }] = row.signals.as_slice() else { panic!("{:?}", row.signals) };
        assert_eq!((row.unit, group), (Id::from_u128(13), &Group::Women));

        let open = compared(vec![
            requirement(1),
            results(100, 1, "all", [95.0, 95.0, 70.0]),
            results(200, 1, "women", [94.0, 94.0, 72.0]),
        ]);
        let row = open.rows.first().unwrap();
        let [Signal::WorseThanOthers { group, .. }] = row.signals.as_slice() else { panic!("{:?}", row.signals) };
        assert_eq!(group, &Group::All);
    }

    #[test]
    fn findings_come_first_then_gaps_then_what_matters_most() {
        let grave = [
            field(300, VALUED, &Value::Link(Id::from_u128(3))),
            field(300, PERSPECTIVE, &Value::Choice("risk".into())),
            field(300, CONSEQUENCE, &Value::Level(4)),
            field(300, LIKELIHOOD, &Value::Level(1)),
            field(300, AGREED, &Value::Flag(true)),
        ];
        let comparison = compared(vec![
            requirement(1),
            requirement(2),
            requirement(3),
            results(100, 1, "all", [95.0, 95.0, 70.0]),
            results(110, 2, "all", [80.0, 80.0, 80.0]),
            results(120, 3, "all", [80.0, 80.0, 91.0]),
            grave.into(),
        ]);
        let ranked: Vec<u128> = comparison.rows.iter().map(|row| row.requirement.as_u128()).collect();
        assert_eq!(ranked, [1, 3, 3, 2, 2, 2, 3, 1, 1]);
        assert_eq!(comparison.rows.first().unwrap().severity(), Some(Severity::WorseThanOthers));
        assert_eq!(comparison.rows.get(1).unwrap().focus_points(), Some(8), "class 2 and consequence 4");
    }
}
