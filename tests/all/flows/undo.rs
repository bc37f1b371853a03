//! Undo and redo.

use crate::stage::{Stage, example_store};
use crate::store::desk;
use stegvis::follow_up::{Change, Doing};
use stegvis::locale::Lang;
use stegvis::record::{Forgotten, HEADER, Id, Value};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{NUMBER, RATER, RATER_IMPORT};
use stegvis::steps::plan::risk;
use stegvis::store::Mark;

#[test]
fn undo_and_redo_across_a_restart() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter v 4 1").pass(200);
    assert!(stage.line("K07").contains("4  1"), "{}", stage.line("K07"));
    let mut stage = stage.again();
    stage.keys("enter / <K07> enter u").shows("K07");
    assert!(stage.line("▸K07").contains("2  3"), "{}", stage.screen());
    let mut stage = stage.again();
    stage.keys("enter / <K07> enter ctrl-r");
    assert!(stage.line("▸K07").contains("4  1"), "{}", stage.screen());
}

#[test]
fn a_deletion_asks_says_what_points_there_and_is_undone() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter D").shows("Ta bort ”K07").shows("← Plan 2").keys("n").shows("K07");
    stage.keys("D j").shows("0/0").keys("u").shows("1/1");
}

#[test]
fn what_is_not_on_screen_is_undone_only_after_a_question_that_says_what() {
    for (lang, question) in [
        (Lang::Sv, "Ångra: konsekvens 4 → 2, sannolikhet 1 → 3"),
        (Lang::En, "Undo: consequence 4 → 2, likelihood 1 → 3"),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        let valued = |stage: &mut Stage| stage.line("K07  ").contains("4  1");
        stage.keys("enter / <K07> enter v 4 1 esc").pass(200);
        assert!(valued(&mut stage), "{}", stage.screen());
        stage.keys("2 u").shows(question).shows("K07").keys("n 1");
        assert!(valued(&mut stage), "{}", stage.screen());
        // A yes undoes it from there.
        stage.keys("2 u j 1");
        assert!(!valued(&mut stage), "{}", stage.screen());
        stage.keys("ctrl-r");
        assert!(valued(&mut stage));
        // Where it is on screen it is undone at once.
        stage.keys("u").lacks(question);
        assert!(!valued(&mut stage), "{}", stage.screen());
    }
}

#[test]
fn from_the_form_of_another_record_the_officer_is_asked() {
    let mut stage = Stage::example();
    stage.keys("enter / <K07> enter enter down < och mer> ctrl-s esc");
    stage.keys("/ esc / <K08> enter enter ctrl-z").shows("Ångra: krav ").shows("på K07").shows("Det syns inte");
    stage.keys("n esc / esc / <K07> enter u").lacks("Ångra: krav").keys("down").lacks("och mer");
}

#[test]
fn an_undo_that_someone_stands_in_the_way_of_is_refused_with_who_and_what() {
    for (lang, parts) in [
        (Lang::Sv, ["Inget är ångrat: kollega ändrade det efter dig", "nr K70 → K77 på K77", "det gäller"]),
        (Lang::En, ["Nothing is undone: kollega changed it after you", "no K70 → K77 of K77", "that stands"]),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        let record = stage.requirement("K07");
        stage.keys("enter / <K07> enter enter home enter backspace backspace <70> enter esc");
        stage.colleague(record, NUMBER, &Value::Text("K77".into()));
        // Who it was is read in the journal; until then it is said without.
        stage.holds = true;
        stage.keys("u");
        for part in ["K70 → K77", parts[2]] {
            stage.shows(part);
        }
        stage.lacks("kollega").release();
        let said = stage.screen().replace('\n', " ");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(said.contains(part), "no {part:?} in {said}");
        }
        assert_eq!(stage.requirement("K77"), record, "it stands as the colleague saved it");
        // Whoever has gone on is told nothing more.
        stage.holds = true;
        stage.keys("u down").lacks(parts[2]).release().lacks(parts[2]);
    }
}

