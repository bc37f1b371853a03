//! Valuing a requirement: the change that sets consequence and likelihood, and the consequence for the individual. Where
//! an officer's valuation takes the place of one that came from a file, the change says what figures that one has, so
//! that history and undo can tell both sides of it whatever becomes of the file's later.

use super::records::{AGREED, CONSEQUENCE, LIKELIHOOD, MADE_ON, PERSPECTIVE, RATER, RATER_IMPORT, VALUED, Valuation};
use super::risk;
use super::scales::InUse;
use crate::follow_up::{Change, Doing, Edit, Whole};
use crate::record::{Id, Kind as _, Of, Tag, Value};

/// What is said of a requirement, each level from 1 on the scale in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Levels {
    /// How grave failure is.
    pub consequence: u8,
    /// How likely failure is.
    pub likelihood: u8,
    /// How grave failure is for the individual, where that is said too: a perspective of its own.
    pub individual: Option<u8>,
}

/// A level that is not on the scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("level {level} is not on a scale of {size} steps")]
pub struct OffScale {
    /// The level.
    pub level: u8,
    /// How many steps the scale has.
    pub size: u8,
}

/// The change that values a requirement on the scale in use, in the name of this rater: in the agreed valuation where
/// officers have one, else in a new one under the next of the given ids. What came from a file stays as it came and
/// counts no more, so that the same file read again takes nobody's valuation over. Nothing when it is valued so already.
///
/// # Errors
/// The first level that the scale does not hold.
pub fn valued(
    whole: &Whole,
    requirement: Id,
    levels: Levels,
    used: &InUse,
    rater: &str,
    ids: [Id; 2],
) -> Result<Option<Change>, OffScale> {
    let all = [Some(levels.consequence), Some(levels.likelihood), levels.individual];
    if let Some(level) = all.into_iter().flatten().find(|level| !used.scale.holds(*level)) {
        return Err(OffScale { level, size: used.scale.size() });
    }
    let [first, second] = ids;
    let risk = [(CONSEQUENCE.tag(), levels.consequence), (LIKELIHOOD.tag(), levels.likelihood)];
    let mut edits = in_perspective(whole, requirement, ("risk", &risk), used, rater, first);
    if let Some(level) = levels.individual {
        let individual = [(CONSEQUENCE.tag(), level)];
        edits.extend(in_perspective(whole, requirement, ("individual", &individual), used, rater, second));
    }
    Ok((!edits.is_empty()).then_some(Change { doing: Doing::Value, edits }))
}

fn is_imported(valuation: &Of<Valuation>) -> bool {
    valuation.get(RATER).as_deref() == Some(RATER_IMPORT)
}

/// The edits that set the levels of one perspective.
fn in_perspective(
    whole: &Whole,
    requirement: Id,
    (perspective, levels): (&str, &[(Tag, u8)]),
    used: &InUse,
    rater: &str,
    id: Id,
) -> Vec<Edit> {
    let agreed = risk::agreed_in(whole, requirement, perspective);
    // What came from a file becomes the officer's own when they say the same.
    let stands = |of: &Of<Valuation>| {
        let level = |(tag, level): &(Tag, u8)| of.record().value(*tag) == Some(Value::Level(*level));
        levels.iter().all(level) && !is_imported(of) && of.get(MADE_ON).map(|link| link.0) == used.record
    };
    if agreed.as_ref().is_some_and(stands) {
        return Vec::new();
    }
    let (imported, standing) = match agreed {
        Some(one) if is_imported(&one) => (Some(one), None),
        other => (None, other),
    };
    let record = standing.as_ref().map_or(id, Of::id);
    let mut edits: Vec<Edit> = Vec::new();
    let mut put =
        |of: Id, tag: Tag, value: Option<Value>| edits.extend(whole.edit(&Valuation::INFO, of, tag, value.as_ref()));
    if let Some(imported) = &imported {
        put(imported.id(), AGREED.tag(), Some(Value::Flag(false)));
    }
    put(record, RATER.tag(), Some(Value::Text(rater.to_owned())));
    if standing.is_none() {
        put(record, VALUED.tag(), Some(Value::Link(requirement)));
        put(record, PERSPECTIVE.tag(), Some(Value::Choice(perspective.into())));
        put(record, AGREED.tag(), Some(Value::Flag(true)));
    }
    put(record, MADE_ON.tag(), used.record.map(Value::Link));
    for (tag, level) in levels {
        put(record, *tag, Some(Value::Level(*level)));
    }
    if let Some(imported) = imported {
        edits.extend(levels.iter().map(|(tag, _)| stays(whole, imported.id(), *tag)));
    }
    edits
}

