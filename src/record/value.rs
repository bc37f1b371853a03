//! Values of fields, and their stored form.

use super::{Id, Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, marker::PhantomData, sync::Arc};

/// What stands in a field.
///
/// Append only: a variant's place in the list is stored. Holds nothing that needs a self-describing format,
/// and no number that is not finite (see [`Value::number`]).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// Text in one line or several, scrubbed.
    Text(String),
    /// A finite number in the field's unit.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A step of a scale, from 1.
    Level(u8),
    /// An English code out of the field's choices.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// One other record.
    Link(Id),
    /// Several other records; edits of such a field merge.
    Links(BTreeSet<Id>),
    /// Several codes out of the field's choices.
    Choices(BTreeSet<String>),
}

impl Value {
    /// A number as a value; nothing for NaN and the infinities.
    #[must_use]
    pub fn number(number: f64) -> Option<Self> {
        // Adding zero turns -0 into 0, so that equal numbers have equal bytes.
        number.is_finite().then_some(Self::Number(number + 0.0))
    }

    /// The records that this value points to.
    pub fn targets(&self) -> impl Iterator<Item = Id> + '_ {
        let (one, many) = match self {
            Self::Link(id) => (Some(*id), None),
            Self::Links(ids) => (None, Some(ids)),
            _ => (None, None),
        };
        one.into_iter().chain(many.into_iter().flatten().copied())
    }
}

/// A value in its stored form: bytes that are compared, kept and written back even when this version of
/// Stegvis cannot read them.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub struct Stored(Arc<[u8]>);

type Codec = bincode::config::Configuration<
    bincode::config::LittleEndian,
    bincode::config::Varint,
    bincode::config::Limit<{ 64 * 1024 }>,
>;

/// The codec of stored values and records: bounded, so that ten bytes cannot ask for a huge string.
pub(super) const fn codec() -> Codec {
    bincode::config::standard().with_limit::<{ 64 * 1024 }>()
}

impl Stored {
    /// The stored form of a value. A value over the codec's limit comes out empty and reads as nothing;
    /// [`FollowUp::with`](crate::follow_up::FollowUp::with) refuses such texts before.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        Self(bincode::serde::encode_to_vec(value, codec()).unwrap_or_default().into())
    }

    /// Bytes read back from where they were stored.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// The stored bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it is a set of links, told by the variant's number without reading the value.
    #[must_use]
    pub fn is_links(&self) -> bool {
        self.0.first() == Some(&7)
    }

    /// The records that it points to; only a link is read for that.
    pub fn targets(&self) -> impl Iterator<Item = Id> + use<> {
        let value = if is_link(&self.0) { self.value() } else { None };
        value.map(|value| value.targets().collect::<Vec<_>>()).unwrap_or_default().into_iter()
    }

    /// Whether its form is one that this version of Stegvis does not know yet, told by the variant's number.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        const FORMS: u8 = 9;
        self.0.first().is_some_and(|form| *form >= FORMS)
    }

    /// The value, if this version of Stegvis knows its form.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        decode(&self.0)
    }
}

/// Whether a stored value is a link or a set of them, told by the variant's number.
pub(super) fn is_link(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(6 | 7))
}

pub(super) fn decode(bytes: &[u8]) -> Option<Value> {
    bincode::serde::decode_from_slice(bytes, codec())
        .ok()
        .filter(|(value, read)| *read == bytes.len() && !matches!(value, Value::Number(n) if !n.is_finite()))
        .map(|(value, _)| value)
}

/// Yes, partly or no: the measure of a requirement that has no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Met.
    Yes,
    /// Met in part.
    Partly,
    /// Not met.
    No,
}

/// The codes of [`Answer`], as stored.
pub(super) const ANSWERS: [(&str, Answer); 3] = [("yes", Answer::Yes), ("partly", Answer::Partly), ("no", Answer::No)];

impl Answer {
    /// The English code, as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        ANSWERS.iter().find(|(_, answer)| *answer == self).map_or("no", |(code, _)| code)
    }
}

/// What was measured, or what is aimed at: a number in the requirement's unit, an answer, or, for a target,
/// words that no comparison can use.
#[derive(Clone, PartialEq, Debug)]
pub enum Measured {
    /// A number in the unit of the requirement's measure.
    Number(f64),
    /// Yes, partly or no.
    Answer(Answer),
    /// A target in words.
    Words(String),
}

impl Measured {
    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }
}

/// A link to a record of kind `K`.
#[derive(Debug)]
pub struct Link<K>(pub Id, PhantomData<fn() -> K>);

/// Links to records of kind `K`.
#[derive(Debug)]
pub struct Links<K>(pub BTreeSet<Id>, PhantomData<fn() -> K>);

/// Stands for any kind in a link's type.
#[derive(Debug)]
pub enum Any {}

/// What a field's value reads as.
pub trait FromValue: Sized {
    /// The value as this type; nothing when it is of another form.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! reads {
    ($($kind:ty = $variant:ident),*) => {
        $(impl FromValue for $kind {
            fn from_value(value: Value) -> Option<Self> {
                if let Value::$variant(inner) = value { Some(inner) } else { None }
            }
        })*
    };
}
reads!(f64 = Number, u8 = Level, bool = Flag, NaiveDate = Date);

impl FromValue for BTreeSet<String> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Choices(codes) = value { Some(codes) } else { None }
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(text) | Value::Choice(text) => Some(text),
            _ => None,
        }
    }
}

impl FromValue for Period {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { text.parse().ok() } else { None }
    }
}

impl FromValue for Measured {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self::Number(number)),
            Value::Choice(code) => {
                ANSWERS.iter().find(|(known, _)| *known == code).map(|(_, answer)| Self::Answer(*answer))
            }
            Value::Text(words) => Some(Self::Words(words)),
            _ => None,
        }
    }
}

impl<K> FromValue for Link<K> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Link(id) = value { Some(Self(id, PhantomData)) } else { None }
    }
}

impl<K> FromValue for Links<K> {
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Links(ids) = value { Some(Self(ids, PhantomData)) } else { None }
    }
}
