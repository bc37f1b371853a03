//! The register of requirements by keys: found though misspelt, marked, changed and deleted many at a time.

use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;
use stegvis::record::{Id, Value};
use stegvis::steps::plan::records::{BOUND_UNITS, DIMENSION, NUMBER, Requirement, SOURCE, TEXT};

fn source(stage: &Stage, number: &str) -> Option<String> {
    let whole = &stage.app.context().sight.whole;
    whole.of::<Requirement>(stage.requirement(number)).and_then(|one| one.get(SOURCE))
}

fn bound(stage: &Stage, number: &str) -> usize {
    let whole = &stage.app.context().sight.whole;
    let one = whole.of::<Requirement>(stage.requirement(number)).unwrap();
    one.get(BOUND_UNITS).map_or(0, |units| units.0.len())
}

#[test]
fn a_misspelt_word_finds_what_is_most_like_it_and_says_so() {
    let mut stage = Stage::example();
    stage.keys("enter / <läkmedle> enter").pass(300).shows("Inget innehåller ”läkmedle”. Det här liknar mest.");
    assert!(stage.line("▸").contains("läkemedel"), "{}", stage.screen());
    stage.keys("/ backspace backspace backspace backspace backspace backspace backspace backspace <larm> enter");
    stage.pass(300).lacks("liknar mest").shows("larm");
    stage.keys("esc").shows("1/52");
}

#[test]
fn marked_requirements_get_a_value_in_one_change_that_is_undone_as_one() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = Stage::on(example_store(), Lang::Sv, size);
        stage.keys("enter");
        let before = ["K01", "K02", "K03", "K04"].map(|number| source(&stage, number));
        stage.keys("x x x").shows("x3").shows("x K01");
        stage.keys("e").shows("Fält som ändras").keys("<källa> enter").shows("Källa: välj");
        stage.keys("<föreskrift> enter").shows("Källa är ändrat på 3 av 3 (krav). u ångrar allt på en gång.");
        let now = ["K01", "K02", "K03", "K04"].map(|number| source(&stage, number));
        assert_eq!(
            now,
            [Some("regulation".into()), Some("regulation".into()), Some("regulation".into()), before[3].clone()]
        );
        // The marks stay for the next field; Esc takes them away.
        stage.shows("x3").keys("u");
        assert_eq!(["K01", "K02", "K03", "K04"].map(|number| source(&stage, number)), before);
        stage.keys("esc").lacks("x3").keys("e").shows("Markera rader först: x kryssar, X kryssar alla som visas.");
    }
}

#[test]
fn all_that_a_filter_shows_is_marked_by_one_key_and_a_set_is_added_to_or_taken_out_of() {
    let mut stage = Stage::example();
    stage.keys("enter / <avtal § 6> enter").pass(300).keys("X").shows("6 markerade");
    stage.keys("e <gäller> enter <utvalda> enter").shows("Gäller är ändrat på 6 av 6");
    stage.keys("e <gäller enh> enter").shows("lägg till").keys("enter <björk> down space enter");
    stage.shows("Gäller enheter är ändrat på 6 av 6");
    stage.keys("e <gäller enh> enter enter <tall> down space enter").shows("Gäller enheter är ändrat på 6 av 6");
    assert_eq!(["K02", "K03"].map(|number| bound(&stage, number)), [2, 2]);
    // The same again changes nothing, and says so.
    stage.keys("e <gäller enh> enter enter <tall> down space enter").shows("står redan så på alla 6");
    stage.keys("e <gäller enh> enter <ta bort> enter <tall> down space enter").shows("ändrat på 6 av 6");
    assert_eq!(bound(&stage, "K02"), 1);
    stage.keys("X").shows("Inget är markerat");
}

#[test]
fn what_cannot_be_changed_is_named_with_its_reason_and_the_rest_is_changed() {
    let mut stage = Stage::example();
    stage.keys("enter x x e <gäller> enter <utvalda> enter").shows("Gäller är ändrat på 2 av 2");
    stage.keys("down x e <gäller enh> enter enter <björk> down space enter");
    stage.shows("ändrat på 2 av 3 (krav), inte på dessa").shows("K04").shows("är utvalda enheter");
    stage.keys("esc").shows("x3");
}

#[test]
fn a_value_that_is_none_is_refused_and_typing_goes_on() {
    let mut stage = Stage::example();
    stage.keys("enter x e <volym> enter <många> enter").shows("Volym är inte sparat: ").shows("många");
    stage.keys("ctrl-u <12> enter");
    stage.keys("esc").lacks("Volym, 1");
}

#[test]
fn marked_requirements_are_deleted_after_one_question_and_come_back_at_once() {
    let mut stage = Stage::example();
    let count = |stage: &Stage| stage.app.context().sight.whole.all::<Requirement>().count();
    stage.keys("enter x x D").shows("Ta bort 2 markerade (krav)?").keys("n");
    assert_eq!(count(&stage), 52);
    stage.keys("D j");
    assert_eq!(count(&stage), 50);
    stage.keys("ctrl-z");
    assert_eq!(count(&stage), 52);
}

