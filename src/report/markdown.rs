//! Markdown with tables, as GitHub and most others read it.

use super::{Block, Document, Item, Span, Table, Text};
use std::fmt::Write as _;

/// A document as Markdown. What has a meaning in Markdown is escaped, so that a text is read as it was written.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", in_line(&escaped(&document.title)));
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level));
                let _ = writeln!(out, "{marks} {}", in_line(&escaped(text)));
            }
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}", lines(text, ""));
            }
            Block::Facts(facts) => {
                for (name, text) in facts {
                    let _ = writeln!(out, "- **{}:** {}", in_line(&escaped(name)), lines(text, "  "));
                }
            }
            Block::List(items) => list(items, &mut out),
            Block::Table(of) => table(of, &mut out),
            Block::Missing(text) => {
                let _ = writeln!(out, "*{}*", in_line(&escaped(text)));
            }
        }
    }
    out
}

fn list(items: &[Item], out: &mut String) {
    for item in items {
        let indent = "  ".repeat(item.depth);
        let _ = writeln!(out, "{indent}- {}", lines(&item.text, &format!("{indent}  ")));
    }
}

fn table(table: &Table, out: &mut String) {
    if !table.caption.is_empty() {
        let _ = writeln!(out, "**{}**\n", in_line(&escaped(&table.caption)));
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table.head.iter().map(|column| in_line(&escaped(&column.title))).collect()));
    out.push_str(&row(table.head.iter().map(|column| if column.right { "---:" } else { "---" }.to_owned()).collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(|text| spans(text).replace('\n', "<br>")).collect()));
    }
}

/// Spans without regard to where they stand.
fn spans(text: &Text) -> String {
    let span = |span: &Span| match span {
        Span::Plain(text) => escaped(text),
        Span::Strong(text) if text.trim().is_empty() => escaped(text),
        Span::Strong(text) => format!("**{}**", escaped(text.trim())),
        Span::Mark(mark, word) => format!("{} {}", mark.glyph(), escaped(word)),
    };
    text.0.iter().map(span).collect::<String>().trim().to_owned()
}

/// A text in lines, each but the first indented; a line break stays one.
fn lines(text: &Text, indent: &str) -> String {
    let all = spans(text);
    let kept: Vec<String> = all.split('\n').map(|line| at_start(line.trim())).filter(|line| !line.is_empty()).collect();
    kept.join(&format!("  \n{indent}"))
}

/// A text in one line.
fn in_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes what has a meaning wherever it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what has a meaning at the start of a line.
fn at_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..).unwrap_or_default();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    if digits > 0 && after.strip_prefix(['.', ')']).is_some_and(ends) {
        return format!("{}\\{after}", line.get(..digits).unwrap_or_default());
    }
    if line.starts_with(['#', '+', '-', '=']) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Mark};
    use super::{Block, Document, Item, Span, Table, Text, markdown};
    use crate::locale::Lang;

    fn written(blocks: Vec<Block>) -> String {
        markdown(&Document { lang: Lang::Sv, title: "T".into(), blocks }).strip_prefix("# T\n\n").unwrap().to_owned()
    }

    #[test]
    fn what_officers_wrote_is_text_and_no_markup() {
        let text = "1. a *b* _c_ [d](e) <f> `g` h|i ~j~ &amp; \\";
        assert_eq!(
            written(vec![Block::Paragraph(text.into())]),
            "1\\. a \\*b\\* \\_c\\_ \\[d\\](e) \\<f\\> \\`g\\` h\\|i \\~j\\~ \\&amp; \\\\\n"
        );
        assert_eq!(written(vec![Block::Paragraph("# a\n- b\n\n+ c".into())]), "\\# a  \n\\- b  \n\\+ c\n");
    }

    #[test]
    fn a_number_is_no_list() {
        assert_eq!(written(vec![Block::Paragraph("455.5 timmar".into())]), "455.5 timmar\n");
        assert_eq!(written(vec![Block::Paragraph("12.".into())]), "12\\.\n");
    }

    #[test]
    fn a_cell_stays_in_its_row() {
        let table = Table {
            caption: "C".into(),
            head: vec![Column { title: "A|B".into(), right: false }, Column { title: "n".into(), right: true }],
            rows: vec![vec![Text::from("x\ny|z"), Text::from("1")]],
        };
        assert_eq!(written(vec![Block::Table(table)]), "**C**\n\n| A\\|B | n |\n| --- | ---: |\n| x<br>y\\|z | 1 |\n");
    }

    #[test]
    fn a_list_keeps_its_depths_and_a_mark_its_word() {
        let item = |depth, text| Item { depth, text };
        let mark = Text(vec![Span::Mark(Mark::NotMet, "ej uppfyllt".into()), Span::Strong(" K1 ".into())]);
        let list = vec![item(0, Text::from("a")), item(1, Text::from("b\nc")), item(0, mark)];
        assert_eq!(written(vec![Block::List(list)]), "- a\n  - b  \n    c\n- ■ ej uppfyllt**K1**\n");
    }
}
