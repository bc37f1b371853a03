//! The example's files as a follow-up, read by their headings.

use std::collections::HashMap;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use stegvis::locale::{Languages, fold, parse};
use stegvis::record::{Id, Kind as _, KindInfo, REGISTER, Stored, Value};
use stegvis::steps::{collect::records as collect, plan::records as plan};

/// A file: headings, then rows.
#[derive(Clone)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn read(name: &str) -> Self {
        let path = format!("{}/tests/data/exempelstad-hemtjanst/{name}.csv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { heads, rows }
    }

    pub fn column(&self, head: &str) -> usize {
        self.heads.iter().position(|one| one == head).unwrap()
    }
}

/// The files that step 3 looks at.
#[derive(Clone)]
pub struct Files {
    pub units: Table,
    pub requirements: Table,
    pub plan: Table,
    pub results: Table,
}

impl Files {
    pub fn read() -> Self {
        let [units, requirements, plan, results] = ["enheter", "krav", "plan", "resultat"].map(Table::read);
        Self { units, requirements, plan, results }
    }
}

struct Loader {
    languages: Languages,
    minted: u128,
    names: HashMap<(&'static str, String), Id>,
    edits: Vec<Edit>,
}

const FOLLOW_UP: Id = Id::from_u128(99);

impl Loader {
    fn mint(&mut self) -> Id {
        self.minted += 1;
        Id::from_u128(self.minted)
    }

    fn put(&mut self, kind: &KindInfo, record: Id, name: &str, value: &Value) {
        let home = if kind.home == stegvis::record::Home::Register { REGISTER } else { FOLLOW_UP };
        let tag = kind.field_named(name).unwrap().tag;
        let after = Some(Stored::of(value));
        self.edits.push(Edit { follow_up: home, record, kind: kind.number, tag, before: None, after });
    }

    /// Makes records of a kind out of the columns whose headings name a field of it.
    fn load(&mut self, kind: &'static KindInfo, table: &Table, named_by: &str) -> Vec<Id> {
        let words = self.languages.read();
        let fields: Vec<_> = table
            .heads
            .iter()
            .map(|head| {
                kind.fields.iter().find(|def| {
                    let names = words
                        .iter()
                        .flat_map(|words| words.also(kind.name, def.name).into_iter().chain([words.field(kind, def)]));
                    names.chain([def.name.to_owned()]).any(|name| fold(&name) == fold(head))
                })
            })
            .collect();
        let mut made = Vec::new();
        for row in &table.rows {
            let id = self.mint();
            made.push(id);
            for (def, cell) in fields.iter().zip(row) {
                let Some(def) = def else { continue };
                let found = |kind: &str, name: &str| {
                    self.names.iter().find(|((of, known), _)| *of == kind && known == name).map(|(_, id)| *id)
                };
                let words = [&*words[0], &*words[1]];
                let made_up = matches!(def.name, "function" | "provider");
                let Some(value) = (if made_up {
                    None
                } else {
                    parse(&words, def, cell, &found).unwrap_or_else(|flaw| panic!("{}: {cell}: {flaw:?}", def.name))
                }) else {
                    continue;
                };
                if def.name == named_by
                    && let Value::Text(name) = &value
                {
                    self.names.insert((kind.name, name.clone()), id);
                }
                self.put(kind, id, def.name, &value);
            }
        }
        made
    }
}

/// The files as a follow-up.
pub fn load(files: &Files) -> Whole {
    let mut loader = Loader { languages: Languages::default(), minted: 1000, names: HashMap::new(), edits: Vec::new() };
    let units = loader.load(&plan::Unit::INFO, &files.units, "name");
    for (unit, row) in units.iter().zip(&files.units.rows) {
        let contract = loader.mint();
        let regime = if row[files.units.column("regiform")] == "egen regi" { "own" } else { "lov" };
        loader.put(&plan::Contract::INFO, contract, "regime", &Value::Choice(regime.into()));
        loader.put(&plan::Contract::INFO, contract, "units", &Value::Links([*unit].into()));
    }
    let requirements = loader.load(&plan::Requirement::INFO, &files.requirements, "number");
    for (requirement, row) in requirements.iter().zip(&files.requirements.rows) {
        let valuation = loader.mint();
        let level = |head: &str| Value::Level(row[files.requirements.column(head)].parse().unwrap());
        loader.put(&plan::Valuation::INFO, valuation, "requirement", &Value::Link(*requirement));
        loader.put(&plan::Valuation::INFO, valuation, "perspective", &Value::Choice("risk".into()));
        loader.put(&plan::Valuation::INFO, valuation, "consequence", &level("konsekvens"));
        loader.put(&plan::Valuation::INFO, valuation, "likelihood", &level("sannolikhet"));
        loader.put(&plan::Valuation::INFO, valuation, "agreed", &Value::Flag(true));
    }
    let planned = loader.load(&plan::PlanActivity::INFO, &files.plan, "");
    let functions: Vec<Id> = planned.iter().map(|_| loader.mint()).collect();
    for ((row, function), name) in planned.iter().zip(functions).zip(files.plan.rows.iter().map(|row| &row[2])) {
        loader.put(&plan::Function::INFO, function, "name", &Value::Text(name.clone()));
        loader.put(&plan::PlanActivity::INFO, *row, "function", &Value::Link(function));
    }
    loader.load(&collect::Result::INFO, &files.results, "");
    let change = Change { doing: Doing::Import, edits: loader.edits };
    let own = FollowUp::new(FOLLOW_UP).with(&change, 1).unwrap();
    let register = FollowUp::new(REGISTER).with(&change, 1).unwrap();
    Whole { own: Arc::new(own), register: Arc::new(register) }
}
