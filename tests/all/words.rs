//! The words on screen: the same in both languages, for everything that has a name, none of them empty.

use crate::walls::source::{files, named, program};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use stegvis::keys::Action;
use stegvis::locale::{Lang, Languages, Words};
use stegvis::record::{Choices, Fault, Flaw, Input, Step, common};
use stegvis::steps::{self, focus};

/// The messages and attributes of a language by id (`message` or `message.attribute`), with their patterns.
fn patterns(lang: &str) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for path in files("src", &[&format!("/{lang}.ftl")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let resource =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", named(&path)));
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name, message.value, message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Junk { content } => panic!("{}: {content}", named(&path)),
            };
            let of = attributes.iter().map(|one| (format!("{id}.{}", one.id.name), &one.value));
            for (id, pattern) in value.iter().map(|pattern| (id.clone(), pattern)).chain(of) {
                let mut pieces = Vec::new();
                collect(pattern, &mut pieces);
                assert!(all.insert(id.clone(), pieces).is_none(), "{}: {id} stands twice", named(&path));
            }
        }
    }
    all
}

/// What a pattern consists of: text as it is, places as `$name`.
fn collect(pattern: &Pattern<String>, pieces: &mut Vec<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => pieces.push(value.clone()),
            PatternElement::Placeable { expression } => expressed(expression, pieces),
        }
    }
}

fn expressed(expression: &Expression<String>, pieces: &mut Vec<String>) {
    match expression {
        Expression::Inline(inline) => inlined(inline, pieces),
        Expression::Select { selector, variants } => {
            inlined(selector, pieces);
            for variant in variants {
                collect(&variant.value, pieces);
            }
        }
    }
}

fn inlined(inline: &InlineExpression<String>, pieces: &mut Vec<String>) {
    match inline {
        InlineExpression::VariableReference { id } => pieces.push(format!("${}", id.name)),
        InlineExpression::Placeable { expression } => expressed(expression, pieces),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            pieces.push(value.clone());
        }
        other => panic!("{other:?} is not used in these files"),
    }
}

/// Synonyms that an import reads are each language's own matter.
fn is_synonyms(id: &str) -> bool {
    id.ends_with("-also")
}

fn places(pieces: &[String]) -> BTreeSet<&str> {
    pieces.iter().filter(|piece| piece.starts_with('$')).map(String::as_str).collect()
}

#[test]
fn both_languages_have_the_same_ids_and_places() {
    let [sv, en] = ["sv", "en"].map(patterns);
    let ids = |of: &BTreeMap<String, Vec<String>>| -> BTreeSet<String> {
        of.keys().filter(|id| !is_synonyms(id)).cloned().collect()
    };
    let only_one: Vec<String> = ids(&sv).symmetric_difference(&ids(&en)).cloned().collect();
    assert!(only_one.is_empty(), "only in one language: {only_one:?}");
    let differ: Vec<&String> =
        sv.keys().filter(|id| !is_synonyms(id) && places(&sv[*id]) != places(&en[*id])).collect();
    assert!(differ.is_empty(), "other places: {differ:?}");
}

#[test]
fn no_sentence_is_empty_and_every_file_is_read() {
    for (code, lang) in [("sv", Lang::Sv), ("en", Lang::En)] {
        let words = Words::new(lang);
        for (id, pieces) in patterns(code) {
            assert!(pieces.iter().any(|piece| !piece.trim().is_empty()), "{code}: {id} is empty");
            assert!(words.find(&id, None).is_some(), "{code}: the file of {id} is not listed among the sources");
        }
    }
}

/// Kinds that no list shows, so that none can be empty.
const UNLISTED: [&str; 3] = ["answer", "acceptance", "step_state"];

/// Everything that is named by a rule rather than in the code's own words.
fn named_things() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let choices = |ids: &mut BTreeSet<String>, set: &Choices| {
        ids.extend(set.codes.iter().map(|code| format!("set-{}.{code}", set.name)));
    };
    for kind in steps::KINDS {
        ids.extend([kind.name.to_owned(), format!("{}.plural", kind.name)]);
        if !UNLISTED.contains(&kind.name) {
            ids.insert(format!("{}.empty", kind.name));
        }
        for def in kind.fields {
            ids.insert(format!("{}.{}", kind.name, def.name));
            match def.input {
                Input::Choice(set) | Input::Open(set) | Input::Choices(set) => choices(&mut ids, set),
                Input::Number { unit } if !unit.is_empty() => {
                    ids.insert(format!("unit-{unit}"));
                }
                _ => {}
            }
        }
    }
    ids.extend(common().iter().map(|def| format!("common.{}", def.name)));
    ids.extend(Step::SIX.iter().chain([&Step::System]).map(|step| format!("step-{}", step.code())));
    ids.extend(FLAWS.iter().map(|flaw| flaw.word().to_owned()));
    for action in Action::ALL {
        let word = action.word();
        ids.extend([format!("{word}.help"), word, action.group().word().to_owned()]);
    }
    ids.extend(steps::checks().flat_map(|check| [format!("check-{check}"), format!("check-{check}.help")]));
    ids.extend(SIGNALS.iter().map(|severity| format!("signal-{}", severity.code())));
    ids
}

