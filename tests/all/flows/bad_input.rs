//! What goes wrong by keys is refused or flagged, with what, where and what to do; the data stays as it was.

use super::kinds::{go_to, go_to_field};
use crate::stage::{EXAMPLE, Stage};
use stegvis::record::{Id, KindInfo, Tag, Value};
use stegvis::steps::kind_named;
use stegvis::steps::plan::records::{Requirement, TEXT};

fn kind(name: &str) -> &'static KindInfo {
    kind_named(name).unwrap()
}

/// Goes to a field of the form that is open, by its name in the table of its kind.
#[track_caller]
fn at_field(stage: &mut Stage, of: &str, field: &str) {
    let def = kind(of).fields.iter().find(|def| def.name == field).unwrap();
    go_to_field(stage, kind(of), def);
}

fn text_of(stage: &Stage, record: Id) -> String {
    stage.app.context().sight.whole.own.of::<Requirement>(record).unwrap().get(TEXT).unwrap()
}

#[test]
fn ten_thousand_letters_are_taken_and_twenty_thousand_refused_with_the_numbers() {
    let mut stage = Stage::example();
    let record = stage.requirement("K03");
    stage.keys("enter / <K03> enter enter down");
    let before = text_of(&stage, record);
    stage.paste(&"å".repeat(10_000)).keys("ctrl-s").lacks("✎");
    let with = format!("{before}{}", "å".repeat(10_000));
    assert_eq!(text_of(&stage, record), with);
    stage.keys("up").paste(&"ö".repeat(20_000)).shows("så 20\u{a0}000 till får inte plats").shows("Fältet rymmer 16");
    stage.keys("ctrl-s").lacks("✎");
    assert_eq!(text_of(&stage, record), with);
    stage.keys("esc u");
    assert_eq!(text_of(&stage, record), before);
}

#[test]
fn no_cause_can_be_chosen_to_lie_behind_itself() {
    let mut stage = Stage::example();
    stage.keys("enter");
    go_to(&mut stage, "3", "Fokusområden", "");
    stage.keys("n <Läkemedel> enter esc");
    go_to(&mut stage, "4", "Orsaker", "");
    for name in ["Ytlig", "Djupare"] {
        stage.keys(&format!("n <{name} orsak> ctrl-s"));
        at_field(&mut stage, "cause", "focus_area");
        stage.keys("enter down enter");
        if name == "Djupare" {
            at_field(&mut stage, "cause", "parent");
            stage.keys("enter").shows("Ytlig orsak").keys("<ytlig> enter");
        }
        stage.keys("esc");
    }
    // Neither itself nor what lies behind it is offered.
    stage.keys("/ <ytlig> enter enter").shows("Ytlig orsak");
    at_field(&mut stage, "cause", "parent");
    stage
        .keys("enter")
        .shows(": välj")
        .lacks("· Djupare")
        .lacks("Djupare orsak")
        .keys("<orsak>")
        .lacks("Djupare orsak");
}

#[test]
fn no_follow_up_can_stand_below_one_that_stands_below_it() {
    let mut stage = Stage::example();
    stage.keys("n <Nämnd 2026> enter");
    at_field(&mut stage, "follow_up", "above");
    stage.keys("enter").shows("Hemtjänst 2025").keys("<hemtjänst> enter esc 0 home");
    for _ in 0..20 {
        if stage.screen().lines().any(|line| line.starts_with('▸') && line.contains("Hemtjänst 2025")) {
            break;
        }
        stage.keys("down");
    }
    stage.keys("1");
    go_to(&mut stage, "1", "Utgångsläge", "uppföljningen");
    stage.keys("enter");
    at_field(&mut stage, "follow_up", "above");
    stage.keys("enter").shows(": välj").lacks("Nämnd 2026").keys("<nämnd>").shows("inget passar");
}

/// An action plan of the first unit, with some days.
fn plan_with(stage: &mut Stage, days: &[(&str, &str)]) {
    go_to(stage, "6", "Åtgärdsplaner", "");
    stage.keys("n <Läkemedelsplan> enter");
    at_field(stage, "action_plan", "unit");
    stage.keys("enter <lyktstigen> enter");
    for (field, day) in days {
        at_field(stage, "action_plan", field);
        stage.keys(&format!("<{day}> enter"));
    }
    stage.keys("esc");
}

/// The day in a field of the only action plan.
fn day_of(stage: &Stage, field: &str) -> Option<Value> {
    let tag: Tag = kind("action_plan").fields.iter().find(|def| def.name == field).unwrap().tag;
    let own = &stage.app.context().sight.whole.own;
    own.records(kind("action_plan").number).next().unwrap().value(tag)
}

#[test]
fn a_day_before_the_contract_is_flagged_with_its_place_and_what_to_do() {
    let mut stage = Stage::example();
    stage.keys("enter");
    // The unit has a contract since it was read in.
    plan_with(&mut stage, &[("requested", "2001-01-01")]);
    stage.checked().keys("w").shows("Åtgärden är daterad före avtalet (1)");
    to_line(&mut stage, "Läkemedelsplan", "Åtgärden är daterad före avtalet");
    stage.keys("enter").shows("Då gällde inte avtalet än. Rätta datumet.");
    assert!(stage.line("▸").contains("Begärd"), "{}", stage.screen());
    assert!(day_of(&stage, "requested").is_some(), "it stands as it was written");
}

#[test]
fn a_plan_judged_before_it_came_in_is_flagged_with_its_place_and_what_to_do() {
    let mut stage = Stage::example();
    stage.keys("enter");
    plan_with(&mut stage, &[("received", "2025-03-10"), ("judged", "2025-03-01")]);
    stage.checked().keys("w").shows("Åtgärdsplan är bedömd innan den kom in (1)");
    to_line(&mut stage, "Läkemedelsplan", "Åtgärdsplan är bedömd innan den kom in");
    stage.keys("enter").shows("Rätta datumen.");
    assert!(stage.line("▸").contains("Bedömd"), "{}", stage.screen());
    assert!(day_of(&stage, "received").is_some() && day_of(&stage, "judged").is_some());
}

/// Marks the line of a record under a heading in the list of what is left.
#[track_caller]
fn to_line(stage: &mut Stage, record: &str, heading: &str) {
    stage.keys("home");
    let mut under = false;
    for _ in 0..60 {
        let line = stage.line("▸");
        if under && line.contains(record) {
            return;
        }
        under |= line.contains(heading);
        stage.keys("down");
    }
    panic!("no {record:?} under {heading:?} in\n{}", stage.screen());
}

#[test]
fn what_others_stand_on_is_deleted_after_a_question_and_undo_brings_the_links_back() {
    let mut stage = Stage::example();
    let record = stage.requirement("K07");
    let pointing = |stage: &Stage| stage.store.follow_up(EXAMPLE).unwrap().pointing_at(record).count();
    let before = pointing(&stage);
    assert!(before > 20, "{before}");
    stage
        .keys("enter / <K07> enter D")
        .shows("Ta bort ”K07")
        .shows("Hit pekar ← Värderingar 2")
        .shows("← Plan 2  ← Resultat 37");
    stage.keys("n").shows("K07").keys("D j").shows("0/0");
    stage.keys("u").shows("1/1").keys("f").shows("← Plan 2").shows("← Resultat");
    assert_eq!(pointing(&stage), before);
}
