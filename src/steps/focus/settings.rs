//! The limits that step 3 works with.

/// Limits of gaps, trends and findings; the defaults are the method's (`domain.md`, section 0 "Measure" and
/// section 1, step 3 "Signals").
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Settings {
    /// Upper limits of gap classes 1, 2 and 3 in per cent of the target, limits included; over the last is 4.
    pub gap_limits: [f64; 3],
    /// How many moves the same way make a trend; it takes one measurement more than that.
    pub trend_moves: usize,
    /// By more than how many per cent of the target a unit is worse than the median of the others.
    pub others_share: f64,
    /// From how many points apart, in the unit of the measure, women and men differ.
    pub gender_points: f64,
    /// Under this n there is no finding but a warning.
    pub few: f64,
    /// Under this n a figure is hidden in everything that leaves the tool.
    pub hidden: f64,
    /// Least response in per cent.
    pub response: f64,
    /// How many measurements, each better than the one before, make a strength.
    pub strength_points: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            gap_limits: [5.0, 15.0, 30.0],
            trend_moves: 3,
            others_share: 15.0,
            gender_points: 5.0,
            few: 10.0,
            hidden: 5.0,
            response: 60.0,
            strength_points: 3,
        }
    }
}

impl Settings {
    /// Whether an n is too small for a finding. An unknown n is not: the provider's own figures often lack it,
    /// and their contradictions are what a follow-up looks for.
    #[must_use]
    pub fn is_few(&self, n: Option<f64>) -> bool {
        n.is_some_and(|n| n < self.few)
    }

    /// Whether a non-response, in per cent, leaves too little response.
    #[must_use]
    pub fn is_thin(&self, non_response: Option<f64>) -> bool {
        non_response.is_some_and(|lost| super::measure::over(self.response, 100.0 - lost))
    }
}
