//! Valuing together: each rater for themselves, unseen by the others; then the median and how far apart they are.
//! What is more than one step apart is talked about before a value is agreed on (`domain.md`, section 2
//! "Riskanalys-workshop Värmland").

use super::records::{RATED, RATED_X, RATED_Y, RATING_AGREED, RATING_BY, RATING_REASON, ROUND, Rating, VALUED_AS};
use crate::follow_up::{Change, Doing, Edit, Whole};
use crate::record::{Id, Kind as _, Of, Tag, Value};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How far apart raters may be before it is talked about.
pub const TALKED_ABOUT: u8 = 1;

/// What one rater says of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The record that says it.
    pub id: Id,
    /// Who.
    pub rater: String,
    /// Of what.
    pub item: Id,
    /// Where they place it: step of x, step of y.
    pub place: (u8, u8),
    /// Whether it is what was agreed.
    pub agreed: bool,
}

/// One round of valuing together in one matrix.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Round {
    /// Which, from 1.
    pub number: u32,
    /// What has been said in it.
    pub said: Vec<Said>,
}

/// The middle of what raters say along one axis, and how far apart they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Twice the median, which may lie between two steps.
    pub doubled: u8,
    /// The highest less the lowest.
    pub apart: u8,
}

impl Spread {
    /// Of some steps; nothing of none.
    #[must_use]
    pub fn of(steps: impl IntoIterator<Item = u8>) -> Option<Self> {
        let mut steps: Vec<u8> = steps.into_iter().collect();
        steps.sort_unstable();
        let (first, last) = (*steps.first()?, *steps.last()?);
        let low = *steps.get((steps.len() - 1) / 2)?;
        let high = *steps.get(steps.len() / 2)?;
        Some(Self { doubled: low.saturating_add(high), apart: last - first })
    }

    /// The median.
    #[must_use]
    pub fn median(self) -> f64 {
        f64::from(self.doubled) / 2.0
    }

    /// The step that is proposed: the median, of two the higher one, since what is too mild harms more.
    #[must_use]
    pub fn proposed(self) -> u8 {
        self.doubled.div_ceil(2)
    }

    /// Whether raters are so far apart that it is talked about.
    #[must_use]
    pub fn is_wide(self) -> bool {
        self.apart > TALKED_ABOUT
    }
}

/// What all raters of a round say of one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Of what.
    pub item: Id,
    /// How many raters.
    pub raters: usize,
    /// Along x.
    pub x: Spread,
    /// Along y.
    pub y: Spread,
    /// What was agreed.
    pub agreed: Option<(u8, u8)>,
}

impl Summary {
    /// Whether it is to be talked about.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.x.is_wide() || self.y.is_wide()
    }
}

fn step(rating: &Of<Rating>, x: bool) -> Option<u8> {
    let number = if x { rating.get(RATED_X) } else { rating.get(RATED_Y) }?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a step, held within 1-10 first")]
    (1.0..=10.0).contains(&number).then_some(number as u8)
}

