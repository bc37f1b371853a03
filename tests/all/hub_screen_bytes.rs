//! Frames as bytes: whatever is drawn, a terminal that reads the bytes shows it.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use std::num::NonZeroU16;
use stegvis::hub::{Colors, ScreenBytes};

/// A frame to be drawn.
#[derive(Clone, Debug)]
struct Drawing {
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Drawing {
    fn of(lines: &[Line<'_>]) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        for (y, line) in (0..).zip(lines) {
            buffer.set_line(0, y, line, 80);
        }
        Self { buffer, cursor: None }
    }
}

/// A terminal far away.
struct Far {
    bytes: ScreenBytes,
    terminal: vt100::Parser,
}

impl Far {
    fn new(size: Size, colors: Colors) -> Self {
        Self { bytes: ScreenBytes::new(size, colors, false), terminal: parser(size) }
    }

    /// Draws, and gives back what went over the line.
    fn draw(&mut self, drawing: &Drawing) -> Vec<u8> {
        let frame = self.bytes.draw(|frame| {
            frame.buffer_mut().clone_from(&drawing.buffer);
            if let Some(at) = drawing.cursor {
                frame.set_cursor_position(at);
            }
        });
        self.terminal.process(&frame);
        frame
    }

    fn shows(&self, drawing: &Drawing) {
        let screen = self.terminal.screen();
        for y in 0..drawing.buffer.area.height {
            let mut x = 0;
            while x < drawing.buffer.area.width {
                let (want, have) = (&drawing.buffer[(x, y)], screen.cell(y, x).unwrap());
                let symbol = if have.contents().is_empty() { " " } else { have.contents() };
                assert_eq!(symbol, want.symbol(), "column {x}, row {y}");
                assert_eq!(color(have.bgcolor()), want.bg, "background of column {x}, row {y}");
                let flags = [
                    (Modifier::UNDERLINED, have.underline()),
                    (Modifier::REVERSED, have.inverse()),
                    (Modifier::BOLD, have.bold()),
                    (Modifier::DIM, have.dim()),
                    (Modifier::ITALIC, have.italic()),
                ];
                let on_blank = Modifier::UNDERLINED | Modifier::REVERSED;
                if symbol != " " || want.modifier.intersects(on_blank) {
                    assert_eq!(color(have.fgcolor()), want.fg, "colour of column {x}, row {y}");
                    for (modifier, is) in flags {
                        assert_eq!(is, want.modifier.contains(modifier), "{modifier:?} of column {x}, row {y}");
                    }
                } else {
                    assert!(!have.underline() && !have.inverse(), "blank of column {x}, row {y}");
                }
                x += if have.is_wide() { 2 } else { 1 };
            }
        }
        assert_eq!(screen.hide_cursor(), drawing.cursor.is_none());
        if let Some(at) = drawing.cursor {
            assert_eq!(screen.cursor_position(), (at.y, at.x));
        }
    }
}

fn parser(size: Size) -> vt100::Parser {
    let [rows, columns] = [size.height, size.width].map(|n| NonZeroU16::new(n).unwrap());
    vt100::Parser::new(rows, columns, 0)
}

fn color(of: vt100::Color) -> Color {
    match of {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(n) => Colors::Sixteen.fit(Color::Indexed(n)),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colors = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => Just(Color::Rgb(10, 20, 30)),
    ];
    let modifiers = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::ITALIC | Modifier::UNDERLINED),
    ];
    (colors.clone(), colors, modifiers)
        .prop_map(|(fg, bg, modifier)| Style::reset().fg(fg).bg(bg).add_modifier(modifier))
}

/// Texts put into a screen one over the other, as widgets do.
fn drawing(size: Size) -> impl Strategy<Value = Drawing> {
    let text = prop_oneof![
        "[a-zåäö ]{0,12}",
        " {1,30}",
        "[─●▲■○]{1,20}",
        "[漢字 a]{1,6}",
        Just("e\u{301}o\u{308}x".to_owned()),
    ];
    let put = (0..size.width, 0..size.height, text, style());
    let cursor = proptest::option::of((0..size.width, 0..size.height));
    (proptest::collection::vec(put, 0..25), cursor).prop_map(move |(puts, cursor)| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        for (x, y, text, style) in puts {
            buffer.set_string(x, y, text, style);
        }
        // A wide letter that another text lies over is not drawn; that has a test of its own.
        for y in 0..size.height {
            for x in 0..size.width.saturating_sub(1) {
                if "漢字".contains(buffer[(x, y)].symbol()) {
                    buffer[(x + 1, y)].reset();
                }
            }
        }
        Drawing { buffer, cursor: cursor.map(|(x, y)| Position { x, y }) }
    })
}

fn drawings() -> impl Strategy<Value = (Size, Vec<Drawing>)> {
    (1_u16..40, 1_u16..8).prop_flat_map(|(width, height)| {
        let size = Size::new(width, height);
        (Just(size), proptest::collection::vec(drawing(size), 1..5))
    })
}

