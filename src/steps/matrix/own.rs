//! Four-field matrices of one's own: what stands in one, and the axes that its record and preset give it.

use crate::follow_up::{Change, Doing, Edit};
use crate::record::{Id, Kind as _, KindInfo, Of, Tag, Value};
use crate::steps::plan::four_field;
use crate::steps::plan::records::{
    BOTH_HIGH, BOTH_LOW, FOUR_FIELD_NAME, FOUR_FIELD_SIZE, FourField, FourFieldItem, ITEM_LINK, ITEM_OF, ITEM_REASON,
    ITEM_TEXT, ITEM_X, ITEM_Y, PRESET, X_HIGH, X_LOW, X_NAME, Y_HIGH, Y_LOW, Y_NAME,
};
use crate::ui::matrix::{Axes, Axis, Item, Picture, Place, Plot};
use crate::ui::{Context, Sight};

/// Steps of both axes where the record does not say how many.
const STEPS: u8 = 4;

/// One matrix of one's own.
#[derive(Clone, Copy, Debug)]
pub struct Own(pub Id);

fn whole_step(number: Option<f64>) -> Option<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within 1-255 first")]
    number.filter(|number| (1.0..=255.0).contains(number)).map(|number| number as u8)
}

/// The axes of a matrix: its own words, else those of its preset, else plain ones.
fn axes(sight: &Sight, of: &Of<FourField>) -> Axes {
    let preset = of.get(PRESET).map(|code| format!("preset-{code}"));
    let word = |own: Option<String>, attribute: &str| {
        let preset = preset.as_ref().and_then(|preset| sight.words.find(&format!("{preset}.{attribute}"), None));
        own.filter(|own| !own.is_empty())
            .or(preset)
            .unwrap_or_else(|| sight.words.say(&format!("preset_own.{attribute}")))
    };
    let size = whole_step(of.get(FOUR_FIELD_SIZE)).unwrap_or(STEPS);
    let axis = |name: String, low: Option<f64>| {
        let axis = Axis::new(name, size);
        match whole_step(low) {
            Some(low) => axis.low(low),
            None => axis,
        }
    };
    let names = [
        word(of.get(BOTH_LOW), "low"),
        word(of.get(X_HIGH), "x_high"),
        word(of.get(Y_HIGH), "y_high"),
        word(of.get(BOTH_HIGH), "high"),
    ];
    Axes::new(axis(word(of.get(X_NAME), "x"), of.get(X_LOW)), axis(word(of.get(Y_NAME), "y"), of.get(Y_LOW)), names)
}

/// What an item is called: the record that it stands for, else its own text.
fn name_of(sight: &Sight, item: &Of<FourFieldItem>) -> String {
    let linked = item.get(ITEM_LINK).and_then(|link| {
        let kind = sight.kinds.iter().find(|kind| sight.get(kind, link.0).is_some())?;
        Some(sight.title(kind, sight.get(kind, link.0)?))
    });
    linked.or_else(|| item.get(ITEM_TEXT)).unwrap_or_default()
}

impl Own {
    fn edit(cx: &Context, item: Id, tag: Tag, value: Option<&Value>) -> Option<Edit> {
        cx.sight.whole.edit(&FourFieldItem::INFO, item, tag, value)
    }
}

impl Plot for Own {
    fn slot(&self) -> &'static str {
        "matrix_own"
    }

    fn name(&self, sight: &Sight, _turn: usize) -> String {
        let own = sight.whole.of::<FourField>(self.0);
        own.and_then(|own| own.get(FOUR_FIELD_NAME)).unwrap_or_else(|| sight.words.say("preset_own"))
    }

    fn picture(&self, sight: &Sight, _turn: usize) -> Picture {
        let item = |id: Id| {
            let item = sight.whole.of::<FourFieldItem>(id)?;
            let at = whole_step(item.get(ITEM_X)).zip(whole_step(item.get(ITEM_Y)));
            Some(Item { id, name: name_of(sight, &item), at })
        };
        let items = four_field::items(&sight.whole, self.0).into_iter().filter_map(item).collect();
        let axes = sight.whole.of::<FourField>(self.0).map_or_else(
            || {
                let word = |attribute: &str| sight.words.say(&format!("preset_own.{attribute}"));
                Axes::new(
                    Axis::new(word("x"), STEPS),
                    Axis::new(word("y"), STEPS),
                    ["low", "x_high", "y_high", "high"].map(word),
                )
            },
            |own| axes(sight, &own),
        );
        Picture { axes, items }
    }

    fn kind(&self) -> u8 {
        FourFieldItem::INFO.number
    }

    fn record(&self, sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)> {
        let linked = sight.whole.of::<FourFieldItem>(item).and_then(|item| item.get(ITEM_LINK));
        let linked = linked.and_then(|link| {
            Some((sight.kinds.iter().copied().find(|kind| sight.get(kind, link.0).is_some())?, link.0))
        });
        Some(linked.unwrap_or((&FourFieldItem::INFO, item)))
    }

    fn put(&self, cx: &mut Context, _turn: usize, item: Id, place: Option<Place>) -> Option<Change> {
        let steps = [(ITEM_X, place.map(|place| place.0)), (ITEM_Y, place.map(|place| place.1))];
        let edit = |(tag, step): (Tag, Option<u8>)| {
            Self::edit(cx, item, tag, step.map(|step| Value::Number(f64::from(step))).as_ref())
        };
        let edits: Vec<_> = steps.into_iter().filter_map(|(field, step)| edit((field.tag(), step))).collect();
        (!edits.is_empty()).then_some(Change { doing: Doing::Edit, edits })
    }

    fn agree(
        &self,
        cx: &mut Context,
        turn: usize,
        item: Id,
        place: Place,
        (_, reason): (&str, &str),
    ) -> Option<Change> {
        let reason = (!reason.is_empty()).then(|| Value::Text(reason.to_owned()));
        let kept = reason.and_then(|reason| Self::edit(cx, item, ITEM_REASON.tag(), Some(&reason)));
        let edits: Vec<Edit> =
            self.put(cx, turn, item, Some(place)).into_iter().flat_map(|change| change.edits).chain(kept).collect();
        (!edits.is_empty()).then_some(Change { doing: Doing::Value, edits })
    }

    fn empty(&self) -> &'static str {
        "matrix-own-empty"
    }
}

/// The change that adds an item of a text or a record to a matrix, under the given id.
#[must_use]
pub fn added(cx: &Context, four_field: Id, text: &str, id: Id) -> Option<Change> {
    let fields = [(ITEM_OF.tag(), Value::Link(four_field)), (ITEM_TEXT.tag(), Value::Text(text.to_owned()))];
    let edits = fields.iter().filter_map(|(tag, value)| Own::edit(cx, id, *tag, Some(value))).collect();
    Some(Change { doing: Doing::Create, edits }).filter(|_| !text.is_empty())
}
