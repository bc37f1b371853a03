//! How a session begins: with what was kept from the one before.

use super::{App, Effect, home::Home, saving::Saving};
use crate::follow_up::{Findings, FollowUp, Whole};
use crate::keys::Keymap;
use crate::locale::{Lang, Languages};
use crate::record::Id;
use crate::rights::Eyes;
use crate::steps;
use crate::store::Store;
use crate::ui::{Context, DRAFT_SLOT, Drafts, Ids, Look, Place, Sight, Spot};
use chrono::{DateTime, NaiveDate, Utc};
use ratatui::layout::Size;
use std::sync::Arc;

/// Slot of half-typed fields as earlier versions kept them, all in one piece.
const DRAFTS: &str = "drafts";
/// Slot of where the officer was.
const PLACE: &str = "place";
/// Slot of the field that was being typed in.
const TYPING: &str = "typing";
/// Slot of the officer's choice of language.
pub const LANGUAGE: &str = "language";

/// Everything that a session begins with. The clock, the officer and the terminal are inputs.
#[derive(Debug)]
pub struct Start {
    /// Whose session it is.
    pub eyes: Eyes,
    /// The words of all languages.
    pub languages: Languages,
    /// The language that was asked for on the command line or in the configuration, over the kept one.
    pub lang: Option<Lang>,
    /// The active keymap.
    pub keys: Arc<Keymap>,
    /// Colours.
    pub look: Look,
    /// Size of the terminal.
    pub size: Size,
    /// Makes the ids of this session differ from those of others.
    pub seed: [u8; 8],
    /// The time.
    pub now: DateTime<Utc>,
    /// The day that a moment belongs to where the program runs, as [`local_day`](crate::record::local_day) says.
    pub day: fn(DateTime<Utc>) -> NaiveDate,
    /// The register.
    pub register: Arc<FollowUp>,
    /// All follow-ups that this officer may see.
    pub follow_ups: Vec<Arc<FollowUp>>,
    /// What was kept for this officer under a slot's name, see [`Start::kept`].
    pub kept: Vec<(String, Vec<u8>)>,
    /// What was wrong in configuration files, or found at opening, in words.
    pub problems: Vec<String>,
    /// Whether the session can wait for the officer's next terminal.
    pub stays: bool,
}

impl Start {
    /// What a session begins with of what is kept for an officer: all drafts, and what belongs to its seat. The first
    /// of an officer's sessions has seat 1, one beside it seat 2.
    #[must_use]
    pub fn kept(store: &Store, officer: Id, seat: u32) -> Vec<(String, Vec<u8>)> {
        let mut kept = store.all_kept(officer);
        kept.retain(|(slot, _)| is_draft(slot) || slot == LANGUAGE);
        let of_seat = |slot: &str| Some((slot.to_owned(), store.kept(officer, &seat_slot(slot, seat))?));
        kept.extend([PLACE, TYPING].into_iter().filter_map(of_seat));
        kept
    }

    fn slot(&self, name: &str) -> Option<&[u8]> {
        self.kept.iter().find(|(slot, _)| *slot == name).map(|(_, bytes)| bytes.as_slice())
    }
}

/// Whether half-typed text is kept under a name.
#[must_use]
pub fn is_draft(slot: &str) -> bool {
    slot == DRAFTS || slot.starts_with(DRAFT_SLOT)
}

/// The name under which a session's slot is kept: where an officer was, and in which field, belongs to the seat.
#[must_use]
pub fn seat_slot(slot: &str, seat: u32) -> String {
    match slot {
        PLACE | TYPING if seat > 1 => format!("{slot}-{seat}"),
        _ => slot.to_owned(),
    }
}

impl App {
    /// Keeps what is half typed and where the officer is.
    pub(super) fn keep(&mut self) {
        for spot in self.cx.drafts.take_changed() {
            self.effects.push(Effect::Keep(spot.slot(), self.cx.drafts.bytes_of(spot)));
        }
        if self.cx.drafts.take_moved() {
            let typing = self.cx.drafts.typing().and_then(|spot| spot.bytes());
            self.effects.push(Effect::Keep(TYPING.to_owned(), typing));
        }
        if std::mem::take(&mut self.place_changed) {
            self.effects.push(Effect::Keep(PLACE.to_owned(), place_bytes(&self.place())));
        }
        self.keep_at = None;
    }

    /// Another session of the officer has kept or dropped half-typed text.
    pub(super) fn kept_elsewhere(&mut self, slot: &str, bytes: Option<&[u8]>) {
        let saving = &self.saving;
        let kept = bytes.map(|bytes| Drafts::read(bytes, |spot| saving.stands(spot)));
        self.cx.drafts.hear(slot, kept);
        self.redraw();
    }
}

