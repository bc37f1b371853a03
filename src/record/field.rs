//! Fields: what an officer types, and all that form, table, import and search need to know about it.

use super::date::YEARS;
use super::{Any, Kind, Link, Links, MAX_TEXT, Measured, Period, Tag, Value};
use chrono::{Datelike as _, NaiveDate};
use std::{collections::BTreeSet, marker::PhantomData};

/// A named list of codes; its words stand in the Fluent message `set-NAME`, one attribute a code.
#[derive(Debug, PartialEq, Eq)]
pub struct Choices {
    /// Name of the list in the words.
    pub name: &'static str,
    /// English codes in the order they are offered.
    pub codes: &'static [&'static str],
}

/// How a field is typed in.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A number; `unit` names the Fluent message `unit-NAME`, empty for a bare number.
    Number {
        /// What the number counts.
        unit: &'static str,
    },
    /// A number, yes/partly/no, or, where `words` allows it, text.
    Measured {
        /// Whether words are kept as they are.
        words: bool,
    },
    /// A day.
    Date,
    /// A [`Period`].
    Period,
    /// A step of the scale of that name.
    Level {
        /// Name of the scale.
        of: &'static str,
    },
    /// One of the codes.
    Choice(&'static Choices),
    /// One of the codes, or own words.
    Open(&'static Choices),
    /// Any number of the codes.
    Choices(&'static Choices),
    /// Yes or no.
    Flag,
    /// A record of that kind, or of any for an empty name.
    Link {
        /// Name of the kind.
        to: &'static str,
    },
    /// Any number of records of that kind, or of any for an empty name.
    Links {
        /// Name of the kind.
        to: &'static str,
    },
}

/// Why a value is not accepted. Each has a sentence in the words, `flaw-…`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Not a number.
    NotANumber,
    /// Not a day.
    NotADate,
    /// Not a period.
    NotAPeriod,
    /// Not one of the field's choices.
    NotAChoice,
    /// Neither yes nor no.
    NotAFlag,
    /// Neither a number nor yes, partly or no.
    NotMeasured,
    /// No record by that name.
    NotARecord,
    /// Outside the scale.
    OffTheScale,
    /// Outside what any scale has.
    OffAllScales,
    /// Not a size that a scale may have.
    NotASize,
    /// Not two to five rising numbers.
    NotLimits,
    /// A number with decimals where only whole ones make sense.
    NotWhole,
    /// A number whose point may divide thousands or begin decimals.
    TwoReadings,
    /// Below zero.
    Negative,
    /// Not between 0 and 100.
    NotAShare,
    /// Over [`MAX_TEXT`] characters.
    TooLong,
    /// Empty where something is needed.
    Missing,
    /// Another record already goes by it.
    Taken,
    /// Not the name of an account.
    NotAnAccount,
}

impl Flaw {
    /// Its message in the words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotANumber => "flaw-number",
            Self::NotADate => "flaw-date",
            Self::NotAPeriod => "flaw-period",
            Self::NotAChoice => "flaw-choice",
            Self::NotAFlag => "flaw-flag",
            Self::NotMeasured => "flaw-measured",
            Self::NotARecord => "flaw-record",
            Self::OffTheScale => "flaw-scale",
            Self::OffAllScales => "flaw-scales",
            Self::NotASize => "flaw-size",
            Self::NotLimits => "flaw-limits",
            Self::NotWhole => "flaw-whole",
            Self::TwoReadings => "flaw-two-readings",
            Self::Negative => "flaw-negative",
            Self::NotAShare => "flaw-share",
            Self::TooLong => "flaw-long",
            Self::Missing => "flaw-missing",
            Self::Taken => "flaw-taken",
            Self::NotAnAccount => "flaw-account",
        }
    }
}

