//! A whole follow-up in a real terminal, from the greeting of an empty store to a closed follow-up and its report, by
//! keys that the screen shows: an officer who knows nothing presses what is offered and does what she is told.

use crate::terminal::Terminal;
use std::os::unix::fs::PermissionsExt as _;
use stegvis::locale::{Lang, Words};
use stegvis::steps;

/// What Space says is missing, and what is pressed then. `<…>` is typed, `<…|…>` where Swedish and English differ; the
/// arrows, Home and End move.
const TOLD: &[(&str, &str)] = &[
    // 1 Planering
    ("vilka enheter som följs upp", "enter <Lindens omsorg> enter enter"),
    ("Uppföljningen saknar period", "enter <2024-01-01> enter enter <2024-06-30> enter"),
    ("Ingen funktion ansvarar", "enter <Kvalitetscontroller> enter"),
    ("Skriv det första kravet", "n <K1> enter <Ingen ska vara utan mat mer än elva timmar under natten.> ctrl-s"),
    ("Krav saknar källa", "enter <lag|law> enter"),
    ("Krav saknar mått", "enter <Högst elva timmar mellan kvällsmål och frukost> ctrl-s"),
    ("vilket dokument som binder", "enter <Socialtjänstlagen> enter enter"),
    ("Krav är inte värderat", "v <42> esc"),
    ("Planen har inga rader", "n <K1> enter enter <intervju|interview> enter"),
    ("vad som händer vid brist", "enter <Avvikelse utreds inom en vecka.> ctrl-s"),
    ("Planrad saknar funktion", "enter <Kvalitetscontroller> enter"),
    ("Planrad saknar frekvens", "enter <år|year> enter"),
    ("Planen säger inget om kön", "enter home down down down down down down down enter <kön|sex> enter"),
    ("Planen är inte förankrad", "n <förtroende|elected> enter <Nämnden> enter down enter <2024-01-15> enter"),
    // 2 Samla in information
    (
        "Skriv det första resultatet",
        "n <K1> enter <Lindens> enter <2024K1> enter <kvinnor|women> enter down down down <14> enter <30> enter esc \
         n <K1> enter <Lindens> enter <2024K1> enter <män|men> enter down down down <10> enter <25> enter",
    ),
    // 3 Fokusera
    ("Välj det första fokusområdet", "n <Lång nattfasta> enter <avvik|devia> enter <Störst avvikelse av alla.> ctrl-s"),
    ("Fokusområde gäller inget krav", "enter <K1> enter"),
    ("Fokusområde saknar varför", "enter <Varför är natten så lång utan mat?> ctrl-s"),
    (
        "Inga styrkor bland",
        "n <Känd personal> enter <styrka|strength> enter <Boende och anhöriga säger samma sak.> ctrl-s",
    ),
    // 4 Sök orsaker
    ("Fokusområde saknar orsak", "n <Kvällsmålet serveras före klockan 17> ctrl-s"),
    ("har en enda orsak", "n <Frukosten väntar på dagpersonalen> ctrl-s"),
    ("Orsak saknar stöd", "enter space enter"),
    // 5 Slutsatser
    ("Orsaker utan någon slutsats", "n <Schemat avgör hur länge de boende är utan mat> ctrl-s"),
    ("Slutsats saknar orsak", "enter space enter"),
    ("inte vad som händer om inget görs", "enter <Boende i sämst skick tappar vikt.> ctrl-s"),
    ("inte dragen av flera funktioner", "enter <Enhetschef> enter down space enter"),
    ("Scenariot ”oförändrat” saknas", "n <Allt fortsätter som i dag> enter enter <oför|unchanged> enter"),
    // What needs no mending stands with a reason.
    ("Scenario saknar bieffekter", "esc w g <Inget ändras, så inget nytt följer.> ctrl-s esc"),
    ("Krav med resultat är inte bedömt", "n <ej|not met> enter enter <Natten är längre än elva timmar.> ctrl-s"),
    ("ingen om helheten", "n enter down enter <delvis|partly> enter enter <Maten är god, natten för lång.> ctrl-s"),
    // 6 Förslag till åtgärder
    ("Slutsatser utan något förslag", "n <Natten är för lång> ctrl-s down enter <Servera en sen kvällsmacka> ctrl-s"),
    ("Åtgärdsförslag saknar slutsats", "enter space enter"),
    ("Åtgärdsförslag saknar ansvarig funktion", "enter <Enhetschef> enter"),
    ("Åtgärdsförslag saknar slutdatum", "enter <2099-12-31> enter"),
    (
        "De granskade har inte fått veta resultatet",
        "n <granskade|reviewed> enter down enter <Natten är för lång, och det går att ändra.> ctrl-s \
         down down enter <2024-09-02> enter",
    ),
    ("Nästa uppföljning är inte planerad", "n <Om natten blivit kortare> ctrl-s enter <2099-03-01> enter"),
    // Systemanalys: one question about each step.
    ("Systemanalysen är tom", "j"),
    ("Systemanalysen har inget svar om steg", "n"),
    // And the end of each step, and of all.
    ("inget är kvar. Förklara steget klart?", "j"),
    ("Stänga ”Nattfrid 2024”?", "j"),
];

/// What Space says besides what the checks find.
const SAID: [&str; 8] = [
    "next-begin-plan",
    "next-begin-collect",
    "next-begin-focus",
    "next-begin-causes",
    "next-begin-conclusions",
    "next-begin-actions",
    "walk-declare-ask",
    "walk-close-ask",
];