/// A place in the form that it is kept in.
fn place_bytes(place: &Place) -> Option<Vec<u8>> {
    bincode::serde::encode_to_vec(place, bincode::config::standard()).ok()
}

fn place_read(bytes: &[u8]) -> Option<Place> {
    let codec = bincode::config::standard().with_limit::<1024>();
    bincode::serde::decode_from_slice(bytes, codec).ok().map(|(place, _)| place)
}

impl App {
    /// A session: where a word was left half typed, with the cursor in it, and else at home.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let kept = start.slot(LANGUAGE).and_then(|code| Lang::of(std::str::from_utf8(code).ok()?));
        let lang = start.lang.or(kept).unwrap_or_default();
        let last = start.slot(PLACE).and_then(place_read);
        let typing = start.slot(TYPING).and_then(Spot::read);
        let in_one_piece = start.slot(DRAFTS).map(<[u8]>::to_vec);
        let saving = Saving::new(start.register.clone(), start.follow_ups);
        let mut drafts = Drafts::default();
        for (_, bytes) in start.kept.iter().filter(|(slot, _)| slot.starts_with(DRAFT_SLOT)) {
            drafts.join(Drafts::read(bytes, |spot| saving.stands(spot)));
        }
        drafts.go_on(typing);
        let earlier = in_one_piece.is_some();
        if let Some(bytes) = in_one_piece {
            drafts.join(Drafts::read(&bytes, |spot| saving.stands(spot)));
            drafts.keep_all();
        }
        let mut sight = Sight {
            whole: Whole { own: start.register.clone(), register: start.register },
            others: Arc::default(),
            words: start.languages.get(lang),
            kinds: steps::KINDS,
        };
        let follow_ups = saving.follow_ups(&sight);
        sight.others = follow_ups.clone().into();
        let typing = drafts.typing();
        let mut app = Self {
            cx: Context {
                eyes: start.eyes,
                sight,
                languages: start.languages,
                keys: start.keys,
                look: start.look,
                size: start.size,
                now: start.now,
                today: (start.day)(start.now),
                ids: Ids::new(start.seed),
                follow_ups,
                findings: Arc::new(Findings::default()),
                drafts,
                last,
                came_from: None,
                places: Vec::new(),
                problems: start.problems,
                no_files: false,
                others: Vec::new(),
                then: None,
            },
            day: start.day,
            saving,
            undoing: Vec::new(),
            in_the_way: None,
            stopped_at: None,
            home: Home::default(),
            rooms: Vec::new(),
            room: None,
            overlay: None,
            imports: super::Kept::default(),
            example: None,
            begun: Vec::new(),
            said: None,
            trail: Vec::new(),
            walk: super::Walk::default(),
            keep_at: None,
            rest_at: None,
            place_changed: false,
            stays: start.stays,
            here: None,
            met: Vec::new(),
            unkept: false,
            past: None,
            wants: None,
            effects: Vec::new(),
        };
        let asks = app.home.begin(&app.cx);
        app.answer(asks);
        app.drop_saved();
        if earlier {
            // Kept anew before the old form goes, each under its own name.
            app.keep();
            app.effects.push(Effect::Keep(DRAFTS.to_owned(), None));
        }
        if let Some(spot) = typing {
            app.resume(spot);
        }
        app
    }

    /// Drops drafts of what was saved after all: the session before ended while it was being saved.
    fn drop_saved(&mut self) {
        let whole = self.cx.sight.whole.clone();
        let typing = self.cx.drafts.typing();
        let drafts: Vec<_> = self.cx.drafts.iter().map(|(spot, draft)| (spot, draft.text.clone())).collect();
        for (spot, text) in drafts.into_iter().filter(|(spot, _)| Some(*spot) != typing) {
            self.cx.sight.whole = self.saving.drawn(spot.follow_up);
            let def = steps::kind(spot.kind).and_then(|kind| kind.field(spot.tag));
            let stands = self.saving.stands(spot).and_then(|stored| stored.value());
            if def.zip(stands).is_some_and(|(def, value)| self.cx.sight.show(def, &value) == text) {
                self.cx.drafts.drop(spot);
            }
        }
        self.cx.sight.whole = whole;
    }

    /// What the session asks for before its first message.
    #[must_use]
    pub fn first_effects(&mut self) -> Vec<Effect> {
        self.plan_waking();
        std::mem::take(&mut self.effects)
    }
}
