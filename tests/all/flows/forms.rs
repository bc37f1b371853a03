//! Forms: new records, emptying, reading, choosing.

use crate::stage::Stage;
use stegvis::locale::Lang;
use stegvis::steps::plan::records::{Requirement, TEXT};

#[test]
fn a_new_record_says_what_it_needs_and_leaves_nothing_behind() {
    let mut stage = Stage::example();
    stage.keys("enter n backspace enter").shows("Nr behövs innan det blir krav").shows("skriver …");
    stage.keys("tab").shows("Inget är sparat ännu").shows("nr, krav");
    stage.keys("esc").shows("[Krav: lista ").shows("1/52").lacks("utkast").lacks("ny post");
    stage.keys("n <K99> enter").shows("K99").keys("esc").shows("53");
}

#[test]
fn a_follow_up_that_was_begun_and_got_nothing_is_not_there() {
    let mut stage = Stage::empty();
    stage.keys("n enter").shows("Titel behövs").keys("esc").shows("Välkommen").lacks("halvskrivet");
    stage.keys("1").shows("Börja en uppföljning först");
    let mut stage = Stage::empty();
    stage.keys("n <q> backspace ctrl-q");
    stage.again().shows("Välkommen").lacks("halvskrivet");
}

#[test]
fn a_key_empties_a_field_and_undo_brings_it_back() {
    let mut stage = Stage::example();
    stage.keys("enter / <K03> enter enter down down down down").shows("Alt-x töm");
    let before = stage.line("▸");
    stage.keys("alt-x").shows("är tömt. Ctrl-z ångrar");
    assert_ne!(stage.line("▸"), before);
    stage.keys("alt-x").shows("är redan tomt").keys("ctrl-z");
    assert_eq!(stage.line("▸"), before);
    // A draft is not thrown away by it.
    stage.keys("up up enter <!> esc alt-x").shows("Delete kastar utkastet").shows("✎");
    // The follow-up's own title is what home finds it by.
    stage.keys("esc esc shift-tab enter alt-x").shows("kan inte vara tom").shows("Hemtjänst 2025");
}

#[test]
fn a_long_text_is_read_to_its_end_without_being_changed() {
    let mut stage = Stage::example();
    let text: Vec<String> = (1..=300).map(|line| format!("rad nummer {line} i ett långt krav")).collect();
    stage.keys("enter n <K99> tab").paste(&text.join("\n")).keys("ctrl-s up alt-r");
    stage.shows("rad nummer 1 i").lacks("nummer 300").shows("1–16/300").keys("pagedown").shows("17–32/300");
    stage.keys("end").shows("nummer 300").keys("home esc").shows("K99").lacks("✎");
    let whole = &stage.app.context().sight.whole;
    let kept = whole.all::<Requirement>().filter_map(|one| one.get(TEXT)).any(|kept| kept == text.join("\n"));
    assert!(kept);
}

#[test]
fn a_search_in_a_list_takes_blanks_and_space_still_ticks() {
    let mut stage = Stage::example();
    // The units of the follow-up are a list of which several are chosen.
    stage.keys("enter shift-tab enter").keys("down down down down down down down down").shows("▸ Enheter");
    stage.keys("enter <björkhaga hem>").shows("Björkhaga hemtjänst").shows("Sök: björkhaga hem");
    // What is typed could be the name of a new one, so that blanks are text until one goes into the list.
    stage.keys("space <x>").shows("Sök: björkhaga hem x").shows("ny post").keys("backspace backspace");
    stage.keys("down space").shows("· Björkhaga hemtjänst").keys("space").shows("x Björkhaga hemtjänst");
    // A list of which one is chosen takes them too.
    stage.keys("esc alt-1 tab tab tab n").shows(": välj").keys("<k07 min>").shows("Sök: k07 min").shows("K07 Minst");
}

#[test]
fn the_hint_bar_keeps_help_and_the_way_out_and_cuts_nothing() {
    let store = crate::stage::example_store();
    for (width, height) in [(60, 18), (40, 12), (80, 24), (120, 40)] {
        for (keys, out) in [
            ("", "q avsluta"),
            ("enter", "q avsluta"),
            ("enter enter", "Esc stäng"),
            ("enter enter enter", "Esc lägg undan"),
        ] {
            let mut stage = Stage::on(store.clone(), Lang::Sv, (width, height));
            stage.keys(keys);
            let bar = stage.screen().lines().last().unwrap().to_owned();
            assert!(bar.contains("hjälp") && bar.contains(out), "{width}×{height} {keys:?}: {bar}");
            assert!(!bar.contains(['…', '»']), "{bar}");
        }
    }
}
