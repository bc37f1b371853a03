//! Focus areas by what is known of their requirements: how far the worst result is from its target, and how grave the
//! gravest failure is. Computed, and so not moved by hand.

use crate::follow_up::Change;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::focus::records::{FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea};
use crate::steps::focus::{Row, Settings, compare};
use crate::steps::plan::risk;
use crate::ui::matrix::{Along, Picture, Place, Plot, items, preset};
use crate::ui::{Context, Sight};
use std::collections::HashMap;

/// Classes of the distance to a target, and steps of consequence.
const STEPS: u8 = 4;

/// All focus areas.
#[derive(Clone, Copy, Debug)]
pub struct Areas;

impl Plot for Areas {
    fn slot(&self) -> &'static str {
        "matrix_focus"
    }

    fn name(&self, sight: &Sight, _turn: usize) -> String {
        sight.words.say("preset-focus")
    }

    fn picture(&self, sight: &Sight, _turn: usize) -> Picture {
        let compared = compare(&sight.whole, &Settings::default());
        let mut rows: HashMap<Id, Vec<&Row>> = HashMap::new();
        for row in &compared.rows {
            rows.entry(row.requirement).or_default().push(row);
        }
        let agreed = risk::agreed(&sight.whole);
        let place = |area: Id| -> Option<Place> {
            let area = sight.whole.of::<FocusArea>(area)?;
            let requirements = area.get(FOCUS_REQUIREMENTS)?.0;
            let units = area.get(FOCUS_UNITS).map(|units| units.0).unwrap_or_default();
            let at_unit = |row: &&&Row| units.is_empty() || units.contains(&row.unit);
            let compared = requirements.iter().filter_map(|id| rows.get(id)).flatten().filter(at_unit);
            let gap = compared.filter_map(|row| Some(row.gap()?.class)).max()?;
            let consequence = requirements.iter().filter_map(|id| agreed.get(id)).map(|valued| valued.consequence);
            Some((gap, consequence.max()?))
        };
        let items = items(sight, &FocusArea::INFO, |record| place(record.id()));
        Picture { axes: preset(sight, "preset-focus", STEPS, Along::X), items }
    }

    fn kind(&self) -> u8 {
        FocusArea::INFO.number
    }

    fn record(&self, _sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)> {
        Some((&FocusArea::INFO, item))
    }

    fn computed(&self, _turn: usize) -> Option<&'static str> {
        Some("matrix-focus-computed")
    }

    fn put(&self, _cx: &mut Context, _turn: usize, _item: Id, _place: Option<Place>) -> Option<Change> {
        None
    }

    fn empty(&self) -> &'static str {
        "matrix-focus-empty"
    }
}
