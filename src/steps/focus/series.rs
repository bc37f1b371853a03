//! A series: the results of one requirement at one unit, by one method from one origin, for one group, in
//! periods of one length.

use super::{Aim, Change, Direction, Gap, Others, Reading, Settings, Trend, measure::over};
use crate::record::{Id, Period};
use std::sync::Arc;

/// Whom a figure is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// All (T); a result without a group is about all.
    All,
    /// Women (K).
    Women,
    /// Men (M).
    Men,
    /// Another split, in its own words.
    Other(Arc<str>),
}

impl Group {
    /// The group of what stands in the field.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match text {
            "" | "all" => Self::All,
            "women" => Self::Women,
            "men" => Self::Men,
            other => Self::Other(other.into()),
        }
    }
}

/// Where figures come from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Source {
    /// Code of the method; empty when none is said.
    pub method: Arc<str>,
    /// The origin in its own words; empty when none is said.
    pub origin: Arc<str>,
}

/// One result of a series.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// The result.
    pub result: Id,
    /// Its period.
    pub period: Period,
    /// What was measured; nothing when it is missing, and then it is no part of any computation.
    pub reading: Option<Reading>,
    /// Answers, files, visits or persons behind it.
    pub n: Option<f64>,
    /// Non-response in per cent.
    pub non_response: Option<f64>,
    /// The definition has changed since the period before: the series begins anew here.
    pub redefined: bool,
    /// Hidden in everything that leaves the tool, see [`hide::hidden`](super::hide::hidden).
    pub hidden: bool,
}

/// A series and what follows from it alone.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    /// Where the figures come from.
    pub source: Source,
    /// Whom they are about.
    pub group: Group,
    /// Length of the periods in months.
    pub months: u8,
    /// The results by period, earliest first; one a period.
    pub points: Vec<Point>,
    /// The latest measured value against the target.
    pub gap: Option<Gap>,
    /// The latest measured value against the one before.
    pub change: Option<Change>,
    /// Where the figures are heading; nothing for answers and where no direction says what is better.
    pub trend: Option<Trend>,
    /// The latest measured value against the other units'.
    pub others: Option<Others>,
}

impl Series {
    /// A series with its own figures; the comparison with others comes later, when all are read.
    #[must_use]
    pub fn new(source: Source, group: Group, points: Vec<Point>, aim: &Aim, settings: &Settings) -> Self {
        let months = points.first().map_or(12, |point| point.period.months());
        let mut series = Self { source, group, months, points, gap: None, change: None, trend: None, others: None };
        let numbers = series.comparable();
        series.gap = series.latest().and_then(|(_, reading)| Gap::of(reading, aim, settings));
        series.change = Change::of(&numbers);
        series.trend = aim.direction.filter(|_| !numbers.is_empty()).map(|way| Trend::of(&numbers, way, settings));
        series
    }

    /// The latest measured point.
    #[must_use]
    pub fn latest(&self) -> Option<(&Point, Reading)> {
        self.points.iter().rev().find_map(|point| Some((point, point.reading?)))
    }

    /// The measured point of a period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<(&Point, Reading)> {
        let place = self.points.binary_search_by(|point| point.period.cmp(&period)).ok()?;
        let point = self.points.get(place)?;
        Some((point, point.reading?))
    }

    /// The measured points since the definition last changed.
    #[must_use]
    pub fn since_redefined(&self) -> impl DoubleEndedIterator<Item = &Point> {
        let begin = self.points.iter().rposition(|point| point.redefined).unwrap_or_default();
        self.points.iter().skip(begin).filter(|point| point.reading.is_some())
    }

    /// Period and number of what can be compared over time: measured since the definition last changed.
    #[must_use]
    pub fn comparable(&self) -> Vec<(Period, f64)> {
        self.since_redefined().filter_map(|point| Some((point.period, point.reading?.number()?))).collect()
    }

    /// The first period of the unbroken run of misses that the series ends in.
    #[must_use]
    pub fn missed_since(&self, target: f64, way: Direction) -> Option<Period> {
        let missed = |value| over(0.0, way.gain(target, value));
        self.comparable().into_iter().rev().take_while(|(_, value)| missed(*value)).last().map(|(period, _)| period)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Group, Point, Reading, Series, Source};
    use crate::record::Id;
    use crate::steps::focus::{Aim, Direction, Settings, Trend};

    /// A point of a number with n 100; NaN stands for a missing value.
    pub fn point(period: &str, value: f64) -> Point {
        Point {
            result: Id::nil(),
            period: period.parse().unwrap(),
            reading: (!value.is_nan()).then_some(Reading::Number(value)),
            n: Some(100.0),
            non_response: Some(0.0),
            redefined: false,
            hidden: false,
        }
    }

    pub fn aim(target: f64, direction: Direction) -> Aim {
        Aim { target: Some(Reading::Number(target)), direction: Some(direction) }
    }

    pub fn source(origin: &str) -> Source {
        Source { method: "register".into(), origin: origin.into() }
    }

    /// Yearly figures up to 2025.
    pub fn yearly(values: &[f64], target: f64, direction: Direction) -> Series {
        let first = 2026 - values.len();
        let points = values.iter().enumerate().map(|(i, v)| point(&(first + i).to_string(), *v)).collect();
        Series::new(source("A"), Group::All, points, &aim(target, direction), &Settings::default())
    }

    #[test]
    fn a_missing_value_is_no_zero_and_no_move() {
        let series = yearly(&[90.0, f64::NAN, 91.0, f64::NAN], 90.0, Direction::Higher);
        assert_eq!(series.latest().unwrap().0.period.to_string(), "2024");
        let change = series.change.unwrap();
        assert_eq!((change.from.to_string().as_str(), change.by), ("2022", 1.0));
        assert!(series.gap.unwrap().met);
    }

    #[test]
    fn a_changed_definition_begins_the_series_anew() {
        let mut points: Vec<_> = yearly(&[99.0, 98.0, 97.0, 88.0], 95.0, Direction::Higher).points;
        points.last_mut().unwrap().redefined = true;
        let series = Series::new(source("A"), Group::All, points, &aim(95.0, Direction::Higher), &Settings::default());
        assert_eq!(series.change, None);
        assert_eq!(series.trend, Some(Trend::TooFew));
        assert_eq!(series.points.len(), 4, "what was measured before is still shown");
    }

    #[test]
    fn missed_since_names_the_first_period_of_the_last_run() {
        let series = yearly(&[80.0, 96.0, 94.0, 93.0], 95.0, Direction::Higher);
        assert_eq!(series.missed_since(95.0, Direction::Higher).unwrap().to_string(), "2024");
        let met = yearly(&[80.0, 96.0], 95.0, Direction::Higher);
        assert_eq!(met.missed_since(95.0, Direction::Higher), None);
    }
}
