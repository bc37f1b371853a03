//! Nothing typed is lost.

use crate::stage::{EXAMPLE, Stage};
use stegvis::record::{Kind as _, Value};
use stegvis::rights::Officer;
use stegvis::steps::plan::records::{Requirement, SOURCE, TEXT, UNIT_NAME, Unit};
use stegvis::ui::{Draft, Drafts, Spot};

/// Keys that begin to type in the text of K03, after what stands there.
const TEXT_OF_K03: &str = "enter / <K03> enter enter down enter";

fn others() -> Value {
    Value::Text("Annans krav".into())
}

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
    stage.keys("enter / <K03> enter enter").keys("end up up up up up").shows("▸ Kostnad").keys("enter <x> enter");
    stage.shows("Kostnad är inte sparat: inte ett tal").shows("✎").keys("delete").lacks("✎").shows("420\u{a0}000");
}

#[test]
fn a_number_that_another_requirement_has_is_not_taken() {
    let mut stage = Stage::example();
    stage.keys("enter n <K07> enter").shows("Nr är inte sparat: finns redan").shows("✎ K07");
}

#[test]
fn a_paste_that_does_not_fit_is_refused_with_the_numbers_and_what_was_typed_stays() {
    let mut stage = Stage::example();
    stage.keys("enter n <K99> tab <Larm >").paste(&"å".repeat(16_000));
    stage.shows("Fältet rymmer 16\u{a0}000 tecken och har 5, så 16\u{a0}000 till får inte plats.").shows("Larm");
    stage.paste("besvaras").keys("ctrl-s").shows("Larm besvaras").lacks("✎");
}

#[test]
fn pasted_escape_sequences_and_line_breaks_do_no_harm() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter").paste("\u{1b}]52;c;eA==\u{7}Larm\r\noch\u{202e} nycklar").keys("enter");
    stage.shows("]52;c;eA==Larm och nycklar");
}

#[test]
fn a_change_by_someone_else_while_one_types_is_not_overwritten_unseen() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!>");
    let record = stage.requirement("K03");
    stage.colleague(record, TEXT, &others()).keys("ctrl-s");
    stage.shows("Inte sparat: Krav på K03 är nu ”Annans krav”").shows("✎");
    let stands = |stage: &Stage| stage.app.context().sight.whole.own.of::<Requirement>(record).unwrap().get(TEXT);
    assert_eq!(stands(&stage).as_deref(), Some("Annans krav"));
    // Both versions can be read, and the one that was typed counts when it is saved once more.
    stage.keys("alt-r").shows("Ditt utkast").shows("Minst 85 %").shows("!!").shows("Annans krav");
    stage.keys("esc enter ctrl-s").lacks("✎").lacks("Inte sparat");
    assert!(stands(&stage).unwrap().ends_with("!!"));
}

#[test]
fn a_change_between_two_sessions_is_not_overwritten_unseen() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!>").pass(1_000);
    let record = stage.requirement("K03");
    let mut stage = stage.again();
    stage.hang_up();
    stage.colleague(record, TEXT, &others());
    let mut stage = stage.again();
    stage.shows("Här slutade du").shows("!!").keys("ctrl-s").shows("är nu ”Annans krav”").shows("✎");
}

#[test]
fn a_field_that_was_only_looked_at_changes_nothing_that_someone_else_has_written() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03);
    let record = stage.requirement("K03");
    stage.colleague(record, TEXT, &others()).keys("ctrl-s").shows("Annans krav").lacks("Inte sparat").lacks("✎");
}

#[test]
fn what_is_being_saved_is_kept_until_the_disk_answers() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!>");
    stage.stalled = true;
    stage.keys("ctrl-s").lacks("✎").shows("sparar …").pass(5_000);
    // Killed here: neither the journal nor the screen has it, but the kept draft does.
    let mut stage = stage.again();
    stage.shows("1 halvskrivet fält").keys("d").shows("Krav K03, krav").shows("!!");
    // What did come to disk after all is no draft.
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!>");
    stage.stalled = true;
    stage.keys("ctrl-s").pass(5_000);
    let record = stage.requirement("K03");
    let whole = stage.app.context().sight.whole.clone();
    let text = whole.own.of::<Requirement>(record).unwrap().get(TEXT).unwrap();
    stage.colleague(record, TEXT, &Value::Text(text));
    stage.again().lacks("halvskrivet");
}

#[test]
fn a_refusal_ends_no_typing_elsewhere() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!>");
    let record = stage.requirement("K03");
    stage.stalled = true;
    stage.keys("tab <x>").shows("sparar …");
    stage.colleague(record, TEXT, &others()).disk_answers();
    // The refused field is a draft again, and the next one is still being typed in.
    stage.shows("Inte sparat: Krav på K03 är nu ”Annans krav”").shows("✎").keys("<y>").shows("skriver …");
    stage.hang_up();
    let mut stage = stage.again();
    stage.shows("Här slutade du").shows("Insatsernas utförandexy").keys("esc esc 0").shows("2 halvskrivna fält");
}

