//! The starting point by keys: who does what in each area.

use super::kinds::{go_to, go_to_field};
use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;
use stegvis::record::Kind as _;
use stegvis::steps::plan::records::{AreaPart, CAPACITY, Function, OWNS};

fn at_picture(size: (u16, u16), lang: Lang) -> Stage {
    let mut stage = Stage::on(example_store(), lang, size);
    stage.keys("enter shift-tab V");
    stage.keys(if lang == Lang::Sv { "<ansvarsb> enter" } else { "<respons> enter" });
    stage
}

#[test]
fn who_does_what_in_each_area_is_a_picture_with_its_gaps_and_clashes() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = at_picture(size, Lang::Sv);
        stage.shows("[Utgångsläge: ansvarsbild").shows("G gör  B beslutar  V får veta");
        // In Swedish order, the areas that stand in requirements alone among the others.
        assert!(stage.line("▸").contains("Avtal och insyn"), "{}", stage.screen());
        assert!(stage.line("▸").contains('?'), "{}", stage.screen());
        stage.shows("? Avtal och insyn: ingen beslutar om det som kommer fram.");
    }
}

#[test]
fn a_part_is_given_and_taken_by_its_letter_and_makes_the_area_a_record() {
    let mut stage = at_picture((80, 24), Lang::Sv);
    let parts = |stage: &Stage| stage.app.context().sight.whole.all::<AreaPart>().count();
    let before = parts(&stage);
    stage.keys("g b").shows("Avtal och insyn, kvalitetscontroller: gör, beslutar");
    assert_eq!(parts(&stage), before + 1);
    stage.lacks("ingen beslutar").shows("[GB·]");
    stage.keys("b").shows("ingen beslutar").keys("delete").shows("ingen gör uppföljningen");
    stage.keys("ctrl-z ctrl-z").shows("[GB·]");
    // To the right the columns follow, and back.
    stage.keys("right right right right right right right right").shows("/10").keys("v").shows("får veta");
    stage.keys("down left").shows("/10");
}

#[test]
fn whoever_answers_for_the_service_and_follows_it_up_is_marked_and_told() {
    let mut stage = Stage::example();
    stage.keys("enter");
    go_to(&mut stage, "1", "Utgångsläge", "funktioner");
    stage.keys("/ <enhetschef> enter").pass(300).keys("enter");
    go_to_field(&mut stage, &Function::INFO, &OWNS.def);
    stage.keys("enter <ja> enter esc");
    go_to(&mut stage, "1", "Utgångsläge", "ansvarsbild");
    stage.keys("right right right right g").shows("[G··!]");
    stage.shows("! Avtal och insyn: enhetschef svarar för verksamheten och ska följa upp den.");
}

#[test]
fn the_picture_in_english_has_its_own_letters() {
    at_picture((80, 24), Lang::En).shows("C carries out  D decides  T is told");
}

fn at(size: (u16, u16), view: &str) -> Stage {
    let mut stage = Stage::on(example_store(), Lang::Sv, size);
    stage.keys("enter");
    go_to(&mut stage, "1", "Utgångsläge", view);
    stage.pass(300);
    stage
}

#[test]
fn the_starting_point_says_at_a_glance_what_it_lacks_and_leads_there() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = at(size, "läget");
        stage.shows("Styrdokument").shows("? inget är inlagt").shows("nationella mål · lokala mål");
        stage.shows("Funktioner och roller");
        stage.keys("down enter").shows("[Utgångsläge: styrdokument ").keys("backspace").shows("[Utgångsläge: läget ");
        stage.keys("end enter").shows("[Utgångsläge: ansvarsbild ");
    }
}

#[test]
fn hours_that_are_planned_stand_as_bars_against_those_there_are() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = at(size, "tid och kompetens");
        stage.shows("timmar okända").shows("Kan: inget sagt").shows("Planerade metoder: ");
        stage.keys("enter").shows("[Utgångsläge: funktioner ").shows("▸kvalitetscon");
    }
    let mut stage = at((80, 24), "funktioner");
    stage.keys("/ <utredare> enter").pass(300).keys("enter");
    go_to_field(&mut stage, &Function::INFO, &CAPACITY.def);
    stage.keys("enter <40> enter esc");
    go_to(&mut stage, "1", "Utgångsläge", "tid och kompetens");
    stage.pass(300).shows("58,5 / 40").shows("över tiden").shows("████████████████████");
}

#[test]
fn which_document_binds_is_asked_once_for_each_source() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = at(size, "bindande dokument");
        stage.shows("alla enheter").shows("Vilket dokument binder alla enheter?");
        // On a wide screen what the row says more stands beside it.
        let marked = |stage: &Stage| stage.line("▸").split('│').next().unwrap_or_default().trim_end().to_owned();
        let before = marked(&stage);
        stage.keys("enter <Avtal om hemtjänst> enter").pass(300).shows("Bindande styrdokument är ändrat på ");
        assert_ne!(marked(&stage), before, "{}", stage.screen());
        stage.keys("ctrl-z").pass(300).shows(before.trim_start_matches('▸'));
    }
}
