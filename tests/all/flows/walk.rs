//! The walk: the next missing thing, what is left, the guiding questions, the system analysis, the chain.

use crate::stage::Stage;
use stegvis::record::Step;

/// Presses the arrow until the marked line holds a text.
#[track_caller]
fn down_to(stage: &mut Stage, text: &str) {
    for _ in 0..200 {
        let screen = stage.screen();
        if screen.lines().any(|line| line.starts_with('▸') && line.contains(text)) {
            return;
        }
        stage.keys("down");
    }
    panic!("no marked {text:?} in\n{}", stage.screen());
}

#[test]
fn space_leads_from_one_missing_thing_to_the_next() {
    let mut stage = Stage::example();
    stage.keys("space").shows("Öppna en uppföljning först");
    // Before the checks have caught up the officer is told to wait, and is led as soon as they have.
    stage.keys("enter space").shows("Kontrollerna räknar").checked().lacks("Kontrollerna räknar");
    stage.shows("Kritiskt krav eller krav med hög risk saknar planrad.").shows("K31");
    stage.keys("space").shows("saknar planrad.").shows("K48").keys("space").shows("K49");
    // What is found in another kind's place marks the field there.
    stage.keys("space").shows("Planrad säger inte vad som händer vid brist.").shows("[Plan: lista 1/9]");
    assert!(stage.line("▸").contains("brist"), "{}", stage.screen());
    stage.keys("esc").shows("Kvar i steget: ").shows("w kvar").shows("Mellanslag nästa");
    // Standing in step 3, the comparison's row is marked.
    stage.keys("3 space").shows("[Jämförelse]").shows("Röd");
}

#[test]
fn an_empty_step_is_begun_where_its_first_record_is_written() {
    let mut stage = Stage::example();
    stage.keys("enter 4").checked().keys("space").shows("[Orsaker]").shows("Skriv den första tänkbara orsaken");
    stage.keys("space").shows("Krav med resultat är inte bedömt");
}

#[test]
fn what_is_found_about_an_earlier_step_is_mended_where_it_is_missing() {
    let mut stage = Stage::example();
    // A requirement with results that nobody has judged: a judgement of it is begun where judgements stand.
    stage.keys("enter 5").checked().keys("w");
    down_to(&mut stage, "K07");
    stage.keys("enter").shows("[5 ").shows("inte bedömt. n börjar: bedömning.");
    stage.keys("n").shows("[5 ").shows("K07");
    stage.keys("esc esc 3 n <Kontinuitet> enter").shows("sparat").checked();
    stage.keys("esc 4 w");
    down_to(&mut stage, "Kontinuitet");
    stage.keys("enter").shows("[4 ").shows("saknar orsak. n börjar: orsak.");
    stage.keys("n <Scheman läggs sent> enter").shows("Kontinuitet").shows("Scheman läggs sent");
}

#[test]
fn a_row_of_the_comparison_begins_a_focus_area_about_it() {
    let mut stage = Stage::example();
    stage.keys("enter").checked().keys("3 space").shows("n börjar: fokusområde.").shows("n fokusområde");
    let row = stage.line("▸");
    let requirement = row.trim_start_matches('▸').split_whitespace().next().unwrap().to_owned();
    stage.keys("n <Kontinuitet> enter").shows("[Fokusområden: lista 1/2]").shows("Kontinuitet");
    assert!(stage.line("Krav").contains(&requirement), "{}", stage.screen());
    // From the row that is open too.
    stage.keys("esc shift-tab enter n").shows("[Fokusområden: lista 1/2]").shows("skriver …");
}

#[test]
fn every_finding_leads_to_where_it_is_mended() {
    let mut stage = Stage::example();
    stage.keys("enter").checked();
    for finding in &stage.app.context().findings.list {
        let Some((kind, _)) = finding.record else { continue };
        let kind = stegvis::steps::kind(kind).unwrap();
        let compared = finding.step == Step::Focus && kind.name == "result";
        assert!(
            kind.step == finding.step || finding.field.is_some() || finding.among.is_some() || compared,
            "{finding:?}"
        );
    }
}

#[test]
fn what_is_left_is_accepted_with_one_reason_and_taken_back() {
    let mut stage = Stage::example();
    stage.keys("enter").checked().keys("w").shows("Kvar: 1 Planering").shows("saknar planrad (3)");
    stage.keys("x x g").shows("Varför får de 2 punkterna stå kvar?").keys("ctrl-s").shows("Skriv ett skäl");
    // A half-typed reason survives Esc, and the session.
    stage.keys("<Tas nästa> esc").shows("Kvar: 1 Planering").shows("väntar på dig").pass(2_000);
    let mut stage = stage.again();
    stage.keys("enter").checked().keys("w x x g").shows("Tas nästa").keys("space <år> ctrl-s");
    stage.shows("saknar planrad (1)").lacks("utkast");
    down_to(&mut stage, "Tas nästa år");
    stage.shows("Godtagna med skäl (2)").keys("D").shows("Ta tillbaka skälet?").keys("j w").shows("saknar planrad (2)");
    // All of one check on its heading; then the jump.
    stage.keys("up g").shows("de 2 punkterna").keys("<Samma> ctrl-s").lacks("saknar planrad (");
    stage.keys("home down enter").shows("[Plan: lista 1/9]").shows("Planrad säger inte vad som händer");
    stage.keys("alt-w V").shows("Kvar: hela uppföljningen").shows("1 Planering");
    stage.keys("end").shows("Steget 6 Åtgärder är inte klart");
}

