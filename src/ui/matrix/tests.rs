//! What an officer relies on in a matrix: where items stand, what keys do to the marked one, and what is drawn.

use super::super::table::Move;
use super::{Axes, Axis, Grid, Group, Item, Picture, Place, listed, number, view};
use crate::follow_up::{FollowUp, Whole};
use crate::keys::Keymap;
use crate::locale::{Lang, Languages};
use crate::record::{Id, REGISTER, Risk};
use crate::rights::{Eyes, Officer};
use crate::ui::{Context, Drafts, Ids, Look, Sight};
use chrono::DateTime;
use ratatui::{Terminal, backend::TestBackend, layout::Rect, layout::Size};
use std::sync::Arc;

fn context(lang: Lang) -> Context {
    let languages = Languages::default();
    let register = Arc::new(FollowUp::new(REGISTER));
    let whole = Whole { own: Arc::new(FollowUp::new(Id::from_u128(2))), register };
    let sight = Sight { whole, others: Arc::default(), words: languages.get(lang), kinds: &[] };
    Context {
        eyes: Eyes::owner(Officer::of_account("uppföljare")),
        sight,
        languages,
        keys: Arc::new(Keymap::default_preset()),
        look: Look::default(),
        size: Size { width: 80, height: 24 },
        now: DateTime::UNIX_EPOCH,
        today: DateTime::UNIX_EPOCH.date_naive(),
        ids: Ids::new([1; 8]),
        follow_ups: Vec::new(),
        findings: Arc::default(),
        drafts: Drafts::default(),
        last: None,
        came_from: None,
        places: Vec::new(),
        problems: Vec::new(),
        no_files: false,
        others: Vec::new(),
        then: None,
    }
}

fn axes(size: u8) -> Axes {
    let names = ["Bevaka", "Förebygg", "Beredskap", "Åtgärda nu"].map(String::from);
    Axes::new(Axis::new("sannolikhet", size), Axis::new("konsekvens", size), names).y_first()
}

fn items(places: &[Option<Place>]) -> Vec<Item> {
    let item =
        |(at, place): (u128, &Option<Place>)| Item { id: Id::from_u128(at), name: format!("K{at:02}"), at: *place };
    (1..).zip(places).map(item).collect()
}

fn grid(size: u8, places: &[Option<Place>]) -> Grid {
    Grid::new(Picture { axes: axes(size), items: items(places) })
}

fn drawn(grid: &Grid, (width, height): (u16, u16)) -> String {
    let cx = context(Lang::Sv);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view(grid, &cx, frame, Rect { x: 0, y: 0, width, height })).unwrap();
    let buffer = terminal.backend().buffer();
    let line = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(line).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_above_the_middle_is_high() {
    let of = |size: u8| axes(size).x.threshold();
    assert_eq!((of(3), of(4), of(5), of(6), of(10)), (2, 2, 3, 3, 5));
    let axes = axes(4);
    assert_eq!(axes.field((1, 1)), Some(0));
    assert_eq!(axes.field((3, 2)), Some(1));
    assert_eq!(axes.field((2, 3)), Some(2));
    assert_eq!(axes.field((4, 4)), Some(3));
    assert_eq!(axes.field((5, 1)), None);
    assert_eq!(Axis::new("a", 4).low(3).threshold(), 3, "the threshold is data");
    assert_eq!(Axis::new("a", 200).size(), 10);
}

#[test]
fn ten_items_are_placed_by_two_digits_each_in_their_order() {
    let mut grid = grid(4, &[None; 10]);
    for at in 0..10u8 {
        assert_eq!(grid.at(), usize::from(at));
        let place = grid.axes().place(1 + at % 4, 1 + at / 4);
        grid.put(Some(place));
        grid.go_on();
    }
    assert_eq!(grid.placed(), 10);
    assert_eq!(grid.items()[9].at, Some((3, 2)), "the first digit is that of y");
}

#[test]
fn going_on_seeks_what_is_not_placed_and_begins_again_at_the_end() {
    let mut grid = grid(4, &[None, Some((1, 1)), None, Some((2, 2))]);
    grid.mark(Id::from_u128(3));
    grid.put(Some((4, 4)));
    grid.go_on();
    assert_eq!(grid.at(), 0);
    grid.put(Some((4, 4)));
    grid.go_on();
    assert_eq!(grid.at(), 1, "all are placed: by number");
}

