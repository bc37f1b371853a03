//! A strength: what went well and is worth keeping.

use super::{Aim, Direction, Point, Series, Settings, Signal, measure::over};

/// The target newly reached, better every period, n of at least 10, response of at least 60 % (`domain.md`,
/// section 1, step 3 "Signals"). It takes three measurements, since a single rise may be chance, and every one
/// that it rests on must carry it: a rise from a figure of few is chance too. An n that nobody has stated does
/// not carry the latest, and non-response is left empty only where it has no meaning.
#[must_use]
pub fn called(series: &Series, aim: &Aim, settings: &Settings) -> Option<Signal> {
    let (way, target) = (aim.direction?, aim.target?.number()?);
    let (point, _) = series.latest()?;
    let numbers = series.comparable();
    let [(from, first), .., (_, before), (period, latest)] = numbers.as_slice() else { return None };
    let newly = met(way, target, *latest) && !met(way, target, *before);
    let rising = numbers.iter().zip(numbers.iter().skip(1)).all(|((_, a), (_, b))| way.gain(*a, *b) > 0.0);
    let n = point.n.filter(|n| *n >= settings.few)?;
    let weak = |point: &Point| settings.is_few(point.n) || settings.is_thin(point.non_response);
    let carried = !series.since_redefined().any(weak);
    (numbers.len() >= settings.strength_points && newly && rising && carried).then(|| Signal::Strength {
        source: series.source.clone(),
        from: *from,
        first: *first,
        period: *period,
        latest: *latest,
        target,
        measurements: numbers.len(),
        n,
    })
}

fn met(way: Direction, target: f64, value: f64) -> bool {
    !over(0.0, way.gain(target, value))
}

#[cfg(test)]
mod tests {
    use super::{Settings, called};
    use crate::steps::focus::Direction::{Higher, Lower};
    use crate::steps::focus::series::tests::{aim, yearly};

    fn strong(values: &[f64], n: Option<f64>, non_response: Option<f64>) -> bool {
        let mut series = yearly(values, 95.0, Higher);
        for point in &mut series.points {
            (point.n, point.non_response) = (n, non_response);
        }
        called(&series, &aim(95.0, Higher), &Settings::default()).is_some()
    }

    #[test]
    fn newly_reached_and_better_every_period() {
        let good = |values: &[f64]| strong(values, Some(10.0), Some(40.0));
        assert!(good(&[76.2, 87.5, 96.6]));
        assert!(good(&[76.2, 87.5, 95.0]), "reached exactly");
        assert!(!good(&[76.2, 95.5, 96.6]), "not newly reached");
        assert!(!good(&[87.5, 87.5, 96.6]), "not better every period");
        assert!(!good(&[76.2, 87.5, 94.9]), "not reached");
        assert!(!good(&[87.5, 96.6]), "a single rise");
        let falls = yearly(&[40.0, 33.0, 30.0], 30.0, Lower);
        assert!(called(&falls, &aim(30.0, Lower), &Settings::default()).is_some());
    }

    #[test]
    fn weak_figures_carry_no_strength() {
        let values = [76.2, 87.5, 96.6];
        assert!(!strong(&values, Some(9.0), Some(0.0)));
        assert!(!strong(&values, None, Some(0.0)));
        assert!(!strong(&values, Some(24.0), Some(40.1)));
        assert!(strong(&values, Some(24.0), None));
        let mut series = yearly(&values, 95.0, Higher);
        assert!(called(&series, &aim(95.0, Higher), &Settings::default()).is_some());
        series.points[0].n = Some(9.0);
        assert!(called(&series, &aim(95.0, Higher), &Settings::default()).is_none(), "rises from a figure of few");
    }
}
