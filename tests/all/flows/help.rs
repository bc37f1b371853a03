//! The help page: every key that does something where one is, with what it does there.

use crate::stage::Stage;
use stegvis::keys::{Action, Context};
use stegvis::locale::{Lang, Languages};

/// One way into every context, by the innermost one.
const WAYS: [(Context, &str, &str); 14] = [
    (Context::List, "enter", "?"),
    (Context::Form, "enter enter", "?"),
    (Context::Line, "enter enter enter", "f1"),
    (Context::Text, "enter enter down enter", "f1"),
    (Context::Picker, "enter enter down down down enter", "f1"),
    (Context::Answers, "enter S", "?"),
    (Context::Valuing, "enter v", "?"),
    (Context::Matrix, "enter 6 V", "?"),
    (Context::Placing, "enter 6 V v", "?"),
    (Context::Workshop, "enter 5 tab tab tab tab n <Prov> ctrl-s esc V r <Chef> enter 4 4 x enter", "?"),
    (Context::Reader, "enter enter alt-r", "?"),
    (Context::Drafts, "enter enter enter <x> esc alt-d", "?"),
    (Context::Tree, "enter 4", "?"),
    (Context::Everywhere, "enter 4", "?"),
];

#[test]
fn every_key_that_does_something_here_is_on_the_help_page_with_its_words() {
    let words = Languages::default().get(Lang::Sv);
    for (context, way, help) in WAYS {
        let mut stage = Stage::example();
        stage.keys(way).resize(120, 90);
        let keys = stage.app.context().keys.clone();
        stage.keys(help);
        let pages = stage.screen();
        for (_, action, _) in keys.bindings().filter(|(of, _, _)| *of == context) {
            let own = words.find(&format!("{}.help-{}", action.word(), context.name()), None);
            let told = own.unwrap_or_else(|| words.say(&format!("{}.help", action.word())));
            assert!(pages.contains(&told), "{context}: {action:?} ({told}) is not in\n{pages}");
        }
        stage.keys("esc").lacks("Hjälp 1/");
    }
}

#[test]
fn an_import_has_its_help_and_goes_on_after_it() {
    let mut stage = Stage::empty();
    stage.keys("i <Prov> f1").shows("Hjälp 1/").shows("Tecken är text").keys("esc").shows("Prov");
    stage.keys("enter").shows("Vad innehåller filen?").keys("f1").shows("Välj det markerade").keys("esc");
    stage.shows("Vad innehåller filen?");
}

#[test]
fn what_is_used_most_stands_on_the_first_page_and_digits_that_value_lead_nowhere() {
    let mut stage = Stage::example();
    stage.keys("enter ?").shows("Ctrl-r").shows("Gör om det du ångrade").shows("Öppna det markerade");
    stage.keys("esc v ?").shows("Första siffran är konsekvensen").lacks("Till steg 1");
    assert!(Action::ALL.first() == Some(&Action::Open));
}
