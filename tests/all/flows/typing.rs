//! Whoever types straight away writes; nothing else happens.

use crate::stage::{EXAMPLE, Stage, example_store};
use stegvis::locale::Lang;
use stegvis::steps::plan::records::{COST, Requirement, SOURCE, TEXT};

#[test]
fn letters_and_digits_on_a_field_write_there_and_do_nothing_else() {
    for (lang, typing) in [(Lang::Sv, "skriver …"), (Lang::En, "typing …")] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        stage.keys("enter / <K03> enter enter down");
        let (before, screen) = (stage.store.follow_up(EXAMPLE).unwrap().seq(), stage.screen());
        let keys = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("åäöÅÄÖ-+(,".chars());
        for key in keys {
            stage.press(key.to_string().parse().unwrap());
            let drafts = &stage.app.context().drafts;
            let draft = drafts.typing().and_then(|spot| drafts.get(spot)).map(|draft| draft.text.clone());
            assert!(draft.is_some_and(|text| text.ends_with(key)), "{key}\n{}", stage.screen());
            stage.shows(typing).keys("backspace esc");
            let now = stage.screen();
            let other = screen.lines().zip(now.lines()).find(|(before, now)| before.trim_end() != now.trim_end());
            assert_eq!(other, None, "{key}");
        }
        assert_eq!(stage.store.follow_up(EXAMPLE).unwrap().seq(), before);
    }
}

#[test]
fn a_newcomer_fills_in_a_record_with_arrows_and_letters_alone() {
    let mut stage = Stage::example();
    stage.keys("enter / <K03> enter enter down").shows("Alt-r läs");
    let record = stage.requirement("K03");
    let of = |stage: &Stage| stage.app.context().sight.whole.own.of::<Requirement>(record).unwrap();
    // A text goes on behind what stands there.
    stage.keys("<. Nya kunder får besked> ctrl-s");
    assert!(of(&stage).get(TEXT).unwrap().ends_with(". Nya kunder får besked"));
    // In a list what is typed searches it.
    while !stage.line("▸").contains("Källa") {
        stage.keys("down");
    }
    stage.keys("<lag>").shows("Sök: lag").keys("enter");
    assert_eq!(of(&stage).get(SOURCE).as_deref(), Some("law"));
    // A number is written anew, and typing can be undone like any other.
    while !stage.line("▸").contains("Kostnad") {
        stage.keys("down");
    }
    stage.keys("<5>").lacks("420").keys("ctrl-z ctrl-z").shows("420").keys("esc <1250> enter");
    assert_eq!(of(&stage).get(COST), Some(1250.0));
}

#[test]
fn tab_goes_from_field_to_field_and_backspace_writes() {
    let mut stage = Stage::example();
    stage.keys("enter / <K03> enter enter").shows("▸ Nr").keys("tab").shows("▸ Krav").keys("shift-tab").shows("▸ Nr");
    stage.keys("backspace").shows("skriver …").keys("<3> enter").shows("K03").lacks("✎");
}

#[test]
fn the_help_of_a_form_says_that_letters_write_and_where_commands_are() {
    let mut stage = Stage::example();
    stage.keys("enter enter ?").shows("Skriv direkt").shows("Alt-n").shows("Ny post");
    let mut stage = Stage::on(example_store(), Lang::En, (80, 24));
    stage.keys("enter enter ?").shows("Just type").shows("Alt-n").shows("New record");
}

#[test]
fn what_ends_the_writing_in_a_long_field_stands_beside_it_and_saves_in_every_field() {
    for (lang, saves, breaks) in
        [(Lang::Sv, "Ctrl-s sparar", "Enter ny rad"), (Lang::En, "Ctrl-s saves", "Enter new line")]
    {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        stage.keys("enter / <K03> enter enter down enter").shows(saves).shows(breaks);
        stage.keys("<!> enter <!> ctrl-s").lacks(breaks).lacks("✎");
        // A line is saved by the same key.
        stage.keys("home <0> ctrl-s").shows("K030").lacks("✎");
    }
}

#[test]
fn space_leads_on_from_a_form_and_its_hint_stands_there() {
    let mut stage = Stage::example();
    stage.keys("enter").checked().keys("enter").shows("Mellanslag nästa").keys("space").lacks("skriver …");
}

#[test]
fn the_key_that_saves_a_long_text_stands_in_the_hint_bar_however_narrow_it_is() {
    for (lang, saves) in [(Lang::Sv, "Ctrl-s spara"), (Lang::En, "Ctrl-s save")] {
        for width in [40, 60, 80] {
            let mut stage = Stage::on(example_store(), lang, (width, 24));
            // In a record, in the answer to a question, and in a reason.
            for keys in ["enter / <K03> enter enter down enter", "esc esc a", "esc w g"] {
                stage.keys(keys);
                stage.checked();
                let screen = stage.screen();
                assert!(screen.lines().last().unwrap().contains(saves), "{width} {keys}\n{screen}");
            }
        }
    }
}
