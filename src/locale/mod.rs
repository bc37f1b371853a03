//! Languages: the words on screen, numbers and dates as people write them, Swedish order.
//!
//! Words are Fluent files beside what they name. A kind is a message, its fields are attributes of it
//! (`requirement.number`), and a list of codes is a message `set-NAME` with one attribute a code. An attribute
//! that ends in `-also` lists synonyms, split by semicolons, by which an import finds a heading or a choice.

mod order;
mod sources;
mod values;

pub use order::Order;
pub use values::{
    Point, fold, parse, parse_date, parse_minute, parse_number, parse_pointed, show, show_number, show_period,
};

use crate::record::{Choices, Def, Fault, KindInfo};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{borrow::Cow, collections::HashMap, sync::Arc};

/// A language that Stegvis speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum Lang {
    /// Swedish, whatever the environment says.
    #[default]
    Sv,
    /// English.
    En,
    /// Swedish with every word in ⟦⟧: what stands outside brackets on a screen is data, or a word that was
    /// written into the code.
    Pseudo,
}

impl Lang {
    /// The language of a code, `sv` or `en`.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "sv" => Some(Self::Sv),
            "en" => Some(Self::En),
            "pseudo" => Some(Self::Pseudo),
            _ => None,
        }
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
            Self::Pseudo => "pseudo",
        }
    }
}

/// The words of one language, shared by all sessions.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<Arc<FluentResource>>,
    order: Order,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// The words of every language.
#[derive(Clone, Debug)]
pub struct Languages(HashMap<Lang, Arc<Words>>);

impl Default for Languages {
    fn default() -> Self {
        Self([Lang::Sv, Lang::En, Lang::Pseudo].map(|lang| (lang, Arc::new(Words::new(lang)))).into())
    }
}

impl Languages {
    /// The words of one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Arc<Words> {
        self.0.get(&lang).cloned().unwrap_or_else(|| Arc::new(Words::new(lang)))
    }

    /// The languages in which files and typed text are read, Swedish first.
    #[must_use]
    pub fn read(&self) -> [Arc<Words>; 2] {
        [self.get(Lang::Sv), self.get(Lang::En)]
    }
}

impl Words {
    /// Reads the words of a language out of the files that are built in.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let id = unic_langid::LanguageIdentifier::from_bytes(if lang == Lang::En { b"en" } else { b"sv" });
        let mut bundle = FluentBundle::new_concurrent(vec![id.unwrap_or_default()]);
        bundle.set_use_isolating(false);
        if lang == Lang::Pseudo {
            bundle.set_transform(Some(bracketed));
        }
        for source in sources::of(lang) {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            // Files are built in; that none is broken and no message given twice is kept by a test.
            let _ = bundle.add_resource(Arc::new(resource));
        }
        Self { lang, bundle, order: Order::new() }
    }

    /// Which language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Swedish alphabetical order, with numbers inside text in their natural order.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// The words of a message, `message` or `message.attribute`; the id itself where there are none.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.find(id, None).unwrap_or_else(|| id.to_owned())
    }

    /// As [`Words::say`], with what stands in the message's places.
    #[must_use]
    pub fn say_with(&self, id: &str, args: &[(&'static str, &str)]) -> String {
        let mut places = FluentArgs::new();
        for (name, value) in args {
            places.set(*name, (*value).to_owned());
        }
        self.find(id, Some(&places)).unwrap_or_else(|| id.to_owned())
    }

    /// As [`Words::say`], with a count that chooses between singular and plural as `$count`.
    #[must_use]
    pub fn count(&self, id: &str, count: usize) -> String {
        let mut places = FluentArgs::new();
        places.set("count", FluentValue::from(count));
        self.find(id, Some(&places)).unwrap_or_else(|| id.to_owned())
    }

    /// The words of a message, if there is one.
    #[must_use]
    pub fn find(&self, id: &str, places: Option<&FluentArgs<'_>>) -> Option<String> {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(m, a)| (m, Some(a)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, places, &mut errors).into_owned())
    }

    /// Why the system refused a file, to stand after a colon; what it said itself only where there are no words.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        match fault {
            Fault::Other(raw) => self.say_with(fault.id(), &[("raw", raw)]),
            known => self.say(known.id()),
        }
    }

    /// What a kind is called.
    #[must_use]
    pub fn kind(&self, kind: &KindInfo) -> String {
        self.say(kind.name)
    }

    /// What several records of a kind are called.
    #[must_use]
    pub fn kinds(&self, kind: &KindInfo) -> String {
        self.say(&format!("{}.plural", kind.name))
    }

    /// What a field is called.
    #[must_use]
    pub fn field(&self, kind: &KindInfo, def: &Def) -> String {
        if def.tag < 16 {
            self.say(&format!("common.{}", def.name))
        } else {
            self.say(&format!("{}.{}", kind.name, def.name))
        }
    }

    /// What a code is called.
    #[must_use]
    pub fn choice(&self, set: &Choices, code: &str) -> String {
        if set.codes.contains(&code) { self.say(&format!("set-{}.{code}", set.name)) } else { code.to_owned() }
    }

    /// Keys as an officer reads them: `ctrl-r` as it stands, `enter` and its like by their names.
    #[must_use]
    pub fn key(&self, keys: &str) -> String {
        let named = |key: &str| {
            let (held, last) = key
                .rsplit_once('-')
                .filter(|(held, last)| !held.is_empty() && !last.is_empty())
                .map_or(("", key), |(held, last)| (held, last));
            let last = self.find(&format!("key-{last}"), None).unwrap_or_else(|| function_key(last));
            if held.is_empty() {
                last
            } else {
                format!("{}-{last}", held.replace("ctrl", "Ctrl").replace("alt", "Alt").replace("shift", "Shift"))
            }
        };
        keys.split(' ').map(named).collect::<Vec<_>>().join(" ")
    }

    /// The synonyms of a message, from its `-also` attribute.
    #[must_use]
    pub fn also(&self, message: &str, attribute: &str) -> Vec<String> {
        let listed = self.find(&format!("{message}.{attribute}-also"), None).unwrap_or_default();
        listed.split(';').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    }
}

fn bracketed(text: &str) -> Cow<'_, str> {
    // Blank text between two places of a message is no word.
    if text.chars().any(char::is_alphabetic) { Cow::Owned(format!("⟦{text}⟧")) } else { Cow::Borrowed(text) }
}

/// F1 and its like in capitals; other keys as they are.
fn function_key(key: &str) -> String {
    let number = key.strip_prefix('f').filter(|number| !number.is_empty());
    number.map_or_else(|| key.to_owned(), |number| format!("F{number}"))
}
