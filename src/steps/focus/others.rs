//! Against the other units: where one stands among those that the same requirement binds.

use super::{Aim, Direction, Reading, Series, Settings, Signal, measure::over};
use crate::record::Answer;

/// A unit's latest measured value beside the other units' of the same period, source and group.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Others {
    /// Numbers.
    Numbers(Peers),
    /// Answers: the share of yes over all units that were measured, this one among them.
    Answers {
        /// How many answered yes.
        yes: usize,
        /// Of how many.
        of: usize,
    },
}

/// One number among those of other units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Peers {
    /// How many other units were measured.
    pub count: usize,
    /// Their median.
    pub median: f64,
    /// Mean over all units, this one among them, each counted once.
    pub mean: f64,
    /// Place among all, 1 best; equals share the better place.
    pub rank: usize,
    /// 1 best to 4 worst.
    pub quartile: usize,
    /// Whether no unit is worse, and some are better.
    pub worst: bool,
}

/// What the units that a requirement binds measured in one period, by one source, for one group.
#[derive(Clone, Debug, Default)]
pub struct Measurements {
    /// Rising.
    numbers: Vec<f64>,
    yes: usize,
    answers: usize,
}

impl Measurements {
    /// Takes the measurement of one more unit; [`Measurements::sort`] ends the taking.
    pub fn take(&mut self, reading: Reading) {
        match reading {
            Reading::Number(number) => self.numbers.push(number),
            Reading::Answer(answer) => {
                self.answers += 1;
                self.yes += usize::from(answer == Answer::Yes);
            }
        }
    }

    /// Puts the numbers in order.
    pub fn sort(&mut self) {
        self.numbers.sort_unstable_by(f64::total_cmp);
    }

    /// Where one of these readings stands among the rest. Nothing when it is alone, and for numbers nothing
    /// when no direction says what is better.
    #[must_use]
    pub fn around(&self, reading: Reading, way: Option<Direction>) -> Option<Others> {
        match reading {
            Reading::Answer(_) => (self.answers > 1).then_some(Others::Answers { yes: self.yes, of: self.answers }),
            Reading::Number(value) => self.peers(value, way?).map(Others::Numbers),
        }
    }

    fn peers(&self, value: f64, way: Direction) -> Option<Peers> {
        let all = self.numbers.len();
        let count = all.checked_sub(1).filter(|count| *count > 0)?;
        let below = self.numbers.partition_point(|other| *other < value);
        let above = all - self.numbers.partition_point(|other| *other <= value);
        let (better, worse) = match way {
            Direction::Higher => (above, below),
            Direction::Lower => (below, above),
        };
        // The others in order are all numbers but the one at `below`, which is this unit's own.
        let other = |place: usize| self.numbers.get(if place < below { place } else { place + 1 });
        let median = f64::midpoint(*other((count - 1) / 2)?, *other(count / 2)?);
        #[expect(clippy::cast_precision_loss, reason = "units are counted in thousands at most")]
        let mean = self.numbers.iter().sum::<f64>() / all as f64;
        let rank = better + 1;
        Some(Peers { count, median, mean, rank, quartile: (4 * rank).div_ceil(all), worst: worse == 0 && better > 0 })
    }
}

/// The finding: more than 15 % of the target worse than the median of the others, and the target missed
/// (`domain.md`, section 1, step 3 "Signals").
#[must_use]
pub fn called(series: &Series, aim: &Aim, settings: &Settings) -> Option<Signal> {
    let (Some(Others::Numbers(peers)), Some(gap), Some(way)) = (series.others, series.gap, aim.direction) else {
        return None;
    };
    let (point, reading) = series.latest()?;
    let (value, target) = (reading.number()?, aim.target?.number()?);
    let worse_by = way.gain(value, peers.median);
    if gap.met || settings.is_few(point.n) || !over(worse_by, target.abs() * settings.others_share / 100.0) {
        return None;
    }
    Some(Signal::WorseThanOthers {
        source: series.source.clone(),
        group: series.group.clone(),
        period: point.period,
        value,
        target,
        hidden_by_mean: !over(0.0, way.gain(target, peers.mean)),
        peers,
    })
}

