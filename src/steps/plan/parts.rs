//! Who does what in each area: which function carries the follow-up out, which decides on what comes out, which is told;
//! with the gaps and the clashes of roles.

use super::areas::{AreaSum, areas};
use super::records::{
    AREA_NAME, AREA_PARTS, Area, AreaPart, CARRIED_OUT_BY, Function, PART_AREA, PART_FUNCTION, PARTS, PLANNED,
    PlanActivity,
};
use super::roles;
use crate::follow_up::{Change, Doing, Whole};
use crate::record::{Id, Kind as _, Of, Value};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Code of the part of whoever carries the follow-up out.
pub const CARRIES_OUT: &str = "carries_out";
/// Code of the part of whoever decides on what comes out.
pub const DECIDES_ON: &str = "decides";

/// What one function does in one area.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// What has been said: codes of [`AREA_PARTS`].
    pub said: BTreeSet<String>,
    /// A row of the plan has it carry out a requirement of the area.
    pub planned: bool,
    /// It is said to carry the follow-up out, and answers for the service itself.
    pub clash: bool,
}

/// What is missing in an area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// Neither a row of the plan nor anybody's word says who carries it out.
    NobodyCarriesOut,
    /// Nobody is said to decide.
    NobodyDecides,
}

/// All areas and functions with what each does.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The areas, as [`areas`] has them.
    pub areas: Vec<AreaSum>,
    /// The functions, in the order they were made.
    pub functions: Vec<Id>,
    cells: HashMap<(usize, Id), Cell>,
}

impl Grid {
    /// Reads it out of the records.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let areas = areas(whole);
        let known: Vec<Of<Function>> = whole.all().collect();
        let inside: HashSet<Id> = known.iter().filter(|one| roles::is_inside(one)).map(Of::id).collect();
        let mut cells: HashMap<(usize, Id), Cell> = HashMap::new();
        let of_record: HashMap<Id, usize> =
            areas.iter().enumerate().filter_map(|(place, area)| Some((area.record?, place))).collect();
        let of_requirement: HashMap<Id, usize> = areas
            .iter()
            .enumerate()
            .flat_map(|(place, area)| area.requirements.iter().map(move |requirement| (*requirement, place)))
            .collect();
        for part in whole.all::<AreaPart>() {
            let (Some(area), Some(function)) = (part.get(PART_AREA), part.get(PART_FUNCTION)) else { continue };
            let Some(place) = of_record.get(&area.0) else { continue };
            let cell = cells.entry((*place, function.0)).or_default();
            cell.said.extend(part.get(PARTS).unwrap_or_default());
            cell.clash = cell.said.contains(CARRIES_OUT) && inside.contains(&function.0);
        }
        for row in whole.all::<PlanActivity>() {
            let (Some(requirement), Some(function)) = (row.get(PLANNED), row.get(CARRIED_OUT_BY)) else { continue };
            if let Some(place) = of_requirement.get(&requirement.0) {
                cells.entry((*place, function.0)).or_default().planned = true;
            }
        }
        Self { areas, functions: known.iter().map(Of::id).collect(), cells }
    }

    /// The same with the areas in an order of their names.
    #[must_use]
    pub fn sorted(self, order: impl Fn(&str, &str) -> Ordering) -> Self {
        let name = |place: &usize| self.areas.get(*place).map_or("", |area| area.name.as_str());
        let mut places: Vec<usize> = (0..self.areas.len()).collect();
        places.sort_by(|one, other| order(name(one), name(other)));
        let came: HashMap<usize, usize> = places.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let areas = places.iter().filter_map(|place| self.areas.get(*place).cloned()).collect();
        let cells = self.cells.into_iter();
        let cells =
            cells.filter_map(|((place, function), cell)| Some(((*came.get(&place)?, function), cell))).collect();
        Self { areas, functions: self.functions, cells }
    }

    /// What a function does in the area at a place.
    #[must_use]
    pub fn cell(&self, area: usize, function: Id) -> Option<&Cell> {
        self.cells.get(&(area, function))
    }

    /// What is missing in the area at a place.
    #[must_use]
    pub fn gaps(&self, area: usize) -> Vec<Gap> {
        let cells = || self.functions.iter().filter_map(|function| self.cell(area, *function));
        let said = |code: &str| cells().any(|cell| cell.said.contains(code));
        let carried = said(CARRIES_OUT) || cells().any(|cell| cell.planned);
        let gaps = [(carried, Gap::NobodyCarriesOut), (said(DECIDES_ON), Gap::NobodyDecides)];
        gaps.into_iter().filter(|(has, _)| !has).map(|(_, gap)| gap).collect()
    }

    /// The functions that carry out the follow-up of an area and answer for its service themselves.
    #[must_use]
    pub fn clashes(&self, area: usize) -> Vec<Id> {
        let clash = |function: &&Id| self.cell(area, **function).is_some_and(|cell| cell.clash);
        self.functions.iter().filter(clash).copied().collect()
    }
}

