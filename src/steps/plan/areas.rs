//! The areas of a follow-up: the names that requirements give, and the records that say more of some of them.

use super::records::{AREA, AREA_COST, AREA_NAME, AREA_VOLUME, Area, COST, Requirement, VOLUME};
use super::risk;
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::collections::HashMap;

/// An area, with what it and its requirements say.
#[derive(Clone, PartialEq, Debug)]
pub struct AreaSum {
    /// Its name: as its record has it, else as the first requirement that belongs to it.
    pub name: String,
    /// Its record; of several of one name the first made.
    pub record: Option<Id>,
    /// The requirements that belong to it, in the order they were made.
    pub requirements: Vec<Id>,
    /// Persons concerned: its own, else the largest of its requirements (`domain.md`, section 0 "Valuation").
    pub volume: Option<f64>,
    /// Cost, kr per year: its own, else the largest of its requirements.
    pub cost: Option<f64>,
    /// The worst agreed consequence of its requirements in the perspective risk, from 1.
    pub consequence: Option<u8>,
}

impl AreaSum {
    fn named(name: String) -> Self {
        Self { name, record: None, requirements: Vec::new(), volume: None, cost: None, consequence: None }
    }
}

/// By what an area is recognised: its name without regard to case and spaces at its ends.
#[must_use]
pub fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// All areas: those that have a record, in the order they were made, then those that stand in requirements alone, in the
/// order of the first requirement. Screens put them in the language's order.
#[must_use]
pub fn areas(whole: &Whole) -> Vec<AreaSum> {
    let (mut list, mut places): (Vec<AreaSum>, HashMap<String, usize>) = Default::default();
    for area in whole.all::<Area>() {
        let Some(name) = area.get(AREA_NAME) else { continue };
        let place = at(&mut list, &mut places, &name);
        let Some(sum) = list.get_mut(place).filter(|sum| sum.record.is_none()) else { continue };
        sum.record = Some(area.id());
        (sum.volume, sum.cost) = (area.get(AREA_VOLUME), area.get(AREA_COST));
    }
    let own: Vec<(bool, bool)> = list.iter().map(|sum| (sum.volume.is_some(), sum.cost.is_some())).collect();
    let risks = risk::agreed(whole);
    for one in whole.all::<Requirement>() {
        let Some(name) = one.get(AREA).filter(|name| !name.trim().is_empty()) else { continue };
        let place = at(&mut list, &mut places, &name);
        let (own_volume, own_cost) = own.get(place).copied().unwrap_or_default();
        let Some(sum) = list.get_mut(place) else { continue };
        sum.requirements.push(one.id());
        if !own_volume {
            sum.volume = larger(sum.volume, one.get(VOLUME));
        }
        if !own_cost {
            sum.cost = larger(sum.cost, one.get(COST));
        }
        sum.consequence = sum.consequence.max(risks.get(&one.id()).map(|valued| valued.consequence));
    }
    list
}

/// The record of the area of this name, if it has one.
#[must_use]
pub fn record(whole: &Whole, name: &str) -> Option<Of<Area>> {
    let wanted = key(name);
    whole.all::<Area>().find(|area| area.get(AREA_NAME).is_some_and(|name| key(&name) == wanted))
}

/// Where the area of a name stands in the list, put at its end if it is new.
fn at(list: &mut Vec<AreaSum>, places: &mut HashMap<String, usize>, name: &str) -> usize {
    *places.entry(key(name)).or_insert_with(|| {
        list.push(AreaSum::named(name.trim().to_owned()));
        list.len() - 1
    })
}

fn larger(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{areas, record};
    use crate::follow_up::Edit;
    use crate::record::{Id, Value};
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{
        AGREED, AREA, AREA_NAME, AREA_VOLUME, CONSEQUENCE, COST, LIKELIHOOD, PERSPECTIVE, VALUED, VOLUME,
    };

    fn requirement(record: u128, area: &str, volume: f64, cost: f64) -> Vec<Edit> {
        vec![
            field(record, AREA, &text(area)),
            field(record, VOLUME, &Value::Number(volume)),
            field(record, COST, &Value::Number(cost)),
        ]
    }

    fn valued(requirement: u128, consequence: u8) -> Vec<Edit> {
        let record = requirement + 100;
        vec![
            field(record, VALUED, &link(requirement)),
            field(record, PERSPECTIVE, &choice("risk")),
            field(record, CONSEQUENCE, &Value::Level(consequence)),
            field(record, LIKELIHOOD, &Value::Level(1)),
            field(record, AGREED, &Value::Flag(true)),
        ]
    }

    #[test]
    fn an_area_says_its_own_volume_and_else_has_the_largest_of_its_requirements() {
        let whole = whole(vec![
            vec![field(81, AREA_NAME, &text("Läkemedel")), field(81, AREA_VOLUME, &Value::Number(50.0))],
            requirement(1, "läkemedel ", 400.0, 1000.0),
            requirement(2, "LÄKEMEDEL", 300.0, 3000.0),
            requirement(3, "Bemötande", 10.0, 7.0),
            requirement(4, "Bemötande", 20.0, 5.0),
            requirement(5, " ", 20.0, 5.0),
            valued(1, 2),
            valued(2, 4),
        ]);
        let all = areas(&whole);
        let names: Vec<(&str, usize)> = all.iter().map(|one| (one.name.as_str(), one.requirements.len())).collect();
        assert_eq!(names, [("Läkemedel", 2), ("Bemötande", 2)]);
        assert_eq!((all[0].volume, all[0].cost, all[0].consequence), (Some(50.0), Some(3000.0), Some(4)));
        assert_eq!((all[1].volume, all[1].cost, all[1].consequence), (Some(20.0), Some(7.0), None));
        assert_eq!((all[0].record, all[1].record), (Some(Id::from_u128(81)), None));
    }

    #[test]
    fn of_two_records_of_one_name_the_first_counts() {
        let named = |record| field(record, AREA_NAME, &text(if record == 81 { "Kost" } else { "kost" }));
        let whole = whole(vec![vec![named(82), named(81)]]);
        let all = areas(&whole);
        assert_eq!((all.len(), all[0].record), (1, Some(Id::from_u128(81))));
        assert_eq!(record(&whole, " KOST").map(|one| one.id()), Some(Id::from_u128(81)));
        assert!(record(&whole, "Mat").is_none());
    }
}
