//! Scales as data: how many steps, what each is called and means, and the class that each pair gives.

use super::not_negative;
use crate::kind;
use crate::record::{Choices, Flaw, Link, Value, choice, flag, level, line, link, number, text};

/// What a scale measures along its steps.
pub const AXES: Choices = Choices { name: "scale-axis", codes: &["consequence", "likelihood"] };
/// Class of risk.
pub const RISK_CLASSES: Choices = Choices { name: "risk-class", codes: &["low", "medium", "high"] };

kind! {
    /// A scale that consequence and likelihood are valued on. A changed scale is a new version beside the old.
    RiskScale = 15 "scale" "scales" in Register at Plan, Used(SCALE_IN_USE);
    /// What it is called.
    pub const SCALE_NAME: String = line(16, "name").needed();
    /// Its version, from 1.
    pub const SCALE_VERSION: f64 = number(17, "version", "").whole().check(not_negative);
    /// How many steps it has, 3-6.
    pub const SCALE_SIZE: u8 = level(18, "size", "size").needed();
    /// Whether it is the one that new valuations are made on.
    pub const SCALE_IN_USE: bool = flag(19, "in_use");
    /// Upper limits of the classes of volume, but for the last, such as `10; 50; 200`; by quarters where nothing stands.
    pub const VOLUME_LIMITS: String = line(20, "volume_limits").check(rising_limits);
    /// Upper limits of the classes of cost, kr per year.
    pub const COST_LIMITS: String = line(21, "cost_limits").check(rising_limits);
    key [SCALE_NAME, SCALE_VERSION] title [SCALE_NAME, SCALE_VERSION]
}

kind! {
    /// One step of a scale: its name and what it means.
    ScaleStep = 16 "scale_step" "scale_steps" in Register at Plan, With(STEP_OF);
    /// The scale.
    pub const STEP_OF: Link<RiskScale> = link(16, "scale").needed();
    /// Along which axis.
    pub const STEP_AXIS: String = choice(17, "axis", &AXES).needed();
    /// Its place, from 1, mildest first.
    pub const STEP_LEVEL: u8 = level(18, "step", "step").needed();
    /// What it is called.
    pub const STEP_NAME: String = line(19, "name").needed();
    /// When it fits.
    pub const STEP_MEANING: String = text(20, "meaning");
    key [STEP_OF, STEP_AXIS, STEP_LEVEL] title [STEP_NAME, STEP_AXIS]
}

kind! {
    /// The class that one pair of steps gives; pairs that are not listed have the class of the default scale.
    ScaleCell = 17 "scale_cell" "scale_cells" in Register at Plan, With(CELL_OF);
    /// The scale.
    pub const CELL_OF: Link<RiskScale> = link(16, "scale").needed();
    /// Step of consequence.
    pub const CELL_CONSEQUENCE: u8 = level(17, "consequence", "step").needed();
    /// Step of likelihood.
    pub const CELL_LIKELIHOOD: u8 = level(18, "likelihood", "step").needed();
    /// The class.
    pub const CELL_CLASS: String = choice(19, "class", &RISK_CLASSES).needed();
    key [CELL_OF, CELL_CONSEQUENCE, CELL_LIKELIHOOD] title [CELL_CONSEQUENCE, CELL_LIKELIHOOD, CELL_CLASS]
}

/// The limits of classes as they are written: rising numbers with semicolons between, 2-5 of them for 3-6 classes.
/// Nothing when they are not.
#[must_use]
pub fn limits(text: &str) -> Option<Vec<f64>> {
    let number = |part: &str| {
        let plain: String =
            part.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        plain.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
    };
    let limits: Vec<f64> = text.split(';').map(number).collect::<Option<_>>()?;
    let rises = limits.is_sorted_by(|a, b| a < b);
    (rises && (2..=5).contains(&limits.len())).then_some(limits)
}

/// Refuses limits that do not rise, or are too few or too many.
///
/// # Errors
/// [`Flaw::NotLimits`].
pub fn rising_limits(value: &Value) -> Result<(), Flaw> {
    match value {
        Value::Text(text) if limits(text).is_none() => Err(Flaw::NotLimits),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::limits;

    #[test]
    fn limits_of_classes_rise() {
        assert_eq!(limits("10; 50;1 200,5"), Some(vec![10.0, 50.0, 1200.5]));
        for text in ["10", "10; 10", "50; 10", "-1; 5", "a; b", "1;2;3;4;5;6", "1;;2", ""] {
            assert_eq!(limits(text), None, "{text}");
        }
    }
}
