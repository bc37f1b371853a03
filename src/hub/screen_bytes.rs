//! Frames as bytes for a terminal far away: only what differs from what it shows, in few bytes.
//!
//! ratatui's diff compares two buffers and cannot say what stands beside a changed cell, which is what makes
//! short moves and erased tails possible. So the frame is compared with a model of the far screen instead; the
//! [`Backend`] given to ratatui only knows the far terminal's size and takes the cursor.

use super::colors::Colors;
use super::moves::{self, At};
use super::pen::Pen;
use crate::record::is_unwanted;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};
use std::convert::Infallible;

/// Most columns and rows that are drawn; the rest of a larger terminal stays blank.
const MOST: Size = Size { width: 400, height: 150 };

/// A letter with more bytes of marks than this is drawn without them.
const MAX_CLUSTER: usize = 32;

/// Frames of more bytes than this are wrapped into a synchronized update (DEC 2026) for terminals that know
/// it; smaller ones arrive in one packet anyway.
const SYNCHRONIZED: usize = 1_000;

/// Changes of blank cells in a row that are worth an erase-to-end-of-line, of three bytes.
const WORTH_ERASING: usize = 4;

/// Turns frames into bytes for one terminal.
pub struct ScreenBytes {
    terminal: Terminal<Client>,
    colors: Colors,
    synchronized: bool,
    /// What the far screen shows.
    shown: Vec<Spot>,
    /// The row that is being compared, as the frame wants it.
    wanted: Vec<Spot>,
    pen: Pen,
    at: At,
    /// Where the far terminal shows a cursor, if it does.
    cursor: Option<Position>,
    /// Nothing is known of the far screen.
    unknown: bool,
    out: Vec<u8>,
}

impl std::fmt::Debug for ScreenBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScreenBytes").field("size", &self.size()).field("colors", &self.colors).finish_non_exhaustive()
    }
}

/// One cell of the far screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Spot {
    glyph: Glyph,
    pen: Pen,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
enum Glyph {
    #[default]
    Blank,
    Letter(char, Width),
    /// A letter of several code points. Terminals differ in how wide they are.
    Cluster(Box<str>),
    /// Behind a letter wider than one column.
    Tail,
}

/// Columns that a letter takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Width {
    One,
    Two,
}

impl ScreenBytes {
    /// For a terminal of this size, of which nothing is known yet. `synchronized` says that it understands
    /// synchronized updates or skips them.
    #[must_use]
    pub fn new(size: Size, colors: Colors, synchronized: bool) -> Self {
        let Ok(terminal) = Terminal::new(Client { size: drawn(size), cursor: None });
        let (pen, at) = (Pen::default(), At::Unknown);
        let (shown, wanted, out) = (Vec::new(), Vec::new(), Vec::new());
        Self { terminal, colors, synchronized, shown, wanted, pen, at, cursor: None, unknown: true, out }
    }

    /// The size that is drawn.
    #[must_use]
    pub fn size(&self) -> Size {
        self.terminal.backend().size
    }

    /// Bytes that it holds for a screen: the two buffers that frames are drawn in, and what the far screen shows. Letters
    /// of several code points come to that.
    #[must_use]
    pub fn held(&self) -> usize {
        let cells = usize::from(self.size().width) * usize::from(self.size().height);
        let drawn = 2 * cells * size_of::<Cell>();
        let compared = (self.shown.capacity() + self.wanted.capacity()) * size_of::<Spot>();
        drawn + compared + self.out.capacity()
    }

    /// The terminal has another size; what it shows now is anybody's guess.
    pub fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().size = drawn(size);
        self.unknown = true;
    }

    /// Draws a frame and gives back the bytes that bring the terminal from the frame before to this one: none
    /// when both are the same.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> Vec<u8> {
        let size = self.size();
        if self.unknown {
            self.begin_afresh(size);
        }
        let Ok(frame) = self.terminal.draw(view);
        let width = usize::from(size.width);
        let mut painter = Painter { pen: self.pen, at: self.at, width: size.width, out: &mut self.out };
        for (y, shown) in (0..size.height).zip(self.shown.chunks_exact_mut(width)) {
            want(frame.buffer, y, self.colors, &mut self.wanted);
            if *shown != *self.wanted {
                painter.row(y, shown, &self.wanted);
                shown.clone_from_slice(&self.wanted);
            }
        }
        let wished = self.terminal.backend().cursor.filter(|at| at.x < size.width && at.y < size.height);
        painter.place_cursor(self.cursor, wished);
        (self.pen, self.at, self.cursor) = (painter.pen, painter.at, wished);
        self.finish()
    }

    /// Hides the cursor and clears the far screen, whatever it shows.
    fn begin_afresh(&mut self, size: Size) {
        self.shown = vec![Spot::default(); usize::from(size.width) * usize::from(size.height)];
        self.out.extend(b"\x1b[?25l\x1b[m\x1b[H\x1b[2J");
        (self.pen, self.at, self.cursor) = (Pen::default(), At::Cell(Position::ORIGIN), None);
        self.unknown = false;
    }

    fn finish(&mut self) -> Vec<u8> {
        let frame = std::mem::take(&mut self.out);
        if self.synchronized && frame.len() > SYNCHRONIZED {
            [b"\x1b[?2026h".as_slice(), &frame, b"\x1b[?2026l"].concat()
        } else {
            frame
        }
    }
}

