//! `stegvis forget` as an officer uses it.

use super::{check, holding};
use crate::exchange::table;
use crate::home::{Home, names};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use stegvis::record::{Id, Kind as _};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};
use stegvis::store::Store;
use stegvis::ui::{Draft, Drafts, Spot};

const NAME: &str = "Hemtjänst";

/// A home whose store holds the example's requirements.
fn home() -> Home {
    let home = Home::empty();
    for (what, file) in [("units", "enheter.csv"), ("requirements", "krav.csv")] {
        home.runs(&["import", what, table::path(file).to_str().unwrap(), "--follow-up", NAME]);
    }
    home
}

/// A requirement's follow-up, id and text.
fn requirement(home: &Home, number: &str) -> (Id, Id, String) {
    let store = Store::open(&home.store(), KINDS).unwrap().store;
    let own = store.follow_ups()[0].clone();
    let one = own.all::<Requirement>().find(|one| one.get(NUMBER).as_deref() == Some(number)).unwrap();
    let found = (own.id(), one.id(), one.get(TEXT).unwrap());
    store.close();
    found
}

#[test]
fn an_officer_forgets_a_requirement_and_is_told_what_still_holds_it() {
    let home = home();
    let (own, id, text) = requirement(&home, "K07");
    let store = Store::open(&home.store(), KINDS).unwrap().store;
    let spot = |record, tag| Spot { follow_up: own, kind: Requirement::INFO.number, record, tag };
    let draft = |text: &str| Draft { text: text.to_owned(), ..Draft::default() };
    let mut drafts = Drafts::default();
    drafts.type_in(spot(id, TEXT.tag()), draft("Larm besvaras av An"));
    drafts.type_in(spot(Id::from_u128(9), TEXT.tag()), draft("något annat"));
    drafts.type_in(spot(Id::from_u128(10), TEXT.tag()), draft(&text));
    drafts.type_in(spot(Id::from_u128(11), TEXT.tag()), draft("K07 och larm"));
    store.keep(Id::from_u128(3), "drafts", drafts.bytes().as_deref()).unwrap();
    for spot in drafts.take_changed() {
        store.keep(Id::from_u128(4), &spot.slot(), drafts.bytes_of(spot).as_deref()).unwrap();
    }
    store.close();
    home.runs(&["backup", "natt.backup"]);
    fs::create_dir(home.path("kopior")).unwrap();
    home.runs(&["backup", "kopior", "--keep", "3"]);
    assert!(!holding(&home.store(), &text).is_empty());

    let forget = ["forget", NAME, "K07", "--reason", "namn på en brukare", "--yes"];
    let said = home.runs(&forget);
    assert!(said.contains("Glömt för gott, som ändring"), "{said}");
    assert!(said.contains("personnummer ur det: 4.") && said.contains(": krav (4)."), "{said}");
    assert_eq!(said.matches("innehåller det fortfarande").count(), 2, "{said}");
    assert!(said.contains("natt.backup") && said.contains("kopior"), "{said}");
    assert_eq!(holding(&home.store(), &text), Vec::<PathBuf>::new());
    assert_eq!(names(&home.store()), ["backups", "forgotten", "journal", "lock", "shelf"]);
    assert!(check(&home.store()).is_clean());
    let store = Store::open(&home.store(), KINDS).unwrap().store;
    let left = Drafts::read(&store.kept(Id::from_u128(3), "drafts").unwrap(), |_| None);
    assert_eq!(left.iter().map(|(spot, _)| spot.record).collect::<Vec<_>>(), [9, 11].map(Id::from_u128));
    let left: BTreeSet<_> = store.all_kept(Id::from_u128(4)).into_iter().map(|(slot, _)| slot).collect();
    assert_eq!(left, BTreeSet::from([9, 11].map(|of| spot(Id::from_u128(of), TEXT.tag()).slot())));
    store.close();

    // Told in words, by title, in the history, in JSON, and as it was.
    let id = id.to_string();
    let history = home.runs(&["history", NAME, &id]);
    let last = history.lines().last().unwrap();
    assert!(history.contains("Glömde innehåll för gott") && last.contains("namn på en brukare"), "{history}");
    assert!(home.runs(&["--lang", "en", "history", NAME, &id]).contains("forgotten for good"));
    assert!(home.runs(&["list", "requirements"]).contains("(glömt innehåll)"));
    assert!(home.runs(&["list", "requirements", "--json"]).contains("namn på en brukare"));
    let shown = String::from_utf8(home.run(&["show", NAME, "--at", "2199-01-01", "--json"]).stdout).unwrap();
    assert!(shown.contains("namn på en brukare") && !shown.contains(&text));
    let exported = home.runs(&["export", "-"]);
    fs::write(home.path("allt.json"), &exported).unwrap();
    home.runs(&["--store", "annat", "import", "all", "allt.json"]);
    assert_eq!(home.runs(&["--store", "annat", "export", "-"]), exported, "what points to it finds it");

    // The older backup over it, and into an empty folder with the file.
    let restored = home.runs(&["restore", "natt.backup", "--replace"]);
    assert!(restored.contains("Innehållet i en post"), "{restored}");
    let restored =
        home.runs(&["--store", "tredje", "restore", "natt.backup", "--marks", ".local/share/stegvis/forgotten"]);
    assert!(restored.contains("Innehållet i en post"), "{restored}");
    for store in [home.store(), home.path("tredje")] {
        assert_eq!(holding(&store, &text), Vec::<PathBuf>::new(), "{store:?}");
    }
    fs::write(home.path("tom"), "inga\n").unwrap();
    let told = home.fails(1, &["--store", "fjärde", "restore", "natt.backup", "--marks", "tom"]);
    assert!(told.contains("säger inte att något är glömt"), "{told}");
    // One line of two is damaged: nothing comes back for it.
    let marks = fs::read_to_string(home.store().join("forgotten")).unwrap();
    fs::write(home.path("skadad"), format!("{marks}{}", marks.replace("namn på", "namn pa"))).unwrap();
    let told = home.fails(1, &["--store", "fjärde", "restore", "natt.backup", "--marks", "skadad"]);
    assert!(told.contains("skadad") && !home.path("fjärde").exists(), "{told}");
    // In the store's own file it means nothing, least of all for what has been written since.
    let (_, of_other, other) = requirement(&home, "K08");
    fs::write(home.store().join("forgotten"), marks.replace(&id, &of_other.to_string())).unwrap();
    assert!(home.runs(&["list", "requirements"]).contains(&other));
}

