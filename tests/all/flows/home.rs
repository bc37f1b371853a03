//! Home and the first minute: what waits on top, and every way from an empty store to a valued requirement.

use crate::exchange::table::path;
use crate::stage::{EXAMPLE, Stage};
use stegvis::follow_up::{Change, Doing, Edit, Whole};
use stegvis::keys::sequence;
use stegvis::locale::{Lang, Words};
use stegvis::record::{Field, Id, Kind, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::actions::records::{PLAN_DUE, PLAN_NAME, RECEIVED};
use stegvis::steps::conclusions::records::WATCH_DATE;
use stegvis::steps::plan::records::{ABOVE, CONSEQUENCE, Valuation};
use stegvis::store::Store;

impl Stage {
    /// Presses keys that the hint bar names at that moment; what stands in `<…>` is typed.
    #[track_caller]
    fn hinted(&mut self, keys: &str) -> &mut Self {
        let words = Words::new(Lang::Sv);
        let mut rest = keys.trim();
        while !rest.is_empty() {
            let end = if rest.starts_with('<') { rest.find('>').map(|end| end + 1) } else { rest.find(' ') };
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after.trim();
            if part.starts_with('<') {
                self.keys(part);
                continue;
            }
            let screen = self.screen();
            let hints = screen.lines().last().unwrap_or_default().to_owned();
            let key = words.key(part);
            let named = hints.split("  ").any(|hint| hint.trim().split(' ').next() == Some(&key));
            assert!(named, "{key} is not named in\n{screen}");
            for key in sequence(part).unwrap() {
                self.press(key);
            }
        }
        self
    }

    /// Puts a path in the place of the one that is being typed.
    fn replaces_path(&mut self, path: &std::path::Path) -> &mut Self {
        for _ in 0..200 {
            self.press("backspace".parse().unwrap());
        }
        self.paste(path.to_str().unwrap())
    }

    fn valued(&self) -> usize {
        let all = self.store.follow_ups();
        all.iter().flat_map(|own| own.all::<Valuation>()).filter(|one| one.get(CONSEQUENCE).is_some()).count()
    }
}

/// A field of a record in the example.
fn set<K: Kind, T>(store: &Store, record: u128, field: Field<K, T>, value: &Value) {
    let whole = Whole { own: store.follow_up(EXAMPLE).unwrap(), register: store.register() };
    let edit: Edit = whole.edit(&K::INFO, Id::from_u128(record), field.tag(), Some(value)).unwrap();
    let eyes = Eyes::owner(Officer::of_account("kollega"));
    let change = Change::of(Doing::Edit, edit);
    store.commit_and_wait(&eyes, Id::from_u128(78), crate::stage::morning(), change).unwrap();
}

fn date(text: &str) -> Value {
    Value::Date(text.parse().unwrap())
}

/// The example with an action plan that is late, one that has come in, and a watch point. Today is 2025-11-08.
fn waiting_store() -> Store {
    let store = crate::stage::example_store();
    set(&store, 901, PLAN_NAME, &Value::Text("Kvällar i Lindens omsorg".into()));
    set(&store, 901, PLAN_DUE, &date("2025-10-30"));
    set(&store, 902, PLAN_NAME, &Value::Text("Larm".into()));
    set(&store, 902, RECEIVED, &date("2025-11-07"));
    set(&store, 903, WATCH_DATE, &date("2025-11-11"));
    store
}

#[test]
fn what_is_due_stands_above_the_follow_ups_and_enter_goes_to_its_record() {
    let mut stage = Stage::on(waiting_store(), Lang::Sv, (80, 24));
    stage.shows("Att göra").shows("Uppföljning ");
    let late = stage.line("försenad 9 dgr");
    assert!(late.contains('■') && late.contains("Åtgärdsplan ska komma in: Kvällar"), "{late}");
    assert!(late.contains("Hemtjänst 2025"), "{late}");
    let lines: Vec<String> = stage.screen().lines().map(str::to_owned).collect();
    let at = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text}"));
    assert!(at("försenad 9 dgr") < at("▲ om 3 dagar"), "{}", stage.screen());
    assert!(at("▲ om 3 dagar") < at("▲ väntat 1 dag"), "{}", stage.screen());
    assert!(at("▲ väntat 1 dag") < at("… … –"), "{}", stage.screen());
    // The mark begins among the follow-ups; the arrow keys go through both lists.
    assert!(stage.line("▸").contains("Hemtjänst 2025"));
    stage.keys("home");
    assert!(stage.line("▸").contains("försenad 9 dgr"), "{}", stage.screen());
    stage.keys("down down");
    assert!(stage.line("▸").contains("väntat 1 dag"), "{}", stage.screen());
    stage.keys("home enter").shows("[6 ").shows("Kvällar i Lindens omsorg");
    // What has been done no longer waits.
    set(&stage.store, 901, RECEIVED, &date("2025-11-08"));
    stage.hear().keys("0").lacks("försenad").shows("kom i dag");
}

