//! The fewest bytes that bring a terminal's cursor from one place to another.

use ratatui::layout::Position;
use std::io::Write as _;

/// A terminal's cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// Nobody knows where.
    Unknown,
    /// In this row, at a column that nobody knows: behind the last one, where terminals differ in what a step
    /// to the left does, or behind letters whose width terminals differ in.
    Row(u16),
    /// Here.
    Cell(Position),
}

/// Moves the cursor.
pub(super) fn go(from: At, to: Position, out: &mut Vec<u8>) {
    let start = out.len();
    let (column, row) = match from {
        At::Cell(here) if here == to => return,
        At::Unknown => return absolute(to, out),
        At::Row(row) => (None, row),
        At::Cell(here) => (Some(here.x), here.y),
    };
    absolute(to, out);
    let relative = out.len();
    across(column, to.x, out);
    along(row, to.y, out);
    if out.len() - relative < relative - start {
        out.drain(start..relative);
    } else {
        out.truncate(relative);
    }
}

fn absolute(to: Position, out: &mut Vec<u8>) {
    let (row, column) = (to.y + 1, to.x + 1);
    // Writing into a Vec cannot fail. A number left out is 1.
    let _ = match (row, column) {
        (1, 1) => write!(out, "\x1b[H"),
        (row, 1) => write!(out, "\x1b[{row}H"),
        (1, column) => write!(out, "\x1b[;{column}H"),
        (row, column) => write!(out, "\x1b[{row};{column}H"),
    };
}

/// To another column of the row.
fn across(from: Option<u16>, to: u16, out: &mut Vec<u8>) {
    match from {
        Some(from) if from == to => {}
        Some(from) if to > from => shorter(steps(to - from, b'C'), column(to), out),
        _ if to == 0 => out.push(b'\r'),
        // A backspace is one byte.
        Some(from) if from - to < 4 => out.extend(std::iter::repeat_n(8, usize::from(from - to))),
        Some(from) => shorter(steps(from - to, b'D'), column(to), out),
        None => out.extend(column(to)),
    }
}

/// To another row. A line feed is one byte and, in a raw terminal, stays in its column.
fn along(from: u16, to: u16, out: &mut Vec<u8>) {
    match to.checked_sub(from) {
        Some(down @ 0..=3) => out.extend(std::iter::repeat_n(b'\n', usize::from(down))),
        Some(down) => out.extend(steps(down, b'B')),
        None => out.extend(steps(from - to, b'A')),
    }
}

fn shorter(one: Vec<u8>, other: Vec<u8>, out: &mut Vec<u8>) {
    out.extend(if one.len() <= other.len() { one } else { other });
}

fn steps(count: u16, letter: u8) -> Vec<u8> {
    sequence((count > 1).then_some(count), letter)
}

fn column(to: u16) -> Vec<u8> {
    sequence((to > 0).then_some(to + 1), b'G')
}

/// A control sequence with a number, or with none where that means the same.
pub(super) fn sequence(number: Option<u16>, letter: u8) -> Vec<u8> {
    let mut bytes = b"\x1b[".to_vec();
    if let Some(number) = number {
        let _ = write!(bytes, "{number}");
    }
    bytes.push(letter);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{At, go};
    use ratatui::layout::Position;

    fn bytes(from: At, to: (u16, u16)) -> String {
        let mut out = Vec::new();
        go(from, to.into(), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn at(x: u16, y: u16) -> At {
        At::Cell(Position { x, y })
    }

    #[test]
    fn every_move_takes_the_fewest_bytes() {
        for (from, to, expected) in [
            (at(5, 5), (5, 5), ""),
            (at(5, 5), (0, 6), "\r\n"),
            (at(5, 5), (5, 6), "\n"),
            (at(5, 5), (3, 5), "\x08\x08"),
            (at(5, 5), (6, 5), "\x1b[C"),
            (at(5, 5), (19, 5), "\x1b[14C"),
            (at(1, 5), (10, 5), "\x1b[9C"),
            (at(70, 5), (3, 5), "\x1b[4G"),
            (at(5, 9), (5, 2), "\x1b[7A"),
            (at(40, 9), (60, 2), "\x1b[3;61H"),
            (at(40, 9), (0, 0), "\x1b[H"),
            (At::Row(5), (0, 5), "\r"),
            (At::Row(5), (0, 7), "\r\n\n"),
            (At::Row(5), (79, 5), "\x1b[80G"),
            (At::Unknown, (0, 5), "\x1b[6H"),
            (At::Unknown, (5, 0), "\x1b[;6H"),
        ] {
            assert_eq!(bytes(from, to), expected, "{from:?} to {to:?}");
        }
    }
}
