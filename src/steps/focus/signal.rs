//! What the program calls out, each with the figures that explain it.

use super::{Gender, Group, Peers, Reading, Source, Weak, agreement::Side};
use crate::record::Period;

/// Something called out about a requirement at a unit.
#[derive(Clone, PartialEq, Debug)]
pub enum Signal {
    /// Worse measurement after measurement, and past the target.
    Trend {
        /// Where the figures come from.
        source: Source,
        /// Whom they are about.
        group: Group,
        /// The period from which it has only become worse.
        from: Period,
        /// The figure of that period.
        began_at: f64,
        /// The latest period.
        period: Period,
        /// Its figure.
        latest: f64,
        /// How many moves the wrong way in a row.
        moves: usize,
        /// The period since which the target has been missed.
        missed_since: Period,
        /// The target.
        target: f64,
    },
    /// Much worse than the other units, and the target missed.
    WorseThanOthers {
        /// Where the figures come from.
        source: Source,
        /// Whom they are about.
        group: Group,
        /// The period.
        period: Period,
        /// The unit's figure.
        value: f64,
        /// The target.
        target: f64,
        /// The other units.
        peers: Peers,
        /// Whether the mean over all units meets the target and so hides it.
        hidden_by_mean: bool,
    },
    /// Women and men far apart.
    Gender(Gender),
    /// Two sources on different sides of the target.
    Contradiction {
        /// The period.
        period: Period,
        /// The target.
        target: Reading,
        /// The one that meets it.
        meets: Side,
        /// The one that misses it.
        misses: Side,
    },
    /// A figure that does not carry a finding.
    Weak(Weak),
    /// The target newly reached, better every period.
    Strength {
        /// Where the figures come from.
        source: Source,
        /// The first period.
        from: Period,
        /// Its figure.
        first: f64,
        /// The latest period.
        period: Period,
        /// Its figure.
        latest: f64,
        /// The target.
        target: f64,
        /// How many measurements.
        measurements: usize,
        /// The n of the latest.
        n: f64,
    },
}

/// How grave a signal is, mildest first; rows are ranked by it. A deterioration that goes on comes before a
/// standing difference, that before what falls unevenly, and that before what is uncertain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth keeping.
    Strength,
    /// A warning, no finding.
    Weak,
    /// Sources contradict each other.
    Contradiction,
    /// Women and men far apart.
    Gender,
    /// Much worse than the others.
    WorseThanOthers,
    /// Worse and worse.
    Trend,
}

impl Severity {
    /// Whether it is a finding, and not a warning or a strength.
    #[must_use]
    pub fn is_finding(self) -> bool {
        self > Self::Weak
    }

    /// Its code; its name on screen is the message `signal-CODE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Weak => "weak",
            Self::Contradiction => "contradiction",
            Self::Gender => "gender",
            Self::WorseThanOthers => "worse-than-others",
            Self::Trend => "trend",
        }
    }
}

impl Signal {
    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Trend { .. } => Severity::Trend,
            Self::WorseThanOthers { .. } => Severity::WorseThanOthers,
            Self::Gender(_) => Severity::Gender,
            Self::Contradiction { .. } => Severity::Contradiction,
            Self::Weak(_) => Severity::Weak,
            Self::Strength { .. } => Severity::Strength,
        }
    }

    /// Whether it is a finding, and not a warning or a strength.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        self.severity().is_finding()
    }
}