/// The size that is drawn on a terminal that says it has this one. Some say 0×0 for what they do not know.
fn drawn(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        return Size::new(80, 24);
    }
    Size::new(size.width.min(MOST.width), size.height.min(MOST.height))
}

/// A row of a frame as the far screen is to show it.
fn want(buffer: &Buffer, y: u16, colors: Colors, row: &mut Vec<Spot>) {
    row.clear();
    let width = usize::from(buffer.area.width);
    let mut cells = (0..buffer.area.width).map_while(|x| buffer.cell((x, y)));
    // Neighbours mostly share their style.
    let mut styled = None;
    while let Some(cell) = cells.next() {
        let style = (cell.fg, cell.bg, cell.modifier);
        let pen = match styled {
            Some((same, pen)) if same == style => pen,
            _ => Pen { fg: colors.fit(cell.fg), bg: colors.fit(cell.bg), modifier: cell.modifier },
        };
        styled = Some((style, pen));
        let (glyph, columns) = glyph_of(cell.symbol());
        // What lies over a part of a wide letter was drawn after it.
        let whole = row.len() + columns <= width && cells.clone().take(columns - 1).all(|cell| cell.symbol() == " ");
        if glyph == Glyph::Blank || !whole {
            row.push(Spot { glyph: Glyph::Blank, pen: pen.of_blank() });
        } else {
            row.push(Spot { glyph, pen });
            for _ in 1..columns {
                cells.next();
                row.push(Spot { glyph: Glyph::Tail, pen });
            }
        }
    }
}

/// What a cell's text is on the far screen, and its columns. This is the last gate: what could steer a terminal
/// is dropped.
fn glyph_of(symbol: &str) -> (Glyph, usize) {
    if let [letter @ b'!'..=b'~'] = symbol.as_bytes() {
        return (Glyph::Letter(char::from(*letter), Width::One), 1);
    }
    let mut letters = symbol.chars().filter(|c| !is_unwanted(*c));
    let (first, more) = (letters.next(), letters.next().is_some());
    match first {
        None | Some(' ') if !more => (Glyph::Blank, 1),
        Some(c) if !more && c.is_ascii() => (Glyph::Letter(c, Width::One), 1),
        Some(c) if !more || symbol.len() > MAX_CLUSTER => match c.encode_utf8(&mut [0; 4]).cell_width() {
            0 => (Glyph::Blank, 1),
            1 => (Glyph::Letter(c, Width::One), 1),
            _ => (Glyph::Letter(c, Width::Two), 2),
        },
        _ => {
            let cluster: String = symbol.chars().filter(|c| !is_unwanted(*c)).collect();
            match cluster.cell_width() {
                0 => (Glyph::Blank, 1),
                columns => (Glyph::Cluster(cluster.into()), columns.into()),
            }
        }
    }
}

/// Writes the changes of rows, keeping account of the far terminal's pen and cursor.
struct Painter<'a> {
    pen: Pen,
    at: At,
    width: u16,
    out: &'a mut Vec<u8>,
}