#[test]
fn a_field_is_named_by_its_word_and_what_is_not_understood_changes_nothing() {
    let home = home();
    let (_, _, text) = requirement(&home, "K08");
    let journal = || fs::read(home.store().join("journal")).unwrap();
    let before = journal();
    for (code, args, part) in [
        (2, &["forget", NAME, "K08", "--reason", "gallras"][..], "--yes"),
        (2, &["forget", NAME, "K08", "--yes"], "--reason"),
        (2, &["forget", NAME, "K08", "--reason", " ", "--yes"], "--reason"),
        (2, &["forget", NAME, "K08", "--reason", "om 901010-9800", "--yes"], "personnummer"),
        (1, &["forget", NAME, "K999", "--reason", "gallras", "--yes"], "K999"),
        (1, &["forget", "Skola", "K08", "--reason", "gallras", "--yes"], "Skola"),
        (1, &["forget", NAME, "K08", "--field", "kravtexten", "--reason", "gallras", "--yes"], "Nr, Krav, "),
        (1, &["forget", NAME, NAME, "--reason", "gallras", "--yes"], "titel"),
        (1, &["forget", NAME, "00000000-0000-0000-0000-000000000077", "--reason", "g", "--yes"], "Ingen ändring"),
    ] {
        let told = home.tells(code, args);
        assert!(told.contains(part), "{args:?}: {told}");
    }
    assert_eq!(journal(), before);
    home.runs(&["forget", NAME, "K08", "--field", "text", "--reason", "gallras", "--yes"]);
    assert_eq!(holding(&home.store(), &text), Vec::<PathBuf>::new());
    let history = home.runs(&["history", NAME, "K08"]);
    assert!(history.contains("glömt för gott") && history.contains("gallras"), "{history}");
    assert!(check(&home.store()).is_clean());
}