#[test]
fn arrows_move_within_the_grid_and_begin_in_the_middle() {
    let mut grid = grid(4, &[None]);
    assert_eq!(grid.moved(1, 0), Some((2, 2)));
    grid.put(grid.moved(1, 0));
    grid.put(grid.moved(1, 1));
    assert_eq!(grid.marked().unwrap().at, Some((3, 3)));
    for _ in 0..5 {
        grid.put(grid.moved(1, -1));
    }
    assert_eq!(grid.marked().unwrap().at, Some((4, 1)));
    grid.put(Some((9, 9)));
    assert_eq!(grid.marked().unwrap().at, Some((4, 1)), "off the axes nothing changes");
    grid.put(None);
    assert_eq!(grid.count(Group::Unplaced), 1);
}

#[test]
fn what_the_axes_do_not_hold_is_listed_as_outside_and_keeps_its_place() {
    let grid = grid(4, &[Some((5, 1)), Some((1, 1))]);
    assert_eq!((grid.count(Group::Outside), grid.placed()), (1, 1));
    assert!(drawn(&grid, (80, 17)).contains("Utanför skalan (1)"));
}

#[test]
fn the_mark_follows_its_item_through_a_new_picture() {
    let mut grid = grid(4, &[None, None, None]);
    grid.step(Move::Down, 5);
    assert_eq!(grid.marked().unwrap().id, Id::from_u128(2));
    let mut changed = items(&[Some((1, 1)), Some((4, 4)), None]);
    changed.rotate_left(1);
    grid.take(Picture { axes: axes(4), items: changed });
    assert_eq!(grid.marked().unwrap().id, Id::from_u128(2));
    grid.take(Picture { axes: axes(4), items: items(&[None]) });
    assert_eq!(grid.marked().unwrap().id, Id::from_u128(1));
    grid.take(Picture { axes: axes(4), items: Vec::new() });
    assert_eq!(grid.marked(), None);
}

#[test]
fn it_is_drawn_with_fields_marks_and_list() {
    let mut places = vec![Some((4, 4)), Some((4, 4)), Some((1, 4)), Some((2, 1)), None, Some((3, 3))];
    places.extend(vec![Some((1, 1)); 30]);
    let mut grid = grid(4, &places);
    grid.mark(Id::from_u128(2));
    let shown = drawn(&grid, (80, 17));
    for part in ["↑ konsekvens   → sannolikhet", "Åtgärda nu (3)", "Beredskap (1)", "Förebygg", "Bevaka (31)"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    for part in ["① [②]", "③", "⑥", "×30", "Inte placerade (1)", "▸② K02", "konsekvens 4 · sannolikhet 4"]
    {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert!(shown.contains('╋') && shown.contains('┃') && shown.contains('━'));
    insta::assert_snapshot!("matrix", shown);
}

#[test]
fn a_class_is_told_by_its_mark() {
    let mut picture = Picture { axes: axes(4), items: items(&[Some((1, 1))]) };
    picture.axes.classes.insert((1, 1), Risk::Low);
    picture.axes.classes.insert((4, 4), Risk::High);
    let shown = drawn(&Grid::new(picture), (80, 17));
    assert!(shown.contains('●') && shown.contains('■'), "{shown}");
}

#[test]
fn narrow_has_the_list_below_and_too_little_room_leaves_the_list() {
    let grid = grid(4, &[Some((4, 4)), None]);
    let shown = drawn(&grid, (40, 12));
    assert!(shown.contains('╋') && shown.contains("▸② K02"), "{shown}");
    let tight = drawn(&grid, (40, 6));
    assert!(tight.contains('┃') && tight.contains("▸② K02"), "{tight}");
    assert!(drawn(&grid, (10, 3)).contains("K02"));
}

#[test]
fn no_size_and_no_number_of_items_breaks_it() {
    for size in [2, 3, 4, 7, 10] {
        for count in [0, 1, 25, 250] {
            let places: Vec<Option<Place>> =
                (0..count).map(|at| (at % 3 > 0).then_some((1 + at % size, 1 + at / 7 % size))).collect();
            let grid = grid(size, &places);
            for (width, height) in [(1, 1), (10, 3), (20, 9), (40, 6), (63, 30), (64, 4), (80, 17), (200, 50)] {
                drawn(&grid, (width, height));
                let _ = listed(&grid, Rect { x: 0, y: 0, width, height });
            }
        }
    }
}

#[test]
fn numbers_are_circled_to_twenty() {
    assert_eq!((number(0).as_str(), number(19).as_str(), number(20).as_str()), ("①", "⑳", "21"));
}