const FLAWS: [Flaw; 14] = [
    Flaw::NotWhole,
    Flaw::TwoReadings,
    Flaw::NotANumber,
    Flaw::NotADate,
    Flaw::NotAPeriod,
    Flaw::NotAChoice,
    Flaw::NotAFlag,
    Flaw::NotMeasured,
    Flaw::NotARecord,
    Flaw::OffTheScale,
    Flaw::Negative,
    Flaw::NotAShare,
    Flaw::TooLong,
    Flaw::Missing,
];

const SIGNALS: [focus::Severity; 6] = [
    focus::Severity::Strength,
    focus::Severity::Weak,
    focus::Severity::Contradiction,
    focus::Severity::Gender,
    focus::Severity::WorseThanOthers,
    focus::Severity::Trend,
];

/// Ids in the code's own words: what is said by its literal, and every literal in the session's and rooms'
/// code that has a message's form and is no other kind of name.
fn said() -> BTreeSet<String> {
    let mut others: BTreeSet<&str> = steps::checks().chain(Action::ALL.iter().map(|action| action.name())).collect();
    others.extend(SIGNALS.iter().map(|severity| severity.code()));
    for def in steps::KINDS.iter().flat_map(|kind| kind.fields) {
        if let Input::Choice(set) | Input::Open(set) | Input::Choices(set) = def.input {
            others.insert(set.name);
        }
    }
    let literal = |token: &str| Some(token.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    let mut ids = BTreeSet::new();
    for source in program() {
        for window in source.tokens.windows(4) {
            if let [dot, method, open, id] = window
                && (dot.as_str(), open.as_str()) == (".", "(")
                && matches!(method.as_str(), "say" | "say_with" | "count")
            {
                ids.extend(literal(id));
            }
        }
        if ["src/steps/", "src/ui/", "src/app/"].iter().any(|folder| source.path.starts_with(folder)) {
            let kebab = |id: &String| {
                id.contains('-') && id.split('-').all(|part| !part.is_empty() && part.bytes().all(is_of_id))
            };
            ids.extend(source.tokens.iter().filter_map(|token| literal(token)).filter(kebab));
        }
    }
    ids.retain(|id| !others.contains(id.as_str()));
    ids
}

fn is_of_id(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

#[test]
fn everything_that_has_a_name_has_words() {
    let ids: BTreeSet<String> = named_things().into_iter().chain(said()).collect();
    let [sv, en] = ["sv", "en"].map(patterns);
    let without: Vec<&String> = ids.iter().filter(|id| !sv.contains_key(*id) || !en.contains_key(*id)).collect();
    assert!(without.is_empty(), "no words for {without:?}");
}

#[test]
fn what_the_system_answers_is_said_in_words_and_raw_only_where_there_are_none() {
    use std::io::{Error, ErrorKind};
    let languages = Languages::default();
    for (sv, en) in [("finns inte", "it does not exist"), ("du har inte rätt till det", "you have no right to it")] {
        let kind = if sv == "finns inte" { ErrorKind::NotFound } else { ErrorKind::PermissionDenied };
        let fault = Fault::from(Error::from(kind));
        assert_eq!([Lang::Sv, Lang::En].map(|lang| languages.get(lang).fault(&fault)), [sv, en]);
    }
    let unknown = Fault::from(Error::from_raw_os_error(24));
    let said = languages.get(Lang::Sv).fault(&unknown);
    assert!(said.starts_with("systemet svarade") && said.ends_with("(Too many open files (os error 24))"), "{said}");
}

#[test]
fn the_pseudo_language_brackets_every_word() {
    let pseudo = Languages::default().get(Lang::Pseudo);
    for (id, pieces) in patterns("sv") {
        let mut args = fluent_bundle::FluentArgs::new();
        for place in places(&pieces) {
            args.set(place.trim_start_matches('$').to_owned(), "7");
        }
        let said = pseudo.find(&id, Some(&args)).unwrap();
        let mut depth = 0;
        for letter in said.chars() {
            match letter {
                '⟦' => depth += 1,
                '⟧' => depth -= 1,
                _ => assert!(depth == 1 || !letter.is_alphabetic(), "{id}: {said}"),
            }
        }
        assert_eq!(depth, 0, "{id}: {said}");
    }
}