#[test]
fn a_units_name_takes_no_draft_that_is_about_something_else() {
    let home = home();
    let store = Store::open(&home.store(), KINDS).unwrap().store;
    let own = store.follow_ups()[0].id();
    let spot = |number| Spot {
        follow_up: own,
        kind: Requirement::INFO.number,
        record: Id::from_u128(number),
        tag: TEXT.tag(),
    };
    let mut drafts = Drafts::default();
    for (number, text) in [(9, "Björkhaga hemtjänst svarar inte"), (10, "Björkhaga hemtjänst")] {
        drafts.type_in(spot(number), Draft { text: text.to_owned(), ..Draft::default() });
    }
    let kept = drafts.bytes();
    store.keep(Id::from_u128(3), "drafts", kept.as_deref()).unwrap();
    store.close();
    let said = home.runs(&["forget", NAME, "Björkhaga hemtjänst", "--reason", "gallras", "--yes"]);
    assert!(!said.contains("Halvskrivna"), "{said}");
    let store = Store::open(&home.store(), KINDS).unwrap().store;
    assert_eq!(store.kept(Id::from_u128(3), "drafts"), kept);
    store.close();
}

#[test]
fn an_older_journal_is_forgotten_again_when_stegvis_starts_or_repairs() {
    let home = home();
    let (_, _, text) = requirement(&home, "K07");
    let journal = home.store().join("journal");
    let old = fs::read(&journal).unwrap();
    home.runs(&["forget", NAME, "K07", "--reason", "namn på en brukare", "--yes"]);
    fs::write(&journal, &old).unwrap();
    let found = home.run(&["check"]);
    let said = String::from_utf8(found.stdout).unwrap();
    assert_eq!(found.status.code(), Some(3));
    assert!(said.contains("står kvar i journalen") && said.contains("check --repair"), "{said}");
    let refused = home.fails(1, &["backup", "natt.backup"]);
    assert!(refused.contains("check --repair"), "{refused}");
    let repaired = home.runs(&["check", "--repair", "--yes"]);
    assert!(repaired.contains("glömt igen") && repaired.contains("Allt stämmer"), "{repaired}");
    assert_eq!(holding(&home.store(), &text), Vec::<PathBuf>::new());
    home.runs(&["backup", "natt.backup"]);
    // And whoever just starts it is told.
    fs::write(&journal, &old).unwrap();
    let listed = home.run(&["list", "requirements"]);
    let told = String::from_utf8(listed.stderr).unwrap();
    assert_eq!(listed.status.code(), Some(0));
    assert!(told.contains("Det är glömt igen"), "{told}");
    assert_eq!(holding(&home.store(), &text), Vec::<PathBuf>::new());
    assert!(check(&home.store()).is_clean());
    home.runs(&["list", "requirements"]);
}

/// The file that a backup is written to until it is whole.
fn unfinished(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries
        .filter(|path| path.to_string_lossy().ends_with(".unfinished"))
        .find(|path| path.metadata().is_ok_and(|of| of.len() > 0))
}

#[test]
fn a_backup_that_is_being_written_while_something_is_forgotten_does_not_hold_it() {
    use nix::sys::signal::{Signal, kill};
    let home = home();
    let rows = (0..3000).map(|row| format!("X{row};Krav {row} {};1\n", row * 7919 % 104_729));
    let rows: String = std::iter::once("nr;krav;målvärde\n".to_owned()).chain(rows).collect();
    fs::write(home.path("krav.csv"), rows).unwrap();
    home.runs(&["import", "requirements", "krav.csv", "--follow-up", NAME]);
    let copies = home.path("kopior");
    fs::create_dir(&copies).unwrap();
    for number in ["K07", "K08", "K09", "K10", "K11"] {
        let (_, _, text) = requirement(&home, number);
        let mut backup = home.command(&["backup", "kopior", "--keep", "1"]).spawn().unwrap();
        let process = nix::unistd::Pid::from_raw(i32::try_from(backup.id()).unwrap());
        while unfinished(&copies).is_none() && backup.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let runs = backup.try_wait().unwrap().is_none() && kill(process, Signal::SIGSTOP).is_ok();
        let is_stopped = runs && unfinished(&copies).is_some();
        let said = home.run(&["forget", NAME, number, "--reason", "gallras", "--yes"]);
        if runs {
            kill(process, Signal::SIGCONT).unwrap();
        }
        assert!(backup.wait().unwrap().success());
        let said = String::from_utf8(said.stdout).unwrap();
        if !is_stopped {
            // It was quicker, and so has been named.
            assert!(said.contains("innehåller det fortfarande"), "{said}");
            continue;
        }
        assert!(!said.contains("innehåller det fortfarande"), "{said}");
        let file = names(&copies).pop().unwrap();
        home.runs(&["--store", number, "restore", &format!("kopior/{file}")]);
        assert_eq!(holding(&home.path(number), &text), Vec::<PathBuf>::new());
        return;
    }
    panic!("no backup was ever met while it was written");
}
