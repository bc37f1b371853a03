//! Areas over the years: how deep each was followed up, under which theme, and what that calls for.

use super::carried::chain;
use super::depth::{SAMPLE, in_force, proposals, rank};
use crate::follow_up::{FollowUp, Whole};
use crate::record::Id;
use crate::steps::actions::records::{NEXT_DATE, NEXT_DEPTH, NEXT_REQUIREMENTS, NextFollowUp};
use crate::steps::plan::areas::{areas, key};
use crate::steps::plan::records::{
    AMBITION, AREA, Area, FollowUpHeader, NUMBER, PERIOD_FROM, PERIOD_TO, PLAN_THEME, PLANNED, PlanActivity,
    Requirement,
};
use chrono::Datelike as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Years that are shown back in time.
pub const BACK: i32 = 5;
/// Years that are shown ahead.
pub const AHEAD: i32 = 2;
/// Years in a row after which something is called out.
const LONG: i32 = 3;

/// How an area was followed up in one year.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looked {
    /// Code of the depth: what was said of the area, else the deepest of its rows in the plan; `none` when it was said
    /// to be left out. Nothing when nobody said anything.
    pub depth: Option<String>,
    /// The themes of its rows.
    pub themes: BTreeSet<String>,
    /// Numbers of the requirements that were followed up by samples.
    sampled: BTreeSet<String>,
}

impl Looked {
    fn is_touched(&self) -> bool {
        self.depth.as_deref().is_some_and(|depth| depth != "none")
    }

    /// Another follow-up of the same year: the deeper counts.
    fn and(&mut self, other: Self) {
        let of = |looked: &Self| looked.depth.as_deref().map_or(usize::MAX, rank);
        if of(&other) < of(self) {
            self.depth = other.depth;
        }
        self.themes.extend(other.themes);
        self.sampled.extend(other.sampled);
    }
}

/// What the years of an area call for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Call {
    /// Nothing of it has been followed up for three years.
    Untouched,
    /// The same requirements have been sampled three times in a row.
    SameSample,
}

/// An area over the years.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AreaYears {
    /// Its name, as the newest follow-up that knows it has it.
    pub name: String,
    /// What was done in each year that is known.
    pub years: BTreeMap<i32, Looked>,
    /// What that calls for.
    pub call: Option<Call>,
    /// The area's record in the follow-up that is open, if it has one.
    pub record: Option<Id>,
}

/// All areas over the years.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Years {
    /// The year of the follow-up that is open.
    pub now: i32,
    /// The years that a follow-up is known of, this one's included.
    pub known: BTreeSet<i32>,
    /// The areas, those of the open follow-up first.
    pub areas: Vec<AreaYears>,
}

/// The year that a follow-up is of: that of the first day of its period, else of the last.
#[must_use]
pub fn year(own: &FollowUp) -> Option<i32> {
    let header = own.of::<FollowUpHeader>(own.id())?;
    header.get(PERIOD_FROM).or_else(|| header.get(PERIOD_TO)).map(|day| day.year())
}

/// Reads the open follow-up, those before it and what is planned ahead; `today` is the year of a follow-up that does
/// not say its period.
#[must_use]
pub fn years(whole: &Whole, others: &[Arc<FollowUp>], today: i32) -> Years {
    let now = year(&whole.own).unwrap_or(today);
    let mut found = Years { now, known: BTreeSet::from([now]), areas: Vec::new() };
    let mut places: HashMap<String, usize> = HashMap::new();
    take(&mut found, &mut places, whole, now, true);
    let mut after = now;
    for before in chain(&whole.own, others) {
        let of = year(before).unwrap_or(after - 1);
        after = of;
        if of < now - BACK {
            continue;
        }
        found.known.insert(of);
        let round = Whole { own: Arc::clone(before), register: Arc::clone(&whole.register) };
        take(&mut found, &mut places, &round, of, false);
    }
    ahead(&mut found, &mut places, whole);
    for area in &mut found.areas {
        area.call = call(area, &found.known, now);
    }
    found
}

fn at<'a>(found: &'a mut Years, places: &mut HashMap<String, usize>, name: &str) -> Option<&'a mut AreaYears> {
    let place = *places.entry(key(name)).or_insert_with(|| {
        let name = name.trim().to_owned();
        found.areas.push(AreaYears { name, years: BTreeMap::new(), call: None, record: None });
        found.areas.len() - 1
    });
    found.areas.get_mut(place)
}

