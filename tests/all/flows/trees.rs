//! The tree of causes on screen: what stands under what, folded, filtered, and grown by keys.

use crate::stage::Stage;

/// An officer at the causes of two focus areas, the cursor on the first.
fn causes() -> Stage {
    let mut stage = Stage::example();
    stage.keys("enter 3 tab n <Kontinuitet> enter esc n <Trygghet> enter esc 4");
    stage.shows("Kontinuitet (0)").shows("Trygghet (0)");
    stage
}

/// What stands in the list, without the cursor's mark.
fn rows(stage: &Stage) -> Vec<String> {
    let screen = stage.screen();
    let rows = screen.lines().skip(4).take_while(|line| !line.contains("────"));
    let rows = rows.map(|line| line.chars().skip(1).collect::<String>());
    rows.map(|line| line.split("   ").next().unwrap_or_default().trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A cause under the marked row.
fn grow(stage: &mut Stage, text: &str) {
    stage.keys(&format!("n <{text}> ctrl-s esc"));
}

#[test]
fn causes_grow_under_the_marked_row_and_say_what_stands_under_what() {
    let mut stage = causes();
    grow(&mut stage, "Vikarier");
    grow(&mut stage, "Rekrytering");
    stage.keys("left");
    grow(&mut stage, "Sjukfrånvaro");
    stage.keys("home");
    grow(&mut stage, "Planering");
    let tree = ["Kontinuitet (4)", "├─── Planering", "└─┬─ Vikarier", "  ├─── Rekrytering", "  └─── Sjukfrånvaro"];
    let shown = rows(&stage);
    let bare = |line: &str| line.replace([' ', '─', '┬'], "");
    assert_eq!(shown.iter().map(|line| bare(line)).collect::<Vec<_>>()[..5], tree.map(bare), "{shown:#?}");
    assert_eq!(shown[5], "Trygghet (0)");
}

#[test]
fn a_category_is_a_branch_that_new_causes_grow_on() {
    let mut stage = causes();
    grow(&mut stage, "Vikarier");
    stage.keys("enter").shows("Kategori").keys("home");
    while !stage.line("▸").contains("Kategori") {
        stage.keys("down");
    }
    stage.keys("enter <Metoder> enter esc home").shows("└─┬ Metoder (1)");
    stage.keys("down");
    grow(&mut stage, "Schema");
    stage.shows("└─┬ Metoder (2)").shows("  ├── Schema").shows("  └── Vikarier");
    // A heading is folded by Enter, and is no record that could be deleted.
    stage.keys("home down enter").shows("└─+ Metoder (2)").lacks("Schema").keys("D").shows("rubrik i trädet");
    stage.keys("enter").shows("Schema");
    // What a tree is about is gone to.
    stage.keys("home enter").shows("[Fokusområden: lista 1/2]");
}

#[test]
fn left_and_right_fold_and_walk_and_a_filter_shows_the_way_to_what_it_finds() {
    let mut stage = causes();
    grow(&mut stage, "Vikarier");
    grow(&mut stage, "Rekrytering");
    stage.keys("left");
    assert!(stage.line("▸").contains("Vikarier"), "{}", stage.screen());
    stage.keys("left").lacks("Rekrytering").shows("└─+ Vikarier (1)");
    stage.keys("left");
    assert!(stage.line("▸").contains("Kontinuitet"), "{}", stage.screen());
    stage.keys("left").lacks("Vikarier").shows("+ Kontinuitet (2)").keys("right right right right");
    assert!(stage.line("▸").contains("Rekrytering"), "{}", stage.screen());
    stage.keys("home left / <rekry>").shows("Kontinuitet (2)").shows("Vikarier").shows("Rekrytering").lacks("Trygghet");
    stage.keys("enter esc").shows("+ Kontinuitet (2)").shows("Trygghet (0)");
    // A tree is found by what it is about, with all that it holds.
    stage.keys("/ <kontinuitet> enter").shows("Vikarier").shows("Rekrytering").lacks("Trygghet");
    // Tab is still the next tab.
    stage.keys("esc tab").shows("[Händelser]");
}

#[test]
fn a_filter_in_a_narrowed_tree_finds_nothing_outside_of_it() {
    let mut stage = causes();
    for text in ["Vikarier i juni", "Vikarier i juli", "Vikarier i augusti", "Rekrytering", "Sjukfrånvaro"] {
        stage.keys("home");
        grow(&mut stage, text);
    }
    stage.keys("end");
    assert!(stage.line("▸").contains("Trygghet (0)"), "{}", stage.screen());
    grow(&mut stage, "Vikarier på natten");
    // From the focus area to what is thought to have caused it, as a list: the tree of that one alone.
    stage.keys("3").shows("[Fokusområden: lista 1/2]").keys("/ <Kontinuitet> enter f").shows("visa alla 5 som lista");
    for _ in 0..10 {
        let there = |line: &str| line.starts_with('▸') && line.contains("visa alla 5");
        if !stage.screen().lines().any(there) {
            stage.keys("down");
        }
    }
    stage.keys("enter").shows("Bara det som hör till Kontinuitet").shows("Sjukfrånvaro").lacks("natten");
    stage.keys("/ <vikarier> enter").shows("Kontinuitet (5)").shows("Vikarier i juli");
    stage.lacks("Sjukfrånvaro").lacks("natten").lacks("Trygghet");
    // The first Esc takes the filter away, the second shows all trees, with what the filter would have found there.
    stage.keys("esc").shows("Sjukfrånvaro").lacks("natten").keys("esc").shows("Trygghet (1)").shows("natten");
    stage.keys("/ <vikarier> enter").shows("natten").shows("Vikarier i juli").lacks("Sjukfrånvaro");
}
