//! The plan by keys: depth, head, hours per month, years, the annual cycle, the process map, what is carried over.

use crate::stage::{EXAMPLE, Stage, example_store};
use stegvis::follow_up::{Change, Doing, FollowUp, Whole};
use stegvis::locale::Lang;
use stegvis::record::{Field, Id, Kind, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::plan::records::{
    AMBITION, AREA, AREA_NAME, DEPTH_REASON, HOURS, METHOD, NUMBER, PERIOD_FROM, PLAN_DEPTH, PLAN_THEME, PLANNED,
    PREVIOUS, PlanActivity, TITLE,
};
use stegvis::store::Store;

/// The sizes that every flow is walked at.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Last year's follow-up.
const BEFORE: Id = Id::from_u128(0x0100_0000_0000_7000_8000_0000_0000_0008);

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn set<K: Kind, T>(store: &Store, own: Id, record: Id, field: Field<K, T>, value: &Value) {
    let own = store.follow_up(own).unwrap_or_else(|| FollowUp::new(own).into());
    let whole = Whole { own, register: store.register() };
    let edit = whole.edit(&K::INFO, record, field.tag(), Some(value)).unwrap();
    let eyes = Eyes::owner(Officer::of_account("kollega"));
    store.commit_and_wait(&eyes, Id::from_u128(78), crate::stage::morning(), Change::of(Doing::Edit, edit)).unwrap();
}

/// An officer in the plan of the example.
fn stage(store: Store, size: (u16, u16)) -> Stage {
    let mut stage = Stage::on(store, Lang::Sv, size);
    stage.keys("enter tab tab").shows("Plan");
    stage
}

/// To a view of the tab, counted from the first.
fn view(stage: &mut Stage, place: usize) -> &mut Stage {
    stage.keys("V home");
    for _ in 1..place {
        stage.keys("down");
    }
    stage.keys("enter")
}

/// A follow-up of the year before with two plan rows: one whose requirement is in the example, one whose is not.
fn with_last_year(store: &Store) {
    let id = |at: u128| Id::from_u128(0x0200_0000_0000_7000_8000_0000_0000_0000 + at);
    set(store, BEFORE, BEFORE, TITLE, &text("Hemtjänst 2024"));
    set(store, BEFORE, BEFORE, PERIOD_FROM, &Value::Date("2024-01-01".parse().unwrap()));
    for (at, number) in [(1, "K01"), (2, "X99")] {
        set(store, BEFORE, id(at), NUMBER, &text(number));
        set(store, BEFORE, id(at), AREA, &text("Läkemedel och HSL"));
        set(store, BEFORE, id(10 + at), PLANNED, &Value::Link(id(at)));
        set(store, BEFORE, id(10 + at), METHOD, &Value::Choice("focus_group".into()));
        set(store, BEFORE, id(10 + at), PLAN_DEPTH, &Value::Choice("deep".into()));
        set(store, BEFORE, id(10 + at), PLAN_THEME, &text("Delegering"));
        set(store, BEFORE, id(10 + at), HOURS, &Value::Number(7.0));
    }
    set(store, EXAMPLE, EXAMPLE, PREVIOUS, &Value::Link(BEFORE));
    set(store, EXAMPLE, EXAMPLE, PERIOD_FROM, &Value::Date("2025-01-01".parse().unwrap()));
}

#[test]
fn the_risk_proposes_a_depth_and_another_one_asks_for_a_reason() {
    for size in SIZES {
        let mut stage = stage(example_store(), size);
        stage.shows("Djup").shows("(djup)");
        let row = stage.app.context().sight.whole.all::<PlanActivity>().next().unwrap();
        stage.colleague(row.id(), PLAN_DEPTH, &Value::Choice("sample".into()));
        stage.shows("stickprov ≠").checked();
        let asked = |stage: &Stage| {
            let list = &stage.app.context().findings.list;
            list.iter().any(|one| one.check == "plan-depth-without-reason")
        };
        assert!(asked(&stage));
        stage.colleague(row.id(), DEPTH_REASON, &text("Granskades i fjol")).checked();
        assert!(!asked(&stage));
    }
}

#[test]
fn the_head_of_the_plan_is_written_and_named() {
    for size in SIZES {
        let mut stage = stage(example_store(), size);
        view(&mut stage, 2).shows("årets tema").keys("n <Läkemedel> tab tab tab <Äldrenämnden> ctrl-s esc");
        stage.shows("Läkemedel").shows("Äldrenämnden");
    }
}

#[test]
fn hours_are_told_month_by_month_against_what_there_is() {
    for size in SIZES {
        let mut stage = stage(example_store(), size);
        view(&mut stage, 3).shows("Summa").shows("▸nov").shows("timmar på året").shows("Funktionens timmar");
        let function = stage.app.context().sight.whole.all::<PlanActivity>().next().unwrap();
        let function = function.get(stegvis::steps::plan::records::CARRIED_OUT_BY).unwrap().0;
        let store = &stage.store;
        let capacity = stegvis::steps::plan::records::CAPACITY;
        set(store, EXAMPLE, function, capacity, &Value::Number(150.0));
        stage.hear().pass(300).shows("47!").shows("Mer än en tolftedel").shows("Har 150 timmar");
    }
}

#[test]
fn the_year_is_a_picture_and_a_list_with_this_month_marked() {
    for size in SIZES {
        let mut stage = stage(example_store(), size);
        view(&mut stage, 5).shows("▸nov").shows("insamling").shows("egenkontroll");
        stage.keys("n <Bokslut> tab <nämnd> tab <feb> space enter esc").shows("Bokslut");
        view(&mut stage, 5).keys("down down down").pass(300).shows("nämnd").shows("Bokslut");
        view(&mut stage, 6).shows("Bokslut").keys("/ <nov> enter").shows("▸nov");
    }
}

#[test]
fn the_process_map_says_who_does_what_and_which_document_comes_out() {
    for size in SIZES {
        let mut stage = stage(example_store(), size);
        let row = stage.app.context().sight.whole.all::<PlanActivity>().next().unwrap();
        let document = stegvis::steps::plan::records::PLAN_DOCUMENT;
        stage.colleague(row.id(), document, &text("PM tidsrapport"));
        view(&mut stage, 8).shows("? inget dokument").shows("→ PM tids");
    }
}

#[test]
fn last_years_rows_come_over_in_one_change_and_go_in_one() {
    for size in SIZES {
        let store = example_store();
        let mut stage = stage(store, size);
        view(&mut stage, 9).shows("Ange föregående uppföljning");
        with_last_year(&stage.store);
        stage.hear().shows("inte här än").keys("/ <x99> enter").shows("kravet är borta").keys("esc");
        let rows = |stage: &Stage| stage.app.context().sight.whole.all::<PlanActivity>().count();
        let before = (rows(&stage), stage.app.context().sight.whole.own.seq());
        stage.keys("y").shows("Ta över från Hemtjänst 2024? 1 planrad kommer hit").keys("j");
        assert_eq!((rows(&stage), stage.app.context().sight.whole.own.seq()), (before.0 + 1, before.1 + 1));
        stage.lacks("inte här än").keys("y").shows("finns redan här");
        let came = stage.app.context().sight.whole.all::<PlanActivity>().find(|row| row.get(HOURS) == Some(7.0));
        assert_eq!(came.unwrap().get(PLAN_THEME).as_deref(), Some("Delegering"));
        stage.keys("u j");
        assert_eq!(rows(&stage), before.0);
    }
}

#[test]
fn areas_are_told_over_the_years() {
    for size in SIZES {
        let store = example_store();
        with_last_year(&store);
        let area = Id::from_u128(0x0300_0000_0000_7000_8000_0000_0000_0001);
        set(&store, EXAMPLE, area, AREA_NAME, &text("Läkemedel och HSL"));
        set(&store, EXAMPLE, area, AMBITION, &Value::Choice("base".into()));
        let mut stage = Stage::on(store, Lang::Sv, size);
        stage.keys("end enter tab tab").shows("Hemtjänst 2025");
        view(&mut stage, 4).shows("2020").shows("▸2025").shows("2027").shows("D Dele");
        stage.keys("/ <läkemedel> enter").pass(300).shows("2025: bas").shows("2024: djup");
    }
}
