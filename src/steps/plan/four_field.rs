//! Four-field matrices of one's own: what stands in one, and making one of any rows.

use super::records::{FOUR_FIELD_NAME, FourField, FourFieldItem, ITEM_LINK, ITEM_OF, PRESET};
use crate::follow_up::{Change, Doing, Whole};
use crate::record::{Id, Kind as _, Value};

/// Most rows that one matrix is made of: more are no longer told apart in it.
pub const MOST: usize = 200;

/// The items of a matrix, in the order they were made.
#[must_use]
pub fn items(whole: &Whole, four_field: Id) -> Vec<Id> {
    let pointing = whole.own.pointing_through(four_field, ITEM_OF.tag());
    let mut items: Vec<Id> =
        pointing.filter(|one| one.kind == FourFieldItem::INFO.number).map(|one| one.from).collect();
    items.sort_unstable();
    items
}

/// The change that makes a matrix of records: its name, what it begins with, and an item for each.
#[must_use]
pub fn made(whole: &Whole, id: Id, (name, preset): (&str, Option<&str>), rows: &[(Id, Id)]) -> Change {
    let own = [
        Some((FOUR_FIELD_NAME.tag(), Value::Text(name.to_owned()))),
        preset.map(|preset| (PRESET.tag(), Value::Choice(preset.to_owned()))),
    ];
    let own = own.into_iter().flatten().filter_map(|(tag, value)| whole.edit(&FourField::INFO, id, tag, Some(&value)));
    let item = |(item, record): &(Id, Id)| {
        let fields = [(ITEM_OF.tag(), Value::Link(id)), (ITEM_LINK.tag(), Value::Link(*record))];
        fields.map(|(tag, value)| whole.edit(&FourFieldItem::INFO, *item, tag, Some(&value)))
    };
    let items = rows.iter().take(MOST).flat_map(item).flatten();
    Change { doing: Doing::Create, edits: own.chain(items).collect() }
}

#[cfg(test)]
mod tests {
    use super::{MOST, items, made};
    use crate::record::Id;
    use crate::steps::made::{taken, whole};

    #[test]
    fn any_rows_become_items_in_their_order_and_no_more_than_can_be_told_apart() {
        let of = |numbers: std::ops::Range<u128>| -> Vec<Id> { numbers.map(Id::from_u128).collect() };
        let rows: Vec<(Id, Id)> = of(1000..1300).into_iter().zip(of(1..301)).collect();
        let nothing = whole(Vec::new());
        let change = made(&nothing, Id::from_u128(9), ("Allt", Some("action")), &rows);
        let whole = taken(&nothing, &change);
        assert_eq!(items(&whole, Id::from_u128(9)), of(1000..1000 + MOST as u128));
    }
}
