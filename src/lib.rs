//! Stegvis walks follow-up officers of Swedish municipalities and regions through the six steps of a
//! follow-up, in the terminal, and keeps one traceable chain: requirement → evidence → deviation → cause →
//! conclusion → action → effect.
//!
//! # The idea
//! 1. **Six rooms in walking order.** Each step of the method is one folder in [`steps`] that holds its
//!    records, its rules and checks, its screens and its words.
//! 2. **A record is described once.** One table of a kind's fields ([`kind!`]) drives its form, its table, its
//!    import and export columns, its search, its stored form and its history.
//! 3. **Data changes in one way.** A [`Change`](follow_up::Change) is a list of edits: record, field, before,
//!    after. It is taken when every `before` is what stands there, and refused with what stands there
//!    otherwise; sets of links merge. Acknowledged means durable. Its inverse is the undo.
//! 4. **A session is a value.** One officer's session is an [`App`](app::App): messages in, effects and frames
//!    out. The same `App` on the same byte stream serves the local terminal, many officers from one process,
//!    and the tests.
//!
//! Data flows one way: key → action → update → effect → store → message → view.
//!
//! # The map
//! | room | what it is | may look at |
//! |---|---|---|
//! | [`record`] | what every record is: ids, values, fields, kinds, scales; scrubbing of text | nobody |
//! | [`rights`] | who may see and do what | `record` |
//! | [`keys`] | key grammar, the table of actions, the keymap | `record` |
//! | [`locale`] | languages, words, numbers and dates as people write them, Swedish order | `record` |
//! | [`follow_up`] | one follow-up as it is at a commit; the rule of changes | `record`, `rights` |
//! | [`store`] | the journal (the truth), sled (the shelf), one writer, kept drafts, backups | `record`, `rights`, `follow_up` |
//! | [`ui`] | what screens are made of; knows no step | all above but `store` |
//! | [`steps`] | the mission: six rooms, the system analysis, the walk across them; a room's rules see its records and those of earlier rooms, its screens see `ui` | each other as `steps` says |
//! | [`exchange`] | files in and out, mapped through the kinds | `record`, `follow_up`, `rights`, `locale`, `steps` |
//! | [`report`] | the follow-up as a document: one model, many formats | `record`, `follow_up`, `rights`, `locale`, `steps` |
//! | [`app`] | one officer's session | all above |
//! | [`hub`] | sessions over byte streams, which outlive them; our own screen backend; the officer's end | `app`, `store` and all that `app` sees |
//! | [`cli`] | one file a command, and what they share: where the store is, commands through a hub, its unit | everything |
//!
//! A test (`tests/all/walls.rs`) reads every `crate::` path and keeps this table true. Words are Fluent files
//! beside what they name; `locale` includes them by path.
//!
//! # Invariants
//! 1. No mutable static, no thread-local, no process environment read inside a session. Officer, rights, words,
//!    keymap, look, terminal size, now, ids and timers travel in one owned [`Context`](ui::Context).
//! 2. [`App::update`](app::App::update) is synchronous and does no I/O: it returns effects as data, and answers
//!    come back as messages. `view` changes nothing. No key press waits for disk, checks or search: rows of
//!    tables and comparisons are [`Job`](ui::Job)s, the checks are computed by one worker per open follow-up.
//! 3. A change is acknowledged when it is on disk. Until then the session draws its own edits over what was
//!    published, and the screen says that it is saving; a refusal keeps what was typed and says what to do.
//! 4. A field is saved when the officer leaves it; nothing that is missing holds a saving back. Only the field
//!    being typed in is a draft, kept every second.
//! 5. The fields of a kind are listed once. The actions are listed once ([`keys::Action`]): they feed the
//!    keymap, the hint bar and the help page.
//! 6. Text from outside is scrubbed once, where it enters ([`record::scrub_text`]). The backend is the last
//!    gate and drops control characters again.
//! 7. Colour never carries meaning alone: a glyph or a word says it too. ●▲■○ stand for judgement and risk only.
//! 8. An idle session writes no bytes and wakes no thread. An unchanged frame is 0 bytes.
//! 9. A panic in one session ends that session alone. Every decode has a byte limit.
//! 10. No `unwrap`, `expect` or indexing that can fail outside tests; no `unsafe`.
//!
//! # Where things are decided
//! * What a change may do: [`FollowUp::with`](follow_up::FollowUp::with), and nowhere else; what a closed follow-up
//!   still takes: [`FollowUp::unlocked`](follow_up::FollowUp::unlocked), which the store asks before it.
//! * What may be asked for while a follow-up is shown as it was: the module `past` of [`app`], where that is a session
//!   inside the officer's, whose changes, drafts and answers lead nowhere.
//! * What an edit looks like on disk: the docs of [`store`].
//! * What goes over the line between a terminal and its session: the docs of [`hub`].
//! * What a number, a date or a choice may look like when it is typed or imported: [`locale::parse`].

pub mod app;
pub mod cli;
pub mod exchange;
pub mod follow_up;
pub mod hub;
pub mod keys;
pub mod locale;
pub mod record;
pub mod report;
pub mod rights;
pub mod steps;
pub mod store;
pub mod ui;