#[test]
fn what_was_undone_and_done_again_is_told_as_in_the_history() {
    for (lang, undone, redone) in [
        (Lang::Sv, "Ångrat: nr K70 → K07 på K07.", "Gjort om: nr K07 → K70 på K70."),
        (Lang::En, "Undone: no K70 → K07 of K07.", "Done again: no K07 → K70 of K70."),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        stage.keys("enter / <K07> enter enter home enter backspace backspace <70> enter esc / esc");
        stage.keys("u").shows(undone).keys("ctrl-r").shows(redone);
        stage.keys("D").keys("j u").shows(if lang == Lang::Sv {
            "Ångrat: tillbaka: krav"
        } else {
            "Undone: back: requirement"
        });
    }
}

#[test]
fn with_nothing_to_undo_the_officer_is_told() {
    let mut stage = Stage::empty();
    stage.keys("u").shows("Det finns inget att ångra");
}

#[test]
fn a_change_of_the_register_is_undone_from_the_follow_up_that_showed_it() {
    let mut stage = Stage::example();
    // The fourth view of the starting point lists the units of the register.
    stage.keys("enter shift-tab V <enheter> enter").shows("Björkhaga hemtjänst").keys("enter enter <X> enter esc");
    let marked = |stage: &Stage| stage.line("▸").contains("Björkhaga hemtjänstX");
    assert!(marked(&stage));
    assert!(!marked(stage.keys("u")));
    assert!(marked(stage.keys("ctrl-r")));
}

#[test]
fn an_import_is_taken_back_only_after_a_question_that_says_how_much() {
    let mut stage = Stage::example();
    stage.keys("enter 2 tab tab u").shows("Ångra importen av 62 avvikelser").shows("j ja").keys("n").lacks("0/0");
    stage.keys("u j").shows("0/0");
    // The next one, too, is asked about: the answer was for one import.
    stage.keys("u").shows("Ångra importen av");
    stage.keys("n ctrl-r").lacks("0/0").lacks("Ångra importen");
    // A small change is taken back at once.
    stage.keys("enter enter <9> enter u").lacks("Ångra importen");
}

#[test]
fn the_question_is_not_put_to_an_officer_who_has_gone_on() {
    // The answer comes while a title is being typed: its letters are no yes.
    let mut stage = Stage::example();
    stage.keys("enter 2 tab tab");
    stage.stalled = true;
    stage.keys("u n <j>").disk_answers().lacks("Ångra importen av").shows("härnäst är importen av 62 avvikelser");
    stage.keys("<j>").lacks("Ångra importen av").lacks("0/0");
    // It comes while something else is open: that stays.
    let mut stage = Stage::example();
    stage.keys("enter 2 tab tab");
    stage.stalled = true;
    stage.keys("u ?").disk_answers().lacks("Ångra importen av").keys("esc").lacks("Ångra importen av");
    // Nothing pressed since: it is asked, however late.
    let mut stage = Stage::example();
    stage.keys("enter 2 tab tab");
    stage.stalled = true;
    stage.keys("u").lacks("Ångra importen av").disk_answers().shows("Ångra importen av 62 avvikelser");
}

#[test]
fn a_yes_to_one_import_undoes_nothing_that_was_saved_since() {
    let mut stage = Stage::example();
    stage.keys("enter 2 tab tab u").shows("Ångra importen av 62 avvikelser");
    // The same officer saves from another terminal meanwhile.
    let record = stage.requirement("K07");
    stage.other_terminal(record, NUMBER, &Value::Text("K77".into()));
    stage.keys("j").shows("Inget är ångrat").lacks("0/0");
    assert_eq!(stage.requirement("K77"), record, "it stands as it was saved");
}

#[test]
fn a_valuation_that_is_undone_is_named_by_its_requirement() {
    let mut stage = Stage::empty();
    stage.keys("down down enter <Nattfrid> enter esc tab n <K07> enter <Kontinuitet> ctrl-s esc v 4 2 esc");
    stage.keys("u").shows("Ångrat: konsekvens 4 → tomt, sannolikhet 2 → tomt på K07.");
    stage.keys("ctrl-r").shows("Gjort om: konsekvens: 4, sannolikhet: 2 på K07.");
}