#[test]
fn late_on_a_summer_evening_the_day_that_counts_is_the_one_on_the_wall() {
    let store = crate::stage::example_store();
    set(&store, 901, PLAN_NAME, &Value::Text("Kvällar i Lindens omsorg".into()));
    set(&store, 901, PLAN_DUE, &date("2025-07-10"));
    set(&store, 902, PLAN_NAME, &Value::Text("Larm".into()));
    set(&store, 902, PLAN_DUE, &date("2025-07-09"));
    let two_hours_ahead = |now: chrono::DateTime<chrono::Utc>| (now + chrono::TimeDelta::hours(2)).date_naive();
    let before_midnight = "2025-07-09T21:30:00Z".parse().unwrap();
    let mut stage = Stage::by_clock(store, (before_midnight, two_hours_ahead));
    assert!(stage.line("Larm").contains("i dag"), "{}", stage.screen());
    assert!(stage.line("Kvällar").contains("i morgon"), "{}", stage.screen());
    // 23:30 in Greenwich is half past one the day after where the officer sits.
    stage.pass(2 * 3600 * 1000).hear();
    assert!(stage.line("Larm").contains("försenad 1 dag"), "{}", stage.screen());
    assert!(stage.line("Kvällar").contains("i dag"), "{}", stage.screen());
}

#[test]
fn the_follow_up_above_is_shown_by_its_title_and_a_link_leads_there() {
    let mut stage = Stage::example();
    stage.keys("n <Nämndens uppföljning> enter 0");
    let all = stage.store.follow_ups();
    let above = all.iter().find(|own| own.id() != EXAMPLE).unwrap().id();
    set(&stage.store, EXAMPLE.as_u128(), ABOVE, &Value::Link(above));
    stage.hear();
    stage.keys("up enter 1 shift-tab").shows("[Utgångsläge: uppföljningen").keys("f").shows("Nämndens uppföljning");
    stage.keys("enter").lacks("Hemtjänst 2025");
    assert!(stage.line("[1 ").contains("Nämndens uppföljning"), "{}", stage.screen());
}

#[test]
fn on_a_low_and_narrow_screen_both_lists_and_the_last_place_have_room() {
    let mut stage = Stage::on(waiting_store(), Lang::Sv, (60, 18));
    stage.keys("enter 0").shows("Att göra").shows("försenad 9 dgr").shows("väntat 1 dag").shows("Senast:");
    assert!(stage.line("▸").contains("Hemtjänst 2025"), "{}", stage.screen());
    stage.resize(40, 12).shows("försenad 9 dgr").shows("Senast:");
    assert!(stage.line("▸").contains("Hemtjänst"), "{}", stage.screen());
}

