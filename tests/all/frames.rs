//! Frames: how many bytes they take, and that every size, key and state can be drawn.

use crate::stage::{Stage, example_store};
use proptest::prelude::*;
use std::sync::LazyLock;
use stegvis::keys::Key;
use stegvis::locale::Lang;
use stegvis::steps::KINDS;
use stegvis::store::Store;

/// Every tab of every step, by the keys that lead there from home.
const TABS: [(&str, &str); 12] = [
    ("home", ""),
    ("start", "enter shift-tab"),
    ("requirements", "enter"),
    ("valuation", "enter tab"),
    ("valuing", "enter v"),
    ("plan", "enter tab tab"),
    ("results", "enter 2 tab"),
    ("reports", "enter 2 tab tab"),
    ("comparison", "enter 3"),
    ("comparison-detail", "enter 3 enter"),
    ("causes", "enter 4"),
    ("help", "enter ?"),
];

#[test]
fn every_tab_looks_as_it_did() {
    for (name, keys) in TABS {
        let mut stage = Stage::example();
        stage.keys(keys).pass(500);
        let lines: Vec<String> = stage.screen().lines().map(|line| line.trim_end().to_owned()).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

#[test]
fn the_first_frame_is_at_most_3500_bytes() {
    for (name, keys) in TABS {
        let mut stage = Stage::example();
        stage.keys(keys).pass(500).resize(80, 24);
        assert!(stage.bytes <= 3_500, "{name}: {} bytes", stage.bytes);
    }
}

#[test]
fn a_cursor_move_is_at_most_120_bytes_on_average_over_200() {
    for keys in ["enter", "enter 2", "enter 3"] {
        let mut stage = Stage::example();
        stage.keys(keys).pass(500);
        let mut bytes = 0;
        for press in 0..200 {
            stage.keys(if press % 40 < 30 { "down" } else { "up" });
            bytes += stage.bytes;
        }
        assert!(bytes / 200 <= 120, "{keys}: {} bytes", bytes / 200);
    }
}

#[test]
fn an_unchanged_frame_and_an_idle_session_take_no_bytes() {
    let mut stage = Stage::example();
    stage.keys("enter 3").pass(2_000);
    stage.pass(60_000);
    assert_eq!(stage.bytes, 0);
    stage.press("f12".parse().unwrap());
    assert_eq!(stage.bytes, 0);
}

#[test]
fn no_word_on_screen_stands_in_the_code() {
    // The pseudo-language wraps every word in brackets; a letter outside them is data, or a word in the code.
    let store = Store::in_memory(KINDS).unwrap();
    let mut stage = Stage::on(store, Lang::Pseudo, (120, 40));
    let bare = |screen: &str| {
        let mut depth = 0;
        let mut words = String::new();
        for letter in screen.chars() {
            match letter {
                '⟦' => depth += 1,
                '⟧' => depth -= 1,
                letter if depth == 0 && letter.is_alphabetic() => words.push(letter),
                _ => {}
            }
        }
        words
    };
    // What is data here: the account, the language's code, and the names of keys, which are letters.
    let known = |screen: &str| {
        let screen = screen.replace("handläggare", "").replace("pseudo", "").replace("Stegvis", "");
        screen.replace("Ctrl-", "").replace("Alt-", "").replace("F1", "").replace(" n⟦", "⟦")
    };
    for keys in ["", "n", "<1> enter", "esc", "tab n", "esc esc tab", "tab", "2", "tab", "3", "4", "5", "6", "0"] {
        stage.keys(keys).pass(500);
        let screen: String = known(&stage.screen())
            .lines()
            // The last line names keys, each before its word.
            .map(|line| line.split(' ').filter(|word| word.chars().count() > 1).collect::<Vec<_>>().join(" ") + "\n")
            .collect();
        assert_eq!(bare(&screen), "", "after {keys:?}:\n{}", stage.screen());
    }
}

#[test]
fn a_terminal_that_is_too_small_asks_for_room_and_nothing_is_lost() {
    let mut stage = Stage::example();
    stage.keys("enter enter down down enter <Åtg>").resize(10, 3).shows("minst 40 ×").resize(39, 11);
    stage.shows("minst 40").resize(40, 12).shows("Åtg").resize(80, 24).shows("Åtg");
}

#[test]
fn colours_are_never_alone() {
    // In a terminal without colours the class of risk, the finding and the half-typed field can still be told.
    let mut stage = Stage::example();
    stage.keys("enter").shows("■").shows("▲").keys("3").pass(300).shows("Försämras");
    stage.keys("1 enter enter <x> esc").shows("✎");
}

fn any_key() -> impl Strategy<Value = Key> {
    let named = "up down left right enter esc tab shift-tab backspace delete space home end pageup pagedown f1";
    let typed = "q u n v f i o x j k L V D / ? 0 1 2 3 4 5 6 7 å Ö é - ctrl-z ctrl-r ctrl-s ctrl-u";
    let keys: Vec<Key> = named.split(' ').chain(typed.split(' ')).map(|key| key.parse().unwrap()).collect();
    prop::sample::select(keys)
}

/// All cases share one store: what one has changed is another state for the next.
static STORE: LazyLock<Store> = LazyLock::new(example_store);

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_at_random_sizes_never_panic_and_never_draw_outside(
        size in (1u16..220, 1u16..70),
        keys in prop::collection::vec(any_key(), 1..60),
        other in (1u16..220, 1u16..70),
        english in any::<bool>(),
    ) {
        let lang = if english { Lang::En } else { Lang::Sv };
        let mut stage = Stage::on(STORE.clone(), lang, size);
        for (place, key) in keys.iter().enumerate() {
            stage.press(*key);
            if place == keys.len() / 2 {
                stage.resize(other.0, other.1);
            }
            if stage.ended {
                break;
            }
        }
        stage.pass(2_000);
    }
}
