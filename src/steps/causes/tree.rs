//! The tree of causes: who lies behind whom, how deep, and whether somebody lies behind themselves. Walked without
//! recursion, since what officers and files link may be as deep as it likes.

use super::records::{BEHIND, Cause};
use crate::record::{Id, Of};
use std::collections::HashMap;

/// Where a cause stands in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// On this level; 1 answers the focus area's question itself.
    Level(usize),
    /// It lies behind itself.
    Circle,
    /// It lies behind a cause that lies behind itself.
    BehindCircle,
}

/// The place of each cause. A cause that lies behind one that is gone stands on level 1.
#[must_use]
pub fn places(causes: &[Of<Cause>]) -> HashMap<Id, Place> {
    let mut before: HashMap<Id, Option<Id>> = causes.iter().map(|cause| (cause.id(), None)).collect();
    for cause in causes {
        let parent = cause.get(BEHIND).map(|parent| parent.0).filter(|parent| before.contains_key(parent));
        before.insert(cause.id(), parent);
    }
    let mut places: HashMap<Id, Place> = HashMap::new();
    for cause in causes {
        // The way towards the root, until a place is known or the way bites its own tail.
        let mut way: Vec<Id> = Vec::new();
        let mut on_way: HashMap<Id, usize> = HashMap::new();
        let mut at = Some(cause.id());
        let mut known = Place::Level(0);
        while let Some(id) = at {
            if let Some(place) = places.get(&id) {
                known = *place;
                break;
            }
            if let Some(begins) = on_way.get(&id) {
                let circle = way.split_off(*begins);
                places.extend(circle.into_iter().map(|id| (id, Place::Circle)));
                known = Place::Circle;
                break;
            }
            on_way.insert(id, way.len());
            way.push(id);
            at = before.get(&id).copied().flatten();
        }
        for id in way.into_iter().rev() {
            known = match known {
                Place::Level(level) => Place::Level(level + 1),
                Place::Circle | Place::BehindCircle => Place::BehindCircle,
            };
            places.insert(id, known);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{Place, places};
    use crate::record::Id;
    use crate::steps::causes::records::{BEHIND, CAUSE_TEXT, Cause};
    use crate::steps::made::{field, link, text, whole};

    fn of(behind: &[(u128, u128)]) -> Vec<Place> {
        let mut edits = Vec::new();
        for (cause, parent) in behind {
            edits.push(field(*cause, CAUSE_TEXT, &text("orsak")));
            edits.push(field(*cause, BEHIND, &link(*parent)));
        }
        let causes: Vec<_> = whole(vec![edits]).all::<Cause>().collect();
        let places = places(&causes);
        behind.iter().map(|(cause, _)| places[&Id::from_u128(*cause)]).collect()
    }

    #[test]
    fn levels_are_counted_from_the_focus_area() {
        let levels = [1, 2, 3, 2].map(Place::Level);
        assert_eq!(of(&[(1, 99), (2, 1), (3, 2), (4, 1)]), levels, "the one behind what is gone is a root");
        assert_eq!(of(&[(4, 3), (3, 2), (2, 1), (1, 99)]), [4, 3, 2, 1].map(Place::Level));
    }

    #[test]
    fn a_circle_is_found_and_whoever_lies_behind_it_told_apart() {
        assert_eq!(of(&[(1, 1)]), [Place::Circle]);
        let places = of(&[(1, 2), (2, 3), (3, 1), (4, 3), (5, 4)]);
        assert_eq!(places, [Place::Circle, Place::Circle, Place::Circle, Place::BehindCircle, Place::BehindCircle]);
    }

    #[test]
    fn a_very_deep_tree_is_walked() {
        let deep: Vec<(u128, u128)> = (1..=20_000).map(|cause| (cause + 1, cause)).collect();
        assert_eq!(of(&deep).last(), Some(&Place::Level(20_000)));
    }
}
