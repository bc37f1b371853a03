//! Scales that consequence and likelihood are valued on.

use serde::{Deserialize, Serialize};

/// How many steps a scale may have (`domain.md`, section 1, step 1: "scales are data, size 3-6").
pub const SCALE_SIZES: std::ops::RangeInclusive<u8> = 3..=6;

/// Class of risk, as the scale's grid gives it. Computed, and never called a judgement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Risk {
    /// Follow up by sample.
    Low,
    /// Follow up as a base.
    Medium,
    /// Follow up in depth.
    High,
}

impl Risk {
    /// The classes, mildest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The class of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }

    /// The next graver class; after the gravest the mildest.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High => Self::Low,
        }
    }
}

/// What a scale measures along its steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Axis {
    /// How grave failure is.
    Consequence,
    /// How likely failure is.
    Likelihood,
}

impl Axis {
    /// Both, in the order they are valued.
    pub const BOTH: [Self; 2] = [Self::Consequence, Self::Likelihood];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Consequence => "consequence",
            Self::Likelihood => "likelihood",
        }
    }

    /// The axis of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|axis| axis.code() == code)
    }
}

/// One step of a scale along one axis, in the words of those who value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grade {
    /// What it is called.
    pub name: String,
    /// When it fits.
    pub meaning: String,
}

/// Why steps and cells do not make a scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ScaleFlaw {
    /// It has no size, or one beyond [`SCALE_SIZES`].
    #[error("a scale of {} steps", .0.unwrap_or_default())]
    Size(Option<u8>),
    /// A step, or a cell, that does not say where it belongs.
    #[error("a part of the scale says no place")]
    Placeless,
    /// A step beyond the scale.
    #[error("step {level} of {axis} is off the scale", axis = .0.code(), level = .1)]
    GradeOff(Axis, u8),
    /// A step that is there twice.
    #[error("step {level} of {axis} is there twice", axis = .0.code(), level = .1)]
    GradeTwice(Axis, u8),
    /// A step that is not there.
    #[error("step {level} of {axis} is missing", axis = .0.code(), level = .1)]
    GradeMissing(Axis, u8),
    /// A cell beyond the grid: consequence, likelihood.
    #[error("cell {0}, {1} is off the grid")]
    CellOff(u8, u8),
    /// A cell that has two classes.
    #[error("cell {0}, {1} is there twice")]
    CellTwice(u8, u8),
    /// A cell without a class.
    #[error("cell {0}, {1} is missing")]
    CellMissing(u8, u8),
}

/// A scale of 3-6 steps and the class that each pair of steps gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale {
    size: u8,
    /// Row by row from consequence 1, each from likelihood 1.
    grid: Vec<Risk>,
    /// From step 1, of consequence and of likelihood; none on the default scale, whose names are each language's own.
    grades: [Vec<Grade>; 2],
}

impl Default for Scale {
    /// Steps 1-4; likelihood × consequence 1-3 is low, 4-8 medium, 9-16 high (`domain.md` section 2, own proposal).
    fn default() -> Self {
        let size = 4;
        let grid = pairs(size).map(|(consequence, likelihood)| Self::band(size, consequence, likelihood)).collect();
        Self { size, grid, grades: [Vec::new(), Vec::new()] }
    }
}

/// All pairs of consequence and likelihood, row by row.
fn pairs(size: u8) -> impl Iterator<Item = (u8, u8)> {
    (1..=size).flat_map(move |consequence| (1..=size).map(move |likelihood| (consequence, likelihood)))
}

impl Scale {
    /// A scale of steps and cells as they are written down. A pair without a cell has the class of the default scale,
    /// where that reaches.
    ///
    /// # Errors
    /// The first [`ScaleFlaw`] that keeps them from being a scale.
    pub fn new(
        size: Option<u8>,
        grades: impl IntoIterator<Item = (Axis, u8, Grade)>,
        cells: impl IntoIterator<Item = (u8, u8, Risk)>,
    ) -> Result<Self, ScaleFlaw> {
        let size = size.filter(|size| SCALE_SIZES.contains(size)).ok_or(ScaleFlaw::Size(size))?;
        let holds = |level: u8| (1..=size).contains(&level);
        let mut named: [Vec<Option<Grade>>; 2] = [vec![None; size.into()], vec![None; size.into()]];
        for (axis, level, grade) in grades {
            let [consequence, likelihood] = &mut named;
            let axis_named = if axis == Axis::Consequence { consequence } else { likelihood };
            let place = usize::from(level).checked_sub(1).and_then(|place| axis_named.get_mut(place));
            let place = place.ok_or(ScaleFlaw::GradeOff(axis, level))?;
            if place.replace(grade).is_some() {
                return Err(ScaleFlaw::GradeTwice(axis, level));
            }
        }
        let default = Self::default();
        let mut grid: Vec<(Option<Risk>, Option<Risk>)> =
            pairs(size).map(|(a, b)| (None, default.class(a, b))).collect();
        for (consequence, likelihood, class) in cells {
            let off = ScaleFlaw::CellOff(consequence, likelihood);
            if !holds(consequence) || !holds(likelihood) {
                return Err(off);
            }
            let cell = grid.get_mut(place(size, consequence, likelihood)).ok_or(off)?;
            if cell.0.replace(class).is_some() {
                return Err(ScaleFlaw::CellTwice(consequence, likelihood));
            }
        }
        let mut grades = [Vec::new(), Vec::new()];
        for ((axis, named), grades) in Axis::BOTH.into_iter().zip(named).zip(&mut grades) {
            for (level, grade) in (1..).zip(named) {
                grades.push(grade.ok_or(ScaleFlaw::GradeMissing(axis, level))?);
            }
        }
        let classed = grid.into_iter().zip(pairs(size));
        let classed = classed.map(|((own, fallback), (a, b))| own.or(fallback).ok_or(ScaleFlaw::CellMissing(a, b)));
        Ok(Self { size, grid: classed.collect::<Result<_, _>>()?, grades })
    }

