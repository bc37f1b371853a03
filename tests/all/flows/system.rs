//! The sheet of the system analysis.

use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;

#[test]
fn one_key_answers_a_question_and_the_cursor_goes_on() {
    for (lang, hints, answers) in [
        (Lang::Sv, ["j ja", "d delvis", "n nej"], ["  ja", "  delvis", "  nej"]),
        (Lang::En, ["j yes", "d partly", "n no"], ["  yes", "  partly", "  no"]),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        stage.keys("enter S").shows("0/21");
        for hint in hints {
            stage.shows(hint);
        }
        stage.keys("j d n").shows("3/21");
        for answer in answers {
            stage.shows(answer);
        }
        assert!(!stage.line("▸").trim_end().ends_with(answers[2]), "the cursor is on the next question");
        // Over the heading of the next step it goes on too, and undo takes them back on the spot.
        stage.keys("y y").shows("5/21").keys("u u").shows("3/21");
    }
}

#[test]
fn an_answer_is_changed_by_one_key_and_keeps_what_was_noticed() {
    let mut stage = Stage::example();
    stage.keys("enter S enter <delvis> enter <Enkäten når inte alla> ctrl-s esc").shows("delvis: Enkäten");
    stage.keys("home down n up").shows("nej: Enkäten").shows("1/21");
    // What is undone is named by its question.
    stage.keys("u").shows("nej → delvis").lacks("system-");
}

#[test]
fn a_refused_answer_names_what_works_where_it_was_written() {
    let mut stage = Stage::example();
    let mut other = stage.second_session();
    other.keys("enter a <Mitt svar>");
    stage.keys("enter a <Deras svar> ctrl-s");
    other.keys("ctrl-s").shows("Inte sparat").shows("d i rummet visar den").lacks("Alt-r");
    other.keys("d").shows("Mitt svar");
}

#[test]
fn an_answer_that_another_takes_the_place_of_is_named_with_the_key_that_takes_it_back() {
    for (lang, was, undoes) in [
        (Lang::Sv, "Svaret var ”ja” och är nu ”nej”: Mäter vi", "u ångrar."),
        (Lang::En, "The answer was “yes” and is “no” now: Do we measure", "u undoes it."),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        stage.keys("enter S j").lacks("”ja”").lacks("“yes”").keys("up n").shows(was).shows(undoes).shows("1/21");
        stage.keys("up n").lacks(undoes).keys("u").shows("1/21");
        assert!(
            stage.line(if lang == Lang::Sv { "Mäter vi" } else { "Do we measure" }).contains(&was[was.len() - 1..])
        );
    }
}

#[test]
fn one_answer_is_not_enough_for_what_it_does_not_mirror() {
    let mut stage = Stage::example();
    stage.keys("enter 4 n <Scheman läggs sent> ctrl-s esc S").checked().keys("space");
    stage.shows("Systemanalysen är tom. 21 av 21 obesvarade: j d n svarar.");
    // A question about step 2 says nothing of step 4.
    stage.keys("home down j").checked().keys("space");
    stage.shows("Systemanalysen har inget svar om steg 4. 20 av 21 obesvarade: j d n svarar.");
    assert!(stage.line("▸").contains("Hade en annan fråga"), "{}", stage.screen());
    stage.keys("n").checked().keys("w").lacks("inget svar om steg");
}
