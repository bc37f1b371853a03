//! Requirements by how likely and how grave it is that they are not met, on the scale and in its classes.

use crate::follow_up::{Change, Doing};
use crate::record::{Id, Kind as _, KindInfo, Scale, Value};
use crate::steps::plan::records::{AGREED, CONSEQUENCE, RATER, REASON, Requirement, Valuation};
use crate::steps::plan::{risk, scales, valuation, valuation::Levels};
use crate::ui::matrix::{Along, Axes, Picture, Place, Plot, items, preset};
use crate::ui::{Context, Sight};

/// The agreed risk of every requirement.
#[derive(Clone, Copy, Debug)]
pub struct Risks;

fn axes(sight: &Sight, scale: &Scale) -> Axes {
    // Consequence is valued first (`domain.md`, section 0 "Valuation").
    let mut axes = preset(sight, "preset-risk", scale.size(), Along::Y);
    let places = (1..=scale.size()).flat_map(|x| (1..=scale.size()).map(move |y| (x, y)));
    axes.classes = places.filter_map(|(x, y)| Some(((x, y), scale.class(y, x)?))).collect();
    axes
}

impl Plot for Risks {
    fn slot(&self) -> &'static str {
        "matrix_risk"
    }

    fn name(&self, sight: &Sight, _turn: usize) -> String {
        sight.words.say("preset-risk")
    }

    fn picture(&self, sight: &Sight, _turn: usize) -> Picture {
        let agreed = risk::agreed(&sight.whole);
        // A scale that does not hold is told where one values; the default one keeps the picture up until it is mended.
        let scale = scales::in_use(&sight.whole).map_or_else(|_| Scale::default(), |used| used.scale);
        let fits = |valued: &&risk::Valued| valued.size == Some(scale.size());
        let items = items(sight, &Requirement::INFO, |record| {
            agreed.get(&record.id()).filter(fits).map(|valued| (valued.likelihood, valued.consequence))
        });
        Picture { axes: axes(sight, &scale), items }
    }

    fn kind(&self) -> u8 {
        Requirement::INFO.number
    }

    fn record(&self, _sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)> {
        Some((&Requirement::INFO, item))
    }

    /// What is taken off the grid keeps its valuation, which counts no more.
    fn put(&self, cx: &mut Context, _turn: usize, item: Id, place: Option<Place>) -> Option<Change> {
        let Some((likelihood, consequence)) = place else {
            let agreed = risk::agreed_record(&cx.sight.whole, item)?;
            let edit = cx.sight.whole.edit(&Valuation::INFO, agreed.id(), AGREED.tag(), Some(&Value::Flag(false)))?;
            return Some(Change::of(Doing::Value, edit));
        };
        let used = scales::in_use(&cx.sight.whole).ok()?;
        let ids = [cx.ids.mint(cx.now), cx.ids.mint(cx.now)];
        let rater = cx.eyes.officer().name.clone();
        let levels = Levels { consequence, likelihood, individual: None };
        valuation::valued(&cx.sight.whole, item, levels, &used, &rater, ids).ok().flatten()
    }

    /// What is agreed together is the valuation that counts, in the name of all, with the reason.
    fn agree(
        &self,
        cx: &mut Context,
        turn: usize,
        item: Id,
        place: Place,
        (by, reason): (&str, &str),
    ) -> Option<Change> {
        let put = self.put(cx, turn, item, Some(place));
        let whole = &cx.sight.whole;
        let valued =
            |change: &Change| change.edits.iter().find(|edit| edit.tag == CONSEQUENCE.tag()).map(|edit| edit.record);
        let standing = || risk::agreed_record(whole, item).map(|agreed| agreed.id());
        let valuation = put.as_ref().and_then(valued).or_else(standing)?;
        let mut edits = put.map(|change| change.edits).unwrap_or_default();
        edits.retain(|edit| edit.record != valuation || edit.tag != RATER.tag());
        let mut say = |tag, text: &str| {
            let value = Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
            edits.extend(value.and_then(|value| whole.edit(&Valuation::INFO, valuation, tag, Some(&value))));
        };
        say(RATER.tag(), by);
        say(REASON.tag(), reason);
        (!edits.is_empty()).then_some(Change { doing: Doing::Value, edits })
    }

    fn empty(&self) -> &'static str {
        "matrix-risk-empty"
    }
}
