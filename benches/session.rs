//! One key in a session: update and draw at 1,000 and 100,000 requirements, beside a bare ratatui table of the
//! same rows that are seen. Read as ratios.

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::Event;
use ratatui::layout::{Constraint, Size};
use ratatui::widgets::{Row, Table};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use stegvis::app::{App, Effect, Message, Start};
use stegvis::follow_up::{FollowUp, Whole};
use stegvis::hub::{Colors, ScreenBytes};
use stegvis::keys::{Keymap, sequence};
use stegvis::locale::{Lang, Languages};
use stegvis::record::{Id, Kind as _, REGISTER, Record, Stored, Tag, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::duplicates::Search;
use stegvis::steps::plan::records::{FollowUpHeader, NUMBER, Requirement, SOURCE, TEXT, TITLE};
use stegvis::ui::{Column, Look, Query, Sight, Width};

const SIZES: [u32; 2] = [1_000, 100_000];
const OWN: Id = Id::from_u128(2);

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_400)
}

fn follow_up(rows: u32) -> FollowUp {
    let mut own = FollowUp::new(OWN);
    let text = |text: &str| Stored::of(&Value::Text(text.into()));
    let header = BTreeMap::from([(TITLE.tag(), text("Hemtjänst"))]);
    own.put(Record::new(OWN, FollowUpHeader::INFO.number, 1, &header));
    for row in 0..rows {
        let wording = format!("Krav {row} ska uppfyllas vid varje tillfälle; avvikelser dokumenteras och följs upp.");
        let fields: BTreeMap<Tag, Stored> = BTreeMap::from([
            (NUMBER.tag(), text(&format!("K{row}"))),
            (TEXT.tag(), text(&wording)),
            (SOURCE.tag(), Stored::of(&Value::Choice("contract".into()))),
        ]);
        own.put(Record::new(Id::from_u128(1_000 + u128::from(row)), Requirement::INFO.number, 1, &fields));
    }
    own
}

fn press(app: &mut App, keys: &str) {
    for key in sequence(keys).unwrap_or_default() {
        let mut effects = app.update(now(), Message::Input(Event::Key(key.event())));
        while let Some(effect) = effects.pop() {
            if let Effect::Work(job) = effect {
                effects.extend(app.update(now(), Message::Worked(job.run())));
            }
        }
    }
}

fn session(rows: u32) -> App {
    let mut app = App::new(Start {
        eyes: Eyes::owner(Officer::of_account("handläggare")),
        languages: Languages::default(),
        lang: None,
        keys: Arc::new(Keymap::default_preset()),
        look: Look::default(),
        size: Size { width: 80, height: 24 },
        seed: [1; 8],
        now: now(),
        day: stegvis::record::local_day,
        register: Arc::new(FollowUp::new(REGISTER)),
        follow_ups: vec![Arc::new(follow_up(rows))],
        kept: Vec::new(),
        problems: Vec::new(),
        stays: false,
    });
    press(&mut app, "enter");
    app
}

fn keys(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("key");
    for rows in SIZES {
        let mut app = session(rows);
        group.bench_function(format!("update/{rows}"), |bench| bench.iter(|| press(&mut app, "down up")));
        let mut screen = ScreenBytes::new(Size { width: 80, height: 24 }, Colors::Sixteen, false);
        group.bench_function(format!("draw/{rows}"), |bench| {
            bench.iter(|| {
                press(&mut app, "down");
                let down = screen.draw(|frame| app.view(frame));
                press(&mut app, "up");
                let up = screen.draw(|frame| app.view(frame));
                black_box((down, up))
            });
        });
    }
    let mut screen = ScreenBytes::new(Size { width: 80, height: 24 }, Colors::Sixteen, false);
    group.bench_function("draw/bare-table", |bench| {
        bench.iter(|| {
            for marked in [1, 0] {
                let bytes = screen.draw(|frame| {
                    let rows = (0..17).map(|row| {
                        let mark = if row == marked { "▸" } else { " " };
                        Row::new([
                            format!("{mark}K{row}"),
                            "Krav ska uppfyllas vid varje tillfälle".into(),
                            "avtal".into(),
                        ])
                    });
                    let widths = [Constraint::Length(6), Constraint::Fill(1), Constraint::Length(9)];
                    frame.render_widget(Table::new(rows, widths), frame.area());
                });
                black_box(bytes);
            }
        });
    });
    group.finish();
}

const COLUMNS: &[Column] = &[Column::field(NUMBER.tag(), Width::Fixed(6)), Column::field(TEXT.tag(), Width::Rest(1))];

/// What runs beside the keys: the rows of a table, sorted and filtered.
fn rows(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rows");
    group.sample_size(10);
    for size in SIZES {
        let own = Arc::new(follow_up(size));
        let whole = Whole { own, register: Arc::new(FollowUp::new(REGISTER)) };
        let sight = Sight { whole, others: Arc::default(), words: Languages::default().get(Lang::Sv), kinds: KINDS };
        for (name, filter) in [("sort", ""), ("filter", "krav 99")] {
            let query = Query { filter: filter.into(), ..Query::default() };
            let records = || sight.whole.own.records(Requirement::INFO.number);
            group.bench_function(format!("{name}/{size}"), |bench| {
                bench.iter(|| query.pick(&sight, &Requirement::INFO, COLUMNS, records()));
            });
        }
    }
    group.finish();
}

/// What is looked for among all requirements, whatever key was pressed: words that nothing holds, and texts that say
/// nearly the same. Those of [`follow_up`] all do, which is the worst case.
fn sought(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sought");
    group.sample_size(10);
    for size in SIZES {
        let own = Arc::new(follow_up(size));
        let whole = Whole { own, register: Arc::new(FollowUp::new(REGISTER)) };
        let words = Languages::default().get(Lang::Sv);
        let sight = Sight { whole: whole.clone(), others: Arc::default(), words, kinds: KINDS };
        let query = Query { filter: "avikelser dokumentras".into(), near: true, ..Query::default() };
        let records = || sight.whole.own.records(Requirement::INFO.number);
        group.bench_function(format!("near/{size}"), |bench| {
            bench.iter(|| query.pick(&sight, &Requirement::INFO, COLUMNS, records()));
        });
        group.bench_function(format!("duplicates/{size}"), |bench| {
            bench.iter(|| {
                let mut search = Search::of(&whole);
                while search.go_on(&whole, 2_000) {}
                black_box(search.pairs())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, keys, rows, sought);
criterion_main!(benches);
