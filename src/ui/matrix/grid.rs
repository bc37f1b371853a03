//! What stands in a four-field matrix, where, and which item is marked. Pure; drawn by its sibling `view`.

use super::super::table::Move;
use crate::record::{Id, Risk};
use std::collections::HashMap;

/// Fewest and most steps of an axis.
pub const SIZES: std::ops::RangeInclusive<u8> = 2..=10;

/// A place in the grid: the step along x and the one along y, from 1.
pub type Place = (u8, u8);

/// One axis: what it measures, and in how many steps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    /// What it measures.
    pub name: String,
    /// What its steps are called, from the lowest; those without a name have none.
    pub steps: Vec<String>,
    size: u8,
    low: u8,
}

impl Axis {
    /// An axis of so many steps, held within [`SIZES`]. What is above the middle is high.
    #[must_use]
    pub fn new(name: impl Into<String>, size: u8) -> Self {
        let size = size.clamp(*SIZES.start(), *SIZES.end());
        Self { name: name.into(), steps: Vec::new(), size, low: size.div_ceil(2) }
    }

    /// The same axis with names of its steps.
    #[must_use]
    pub fn steps(mut self, steps: Vec<String>) -> Self {
        self.steps = steps;
        self
    }

    /// The same axis on which this step is the highest that is low.
    #[must_use]
    pub fn low(mut self, low: u8) -> Self {
        self.low = low.clamp(1, self.size - 1);
        self
    }

    /// How many steps it has.
    #[must_use]
    pub fn size(&self) -> u8 {
        self.size
    }

    /// The highest step that is low.
    #[must_use]
    pub fn threshold(&self) -> u8 {
        self.low
    }

    /// Whether a step stands on it.
    #[must_use]
    pub fn holds(&self, step: u8) -> bool {
        (1..=self.size).contains(&step)
    }

    /// What a step is called; empty when it has no name.
    #[must_use]
    pub fn step(&self, step: u8) -> &str {
        let at = usize::from(step).checked_sub(1);
        at.and_then(|at| self.steps.get(at)).map_or("", String::as_str)
    }
}

/// Which axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Along {
    /// From left to right.
    #[default]
    X,
    /// Upwards.
    Y,
}

/// Both axes, and what their fields are called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axes {
    /// From left to right.
    pub x: Axis,
    /// Upwards.
    pub y: Axis,
    /// What the fields are called: both low, x high, y high, both high.
    pub names: [String; 4],
    /// The class of risk that each place has, where places have one.
    pub classes: HashMap<Place, Risk>,
    /// The axis whose digit comes first when one places by two digits.
    pub first: Along,
}

impl Axes {
    /// Axes with names for their fields: both low, x high, y high, both high.
    #[must_use]
    pub fn new(x: Axis, y: Axis, names: [String; 4]) -> Self {
        Self { x, y, names, classes: HashMap::new(), first: Along::X }
    }

    /// The same axes, on which the digit of y comes first.
    #[must_use]
    pub fn y_first(mut self) -> Self {
        self.first = Along::Y;
        self
    }

    /// Whether a place stands on both.
    #[must_use]
    pub fn hold(&self, (x, y): Place) -> bool {
        self.x.holds(x) && self.y.holds(y)
    }

    /// The axis whose digit comes first, and the other one.
    #[must_use]
    pub fn in_order(&self) -> [&Axis; 2] {
        match self.first {
            Along::X => [&self.x, &self.y],
            Along::Y => [&self.y, &self.x],
        }
    }

    /// The place of two digits as they are typed.
    #[must_use]
    pub fn place(&self, first: u8, second: u8) -> Place {
        match self.first {
            Along::X => (first, second),
            Along::Y => (second, first),
        }
    }

    /// Which of the four fields a place is in, in the order of their names; nothing off the axes.
    #[must_use]
    pub fn field(&self, place: Place) -> Option<usize> {
        let (x, y) = (usize::from(place.0 > self.x.low), usize::from(place.1 > self.y.low));
        self.hold(place).then_some(x + 2 * y)
    }
}

/// Something that is placed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Which record it is.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Where it stands; nothing before it is placed.
    pub at: Option<Place>,
}

/// The axes and everything that is to be placed, in the order in which it is numbered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The axes.
    pub axes: Axes,
    /// The items.
    pub items: Vec<Item>,
}

/// What the list beside the grid groups items by, in its order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// Not placed yet.
    Unplaced,
    /// Placed where these axes have no step.
    Outside,
    /// In one of the four fields; the one that is high on both axes comes first.
    Field(usize),
}

/// The order of the fields in the list: both high, y high, x high, both low.
const FIELDS: [usize; 4] = [3, 2, 1, 0];

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// A group, and how many items are in it.
    Head(Group, usize),
    /// An item, by its place among all.
    Item(usize),
}

/// A four-field matrix: its picture, the list of what stands in it, and the item that is marked.
#[derive(Clone, Debug)]
pub struct Grid {
    picture: Picture,
    lines: Vec<Line>,
    cells: HashMap<Place, Vec<usize>>,
    /// The marked item, by its place among all.
    marked: usize,
}

impl Grid {
    /// A matrix of a picture; its first line is marked.
    #[must_use]
    pub fn new(picture: Picture) -> Self {
        let mut grid = Self { picture, lines: Vec::new(), cells: HashMap::new(), marked: 0 };
        grid.arrange();
        let first = grid.ordered().next();
        grid.marked = first.unwrap_or_default();
        grid
    }

