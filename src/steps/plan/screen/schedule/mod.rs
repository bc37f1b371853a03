//! The pictures of the plan as a whole, each a list that is looked at: hours per month, areas over the years, the annual
//! cycle, the process map, this plan beside the last one.

mod carried;
mod cycle;
mod hours;
mod looked;
mod process;
mod years;

pub use carried::Carried;
pub use cycle::{Happenings, Lanes};
pub use hours::Hours;
pub use looked::Looked;
pub use process::Process;
pub use years::Areas;

use crate::record::{Id, Kind as _};
use crate::steps::plan::records::{FUNCTION_NAME, Function, MONTHS};
use crate::ui::{Cell, Sight, Tone};

/// The marked column: this month, this year.
const NOW: &str = "▸";

fn plain(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Plain }
}

fn dim(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Dim }
}

/// The short name of a month, from 0.
fn month(sight: &Sight, month: usize) -> String {
    MONTHS.codes.get(month).map(|code| sight.words.choice(&MONTHS, code)).unwrap_or_default()
}

/// The short names of some months.
fn months(sight: &Sight, places: impl IntoIterator<Item = usize>) -> String {
    places.into_iter().map(|at| month(sight, at)).collect::<Vec<_>>().join(", ")
}

/// The name of a function; nothing when it is not there.
fn function(sight: &Sight, id: Option<Id>) -> Option<String> {
    let record = sight.get(&Function::INFO, id?)?;
    Some(sight.field(&Function::INFO, record, FUNCTION_NAME.tag())).filter(|name| !name.is_empty())
}

/// What a depth is called.
fn depth(sight: &Sight, code: &str) -> String {
    sight.words.say_with("depth-word", &[("depth", code)])
}

/// Rows whose shown cells hold every wanted word, in the order they came.
fn held<R: Clone>(rows: &[R], wanted: &[String], shown: impl Fn(&R) -> Vec<String>) -> Vec<(usize, R)> {
    let holds = |row: &R| {
        let hay = shown(row).join("\n").to_lowercase();
        wanted.iter().all(|word| hay.contains(word))
    };
    let found = rows.iter().enumerate().filter(|(_, row)| wanted.is_empty() || holds(row));
    found.map(|(place, row)| (place, row.clone())).collect()
}
