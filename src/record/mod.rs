//! What every record is: an id, a kind, and fields described once.
//!
//! A [`Kind`] is a table of constant [`Field`]s made by [`kind!`](crate::kind!). That one table drives the
//! form, the table, import and export, search, the stored form and the report. There is no struct per kind:
//! a field is read typed with [`Of::get`].
//!
//! This room looks at nobody.

mod date;
mod fault;
mod field;
mod forgotten;
mod kind;
mod personal;
mod scale;
mod scrub;
mod stored;
mod value;

pub use date::{Period, YEARS, local_day, local_end, local_minute};
pub use fault::Fault;
pub use field::{
    Choices, Def, Field, Flaw, Input, any_link, any_links, choice, choices, date, flag, level, line, link, links,
    measured, number, open_choice, own_link, period, text,
};
pub use forgotten::Forgotten;
pub use kind::{
    ALL_KINDS, CLOSED, COMMITTEE, FORGOTTEN, HEADER, Home, Kind, KindInfo, Kinds, Lock, REMOVED, REOPENED, RESTRICTED,
    Step, common, rising,
};
pub use personal::{in_text as personal_number, may_hold as may_hold_personal_number};
pub use scale::{Axis, Grade, Risk, SCALE_SIZES, Scale, ScaleFlaw};
pub use scrub::{line as scrub_line, text as scrub_text, unwanted as is_unwanted};
pub use stored::{Of, Record, Unreadable};
pub use value::{Answer, Any, FromValue, Link, Links, Measured, Stored, Value};

/// Which record: a `UUIDv7` minted from the session's clock, so that ids sort by when they were made.
pub type Id = uuid::Uuid;

/// Which field of a kind; never reused once released. 0-15 belong to every kind, a kind's own begin at 16.
pub type Tag = u16;

/// Number of a commit; also the revision of a record: the commit that last changed it.
pub type Seq = u64;

/// The id of the register: providers, units, contracts and all else that outlives a follow-up.
pub const REGISTER: Id = Id::from_u128(1);

/// Most characters that a text field holds.
pub const MAX_TEXT: usize = 16_000;

/// Most bytes that a record takes in its stored form; the shelf's values stay under 64 KiB.
pub const MAX_RECORD: usize = 60 * 1024;
