//! Choosing records in a form: those that are there, and a new one by its name.

use crate::stage::Stage;
use stegvis::steps::plan::records::{UNIT_NAME, Unit};

fn units(stage: &Stage) -> Vec<String> {
    stage.store.register().all::<Unit>().filter_map(|unit| unit.get(UNIT_NAME)).collect()
}

#[test]
fn what_is_not_there_yet_is_made_where_it_is_linked_and_undone_with_the_link() {
    let mut stage = Stage::empty();
    stage.keys("down down enter <Nattfrid> enter").shows("Enheter");
    stage.keys("down down down down down down down enter").shows("skriv ett nytt namn här (enhet)");
    stage.keys("<Lindens omsorg>").shows("+ ny post (enhet): ”Lindens omsorg”").keys("enter").shows("sparat");
    assert!(stage.screen().lines().any(|line| line.contains("Enheter") && line.contains("Lindens omsorg")));
    assert_eq!(units(&stage), ["Lindens omsorg"]);
    // One that is called so already is offered and not made again; another is added beside it.
    stage.keys("up enter <lindens omsorg>").lacks("ny post").shows("x Lindens omsorg").keys("esc");
    stage.keys("enter <Björken> enter").shows("Björken").shows("Lindens omsorg").shows("sparat");
    assert_eq!(units(&stage).len(), 2);
    // The record and its link are one change.
    stage.keys("ctrl-z").lacks("Björken");
    assert_eq!(units(&stage), ["Lindens omsorg"]);
}
