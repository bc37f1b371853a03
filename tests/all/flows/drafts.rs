//! Nothing typed is lost.

use crate::stage::Stage;

#[test]
fn a_field_is_saved_when_it_is_left() {
    let mut stage = Stage::empty();
    stage.keys("n <Hemtjänst 2026> enter").shows("sparat").keys("esc 0").shows("Hemtjänst 2026");
    let mut stage = stage.again();
    stage.shows("Hemtjänst 2026");
}

#[test]
fn a_half_typed_word_survives_esc() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter <Åtgär> esc").shows("utkast").shows("✎");
    // Enter goes on where it was left, with the cursor after the last letter.
    stage.keys("enter <da>").shows("Åtgärda").keys("enter").lacks("✎");
}

#[test]
fn a_half_typed_word_survives_quitting_and_a_lost_line() {
    for lost in [true, false] {
        let mut stage = Stage::example();
        stage.keys("enter / <K03> enter enter down down enter <Åtgär>");
        if lost {
            stage.hang_up();
        } else {
            stage.keys("ctrl-q");
            assert!(stage.ended);
        }
        let mut stage = stage.again();
        stage.shows("Här slutade du").shows("Insatsernas utförandeÅtgär");
        let (row, column) = stage.cursor().expect("the cursor stands in the word");
        let line = stage.screen().lines().nth(row.into()).unwrap().to_owned();
        let before: String = line.chars().take(column.into()).collect();
        assert!(before.ends_with("Åtgär"), "{before}");
        stage.keys("<da> enter").shows("Insatsernas utförandeÅtgärda");
    }
}

#[test]
fn typing_is_kept_within_a_second() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter <Åtg>").pass(1000);
    let mut stage = stage.again();
    stage.shows("Åtg").shows("Här slutade du");
}

#[test]
fn what_does_not_parse_stays_a_draft_beside_its_field() {
    let mut stage = Stage::example();
    stage.keys("enter / <K03> enter enter home end up up up up up up up enter ctrl-u");
    stage.shows("Kostnad");
    stage.keys("esc");
    let mut stage = Stage::example();
    stage.keys("enter / <K03> enter enter").keys("end up up up up up up").shows("▸ Kostnad").keys("enter <x> enter");
    stage.shows("Kostnad är inte sparat: inte ett tal").shows("✎").keys("delete").lacks("✎").shows("420\u{a0}000");
}

#[test]
fn a_number_that_another_requirement_has_is_not_taken() {
    let mut stage = Stage::example();
    stage.keys("enter n <K07> enter").shows("Nr är inte sparat: finns redan").shows("✎ K07");
}

#[test]
fn a_text_that_is_too_long_is_refused_with_the_number_and_kept() {
    let mut stage = Stage::example();
    stage.keys("enter enter down enter").paste(&"å".repeat(16_001)).keys("ctrl-s").shows("16 000 tecken").shows("✎");
}

#[test]
fn pasted_escape_sequences_and_line_breaks_do_no_harm() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter").paste("\u{1b}]52;c;eA==\u{7}Larm\r\noch\u{202e} nycklar").keys("enter");
    stage.shows("]52;c;eA==Larm och nycklar");
}
