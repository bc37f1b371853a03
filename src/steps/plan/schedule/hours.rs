//! Which hours the plan takes of each function, month by month, against what it has.

use crate::follow_up::Whole;
use crate::record::{Id, Of};
use crate::steps::plan::records::{
    CAPACITY, CARRIED_OUT_BY, FREQUENCY, Function, HOURS, IN_MONTHS, MONTHS, PlanActivity,
};
use std::collections::{BTreeSet, HashMap};

/// Something for each month, January first.
pub type Year<T> = [T; 12];

/// When in the year a row of the plan is carried out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum When {
    /// In these months, from 0.
    Months(Vec<usize>),
    /// All year round.
    AllYear,
    /// Nobody has said.
    Unknown,
}

/// Places of months in the year, from 0, in its order.
#[must_use]
pub fn places(months: &BTreeSet<String>) -> Vec<usize> {
    (0..).zip(MONTHS.codes).filter(|(_, code)| months.contains(**code)).map(|(at, _)| at).collect()
}

/// When a row is carried out: in the months that are said; else all year round when it is done month by month or
/// without a break, and at the end of each tertial when it is done by tertial. Other frequencies do not say it.
#[must_use]
pub fn when(row: &Of<PlanActivity>) -> When {
    let said = row.get(IN_MONTHS).map(|months| places(&months)).unwrap_or_default();
    if !said.is_empty() {
        return When::Months(said);
    }
    match row.get(FREQUENCY).as_deref() {
        Some("continuous" | "month") => When::AllYear,
        Some("tertial") => When::Months(vec![3, 7, 11]),
        _ => When::Unknown,
    }
}

/// The hours of a row in each month: its hours per year in equal parts over the months in which it is carried out, over
/// the whole year where nobody has said when (our own proposal).
#[must_use]
pub fn spread(row: &Of<PlanActivity>) -> Year<f64> {
    let hours = row.get(HOURS).unwrap_or_default();
    let mut year = [0.0; 12];
    let months = match when(row) {
        When::Months(months) => months,
        When::AllYear | When::Unknown => (0..12).collect(),
    };
    let part = hours / f64::from(u32::try_from(months.len()).unwrap_or(1).max(1));
    for month in months {
        if let Some(at) = year.get_mut(month) {
            *at += part;
        }
    }
    year
}

/// What the plan asks of one function.
#[derive(Clone, PartialEq, Debug)]
pub struct Load {
    /// The function; none for rows that name none.
    pub function: Option<Id>,
    /// Hours a year that it has; none when nobody has said.
    pub capacity: Option<f64>,
    /// Hours that the plan takes in each month.
    pub months: Year<f64>,
    /// How many rows.
    pub rows: usize,
}

/// What is over by less is rounding.
const SLACK: f64 = 0.05;

impl Load {
    /// Hours in all.
    #[must_use]
    pub fn year(&self) -> f64 {
        self.months.iter().sum()
    }

    /// Hours a month that it has: a twelfth of the year's.
    #[must_use]
    pub fn a_month(&self) -> Option<f64> {
        self.capacity.map(|capacity| capacity / 12.0)
    }

    /// Whether a month, from 0, takes more than there is.
    #[must_use]
    pub fn is_over(&self, month: usize) -> bool {
        let hours = self.months.get(month).copied().unwrap_or_default();
        self.a_month().is_some_and(|has| hours > has + SLACK)
    }

    /// The months, from 0, that take more than there is.
    #[must_use]
    pub fn over(&self) -> Vec<usize> {
        (0..self.months.len()).filter(|month| self.is_over(*month)).collect()
    }

    /// Whether three months in a row, December and January too, take more than a quarter of what there is. A single
    /// month can borrow from those beside it, three cannot (our own proposal).
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        let Some(a_month) = self.a_month() else { return false };
        let year = || self.months.iter().chain(&self.months);
        (0..self.months.len()).any(|first| year().skip(first).take(3).sum::<f64>() > 3.0 * a_month + SLACK)
    }

    /// Whether the year as a whole takes more than there is.
    #[must_use]
    pub fn is_over_year(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.year() > capacity + SLACK)
    }
}

