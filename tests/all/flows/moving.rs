//! Getting around.

use crate::stage::Stage;

/// Presses the arrow until the marked line ends so.
#[track_caller]
fn down_to(stage: &mut Stage, end: &str) {
    for _ in 0..40 {
        let screen = stage.screen();
        if screen.lines().any(|line| line.starts_with('▸') && line.trim_end().ends_with(end)) {
            return;
        }
        stage.keys("down");
    }
    panic!("no {end:?} in\n{}", stage.screen());
}

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
    // The links of K07 stand by kind, in the chain's order, each with its count.
    stage.keys("enter / <K07> enter f").shows("← Värderingar 2").shows("← Plan 2").shows("K07 enkät");
    let screen = stage.screen();
    let places = ["← Värderingar", "← Plan", "← Resultat", "+ Nytt"].map(|group| screen.find(group));
    assert!(places.is_sorted() && places[0].is_some(), "{screen}");
    // From the requirement to a plan row of its, from there to the requirement, and back.
    stage.keys("down down enter").shows("[Plan: lista 1/9]");
    assert!(stage.line("▸").contains("K07"));
    stage.keys("f").shows("→ Funktioner 1").shows("→ Krav 1").keys("down enter").shows("[Krav: lista ");
    assert!(stage.line("▸").contains("K07"));
    stage.keys("backspace").shows("[Plan: lista 1/9]").keys("backspace").shows("[Krav: lista ");
}

#[test]
fn all_that_points_to_a_record_becomes_a_list() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter f").shows("← Resultat").shows("visa alla");
    let shown = stage.line("visa alla");
    let count = shown.split_whitespace().find_map(|word| word.parse::<usize>().ok()).unwrap();
    down_to(&mut stage, "som lista");
    stage.keys("enter").shows("[Resultat]").shows(&format!("1/{count}")).shows("Bara det som hör till K07");
    // The filter narrows further; the first Esc takes it away, the second shows all.
    stage.keys("/ <2025> enter").lacks(&format!("/{count}")).keys("esc").shows(&format!("/{count}"));
    stage.keys("esc").lacks("Bara det som hör till").shows("/948");
    // Back leads to the requirement.
    stage.keys("backspace").shows("[Krav: lista ");
}

#[test]
fn all_results_of_a_comparison_row_are_listed_and_no_others() {
    let mut stage = Stage::example();
    stage.keys("enter 3").pass(200).keys("/ <K07 björkhaga> enter f").shows("← Resultat");
    let screen = stage.screen();
    let count = screen.lines().find_map(|line| Some(line.split_once("visa alla ")?.1.split_once(" som")?.0.to_owned()));
    let count = count.expect("more results than are listed one by one");
    down_to(&mut stage, "som lista");
    stage.keys("enter").shows("[Resultat]").shows(&format!("1/{count}")).shows("Björkhaga");
    assert!(stage.line("Bara det som hör till").contains("K07"), "{}", stage.screen());
    // What is new there is about both, and Esc shows all.
    stage.keys("n");
    assert!(stage.line("Krav      ").contains("K07") && stage.line("Enhet      ").contains("Björkhaga"));
    stage.keys("esc esc esc").shows("/94");
}

#[test]
fn a_linked_record_is_made_from_where_one_is() {
    let mut stage = Stage::example();
    // K01 has no plan row: one is made with the requirement filled in, at the first field that is missing.
    stage.keys("enter f").shows("+ Nytt härifrån").lacks("← Plan").keys("n");
    down_to(&mut stage, "Planrad");
    stage.keys("enter").shows("[Plan").shows(": välj").keys("enter");
    assert!(stage.line("Krav      ").contains("K01"), "{}", stage.screen());
    stage.keys("alt-backspace").shows("[Krav: lista ").keys("f").shows("← Plan 1").keys("esc");
    stage.keys("u u f").lacks("← Plan 1");
}

