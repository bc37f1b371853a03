//! Finding follow-ups by the name that an officer types.

use super::desk::{Desk, Exit};
use crate::follow_up::{FollowUp, Whole};
use crate::locale::fold;
use crate::steps;
use crate::store::Store;
use crate::ui::Sight;
use std::sync::Arc;

/// What a name finds.
pub enum Found {
    /// The follow-up of this title.
    One(Arc<FollowUp>),
    /// No follow-up has it.
    None,
    /// Several do.
    Several(usize),
}

/// What a command sees of the store, with a follow-up in the middle.
pub fn sight(store: &Store, own: &FollowUp, desk: &Desk) -> Sight {
    let eyes = &desk.eyes;
    let whole = Whole { own: Arc::new(own.seen_by(eyes)), register: store.register_for(eyes) };
    let others = store.follow_ups_for(eyes).into();
    Sight { whole, others, words: Arc::clone(&desk.words), kinds: steps::KINDS }
}

/// All follow-ups that have a title and are seen by whoever asks, as they see them, by title in Swedish order.
pub fn all(store: &Store, desk: &Desk) -> Vec<(String, Arc<FollowUp>)> {
    let sight = sight(store, &store.register(), desk);
    let mut named: Vec<(String, Arc<FollowUp>)> = store
        .follow_ups_for(&desk.eyes)
        .into_iter()
        .map(|own| (sight.follow_up_title(&own), own))
        .filter(|(title, _)| !title.is_empty())
        .collect();
    named.sort_by(|(a, _), (b, _)| desk.words.order().compare(a, b));
    named
}

/// The follow-up of a title; case and spaces are ignored.
pub fn follow_up(store: &Store, title: &str, desk: &Desk) -> Found {
    let wanted = fold(title);
    let mut found: Vec<_> = all(store, desk).into_iter().filter(|(known, _)| fold(known) == wanted).collect();
    match found.len() {
        0 => Found::None,
        1 => found.pop().map_or(Found::None, |(_, own)| Found::One(own)),
        count => Found::Several(count),
    }
}

/// The follow-up of a title.
///
/// # Errors
/// How the command ends when there is none, or several; it has been said.
pub fn one(store: &Store, title: &str, desk: &mut Desk) -> Result<Arc<FollowUp>, Exit> {
    match follow_up(store, title, desk) {
        Found::One(own) => Ok(own),
        Found::None => Err(desk.fail("cli-no-follow-up", &[("title", title)])),
        Found::Several(count) => Err(desk.fail("cli-several", &[("title", title), ("count", &count.to_string())])),
    }
}
