//! Who changed what, on screen.

use crate::stage::Stage;
use stegvis::record::Value;
use stegvis::steps::plan::records::NUMBER;

#[test]
fn who_changed_what_stands_one_key_away_from_the_record() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter v 4 1").pass(200);
    let record = stage.requirement("K07");
    stage.keys("esc");
    stage.colleague(record, NUMBER, &Value::Text("K77".into()));
    stage.keys("/ ctrl-u <K77> enter h").shows("Historik: K77").shows("det nyaste först");
    let screen = stage.screen();
    let place = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{screen}"));
    assert!(place("kollega  Ändrade krav K77") < place("handläggare  Värderade"), "{screen}");
    assert!(place("nr K07 → K77") < place("konsekvens 2 → 4, sannolikhet 3 → 1 på K77"), "{screen}");
    assert!(place("handläggare  Värderade") < place("Importerade 2 värderingar, 1 krav"), "{screen}");
    assert!(!screen.contains("krav: K77 på K77"), "{screen}");
    // It is read only, and a letter that does things elsewhere does nothing here.
    stage.keys("D v n").shows("Historik: K77").keys("esc").lacks("Historik").shows("K77");
    // From the form it is the same.
    stage.keys("enter alt-h").shows("Historik: K77").keys("h").lacks("Historik");
}

#[test]
fn at_home_it_is_the_history_of_the_whole_follow_up() {
    let mut stage = Stage::example();
    stage.keys("h").shows("Historik: Hemtjänst 2025").shows("Importerade 948 resultat").keys("esc").lacks("Historik");
    Stage::empty().keys("h").lacks("Historik");
}

#[test]
fn a_history_that_comes_while_the_help_lies_over_it_is_there_when_that_is_closed() {
    let mut stage = Stage::example();
    stage.holds = true;
    stage.keys("enter / <K07> enter h").shows("läser journalen").keys("?").lacks("Historik: K07");
    stage.release().lacks("Historik: K07").keys("esc").shows("Historik: K07").shows("Importerade");
}

#[test]
fn a_history_that_nobody_waits_for_is_neither_read_nor_shown() {
    let mut stage = Stage::example();
    stage.holds = true;
    stage.keys("enter / <K07> enter h esc h");
    let given_up = stage.recalled.remove(0).run();
    drop(given_up);
    stage.keys("esc").release().lacks("Historik").lacks("Importerade");
}

#[test]
fn over_a_record_the_history_is_that_of_the_marked_document() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter b h").lacks("Historik: K07");
}

#[test]
fn from_the_chain_and_from_links_it_is_that_of_the_marked_record() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter").checked();
    stage.keys("c").shows("Kedjan").keys("h").shows("Historik: K07").keys("esc").shows("Kedjan").keys("esc");
    stage.keys("f").shows("länkar").keys("h").shows("Historik: ").lacks("Historik: K07 Minst").keys("h");
    stage.lacks("Historik").shows("länkar").keys("esc").lacks("länkar");
    // From the holes of the chain as well, and back to them.
    stage.keys("/ esc c c").shows("luckor i kedjan").keys("h").shows("Historik").keys("esc").shows("luckor i kedjan");
}

#[test]
fn what_the_chain_lacks_is_not_shown_to_one_who_has_gone_on() {
    let mut stage = Stage::example();
    stage.keys("enter").checked();
    stage.hold_work();
    stage.keys("c c").shows("letar luckor").keys("esc esc").release_work().lacks("luckor");
}
