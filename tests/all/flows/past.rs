//! A follow-up as it was, on screen: every room of a moment gone by, nothing of it changed, and back to now.

use crate::stage::{EXAMPLE, Stage, example_store, morning};
use stegvis::keys::Context;
use stegvis::locale::Lang;
use stegvis::record::Value;
use stegvis::steps::plan::records::{NUMBER, TEXT};

/// Milliseconds of two days.
const TWO_DAYS: i64 = 2 * 24 * 60 * 60 * 1000;

fn day(after: i64) -> String {
    (morning().date_naive() + chrono::Days::new(u64::try_from(after).unwrap())).to_string()
}

/// An officer in the requirements, at one that a colleague has called K77 two days after it came.
fn renamed(lang: Lang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::on(example_store(), lang, size);
    let record = stage.requirement("K07");
    stage.pass(TWO_DAYS).colleague(record, NUMBER, &Value::Text("K77".into()));
    stage.keys("enter / <K77> enter").shows("K77");
    stage
}

#[test]
fn a_day_shows_the_follow_up_as_it_was_and_one_key_leads_back_to_the_same_place() {
    for (lang, size, asked, banner, back, now) in [
        (Lang::Sv, (80, 24), "när den här dagen var slut", "Så här var det", "T till nu", "det som gäller nu"),
        (Lang::En, (120, 40), "when this day had ended", "As it was", "T to now", "what holds now"),
    ] {
        let mut stage = renamed(lang, size);
        // The day before stands there already.
        stage.keys("T").shows(asked).shows(&day(1)).keys("enter");
        stage.shows(&format!("{banner} {}", day(1))).shows(back);
        assert!(stage.line("▸").contains("K07"), "{}", stage.screen());
        stage.lacks("K77").keys("T").shows(now).lacks(banner).shows("/K77");
        assert!(stage.line("▸").contains("K77"), "{}", stage.screen());
        // Esc leads back as well, where nothing else is open.
        stage
            .keys("T enter")
            .shows(banner)
            .keys("/ <K0> enter esc")
            .shows(banner)
            .keys("esc")
            .lacks(banner)
            .shows("/K77");
    }
}

#[test]
fn a_time_that_is_typed_after_the_day_counts() {
    for lang in [Lang::Sv, Lang::En] {
        let mut stage = Stage::on(example_store(), lang, (80, 24));
        let record = stage.requirement("K07");
        let at =
            |stage: &Stage| stage.app.context().now.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string();
        stage.pass(120_000);
        let before = at(&stage);
        stage.pass(120_000).colleague(record, NUMBER, &Value::Text("K77".into())).pass(120_000);
        let after = at(&stage);
        stage.keys("enter / <K77> enter T ctrl-u").paste(&before).keys("enter").lacks("K77").shows(&before);
        stage.keys("T T ctrl-u").paste(&after).keys("enter").shows("K77").shows(&after).keys("T");
        let (late, bad) = match lang {
            Lang::En => ("That time has not been yet", "That is no day"),
            _ => ("Den tiden har inte varit än", "Det är ingen dag"),
        };
        stage.keys("T ctrl-u").paste("2099-01-01 12:00").keys("enter").shows(late);
        stage.keys("ctrl-u").paste("2020-01-01 25:00").keys("enter").shows(bad).keys("esc");
    }
}

#[test]
fn every_room_and_sheet_says_which_moment_it_shows() {
    for size in [(80, 24), (120, 40)] {
        let mut stage = renamed(Lang::Sv, size);
        stage.keys("T enter");
        let banner = format!("Så här var det {}", day(1));
        for key in ["2", "3", "4", "5", "6", "S", "1", "tab", "shift-tab"] {
            stage.keys(key).shows(&banner).lacks("n ny");
        }
        for key in ["enter", "b", "f", "?", "w", "A", "c", "h", "/"] {
            stage.keys(key).shows(&banner).keys("esc").shows(&banner);
        }
        stage.keys("h").shows("Historik").keys("esc 3 / <K07> enter").shows("K07").keys("f").shows("länkar");
    }
}

#[test]
fn what_would_change_something_is_refused_at_once_with_the_moment_and_the_way_back() {
    let mut stage = renamed(Lang::Sv, (80, 24));
    let stands = stage.store.follow_up(EXAMPLE).unwrap().seq();
    stage.keys("T enter");
    let refused = format!("Så här var det {}, och det går inte att ändra. ", day(1));
    for key in ["n", "D", "i", "u", "ctrl-r", "K", "a", "v", "P", "d"] {
        stage.keys("down").lacks(&refused).keys(key).shows(&refused).shows("T leder till nu");
    }
    stage.keys("enter");
    for key in ["x", "enter", "alt-x", "alt-n", "alt-D", "ctrl-z", "delete"] {
        stage.keys("down").lacks(&refused).keys(key).shows(&refused).shows("Alt-T leder till nu");
    }
    stage.keys("alt-T").lacks("Så här var det").keys("T enter w").lacks(&refused).keys("g").shows(&refused);
    stage.keys("esc A enter").shows(&refused).keys("esc S").lacks(&refused).keys("j").shows(&refused);
    stage.keys("3").lacks(&refused).keys("n").shows(&refused).keys("f").lacks(&refused).keys("n").shows(&refused);
    stage.paste("klistrat").pass(2000).keys("esc ctrl-q");
    assert!(stage.ended);
    assert_eq!(stage.store.follow_up(EXAMPLE).unwrap().seq(), stands);
    let mut stage = stage.again();
    stage.lacks("Så här var det").lacks("halvskriv");
}

