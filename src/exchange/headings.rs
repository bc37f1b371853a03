//! What the headings of a file mean, for an officer who settles by hand those that nobody knows.

use super::{
    Refusal, Source, What,
    columns::Headings,
    sheet::{Fit, Sheet},
};
use crate::locale::Languages;
use crate::record::scrub_line;

/// The headings of a file and what they mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headed {
    /// Line of the heading row, from 1.
    pub line: usize,
    /// Every heading that is not empty, scrubbed, with the code name of the field that it is read as.
    pub headings: Vec<(String, Option<&'static str>)>,
    /// Code names of the needed fields that no heading means.
    pub missing: Vec<&'static str>,
}

/// Reads what the headings of a file mean; `map` is as in [`Options`](super::Options). Where no heading is known at
/// all, the first of the rows with the most cells counts as the heading row.
///
/// # Errors
/// When the file as a whole cannot be read, or `map` is of no use.
pub fn headings(source: &Source, what: What, map: &[String], languages: &Languages) -> Result<Headed, Refusal> {
    let headings = Headings::new(what, map, languages)?;
    let mut sheet = Sheet::find(source, &|row| headings.judge(row))?;
    if sheet.line == 0 {
        let filled = |row: &[String]| row.iter().filter(|cell| !scrub_line(cell).is_empty()).count();
        sheet = Sheet::find(source, &|row| Fit { complete: false, known: filled(row) })?;
    }
    let matched = headings.matched(&sheet.headings);
    let named = sheet.headings.iter().map(|heading| scrub_line(heading));
    Ok(Headed {
        line: sheet.line,
        headings: named.zip(headings.fields(&matched)).filter(|(heading, _)| !heading.is_empty()).collect(),
        missing: matched.missing,
    })
}

#[cfg(test)]
mod tests {
    use super::headings;
    use crate::exchange::{Source, What};
    use crate::locale::Languages;

    fn read(text: &str, map: &[&str]) -> super::Headed {
        let map: Vec<String> = map.iter().map(|given| (*given).to_owned()).collect();
        let source = Source::bytes("krav.csv", text.as_bytes().into());
        headings(&source, What::Requirements, &map, &Languages::default()).unwrap()
    }

    #[test]
    fn headings_that_nobody_knows_are_found_above_the_rows() {
        let found = read("Lista 2025\n\nId-kod;Lydelse;Anm\nA1;Maten är varm;\n", &[]);
        assert_eq!(found.line, 3);
        assert_eq!(found.headings, [("Id-kod".into(), None), ("Lydelse".into(), None), ("Anm".into(), None)]);
        assert_eq!(found.missing, ["number", "text"]);
    }

    #[test]
    fn what_the_officer_says_counts() {
        let found = read("Id-kod;Kravtext\nA1;Maten är varm\n", &["Id-kod=number"]);
        assert_eq!(found.headings, [("Id-kod".into(), Some("number")), ("Kravtext".into(), Some("text"))]);
        assert!(found.missing.is_empty());
    }
}
