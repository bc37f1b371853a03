//! Kinds: tables of fields, written once.

use super::{
    Def, Field, Tag,
    field::{flag, text},
};

/// Where records of a kind live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// In the register, shared by all follow-ups.
    Register,
    /// In one follow-up.
    FollowUp,
}

/// The method's steps, and the system analysis beside them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// 1 Planering.
    Plan,
    /// 2 Samla in information.
    Collect,
    /// 3 Fokusera.
    Focus,
    /// 4 Sök orsaker.
    Causes,
    /// 5 Dra slutsatser.
    Conclusions,
    /// 6 Förslag till åtgärder.
    Actions,
    /// Systemanalys.
    System,
}

impl Step {
    /// The six steps in walking order.
    pub const SIX: [Self; 6] = [Self::Plan, Self::Collect, Self::Focus, Self::Causes, Self::Conclusions, Self::Actions];

    /// Its code, used in words, ids of guiding questions and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Collect => "collect",
            Self::Focus => "focus",
            Self::Causes => "causes",
            Self::Conclusions => "conclusions",
            Self::Actions => "actions",
            Self::System => "system",
        }
    }

    /// 1-6, and 7 for the system analysis, whose room stands after theirs.
    #[must_use]
    pub fn number(self) -> usize {
        Self::SIX.iter().position(|step| *step == self).unwrap_or(Self::SIX.len()) + 1
    }

    /// The step of this number.
    #[must_use]
    pub fn numbered(number: usize) -> Option<Self> {
        let all = Self::SIX.into_iter().chain([Self::System]);
        all.into_iter().find(|step| step.number() == number)
    }
}

/// What the closing of a follow-up does to records of a kind (`domain.md`, section 0 "Lock").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// They stay open until they are settled: action plans, sanctions, communication, the register.
    Open,
    /// They stand fast until the follow-up is opened again.
    Locked,
    /// As the record that this field of theirs names: open where that one is in the register.
    As(Tag),
    /// Open, and apart from that: while a follow-up's record rests on one of them by a link of this very kind, it stands
    /// fast, all but this field of it. Such kinds are in the register.
    Used(Tag),
    /// Open, and apart from that: they stand fast with the record that this field of theirs names, a [`Lock::Used`] one.
    With(Tag),
}

impl Lock {
    /// What holds where a kind says nothing else: steps 1-5, the judgements among them, stand fast.
    #[must_use]
    pub const fn of(home: Home, step: Step) -> Self {
        match (home, step) {
            (Home::Register, _) | (_, Step::Actions | Step::System) => Self::Open,
            _ => Self::Locked,
        }
    }
}

/// All that is known of a kind without its types.
#[derive(Debug)]
pub struct KindInfo {
    /// Stored number; never reused.
    pub number: u8,
    /// English code word, as in the glossary; also its Fluent message.
    pub name: &'static str,
    /// Plural of the code word, the key of its records in JSON.
    pub plural: &'static str,
    /// Where its records live.
    pub home: Home,
    /// The step it belongs to.
    pub step: Step,
    /// What the closing of the follow-up does to its records.
    pub lock: Lock,
    /// Its own fields in the order of forms and exports; see [`common`] for those that every kind has.
    pub fields: &'static [Def],
    /// The natural key by which an import finds what is there already.
    pub key: &'static [Tag],
    /// What a record of it is called on screen, first to last.
    pub title: &'static [Tag],
    /// Where several have the same key but for its last field, which says whose each is: the flag that the one has
    /// which counts. What such a one says in levels is told of what its key names first, whosever it is.
    pub counts: Option<Tag>,
}

impl KindInfo {
    /// The field with this tag, its own or one of the common ones.
    #[must_use]
    pub fn field(&self, tag: Tag) -> Option<&Def> {
        self.fields.iter().find(|def| def.tag == tag).or_else(|| common().iter().find(|def| def.tag == tag))
    }

    /// Its own field of this name.
    #[must_use]
    pub fn field_named(&self, name: &str) -> Option<&'static Def> {
        self.fields.iter().find(|def| def.name == name)
    }
}

/// A kind of record, as a type.
pub trait Kind: 'static {
    /// Its table.
    const INFO: KindInfo;
}

/// Stands for every kind in the type of the common fields.
#[derive(Debug)]
pub enum Common {}

