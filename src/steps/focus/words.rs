//! Signals in words, for screens and reports: what was called out, and the figures that explain it.

use super::{Gender, Group, Peers, Reading, Signal, Source, Weak, Why, agreement::Side};
use crate::locale::{Words, show_number};
use crate::record::Period;
use crate::steps::collect::records::GROUPS;
use crate::steps::plan::records::METHODS;

/// What a signal is called, in a word or two.
#[must_use]
pub fn name(words: &Words, signal: &Signal) -> String {
    words.say(&format!("signal-{}", signal.severity().code()))
}

/// A sentence with the figures that explain a signal.
#[must_use]
pub fn says(words: &Words, signal: &Signal) -> String {
    match signal {
        Signal::Trend { group, from, began_at, period, latest, moves, missed_since, target, .. } => {
            let says = Sentence::new(words).counted("moves", *moves).number("began", *began_at);
            let says = says.period("from", *from).number("latest", *latest).period("period", *period);
            says.number("target", *target).period("since", *missed_since).of(group, "trend")
        }
        Signal::WorseThanOthers { group, period, value, target, peers, hidden_by_mean, .. } => {
            worse(words, group, *period, (*value, *target), peers, *hidden_by_mean)
        }
        Signal::Gender(gender) => of_gender(words, gender),
        Signal::Contradiction { period, target, meets, misses } => {
            let says = Sentence::new(words).side("meets", "meets_source", meets).period("period", *period);
            let says = says.side("misses", "misses_source", misses);
            says.text("target", &reading(words, *target)).of(&Group::All, "contradiction")
        }
        Signal::Weak(weak) => of_weak(words, weak),
        Signal::Strength { from, first, period, latest, target, measurements, n, .. } => {
            let says = Sentence::new(words).number("first", *first).period("from", *from);
            let says = says.number("latest", *latest).period("period", *period);
            let says = says.number("target", *target).counted("measurements", *measurements).number("n", *n);
            says.of(&Group::All, "strength")
        }
    }
}

/// Where figures come from: origin and method, as far as they are said.
#[must_use]
pub fn source(words: &Words, source: &Source) -> String {
    let method = words.choice(&METHODS, &source.method);
    match (source.origin.as_ref(), method.as_str()) {
        ("", method) => method.to_owned(),
        (origin, "") => origin.to_owned(),
        (origin, method) => format!("{origin} ({method})"),
    }
}

/// Whom figures are about.
#[must_use]
pub fn group(words: &Words, group: &Group) -> String {
    match group {
        Group::All => words.choice(&GROUPS, "all"),
        Group::Women => words.choice(&GROUPS, "women"),
        Group::Men => words.choice(&GROUPS, "men"),
        Group::Other(own) => own.to_string(),
    }
}

/// A measured value or a target.
#[must_use]
pub fn reading(words: &Words, reading: Reading) -> String {
    match reading {
        Reading::Number(number) => show_number(words, number),
        Reading::Answer(answer) => words.say(answer.code()),
    }
}

fn worse(
    words: &Words,
    group: &Group,
    period: Period,
    (value, target): (f64, f64),
    peers: &Peers,
    hidden_by_mean: bool,
) -> String {
    let says = Sentence::new(words).number("value", value).number("target", target).period("period", period);
    let says = says.number("median", peers.median).counted("others", peers.count).number("mean", peers.mean);
    let says = says.counted("rank", peers.rank).counted("of", peers.count + 1);
    says.of(group, if hidden_by_mean { "worse-than-others.hidden" } else { "worse-than-others" })
}

fn of_gender(words: &Words, gender: &Gender) -> String {
    let says = Sentence::new(words).number("women", gender.women).number("men", gender.men);
    let says = says.number("women_n", gender.women_n.unwrap_or_default());
    let says = says.number("men_n", gender.men_n.unwrap_or_default());
    let says = says.number("difference", gender.difference()).period("period", gender.period);
    match gender.total.filter(|_| gender.total_meets) {
        Some(total) => says.number("total", total).of(&Group::All, "gender.hidden"),
        None => says.of(&Group::All, "gender"),
    }
}

fn of_weak(words: &Words, weak: &Weak) -> String {
    let says = Sentence::new(words).period("period", weak.period).text("source", &source(words, &weak.source));
    match weak.why {
        Why::Few(n) => says.number("n", n).of(&weak.group, "few"),
        Why::Hidden(n) => says.number("n", n).of(&weak.group, "hidden"),
        Why::Response(response) => says.number("response", response).of(&weak.group, "response"),
        Why::Withheld => says.of(&weak.group, "withheld"),
        Why::Missing => says.of(&weak.group, "missing"),
    }
}

/// A message `says-…` and what stands in its places.
struct Sentence<'a> {
    words: &'a Words,
    places: Vec<(&'static str, String)>,
}

impl<'a> Sentence<'a> {
    fn new(words: &'a Words) -> Self {
        Self { words, places: Vec::new() }
    }

    fn text(mut self, place: &'static str, text: &str) -> Self {
        self.places.push((place, text.to_owned()));
        self
    }

    /// Two decimals are enough to explain.
    fn number(self, place: &'static str, number: f64) -> Self {
        let shown = show_number(self.words, (number * 100.0).round() / 100.0);
        self.text(place, &shown)
    }

    fn counted(self, place: &'static str, count: usize) -> Self {
        self.text(place, &count.to_string())
    }

    fn period(self, place: &'static str, period: Period) -> Self {
        self.text(place, &period.to_string())
    }

    fn side(self, value: &'static str, from: &'static str, side: &Side) -> Self {
        let (shown, source) = (reading(self.words, side.reading), source(self.words, &side.source));
        self.text(value, &shown).text(from, &source)
    }

    fn of(self, group: &Group, message: &str) -> String {
        let places: Vec<(&'static str, &str)> = self.places.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let says = self.words.say_with(&format!("says-{message}"), &places);
        match group {
            Group::All => says,
            group => {
                self.words.say_with("says-of-group", &[("group", &self::group(self.words, group)), ("says", &says)])
            }
        }
    }
}