#[test]
fn the_hints_and_the_help_say_what_a_key_does_there_and_offer_nothing_that_is_refused() {
    for (lang, day, change, writes, back, about) in [
        (Lang::Sv, "Enter visa dagen", "T visa som det var", "Enter skriv", "Tillbaka till det som", "Skriv direkt"),
        (Lang::En, "Enter show the day", "T show as it was", "Enter write", "Back to what holds", "Just type"),
    ] {
        let mut stage = renamed(lang, (120, 90));
        stage
            .keys("h")
            .shows(change)
            .keys("esc enter")
            .shows(writes)
            .keys("?")
            .shows(about)
            .lacks(back)
            .keys("esc esc");
        stage.keys("T").shows(day).keys("enter").keys("h").lacks(change).keys("esc enter").shows("T").lacks(writes);
        stage.keys("?").shows(back).lacks(about);
        let (words, keys) = (stage.app.context().sight.words.clone(), stage.app.context().keys.clone());
        let shown = stage.screen();
        for (_, action, _) in keys.bindings().filter(|(of, action, _)| *of == Context::Form && action.is_of_now()) {
            let help = words.say(&format!("{}.help", action.word()));
            assert!(!shown.contains(&help), "{action:?} ({help}) in\n{shown}");
        }
    }
}

#[test]
fn drafts_and_what_others_save_stay_with_now() {
    let mut stage = Stage::example();
    let (other, record) = (stage.requirement("K07"), stage.requirement("K03"));
    stage.pass(TWO_DAYS).keys("enter / <K03> enter enter down enter <Åtgär> esc").shows("1 utkast");
    stage.keys("alt-T").shows("Visa ”").keys("enter").shows("Så här var det").lacks("utkast").lacks("✎").lacks("Åtgär");
    stage.keys("esc");
    stage.colleague(other, NUMBER, &Value::Text("K77".into())).colleague(record, NUMBER, &Value::Text("K33".into()));
    stage.checked().shows("K03").lacks("K33").lacks("K77").keys("h").lacks("läser journalen").keys("esc");
    stage.keys("T").lacks("Så här var det").shows("K33").shows("1 utkast").shows("✎");
    stage.keys("esc / esc / <K77> enter");
    assert!(stage.line("▸").contains("K77"), "{}", stage.screen());
}

#[test]
fn an_answer_that_comes_when_nobody_waits_any_more_shows_nothing() {
    let mut stage = renamed(Lang::Sv, (80, 24));
    stage.holds = true;
    stage.keys("T enter").shows("läser journalen").keys("esc").lacks("läser journalen");
    stage.release().lacks("Så här var det").shows("K77");
    // The same inside: a history that was asked for then is not one of now.
    stage.keys("T enter").shows("Så här var det");
    stage.holds = true;
    stage.keys("h").shows("läser journalen").keys("T").lacks("Så här var det").keys("h");
    stage.release().lacks("Historik: K07").shows("Historik: K77").shows("nr K07 → K77");
    // Rows that come late are not taken for others.
    stage.keys("esc");
    stage.hold_work();
    stage.keys("T enter 2").shows("Så här var det").keys("T").release_work();
    assert!(stage.line("▸").contains("K77"), "{}", stage.screen());
}

#[test]
fn a_change_in_the_history_shows_what_stood_there_after_it() {
    for (lang, banner, history) in [(Lang::Sv, "Så här var det", "Historik"), (Lang::En, "As it was", "History")] {
        let mut stage = renamed(lang, (80, 24));
        let record = stage.requirement("K77");
        stage.colleague(record, TEXT, &Value::Text("En ny lydelse".into()));
        stage.keys("h").shows(history).keys("down down down").shows("K07 → K77");
        assert!(stage.line("▸").contains("K77"), "{}", stage.screen());
        stage.keys("T").shows(banner).shows(&day(2));
        assert!(stage.line("▸").contains("K77"), "{}", stage.screen());
        stage.lacks("En ny lydelse");
        // From there another change, and back to the history that it began at.
        stage.keys("h end up up up").shows("▸").keys("enter").shows(banner).shows(&day(0));
        assert!(stage.line("▸").contains("K07"), "{}", stage.screen());
        stage.keys("T").lacks(banner).shows(history).shows("En ny lydelse").keys("esc").shows("K77");
    }
}

#[test]
fn findings_and_progress_are_those_of_then() {
    let mut stage = Stage::example();
    stage.pass(TWO_DAYS).keys("enter");
    let record = stage.requirement("K07");
    stage.colleague(record, TEXT, &Value::Text("Bra och trygg".into()));
    // Nothing has been checked now: what is found then has been worked out of what stood there.
    stage.keys("w").lacks("K31").keys("esc T enter w").shows("Så här var det").shows("K31").keys("esc");
    stage.keys("T w").lacks("K31");
}

#[test]
fn a_day_that_is_none_or_before_the_follow_up_is_said() {
    let mut stage = renamed(Lang::Sv, (80, 24));
    stage
        .keys("T <igår> enter")
        .shows("Det är ingen dag")
        .keys("backspace backspace backspace backspace <2099-01-01> enter")
        .shows("har inte varit");
    stage.keys("esc T <2001-01-01> enter").shows("Då fanns uppföljningen inte").shows("K77").lacks("Så här var det");
    Stage::empty().keys("T").shows("Börja en uppföljning först");
}

#[test]
fn from_home_the_marked_follow_up_is_shown_and_home_is_of_now() {
    let mut stage = Stage::example();
    stage.pass(TWO_DAYS).keys("T enter").shows("Så här var det").shows("[Krav").keys("0").lacks("Så här var det");
    stage.shows("Hem").keys("T enter L").shows("As it was").keys("T").shows("Home").shows("what holds now");
}
