//! Valuing together: by turns on one keyboard, and each in a session of their own.

use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;
use stegvis::record::{Id, Value};
use stegvis::steps::actions::records::{EFFECT, FEASIBILITY, PROPOSED, Proposal};
use stegvis::steps::plan::records::{RATING_AGREED, RATING_REASON, Rating};

/// Three proposals, and the matrix of them before the officer.
fn three(size: (u16, u16)) -> Stage {
    let mut stage = Stage::on(example_store(), Lang::Sv, size);
    for at in 1..=3 {
        stage.colleague(Id::from_u128(900 + at), PROPOSED, &Value::Text(format!("Förslag {at:02}")));
    }
    stage.keys("enter 6 V").shows("Inte placerade (3)");
    stage
}

/// The rows of the table, without what stands around it.
fn table(stage: &Stage) -> Vec<String> {
    stage.screen().lines().filter(|line| line.contains("Förslag 0")).map(str::to_owned).collect()
}

#[test]
fn two_functions_value_in_turn_unseen_and_agree_on_what_they_differ_about() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = three(size);
        stage.keys("r").shows("Värdera tillsammans: Effekt × genomförbarhet").shows("3 saker");
        stage.keys("<Chef> enter").shows("Chef · 1 av 3").shows("Förslag 01").keys("4 3").shows("Chef · 2 av 3");
        stage.keys("1 1 2 2").shows("Lämna över till nästa").lacks("Förslag 0").lacks("Chef");
        // The next one sees who is done, and nothing of what they said.
        stage.keys("q").shows("Chef: 3 av 3").keys("<Kvalitet> enter").shows("Kvalitet · 1 av 3").lacks("Ditt svar");
        stage.keys("1 4 esc").shows("Kvalitet: 1 av 3");
        // Whoever is not done sees nothing; what was interrupted goes on where it was.
        stage.keys("enter").shows("Någon här har saker kvar").keys("<Kvalitet> enter").shows("Kvalitet · 2 av 3");
        stage.keys("up").shows("Ditt svar: genomförbarhet 4 · effekt 1").keys("down 1 2 2 2").shows("Lämna över");
        stage.keys("space enter").shows("En sak att tala om");
        let rows = table(&stage);
        assert!(rows[0].contains("Förslag 01") && rows[0].contains("att tala om"), "{rows:#?}");
        assert!(rows[0].contains("3,5 isär 1") && rows[0].contains("2,5 isär 3"), "{rows:#?}");
        assert!(rows[1..].iter().all(|row| !row.contains("att tala om")), "{rows:#?}");
        // They talk, take what is proposed or their own, and say why.
        stage.keys("enter").shows("Chef: genomförbarhet 3 · effekt 4").shows("Kvalitet: genomförbarhet 4 · effekt 1");
        stage.keys("2 4").shows("Varför?").keys("<Kräver beslut i nämnden> enter");
        assert!(table(&stage)[0].contains("4 · 2"), "{:#?}", table(&stage));
        stage.keys("down enter").shows("Förslag, medianen").keys("enter enter");
        let whole = stage.app.context().sight.whole.clone();
        let places: Vec<_> = whole.all::<Proposal>().map(|one| (one.get(EFFECT), one.get(FEASIBILITY))).collect();
        assert_eq!(places[..2], [(Some(2), Some(4)), (Some(1), Some(2))], "of two the higher one is proposed");
        let agreed = whole.all::<Rating>().find(|one| one.get(RATING_AGREED) == Some(true)).unwrap();
        assert_eq!(agreed.get(RATING_REASON).as_deref(), Some("Kräver beslut i nämnden"));
        stage.keys("esc").shows("Om tid finns (1)");
    }
}

#[test]
fn an_officer_in_a_session_of_their_own_sees_what_others_say_when_they_have_said_theirs() {
    let mut chef = three((80, 24));
    let mut other = chef.second_session();
    chef.keys("r <Chef> enter 4 3 1 1 2 2 x");
    other.hear();
    other.keys("enter 6 V r").shows("Chef: 3 av 3").keys("enter");
    other.lacks("isär").keys("<Kvalitet> enter 1 4").lacks("Ditt svar: genomförbarhet 3");
    other.keys("1 2 2 2 x enter").shows("En sak att tala om").shows("2,5 isär 3");
    other.keys("esc h").lacks("Steg åt höger").keys("esc");
    chef.hear();
    chef.keys("enter").shows("En sak att tala om");
}

#[test]
fn risk_that_is_agreed_on_together_is_the_valuation_that_counts() {
    use stegvis::steps::plan::records::{RATER, REASON};
    use stegvis::steps::plan::risk;
    let mut stage = Stage::example();
    stage.keys("enter tab V <fyrf> enter r <Chef> enter 4 4");
    // Fifty-one are left: the table is seen when they are done.
    for _ in 0..51 {
        stage.keys("2 1");
    }
    let id = stage.requirement("K01");
    stage.shows("Lämna över").keys("x enter").shows("Ni är högst ett steg ifrån varandra om allt");
    stage.keys("enter 3 4 <Enligt händelserna i våras> enter");
    let agreed = risk::agreed_record(&stage.app.context().sight.whole, id).unwrap();
    assert_eq!(
        (agreed.get(RATER).as_deref(), agreed.get(REASON).as_deref()),
        (Some("gemensam"), Some("Enligt händelserna i våras"))
    );
    let valued = risk::of(&stage.app.context().sight.whole, id).unwrap();
    assert_eq!((valued.consequence, valued.likelihood), (3, 4));
}