/// How the keys that have no letter are called on the screen.
const CALLED: [(&str, [&str; 2]); 4] = [
    ("enter", ["Enter", "Enter"]),
    ("esc", ["Esc", "Esc"]),
    ("space", ["Mellanslag", "Space"]),
    ("ctrl-s", ["Ctrl-s", "Ctrl-s"]),
];

/// Those that move in what is shown; arrows are not named on a screen.
const MOVES: [&str; 4] = ["up", "down", "home", "end"];

/// Most stops of the walk; whoever needs more is led in a circle.
const STOPS: usize = 80;

/// An officer who presses only what is shown.
struct Newcomer {
    terminal: Terminal,
    lang: Lang,
    /// What may be said in her language for each line of the table.
    told: Vec<Vec<String>>,
}

impl Newcomer {
    fn new(terminal: Terminal, lang: Lang) -> Self {
        let (sv, own) = (Words::new(Lang::Sv), Words::new(lang));
        let ids: Vec<String> =
            steps::checks().map(|check| format!("check-{check}")).chain(SAID.map(String::from)).collect();
        let say = |words: &Words, id: &str| words.say_with(id, &[("name", NAME)]);
        let told = TOLD.iter().map(|(phrase, _)| {
            let meant = ids.iter().filter(|id| say(&sv, id).contains(phrase)).map(|id| say(&own, id));
            // Before a step is declared done its name stands there, which differs.
            let meant: Vec<String> =
                meant.map(|said| said.trim_start_matches(&format!("{NAME}: ")).to_owned()).collect();
            assert!(!meant.is_empty(), "nothing is called {phrase}");
            meant
        });
        Self { told: told.collect(), terminal, lang }
    }

    /// Presses keys, each as soon as the lowest lines, where the program speaks and hints, name it.
    fn presses(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some((before, after)) = rest.split_once('<') {
            self.each(before);
            let (typed, after) = after.split_once('>').unwrap();
            let one = |(sv, en)| if self.lang == Lang::Sv { sv } else { en };
            let typed = typed.split_once('|').map_or(typed, one);
            self.terminal.keys(&format!("<{typed}>"));
            rest = after;
        }
        self.each(rest);
    }

    fn each(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            if MOVES.contains(&key) {
                self.terminal.keys(key);
                continue;
            }
            let called = CALLED.iter().find(|(known, _)| *known == key);
            let called = called.map_or(key, |(_, called)| called[usize::from(self.lang == Lang::En)]);
            self.terminal.until(&format!("no key {called} is shown"), |screen| {
                let names = |word: &str| word.trim_end_matches([',', '.', ':']) == called;
                low(&screen.contents()).split_whitespace().any(names)
            });
            let hints = last(&self.terminal.screen());
            self.terminal.answers(key);
            if key == "esc" {
                // A key that came at once would make one with Alt of the two.
                self.terminal.until("Esc leads nowhere", |screen| last(&screen.contents()) != hints);
            }
        }
    }

    /// Waits for what Space says, and gives which it is of all that may be said.
    fn hears(&mut self) -> usize {
        let told = &self.told;
        let heard = |screen: &str| {
            let low = low(screen);
            // What is left in the step is listed in the same place, by the same names.
            let left = ["Kvar i steget:", "Left in the step:"].iter().any(|left| low.contains(left));
            told.iter().position(|said| !left && said.iter().any(|said| low.contains(said)))
        };
        self.terminal.until("Space says nothing that is known", |screen| heard(&screen.contents()).is_some());
        heard(&self.terminal.screen()).unwrap()
    }
}

/// The lowest line that holds something: the keys.
fn last(screen: &str) -> String {
    screen.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned()
}

/// The lowest lines that hold something, on one line.
fn low(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().filter(|line| !line.trim().is_empty()).collect();
    let low = lines.iter().skip(lines.len().saturating_sub(4)).flat_map(|line| line.split_whitespace());
    low.collect::<Vec<_>>().join(" ")
}

/// What the follow-up is called.
const NAME: &str = "Nattfrid 2024";

fn walks(lang: Lang, welcome: &str, closed: &str, lies: &str) {
    let home = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(home.path(), &["--store", "arkiv", "--lang", lang.code()]);
    let mut officer = Newcomer::new(terminal, lang);
    officer.terminal.shows(welcome);
    officer.presses(&format!("down down enter <{NAME}> enter"));
    let mut stops = Vec::new();
    while stops.last() != Some(&"Stänga ”Nattfrid 2024”?") {
        officer.presses("space");
        let at = officer.hears();
        stops.push(TOLD[at].0);
        assert!(stops.len() < STOPS, "she is led in a circle: {stops:#?}");
        officer.presses(TOLD[at].1);
    }
    officer.terminal.shows(closed);
    // Six steps stand as done, and the report is written where she says.
    assert_eq!(officer.terminal.screen().lines().next().unwrap().matches('✓').count(), 6);
    officer.presses("P enter");
    officer.terminal.shows(lies);
    let file = home.path().join(format!("{NAME}.md"));
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for the officer alone");
    let report = std::fs::read_to_string(file).unwrap();
    for said in [NAME, "Servera en sen kvällsmacka", "Kvällsmålet serveras före klockan 17", "K1"] {
        assert!(report.contains(said), "no {said} in\n{report}");
    }
    officer.presses("q");
    assert_eq!(officer.terminal.ends(), 0);
}

#[test]
fn a_follow_up_is_walked_to_its_end_by_the_keys_that_the_screen_shows() {
    walks(Lang::Sv, "Välkommen", "Uppföljningen är stängd.", "Rapporten ligger i");
}

#[test]
fn the_same_walk_in_english() {
    walks(Lang::En, "Welcome", "The follow-up is closed.", "The report lies in");
}