#[test]
fn a_comparison_row_leads_to_its_own_results_and_makes_what_is_about_both() {
    let mut stage = Stage::example();
    stage.keys("enter 3").pass(200).keys("/ <K02 lyktstigen> enter f").shows("→ Enheter 1").shows("→ Krav 1");
    let screen = stage.shows("← Resultat").screen();
    let results: Vec<_> = screen.lines().skip_while(|line| !line.contains("← Resultat")).take(3).collect();
    assert!(results.iter().all(|line| line.contains("Lyktstigen")), "{results:?}");
    stage.keys("n");
    down_to(&mut stage, "Resultat");
    stage.keys("enter").shows("[Resultat]");
    assert!(stage.line("Krav      ").contains("K02") && stage.line("Enhet      ").contains("Lyktstigen"));
}

#[test]
fn help_is_made_of_the_actions_and_their_keys() {
    let mut stage = Stage::example();
    stage.keys("enter ?").shows("Hjälp 1/").shows("Ny post").keys("down").shows("Hjälp 2/");
    stage.shows("Till steg 1, Planering");
    stage.keys("esc").shows("[Krav: lista ");
}

#[test]
fn the_filter_narrows_and_esc_widens() {
    let mut stage = Stage::example();
    stage.keys("enter / <trygghetslarm>").shows("K09").lacks("K10").shows("1/1 /trygghetsla»");
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
fn q_straight_from_a_list_or_another_tab_keeps_the_place() {
    let mut stage = Stage::example();
    stage.keys("enter").pass(5_000).keys("down down down").pass(5_000).keys("q");
    let mut stage = stage.again();
    stage.shows("Senast: Hemtjänst 2025, steg 1 Planering, K04");
    stage.keys("enter").pass(5_000).keys("tab").pass(5_000);
    let tab = stage.line("[");
    let tab = tab.split('[').next_back().unwrap().split(']').next().unwrap().to_owned();
    stage.keys("q");
    let mut stage = stage.again();
    stage.keys("enter").shows(&format!("[{tab}]"));
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
    stage.keys("enter shift-tab").shows("[Utgångsläge: uppföljningen ");
    let views = [("enh", "enheter", "Björkhaga"), ("avtal", "avtal", "lov"), ("rätt", "rättigheter", "Avtal")];
    for (typed, view, holds) in views {
        stage.keys(&format!("V <{typed}> enter"));
        let screen = stage.shows(&format!("[Utgångsläge: {view} ")).screen().to_lowercase();
        assert!(screen.contains(&holds.to_lowercase()), "{screen}");
    }
    // The one header is neither made nor deleted in its list.
    stage
        .keys("V <upp> enter")
        .shows("[Utgångsläge: uppföljningen ")
        .keys("n")
        .shows("just en sådan post")
        .keys("D")
        .lacks("Ta bort");
    // A link to a unit leads from another step into its view.
    stage.keys("2 tab f").shows("→ Enheter 1").shows("Björkhaga").keys("enter").shows("[Utgångsläge: enheter ");
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

#[test]
fn at_60_by_18_every_step_tab_and_way_out_is_still_named() {
    let mut stage = Stage::example();
    stage.resize(60, 18).shows("Hemtjänst 2025").shows("? hjälp").shows("Enter öppna").shows("q avsluta").keys("enter");
    for step in ["1", "2", "3", "4", "5", "6"] {
        stage.keys(step);
        let screen = stage.pass(500).screen();
        let mut lines = screen.lines();
        let (steps, tabs) = (lines.next().unwrap(), lines.next().unwrap());
        assert!(["1", "2", "3", "4", "5", "6"].iter().all(|number| steps.contains(number)), "{steps}");
        assert!(tabs.contains('[') && tabs.contains(']') && tabs.contains("sparat"), "{tabs}");
        // Going round the tabs meets as many as the line names.
        let named = tabs
            .replace("sparat", "")
            .replace('│', "  ")
            .split("  ")
            .filter(|part| part.contains(char::is_alphabetic))
            .count();
        let shown = |stage: &Stage| stage.screen().lines().nth(1).unwrap_or_default().find('[');
        let first = shown(&stage);
        let round = (1..9).find(|_| shown(stage.keys("tab")) == first);
        assert_eq!(round, Some(named), "{tabs}");
        stage.shows("? hjälp").shows("Enter öppna").shows("q avsluta").shows("Tab flik");
    }
}
