//! Valuing a requirement: the change that sets consequence and likelihood. Where an officer's valuation takes the place
//! of one that came from a file, the change says what figures that one has, so that history and undo can tell both
//! sides of it whatever becomes of the file's later.

use super::records::{AGREED, CONSEQUENCE, LIKELIHOOD, PERSPECTIVE, RATER, RATER_IMPORT, VALUED, Valuation};
use crate::follow_up::{Change, Doing, Edit, Whole};
use crate::record::{Id, Kind as _, Of, Tag, Value};

/// The change that values a requirement's risk, consequence first and likelihood second, both from 1, in the name of
/// this rater: in the agreed valuation where officers have one, else in a new one under the given id. What came from a
/// file stays as it came and counts no more, so that the same file read again takes nobody's valuation over. Nothing
/// when it is valued so already.
#[must_use]
pub fn valued(whole: &Whole, requirement: Id, levels: (u8, u8), rater: &str, id: Id) -> Option<Change> {
    let agreed = super::risk::agreed_record(whole, requirement);
    let stands = |of: &Of<Valuation>| (of.get(CONSEQUENCE), of.get(LIKELIHOOD)) == (Some(levels.0), Some(levels.1));
    if agreed.as_ref().is_some_and(stands) {
        return None;
    }
    let (imported, standing) = match agreed {
        Some(one) if one.get(RATER).as_deref() == Some(RATER_IMPORT) => (Some(one), None),
        other => (None, other),
    };
    let record = standing.as_ref().map_or(id, crate::record::Of::id);
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |of: Id, tag: Tag, value: Value| edits.extend(whole.edit(&Valuation::INFO, of, tag, Some(&value)));
    if let Some(imported) = &imported {
        put(imported.id(), AGREED.tag(), Value::Flag(false));
    }
    put(record, RATER.tag(), Value::Text(rater.to_owned()));
    if standing.is_none() {
        put(record, VALUED.tag(), Value::Link(requirement));
        put(record, PERSPECTIVE.tag(), Value::Choice("risk".into()));
        put(record, AGREED.tag(), Value::Flag(true));
    }
    put(record, CONSEQUENCE.tag(), Value::Level(levels.0));
    put(record, LIKELIHOOD.tag(), Value::Level(levels.1));
    if let Some(imported) = imported {
        edits.extend([CONSEQUENCE.tag(), LIKELIHOOD.tag()].map(|tag| stays(whole, imported.id(), tag)));
    }
    (!edits.is_empty()).then_some(Change { doing: Doing::Value, edits })
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
    use super::{AGREED, CONSEQUENCE, RATER, RATER_IMPORT, Valuation, valued};
    use crate::follow_up::{FollowUp, Whole};
    use crate::record::{Id, Value};
    use crate::steps::plan::risk;
    use std::sync::Arc;

    #[test]
    fn a_second_valuation_changes_the_agreed_one_and_the_same_again_nothing() {
        let requirement = Id::from_u128(50);
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let whole = Whole { register: Arc::new(FollowUp::new(crate::record::REGISTER)), own };
        let first = valued(&whole, requirement, (4, 2), "a", Id::from_u128(60)).unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&first, 1).unwrap()), ..whole };
        let second = valued(&whole, requirement, (4, 3), "b", Id::from_u128(61)).unwrap();
        assert_eq!(second.edits.len(), 2, "the level that changed, and who values");
        let whole = Whole { own: Arc::new(whole.own.with(&second, 2).unwrap()), ..whole };
        let agreed = risk::of(&whole, requirement).unwrap();
        assert_eq!((agreed.consequence, agreed.likelihood), (4, 3));
        assert_eq!(valued(&whole, requirement, (4, 3), "b", Id::from_u128(62)), None);
    }

    #[test]
    fn what_came_from_a_file_stays_beside_an_officers_own_valuation() {
        let requirement = Id::from_u128(50);
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let whole = Whole { register: Arc::new(FollowUp::new(crate::record::REGISTER)), own };
        let file = valued(&whole, requirement, (4, 2), RATER_IMPORT, Id::from_u128(60)).unwrap();
        let whole = Whole { own: Arc::new(whole.own.with(&file, 1).unwrap()), ..whole };
        let officers = valued(&whole, requirement, (3, 3), "uppföljare", Id::from_u128(61)).unwrap();
        let stays = officers.edits.iter().filter(|edit| edit.record == Id::from_u128(60) && edit.before == edit.after);
        let stays: Vec<_> = stays.filter_map(|edit| edit.after.as_ref()?.value()).collect();
        assert_eq!(stays, [Value::Level(4), Value::Level(2)], "the change says what it replaces");
        let whole = Whole { own: Arc::new(whole.own.with(&officers, 2).unwrap()), ..whole };
        let agreed = risk::agreed_record(&whole, requirement).unwrap();
        assert_eq!((agreed.id(), agreed.get(RATER).as_deref()), (Id::from_u128(61), Some("uppföljare")));
        let imported = whole.of::<Valuation>(Id::from_u128(60)).unwrap();
        assert_eq!((imported.get(CONSEQUENCE), imported.get(AGREED)), (Some(4), Some(false)));
    }
}