    /// Takes a new picture; what was marked stays so if it is still there.
    pub fn take(&mut self, picture: Picture) {
        let before = self.marked().map(|item| item.id);
        let number = self.marked;
        *self = Self::new(picture);
        if before.is_some_and(|id| !self.mark(id)) {
            self.marked = number.min(self.picture.items.len().saturating_sub(1));
        }
    }

    fn arrange(&mut self) {
        let mut groups: HashMap<Group, Vec<usize>> = HashMap::new();
        self.cells.clear();
        for (at, item) in self.picture.items.iter().enumerate() {
            groups.entry(group_of(&self.picture.axes, item)).or_default().push(at);
            if let Some(place) = item.at.filter(|place| self.picture.axes.hold(*place)) {
                self.cells.entry(place).or_default().push(at);
            }
        }
        self.lines.clear();
        let order = [Group::Unplaced, Group::Outside].into_iter().chain(FIELDS.map(Group::Field));
        for group in order {
            let Some(items) = groups.get(&group) else { continue };
            self.lines.push(Line::Head(group, items.len()));
            self.lines.extend(items.iter().copied().map(Line::Item));
        }
    }

    /// The items as they are listed.
    fn ordered(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().filter_map(|line| if let Line::Item(at) = line { Some(*at) } else { None })
    }

    /// The axes.
    #[must_use]
    pub fn axes(&self) -> &Axes {
        &self.picture.axes
    }

    /// The items, in the order in which they are numbered.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.picture.items
    }

    /// The lines of the list.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The items in a place, by their places among all.
    #[must_use]
    pub fn in_cell(&self, place: Place) -> &[usize] {
        self.cells.get(&place).map_or(&[], Vec::as_slice)
    }

    /// How many items are in a group.
    #[must_use]
    pub fn count(&self, group: Group) -> usize {
        let of = |line: &Line| if let Line::Head(of, count) = line { (*of == group).then_some(*count) } else { None };
        self.lines.iter().find_map(of).unwrap_or_default()
    }

    /// How many items stand in the grid.
    #[must_use]
    pub fn placed(&self) -> usize {
        FIELDS.iter().map(|field| self.count(Group::Field(*field))).sum()
    }

    /// The marked item's place among all.
    #[must_use]
    pub fn at(&self) -> usize {
        self.marked
    }

    /// The marked item.
    #[must_use]
    pub fn marked(&self) -> Option<&Item> {
        self.picture.items.get(self.marked)
    }

    /// Marks an item; whether it is there.
    pub fn mark(&mut self, id: Id) -> bool {
        let found = self.picture.items.iter().position(|item| item.id == id);
        self.marked = found.unwrap_or(self.marked);
        found.is_some()
    }

    /// Marks another item of the list, of which a page shows `page` lines.
    pub fn step(&mut self, by: Move, page: usize) {
        let order: Vec<usize> = self.ordered().collect();
        let mut cursor =
            super::super::table::Cursor { at: order.iter().position(|at| *at == self.marked).unwrap_or_default() };
        cursor.step(by, order.len(), page);
        self.marked = order.get(cursor.at).copied().unwrap_or_default();
    }

    /// Puts the marked item into a place, or takes it off the grid. A place off the axes changes nothing.
    pub fn put(&mut self, place: Option<Place>) {
        if place.is_some_and(|place| !self.picture.axes.hold(place)) {
            return;
        }
        if let Some(item) = self.picture.items.get_mut(self.marked) {
            item.at = place;
            self.arrange();
        }
    }

    /// Where the marked item comes to stand when it is moved by so many steps; at the edge it stays. What stands
    /// nowhere yet comes into the middle first.
    #[must_use]
    pub fn moved(&self, right: i8, up: i8) -> Option<Place> {
        let axes = &self.picture.axes;
        let item = self.marked()?;
        let Some((x, y)) = item.at else { return Some((axes.x.low, axes.y.low)) };
        let by = |step: u8, by: i8, axis: &Axis| step.saturating_add_signed(by).clamp(1, axis.size);
        Some((by(x, right, &axes.x), by(y, up, &axes.y)))
    }

    /// Goes on from an item that has been placed: to the next one that is not, by number and from the beginning again;
    /// when all are placed, to the next by number.
    pub fn go_on(&mut self) {
        let count = self.picture.items.len();
        let unplaced = |at: &usize| self.picture.items.get(*at).is_some_and(|item| item.at.is_none());
        let after = (self.marked + 1..count).chain(0..self.marked);
        let next = after.clone().find(unplaced).or_else(|| (self.marked + 1 < count).then_some(self.marked + 1));
        self.marked = next.unwrap_or(self.marked);
    }
}

fn group_of(axes: &Axes, item: &Item) -> Group {
    match item.at {
        None => Group::Unplaced,
        Some(place) => axes.field(place).map_or(Group::Outside, Group::Field),
    }
}

/// How an item is marked in the grid and in the list: ① to ⑳, then plain numbers.
#[must_use]
pub fn number(at: usize) -> String {
    const CIRCLED: [char; 20] =
        ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '⑪', '⑫', '⑬', '⑭', '⑮', '⑯', '⑰', '⑱', '⑲', '⑳'];
    CIRCLED.get(at).map_or_else(|| (at + 1).to_string(), char::to_string)
}
