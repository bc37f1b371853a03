//! Lists: what they say when they are empty, what stands beside the marked row, where the cursor is.

use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;

#[test]
fn an_empty_list_says_what_belongs_there_and_which_key_begins() {
    let mut stage = Stage::example();
    stage.keys("enter 4 tab").shows("Här står vad som hände i och omkring verksamheten under perioden. n börjar.");
    stage.keys("L").shows("What happened in and around the service during the period stands here. n");
    // The comparison has nothing of its own to begin.
    Stage::empty().keys("n <Prov> enter esc 3").pass(300).shows("Inga resultat att jämföra ännu");
}

#[test]
fn a_filter_that_hides_everything_says_so_and_how_it_is_cleared() {
    let mut stage = Stage::example();
    stage.keys("enter / <zebra>").shows("Filtret ”zebra” döljer allt (krav). Esc tar bort det.");
    stage.keys("enter").shows("Filtret ”zebra” döljer allt (krav). Esc tar bort det.");
    stage.keys("esc").lacks("döljer allt").shows("1/52");
}

#[test]
fn many_views_of_a_tab_are_chosen_from_a_list_and_few_are_gone_through() {
    let mut stage = Stage::example();
    stage.keys("enter shift-tab V").shows("Vyer i fliken").shows("▸ uppföljningen");
    assert!(stage.line("enheter").trim_end().ends_with(" 6"), "{}", stage.line("enheter"));
    stage.keys("<zebra>").shows("inget passar").keys("enter").shows("Vyer i fliken").keys("esc").lacks("Vyer i fliken");
    stage.shows("[Utgångsläge: uppföljningen ");
    stage.keys("V down down down enter").shows("[Utgångsläge: mål ");
    // Where one is, is where the list begins.
    stage.keys("V").shows("▸ mål").keys("<ansvarsb> enter").shows("[Utgångsläge: ansvarsbild ");
    stage.keys("tab tab").shows("[Värdering: allvarliga 1/").keys("V down enter").shows("[Värdering: värdera 2/");
}

#[test]
fn on_a_wide_terminal_the_fields_and_links_of_the_marked_row_stand_beside_it() {
    let store = example_store();
    for (lang, source, results) in
        [(Lang::Sv, "Källa: avtal", "← Resultat 37"), (Lang::En, "Source: contract", "← Results 37")]
    {
        let mut stage = Stage::on(store.clone(), lang, (120, 40));
        stage.keys("enter / <K04> enter").pass(300).shows(source);
        let first = stage.line("K04!");
        assert!(first.contains("│"), "{first}");
        stage.keys("esc / <K07> enter").pass(300).shows(results);
    }
    // In every list, also one that is no list of records; and one column less has it under the list as before.
    let mut stage = Stage::on(store, Lang::Sv, (120, 30));
    stage.keys("enter 2 tab tab").pass(300).shows("│ Enhet: Björkhaga");
    stage.keys("3").pass(300).shows("│ K06 Den som").shows("6 mätningar i rad åt fel håll").shows("Område: ");
    stage.keys("1").pass(300).resize(119, 30).lacks("│");
}

#[test]
fn under_a_narrow_list_stand_fields_that_the_row_does_not_show_and_the_same_arrows_as_among_links() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter").pass(300).shows("Hänvisning: FFU 4.2.1").shows("← Plan 2").lacks("→ plan");
    stage.keys("f").shows("← Plan 2");
}

#[test]
fn the_cursor_stays_where_a_record_was_deleted_and_returns_to_the_one_that_comes_back() {
    let mut stage = Stage::example();
    stage.keys("enter down down down");
    assert!(stage.line("▸").contains("K04"));
    stage.keys("D j");
    assert!(stage.line("▸").contains("K05"), "{}", stage.screen());
    stage.shows("4/51").keys("end u");
    assert!(stage.line("▸").contains("K04"), "{}", stage.screen());
    // Done again, it is gone again, and the cursor stays.
    stage.keys("ctrl-r");
    assert!(stage.line("▸").contains("K05"), "{}", stage.screen());
    // What is undone elsewhere moves nothing here.
    stage.keys("2 tab down down");
    let marked = |stage: &Stage| stage.line("▸").chars().skip(6).collect::<String>();
    let before = marked(&stage);
    stage.keys("u").shows("[Resultat]");
    assert_eq!(marked(&stage), before);
}