/// The edit that leaves a field of a valuation as it stands.
fn stays(whole: &Whole, valuation: Id, tag: Tag) -> Edit {
    let kind = &Valuation::INFO;
    let stands = whole.home(kind).stands(kind.number, valuation, tag);
    let (follow_up, before) = (whole.home_id(kind), stands.clone());
    Edit { follow_up, record: valuation, kind: kind.number, tag, before, after: stands }
}

#[cfg(test)]
mod tests {
    use super::{AGREED, CONSEQUENCE, Levels, MADE_ON, OffScale, RATER, RATER_IMPORT, Valuation, valued};
    use crate::follow_up::{Change, FollowUp, Whole};
    use crate::record::{Id, Scale, Value};
    use crate::steps::plan::risk;
    use crate::steps::plan::scales::InUse;
    use std::sync::Arc;

    fn by(whole: &Whole, (consequence, likelihood): (u8, u8), rater: &str, id: u128) -> Option<Change> {
        let used = InUse { record: None, scale: Scale::default() };
        let levels = Levels { consequence, likelihood, individual: None };
        valued(whole, Id::from_u128(50), levels, &used, rater, [id, id + 1].map(Id::from_u128)).unwrap()
    }

    #[test]
    fn a_second_valuation_changes_the_agreed_one_and_the_same_again_nothing() {
        let requirement = Id::from_u128(50);
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let whole = Whole { register: Arc::new(FollowUp::new(crate::record::REGISTER)), own };
        let first = by(&whole, (4, 2), "a", 60).unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&first, 1).unwrap()), ..whole };
        let second = by(&whole, (4, 3), "b", 61).unwrap();
        assert_eq!(second.edits.len(), 2, "the level that changed, and who values");
        let whole = Whole { own: Arc::new(whole.own.with(&second, 2).unwrap()), ..whole };
        let agreed = risk::of(&whole, requirement).unwrap();
        assert_eq!((agreed.consequence, agreed.likelihood), (4, 3));
        assert_eq!(by(&whole, (4, 3), "b", 62), None);
    }

    #[test]
    fn what_came_from_a_file_stays_beside_an_officers_own_valuation() {
        let requirement = Id::from_u128(50);
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let whole = Whole { register: Arc::new(FollowUp::new(crate::record::REGISTER)), own };
        let file = by(&whole, (4, 2), RATER_IMPORT, 60).unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&file, 1).unwrap()), ..whole };
        let officers = by(&whole, (3, 3), "uppföljare", 61).unwrap();
        let stays = officers.edits.iter().filter(|edit| edit.record == Id::from_u128(60) && edit.before == edit.after);
        let stays: Vec<_> = stays.filter_map(|edit| edit.after.as_ref()?.value()).collect();
        assert_eq!(stays, [Value::Level(4), Value::Level(2)], "the change says what it replaces");
        let whole = Whole { own: Arc::new(whole.own.with(&officers, 2).unwrap()), ..whole };
        let agreed = risk::agreed_record(&whole, requirement).unwrap();
        assert_eq!((agreed.id(), agreed.get(RATER).as_deref()), (Id::from_u128(61), Some("uppföljare")));
        let imported = whole.of::<Valuation>(Id::from_u128(60)).unwrap();
        assert_eq!((imported.get(CONSEQUENCE), imported.get(AGREED)), (Some(4), Some(false)));
    }

    #[test]
    fn a_valuation_names_its_scale_and_made_anew_on_another_names_that() {
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let whole = Whole { register: Arc::new(FollowUp::new(crate::record::REGISTER)), own };
        let first = by(&whole, (4, 2), "a", 60).unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&first, 1).unwrap()), ..whole };
        assert_eq!(whole.of::<Valuation>(Id::from_u128(60)).unwrap().get(MADE_ON).map(|link| link.0), None);
        let used = InUse { record: Some(Id::from_u128(70)), scale: Scale::default() };
        let levels = Levels { consequence: 4, likelihood: 2, individual: Some(3) };
        let ids = [61, 62].map(Id::from_u128);
        let again = valued(&whole, Id::from_u128(50), levels, &used, "a", ids).unwrap().unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&again, 2).unwrap()), ..whole };
        let scale = whole.of::<Valuation>(Id::from_u128(60)).unwrap().get(MADE_ON).map(|link| link.0);
        assert_eq!(scale, Some(Id::from_u128(70)), "the same levels, agreed on a new scale");
        assert_eq!(risk::individual(&whole, Id::from_u128(50)), Some((3, Some(Id::from_u128(70)))));
        let off = Levels { consequence: 4, likelihood: 2, individual: Some(5) };
        let refused = valued(&whole, Id::from_u128(50), off, &used, "a", ids);
        assert_eq!(refused, Err(OffScale { level: 5, size: 4 }));
    }
}