#[test]
fn an_empty_store_comes_by_the_example_to_a_valued_requirement_and_is_empty_again_by_undo() {
    let mut stage = Stage::empty();
    stage.shows("Titta på exemplet").shows("Importera filer").shows("Börja en tom uppföljning");
    stage.hinted("enter").shows("Exemplet är inläst som ”Hemtjänst (exempel)”").shows("[Krav: lista ");
    let before = stage.valued();
    assert!(before > 0, "its requirements are valued already");
    stage.hinted("v").shows("hur allvarligt om kravet inte nås? 1–4").keys("4 4").hinted("esc");
    stage.keys("0").shows("Hemtjänst (exempel)");
    assert_eq!(stage.store.follow_ups().len(), 1);
}

#[test]
fn undo_takes_the_example_away_and_it_can_be_read_again() {
    let mut stage = Stage::empty();
    stage.keys("enter").shows("u här i uppföljningen tar bort").keys("u").shows("Ångra importen");
    stage.hinted("j").keys("0").shows("Titta på exemplet");
    assert!(stage.store.register().is_empty(), "nothing is left in the register");
    stage.hinted("enter").shows("Exemplet är inläst");
}

#[test]
fn an_empty_store_comes_by_files_to_a_valued_requirement() {
    let mut stage = Stage::empty();
    let file = path("krav.csv");
    stage.hinted("down enter <Hemtjänst> enter down enter").paste(file.to_str().unwrap());
    stage.hinted("enter enter").shows("52 nya").shows("[Krav: lista ");
    stage.hinted("v").shows("hur allvarligt om kravet inte nås? 1–4").keys("3 3").shows("K02: hur allvarligt");
    assert!(stage.valued() >= 52, "the file has values of its own");
}

#[test]
fn an_empty_store_comes_by_an_empty_follow_up_to_a_valued_requirement() {
    let mut stage = Stage::empty();
    stage.hinted("down").keys("down").hinted("enter <Hemtjänst> enter");
    stage.hinted("esc tab").shows("[Krav: lista ").hinted("n <K1> tab <Maten är varm> ctrl-s esc v").keys("3 3");
    assert_eq!(stage.valued(), 1, "{}", stage.screen());
}

#[test]
fn where_nothing_is_due_one_quiet_line_says_so() {
    let mut stage = Stage::empty();
    stage.keys("n <Hemtjänst> enter esc 0");
    let said = stage.line("Inget är försenat");
    assert!(!said.contains('■'), "{said}");
    stage.lacks("Att göra");
    stage.keys("L").shows("Nothing is overdue or due this month");
}

#[test]
fn a_follow_up_becomes_a_report_in_a_file_by_keys_that_the_screen_shows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapport.md");
    let mut stage = Stage::example();
    stage.hinted("P").shows("Rapport om ”Hemtjänst 2025”").shows("Hemtjänst 2025.md");
    stage.keys("ctrl-u").keys("esc").hinted("P").shows("Var ska filen ligga?");
    // What it is not it is not called.
    let docx = folder.path().join("rapport.docx");
    stage.replaces_path(&docx).keys("enter").shows("sluta på .md").shows("Var ska filen ligga?");
    assert!(!docx.exists());
    stage.replaces_path(&file).hinted("enter").shows("Rapporten ligger i").lacks("Var ska filen ligga?");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# ") && written.contains("K07"), "{written}");
    // The folder is remembered, and what is there goes only after a yes.
    std::fs::write(&file, "min egen text").unwrap();
    stage.keys("enter P").replaces_path(&file).keys("enter").shows("finns redan. Ska den skrivas över?");
    stage.hinted("n").shows("Var ska filen ligga?");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "min egen text");
    stage.keys("enter").hinted("j").shows("Rapporten ligger i");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    // A folder that is not there is told, and what was typed stays.
    let nowhere = folder.path().join("saknas/rapport.md");
    stage
        .keys("P")
        .shows("Enter skriv filen")
        .replaces_path(&nowhere)
        .keys("enter")
        .shows("Var ska filen ligga?")
        .shows("rapport.md");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn without_a_follow_up_there_is_nothing_to_report() {
    Stage::empty().keys("P").shows("Börja en uppföljning först");
}