#[test]
fn a_valuation_that_takes_anothers_place_is_told_as_one_change_of_the_figures() {
    let officers = |stage: &Stage| {
        let whole = &stage.app.context().sight.whole;
        let one = risk::agreed_record(whole, stage.requirement("K07")).unwrap();
        one.get(RATER).as_deref() != Some(RATER_IMPORT)
    };
    for (lang, undone, redone, once_more) in [
        (
            Lang::Sv,
            "Ångrat: konsekvens 4 → 2, sannolikhet 1 → 3 på K07.",
            "Gjort om: konsekvens 2 → 4, sannolikhet 3 → 1 på K07.",
            "Ångrat: sannolikhet 2 → 1 på K07.",
        ),
        (
            Lang::En,
            "Undone: consequence 4 → 2, likelihood 1 → 3 of K07.",
            "Done again: consequence 2 → 4, likelihood 3 → 1 of K07.",
            "Undone: likelihood 2 → 1 of K07.",
        ),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        // What came from the file counts no more once an officer values.
        stage.keys("enter / <K07> enter v 4 1 esc").pass(200);
        assert!(officers(&stage));
        stage.keys("u").shows(undone);
        assert!(!officers(&stage), "the file's own counts again");
        stage.keys("ctrl-r").shows(redone);
        assert!(officers(&stage));
        // Of the officer's own only the figure that changes is told.
        stage.keys("/ <K07> enter v 4 2 esc").pass(200).keys("u").shows(once_more);
    }
}

#[test]
fn undo_and_redo_say_which_of_them_has_nothing_left() {
    for (lang, undo, redo) in [
        (Lang::Sv, "Det finns inget att ångra.", "Det finns inget att göra om."),
        (Lang::En, "There is nothing to undo.", "There is nothing to redo."),
    ] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        // Undo is possible all the while.
        stage.keys("enter / <K07> enter v 4 1 esc").pass(200).keys("ctrl-r").shows(redo).lacks(undo);
        stage.keys("u ctrl-r").lacks(redo).keys("ctrl-r").shows(redo);
        let mut stage = Stage::on(stegvis::store::Store::in_memory(KINDS).unwrap(), lang, (80, 24));
        stage.keys("u").shows(undo).lacks(redo);
    }
}

#[test]
fn of_something_forgotten_the_officer_is_told_and_offered_what_was_done_before_it() {
    for (lang, told, offered, yes, imports) in [
        (Lang::Sv, "det som står på tur är glömt för gott", "krav Svar inom ett dygn → tomt", "j", false),
        (Lang::En, "what comes first is forgotten for good", "requirement Svar inom ett dygn → empty", "y", false),
        (Lang::Sv, "det som står på tur är glömt för gott", "Ångra importen av 1 krav?", "j", true),
        (Lang::En, "what comes first is forgotten for good", "Undo the import of 1 requirement?", "y", true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let store = desk::open(folder.path());
        let mut title = desk::edit(desk::FOLLOW_UP.as_u128(), desk::TITLE, None, Some(desk::text("Hemtjänst")));
        title.kind = HEADER;
        desk::commit(&store, "handläggare", Change::of(Doing::Create, title)).unwrap();
        let doing = if imports { Doing::Import } else { Doing::Edit };
        let edits = desk::typed(2, None, Some("Svar inom ett dygn")).edits;
        desk::commit(&store, "handläggare", Change { doing, edits }).unwrap();
        desk::commit(&store, "handläggare", desk::typed(1, None, Some("Någon ska få svar"))).unwrap();
        store.close();
        let by = Officer::of_account("gallrare");
        let why = "stod med namn".to_owned();
        let forgotten = Forgotten { at: desk::now(), by: "gallrare".into(), fields: None, why };
        let mark = Mark { record: Id::from_u128(1), forgotten };
        stegvis::store::forget(folder.path(), &[mark], desk::forgetting(&by), KINDS).unwrap();
        let mut stage = Stage::on(desk::open(folder.path()), lang, (80, 24));
        // One press stops there; the yes of one who saw the question come is no answer to anything.
        stage.keys("enter u").shows(told).lacks(offered).keys(yes).shows("/2").keys("u").shows(told).lacks(offered);
        stage.keys("u").shows(offered).lacks(told).keys("n").shows("/2");
        stage.keys("u u").keys(yes).shows("1/1").lacks(told).keys("ctrl-r").shows("/2").lacks(told);
    }
}