/// One field of a kind, without its types.
#[derive(Clone, Copy, Debug)]
pub struct Def {
    /// Stored number of the field.
    pub tag: Tag,
    /// Code name, used in JSON; words are the attribute of the same name of the kind's Fluent message.
    pub name: &'static str,
    /// How it is typed in.
    pub input: Input,
    /// Whether its absence is worth a check; it never holds a saving back, but an import wants its column.
    pub needed: bool,
    /// Whether its numbers are counts: persons, answers, a place in an order.
    pub whole: bool,
    /// A further rule on single values.
    pub check: fn(&Value) -> Result<(), Flaw>,
    /// Asked for only where that choice of the same record is one of these codes; a value that stands there
    /// anyway is shown all the same. Nothing when it is always asked for.
    pub when: Option<(Tag, &'static [&'static str])>,
    /// Code words of the kinds that are offered for a link to any kind; every kind with a place where it is empty.
    /// What is imported may link to others.
    pub among: &'static [&'static str],
}

impl Def {
    /// Whether a value may stand in this field: of the field's form, within its limits, and by its own rule.
    ///
    /// # Errors
    /// The [`Flaw`] that an officer is told.
    pub fn accepts(&self, value: &Value) -> Result<(), Flaw> {
        if let Value::Text(text) = value
            && text.chars().count() > MAX_TEXT
        {
            return Err(Flaw::TooLong);
        }
        if self.whole
            && let Value::Number(number) = value
            && number.fract() != 0.0
        {
            return Err(Flaw::NotWhole);
        }
        if self.input.takes(value) { (self.check)(value) } else { Err(self.input.flaw()) }
    }
}

impl Input {
    /// Whether a value is of this form.
    fn takes(self, value: &Value) -> bool {
        let known = |set: &Choices, code: &String| set.codes.contains(&code.as_str());
        match (self, value) {
            (Self::Line | Self::Text | Self::Open(_) | Self::Measured { words: true }, Value::Text(_))
            | (Self::Level { .. }, Value::Level(1..=6))
            | (Self::Flag, Value::Flag(_))
            | (Self::Link { .. }, Value::Link(_))
            | (Self::Links { .. }, Value::Links(_)) => true,
            (Self::Number { .. } | Self::Measured { .. }, Value::Number(number)) => number.is_finite(),
            (Self::Date, Value::Date(date)) => YEARS.contains(&date.year()),
            (Self::Measured { .. }, Value::Choice(code)) => {
                super::value::ANSWERS.iter().any(|(known, _)| known == code)
            }
            (Self::Period, Value::Text(text)) => text.parse::<Period>().is_ok(),
            (Self::Choice(set) | Self::Open(set), Value::Choice(code)) => known(set, code),
            (Self::Choices(set), Value::Choices(codes)) => codes.iter().all(|code| known(set, code)),
            _ => false,
        }
    }

    /// What is wrong with something that is not of this form.
    #[must_use]
    pub fn flaw(self) -> Flaw {
        match self {
            Self::Line | Self::Text => Flaw::TooLong,
            Self::Number { .. } => Flaw::NotANumber,
            Self::Measured { .. } => Flaw::NotMeasured,
            Self::Date => Flaw::NotADate,
            Self::Period => Flaw::NotAPeriod,
            Self::Level { of: "step" } => Flaw::OffAllScales,
            Self::Level { of: "size" } => Flaw::NotASize,
            Self::Level { .. } => Flaw::OffTheScale,
            Self::Choice(_) | Self::Open(_) | Self::Choices(_) => Flaw::NotAChoice,
            Self::Flag => Flaw::NotAFlag,
            Self::Link { .. } | Self::Links { .. } => Flaw::NotARecord,
        }
    }
}

/// A field of kind `K` whose value reads as `T`.
#[derive(Debug)]
pub struct Field<K, T> {
    /// The field without its types.
    pub def: Def,
    of: PhantomData<fn() -> (K, T)>,
}

impl<K, T> Clone for Field<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K, T> Copy for Field<K, T> {}

const fn field<K, T>(tag: Tag, name: &'static str, input: Input) -> Field<K, T> {
    Field {
        def: Def { tag, name, input, needed: false, whole: false, check: |_| Ok(()), when: None, among: &[] },
        of: PhantomData,
    }
}

impl<K, T> Field<K, T> {
    /// Its absence is worth a check.
    #[must_use]
    pub const fn needed(mut self) -> Self {
        self.def.needed = true;
        self
    }