impl Round {
    /// The latest round about some things in a matrix, by its code; an empty first one where there has been none.
    #[must_use]
    pub fn latest(whole: &Whole, matrix: &str, items: &[Id]) -> Self {
        let among: HashSet<Id> = items.iter().copied().collect();
        let mut rounds: BTreeMap<u32, Vec<Said>> = BTreeMap::new();
        for one in whole.all::<Rating>().filter(|one| one.get(VALUED_AS).as_deref() == Some(matrix)) {
            if one.get(RATED).is_none_or(|item| !among.contains(&item.0)) {
                continue;
            }
            let said = || {
                let place = (step(&one, true)?, step(&one, false)?);
                let agreed = one.get(RATING_AGREED) == Some(true);
                let rater = one.get(RATING_BY).unwrap_or_default();
                Some(Said { id: one.id(), rater, item: one.get(RATED)?.0, place, agreed })
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 1")]
            let number = one.get(ROUND).unwrap_or(1.0).clamp(1.0, 1e6) as u32;
            rounds.entry(number).or_default().extend(said());
        }
        rounds.pop_last().map_or(Self { number: 1, said: Vec::new() }, |(number, said)| Self { number, said })
    }

    /// The round that a rater joins: this one, or, when all of its items are agreed on, the next.
    #[must_use]
    pub fn joined(self) -> Self {
        if self.is_closed() { Self { number: self.number + 1, said: Vec::new() } } else { self }
    }

    /// Whether something was said in it, and all that was said something of is agreed on.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let of = |agreed: bool| -> BTreeSet<Id> {
            self.said.iter().filter(|said| said.agreed == agreed).map(|said| said.item).collect()
        };
        let agreed = of(true);
        !agreed.is_empty() && of(false).is_subset(&agreed)
    }

    /// Who has said something, and of how many things, by name.
    #[must_use]
    pub fn raters(&self) -> BTreeMap<&str, usize> {
        let mut raters = BTreeMap::new();
        for said in self.said.iter().filter(|said| !said.agreed) {
            *raters.entry(said.rater.as_str()).or_default() += 1;
        }
        raters
    }

    /// What a rater has said of a thing.
    #[must_use]
    pub fn said_by(&self, rater: &str, item: Id) -> Option<&Said> {
        self.said.iter().find(|said| !said.agreed && said.item == item && said.rater == rater)
    }

    /// The things of which a rater has said nothing yet, in their order.
    #[must_use]
    pub fn left(&self, rater: &str, items: &[Id]) -> Vec<Id> {
        items.iter().copied().filter(|item| self.said_by(rater, *item).is_none()).collect()
    }

    /// What is said of each thing that somebody has rated: what is to be talked about first, then in their order.
    #[must_use]
    pub fn summary(&self, items: &[Id]) -> Vec<Summary> {
        let of = |item: &Id| {
            let places: Vec<(u8, u8)> =
                self.said.iter().filter(|said| said.item == *item && !said.agreed).map(|said| said.place).collect();
            let agreed = self.said.iter().find(|said| said.item == *item && said.agreed).map(|said| said.place);
            let x = Spread::of(places.iter().map(|place| place.0))?;
            let y = Spread::of(places.iter().map(|place| place.1))?;
            Some(Summary { item: *item, raters: places.len(), x, y, agreed })
        };
        let mut all: Vec<Summary> = items.iter().filter_map(of).collect();
        all.sort_by_key(|one| !one.is_wide());
        all
    }

    /// The change by which a rater places a thing in this round: a new record under the given id, or the one that they
    /// have; nothing when they have placed it so.
    #[must_use]
    pub fn rate(
        &self,
        whole: &Whole,
        matrix: &str,
        (rater, item): (&str, Id),
        place: (u8, u8),
        id: Id,
    ) -> Option<Change> {
        let standing = self.said_by(rater, item).map(|said| said.id);
        let edits = self.edits(whole, matrix, (rater, item), place, standing.unwrap_or(id));
        (!edits.is_empty()).then_some(Change { doing: Doing::Value, edits })
    }

    /// The edits that keep what was agreed of a thing, with its reason.
    #[must_use]
    pub fn agree(
        &self,
        whole: &Whole,
        matrix: &str,
        (by, item): (&str, Id),
        place: (u8, u8),
        reason: &str,
        id: Id,
    ) -> Vec<Edit> {
        let standing = self.said.iter().find(|said| said.agreed && said.item == item).map(|said| said.id);
        let record = standing.unwrap_or(id);
        let mut edits = self.edits(whole, matrix, (by, item), place, record);
        let reason =
            Some(reason.trim()).filter(|reason| !reason.is_empty()).map(|reason| Value::Text(reason.to_owned()));
        edits.extend(whole.edit(&Rating::INFO, record, RATING_AGREED.tag(), Some(&Value::Flag(true))));
        edits.extend(whole.edit(&Rating::INFO, record, RATING_REASON.tag(), reason.as_ref()));
        edits
    }

    fn edits(&self, whole: &Whole, matrix: &str, (by, item): (&str, Id), place: (u8, u8), record: Id) -> Vec<Edit> {
        let fields: [(Tag, Value); 6] = [
            (RATING_BY.tag(), Value::Text(by.to_owned())),
            (RATED.tag(), Value::Link(item)),
            (VALUED_AS.tag(), Value::Choice(matrix.to_owned())),
            (ROUND.tag(), Value::Number(f64::from(self.number))),
            (RATED_X.tag(), Value::Number(f64::from(place.0))),
            (RATED_Y.tag(), Value::Number(f64::from(place.1))),
        ];
        let edit = |(tag, value): &(Tag, Value)| whole.edit(&Rating::INFO, record, *tag, Some(value));
        fields.iter().filter_map(edit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Round, Spread};
    use crate::follow_up::{Change, Doing, Whole};
    use crate::record::Id;
    use crate::steps::made::{taken, whole};

    fn id(number: u128) -> Id {
        Id::from_u128(number)
    }

    fn latest(whole: &Whole, matrix: &str) -> Round {
        Round::latest(whole, matrix, &[id(1), id(2), id(3)])
    }

    fn rated(mut whole: Whole, said: &[(&str, u128, (u8, u8))]) -> Whole {
        for (at, (rater, item, place)) in (100..).zip(said) {
            let round = latest(&whole, "risk").joined();
            let change = round.rate(&whole, "risk", (rater, id(*item)), *place, id(at)).unwrap();
            whole = taken(&whole, &change);
        }
        whole
    }

    #[test]
    fn the_median_may_lie_between_two_steps_and_the_higher_is_proposed() {
        let of = |steps: &[u8]| Spread::of(steps.iter().copied()).map(|one| (one.median(), one.apart, one.proposed()));
        assert_eq!(of(&[3]), Some((3.0, 0, 3)));
        assert_eq!(of(&[4, 1, 2]), Some((2.0, 3, 2)));
        assert_eq!(of(&[2, 3, 3, 2]), Some((2.5, 1, 3)));
        assert_eq!(of(&[]), None);
        assert!(!Spread::of([2, 3]).unwrap().is_wide());
        assert!(Spread::of([1, 3]).unwrap().is_wide());
    }

    #[test]
    fn what_raters_are_far_apart_on_comes_first() {
        let said = [("chef", 1, (2, 2)), ("kvalitet", 1, (2, 3)), ("chef", 2, (1, 1)), ("kvalitet", 2, (4, 1))];
        let whole = rated(whole(Vec::new()), &said);
        let round = latest(&whole, "risk");
        let summary = round.summary(&[id(1), id(2), id(3)]);
        assert_eq!(summary.iter().map(|one| one.item).collect::<Vec<_>>(), [id(2), id(1)]);
        assert!(summary[0].is_wide() && !summary[1].is_wide());
        assert_eq!((summary[1].y.median(), summary[1].raters), (2.5, 2));
        assert_eq!(round.raters().into_iter().collect::<Vec<_>>(), [("chef", 2), ("kvalitet", 2)]);
    }

    #[test]
    fn an_interrupted_rater_goes_on_with_what_is_left_and_changes_what_was_said() {
        let whole = rated(whole(Vec::new()), &[("chef", 1, (2, 2))]);
        let round = latest(&whole, "risk");
        assert_eq!(round.left("chef", &[id(1), id(2)]), [id(2)]);
        assert_eq!(round.left("kvalitet", &[id(1), id(2)]), [id(1), id(2)]);
        assert_eq!(round.rate(&whole, "risk", ("chef", id(1)), (2, 2), id(9)), None);
        let change = round.rate(&whole, "risk", ("chef", id(1)), (3, 2), id(9)).unwrap();
        let whole = taken(&whole, &change);
        assert_eq!(latest(&whole, "risk").said.len(), 1);
        assert_eq!(latest(&whole, "proposal").said.len(), 0, "another matrix is another round");
    }

    #[test]
    fn a_round_is_closed_when_all_of_it_is_agreed_on_and_the_next_begins_empty() {
        let whole = rated(whole(Vec::new()), &[("chef", 1, (2, 2)), ("kvalitet", 1, (4, 2))]);
        let round = latest(&whole, "risk");
        assert!(!round.is_closed());
        let edits = round.agree(&whole, "risk", ("gemensam", id(1)), (3, 2), " Efter samtal ", id(50));
        let whole = taken(&whole, &Change { doing: Doing::Value, edits });
        let round = latest(&whole, "risk");
        assert!(round.is_closed());
        assert_eq!(round.summary(&[id(1)])[0].agreed, Some((3, 2)));
        let next = round.joined();
        assert_eq!((next.number, next.said.len()), (2, 0));
        let change = next.rate(&whole, "risk", ("chef", id(1)), (1, 1), id(60)).unwrap();
        assert_eq!(latest(&taken(&whole, &change), "risk").number, 2);
    }
}
