//! The four-field matrix by keys: placing by digits, moving by arrows, in the four rooms that show one.

use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;
use stegvis::record::{Id, Value};
use stegvis::steps::actions::records::{EFFECT, FEASIBILITY, PROPOSED, Proposal};
use stegvis::steps::plan::records::{AGREED, FourFieldItem, ITEM_X, ITEM_Y, Valuation};
use stegvis::steps::plan::risk;

/// The sizes that every flow is walked at.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn stage(size: (u16, u16)) -> Stage {
    Stage::on(example_store(), Lang::Sv, size)
}

/// How many keys a line of them is.
fn count(keys: &str) -> usize {
    keys.split_whitespace().count()
}

/// How many commits stand in the journal.
fn commits(stage: &Stage) -> u64 {
    stage.app.context().sight.whole.own.seq()
}

#[test]
fn ten_items_are_placed_in_thirty_keys() {
    for size in SIZES {
        let mut stage = stage(size);
        for at in 1..=10 {
            stage.colleague(Id::from_u128(900 + at), PROPOSED, &Value::Text(format!("Förslag {at:02}")));
        }
        stage.keys("enter 6 V").shows("Inte placerade (10)").shows("0/10");
        let keys = "v 4 4 3 4 2 1 1 1 4 1 1 4 3 3 2 2 4 3 3 4";
        assert!(count(keys) <= 30, "{}", count(keys));
        stage.keys(keys).shows("10/10").shows("Gör nu (5)").shows("Avstå (3)").shows("Om tid finns (1)");
        let whole = &stage.app.context().sight.whole;
        let places: Vec<_> = whole.all::<Proposal>().map(|one| (one.get(EFFECT), one.get(FEASIBILITY))).collect();
        let of = |x, y| (Some(x), Some(y));
        assert_eq!(places[..4], [of(4, 4), of(3, 4), of(2, 1), of(1, 1)]);
        assert_eq!(places[4..], [of(4, 1), of(1, 4), of(3, 3), of(2, 2), of(4, 3), of(3, 4)]);
    }
}

#[test]
fn arrows_move_the_marked_item_and_it_is_saved_once_when_one_goes_on() {
    for size in SIZES {
        let mut stage = stage(size);
        stage.keys("enter tab V <fyrfältare> enter home v 1 1 esc");
        let before = commits(&stage);
        // From wherever it stands to the corner: many presses, one change.
        stage.keys("right right right up up up");
        assert_eq!(commits(&stage), before, "nothing is saved while it moves");
        stage.keys("tab");
        assert_eq!(commits(&stage), before + 1, "one change");
        let valued = risk::agreed(&stage.app.context().sight.whole);
        assert!(valued.values().any(|one| (one.consequence, one.likelihood) == (4, 4)));
        // A pause saves too.
        stage.keys("shift-tab left").pass(2_000);
        assert_eq!(commits(&stage), before + 2);
        stage.keys("u");
        stage.shows("Ångrat");
    }
}

#[test]
fn what_was_moved_is_saved_before_one_leaves() {
    for keys in ["t", "V", "0", "2", "S", "enter"] {
        let mut stage = stage((80, 24));
        stage.keys("enter tab V <fyrfältare> enter home");
        let before = commits(&stage);
        stage.keys("up up up right right right").keys(keys);
        assert_eq!(commits(&stage), before + 1, "{keys}");
    }
}

#[test]
fn undo_takes_a_placing_back_and_the_matrix_shows_it() {
    let mut stage = stage((80, 24));
    stage.keys("enter tab V <fyrfältare> enter home");
    stage.keys("delete");
    stage.shows("Inte placerade");
    let agreed = |stage: &Stage| {
        stage.app.context().sight.whole.own.all::<Valuation>().filter(|one| one.get(AGREED) == Some(true)).count()
    };
    let without = agreed(&stage);
    stage.keys("u");
    assert_eq!(agreed(&stage), without + 1);
}

