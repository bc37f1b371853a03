//! Where the figures do not carry a finding: too few behind them, too little response, no value at all.

use super::{Gender, Group, Series, Settings, Source, Trend, trend};
use crate::record::Period;

/// A warning beside a figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Weak {
    /// Where the figure comes from.
    pub source: Source,
    /// Whom it is about.
    pub group: Group,
    /// Its period.
    pub period: Period,
    /// What is the matter.
    pub why: Why,
}

/// What is the matter with a figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Why {
    /// The n is under 10: no finding.
    Few(f64),
    /// The n is under 5: hidden in everything that leaves the tool.
    Hidden(f64),
    /// Less than 60 % responded; the response in per cent.
    Response(f64),
    /// Withheld from what leaves the tool: of too few, or it would give such a figure away.
    Withheld,
    /// The period has no value, though earlier ones have.
    Missing,
}

/// The warnings about a series' latest period, and about an older measurement that keeps a trend from being
/// called.
#[must_use]
pub fn of(series: &Series, settings: &Settings) -> Vec<Weak> {
    let weak = |period, why| Weak { source: series.source.clone(), group: series.group.clone(), period, why };
    let Some((latest, _)) = series.latest() else {
        let withheld = series.points.last().filter(|last| last.hidden);
        return withheld.map(|last| weak(last.period, Why::Withheld)).into_iter().collect();
    };
    let mut warnings = Vec::new();
    let few = |n: f64| if n < settings.hidden { Why::Hidden(n) } else { Why::Few(n) };
    if let Some(n) = latest.n.filter(|n| *n < settings.few) {
        warnings.push(weak(latest.period, few(n)));
    } else if matches!(series.trend, Some(Trend::Worse(_))) && series.gap.is_some_and(|gap| !gap.met) {
        let earlier = trend::rests_on(series, settings).find(|point| settings.is_few(point.n));
        warnings.extend(earlier.and_then(|point| Some(weak(point.period, few(point.n?)))));
    }
    if settings.is_thin(latest.non_response)
        && let Some(lost) = latest.non_response
    {
        warnings.push(weak(latest.period, Why::Response(100.0 - lost)));
    }
    if let Some(last) = series.points.last().filter(|last| last.reading.is_none()) {
        warnings.push(weak(last.period, if last.hidden { Why::Withheld } else { Why::Missing }));
    }
    warnings
}

/// The warning in place of a finding, where women and men are apart but one of them is too few.
#[must_use]
pub fn of_gender(gender: &Gender, settings: &Settings) -> Option<Weak> {
    if !gender.differs(settings) {
        return None;
    }
    let few = |group, n: Option<f64>| {
        let n = n.filter(|n| *n < settings.few)?;
        let why = if n < settings.hidden { Why::Hidden(n) } else { Why::Few(n) };
        Some(Weak { source: gender.source.clone(), group, period: gender.period, why })
    };
    few(Group::Women, gender.women_n).or_else(|| few(Group::Men, gender.men_n))
}

#[cfg(test)]
mod tests {
    use super::{Settings, Why, of};
    use crate::steps::focus::Direction::Higher;
    use crate::steps::focus::series::tests::yearly;

    fn whys(n: f64, non_response: f64) -> Vec<Why> {
        let mut series = yearly(&[90.0, 91.0], 90.0, Higher);
        (series.points[1].n, series.points[1].non_response) = (Some(n), Some(non_response));
        of(&series, &Settings::default()).into_iter().map(|weak| weak.why).collect()
    }

    #[test]
    fn under_10_warns_under_5_hides_and_a_response_under_60_per_cent_warns() {
        assert_eq!(whys(10.0, 40.0), []);
        assert_eq!(whys(9.0, 0.0), [Why::Few(9.0)]);
        assert_eq!(whys(5.0, 0.0), [Why::Few(5.0)]);
        assert_eq!(whys(4.0, 0.0), [Why::Hidden(4.0)]);
        assert_eq!(whys(24.0, 67.0), [Why::Response(33.0)]);
    }

    #[test]
    fn a_period_without_a_value_is_told() {
        let series = yearly(&[90.0, f64::NAN], 90.0, Higher);
        let warnings = of(&series, &Settings::default());
        assert_eq!(warnings.len(), 1);
        assert_eq!((warnings[0].period.to_string().as_str(), warnings[0].why), ("2025", Why::Missing));
    }

    #[test]
    fn an_older_figure_of_few_that_keeps_a_trend_from_being_called_is_named() {
        let mut falls = yearly(&[99.0, 98.0, 97.0, 94.0], 95.0, Higher);
        falls.points[1].n = Some(7.0);
        let warnings = of(&falls, &Settings::default());
        assert_eq!((warnings[0].period.to_string().as_str(), warnings[0].why), ("2023", Why::Few(7.0)));
    }
}
