//! Scales that consequence and likelihood are valued on.

use serde::{Deserialize, Serialize};

/// Class of risk, as the scale's grid gives it. Computed, and never called a judgement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Risk {
    /// Follow up by sample.
    Low,
    /// Follow up as a base.
    Medium,
    /// Follow up in depth.
    High,
}

/// A scale of 3-6 steps and the class that each pair of steps gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale {
    size: u8,
    /// Row by row from consequence 1, each from likelihood 1.
    grid: Vec<Risk>,
}

impl Default for Scale {
    /// Steps 1-4; likelihood × consequence 1-3 is low, 4-8 medium, 9-16 high (`domain.md` section 2, own proposal).
    fn default() -> Self {
        let grid = (1..=4u8).flat_map(|consequence| {
            (1..=4u8).map(move |likelihood| match consequence * likelihood {
                ..=3 => Risk::Low,
                4..=8 => Risk::Medium,
                _ => Risk::High,
            })
        });
        Self { size: 4, grid: grid.collect() }
    }
}

impl Scale {
    /// How many steps there are; a level is 1 to this.
    #[must_use]
    pub fn size(&self) -> u8 {
        self.size
    }

    /// Whether a level stands on the scale.
    #[must_use]
    pub fn holds(&self, level: u8) -> bool {
        (1..=self.size).contains(&level)
    }

    /// The class of a pair of levels; nothing when one is outside the scale.
    #[must_use]
    pub fn class(&self, consequence: u8, likelihood: u8) -> Option<Risk> {
        if !self.holds(consequence) || !self.holds(likelihood) {
            return None;
        }
        let place = usize::from(consequence - 1) * usize::from(self.size) + usize::from(likelihood - 1);
        self.grid.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Risk, Scale};

    #[test]
    fn the_default_grid_has_the_bands_of_the_method() {
        let scale = Scale::default();
        assert_eq!(scale.class(3, 1), Some(Risk::Low));
        assert_eq!(scale.class(2, 2), Some(Risk::Medium));
        assert_eq!(scale.class(4, 2), Some(Risk::Medium));
        assert_eq!(scale.class(3, 3), Some(Risk::High));
        assert_eq!(scale.class(0, 3), None);
        assert_eq!(scale.class(3, 5), None);
    }
}