fn take(found: &mut Years, places: &mut HashMap<String, usize>, whole: &Whole, year: i32, is_open: bool) {
    let proposals = proposals(whole);
    let mut of_requirement: HashMap<Id, Vec<Looked>> = HashMap::new();
    for row in whole.all::<PlanActivity>() {
        let Some(requirement) = row.get(PLANNED) else { continue };
        // A row whose risk nobody has valued goes at least as deep as a sample.
        let depth = in_force(&row, &proposals).unwrap_or_else(|| SAMPLE.into());
        let number = whole.of::<Requirement>(requirement.0).and_then(|one| one.get(NUMBER));
        let sampled = number.filter(|_| depth == SAMPLE).into_iter().collect();
        let looked = Looked { depth: Some(depth), themes: row.get(PLAN_THEME).into_iter().collect(), sampled };
        of_requirement.entry(requirement.0).or_default().push(looked);
    }
    for area in areas(whole) {
        let mut looked = Looked::default();
        for one in area.requirements.iter().filter_map(|id| of_requirement.remove(id)).flatten() {
            looked.and(one);
        }
        let said = area.record.and_then(|id| whole.of::<Area>(id)?.get(AMBITION));
        looked.depth = said.or(looked.depth);
        let Some(known) = at(found, places, &area.name) else { continue };
        if is_open {
            known.record = area.record;
        }
        known.years.entry(year).or_default().and(looked);
    }
}

/// What the open follow-up plans for the years after it.
fn ahead(found: &mut Years, places: &mut HashMap<String, usize>, whole: &Whole) {
    for next in whole.all::<NextFollowUp>() {
        let Some(year) = next.get(NEXT_DATE).map(|day| day.year()).filter(|year| *year > found.now) else { continue };
        let requirements = next.get(NEXT_REQUIREMENTS).map(|to| to.0).unwrap_or_default();
        for name in requirements.into_iter().filter_map(|id| whole.of::<Requirement>(id)?.get(AREA)) {
            if let Some(area) = at(found, places, &name) {
                let looked = Looked { depth: next.get(NEXT_DEPTH), ..Looked::default() };
                area.years.entry(year).or_default().and(looked);
            }
        }
    }
}

fn call(area: &AreaYears, known: &BTreeSet<i32>, now: i32) -> Option<Call> {
    let touched = |year: &i32| area.years.get(year).is_some_and(Looked::is_touched);
    // Years of which no follow-up is known say nothing.
    let long = known.iter().next().is_some_and(|first| *first <= now - LONG + 1);
    if long && !known.range(now - LONG + 1..=now).any(touched) {
        return Some(Call::Untouched);
    }
    let last: Vec<Option<&Looked>> = known.iter().rev().take(3).map(|year| area.years.get(year)).collect();
    let [Some(first), rest @ ..] = last.as_slice() else { return None };
    let sampled = |one: &Looked| one.depth.as_deref() == Some(SAMPLE) && !one.sampled.is_empty();
    let same = |other: Option<&Looked>| other.is_some_and(|other| sampled(other) && other.sampled == first.sampled);
    (rest.len() == 2 && sampled(first) && rest.iter().copied().all(same)).then_some(Call::SameSample)
}

#[cfg(test)]
mod tests {
    use super::{Call, years};
    use crate::follow_up::{Change, Doing, Edit, FollowUp};
    use crate::record::Id;
    use crate::steps::actions::records::{NEXT_DATE, NEXT_DEPTH, NEXT_REQUIREMENTS};
    use crate::steps::made::{OWN, choice, day, field, link, links, text, whole};
    use crate::steps::plan::records::{
        AMBITION, AREA, AREA_NAME, NUMBER, PERIOD_FROM, PLAN_DEPTH, PLAN_THEME, PLANNED, PREVIOUS,
    };
    use std::sync::Arc;

