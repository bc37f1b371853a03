//! The example under other names, numbers, figures and order, so that nothing can be found by heart.

use super::load::{Files, Sheet};
use std::collections::BTreeMap;

/// What the example's names and figures have become.
#[derive(Default)]
pub struct Disguise {
    names: BTreeMap<String, String>,
    /// What every figure and target has been multiplied with; 0 in the undisguised example.
    factor: f64,
}

impl Disguise {
    /// What a unit, requirement or origin of the example is called now.
    pub fn name(&self, known: &str) -> String {
        self.names.get(known).cloned().unwrap_or_else(|| known.to_owned())
    }

    /// What a figure of the example is now.
    pub fn figure(&self, known: f64) -> f64 {
        if self.factor > 0.0 { known * self.factor } else { known }
    }

    /// The files under other names, in another order, with every figure and target nine tenths of what it was.
    pub fn put_on(files: &Files) -> (Self, Files) {
        let mut disguise = Self { factor: 0.9, ..Self::default() };
        let mut files = files.clone();
        disguise.rename(&files.units, "enhet", |i| format!("Enhet {}", (b'Z' - i) as char));
        disguise.rename(&files.requirements, "nr", |i| format!("R-{:03}", (u32::from(i) * 17 + 5) % 53 + 100));
        disguise.rename(&files.results, "källa", |i| format!("Uppgiftslämnare {i}"));
        disguise.rename(&files.plan, "funktion", |i| format!("roll {i}"));
        for sheet in [&mut files.units, &mut files.requirements, &mut files.plan, &mut files.results] {
            for cell in sheet.rows.iter_mut().flatten() {
                *cell = disguise.name(cell);
            }
            // 7 is no divisor of any of the numbers of rows, so that every row moves.
            let rows = sheet.rows.len();
            let moved = (0..rows).map(|i| sheet.rows[(i * 7 + 3) % rows].clone()).collect();
            sheet.rows = moved;
        }
        disguise.scale(&mut files.requirements, "målvärde");
        disguise.scale(&mut files.results, "värde");
        (disguise, files)
    }

    fn rename(&mut self, sheet: &Sheet, head: &str, new: impl Fn(u8) -> String) {
        let column = sheet.column(head);
        for row in &sheet.rows {
            if !row[column].is_empty() && !self.names.contains_key(&row[column]) {
                let place = u8::try_from(self.names.len() % 200).unwrap();
                self.names.insert(row[column].clone(), new(place));
            }
        }
    }

    fn scale(&self, sheet: &mut Sheet, head: &str) {
        let column = sheet.column(head);
        for row in &mut sheet.rows {
            if let Ok(number) = row[column].replace(',', ".").parse::<f64>() {
                row[column] = format!("{}", number * self.factor).replace('.', ",");
            }
        }
    }
}
