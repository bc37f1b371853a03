//! The example's files, taken in by the import.

use crate::exchange::table::{Table, bytes, path};
use stegvis::exchange::What;
use stegvis::follow_up::Whole;

/// A file: headings, then rows.
#[derive(Clone)]
pub struct Sheet {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(file: &str) -> Self {
        let text = std::fs::read_to_string(path(file)).unwrap();
        let text = text.trim_start_matches('\u{feff}').as_bytes();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
        let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { heads, rows }
    }

    fn write(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in std::iter::once(&self.heads).chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    }

    pub fn column(&self, head: &str) -> usize {
        self.heads.iter().position(|one| one == head).unwrap()
    }
}

/// The files that step 3 looks at.
#[derive(Clone)]
pub struct Files {
    pub units: Sheet,
    pub requirements: Sheet,
    pub plan: Sheet,
    pub results: Sheet,
}

impl Files {
    pub fn read() -> Self {
        let [units, requirements, plan, results] =
            ["enheter", "krav", "plan", "resultat"].map(|name| Sheet::read(&format!("{name}.csv")));
        Self { units, requirements, plan, results }
    }
}

/// The files as a follow-up.
pub fn load(files: &Files) -> Whole {
    let mut table = Table::default();
    for (what, sheet) in [
        (What::Units, &files.units),
        (What::Requirements, &files.requirements),
        (What::Plan, &files.plan),
        (What::Results, &files.results),
    ] {
        let taken = table.import(what, &bytes(&sheet.write())).unwrap();
        assert_eq!(taken.counts.added, sheet.rows.len(), "every row is taken");
    }
    table.whole
}