/// The change that gives a function a part in an area, or takes it away where it has it; with no part, takes all away. An
/// area that only stands in requirements gets its record by it, under the first of the given ids; the part has the
/// second, where it is new. Nothing when there is nothing to take away.
#[must_use]
pub fn turned(whole: &Whole, area: &AreaSum, function: Id, part: Option<&str>, ids: [Id; 2]) -> Option<Change> {
    let standing = area.record.and_then(|area| {
        let mut pointing = whole.own.pointing_through(area, PART_AREA.tag());
        pointing.find_map(|pointer| {
            let part = whole.of::<AreaPart>(pointer.from)?;
            (part.get(PART_FUNCTION)?.0 == function).then_some(part)
        })
    });
    let mut parts = standing.as_ref().and_then(|standing| standing.get(PARTS)).unwrap_or_default();
    match part {
        Some(part) if !parts.remove(part) => {
            parts.insert(AREA_PARTS.codes.iter().find(|code| **code == part)?.to_string());
        }
        Some(_) => {}
        None => parts.clear(),
    }
    let info = &AreaPart::INFO;
    let after = (!parts.is_empty()).then_some(Value::Choices(parts));
    if let Some(standing) = standing {
        let edit = whole.edit(info, standing.id(), PARTS.tag(), after.as_ref())?;
        return Some(Change::of(Doing::Edit, edit));
    }
    let after = after?;
    let [new_area, new_part] = ids;
    let mut edits = Vec::new();
    if area.record.is_none() {
        edits.extend(whole.edit(&Area::INFO, new_area, AREA_NAME.tag(), Some(&Value::Text(area.name.clone()))));
    }
    let area = area.record.unwrap_or(new_area);
    edits.extend(whole.edit(info, new_part, PART_AREA.tag(), Some(&Value::Link(area))));
    edits.extend(whole.edit(info, new_part, PART_FUNCTION.tag(), Some(&Value::Link(function))));
    edits.extend(whole.edit(info, new_part, PARTS.tag(), Some(&after)));
    Some(Change { doing: Doing::Create, edits })
}

#[cfg(test)]
mod tests {
    use super::{CARRIES_OUT, DECIDES_ON, Gap, Grid, turned};
    use crate::follow_up::{Edit, Whole};
    use crate::record::{Id, Value};
    use crate::steps::made::{field, link, taken, text, whole};
    use crate::steps::plan::records::{AREA, CARRIED_OUT_BY, FUNCTION_NAME, NUMBER, OWNS, PLANNED};

    fn house() -> Vec<Edit> {
        vec![
            field(1, NUMBER, &text("K01")),
            field(1, AREA, &text("Larm")),
            field(41, FUNCTION_NAME, &text("utredare")),
            field(42, FUNCTION_NAME, &text("enhetschef")),
            field(42, OWNS, &Value::Flag(true)),
        ]
    }

    fn turn(whole: &Whole, function: u128, part: Option<&str>) -> Option<Whole> {
        let grid = Grid::of(whole);
        let ids = [71, 72].map(|id| Id::from_u128(id + function));
        turned(whole, &grid.areas[0], Id::from_u128(function), part, ids).map(|change| taken(whole, &change))
    }

    #[test]
    fn an_area_says_what_it_lacks_until_somebody_carries_out_and_decides() {
        let bare = whole(vec![house()]);
        assert_eq!(Grid::of(&bare).gaps(0), [Gap::NobodyCarriesOut, Gap::NobodyDecides]);
        let planned = whole(vec![house(), vec![field(51, PLANNED, &link(1)), field(51, CARRIED_OUT_BY, &link(41))]]);
        let grid = Grid::of(&planned);
        assert_eq!(grid.gaps(0), [Gap::NobodyDecides], "a row of the plan says who carries it out");
        assert!(grid.cell(0, Id::from_u128(41)).is_some_and(|cell| cell.planned && cell.said.is_empty()));
        let decided = turn(&bare, 41, Some(DECIDES_ON)).unwrap();
        assert_eq!(Grid::of(&decided).gaps(0), [Gap::NobodyCarriesOut]);
    }

    #[test]
    fn whoever_owns_the_service_and_carries_its_follow_up_out_is_a_clash() {
        let bare = whole(vec![house()]);
        let clash = turn(&bare, 42, Some(CARRIES_OUT)).unwrap();
        assert_eq!(Grid::of(&clash).clashes(0), [Id::from_u128(42)]);
        let told = turn(&bare, 42, Some("told")).unwrap();
        assert!(Grid::of(&told).clashes(0).is_empty(), "it may be told");
        assert!(Grid::of(&turn(&bare, 41, Some(CARRIES_OUT)).unwrap()).clashes(0).is_empty());
    }

    #[test]
    fn a_part_is_given_and_taken_away_by_the_same_turn_and_all_at_once() {
        let bare = whole(vec![house()]);
        let one = turn(&bare, 41, Some(CARRIES_OUT)).unwrap();
        let two = turn(&one, 41, Some(DECIDES_ON)).unwrap();
        let said = |whole: &Whole| Grid::of(whole).cell(0, Id::from_u128(41)).map_or(0, |cell| cell.said.len());
        assert_eq!((said(&one), said(&two)), (1, 2));
        assert_eq!(Grid::of(&two).areas.len(), 1, "its record goes by the same name");
        assert_eq!(said(&turn(&two, 41, Some(DECIDES_ON)).unwrap()), 1);
        assert_eq!(said(&turn(&two, 41, None).unwrap()), 0);
        assert!(turn(&bare, 41, None).is_none(), "nothing to take away");
        assert!(turn(&bare, 41, Some("owns")).is_none(), "no such part");
    }
}