proptest! {
    #[test]
    fn a_terminal_shows_what_was_drawn((size, drawings) in drawings()) {
        let mut far = Far::new(size, Colors::True);
        for drawing in &drawings {
            far.draw(drawing);
            far.shows(drawing);
            prop_assert!(far.draw(drawing).is_empty(), "the same frame again is no byte");
        }
    }

    #[test]
    fn nothing_in_a_cell_steers_the_terminal(symbol in "[\\x00-\\x1f\\x7f-\\x{9f}\\x{202a}-\\x{202e}\\x{feff}a-z]{0,9}") {
        let mut drawing = Drawing::of(&[]);
        drawing.buffer[(3, 3)].set_symbol(&symbol);
        let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
        far.draw(&Drawing::of(&[]));
        let frame = String::from_utf8(far.draw(&drawing)).unwrap();
        let steers = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{feff}';
        let (_, text) = frame.rsplit_once('\u{1b}').unwrap_or_default();
        prop_assert!(!text.chars().any(steers), "{text:?}");
        prop_assert!(frame.matches('\u{1b}').count() <= 1, "{frame:?}");
    }
}

/// A table of four columns with a mark beside one row, as the rooms show it.
fn table(marked: u16) -> Drawing {
    let lines: Vec<Line<'_>> = (0..24)
        .map(|row| {
            let mark = if row == marked { "▶" } else { " " };
            Line::from(format!("{mark} K{row:02}  Krav på åtgärd nummer {row:<14} {:<12} ▲ gul", "Björken"))
        })
        .collect();
    Drawing::of(&lines)
}

#[test]
fn moving_the_mark_of_a_list_costs_a_dozen_bytes() {
    let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
    let first = far.draw(&table(3));
    assert!(first.len() < 24 * 70, "{}", first.len());
    let step = far.draw(&table(4));
    assert_eq!(String::from_utf8(step).unwrap(), "\u{1b}[4H \r\n▶");
    let step = far.draw(&table(5));
    assert_eq!(String::from_utf8(step).unwrap(), "\r \r\n▶");
}

#[test]
fn a_row_that_empties_is_erased_and_not_overwritten() {
    let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
    far.draw(&table(0));
    let empty = Drawing::of(&[]);
    let frame = far.draw(&empty);
    far.shows(&empty);
    assert!(frame.len() < 24 * 7, "{}", frame.len());
}

#[test]
fn a_cursor_that_steps_costs_its_move_alone() {
    let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
    let at = |x, y| Drawing { cursor: Some(Position { x, y }), ..table(0) };
    far.draw(&at(10, 10));
    assert_eq!(far.draw(&at(9, 10)), b"\x08");
    assert_eq!(far.draw(&at(9, 11)), b"\n");
    assert!(far.draw(&at(9, 11)).is_empty());
    assert_eq!(far.draw(&table(0)), b"\x1b[?25l");
}

#[test]
fn a_wide_letter_under_another_text_gives_way() {
    let mut drawing = Drawing::of(&[Line::from("漢字")]);
    drawing.buffer.set_string(1, 0, "|", Style::new());
    let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
    far.draw(&drawing);
    assert_eq!(far.terminal.screen().rows(0, 80).next().unwrap(), " |字");
}

#[test]
fn a_terminal_without_colours_is_sent_none() {
    let line = Line::styled("röd", Style::new().fg(Color::Red).bg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::BOLD));
    let mut far = Far::new(Size::new(80, 24), Colors::None);
    let frame = String::from_utf8(far.draw(&Drawing::of(&[line]))).unwrap();
    assert_eq!(frame, "\u{1b}[?25l\u{1b}[m\u{1b}[H\u{1b}[2J\u{1b}[1mröd");
}

#[test]
fn a_new_size_draws_everything_again() {
    let mut far = Far::new(Size::new(80, 24), Colors::Sixteen);
    far.draw(&table(0));
    far.bytes.resize(Size::new(100, 30));
    far.terminal = parser(Size::new(100, 30));
    let mut larger = table(1);
    larger.buffer.resize(Rect::new(0, 0, 100, 30));
    let frame = far.draw(&larger);
    assert!(frame.len() > 1_000);
    assert!(far.terminal.screen().contents().contains("▶ K01"));
}

#[test]
fn sizes_are_bounded_and_an_unknown_one_is_the_usual_one() {
    let size = |width, height| ScreenBytes::new(Size::new(width, height), Colors::None, false).size();
    assert_eq!(size(0, 0), Size::new(80, 24));
    assert_eq!(size(u16::MAX, u16::MAX), Size::new(400, 150));
    assert_eq!(size(10, 3), Size::new(10, 3));
}

#[test]
fn long_frames_arrive_at_once_where_the_terminal_knows_how() {
    let mut bytes = ScreenBytes::new(Size::new(80, 24), Colors::Sixteen, true);
    let frame = bytes.draw(|frame| frame.buffer_mut().clone_from(&table(0).buffer));
    assert!(frame.starts_with(b"\x1b[?2026h") && frame.ends_with(b"\x1b[?2026l"));
    let step = bytes.draw(|frame| frame.buffer_mut().clone_from(&table(1).buffer));
    assert!(step.len() < 30, "{step:?}");
}
