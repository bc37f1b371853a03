//! The follow-up as a document: one model, many audiences, many formats.
//!
//! [`build`] reads a follow-up and gives a [`Document`]: a title and a row of [`Block`]s that say what something
//! *is* (heading, facts, table, list, what is missing) and never how it looks. A writer turns it into a format:
//! [`markdown()`] is the first. Another writer (HTML, DOCX, tagged PDF) goes through the blocks once, in order:
//!
//! * [`Block::Heading`]: levels 2-4 below the title, without gaps, so that they make an outline.
//! * [`Block::Paragraph`], [`Block::Facts`] (a name and what stands behind it), [`Block::List`] (flat, each item
//!   with its depth, so that no writer needs to recurse), [`Block::Table`] (a caption, columns that stand to the
//!   left or right, rows as long as the head; the first column names the row).
//! * [`Block::Missing`]: what a section lacks, in a sentence; a writer may set it apart.
//! * [`Text`] is a row of [`Span`]s: plain, strong, or a [`Mark`]. A mark always comes with its word, so that
//!   colour is never needed to tell ●▲■○ apart; a writer may colour the glyph.
//! * A text may hold line breaks; nothing else in it is markup, and a writer escapes what its format gives a meaning.
//!
//! The document follows the method: what it is about, the summary, the six steps, the system analysis, the chain
//! from goal to effect, the open points, and last what it was made from. A section keeps its heading also without
//! content, and says in one line what is not there; a part of it that is not there has no heading of its own. Every
//! figure stands with the unit that it is in, and with what is measured where the text around does not say it.
//!
//! What leaves the tool: records marked as restricted are left out, and the document says how many; figures of
//! few are hidden as [`focus::hide`](crate::steps::focus::hide) says, also where what they would give away is
//! restricted, and nothing computed rests on them; of a result that the comparison leaves out, which hiding does not
//! look at, no figure is written; deviation reports are counted
//! and named by date, unit and category, without their texts. No ids.
//!
//! Hiding looks at the groups of one period. Where a year and its parts are both measured, the year less the parts
//! that are shown can give away a part that is hidden; that is not computed, since parts do not always add up to
//! their year (a person may be counted in each of them).

mod actions;
mod causes;
mod chain;
mod collect;
mod conclusions;
mod document;
mod focus;
mod head;
mod markdown;
mod matrix;
mod open;
mod page;
mod plan;
mod points;
mod results;
mod schedule;
mod system;

pub use document::{Block, Column, Document, Item, Mark, Span, Table, Text};
pub use markdown::markdown;

use crate::follow_up::{Findings, Head, Whole};
use crate::locale::Words;
use crate::steps::focus::{Settings, compare_outward};
use chrono::NaiveDate;
use open::Open;
use page::Page;
use std::path::Path;

/// The follow-up as a document on a day, with what the checks found in it. It reads every record: call it off
/// the key path. `whole` is what the reader may see, `head` where the journal had come to by then: it stands in
/// the document, so that years later it can be shown that nothing before it has been altered.
#[must_use]
pub fn build(whole: &Whole, findings: &Findings, words: &Words, day: NaiveDate, head: Head) -> Document {
    let open = Open::of(whole);
    let comparison = compare_outward(&open.whole, whole, &Settings::default());
    let mut page = Page::new(&open, whole, &comparison, words, day);
    head::facts(&mut page);
    head::summary(&mut page);
    plan::section(&mut page);
    collect::section(&mut page);
    focus::section(&mut page);
    causes::section(&mut page);
    conclusions::section(&mut page);
    actions::section(&mut page);
    system::section(&mut page);
    chain::section(&mut page);
    points::section(&mut page, findings);
    head::journal(&mut page, head);
    Document { lang: words.lang(), title: head::title(&page), blocks: page.done() }
}

/// Whether a file of this name can hold the document: one whose name ends as that of another format would be taken
/// for what it is not. A name without an end is nobody's; `-` is the standard output.
#[must_use]
pub fn may_be_called(path: &str) -> bool {
    Path::new(path).extension().is_none_or(|ending| ending.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::may_be_called;

    #[test]
    fn a_report_is_not_called_what_it_is_not() {
        for (path, may) in [
            ("r.md", true),
            ("/tmp/R.MD", true),
            ("-", true),
            ("/dev/null", true),
            ("uppföljning.2025/rapport", true),
            ("r.docx", false),
            ("r.md.pdf", false),
            ("Hemtjänst 2025.odt", false),
        ] {
            assert_eq!(may_be_called(path), may, "{path}");
        }
    }
}