impl Painter<'_> {
    fn row(&mut self, y: u16, shown: &[Spot], wanted: &[Spot]) {
        let changed = |x: &usize| shown.get(*x) != wanted.get(*x);
        let width = wanted.len();
        let tail = width - wanted.iter().rev().take_while(|spot| spot.is_erased()).count();
        let first_in_tail = (tail..width).find(changed);
        let last_in_tail = (tail..width).rfind(changed);
        let span = last_in_tail.zip(first_in_tail).map_or(0, |(last, first)| last - first + 1);
        let end = if span < WORTH_ERASING { width } else { tail };

        let mut x = 0;
        while let Some(at) = (x..end).find(changed) {
            let blank = wanted.iter().take(end).skip(at).take_while(|spot| spot.is_erased()).count();
            let run = (at..at + blank).rfind(changed).map_or(0, |last| last - at + 1);
            x = at + self.erase_run(at, y, run, wanted).unwrap_or_else(|| self.spot(at, y, wanted));
        }
        if let Some(first) = first_in_tail.filter(|_| end == tail) {
            self.erase_tail(tail, first, y, wanted);
        }
    }

    /// Erases blank cells in the middle of a row if that is shorter than printing them.
    fn erase_run(&mut self, x: usize, y: u16, run: usize, wanted: &[Spot]) -> Option<usize> {
        let run = u16::try_from(run).ok()?;
        let erase = moves::sequence(Some(run), b'X');
        // Erasing leaves the cursor where it is, so that a move of about the same length follows.
        (usize::from(run) > 2 * erase.len()).then(|| {
            self.go(x, y, wanted);
            self.take_up(self.pen.for_blank(Pen::default()));
            self.out.extend(erase);
            usize::from(run)
        })
    }

    /// Erases to the end of a row of which all from `tail` is to be blank and all before `first` is so.
    fn erase_tail(&mut self, tail: usize, first: usize, y: u16, wanted: &[Spot]) {
        let inside = |at: At| matches!(at, At::Cell(here) if here.y == y && (tail..=first).contains(&here.x.into()));
        if !inside(self.at) {
            self.go(if tail == 0 { 0 } else { first }, y, wanted);
        }
        self.take_up(self.pen.for_blank(Pen::default()));
        self.out.extend(b"\x1b[K");
    }

    /// Prints one cell and gives back the columns it takes.
    fn spot(&mut self, x: usize, y: u16, wanted: &[Spot]) -> usize {
        self.go(x, y, wanted);
        let columns = 1 + wanted.iter().skip(x + 1).take_while(|spot| spot.glyph == Glyph::Tail).count();
        if let Some(spot) = wanted.get(x) {
            self.print(spot, columns);
        }
        columns
    }

    fn print(&mut self, spot: &Spot, columns: usize) {
        self.take_up(spot.pen_from(self.pen));
        match &spot.glyph {
            Glyph::Blank | Glyph::Tail => self.out.push(b' '),
            Glyph::Letter(c, _) => self.out.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Glyph::Cluster(text) => self.out.extend(text.as_bytes()),
        }
        self.at = match (self.at, &spot.glyph) {
            (At::Cell(here), Glyph::Cluster(_)) => At::Row(here.y),
            (At::Cell(here), _) => match u16::try_from(usize::from(here.x) + columns) {
                Ok(x) if x < self.width => At::Cell(Position { x, ..here }),
                _ => At::Row(here.y),
            },
            (at, _) => at,
        };
    }

    /// Brings the cursor to a cell, by printing the cells before it again where that is shorter than a move.
    fn go(&mut self, x: usize, y: u16, wanted: &[Spot]) {
        let to = Position { x: u16::try_from(x).unwrap_or(u16::MAX), y };
        let start = self.out.len();
        moves::go(self.at, to, self.out);
        let cost = self.out.len() - start;
        if let At::Cell(here) = self.at
            && here.y == y
            && let Some(between) = wanted.get(usize::from(here.x)..x)
            && between.iter().all(|spot| spot.is_simple() && spot.pen_from(self.pen) == self.pen)
            && between.iter().map(Spot::bytes).sum::<usize>() <= cost
        {
            self.out.truncate(start);
            for spot in between {
                self.print(spot, 1);
            }
        }
        self.at = At::Cell(to);
    }

    fn take_up(&mut self, pen: Pen) {
        pen.take_up(self.pen, self.out);
        self.pen = pen;
    }

    fn place_cursor(&mut self, shown: Option<Position>, wished: Option<Position>) {
        if let Some(to) = wished {
            moves::go(self.at, to, self.out);
            self.at = At::Cell(to);
        }
        match (shown, wished) {
            (None, Some(_)) => self.out.extend(b"\x1b[?25h"),
            (Some(_), None) => self.out.extend(b"\x1b[?25l"),
            _ => {}
        }
    }
}

impl Spot {
    fn is_erased(&self) -> bool {
        self.glyph == Glyph::Blank && self.pen.is_erased()
    }

    /// One column wide on every terminal.
    fn is_simple(&self) -> bool {
        matches!(self.glyph, Glyph::Blank | Glyph::Letter(_, Width::One))
    }

    fn bytes(&self) -> usize {
        if let Glyph::Letter(c, _) = self.glyph { c.len_utf8() } else { 1 }
    }

    /// The pen that prints the cell, nearest to the one in hand.
    fn pen_from(&self, pen: Pen) -> Pen {
        if self.glyph == Glyph::Blank { pen.for_blank(self.pen) } else { self.pen }
    }
}

/// What ratatui needs to know of the far terminal. Nothing here can fail.
struct Client {
    size: Size,
    cursor: Option<Position>,
}

impl Backend for Client {
    type Error = Infallible;

    /// The whole frame is compared with the far screen instead.
    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _changed: I) -> Result<(), Infallible> {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    /// Showing comes with a place.
    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
