//! Choosing records in a form: those that are there, and a new one by its name.

use crate::stage::Stage;
use stegvis::steps::plan::records::{UNIT_NAME, Unit};

/// Moves the mark to the field of a form that is called so.
fn down_to(stage: &mut Stage, field: &str) {
    for _ in 0..20 {
        if stage.line("▸").contains(&format!("▸ {field}")) {
            return;
        }
        stage.keys("down");
    }
    panic!("no {field} in\n{}", stage.screen());
}

fn units(stage: &Stage) -> Vec<String> {
    stage.store.register().all::<Unit>().filter_map(|unit| unit.get(UNIT_NAME)).collect()
}

#[test]
fn what_is_not_there_yet_is_made_where_it_is_linked_and_undone_with_the_link() {
    let mut stage = Stage::empty();
    stage.keys("down down enter <Nattfrid> enter").shows("Enheter");
    stage.keys("down down down down down down down enter").shows("skriv ett nytt namn här (enhet)");
    stage.keys("<Lindens omsorg>").shows("+ ny post (enhet): ”Lindens omsorg”").keys("enter").shows("sparat");
    stage.keys("enter");
    assert!(stage.screen().lines().any(|line| line.contains("Enheter") && line.contains("Lindens omsorg")));
    assert_eq!(units(&stage), ["Lindens omsorg"]);
    // One that is called so already is offered and not made again; another is added beside it.
    stage.keys("up enter <lindens omsorg>").lacks("ny post").shows("x Lindens omsorg").keys("esc");
    stage.keys("enter <Björken> enter enter").shows("Björken").shows("Lindens omsorg").shows("sparat");
    assert_eq!(units(&stage).len(), 2);
    // The record and its link are one change.
    stage.keys("ctrl-z");
    assert!(!stage.line("  Enheter").contains("Björken"), "{}", stage.screen());
    assert_eq!(units(&stage), ["Lindens omsorg"]);
}

#[test]
fn a_new_name_is_ticked_and_more_are_chosen_beside_it() {
    let mut stage = Stage::empty();
    stage.keys("down down enter <Nattfrid> enter down down down down down down down enter");
    stage.keys("<Linden> enter").shows("x Linden").shows("”Linden” är tillagd och ikryssad. Enter är klart");
    stage.keys("<Björken> enter").shows("x Björken").shows("x Linden").keys("<Granen> enter");
    // What was made is unticked and ticked as what was there before.
    stage.shows("▸ x Granen").keys("space").shows("▸ · Granen").keys("down space").shows("▸ · Björken").keys("space");
    stage.keys("enter").lacks("Sök:");
    let line = stage.line("Enheter");
    assert!(line.contains("Linden") && line.contains("Björken") && !line.contains("Granen"), "{line}");
    assert_eq!(units(&stage).len(), 3, "unticked is not deleted");
    // Given up, the list keeps what was made in it.
    stage.keys("up enter <Tallen> enter esc").lacks("Sök:").line("Enheter").contains("Tallen");
    // Tab makes the name and goes on at once.
    stage.keys("enter <Eken> tab").lacks("Sök:").shows("Eken");
}

#[test]
fn a_list_of_fixed_choices_stays_when_nothing_fits() {
    let mut stage = Stage::empty();
    stage.keys("down down enter <Nattfrid> enter").shows("Organisation");
    while !stage.line("▸").contains("Organisation") {
        stage.keys("down");
    }
    stage.keys("enter <landsting>").shows("kommun").shows("region").shows("inget passar").lacks("▸ kommun");
    // Nothing is chosen that is not marked.
    stage.keys("enter").shows("Sök: landsting").keys("down down").shows("▸ kommun").lacks("inget passar");
    stage.keys("enter").lacks("Sök:");
    assert!(stage.line("Organisation").contains("kommun"));
}

#[test]
fn nothing_is_chosen_out_of_an_earlier_search_while_one_is_out() {
    let mut stage = Stage::example();
    // A deviation is about a requirement, which are too many to be listed at once.
    stage.keys("enter 2 tab tab enter").shows("Krav").keys("home");
    down_to(&mut stage, "Krav ");
    stage.keys("enter <K0>").shows("K01");
    stage.hold_work();
    stage.keys("<7>").shows("K01");
    // The list still shows what was found for K0; Enter means K07 all the same.
    stage.keys("enter").release_work();
    assert!(stage.line("▸").contains("K07"), "{}", stage.screen());
    // And what comes late changes nothing that has been typed since.
    stage.keys("enter");
    stage.hold_work();
    stage.keys("<K04>");
    stage.keys("backspace <5>").release_work().shows("K05").lacks("K04").keys("esc").shows("K07");
}
