//! Signals in words, for screens and reports: what was called out, and the figures that explain it.

use super::{Gender, Group, Peers, Reading, Signal, Source, Weak, Why, agreement::Side};
use crate::locale::{Words, show_number, show_period};
use crate::record::Period;
use crate::steps::collect::records::GROUPS;
use crate::steps::plan::records::METHODS;

/// What a signal is called, in a word or two.
#[must_use]
pub fn name(words: &Words, signal: &Signal) -> String {
    words.say(&format!("signal-{}", signal.severity().code()))
}

/// A sentence with the figures that explain a signal, each with its unit (see [`figure`]).
#[must_use]
pub fn says(words: &Words, signal: &Signal, measured_in: &str) -> String {
    let sentence = || Sentence { words, measured_in, places: Vec::new() };
    match signal {
        Signal::Trend { group, from, began_at, period, latest, moves, missed_since, target, .. } => {
            let says = sentence().counted("moves", *moves).number("began", *began_at);
            let says = says.period("from", *from).number("latest", *latest).period("period", *period);
            says.number("target", *target).period("since", *missed_since).of(group, "trend")
        }
        Signal::WorseThanOthers { group, period, value, target, peers, hidden_by_mean, .. } => {
            worse(sentence(), group, *period, (*value, *target), peers, *hidden_by_mean)
        }
        Signal::Gender(gender) => of_gender(sentence(), gender),
        Signal::Contradiction { period, target, meets, misses } => {
            let says = sentence().side("meets", "meets_source", meets).period("period", *period);
            let says = says.side("misses", "misses_source", misses);
            says.text("target", &reading(words, *target, measured_in)).of(&Group::All, "contradiction")
        }
        Signal::Weak(weak) => of_weak(sentence(), weak),
        Signal::Strength { from, first, period, latest, target, measurements, n, .. } => {
            let says = sentence().number("first", *first).period("from", *from);
            let says = says.number("latest", *latest).period("period", *period);
            let says = says.number("target", *target).counted("measurements", *measurements).plain("n", *n);
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

/// A measured value or a target, with the unit that it is measured in.
#[must_use]
pub fn reading(words: &Words, reading: Reading, measured_in: &str) -> String {
    match reading {
        Reading::Number(number) => figure(words, number, measured_in),
        Reading::Answer(answer) => words.say(answer.code()),
    }
}

/// A number with the unit that it is measured in, as the requirement says it: `95 %`, `47 minuter`. A unit that only
/// says that something is counted adds nothing, and its word is left out: `14`, `6,8 per 1 000`.
#[must_use]
pub fn figure(words: &Words, number: f64, measured_in: &str) -> String {
    let shown = show_number(words, number);
    match beside(measured_in) {
        "" => shown,
        unit => format!("{shown}\u{a0}{unit}"),
    }
}

/// The difference between two figures; between two percentages it is in percentage points.
#[must_use]
pub fn difference(words: &Words, number: f64, measured_in: &str) -> String {
    match measured_in.trim() {
        "%" => format!("{}\u{a0}{}", show_number(words, number), words.say("percentage-points")),
        unit => figure(words, number, unit),
    }
}

/// Words for a bare number, which say nothing beside one.
const COUNTS: [&str; 5] = ["antal", "tal", "number of", "number", "count"];
/// Units of answers, which are no numbers.
const ANSWERS: [&str; 2] = ["ja/nej", "yes/no"];

/// What of a unit is said beside a number.
fn beside(measured_in: &str) -> &str {
    let unit = measured_in.trim();
    if ANSWERS.iter().any(|answers| answers.eq_ignore_ascii_case(unit)) {
        return "";
    }
    let rest = |count: &&str| {
        let (first, rest) = unit.split_at_checked(count.len())?;
        (first.eq_ignore_ascii_case(count) && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim_start())
    };
    COUNTS.iter().find_map(rest).unwrap_or(unit)
}

/// Two decimals are enough to explain.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn worse(
    says: Sentence<'_>,
    group: &Group,
    period: Period,
    (value, target): (f64, f64),
    peers: &Peers,
    hidden_by_mean: bool,
) -> String {
    let says = says.number("value", value).number("target", target).period("period", period);
    let says = says.number("median", peers.median).counted("others", peers.count).number("mean", peers.mean);
    let says = says.counted("rank", peers.rank).counted("of", peers.count + 1);
    // One other unit has no median, and of two there is no place to speak of.
    let message = match (peers.count, hidden_by_mean) {
        (1, false) => "worse-than-others.one",
        (1, true) => "worse-than-others.one-hidden",
        (_, false) => "worse-than-others",
        (_, true) => "worse-than-others.hidden",
    };
    says.of(group, message)
}

fn of_gender(says: Sentence<'_>, gender: &Gender) -> String {
    let says = says.number("women", gender.women).number("men", gender.men);
    let says = says.plain("women_n", gender.women_n.unwrap_or_default());
    let says = says.plain("men_n", gender.men_n.unwrap_or_default());
    let apart = difference(says.words, rounded(gender.difference()), says.measured_in);
    let says = says.text("difference", &apart).period("period", gender.period);
    match gender.total.filter(|_| gender.total_meets) {
        Some(total) => says.number("total", total).of(&Group::All, "gender.hidden"),
        None => says.of(&Group::All, "gender"),
    }
}

fn of_weak(says: Sentence<'_>, weak: &Weak) -> String {
    let from = source(says.words, &weak.source);
    let says = says.period("period", weak.period).text("source", &from);
    match weak.why {
        Why::Few(n) => says.plain("n", n).of(&weak.group, "few"),
        Why::Hidden(n) => says.plain("n", n).of(&weak.group, "hidden"),
        Why::Response(response) => says.plain("response", response).of(&weak.group, "response"),
        Why::Withheld => says.of(&weak.group, "withheld"),
        Why::Missing => says.of(&weak.group, "missing"),
    }
}

/// A message `says-…` and what stands in its places.
struct Sentence<'a> {
    words: &'a Words,
    /// The unit of what is measured.
    measured_in: &'a str,
    places: Vec<(&'static str, String)>,
}

impl Sentence<'_> {
    fn text(mut self, place: &'static str, text: &str) -> Self {
        self.places.push((place, text.to_owned()));
        self
    }

    /// What is measured, in its unit.
    fn number(self, place: &'static str, number: f64) -> Self {
        let shown = figure(self.words, rounded(number), self.measured_in);
        self.text(place, &shown)
    }

    /// What is no measurement, such as how many have answered.
    fn plain(self, place: &'static str, number: f64) -> Self {
        let shown = show_number(self.words, rounded(number));
        self.text(place, &shown)
    }

    fn counted(self, place: &'static str, count: usize) -> Self {
        self.text(place, &count.to_string())
    }

    fn period(self, place: &'static str, period: Period) -> Self {
        let shown = show_period(self.words, period);
        self.text(place, &shown)
    }

    fn side(self, value: &'static str, from: &'static str, side: &Side) -> Self {
        let (shown, source) = (reading(self.words, side.reading, self.measured_in), source(self.words, &side.source));
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

#[cfg(test)]
mod tests {
    use super::{difference, figure, says};
    use crate::locale::{Lang, Words};
    use crate::steps::focus::{Group, Peers, Signal, Source};

    #[test]
    fn a_figure_says_what_it_is_in() {
        let words = Words::new(Lang::Sv);
        let of = |measured_in: &str| figure(&words, 6.8, measured_in).replace('\u{a0}', " ");
        assert_eq!(["%", "minuter", "kr"].map(of), ["6,8 %", "6,8 minuter", "6,8 kr"]);
        assert_eq!(["", "antal", "Antal ", "ja/nej"].map(of), ["6,8"; 4]);
        assert_eq!(
            ["antal per 1 000", "antal fall", "number of falls"].map(of),
            ["6,8 per 1 000", "6,8 fall", "6,8 falls"]
        );
        assert_eq!(of("antalet"), "6,8 antalet", "another word");
        let apart = |measured_in: &str| difference(&words, -15.4, measured_in).replace('\u{a0}', " ");
        assert_eq!(["%", "minuter", ""].map(apart), ["−15,4 procentenheter", "−15,4 minuter", "−15,4"]);
    }

    #[test]
    fn one_other_unit_is_no_median_and_two_have_no_places() {
        let worse = |count: usize, hidden_by_mean: bool, lang: Lang| {
            let peers = Peers { count, median: 97.4, mean: 84.3, rank: count + 1, quartile: 4, worst: true };
            let source = Source { method: "register".into(), origin: "".into() };
            let period = "2025".parse().unwrap();
            let (value, target) = (71.2, 95.0);
            let (group, source) = (Group::All, source);
            let signal = Signal::WorseThanOthers { source, group, period, value, target, peers, hidden_by_mean };
            says(&Words::new(lang), &signal, "%").replace('\u{a0}', " ")
        };
        assert_eq!(worse(1, false, Lang::Sv), "71,2 % (2025) mot 97,4 % hos den andra enheten. Målet är 95 %.");
        assert_eq!(worse(1, false, Lang::En), "71.2 % (2025) against 97.4 % at the other unit. The target is 95 %.");
        for lang in [Lang::Sv, Lang::En] {
            for hidden in [false, true] {
                let one = worse(1, hidden, lang);
                assert!(!["median", "plats", "place"].iter().any(|word| one.contains(word)), "{one}");
                let five = worse(5, hidden, lang);
                assert!(five.contains("median") && five.contains('5') && five.contains("97"), "{five}");
            }
        }
    }
}
