//! The Fluent files, each beside what it names.

use super::Lang;

macro_rules! files {
    ($($folder:literal),* $(,)?) => {
        (&[$(include_str!(concat!("../", $folder, "/sv.ftl"))),*], &[$(include_str!(concat!("../", $folder, "/en.ftl"))),*])
    };
}

const FILES: (&[&str], &[&str]) = files![
    "locale",
    "rights",
    "steps/plan",
    "steps/plan/schedule",
    "steps/plan/screen",
    "steps/plan/screen/valuation",
    "steps/collect",
    "steps/focus",
    "steps/causes",
    "steps/conclusions",
    "steps/actions",
    "steps/system",
    "steps/walk",
    "steps/matrix",
    "ui",
    "app",
    "keys",
    "store",
    "exchange",
    "report",
    "hub",
    "cli",
];

/// The files of a language.
pub(super) fn of(lang: Lang) -> &'static [&'static str] {
    if lang == Lang::En { FILES.1 } else { FILES.0 }
}
