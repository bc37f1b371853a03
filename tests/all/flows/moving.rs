//! Getting around.

use crate::stage::Stage;

#[test]
fn digits_change_step_and_0_goes_home() {
    let mut stage = Stage::example();
    stage.shows("Hemtjänst 2025").keys("enter").shows("[1 Planering…]").shows("K01");
    for (key, step) in [
        ("2", "2 Samla in…"),
        ("3", "3 Fokusera–"),
        ("4", "4 Sök orsaker–"),
        ("5", "5 Slutsatser–"),
        ("6", "6 Åtgärder–"),
    ] {
        stage.keys(key).shows(&format!("[{step}]"));
    }
    stage.keys("1").shows("[1 Planering…]").keys("0").shows("Uppföljning").shows("Senast: Hemtjänst 2025, steg 1");
}

#[test]
fn a_link_is_followed_both_ways_and_back_again() {
    let mut stage = Stage::example();
    // From the first requirement that is planned to its plan row, from there to the requirement.
    stage.keys("enter / <K07> enter f").shows("← Planrad: K07 enkät").shows("← Resultat: K07");
    stage.keys("enter").shows("[1 Planering…]");
    let at = stage.line("▸");
    assert!(at.contains("K07"), "{at}");
    let screen = stage.screen();
    assert!(screen.contains("Värdering: alla värderingar") || screen.contains("[Plan"), "{screen}");
    stage.keys("f").shows("→ Krav: K07").keys("enter").shows("[Krav]");
    assert!(stage.line("▸").contains("K07"));
    stage.keys("backspace").lacks("[Krav]");
}

#[test]
fn help_is_made_of_the_actions_and_their_keys() {
    let mut stage = Stage::example();
    stage.keys("enter ?").shows("Hjälp 1/").shows("Till steg 3, Fokusera").keys("down").shows("Hjälp 2/");
    stage.keys("esc").shows("[Krav]");
}

#[test]
fn the_filter_narrows_and_esc_widens() {
    let mut stage = Stage::example();
    stage.keys("enter / <trygghetslarm>").shows("K09").lacks("K10").shows("1/1 /trygghetsla…");
    stage.keys("enter esc").shows("9/52").lacks("/trygg");
    stage.keys("3").shows("Morgonvinden").keys("/ <K06 morgon> enter").shows("1/1").shows("Försämras");
}

#[test]
fn q_leaves_and_the_place_is_named_next_time() {
    let mut stage = Stage::example();
    stage.keys("enter down down q");
    assert!(stage.ended);
    let mut stage = stage.again();
    stage.shows("Senast: Hemtjänst 2025, steg 1 Planering, K03").keys("enter");
    assert!(stage.line("▸").contains("K03"));
}

#[test]
fn english_comes_by_a_key_and_is_remembered() {
    let mut stage = Stage::example();
    stage.keys("enter L").shows("Requirements").shows("[1 Planning…]").keys("L").shows("[1 Planering…]");
}

#[test]
fn step_3_ranks_what_stands_out_and_explains_it() {
    let mut stage = Stage::example();
    stage.keys("enter 3").pass(200);
    let first = stage.line("▸");
    assert!(first.contains("Försämras"), "{first}");
    stage.keys("/ <K02 lyktstigen> enter").pass(200).shows("Könsskillnad").shows("Totalen");
    stage.keys("enter").shows("Tidsregistreringen (register), kvinnor").keys("esc").shows("[Jämförelse");
}

#[test]
fn the_views_of_a_tab_are_the_places_of_its_kinds() {
    let mut stage = Stage::example();
    stage.keys("enter shift-tab").shows("[Utgångsläge: uppföljningen 1/13]");
    stage.keys("V V");
    for (view, holds) in [("enheter 4/13", "Björkhaga"), ("avtal 5/13", "lov"), ("rättigheter 6/13", "Avtal")] {
        let screen = stage.keys("V").shows(&format!("[Utgångsläge: {view}]")).screen().to_lowercase();
        assert!(screen.contains(&holds.to_lowercase()), "{screen}");
    }
    // The one header is neither made nor deleted in its list.
    stage
        .keys("V V V V V V V V")
        .shows("uppföljningen 1/13")
        .keys("n")
        .shows("just en sådan post")
        .keys("D")
        .lacks("Ta bort");
    // A link to a unit leads from another step into its view.
    stage.keys("2 tab f").shows("→ Enhet: Björkhaga").keys("down enter").shows("[Utgångsläge: enheter 4/13]");
    assert!(stage.line("▸").contains("Björkhaga"));
}

#[test]
fn step_3_says_its_order_and_is_ordered_otherwise() {
    let mut stage = Stage::example();
    stage.keys("enter 3").pass(200).shows("Ordnat efter vad som är värst").shows("Stapel: de 6 senaste");
    // The marked row stays marked: what was first is last, and the list shows its end.
    stage.keys("o").shows("värst, baklänges");
    let (first, count) = (stage.line("▸"), stage.line("[Jämförelse"));
    assert!(first.contains("Försämras") && count.contains("210/210"), "{first}\n{count}");
    stage.keys("o").shows("Ordnat efter Krav.").keys("home");
    assert!(stage.line("▸").contains("K02"), "{}", stage.line("▸"));
}