#[test]
fn a_refused_reason_is_not_lost() {
    let mut stage = Stage::example();
    let mut other = stage.second_session();
    other.keys("enter").checked().keys("w g <Mitt långa skäl>");
    // A colleague is first with the same point: the text is a draft again.
    stage.keys("enter").checked().keys("w g <Skäl> ctrl-s").shows("saknar planrad (2)");
    other.keys("ctrl-s").shows("Inte sparat").shows("1 utkast").hear().checked().keys("g").shows("Mitt långa skäl");
    other.keys("ctrl-s").shows("saknar planrad (1)").lacks("utkast");
}

#[test]
fn a_step_is_declared_done_and_taken_up_and_the_follow_up_closed_and_opened() {
    let mut stage = Stage::example();
    stage.keys("enter 4 a <Inga orsaker behövs> ctrl-s").checked().keys("K");
    stage.shows("4 Sök orsaker: inget är kvar. Förklara steget klart?").keys("j").shows("[4 Sök orsaker✓]").checked();
    stage
        .keys("w")
        .shows("Ta upp steget igen: 4 Sök orsaker")
        .keys("enter")
        .shows("är klart. Ta upp")
        .keys("j")
        .lacks("✓");
    stage.checked().keys("1 K").shows("öppna. Åtgärda dem, eller godta dem");
    for step in 1..=6 {
        stage.keys(&format!("{step}"));
        stage.checked().keys("w");
        // Every check of the step is accepted with one reason.
        while stage.screen().contains(" (") && !stage.line(" (").contains("Godta") {
            stage.keys("home g <Prövat> ctrl-s");
        }
        stage.keys("esc").checked();
        if !stage.screen().contains("besvarade") {
            stage.keys("a <Svar> ctrl-s").checked();
        }
        stage.keys("K j").checked();
        assert!(stage.line("Hemtjänst 2025").contains('✓'), "{}", stage.screen());
    }
    stage
        .keys("w")
        .keys("end")
        .shows("Stäng uppföljningen")
        .keys("enter")
        .shows("Stänga ”Hemtjänst 2025”?")
        .keys("j")
        .shows("Uppföljningen är stängd. P skriver rapporten, w öppnar den igen.");
    stage.checked().keys("space").shows("Uppföljningen är stängd");
    stage.keys("w end enter").shows("Varför öppnas").keys("<Nya uppgifter> ctrl-s").shows("är öppen igen");
    stage.checked().keys("end").shows("Stäng uppföljningen");
}

#[test]
fn the_guiding_question_is_answered_in_place() {
    let mut stage = Stage::example();
    stage.keys("enter").shows("Ledfråga 1/8").shows("a svara").keys("a <Vi får> esc").shows("Ledfråga 1/8");
    stage.shows("1 utkast").pass(2_000);
    let mut stage = stage.again();
    stage.keys("d enter").shows("Vi får").keys("enter <granska> ctrl-s").shows("Ledfråga 2/8").lacks("utkast");
    stage.keys("A").shows("✓ 1").shows("– 2").shows("Vi får");
    stage.keys("up enter").shows("granska").keys("esc esc").shows("Ledfråga 2/8");
    // The line goes in mid-word: the next session goes on in it.
    stage.keys("a <Halv>").hang_up();
    stage.again().shows("Halv").keys("<t> ctrl-s").shows("Ledfråga 3/8");
}

#[test]
fn the_system_analysis_asks_what_mirrors_the_step_one_comes_from() {
    let mut stage = Stage::example();
    stage.keys("enter 4 S").shows("[Frågor]").shows("[Systemanalys]").shows("0/21");
    assert!(stage.line("▸").contains("Hade en annan fråga"), "{}", stage.screen());
    stage.keys("enter").shows("delvis").keys("<ja> enter").keys("enter <Enkäten> ctrl-s esc");
    stage.shows("[Frågor]").shows("1/21").shows("ja: Enkäten");
}

#[test]
fn the_chain_is_walked_both_ways_and_its_holes_are_listed() {
    let mut stage = Stage::example();
    stage.keys("enter").checked().keys("c").shows("Kedjan från mål till effekt").shows("Åtgärdsplan   saknas");
    assert!(stage.line("▸").contains("K01"), "{}", stage.screen());
    stage.shows("Ingen planrad följer upp kravet");
    stage
        .keys("esc / <K07> enter c down")
        .shows("2 [K07")
        .keys("right")
        .shows("[K07")
        .keys("enter")
        .shows("[Plan: lista 1/9]");
    stage.keys("4 c").shows("luckor i kedjan").shows("K01").keys("enter").shows("[Krav: lista ");
}

#[test]
fn the_chain_is_led_on_from_causes_to_a_conclusion_and_a_proposal_that_says_something() {
    let mut stage = Stage::example();
    stage.keys("enter 4 n <Scheman läggs sent> ctrl-s").shows("sparat").checked().keys("esc 5 space");
    stage.shows("Orsaker utan någon slutsats. n börjar: slutsats.");
    stage.keys("n <Natten blir för lång> ctrl-s").shows("sparat").checked().keys("esc 6 space");
    stage.shows("Slutsatser utan något förslag. n börjar: förslag.");
    // Only the problem is written: what is proposed is asked for.
    stage
        .keys("n <Natten är lång> ctrl-s")
        .shows("sparat")
        .checked()
        .keys("space")
        .shows("Ett fält som behövs är tomt.");
    assert!(stage.line("▸").contains("Förslag"), "{}", stage.screen());
}
