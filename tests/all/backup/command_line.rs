//! `stegvis backup` and `stegvis restore`, as scripts use them.

use super::{BACKUP, STORED};
use crate::home::{Home, names};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

/// A home whose store holds units.
fn home() -> Home {
    let home = Home::empty();
    home.runs(&["import", "units", &units(), "--follow-up", "Hemtjänst"]);
    home
}

fn units() -> String {
    crate::exchange::table::path("enheter.csv").to_str().unwrap().to_owned()
}

#[test]
fn a_backup_is_written_read_through_and_restored() {
    let home = home();
    let said = home.runs(&["backup", "natt.backup"]);
    assert!(said.contains("natt.backup") && said.contains("Kedjans slut: "), "{said}");
    assert_eq!(fs::metadata(home.path("natt.backup")).unwrap().permissions().mode() & 0o777, 0o600);
    let head = said.lines().last().unwrap();
    let read = home.runs(&["backup", "--verify", "natt.backup"]);
    assert!(read.contains("är hel") && read.contains(head) && read.contains("med ändringar: 1"), "{read}");
    let exported = home.runs(&["export", "-"]);
    let restored = home.runs(&["--store", "annat", "restore", "natt.backup"]);
    assert!(restored.contains("annat") && restored.contains(head), "{restored}");
    assert_eq!(home.runs(&["--store", "annat", "export", "-"]), exported);
    assert_eq!(home.runs(&["--store", "annat", "history", "Hemtjänst"]), home.runs(&["history", "Hemtjänst"]));
    // And as JSON, without the history.
    home.runs(&["export", "allt.json"]);
    home.runs(&["--store", "tredje", "import", "all", "allt.json"]);
    assert_eq!(home.runs(&["--store", "tredje", "export", "-"]), exported);
    // Over the store that is there only when that is asked for.
    assert!(home.fails(1, &["restore", "natt.backup"]).contains("--replace"));
    let replaced = home.runs(&["restore", "natt.backup", "--replace"]);
    assert!(replaced.contains("before-restore-1"), "{replaced}");
    assert_eq!(home.runs(&["export", "-"]), exported);
    let english = home.runs(&["--lang", "en", "backup", "--verify", "natt.backup"]);
    assert!(english.starts_with("The backup is whole: natt.backup"), "{english}");
}

#[test]
fn a_bad_backup_ends_with_one_and_says_where() {
    let home = home();
    let mut bytes = BACKUP.clone();
    bytes[300] ^= 1;
    fs::write(home.path("skadad"), &bytes).unwrap();
    fs::write(home.path("kort"), &BACKUP[..500]).unwrap();
    fs::write(home.path("brev"), "Hej").unwrap();
    for (file, word) in
        [("skadad", "byte 64"), ("kort", "avklippt"), ("brev", "ingen"), ("saknas", "saknas"), (".", ".")]
    {
        assert!(home.fails(1, &["backup", "--verify", file]).contains(word));
        assert!(home.fails(1, &["--store", "annat", "restore", file]).contains(word));
        home.fails(1, &["restore", "--replace", file]);
    }
    assert!(!home.path("annat").exists());
    assert!(home.runs(&["list"]).contains("Hemtjänst"));
}

#[test]
fn a_backup_goes_over_a_backup_and_over_nothing_else() {
    let home = home();
    let journal = home.path(".local/share/stegvis/journal");
    let before = fs::read(&journal).unwrap();
    fs::copy(&journal, home.path("min.journal")).unwrap();
    assert!(home.fails(1, &["backup", "min.journal"]).contains("ingen säkerhetskopia"));
    home.fails(1, &["backup", journal.to_str().unwrap()]);
    assert!([&journal, &home.path("min.journal")].iter().all(|file| fs::read(file).unwrap() == before));
    for _ in ["first", "again"] {
        home.runs(&["backup", "natt.backup"]);
    }
    assert!(home.fails(1, &["backup", "saknas/natt.backup"]).contains("saknas/natt.backup"));
    let none = home.fails(1, &["--store", "inget", "backup", "tom.backup"]);
    assert!(none.contains("inget") && !home.path("tom.backup").exists() && !home.path("inget").exists());
    assert!(names(home.folder()).iter().all(|name| !name.ends_with(".unfinished")));
    // Nor over what another store has saved.
    home.runs(&["--store", "annat", "import", "units", &units(), "--follow-up", "Annan"]);
    assert!(home.fails(1, &["--store", "annat", "backup", "natt.backup"]).contains("ett annat arkiv"));
    // One that is damaged from the beginning is none any more.
    fs::write(home.path("natt.backup"), b"STEGVISB trasig").unwrap();
    home.runs(&["--store", "annat", "backup", "natt.backup"]);
}

