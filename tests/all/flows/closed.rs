//! A closed follow-up: what it still takes, and what it says.

use crate::stage::{EXAMPLE, Stage, example_store, morning};
use stegvis::follow_up::{Change, Doing, Whole};
use stegvis::locale::Lang;
use stegvis::record::{Id, Kind, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::plan::records::{CLOSED_ON, FollowUpHeader};

/// A colleague closes the example's follow-up, and the officer hears of it.
fn close(stage: &mut Stage) {
    let whole = Whole { own: stage.store.follow_up(EXAMPLE).unwrap(), register: stage.store.register() };
    let day = Value::Date(morning().date_naive());
    let edit = whole.edit(&FollowUpHeader::INFO, EXAMPLE, CLOSED_ON.tag(), Some(&day)).unwrap();
    let eyes = Eyes::owner(Officer::of_account("kollega"));
    let change = Change::of(Doing::Close, edit);
    stage.store.commit_and_wait(&eyes, Id::from_u128(78), morning(), change).unwrap();
    stage.hear();
}

#[test]
fn one_key_changes_no_answer_and_says_how_the_follow_up_is_opened_again() {
    let mut stage = Stage::example();
    stage.keys("enter S j").shows("1/21");
    close(&mut stage);
    for key in ["n", "d", "j"] {
        stage
            .keys("home down")
            .keys(key)
            .shows("Uppföljningen är stängd. w öppnar den igen.")
            .shows("  ja")
            .shows("1/21");
    }
    // The lock lets answers be, so the form still takes one.
    stage.keys("home down enter <nej> enter esc").shows("  nej");
}

#[test]
fn nothing_is_typed_that_could_not_be_saved() {
    let mut stage = Stage::example();
    stage.keys("enter");
    close(&mut stage);
    let closed = "öppnar den igen.";
    for keys in ["n", "D", "a", "K"] {
        stage.keys(keys).shows(closed).lacks("utkast").lacks("Ta bort").keys("esc");
    }
    stage.keys("1 enter").lacks(closed).keys("x").shows("är stängd. Alt-w öppnar").lacks("utkast");
    stage.keys("enter").shows(closed).keys("alt-x").shows(closed).keys("esc 3 n").shows(closed).lacks("utkast");
    // Step 6 goes on.
    stage.keys("6 n").lacks(closed).shows("skriver …").keys("esc esc 1 v").shows(closed);
    // Before the first digit; and what is closed says so while nothing else is said.
    stage.keys("1 1").lacks("utkast").keys("down").lacks(closed).shows("  stängd").lacks("sparat");
}

#[test]
fn the_help_page_tells_where_a_follow_up_is_closed_and_opened() {
    let mut stage = Stage::on(example_store(), Lang::Sv, (120, 60));
    stage.keys("enter ?").shows("här stängs uppföljningen och öppnas igen");
}

#[test]
fn a_file_that_the_closing_keeps_out_is_refused_with_the_key_that_opens_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("krav.csv");
    std::fs::write(&file, "Nr;Krav\nK99;Nytt krav\n").unwrap();
    let mut stage = Stage::example();
    stage.keys("enter");
    close(&mut stage);
    stage.keys("i down enter").paste(file.to_str().unwrap()).keys("enter");
    stage.shows("om filen ska läsas in. w i något av").shows("stegen leder dit.");
}