#[test]
fn a_colleagues_change_refuses_the_whole_of_it_and_nothing_is_left_half_typed() {
    let mut stage = Stage::example();
    stage.keys("enter x x");
    let [first, second]: [Id; 2] = ["K01", "K02"].map(|number| stage.requirement(number));
    stage.stalled = true;
    stage.keys("e <kvalitets> enter <struktur> enter").shows("ändrat på 2 av 2");
    stage.colleague(second, DIMENSION, &Value::Choice("process".into())).disk_answers().shows("K02");
    assert!(stage.app.context().drafts.iter().next().is_none(), "{}", stage.screen());
    let dimension = |id| stage.app.context().sight.whole.of::<Requirement>(id).and_then(|one| one.get(DIMENSION));
    assert_eq!(dimension(first).as_deref(), Some("process"), "all or nothing");
    assert_eq!(dimension(second).as_deref(), Some("process"));
}

#[test]
fn a_new_requirement_begins_with_the_next_free_number_and_never_with_one_that_is_taken() {
    let mut stage = Stage::example();
    stage.keys("enter n").shows("K53").keys("enter esc");
    assert!(stage.app.context().sight.whole.all::<Requirement>().any(|one| one.get(NUMBER).as_deref() == Some("K53")));
    // Typing writes over the suggestion; a number that is taken is refused with whose it is.
    stage.keys("n <k07> enter").shows("Nr är inte sparat: finns redan på K07 Minst 80 %");
    stage.keys("delete esc esc");
    // Esc at once leaves nothing behind.
    let count = stage.app.context().sight.whole.all::<Requirement>().count();
    stage.keys("n esc").lacks("utkast").lacks("Ny post");
    assert_eq!(stage.app.context().sight.whole.all::<Requirement>().count(), count);
}

#[test]
fn a_text_of_ten_thousand_characters_stands_in_its_cell_and_the_list_still_fits() {
    let mut stage = Stage::example();
    stage.keys("enter n enter enter").paste(&"långt ".repeat(1_700)).keys("ctrl-s esc").pass(300);
    let kept = stage.app.context().sight.whole.all::<Requirement>().filter_map(|one| one.get(TEXT));
    assert!(kept.map(|text| text.chars().count()).max().is_some_and(|most| most > 10_000), "{}", stage.screen());
    assert!(stage.screen().lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn a_requirement_says_whether_it_can_be_followed_up_and_is_kept_with_a_reason() {
    let mut stage = Stage::on(example_store(), Lang::Sv, (120, 40));
    stage.keys("enter n <K90> tab").paste("Omsorgen ska vara god och trygg och ges med respekt och i rätt tid.");
    stage.keys("ctrl-s esc").checked().pass(300);
    stage.shows("Att följa upp: källa saknas").shows("mått saknas").shows("3 ”och” i en mening");
    stage.shows("kan läsas olika: god").shows("ingen planrad säger");
    stage.keys("g").shows("4 ").keys("<Gäller bara i år> ctrl-s").checked().pass(300);
    stage.keys("g").shows("Inget öppet att godta");
    // Told in short where there is less room.
    let mut stage = Stage::example();
    stage.keys("enter / <K52> enter").pass(300).shows("Att följa upp: källa saknas · ");
}

#[test]
fn duplicates_are_searched_for_in_the_background_shown_with_what_parts_them_kept_or_deleted() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = Stage::on(example_store(), Lang::Sv, size);
        stage.keys("enter n <K90> tab").paste("Inget planerat besök får utebli någonsin.").keys("ctrl-s esc");
        stage.keys("n <K91> tab").paste("Inget planerat besök får utebli.").keys("ctrl-s esc");
        stage.hold_work().keys("V").shows("[Krav: dubbletter 2/2]").shows("Söker, 0 %. Esc avbryter.");
        stage.release_work().shows("Krav som delar minst sex av tio ord").shows("83 %");
        stage.pass(300).shows("Bara K90: någonsin");
        stage
            .keys("g <Två skilda uppdrag> ctrl-s")
            .pass(300)
            .shows("behålls")
            .shows("Båda behålls: Två skilda uppdrag");
        stage.keys("D").shows("Ta bort ”K90").keys("j").pass(300).lacks("K90");
        stage.keys("V").shows("[Krav: lista 1/2]");
    }
}

#[test]
fn a_search_for_duplicates_is_given_up_by_esc_and_begun_again() {
    let mut stage = Stage::example();
    stage.keys("enter").hold_work().keys("V esc").shows("Avbrutet vid 0 %").shows("r söker igen");
    stage.release_work().shows("Avbrutet vid 0 %").keys("r").shows("Krav som delar minst sex av tio ord");
    stage.shows("Inga krav säger nästan samma sak.");
}