#[cfg(test)]
mod tests {
    use super::{Measurements, Others, Peers, Reading, Settings, Signal, called};
    use crate::record::Answer;
    use crate::steps::focus::Direction::{self, Higher, Lower};
    use crate::steps::focus::series::tests::{aim, yearly};

    fn among(values: &[f64]) -> Measurements {
        let mut all = Measurements::default();
        for value in values {
            all.take(Reading::Number(*value));
        }
        all.sort();
        all
    }

    fn peers(values: &[f64], own: f64, way: Direction) -> Peers {
        let Some(Others::Numbers(peers)) = among(values).around(Reading::Number(own), Some(way)) else {
            panic!("alone")
        };
        peers
    }

    #[test]
    fn the_median_is_that_of_the_others() {
        let alarm = [23.5, 21.8, 18.2, 22.0, 18.0, 47.0];
        let worst = peers(&alarm, 47.0, Lower);
        assert_eq!((worst.median, worst.count, worst.rank, worst.quartile, worst.worst), (21.8, 5, 6, 4, true));
        assert!((worst.mean - 25.083).abs() < 0.001);
        let best = peers(&alarm, 18.0, Lower);
        assert_eq!((best.median, best.rank, best.quartile, best.worst), (22.0, 1, 1, false));
        let median = peers(&[1.0, 2.0, 3.0], 1.0, Higher).median;
        assert_eq!(Some(median), Some(2.5), "of an even number the mean of the middle two");
    }

    #[test]
    fn equals_share_a_place_and_none_is_worst_where_all_are_alike() {
        assert_eq!(peers(&[5.0, 5.0, 7.0], 5.0, Lower).rank, 1);
        let alike = peers(&[5.0, 5.0], 5.0, Lower);
        assert_eq!((alike.rank, alike.worst), (1, false));
    }

    #[test]
    fn a_unit_alone_is_compared_with_nothing() {
        assert_eq!(among(&[5.0]).around(Reading::Number(5.0), Some(Lower)), None);
        assert_eq!(among(&[5.0, 6.0]).around(Reading::Number(5.0), None), None);
    }

    #[test]
    fn answers_give_the_share_of_yes() {
        let mut all = Measurements::default();
        for answer in [Answer::Yes, Answer::Partly, Answer::Yes] {
            all.take(Reading::Answer(answer));
        }
        let share = all.around(Reading::Answer(Answer::Partly), None);
        assert_eq!(share, Some(Others::Answers { yes: 2, of: 3 }));
    }

    #[test]
    fn worse_than_others_is_more_than_15_per_cent_of_the_target_and_the_target_missed() {
        let settings = Settings::default();
        let call = |own: f64, rest: [f64; 2], n: f64| {
            let mut series = yearly(&[own], 80.0, Higher);
            series.points[0].n = Some(n);
            series.others = among(&[own, rest[0], rest[1]]).around(Reading::Number(own), Some(Higher));
            called(&series, &aim(80.0, Higher), &settings)
        };
        assert_eq!(call(70.0, [82.0, 82.0], 50.0), None, "12 points are exactly 15 % of 80");
        assert!(call(69.9, [82.0, 82.0], 50.0).is_some());
        assert_eq!(call(80.0, [100.0, 100.0], 50.0), None, "the target is met");
        assert_eq!(call(69.9, [82.0, 82.0], 9.0), None, "too few");
        let Some(Signal::WorseThanOthers { hidden_by_mean, .. }) = call(60.0, [95.0, 95.0], 50.0) else {
            panic!("not called")
        };
        assert!(hidden_by_mean, "the mean 83.3 meets the target");
    }
}
