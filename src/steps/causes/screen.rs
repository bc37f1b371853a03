//! The room of step 4: the tree of causes per focus area, what happened meanwhile, and what was tried before.

use super::records::{self, CAUSE_COUNTER, CAUSE_SUPPORT, Cause, EarlierAction, Event};
use super::support;
use crate::record::{Any, Field, Kind as _, Links, Record, Step};
use crate::steps::focus::records::{FOCUS_ORDER, FocusArea};
use crate::ui::{Cell, Column, Outline, Room, Shape, Sight, SortKey, Tab, Tone, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Causes,
        vec![
            Tab::new(
                "tab-causes",
                vec![View::list("view-list", Shape::new(&Cause::INFO, "causes", CAUSES).tree(TREE))],
            ),
            Tab::new("tab-events", vec![View::list("view-list", Shape::new(&Event::INFO, "events", EVENTS))]),
            Tab::new(
                "tab-earlier",
                vec![View::list("view-list", Shape::new(&EarlierAction::INFO, "earlier", EARLIER))],
            ),
        ],
    )
}

/// Per focus area, by category, and what lies behind what.
const TREE: Outline = Outline {
    under: records::BEHIND.tag(),
    about: records::CAUSE_OF.tag(),
    about_kind: &FocusArea::INFO,
    about_order: FOCUS_ORDER.tag(),
    by: records::CAUSE_CATEGORY.tag(),
};

const CAUSES: &[Column] = &[
    Column::field(records::CAUSE_TEXT.tag(), Width::Rest(1)),
    Column::computed("column-support", Width::Fixed(4), support, by_support).right(),
    Column::computed("column-counter", Width::Fixed(7), counter, by_counter).right(),
    Column::field(records::STRENGTH.tag(), Width::Fixed(10)),
];

fn speaking(sight: &Sight, record: &Record, field: Field<Cause, Links<Any>>) -> usize {
    support::count(&sight.whole, record.get(field))
}

fn counted(count: usize) -> Cell {
    if count == 0 {
        Cell { text: "–".into(), tone: Tone::Dim }
    } else {
        Cell { text: count.to_string(), tone: Tone::Plain }
    }
}

/// Most first.
fn by(count: usize) -> SortKey {
    SortKey::Number(-f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}

fn support(sight: &Sight, record: &Record) -> Cell {
    counted(speaking(sight, record, CAUSE_SUPPORT))
}

fn by_support(sight: &Sight, record: &Record) -> SortKey {
    by(speaking(sight, record, CAUSE_SUPPORT))
}

fn counter(sight: &Sight, record: &Record) -> Cell {
    counted(speaking(sight, record, CAUSE_COUNTER))
}

fn by_counter(sight: &Sight, record: &Record) -> SortKey {
    by(speaking(sight, record, CAUSE_COUNTER))
}

const EVENTS: &[Column] = &[
    Column::field(records::EVENT_DATE.tag(), Width::Fixed(11)),
    Column::field(records::EVENT_TEXT.tag(), Width::Rest(3)),
    Column::field(records::EVENT_PLACE.tag(), Width::Fixed(17)),
    Column::field(records::EVENT_FOCUS.tag(), Width::Rest(2)),
];

const EARLIER: &[Column] = &[
    Column::field(records::EARLIER_TEXT.tag(), Width::Rest(3)),
    Column::field(records::EARLIER_DATE.tag(), Width::Fixed(11)),
    Column::field(records::EARLIER_DONE.tag(), Width::Fixed(10)),
    Column::field(records::EARLIER_EFFECT.tag(), Width::Fixed(8)),
];

#[cfg(test)]
mod tests {
    use super::{CAUSES, Cause, Shape, TREE};
    use crate::locale::{Lang, Languages};
    use crate::record::Kind as _;
    use crate::steps::causes::records::{BEHIND, CAUSE_TEXT};
    use crate::steps::made::{field, link, text, whole};
    use crate::ui::{Listing as _, Query, Sight};

    /// The causes as the list shows them, each with what it stands behind.
    fn shown(behind: &[(u128, u128)]) -> Vec<String> {
        let causes = behind.iter().flat_map(|(cause, parent)| {
            [field(*cause, CAUSE_TEXT, &text(&format!("{cause:05}"))), field(*cause, BEHIND, &link(*parent))]
        });
        let words = Languages::default().get(Lang::Sv);
        let sight = Sight {
            others: std::sync::Arc::default(),
            whole: whole(vec![causes.collect()]),
            words,
            kinds: crate::steps::KINDS,
        };
        let shape = Shape::new(&Cause::INFO, "causes", CAUSES).tree(TREE);
        let rows = shape.pick(&sight, &(), &Query::default());
        rows.iter().map(|row| shape.cells(&sight, row).remove(0).text).collect()
    }

    #[test]
    fn what_lies_behind_what_is_drawn_and_nothing_is_left_out_of_a_circle() {
        let tree = shown(&[(1, 99), (2, 1), (3, 2), (4, 1)]);
        assert_eq!(tree, ["(utan fokusområde) (4)", "└─┬ 00001", "  ├─┬ 00002", "  │ └── 00003", "  └── 00004"]);
        let circle = shown(&[(1, 2), (2, 3), (3, 1), (4, 3), (5, 5)]);
        let each = |cause: &str| circle.iter().filter(|row| row.contains(cause)).count();
        assert_eq!(["00001", "00002", "00003", "00004", "00005"].map(each), [1; 5], "{circle:?}");
    }

    #[test]
    fn a_very_deep_tree_is_drawn_no_wider_than_a_screen() {
        let deep: Vec<(u128, u128)> = (1..=20_000).map(|cause| (cause + 1, cause)).collect();
        let rows = shown(&deep);
        assert_eq!(rows.len(), 20_001);
        assert!(rows.iter().all(|row| row.chars().count() < 40));
    }
}