#[test]
fn proposals_are_placed_by_effect_and_feasibility() {
    for size in SIZES {
        let mut stage = stage(size);
        stage.keys("enter 6 V").shows("Här placeras åtgärdsförslagen");
        stage.keys("V n <Personal byts ofta> tab tab <Fasta arbetslag> ctrl-s esc V");
        stage.shows("↑ genomförbarhet   → effekt").shows("Inte placerade (1)");
        stage.keys("v 4 3").shows("Gör nu (1)").keys("esc");
        let whole = stage.app.context().sight.whole.clone();
        let proposal = whole.all::<Proposal>().next().unwrap();
        assert_eq!((proposal.get(EFFECT), proposal.get(FEASIBILITY)), (Some(4), Some(3)));
        stage.keys("enter").shows("▸").shows("Fasta arbetslag");
    }
}

#[test]
fn improvement_areas_have_a_matrix_and_focus_areas_one_that_is_computed() {
    for size in SIZES {
        let mut stage = stage(size);
        stage.keys("enter 5 tab tab tab tab n <Kontinuitet> ctrl-s esc V").shows("↑ angelägenhet   → påverkbarhet");
        stage.keys("v 4 4 esc").shows("Börja här (1)");
        stage.keys("3 tab n <Läkemedel> ctrl-s esc V").shows("↑ konsekvens   → avstånd till mål");
        stage.keys("right").shows("Platsen räknas ut").keys("v").shows("Platsen räknas ut");
    }
}

#[test]
fn a_digit_off_the_scale_is_told_and_esc_takes_the_first_digit_back() {
    let mut stage = stage((80, 24));
    stage
        .keys("enter tab V <fyrfältare> enter home v")
        .shows("konsekvens 1–4?")
        .keys("9")
        .shows("konsekvens går från 1 till 4");
    stage.keys("4").shows("konsekvens 4, sannolikhet 1–4?").keys("esc").shows("konsekvens 1–4?");
    stage.keys("esc 2").shows("[2 Samla in…]");
}

#[test]
fn a_matrix_of_ones_own_is_filled_line_by_line_and_placed() {
    for size in SIZES {
        let mut stage = stage(size);
        stage.keys("enter tab V <egna> enter n <Utbildningar i höst> ctrl-s esc v").shows("Tomt än så länge");
        stage.keys("n <Hot och våld> enter <Läkemedel> enter <Brand> enter enter").shows("Inte placerade (3)");
        stage.shows("↑ nytta   → insats").keys("v 1 4 4 4 2 1 esc").shows("Gör först (1)").shows("Planera (1)");
        let whole = stage.app.context().sight.whole.clone();
        let places: Vec<_> = whole.all::<FourFieldItem>().map(|one| (one.get(ITEM_X), one.get(ITEM_Y))).collect();
        assert_eq!(places, [(1.0, 4.0), (4.0, 4.0), (2.0, 1.0)].map(|(x, y)| (Some(x), Some(y))));
        // The list is under it, and its form gives it other axes.
        stage.keys("esc").shows("Utbildningar i höst").keys("enter down enter <effekt> enter esc v");
        stage.shows("↑ genomförbarhet   → effekt").shows("Om tid finns (1)");
        stage.keys("esc enter end up up up up up up enter <10> ctrl-s esc v").shows("10│");
    }
}

#[test]
fn the_rows_of_any_list_become_a_matrix_of_ones_own() {
    for size in SIZES {
        let mut stage = stage(size);
        stage.keys("enter / <delegerade> enter").shows("K14");
        let count = stage.screen().lines().filter(|line| line.contains("elegera")).count();
        assert!(count > 0);
        stage.keys("M").shows("i en egen fyrfältare. v öppnar den").shows("Krav 2025-11-08");
        stage.keys("v").shows("Inte placerade").shows("K14 Delegerade").keys("v 2 4 esc enter").shows("K14");
        stage.keys("2 M").shows("inga rader").keys("tab M").shows("948 rader är för många");
    }
}