#[test]
fn what_is_no_place_for_a_backup_is_refused_with_a_sentence() {
    let home = home();
    let store = home.path(".local/share/stegvis");
    assert!(home.fails(1, &["backup", "-"]).contains("till en fil"));
    for within in [store.join("shelf"), store.join("kopia.backup")] {
        assert!(home.fails(1, &["backup", within.to_str().unwrap()]).contains("egen mapp"));
    }
    assert!(!home.path("-").exists() && !store.join("kopia.backup").exists());
    let pipe = home.path("rör");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for none in ["-", "rör", "."] {
        assert!(home.fails(1, &["--store", "annat", "restore", none]).contains("Spara den som en fil"));
    }
    assert!(!home.path("annat").exists());
}

#[test]
fn a_backup_is_written_beside_an_officer_at_work_without_driving_out_whole_ones() {
    let home = home();
    fs::create_dir(home.path("kopior")).unwrap();
    home.runs(&["backup", "kopior", "--keep", "1"]);
    let whole = names(&home.path("kopior"));
    let store = stegvis::store::Store::open(&home.path(".local/share/stegvis"), stegvis::steps::KINDS).unwrap().store;
    store.keep(stegvis::record::Id::nil(), "draft", Some(b"halvskrivet")).unwrap();
    assert!(stegvis::store::Store::is_free(&home.path(".local/share/stegvis")).is_err(), "it is held");
    let output = home.run(&["backup", "kopior", "--keep", "1"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{told}");
    assert_eq!(told, "", "a timer's mail is for what somebody is to do something about");
    // Whoever asks for one by itself is told what it lacks, and of no others.
    let output = home.run(&["backup", "en.backup"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("öppet i ett annat fönster") && told.contains("allt som är sparat"), "{told}");
    assert!(!told.contains("bara att läsa") && !told.contains("ligger kvar"), "{told}");
    let both = names(&home.path("kopior"));
    assert_eq!((both.len(), both.contains(&whole[0])), (2, true), "{both:?}");
    let beside = both.iter().find(|name| **name != whole[0]).unwrap();
    assert!(beside.ends_with(".journal.backup"), "{beside}");
    let verified = home.runs(&["backup", "--verify", &format!("kopior/{beside}")]);
    assert!(verified.contains("Utkast och platser: 0") && verified.contains("ett annat fönster när"), "{verified}");
    store.close();
    let exported = home.runs(&["export", "-"]);
    home.runs(&["--store", "annat", "restore", &format!("kopior/{beside}")]);
    assert_eq!(home.runs(&["--store", "annat", "export", "-"]), exported);
    home.runs(&["backup", "kopior", "--keep", "1"]);
    assert_eq!(names(&home.path("kopior")).len(), 1, "those with less go as well, when one with all is there");
}

#[test]
fn backups_beside_a_program_that_always_runs_thin_each_other_and_never_a_whole_one() {
    let home = home();
    fs::create_dir(home.path("kopior")).unwrap();
    let sorts = || -> (Vec<String>, Vec<String>) {
        names(&home.path("kopior")).into_iter().partition(|name| !name.ends_with(".journal.backup"))
    };
    for _ in 0..2 {
        home.runs(&["backup", "kopior", "--keep", "2"]);
    }
    let whole = sorts().0;
    let store = stegvis::store::Store::open(&home.path(".local/share/stegvis"), stegvis::steps::KINDS).unwrap().store;
    let mut newest = Vec::new();
    for _ in 0..5 {
        assert_eq!(home.run(&["backup", "kopior", "--keep", "2"]).status.code(), Some(0));
        let (stands, lesser) = sorts();
        assert_eq!(stands, whole);
        assert!(lesser.len() <= 2 && lesser.last() > newest.last(), "{lesser:?} after {newest:?}");
        newest = lesser;
    }
    assert_eq!(newest.len(), 2);
    assert!(home.run(&["backup", "kopior", "--keep", "1"]).status.success());
    assert_eq!((sorts().0, sorts().1.len()), (whole.clone(), 1));
    store.close();
    // One with everything leaves so many in all, the whole ones first.
    home.runs(&["backup", "kopior", "--keep", "4"]);
    assert_eq!((sorts().0.len(), sorts().1.len()), (3, 1));
    home.runs(&["backup", "kopior", "--keep", "2"]);
    let left = sorts();
    assert_eq!((left.0.len(), left.1.len(), left.0.contains(&whole[1])), (2, 0, false));
}

#[test]
fn in_a_folder_the_newest_are_kept_and_what_is_not_ours_stays() {
    let home = home();
    fs::create_dir(home.path("kopior")).unwrap();
    let others = ["stegvis-2020-01-01T00-00-00Z.backup.gz", "stegvis-2020-1-1T0-0-0Z.backup", "viktigt.backup"];
    for name in others {
        fs::write(home.path("kopior").join(name), "").unwrap();
    }
    home.runs(&["backup", "kopior"]);
    let newest = names(&home.path("kopior")).into_iter().find(|name| !others.contains(&name.as_str())).unwrap();
    let end = newest.rsplit_once('-').unwrap().1;
    // The last one is of a clock that was wrong: it is no reason to remove the new one.
    let ours = ["2020-01-01T00-00-00", "2021-01-01T00-00-00", "2999-01-01T00-00-00"];
    let ours = ours.map(|time| format!("stegvis-{time}.000Z-{end}"));
    for name in &ours {
        fs::copy(home.path("kopior").join(&newest), home.path("kopior").join(name)).unwrap();
    }
    fs::remove_file(home.path("kopior").join(&newest)).unwrap();
    // What a killed one has left goes; what is being written is locked.
    let (left, held) = (home.path("kopior/.stegvis-1.unfinished"), home.path("kopior/.stegvis-2.unfinished"));
    fs::write(&left, "STEGVISB").unwrap();
    let lock = fs::File::create(&held).unwrap();
    lock.lock().unwrap();
    assert_eq!(home.runs(&["backup", "kopior", "--keep", "3"]), "", "cron sends no mail");
    assert!(!left.exists() && held.exists());
    fs::remove_file(held).unwrap();
    let left = names(&home.path("kopior"));
    assert_eq!(left.len(), 3 + 3);
    assert!(others.iter().all(|name| left.iter().any(|left| left == name)));
    assert!(!left.contains(&ours[0]) && left.contains(&ours[1]) && left.contains(&ours[2]));
    home.runs(&["backup", "--keep", "1", "kopior"]);
    let left: Vec<String> =
        names(&home.path("kopior")).into_iter().filter(|name| !others.contains(&name.as_str())).collect();
    let [newest] = &left[..] else { panic!("{left:?}") };
    assert_eq!(fs::metadata(home.path("kopior").join(newest)).unwrap().permissions().mode() & 0o777, 0o600);
    home.runs(&["backup", "--verify", &format!("kopior/{newest}")]);
    // Another store's backups in the same folder are its own.
    home.runs(&["--store", "annat", "import", "units", &units(), "--follow-up", "Annan"]);
    home.runs(&["--store", "annat", "backup", "kopior", "--keep", "1"]);
    let left = names(&home.path("kopior"));
    assert_eq!((left.len(), left.contains(newest)), (3 + 2, true), "{left:?}");
    // Without --keep one more is written, and none removed.
    assert!(home.runs(&["backup", "kopior"]).contains("kopior/stegvis-"));
    assert!(home.fails(1, &["backup", "saknas", "--keep", "3"]).contains("saknas"));
    home.fails(2, &["backup", "kopior", "--keep", "0"]);
    home.fails(2, &["backup", "kopior", "--keep", "tre"]);
    home.fails(2, &["backup", "--verify", "kopior", "--keep", "3"]);
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let home = home();
    let old = home.runs(&["export", "-"]);
    super::example_in(&home.path("exempel")).close();
    home.runs(&["--store", "exempel", "backup", "ny.backup"]);
    let new = home.runs(&["--store", "exempel", "export", "-"]);
    let store = home.path(".local/share/stegvis");
    let mut killed = 0;
    for moment in ["restore.new", "restore.new/shelf", "restore.new/shelf/db", "restore.ready", "before-restore-1"] {
        let mut child = home.command(&["restore", "ny.backup", "--replace"]).stdout(Stdio::null()).spawn().unwrap();
        while !store.join(moment).exists() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        let output = home.run(&["export", "-"]);
        let told = String::from_utf8(output.stderr).unwrap();
        let exported = String::from_utf8(output.stdout).unwrap();
        let aside = store.join("before-restore-1");
        assert!(exported == *if aside.exists() { &new } else { &old }, "{moment}: {told}");
        assert!(told.is_empty() || told.contains("avbröts"), "{moment}: {told}");
        assert!(!store.join("restore.ready").exists());
        if aside.exists() {
            assert_eq!(home.runs(&["--store", aside.to_str().unwrap(), "export", "-"]), old);
            // Once more from the old one.
            for part in ["journal", "shelf"] {
                let (from, to) = (aside.join(part), store.join(part));
                if to.is_dir() { fs::remove_dir_all(&to) } else { fs::remove_file(&to) }.unwrap();
                fs::rename(from, to).unwrap();
            }
            fs::remove_dir_all(aside).unwrap();
        }
    }
    assert!(killed >= 2, "it was killed in the middle of {killed}");
}

/// How many requirements the large store has; `.ci/run --long` asks for more.
const ROWS: &str = "STEGVIS_BACKUP_ROWS";

#[test]
fn the_example_and_a_large_store_come_back_byte_for_byte() {
    let home = Home::empty();
    super::example_in(&home.path("exempel")).close();
    let rows = std::env::var(ROWS).ok().and_then(|rows| rows.parse().ok()).unwrap_or(500);
    let row = |row: u32| format!("K{row};Krav {row} {};{}\n", "med en text av vanlig längd ".repeat(12), row % 100);
    let csv: String = std::iter::once("nr;krav;målvärde\n".to_owned()).chain((0..rows).map(row)).collect();
    fs::write(home.path("krav.csv"), csv).unwrap();
    home.runs(&["--store", "stort", "import", "requirements", "krav.csv", "--follow-up", "Stor"]);
    for from in ["exempel", "stort"] {
        let export = |store: &str| {
            home.runs(&["--store", store, "export", "ut.json"]);
            fs::read(home.path("ut.json")).unwrap()
        };
        let before = export(from);
        let imported = format!("{from}-json");
        home.runs(&["--store", &imported, "import", "all", "ut.json"]);
        assert!(export(&imported) == before, "{from}: export, import, export");
        let file = format!("{from}.allt");
        home.runs(&["--store", from, "backup", &file]);
        let restored = format!("{from}-backup");
        home.runs(&["--store", &restored, "restore", &file]);
        assert!(export(&restored) == before, "{from}: backup, restore, export");
    }
}

#[test]
fn the_stored_example_is_read_by_the_program() {
    let home = Home::empty();
    let stored = fs::canonicalize(STORED).unwrap();
    let said = home.runs(&["backup", "--verify", stored.to_str().unwrap()]);
    assert!(said.contains("Ändringar: 4, från 2024-10-04"), "{said}");
    assert!(names(home.folder()).is_empty(), "whoever reads a backup makes no store");
}
