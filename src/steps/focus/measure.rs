//! What was measured, what is aimed at, and which way is better.

use crate::record::{Answer, Measured};

/// A measured value: a number in the unit of the requirement's measure, or an answer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Reading {
    /// A number.
    Number(f64),
    /// Yes, partly or no.
    Answer(Answer),
}

impl Reading {
    /// What a field holds, if it can be compared; words cannot.
    #[must_use]
    pub fn of(measured: &Measured) -> Option<Self> {
        match measured {
            Measured::Number(number) => Some(Self::Number(*number)),
            Measured::Answer(answer) => Some(Self::Answer(*answer)),
            Measured::Words(_) => None,
        }
    }

    /// The number, where it is one.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }
}

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Higher figures are better.
    Higher,
    /// Lower figures are better.
    Lower,
}

impl Direction {
    /// The direction of a code of [`DIRECTIONS`](crate::steps::plan::records::DIRECTIONS).
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "higher" => Some(Self::Higher),
            "lower" => Some(Self::Lower),
            _ => None,
        }
    }

    /// How much better `to` is than `from`; below zero when it is worse.
    #[must_use]
    pub fn gain(self, from: f64, to: f64) -> f64 {
        match self {
            Self::Higher => to - from,
            Self::Lower => from - to,
        }
    }
}

/// What a requirement aims at.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Aim {
    /// The target, where it is a number or an answer.
    pub target: Option<Reading>,
    /// Which way is better; a number without it is compared with nothing.
    pub direction: Option<Direction>,
}

/// Whether a figure is over a limit. Decimal figures are not exact in binary: 95.7 − 90.7 is a hair under 5,
/// and such a hair decides nothing.
pub(super) fn over(figure: f64, limit: f64) -> bool {
    figure > limit + 1e-9 * figure.abs().max(limit.abs()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::{Direction, over};

    #[test]
    fn a_hair_of_binary_fractions_is_not_over_a_limit() {
        assert!(!over(0.1 + 0.2, 0.3));
        assert!(!over(5.0, 95.7 - 90.7));
        assert!(over(0.31, 0.3));
    }

    #[test]
    fn better_is_down_where_lower_is_better() {
        assert!(Direction::Lower.gain(27.5, 18.2) > 0.0);
        assert!(Direction::Higher.gain(96.4, 71.2) < 0.0);
    }
}
