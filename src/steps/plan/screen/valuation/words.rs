//! Scales in words: what a step is called, why one does not hold.

use crate::locale::Words;
use crate::record::{Axis, Grade, Risk, Scale, ScaleFlaw};
use crate::steps::plan::records::RISK_CLASSES;
use crate::steps::plan::scales::Broken;
use crate::ui::Tone;

/// Of six words from mildest to gravest, those of a scale of 3, 4, 5 and 6 steps.
const CONSEQUENCES: [&[u8]; 4] = [&[3, 4, 5], &[2, 3, 4, 5], &[2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]];
/// Of six words from unlikeliest to likeliest, those of a scale of 3, 4, 5 and 6 steps.
const LIKELIHOODS: [&[u8]; 4] = [&[2, 4, 5], &[2, 3, 4, 5], &[2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]];

/// What a step of a scale of some size is called and means before anybody has said otherwise.
pub fn first_grade(words: &Words, axis: Axis, size: u8, level: u8) -> Grade {
    let sets = if axis == Axis::Consequence { CONSEQUENCES } else { LIKELIHOODS };
    let set = usize::from(size).checked_sub(3).and_then(|at| sets.get(at));
    let word = set.and_then(|set| set.get(usize::from(level).checked_sub(1)?));
    let Some(word) = word else { return Grade { name: level.to_string(), meaning: String::new() } };
    let id = format!("grade-{}-{word}", axis.code());
    Grade { name: words.say(&id), meaning: words.say(&format!("{id}.means")) }
}

/// What a step of a scale is called and means.
pub fn grade(words: &Words, scale: &Scale, axis: Axis, level: u8) -> Grade {
    let own = scale.grade(axis, level).cloned();
    own.unwrap_or_else(|| first_grade(words, axis, scale.size(), level))
}

/// An axis by its name.
pub fn axis(words: &Words, axis: Axis) -> String {
    words.say(match axis {
        Axis::Consequence => "valuation.consequence",
        Axis::Likelihood => "valuation.likelihood",
    })
}

/// What keeps a scale from holding, and what to do.
pub fn flaw(words: &Words, flaw: ScaleFlaw) -> String {
    let of_grade = |id, axis: Axis, level: u8| {
        let places = [("axis", self::axis(words, axis).to_lowercase()), ("level", level.to_string())];
        words.say_with(id, &places.each_ref().map(|(name, shown)| (*name, shown.as_str())))
    };
    let of_cell = |id, consequence: u8, likelihood: u8| {
        let places = [("consequence", consequence.to_string()), ("likelihood", likelihood.to_string())];
        words.say_with(id, &places.each_ref().map(|(name, shown)| (*name, shown.as_str())))
    };
    match flaw {
        ScaleFlaw::Size(Some(size)) => words.say_with("scale-size", &[("size", &size.to_string())]),
        ScaleFlaw::Size(None) => words.say("scale-sizeless"),
        ScaleFlaw::Placeless => words.say("scale-placeless"),
        ScaleFlaw::GradeOff(axis, level) => of_grade("scale-grade-off", axis, level),
        ScaleFlaw::GradeTwice(axis, level) => of_grade("scale-grade-twice", axis, level),
        ScaleFlaw::GradeMissing(axis, level) => of_grade("scale-grade-missing", axis, level),
        ScaleFlaw::CellOff(consequence, likelihood) => of_cell("scale-cell-off", consequence, likelihood),
        ScaleFlaw::CellTwice(consequence, likelihood) => of_cell("scale-cell-twice", consequence, likelihood),
        ScaleFlaw::CellMissing(consequence, likelihood) => of_cell("scale-cell-missing", consequence, likelihood),
    }
}

/// That the scale in use does not hold, and why.
pub fn broken(words: &Words, broken: Broken) -> String {
    words.say_with("valuing-broken", &[("why", &flaw(words, broken.flaw))])
}

/// The mark of a class, which says it without colour, and its tone.
pub fn mark(class: Option<Risk>) -> (&'static str, Tone) {
    match class {
        Some(Risk::High) => ("■", Tone::Bad),
        Some(Risk::Medium) => ("▲", Tone::Warn),
        Some(Risk::Low) => ("●", Tone::Good),
        None => ("○", Tone::Dim),
    }
}

/// A class by mark and word.
pub fn class(words: &Words, class: Risk) -> String {
    format!("{} {}", mark(Some(class)).0, words.choice(&RISK_CLASSES, class.code()))
}