    /// The class that a pair has before anybody has said otherwise, on a scale of a size: likelihood × consequence up to
    /// 3/16 of the largest product is low, up to half of it medium; on four steps 1-3 and 4-8.
    #[must_use]
    pub fn band(size: u8, consequence: u8, likelihood: u8) -> Risk {
        let product = u16::from(consequence) * u16::from(likelihood);
        let largest = u16::from(size) * u16::from(size);
        if 16 * product <= 3 * largest {
            Risk::Low
        } else if 2 * product <= largest {
            Risk::Medium
        } else {
            Risk::High
        }
    }

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
        self.grid.get(place(self.size, consequence, likelihood)).copied()
    }

    /// A step along an axis; nothing on the default scale, or outside this one.
    #[must_use]
    pub fn grade(&self, axis: Axis, level: u8) -> Option<&Grade> {
        let [consequence, likelihood] = &self.grades;
        let grades = if axis == Axis::Consequence { consequence } else { likelihood };
        grades.get(usize::from(level).checked_sub(1)?)
    }
}

/// Where a pair of levels, both from 1, stands in the grid.
fn place(size: u8, consequence: u8, likelihood: u8) -> usize {
    let before = |level: u8| usize::from(level.saturating_sub(1));
    before(consequence) * usize::from(size) + before(likelihood)
}

#[cfg(test)]
mod tests {
    use super::{Axis, Grade, Risk, Scale, ScaleFlaw, pairs};

    fn named(size: u8) -> Vec<(Axis, u8, Grade)> {
        let name = |level: u8| Grade { name: format!("steg {level}"), meaning: String::new() };
        Axis::BOTH.into_iter().flat_map(|axis| (1..=size).map(move |level| (axis, level, name(level)))).collect()
    }

    #[test]
    fn the_default_grid_has_the_bands_of_the_method() {
        let scale = Scale::default();
        assert_eq!(scale.class(3, 1), Some(Risk::Low));
        assert_eq!(scale.class(2, 2), Some(Risk::Medium));
        assert_eq!(scale.class(4, 2), Some(Risk::Medium));
        assert_eq!(scale.class(3, 3), Some(Risk::High));
        assert_eq!(scale.class(0, 3), None);
        assert_eq!(scale.class(3, 5), None);
        let bands =
            |size| pairs(size).map(|(a, b)| Scale::band(size, a, b)).filter(|class| *class == Risk::High).count();
        assert_eq!([3, 4, 5, 6].map(bands), [3, 4, 6, 8], "high on every size");
    }

    #[test]
    fn a_grave_consequence_can_be_high_at_low_likelihood() {
        let scale = Scale::new(Some(3), named(3), [(3, 1, Risk::High)]).unwrap();
        assert_eq!((scale.class(3, 1), scale.class(1, 3)), (Some(Risk::High), Some(Risk::Low)));
        assert_eq!(scale.grade(Axis::Likelihood, 3).map(|grade| grade.name.as_str()), Some("steg 3"));
        assert_eq!((scale.grade(Axis::Likelihood, 4), scale.grade(Axis::Likelihood, 0)), (None, None));
    }

    #[test]
    fn what_does_not_make_a_scale_is_refused_with_its_place() {
        let refused = |size, grades: Vec<(Axis, u8, Grade)>, cells: Vec<(u8, u8, Risk)>| {
            Scale::new(size, grades, cells).unwrap_err()
        };
        for size in [None, Some(0), Some(2), Some(7)] {
            assert_eq!(refused(size, named(2), vec![]), ScaleFlaw::Size(size));
        }
        let mut grades = named(4);
        let last = grades.pop().unwrap();
        assert_eq!(refused(Some(4), grades.clone(), vec![]), ScaleFlaw::GradeMissing(Axis::Likelihood, 4));
        grades.extend([last.clone(), last]);
        assert_eq!(refused(Some(4), grades, vec![]), ScaleFlaw::GradeTwice(Axis::Likelihood, 4));
        assert_eq!(refused(Some(3), named(4), vec![]), ScaleFlaw::GradeOff(Axis::Consequence, 4));
        let zero = vec![(Axis::Consequence, 0, Grade::default())];
        assert_eq!(refused(Some(3), zero, vec![]), ScaleFlaw::GradeOff(Axis::Consequence, 0));
        for (cells, flaw) in [
            (vec![(4, 1, Risk::Low)], ScaleFlaw::CellOff(4, 1)),
            (vec![(1, 0, Risk::Low)], ScaleFlaw::CellOff(1, 0)),
            (vec![(1, 2, Risk::Low), (1, 2, Risk::Low)], ScaleFlaw::CellTwice(1, 2)),
        ] {
            assert_eq!(refused(Some(3), named(3), cells), flaw);
        }
        assert_eq!(refused(Some(5), named(5), vec![]), ScaleFlaw::CellMissing(1, 5));
    }
}