/// Deleted: a record with this set is shown nowhere, and its undo brings it back.
pub const REMOVED: Tag = 0;
/// Shown to fewer than the follow-up itself.
pub const RESTRICTED: Tag = 1;

/// Some or all of the record's content has been forgotten for good: a line for each time, see
/// [`Forgotten`](super::Forgotten). No screen edits it.
pub const FORGOTTEN: Tag = 2;

/// Kind number of a follow-up's header, the record whose id is the follow-up's own.
pub const HEADER: u8 = 1;
/// The header's field that names the committee that it is for, which says who has a role in it.
pub const COMMITTEE: Tag = 18;
/// The header's field that holds the day when the follow-up was closed; while it stands there, what is
/// [`Lock::Locked`] stands fast.
pub const CLOSED: Tag = 28;
/// The header's field that says why the follow-up was opened again.
pub const REOPENED: Tag = 31;

/// Fields that every kind has.
#[must_use]
pub fn common() -> &'static [Def] {
    const REMOVED_FIELD: Field<Common, bool> = flag(REMOVED, "removed");
    const RESTRICTED_FIELD: Field<Common, bool> = flag(RESTRICTED, "restricted");
    const FORGOTTEN_FIELD: Field<Common, String> = text(FORGOTTEN, "forgotten");
    &[REMOVED_FIELD.def, RESTRICTED_FIELD.def, FORGOTTEN_FIELD.def]
}

/// The table of all kinds, for those who may not look at the steps.
pub type Kinds = &'static [&'static KindInfo];

/// The link target "any kind".
pub const ALL_KINDS: &str = "";

/// Whether tags rise strictly from 16, so that none is given twice or taken from the common ones.
#[must_use]
pub const fn rising(fields: &[Def]) -> bool {
    let mut i = 0;
    let mut last = 15;
    while i < fields.len() {
        if fields[i].tag <= last {
            return false;
        }
        last = fields[i].tag;
        i += 1;
    }
    true
}

/// Declares a kind: number, code word and plural, home and step (with its [`Lock`], where the step does not say
/// it), then one plain line per field, its natural key, its title and, where one of several counts, the flag that says
/// which. A tag that does not rise, and a field of another kind, do not compile.
#[macro_export]
macro_rules! kind {
    (@lock $home:ident $step:ident) => {
        $crate::record::Lock::of($crate::record::Home::$home, $crate::record::Step::$step)
    };
    (@lock $home:ident $step:ident $lock:ident) => {
        $crate::record::Lock::$lock
    };
    (@lock $home:ident $step:ident $lock:ident $named:ident) => {
        $crate::record::Lock::$lock($named.tag())
    };
    (@counts) => {
        None
    };
    (@counts $counts:ident) => {
        Some($counts.tag())
    };
    (
        $(#[$doc:meta])*
        $kind:ident = $number:literal $name:literal $plural:literal in $home:ident at $step:ident $(, $lock:ident $(($named:ident))?)?;
        $($(#[$fdoc:meta])* pub const $field:ident: $t:ty = $make:expr;)*
        key [$($key:ident),*] title [$($title:ident),*] $(counts $counts:ident)?
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $kind {}
        $($(#[$fdoc])* pub const $field: $crate::record::Field<$kind, $t> = $make;)*
        impl $crate::record::Kind for $kind {
            const INFO: $crate::record::KindInfo = $crate::record::KindInfo {
                number: $number,
                name: $name,
                plural: $plural,
                home: $crate::record::Home::$home,
                step: $crate::record::Step::$step,
                lock: $crate::kind!(@lock $home $step $($lock $($named)?)?),
                fields: {
                    const FIELD_DEFS: &[$crate::record::Def] = &[$($field.def),*];
                    FIELD_DEFS
                },
                key: {
                    const KEY_TAGS: &[$crate::record::Tag] = &[$($key.tag()),*];
                    KEY_TAGS
                },
                title: {
                    const TITLE_TAGS: &[$crate::record::Tag] = &[$($title.tag()),*];
                    TITLE_TAGS
                },
                counts: $crate::kind!(@counts $($counts)?),
            };
        }
        const _: () = assert!(
            $crate::record::rising(<$kind as $crate::record::Kind>::INFO.fields),
            "tags must rise from 16"
        );
    };
}
