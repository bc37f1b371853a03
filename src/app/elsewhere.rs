//! What is done at the officer's own desk when the session has no files: the line to type there.

use crate::exchange::What;
use crate::ui::{Context, Tone, text};
use ratatui::{Frame, layout::Rect};

/// The line that writes a follow-up's report to a file.
pub(super) fn report(title: &str, file: &str) -> Option<String> {
    Some(format!("ssh SERVER {} > {}", quoted(&format!("report {} -o -", quoted(title)?))?, quoted(file)?))
}

/// The line that reads a file into a follow-up.
pub(super) fn import(what: What, title: &str) -> Option<String> {
    let asked = format!("import {} - --follow-up {}", what.code(), quoted(title)?);
    Some(format!("ssh SERVER {} < {}.csv", quoted(&asked)?, what.code()))
}

/// Words as a shell takes them for one: ssh hands them over, and the other end splits them anew.
fn quoted(words: &str) -> Option<String> {
    shlex::try_quote(words).ok().map(std::borrow::Cow::into_owned)
}

/// Draws a sentence and the line below it.
pub(super) fn view(said: &str, line: &str, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
    let room = usize::from(area.width.saturating_sub(2));
    let rows = text::wrap(said, room).into_iter().map(|row| (row, Tone::Plain));
    let rows = rows.chain([(String::new(), Tone::Plain)]);
    let rows = rows.chain(text::wrap(line, room).into_iter().map(|row| (row, Tone::Strong)));
    for ((row, tone), y) in rows.zip(area.y..area.bottom()) {
        frame.buffer_mut().set_string(area.x + 1, y, text::cut(&row, room), cx.look.style(tone));
    }
}

#[cfg(test)]
mod tests {
    use super::{import, report};
    use crate::exchange::What;

    #[test]
    fn a_title_stays_one_word_through_both_shells() {
        for title in ["Hemtjänst 2026", "Å", "d'Arc \"x\" $HOME `id` \\ *", "-x", "a;b"] {
            for line in [report(title, "fil.md").unwrap(), import(What::Units, title).unwrap()] {
                let here = shlex::split(&line).unwrap();
                assert_eq!(here[..2], ["ssh", "SERVER"], "{line}");
                let there = shlex::split(&here[2]).unwrap();
                assert!(there.contains(&title.to_owned()), "{line}");
                assert!(there.contains(&"-".to_owned()), "{line}");
            }
        }
        assert!(report("Hemtjänst", "rapport.md").unwrap().ends_with("> rapport.md"));
        assert!(import(What::Units, "X").unwrap().contains("import units - "));
    }
}
