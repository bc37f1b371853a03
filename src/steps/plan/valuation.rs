//! Valuing a requirement: the change that sets consequence and likelihood.

use super::records::{AGREED, CONSEQUENCE, LIKELIHOOD, PERSPECTIVE, RATER, VALUED, Valuation};
use crate::follow_up::{Change, Doing, Edit, Whole};
use crate::record::{Id, Kind as _, Tag, Value};

/// The change that values a requirement's risk, consequence first and likelihood second, both from 1: in the
/// agreed valuation where there is one, else in a new one of this rater under the given id. Nothing when it is
/// valued so already.
#[must_use]
pub fn valued(whole: &Whole, requirement: Id, levels: (u8, u8), rater: &str, id: Id) -> Option<Change> {
    let standing = super::risk::agreed_record(whole, requirement);
    let record = standing.as_ref().map_or(id, crate::record::Of::id);
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |tag: Tag, value: Value| edits.extend(whole.edit(&Valuation::INFO, record, tag, Some(&value)));
    if standing.is_none() {
        put(VALUED.tag(), Value::Link(requirement));
        put(PERSPECTIVE.tag(), Value::Choice("risk".into()));
        put(RATER.tag(), Value::Text(rater.to_owned()));
        put(AGREED.tag(), Value::Flag(true));
    }
    put(CONSEQUENCE.tag(), Value::Level(levels.0));
    put(LIKELIHOOD.tag(), Value::Level(levels.1));
    (!edits.is_empty()).then_some(Change { doing: Doing::Value, edits })
}

#[cfg(test)]
mod tests {
    use super::valued;
    use crate::follow_up::{FollowUp, Whole};
    use crate::record::Id;
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
        assert_eq!(second.edits.len(), 1);
        let whole = Whole { own: Arc::new(whole.own.with(&second, 2).unwrap()), ..whole };
        let agreed = risk::of(&whole, requirement).unwrap();
        assert_eq!((agreed.consequence, agreed.likelihood), (4, 3));
        assert_eq!(valued(&whole, requirement, (4, 3), "b", Id::from_u128(62)), None);
    }
}
