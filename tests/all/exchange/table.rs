//! A store in memory that files are imported into.

use std::{
    path::PathBuf,
    sync::{Arc, LazyLock},
};

/// The five files of the example, imported once for all tests: what never changes can be shared.
static FILLED: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (what, file) in FILES {
        table.import(what, &example(file)).unwrap();
    }
    table
});

/// Read once for all tests.
pub static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::default);
use stegvis::exchange::{Halt, Options, Preview, Refusal, Source, What, check, edits};
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use stegvis::locale::{Lang, Languages, Words};
use stegvis::record::{Id, Kind, Of, REGISTER};

/// The register and one follow-up, with what an import needs.
#[derive(Clone)]
pub struct Table {
    pub whole: Whole,
    pub languages: Languages,
    pub options: Options,
    seq: u64,
    ids: u128,
}

impl Default for Table {
    fn default() -> Self {
        let own = Arc::new(FollowUp::new(Id::from_u128(0xf0)));
        let register = Arc::new(FollowUp::new(REGISTER));
        Self {
            whole: Whole { own, register },
            languages: LANGUAGES.clone(),
            options: Options { title: "Hemtjänst".into(), ..Options::default() },
            seq: 0,
            ids: 0x1000,
        }
    }
}

impl Table {
    /// With the five files of the example.
    pub fn filled() -> Self {
        FILLED.clone()
    }

    pub fn words(&self) -> Arc<Words> {
        self.languages.get(Lang::Sv)
    }

    pub fn check(&self, what: What, source: &Source) -> Result<Preview, Refusal> {
        check(source, what, &self.whole, &self.options, &self.languages, &mut |_| ())
    }

    /// All edits of an import, as they would be handed over.
    pub fn edits(&mut self, what: What, source: &Source) -> Result<Vec<Vec<Edit>>, Halt> {
        let mut parts = Vec::new();
        let mut ids = || {
            self.ids += 1;
            Id::from_u128(self.ids << 16)
        };
        let mut sink = |part| {
            parts.push(part);
            Ok(())
        };
        edits(source, what, &self.whole, &self.options, &self.languages, &mut ids, &mut sink)?;
        Ok(parts)
    }

    /// Imports a file as the store would take it.
    pub fn import(&mut self, what: What, source: &Source) -> Result<Preview, Halt> {
        let preview = self.check(what, source)?;
        for part in self.edits(what, source)? {
            self.commit(part);
        }
        Ok(preview)
    }

    pub fn commit(&mut self, edits: Vec<Edit>) {
        self.seq += 1;
        let change = Change { doing: Doing::Import, edits };
        self.whole.own = Arc::new(self.whole.own.with(&change, self.seq).unwrap());
        self.whole.register = Arc::new(self.whole.register.with(&change, self.seq).unwrap());
    }

    pub fn all<K: Kind>(&self) -> Vec<Of<K>> {
        self.whole.all::<K>().collect()
    }

    /// What is refused, in Swedish.
    pub fn refused(&self, what: What, text: &str) -> Vec<String> {
        let preview = self.check(what, &bytes(text.as_bytes())).unwrap();
        preview.refused().map(|row| preview.say(row, &self.words())).collect()
    }

    /// Why a file is refused, in Swedish.
    pub fn refusal(&self, what: What, source: &Source) -> String {
        self.check(what, source).unwrap_err().say(&self.words())
    }

    pub fn warnings(&self, preview: &Preview) -> Vec<String> {
        preview.warnings.say(&self.words())
    }
}

/// The five files in the order they are imported.
pub const FILES: [(What, &str); 5] = [
    (What::Units, "enheter.csv"),
    (What::Requirements, "krav.csv"),
    (What::Plan, "plan.csv"),
    (What::Results, "resultat.csv"),
    (What::Deviations, "avvikelser.csv"),
];

pub fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/exempelstad-hemtjanst").join(file)
}

pub fn example(file: &str) -> Source {
    Source::open(&path(file)).unwrap()
}

pub fn bytes(bytes: &[u8]) -> Source {
    Source::bytes("fil.csv", bytes.into())
}