    /// Its numbers are counts.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.def.whole = true;
        self
    }

    /// With a further rule on single values.
    #[must_use]
    pub const fn check(mut self, check: fn(&Value) -> Result<(), Flaw>) -> Self {
        self.def.check = check;
        self
    }

    /// Asked for only where `choice` is one of `codes`.
    #[must_use]
    pub const fn when(mut self, choice: &Field<K, String>, codes: &'static [&'static str]) -> Self {
        self.def.when = Some((choice.def.tag, codes));
        self
    }

    /// A link to any kind for which records of these kinds are offered.
    #[must_use]
    pub const fn among(mut self, kinds: &'static [&'static str]) -> Self {
        self.def.among = kinds;
        self
    }

    /// Stored number of the field.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.def.tag
    }
}

/// One line of text.
#[must_use]
pub const fn line<K>(tag: Tag, name: &'static str) -> Field<K, String> {
    field(tag, name, Input::Line)
}
/// Text of several lines.
#[must_use]
pub const fn text<K>(tag: Tag, name: &'static str) -> Field<K, String> {
    field(tag, name, Input::Text)
}
/// A number in a unit.
#[must_use]
pub const fn number<K>(tag: Tag, name: &'static str, unit: &'static str) -> Field<K, f64> {
    field(tag, name, Input::Number { unit })
}
/// A number or yes/partly/no; with `words`, text too.
#[must_use]
pub const fn measured<K>(tag: Tag, name: &'static str, words: bool) -> Field<K, Measured> {
    field(tag, name, Input::Measured { words })
}
/// A day.
#[must_use]
pub const fn date<K>(tag: Tag, name: &'static str) -> Field<K, NaiveDate> {
    field(tag, name, Input::Date)
}
/// A year or a part of one.
#[must_use]
pub const fn period<K>(tag: Tag, name: &'static str) -> Field<K, Period> {
    field(tag, name, Input::Period)
}
/// A step of a scale.
#[must_use]
pub const fn level<K>(tag: Tag, name: &'static str, of: &'static str) -> Field<K, u8> {
    field(tag, name, Input::Level { of })
}
/// One of a list of codes.
#[must_use]
pub const fn choice<K>(tag: Tag, name: &'static str, of: &'static Choices) -> Field<K, String> {
    field(tag, name, Input::Choice(of))
}
/// One of a list of codes, or own words.
#[must_use]
pub const fn open_choice<K>(tag: Tag, name: &'static str, of: &'static Choices) -> Field<K, String> {
    field(tag, name, Input::Open(of))
}
/// Any number of a list of codes.
#[must_use]
pub const fn choices<K>(tag: Tag, name: &'static str, of: &'static Choices) -> Field<K, BTreeSet<String>> {
    field(tag, name, Input::Choices(of))
}
/// Yes or no.
#[must_use]
pub const fn flag<K>(tag: Tag, name: &'static str) -> Field<K, bool> {
    field(tag, name, Input::Flag)
}
/// A record of kind `To`.
#[must_use]
pub const fn link<K, To: Kind>(tag: Tag, name: &'static str) -> Field<K, Link<To>> {
    field(tag, name, Input::Link { to: To::INFO.name })
}
/// Any number of records of kind `To`.
#[must_use]
pub const fn links<K, To: Kind>(tag: Tag, name: &'static str) -> Field<K, Links<To>> {
    field(tag, name, Input::Links { to: To::INFO.name })
}
/// A record of any kind.
#[must_use]
pub const fn any_link<K>(tag: Tag, name: &'static str) -> Field<K, Link<Any>> {
    field(tag, name, Input::Link { to: "" })
}
/// Any number of records of any kind.
#[must_use]
pub const fn any_links<K>(tag: Tag, name: &'static str) -> Field<K, Links<Any>> {
    field(tag, name, Input::Links { to: "" })
}
/// A record of the field's own kind, such as the branch that a leaf hangs on. The kind's code word is said, since
/// a kind's table cannot look itself up while it is being made.
#[must_use]
pub const fn own_link<K: Kind>(tag: Tag, name: &'static str, own: &'static str) -> Field<K, Link<K>> {
    field(tag, name, Input::Link { to: own })
}