/// What the plan asks of every function that has rows, in the order the functions were made; rows without a function
/// that is there come last.
#[must_use]
pub fn loads(whole: &Whole) -> Vec<Load> {
    let mut by_function: HashMap<Option<Id>, Load> = HashMap::new();
    for row in whole.all::<PlanActivity>() {
        let function = row.get(CARRIED_OUT_BY).and_then(|to| whole.of::<Function>(to.0));
        let id = function.as_ref().map(Of::id);
        let load = by_function.entry(id).or_insert_with(|| Load {
            function: id,
            capacity: function.and_then(|function| function.get(CAPACITY)),
            months: [0.0; 12],
            rows: 0,
        });
        load.rows += 1;
        for (sum, part) in load.months.iter_mut().zip(spread(&row)) {
            *sum += part;
        }
    }
    let order = whole.all::<Function>().map(|one| Some(one.id())).chain([None]);
    order.filter_map(|function| by_function.remove(&function)).collect()
}

#[cfg(test)]
mod tests {
    use super::loads;
    use crate::follow_up::Edit;
    use crate::record::Value;
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{CAPACITY, CARRIED_OUT_BY, FREQUENCY, FUNCTION_NAME, HOURS, IN_MONTHS, PLANNED};

    fn row(record: u128, frequency: &str, months: &[&str], hours: f64) -> Vec<Edit> {
        let months = months.iter().map(|month| (*month).into()).collect();
        vec![
            field(record, PLANNED, &link(1)),
            field(record, CARRIED_OUT_BY, &link(41)),
            field(record, FREQUENCY, &choice(frequency)),
            field(record, IN_MONTHS, &Value::Choices(months)),
            field(record, HOURS, &Value::Number(hours)),
        ]
    }

    /// Hours in whole numbers, as they are shown.
    fn months(rows: Vec<Vec<Edit>>) -> Vec<String> {
        loads(&whole(rows))
            .first()
            .map(|load| load.months.map(|hours| format!("{hours:.0}")).into())
            .unwrap_or_default()
    }

    #[test]
    fn hours_fall_on_the_months_that_are_said_and_else_by_how_often() {
        let spring = ["0", "0", "15", "15", "0", "0", "0", "0", "0", "0", "0", "0"];
        assert_eq!(months(vec![row(51, "year", &["mar", "apr"], 30.0)]), spring);
        assert_eq!(months(vec![row(51, "continuous", &[], 24.0)]), ["2"; 12]);
        assert_eq!(months(vec![row(51, "year", &[], 24.0)]), ["2"; 12], "nobody has said when");
        let tertial = months(vec![row(51, "tertial", &[], 30.0)]);
        assert_eq!([3, 7, 11].map(|month: usize| tertial[month].as_str()), ["10"; 3]);
    }

    #[test]
    fn a_month_is_over_when_it_takes_more_than_a_twelfth_of_the_capacity() {
        let function = vec![field(41, FUNCTION_NAME, &text("utredare")), field(41, CAPACITY, &Value::Number(120.0))];
        let rows = vec![function, row(51, "year", &["may"], 10.0), row(52, "year", &["jun"], 11.0)];
        let load = loads(&whole(rows)).remove(0);
        assert_eq!((load.over(), load.is_over_year(), load.rows), (vec![5], false, 2));
        assert!((load.year() - 21.0).abs() < 1e-9);
        assert!(!load.is_crowded(), "three months together hold it");
    }

    #[test]
    fn three_months_in_a_row_are_crowded_round_the_turn_of_the_year_too() {
        let crowded = |november: f64| {
            let function =
                vec![field(41, FUNCTION_NAME, &text("utredare")), field(41, CAPACITY, &Value::Number(120.0))];
            let rows = vec![function, row(51, "year", &["nov", "jan"], november * 2.0)];
            loads(&whole(rows)).remove(0).is_crowded()
        };
        assert!(!crowded(15.0));
        assert!(crowded(15.1));
    }

    #[test]
    fn rows_without_a_function_are_told_last() {
        let bare = vec![field(52, PLANNED, &link(1)), field(52, HOURS, &Value::Number(12.0))];
        let function = vec![field(41, FUNCTION_NAME, &text("utredare"))];
        let loads = loads(&whole(vec![bare, row(51, "month", &[], 12.0), function]));
        assert_eq!(loads.iter().map(|load| load.function.is_some()).collect::<Vec<_>>(), [true, false]);
        assert!(loads.iter().all(|load| load.over().is_empty()), "nobody has said what there is");
    }
}
