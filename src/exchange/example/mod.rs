//! The example that comes with the program: the home care of an invented municipality, from goal to effect.
//!
//! Its five files are read as any officer's files are; what other rooms need stands in `example.json`, in the
//! form of an export but for one thing: instead of ids it holds names. A record's `id` is the natural key of one
//! that is there already, or a name of its own that others point to with; a link is such a name, or the beginning
//! of a natural key up to ` / ` (`K06 / Morgonvinden Centrum / 2025T3`). A link to any kind has the kind's code
//! word and a colon before it. [`names`] puts ids in their places, and the import of exports takes it from there.
//!
//! Everything in it is made up. Ids and dates are the same every time.

mod names;

use super::import::{Halt, Options, edits};
use super::json::{Everything, edits_all};
use super::{Source, What};
use crate::follow_up::{Change, Doing, Edit, FollowUp, Refused, Whole};
use crate::locale::Languages;
use crate::record::{Id, Kind as _, Of, REGISTER, Seq, Value};
use crate::steps::KINDS;
use crate::steps::walk::acceptance::fingerprint;
use crate::steps::walk::records::{ACCEPTED_RECORD, ACCEPTED_STATE, Acceptance};
use std::{collections::BTreeMap, sync::Arc};

/// The example's title.
pub const EXAMPLE: &str = "Hemtjänst";

/// The files in the order they are read.
const FILES: [(What, &str); 5] = [
    (What::Units, include_str!("../../../tests/data/exempelstad-hemtjanst/enheter.csv")),
    (What::Requirements, include_str!("../../../tests/data/exempelstad-hemtjanst/krav.csv")),
    (What::Plan, include_str!("../../../tests/data/exempelstad-hemtjanst/plan.csv")),
    (What::Results, include_str!("../../../tests/data/exempelstad-hemtjanst/resultat.csv")),
    (What::Deviations, include_str!("../../../tests/data/exempelstad-hemtjanst/avvikelser.csv")),
];
const REST: &str = include_str!("example.json");

/// Makes the edits that put the example into a store that does not hold it, and hands them over in parts, in the
/// order they are to be taken; says which follow-up it is.
///
/// # Errors
/// When the sink says no. A file of the example that cannot be taken is a fault of the program.
pub fn example(
    languages: &Languages,
    sink: &mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>,
) -> Result<(Id, Whole), Halt> {
    let mut ids = Ids(0);
    let own = ids.mint();
    let mut made = Made {
        whole: Whole { own: Arc::new(FollowUp::new(own)), register: Arc::new(FollowUp::new(REGISTER)) },
        seq: 0,
        sink,
    };
    let options = Options { title: EXAMPLE.to_owned(), ..Options::default() };
    for (what, text) in FILES {
        let source = Source::bytes(what.code(), text.as_bytes().into());
        let before = made.whole.clone();
        let mut mint = || ids.mint();
        edits(&source, what, &before, &options, languages, &mut mint, &mut |part| made.take(part))?;
    }
    let named = names::replaced(REST, &made.whole, &mut || ids.mint());
    let source = Source::bytes("example.json", named.into());
    let there = Everything {
        register: Arc::clone(&made.whole.register),
        follow_ups: BTreeMap::from([(own, Arc::clone(&made.whole.own))]),
    };
    edits_all(&source, &there, true, languages, &mut |_, part| made.take(part))?;
    made.accept()?;
    Ok((own, made.whole))
}

/// The example as it stands after each part.
struct Made<'a> {
    whole: Whole,
    seq: Seq,
    sink: &'a mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>,
}

impl Made<'_> {
    fn take(&mut self, edits: Vec<Edit>) -> Result<(), Refused> {
        self.seq += 1;
        let change = Change { doing: Doing::Import, edits };
        let own = self.whole.own.with(&change, self.seq)?;
        let register = self.whole.register.with(&change, self.seq)?;
        self.whole = Whole { own: Arc::new(own), register: Arc::new(register) };
        (self.sink)(change.edits)
    }

    /// Lets the acceptances stand for their records as they are by now.
    fn accept(&mut self) -> Result<(), Refused> {
        let whole = &self.whole;
        let state = |one: Of<Acceptance>| {
            let about = one.get(ACCEPTED_RECORD)?.0;
            let record = KINDS.iter().find_map(|kind| whole.get(kind, about))?;
            let state = Value::Text(fingerprint(record));
            whole.edit(&Acceptance::INFO, one.id(), ACCEPTED_STATE.tag(), Some(&state))
        };
        let edits: Vec<Edit> = whole.all::<Acceptance>().filter_map(state).collect();
        if edits.is_empty() { Ok(()) } else { self.take(edits) }
    }
}

/// Ids in the order they are asked for, from a day on before any officer's own.
struct Ids(u64);

impl Ids {
    /// 2 January 2025, midnight UTC, in milliseconds.
    const FROM: u64 = 1_735_776_000_000;

    fn mint(&mut self) -> Id {
        self.0 += 1;
        uuid::Builder::from_unix_timestamp_millis(Self::FROM + self.0, &[0x57; 10]).into_uuid()
    }
}