#[test]
fn a_new_pick_drops_the_refused_one() {
    let mut stage = Stage::example();
    let record = stage.requirement("K03");
    stage.keys("enter / <K03> enter enter down down down enter").shows(": välj");
    stage.colleague(record, SOURCE, &Value::Choice("commission".into()));
    stage.keys("<lag> enter").shows("Inte sparat").shows("✎");
    stage.keys("enter <lag> enter").lacks("✎").lacks("Inte sparat");
}

#[test]
fn a_draft_in_a_deleted_record_is_found_brought_back_or_thrown_away() {
    let mut stage = Stage::example();
    stage.keys(TEXT_OF_K03).keys("<!!> esc alt-D j alt-0").shows("1 halvskrivet fält väntar på dig: d visar det");
    stage.keys("d").shows("Krav K03 (borttagen), krav").shows("!!");
    stage.keys("r").shows("!!").shows("1–").keys("esc");
    stage.keys("enter").shows("K03 är borttagen. Ta tillbaka posten").keys("j").shows("!!").shows("skriver …");
    stage.keys("ctrl-s").lacks("✎").shows("sparat");
    stage
        .keys("up enter <x> esc alt-0 d delete")
        .shows("Kasta det halvskrivna?")
        .keys("j")
        .shows("Hem")
        .lacks("halvskrivet");
    stage.keys("d").shows("Inget är halvskrivet");
}

#[test]
fn a_blank_before_a_paste_stays() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter").paste(" och nycklar").keys("enter").shows("utförande och nycklar");
}

#[test]
fn what_was_refused_of_the_register_waits_where_it_was_typed() {
    let mut stage = Stage::example();
    let register = stage.store.register();
    let named = |name: &str| register.all::<Unit>().find(|unit| unit.get(UNIT_NAME).as_deref() == Some(name));
    let unit = named("Björkhaga hemtjänst").unwrap().id();
    stage.keys("enter shift-tab V <enheter> enter").shows("▸Björkhaga hemtjänst");
    stage.stalled = true;
    stage.keys("enter enter <X> enter").shows("sparar …");
    // Another follow-up is open when the answer comes.
    stage.keys("esc 0 n <Ny 2026> enter");
    assert_ne!(stage.app.context().sight.whole.own.id(), EXAMPLE);
    stage.colleague(unit, UNIT_NAME, &Value::Text("Annat namn".into())).disk_answers();
    let waiting = stage.app.context().drafts.iter().map(|(spot, _)| (spot.follow_up, spot.record));
    assert_eq!(waiting.collect::<Vec<_>>(), [(EXAMPLE, unit)]);
}

#[test]
fn two_terminals_of_one_officer_keep_what_is_typed_in_each() {
    let mut one = Stage::example();
    one.keys("enter / <K03> enter enter down down enter <Ett>").pass(1000);
    let mut other = one.second_seat();
    other.lacks("Här slutade du").keys("enter / <K04> enter enter down down enter <Två>").pass(1000);
    one.keys("<Tre>").pass(1000);
    other.hang_up();
    one.hang_up();
    // Each terminal goes on where it was, and knows of both.
    let mut again = one.second_seat();
    again.shows("Här slutade du").shows("Två").keys("esc esc d").shows("EttTre").shows("Två");
    let mut one = one.again();
    one.shows("EttTre").keys("enter esc 0 d").lacks("EttTre").shows("Två");
}

#[test]
fn drafts_that_an_earlier_version_kept_in_one_piece_are_found_and_kept_each_for_itself() {
    let stage = Stage::example();
    let spot = |record| Spot { follow_up: EXAMPLE, kind: Requirement::INFO.number, record, tag: TEXT.tag() };
    let (typing, other) = (spot(stage.requirement("K03")), spot(stage.requirement("K04")));
    let mut drafts = Drafts::default();
    drafts.type_in(other, Draft { text: "Det andra".into(), ..Draft::default() });
    drafts.type_in(typing, Draft { text: "Det halvskrivna".into(), ..Draft::default() });
    let officer = Officer::of_account("handläggare").id;
    stage.store.keep(officer, "drafts", drafts.bytes().as_deref()).unwrap();
    let mut stage = stage.again();
    stage.shows("Här slutade du mitt i ett ord").shows("Det halvskrivna");
    assert_eq!(stage.store.kept(officer, "drafts"), None);
    let mut stage = stage.again();
    stage.shows("Det halvskrivna").keys("esc esc d").shows("Det andra").shows("Det halvskrivna");
}
