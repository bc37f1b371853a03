//! Which rows of the comparison are red: what a focus area should look into.

use super::{Row, Settings, Signal};
use crate::record::Id;

/// From this gap class on a missed target is far away: over 15 % of it (`domain.md`, section 0 "Measure").
const FAR: u8 = 3;

impl Row {
    /// Whether it is ranked red: something was called out, apart from sources that contradict each other, or the
    /// target is missed by far on a figure that is not of too few.
    #[must_use]
    pub fn is_red(&self, settings: &Settings) -> bool {
        let called = self.findings().any(|signal| !matches!(signal, Signal::Contradiction { .. }));
        let far = self.gap().is_some_and(|gap| !gap.met && gap.class >= FAR);
        let few = || self.headline().and_then(super::Series::latest).is_some_and(|(point, _)| settings.is_few(point.n));
        called || (far && !few())
    }

    /// The result that stands for the row: the latest measured one of its headline.
    #[must_use]
    pub fn result(&self) -> Option<Id> {
        Some(self.headline()?.latest()?.0.result)
    }

    /// The results that contradict others: of each contradiction the one that misses the target.
    pub fn contradicting(&self) -> impl Iterator<Item = Id> + '_ {
        self.signals.iter().filter_map(|signal| {
            let Signal::Contradiction { period, misses, .. } = signal else { return None };
            let mut of_source = self.series.iter().filter(|series| series.source == misses.source);
            of_source.find_map(|series| {
                let (point, reading) = series.at(*period)?;
                (reading == misses.reading).then_some(point.result)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::follow_up::Edit;
    use crate::record::Value;
    use crate::steps::collect::records::{AT_UNIT, MEASURED_OF, N, ORIGIN, PERIOD, VALUE};
    use crate::steps::focus::{Row, Settings, compare};
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{DIRECTION, NUMBER, TARGET, UNIT_NAME};

    fn rows(results: &[(u128, &str, f64, f64)]) -> Vec<Row> {
        let mut edits: Vec<Edit> = vec![
            field(1, NUMBER, &text("K01")),
            field(1, TARGET, &Value::Number(100.0)),
            field(1, DIRECTION, &choice("higher")),
            field(11, UNIT_NAME, &text("Enhet")),
        ];
        for (record, origin, value, n) in results {
            edits.push(field(*record, MEASURED_OF, &link(1)));
            edits.push(field(*record, AT_UNIT, &link(11)));
            edits.push(field(*record, PERIOD, &text("2025")));
            edits.push(field(*record, ORIGIN, &text(origin)));
            edits.push(field(*record, VALUE, &Value::Number(*value)));
            edits.push(field(*record, N, &Value::Number(*n)));
        }
        compare(&whole(vec![edits]), &Settings::default()).rows
    }

    #[test]
    fn a_target_missed_by_far_is_red_unless_the_figure_is_of_too_few() {
        let red = |value, n| rows(&[(100, "stickprov", value, n)]).iter().any(|row| row.is_red(&Settings::default()));
        assert!(red(84.0, 30.0));
        assert!(!red(85.0, 30.0), "15 % is not yet far");
        assert!(!red(84.0, 9.0));
    }

    #[test]
    fn of_two_sources_that_contradict_each_other_the_one_that_misses_stands_for_both() {
        let rows = rows(&[(100, "egenkontroll", 100.0, 30.0), (101, "stickprov", 90.0, 30.0)]);
        let row = rows.first().unwrap();
        assert_eq!(row.contradicting().map(|id| id.as_u128()).collect::<Vec<_>>(), [101]);
        assert!(!row.is_red(&Settings::default()), "that is a check of its own");
    }
}