    /// A follow-up of a year, after another: requirement K01 of Larm and K02 of Mat, these rows.
    fn round(own: u128, before: Option<u128>, rows: &[(u128, &str)]) -> Vec<Edit> {
        let year = 2017 + own;
        let mut edits = vec![
            field(own, PERIOD_FROM, &day(&format!("{year}-01-01"))),
            field(1, NUMBER, &text("K01")),
            field(1, AREA, &text("Larm")),
            field(2, NUMBER, &text("K02")),
            field(2, AREA, &text("Mat")),
        ];
        edits.extend(before.map(|before| field(own, PREVIOUS, &link(before))));
        for (requirement, depth) in rows {
            let row = 50 + requirement;
            edits.push(field(row, PLANNED, &link(*requirement)));
            edits.push(field(row, PLAN_DEPTH, &choice(depth)));
            edits.push(field(row, PLAN_THEME, &text(&format!("Tema {year}"))));
        }
        edits
    }

    fn other(own: u128, before: Option<u128>, rows: &[(u128, &str)]) -> Arc<FollowUp> {
        let id = Id::from_u128(own);
        let edits = round(own, before, rows).into_iter().map(|edit| Edit { follow_up: id, ..edit }).collect();
        Arc::new(FollowUp::new(id).with(&Change { doing: Doing::Import, edits }, 1).unwrap())
    }

    const NINE: u128 = OWN.as_u128();

    #[test]
    fn each_year_tells_depth_and_theme_and_an_untouched_area_is_called_out() {
        let before = [other(8, Some(7), &[(1, "base")]), other(7, None, &[(1, "deep"), (2, "sample")])];
        let own = whole(vec![round(NINE, Some(8), &[(1, "sample")])]);
        let seen = years(&own, &before, 2030);
        assert_eq!((seen.now, seen.known.iter().copied().collect::<Vec<_>>()), (2026, vec![2024, 2025, 2026]));
        let depths = |area: usize| -> Vec<Option<String>> {
            seen.areas[area].years.values().map(|looked| looked.depth.clone()).collect()
        };
        assert_eq!(depths(0), ["deep", "base", "sample"].map(|depth| Some(depth.to_owned())));
        assert_eq!(depths(1), [Some("sample".to_owned()), None, None]);
        assert_eq!(seen.areas[0].years[&2025].themes.iter().collect::<Vec<_>>(), ["Tema 2025"]);
        assert_eq!([seen.areas[0].call, seen.areas[1].call], [None, None], "Mat was sampled two years ago");
        let never = [other(8, Some(7), &[(1, "base")]), other(7, None, &[(1, "deep")])];
        assert_eq!(years(&own, &never, 2030).areas[1].call, Some(Call::Untouched));
        assert_eq!(years(&own, &never[..1], 2030).areas[1].call, None, "nobody knows what was done before");
    }

    #[test]
    fn the_same_sample_three_times_is_called_out_and_another_sample_is_not() {
        let before = [other(8, Some(7), &[(1, "sample")]), other(7, None, &[(1, "sample")])];
        let same = whole(vec![round(NINE, Some(8), &[(1, "sample")])]);
        assert_eq!(years(&same, &before, 2030).areas[0].call, Some(Call::SameSample));
        let deeper = whole(vec![round(NINE, Some(8), &[(1, "base")])]);
        assert_eq!(years(&deeper, &before, 2030).areas[0].call, None);
    }

    #[test]
    fn what_was_said_of_an_area_counts_before_its_rows_and_next_time_stands_ahead() {
        let area = vec![field(91, AREA_NAME, &text("larm")), field(91, AMBITION, &choice("none"))];
        let next = vec![
            field(95, NEXT_DATE, &day("2028-03-01")),
            field(95, NEXT_REQUIREMENTS, &links([2])),
            field(95, NEXT_DEPTH, &choice("deep")),
        ];
        let own = whole(vec![round(NINE, None, &[(1, "deep")]), area, next]);
        let seen = years(&own, &[], 2030);
        assert_eq!(seen.areas[0].years[&2026].depth.as_deref(), Some("none"));
        assert_eq!(seen.areas[1].years[&2028].depth.as_deref(), Some("deep"));
    }

    #[test]
    fn a_chain_that_goes_in_a_circle_ends() {
        let before = [other(8, Some(NINE), &[(1, "base")])];
        let own = whole(vec![round(NINE, Some(8), &[])]);
        assert_eq!(years(&own, &before, 2030).known.len(), 2);
    }
}
