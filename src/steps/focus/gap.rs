//! Against the target: the distance to it and its class.

use super::{Aim, Reading, Settings, measure::over};
use crate::record::Answer;

/// How a result stands to its requirement's target.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gap {
    /// Whether the target is met.
    pub met: bool,
    /// 1-4, 4 furthest from the target. A met target is class 1.
    pub class: u8,
    /// How far the result is on the better side of the target, in the measure's unit; below zero when the
    /// target is missed. Answers have none.
    pub by: Option<f64>,
    /// The same in per cent of the target; none for answers and for target 0.
    pub share: Option<f64>,
}

impl Gap {
    /// How a reading stands to an aim. Nothing when the requirement has no target that can be compared, when
    /// no direction says which side is the better one, or when one is a number and the other an answer.
    #[must_use]
    pub fn of(reading: Reading, aim: &Aim, settings: &Settings) -> Option<Self> {
        match (reading, aim.target?) {
            (Reading::Number(value), Reading::Number(target)) => {
                let by = aim.direction?.gain(target, value);
                let share = (target != 0.0).then(|| by / target.abs() * 100.0);
                let met = !over(0.0, by);
                Some(Self { met, class: class(met, share, settings), by: Some(by), share })
            }
            (Reading::Answer(answer), Reading::Answer(target)) => {
                let class = answer_class(answer, target);
                Some(Self { met: class == 1, class, by: None, share: None })
            }
            _ => None,
        }
    }
}

/// Classes 1-4: 0-5, 5-15, 15-30, over 30 % of the target, each with its upper limit; with target 0 any miss
/// is class 4 (`domain.md`, sections 0 and 1, step 3).
fn class(met: bool, share: Option<f64>, settings: &Settings) -> u8 {
    match share {
        _ if met => 1,
        None => 4,
        Some(share) => (1..).zip(settings.gap_limits).find(|(_, limit)| !over(-share, *limit)).map_or(4, |(c, _)| c),
    }
}

/// Yes, partly and no are 1, 3 and 4 where yes is the target. Where partly is enough, yes is too; where no is
/// the target the order is turned round.
fn answer_class(answer: Answer, target: Answer) -> u8 {
    match (target, answer) {
        (Answer::Yes, Answer::No) | (Answer::No, Answer::Yes) => 4,
        (Answer::Yes | Answer::No, Answer::Partly) | (Answer::Partly, Answer::No) => 3,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Aim, Answer, Gap, Reading, Settings};
    use crate::steps::focus::Direction;

    fn gap(value: f64, target: f64, direction: Direction) -> Gap {
        let aim = Aim { target: Some(Reading::Number(target)), direction: Some(direction) };
        Gap::of(Reading::Number(value), &aim, &Settings::default()).unwrap()
    }

    #[test]
    fn classes_hold_their_upper_limit() {
        let class = |value| gap(value, 80.0, Direction::Higher).class;
        assert_eq!([80.0, 76.0, 75.99, 68.0, 67.99, 56.0, 55.99].map(class), [1, 1, 2, 2, 3, 3, 4]);
        let class = |value| gap(value, 0.7, Direction::Lower).class;
        assert_eq!([0.7, 0.735, 0.74, 0.805, 0.81, 0.91, 0.92].map(class), [1, 1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn reaching_the_target_exactly_meets_it_and_passing_it_is_better() {
        assert!(gap(95.0, 95.0, Direction::Higher).met);
        assert!(!gap(94.9, 95.0, Direction::Higher).met);
        let past = gap(47.0, 30.0, Direction::Lower);
        assert!(!past.met);
        assert_eq!(past.by, Some(-17.0));
        assert!((past.share.unwrap() + 56.666).abs() < 0.001);
    }

    #[test]
    fn with_target_zero_any_miss_is_class_4() {
        assert_eq!(gap(0.0, 0.0, Direction::Lower).class, 1);
        let missed = gap(0.01, 0.0, Direction::Lower);
        assert_eq!((missed.met, missed.class, missed.share), (false, 4, None));
    }

    #[test]
    fn yes_partly_and_no_are_met_3_and_4() {
        let aim = Aim { target: Some(Reading::Answer(Answer::Yes)), direction: None };
        let class = |answer| Gap::of(Reading::Answer(answer), &aim, &Settings::default()).unwrap().class;
        assert_eq!([Answer::Yes, Answer::Partly, Answer::No].map(class), [1, 3, 4]);
    }

    #[test]
    fn what_cannot_be_compared_has_no_gap() {
        let settings = Settings::default();
        let number = Some(Reading::Number(95.0));
        let higher = Some(Direction::Higher);
        let none = |reading, target, direction| Gap::of(reading, &Aim { target, direction }, &settings).is_none();
        assert!(none(Reading::Answer(Answer::Yes), number, higher));
        assert!(none(Reading::Number(90.0), None, higher));
        assert!(none(Reading::Number(90.0), number, None));
    }
}
