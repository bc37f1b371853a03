//! Do the sources agree: two origins or methods for the same requirement, unit, group and period.

use super::{Gap, Group, Point, Reading, Series, Settings, Signal, Source};
use crate::record::Period;

/// One of two sources that contradict each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// Where the figure comes from.
    pub source: Source,
    /// What it says.
    pub reading: Reading,
    /// What is behind it.
    pub n: Option<f64>,
}

impl Side {
    fn of(series: &Series, point: &Point, reading: Reading) -> Self {
        Self { source: series.source.clone(), reading, n: point.n }
    }
}

/// The findings: two sources on different sides of the target in the latest period that both have measured
/// (`domain.md`, section 1, step 3 "Signals"). A figure of too few contradicts nothing.
#[must_use]
pub fn called(series: &[Series], aim: &super::Aim, group: &Group, settings: &Settings) -> Vec<Signal> {
    let of_group: Vec<&Series> = series.iter().filter(|one| one.group == *group).collect();
    let mut signals = Vec::new();
    for (place, one) in of_group.iter().enumerate() {
        let later = of_group.iter().skip(place + 1).filter(|two| two.months == one.months);
        signals.extend(later.filter_map(|two| contradiction(one, two, aim, settings)));
    }
    signals
}

fn contradiction(one: &Series, two: &Series, aim: &super::Aim, settings: &Settings) -> Option<Signal> {
    let (period, a, b) = latest_shared(one, two)?;
    if settings.is_few(a.0.n) || settings.is_few(b.0.n) {
        return None;
    }
    let meets = |reading| Gap::of(reading, aim, settings).map(|gap| gap.met);
    let (a_side, b_side) = (Side::of(one, a.0, a.1), Side::of(two, b.0, b.1));
    match (meets(a.1)?, meets(b.1)?) {
        (true, false) => Some(Signal::Contradiction { period, target: aim.target?, meets: a_side, misses: b_side }),
        (false, true) => Some(Signal::Contradiction { period, target: aim.target?, meets: b_side, misses: a_side }),
        _ => None,
    }
}

type Measured<'a> = (&'a Point, Reading);

fn latest_shared<'a>(one: &'a Series, two: &'a Series) -> Option<(Period, Measured<'a>, Measured<'a>)> {
    one.points.iter().rev().find_map(|point| Some((point.period, (point, point.reading?), two.at(point.period)?)))
}

#[cfg(test)]
mod tests {
    use super::{Group, Series, Settings, Signal, called};
    use crate::steps::focus::Direction::Higher;
    use crate::steps::focus::series::tests::{aim, source, yearly};

    fn call(own_check: &[f64], sample: &[f64], n: f64) -> Vec<Signal> {
        let one = Series { source: source("own"), ..yearly(own_check, 80.0, Higher) };
        let mut two = Series { source: source("sample"), ..yearly(sample, 80.0, Higher) };
        two.points.iter_mut().for_each(|point| point.n = Some(n));
        called(&[one, two], &aim(80.0, Higher), &Group::All, &Settings::default())
    }

    #[test]
    fn different_sides_of_the_target_contradict() {
        let signals = call(&[100.0], &[76.7], 30.0);
        let [Signal::Contradiction { meets, misses, .. }] = signals.as_slice() else { panic!("{signals:?}") };
        assert_eq!((meets.source.origin.as_ref(), misses.source.origin.as_ref()), ("own", "sample"));
        assert!(call(&[100.0], &[80.0], 30.0).is_empty(), "both meet it");
        assert!(call(&[60.0], &[79.0], 30.0).is_empty(), "both miss it");
    }

    #[test]
    fn the_latest_period_that_both_measured_decides() {
        assert!(call(&[100.0, 100.0], &[70.0, 90.0], 30.0).is_empty(), "settled since");
        assert_eq!(call(&[100.0, 100.0], &[70.0, f64::NAN], 30.0).len(), 1);
    }

    #[test]
    fn a_figure_of_too_few_contradicts_nothing() {
        assert!(call(&[100.0], &[70.0], 9.0).is_empty());
    }
}
