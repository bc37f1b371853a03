//! Against earlier periods: the last change, and whether it is more than a temporary variation.

use super::{Aim, Direction, Series, Settings, Signal};
use crate::record::Period;

/// The latest measured number against the one measured before it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// The period compared with; not always the one just before, where that has no value.
    pub from: Period,
    /// The later figure minus the earlier, in the measure's unit, raw.
    pub by: f64,
}

impl Change {
    /// The change over the last two of these numbers, earliest first.
    #[must_use]
    pub fn of(numbers: &[(Period, f64)]) -> Option<Self> {
        let [.., (from, before), (_, now)] = numbers else { return None };
        Some(Self { from: *from, by: now - before })
    }
}

/// Where a series is heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trend {
    /// Too few measurements to tell.
    TooFew,
    /// Moves both ways, or stands still: temporary variation.
    Variation,
    /// Better, that many measurements in a row.
    Better(usize),
    /// Worse, that many measurements in a row.
    Worse(usize),
}

impl Trend {
    /// At least four points with the last three moves the same way make a trend, counted over all periods
    /// (`domain.md`, section 0 "Measure"). A figure that stands still has moved neither way.
    #[must_use]
    pub fn of(numbers: &[(Period, f64)], way: Direction, settings: &Settings) -> Self {
        if numbers.len() <= settings.trend_moves {
            return Self::TooFew;
        }
        let gains = numbers.iter().zip(numbers.iter().skip(1)).map(|((_, from), (_, to))| way.gain(*from, *to));
        let gains: Vec<f64> = gains.collect();
        let run = |same: fn(&f64) -> bool| gains.iter().rev().take_while(|gain| same(gain)).count();
        let (better, worse) = (run(|gain| *gain > 0.0), run(|gain| *gain < 0.0));
        if better >= settings.trend_moves {
            Self::Better(better)
        } else if worse >= settings.trend_moves {
            Self::Worse(worse)
        } else {
            Self::Variation
        }
    }
}

/// A trend for the worse that has passed the target: the finding, unless a measurement that makes the trend
/// rests on too few.
#[must_use]
pub fn called(series: &Series, aim: &Aim, settings: &Settings) -> Option<Signal> {
    let (Some(Trend::Worse(moves)), Some(gap), Some(way)) = (series.trend, series.gap, aim.direction) else {
        return None;
    };
    let target = aim.target?.number()?;
    if gap.met || rests_on(series, settings).any(|point| settings.is_few(point.n)) {
        return None;
    }
    let numbers = series.comparable();
    let (period, latest) = *numbers.last()?;
    let (from, began_at) = *numbers.iter().rev().nth(moves)?;
    let missed_since = series.missed_since(target, way)?;
    Some(Signal::Trend {
        source: series.source.clone(),
        group: series.group.clone(),
        from,
        began_at,
        period,
        latest,
        moves,
        missed_since,
        target,
    })
}

/// The measurements that make a trend one: the last three moves and where they began.
pub(super) fn rests_on<'a>(series: &'a Series, settings: &Settings) -> impl Iterator<Item = &'a super::Point> {
    series.since_redefined().rev().take(settings.trend_moves + 1)
}

#[cfg(test)]
mod tests {
    use super::{Settings, Signal, Trend, called};
    use crate::steps::focus::Direction::{Higher, Lower};
    use crate::steps::focus::series::tests::{aim, yearly};

    #[test]
    fn three_moves_the_same_way_over_four_points_are_a_trend_by_what_is_better() {
        let trend = |values: &[f64], way| yearly(values, 50.0, way).trend.unwrap();
        assert_eq!(trend(&[4.0, 3.0, 2.0], Higher), Trend::TooFew);
        assert_eq!(trend(&[4.0, 3.0, 2.0, 1.0], Higher), Trend::Worse(3));
        assert_eq!(trend(&[4.0, 3.0, 2.0, 1.0], Lower), Trend::Better(3));
        assert_eq!(trend(&[1.0, 3.0, 2.0, 1.0], Higher), Trend::Variation);
        assert_eq!(trend(&[4.0, 3.0, 3.0, 2.0], Higher), Trend::Variation, "standing still is no move");
        assert_eq!(trend(&[9.0, 10.0, 9.0, 8.0, 7.0, 6.0], Higher), Trend::Worse(4));
    }

    #[test]
    fn a_trend_is_called_once_it_has_passed_the_target() {
        let settings = Settings::default();
        let falls = yearly(&[99.0, 98.0, 97.0, 94.0], 95.0, Higher);
        let Some(Signal::Trend { moves, missed_since, began_at, latest, .. }) =
            called(&falls, &aim(95.0, Higher), &settings)
        else {
            panic!("not called")
        };
        assert_eq!((moves, missed_since.to_string().as_str()), (3, "2025"));
        assert_eq!((began_at, latest), (99.0, 94.0));
        assert_eq!(called(&yearly(&[99.0, 98.0, 97.0, 95.0], 95.0, Higher), &aim(95.0, Higher), &settings), None);
        let improves = yearly(&[80.0, 70.0, 60.0, 50.0], 30.0, Lower);
        assert_eq!(called(&improves, &aim(30.0, Lower), &settings), None, "falls, and that is good");
    }

    #[test]
    fn a_trend_on_few_is_not_called() {
        let settings = Settings::default();
        let mut falls = yearly(&[99.0, 98.0, 97.0, 94.0], 95.0, Higher);
        falls.points[1].n = Some(10.0);
        assert!(called(&falls, &aim(95.0, Higher), &settings).is_some());
        falls.points[1].n = Some(9.0);
        assert_eq!(called(&falls, &aim(95.0, Higher), &settings), None);
    }
}
