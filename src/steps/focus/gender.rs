//! Women against men.

use super::{Group, Series, Settings, Signal, Source, measure::over};
use crate::record::Period;

/// Women's and men's figures of the same source in the latest period that has both.
#[derive(Clone, PartialEq, Debug)]
pub struct Gender {
    /// Where the figures come from.
    pub source: Source,
    /// The period.
    pub period: Period,
    /// Women's figure.
    pub women: f64,
    /// Men's figure.
    pub men: f64,
    /// Women behind it.
    pub women_n: Option<f64>,
    /// Men behind it.
    pub men_n: Option<f64>,
    /// The figure of all, where there is one.
    pub total: Option<f64>,
    /// Whether the figure of all meets the target.
    pub total_meets: bool,
}

impl Gender {
    /// Women minus men, in the measure's unit, raw.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.women - self.men
    }

    /// The comparisons that a row's series allow, one a source and length of period.
    #[must_use]
    pub fn of(series: &[Series]) -> Vec<Self> {
        let women = series.iter().filter(|one| one.group == Group::Women);
        women.filter_map(|women| Self::pair(women, series)).collect()
    }

    fn pair(women: &Series, series: &[Series]) -> Option<Self> {
        let alike = |group: &Group| {
            let same = |one: &&Series| one.group == *group && one.source == women.source && one.months == women.months;
            series.iter().find(same)
        };
        let men = alike(&Group::Men)?;
        let all = alike(&Group::All);
        women.points.iter().rev().find_map(|point| {
            let women_value = point.reading?.number()?;
            let (men_point, men_reading) = men.at(point.period)?;
            let total = all.and_then(|all| all.at(point.period)).and_then(|(_, reading)| reading.number());
            Some(Self {
                source: women.source.clone(),
                period: point.period,
                women: women_value,
                men: men_reading.number()?,
                women_n: point.n,
                men_n: men_point.n,
                total,
                total_meets: all.is_some_and(|all| {
                    let latest = all.latest().is_some_and(|(latest, _)| latest.period == point.period);
                    latest && all.gap.is_some_and(|gap| gap.met)
                }),
            })
        })
    }

    /// Whether they are 5 points or more apart (`domain.md`, section 1, step 3 "Signals"), in the unit of the
    /// measure.
    #[must_use]
    pub fn differs(&self, settings: &Settings) -> bool {
        !over(settings.gender_points, self.difference().abs())
    }

    /// The finding: apart, with n of at least 10 in both. An n that nobody has stated does not carry it.
    #[must_use]
    pub fn called(&self, settings: &Settings) -> Option<Signal> {
        let enough = |n: Option<f64>| n.is_some_and(|n| n >= settings.few);
        let called = self.differs(settings) && enough(self.women_n) && enough(self.men_n);
        called.then(|| Signal::Gender(self.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Gender, Group, Series, Settings};
    use crate::steps::focus::Direction::Higher;
    use crate::steps::focus::series::tests::yearly;

    fn series(group: Group, values: &[f64]) -> Series {
        Series { group, ..yearly(values, 85.0, Higher) }
    }

    fn gender(women: f64, men: f64) -> Gender {
        let rows = [series(Group::All, &[86.0]), series(Group::Women, &[women]), series(Group::Men, &[men])];
        Gender::of(&rows).pop().unwrap()
    }

    #[test]
    fn five_points_apart_is_a_finding_either_way() {
        let settings = Settings::default();
        assert!(gender(90.7, 95.7).called(&settings).is_some());
        assert!(gender(95.7, 90.7).called(&settings).is_some());
        assert!(gender(90.8, 95.7).called(&settings).is_none());
    }

    #[test]
    fn ten_in_both_are_needed_and_must_be_known() {
        let settings = Settings::default();
        let with = |women_n, men_n| Gender { women_n, men_n, ..gender(80.0, 95.0) }.called(&settings).is_some();
        assert!(with(Some(10.0), Some(10.0)));
        assert!(!with(Some(40.0), Some(9.0)));
        assert!(!with(Some(9.0), Some(40.0)));
        assert!(!with(Some(40.0), None));
    }

    #[test]
    fn the_latest_period_that_has_both_is_compared() {
        let women = series(Group::Women, &[80.0, 70.0, 60.0]);
        let men = series(Group::Men, &[82.0, 90.0, f64::NAN]);
        let gender = Gender::of(&[women, men]).pop().unwrap();
        assert_eq!((gender.period.to_string().as_str(), gender.difference()), ("2024", -20.0));
    }

    #[test]
    fn a_total_that_meets_the_target_is_told() {
        assert!(gender(80.0, 95.0).total_meets);
    }
}
