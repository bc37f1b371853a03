//! A store of which the entry that says what was forgotten is damaged, cut off or gone.

use super::{SECRET, altered, check, filled, forget, holding, mark};
use crate::store::desk::{self, REQUIREMENT, TEXT, commit, now, open, stands, text, typed};
use std::fs;
use std::path::{Path, PathBuf};
use stegvis::record::{Forgotten, Id, Tag};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::journal::{Content, Entry, FileLog, Frame, Log as _};
use stegvis::store::{self, Amiss, Repaired, Store};

/// Every so many bytes are tried; all of them when it is 1.
const EVERY: &str = "STEGVIS_FORGET_EVERY";

pub(super) fn repair(folder: &Path) -> Repaired {
    store::repair(folder, &std::env::temp_dir(), KINDS, &Officer::of_account("förvaltare"), now()).unwrap()
}

/// Where the frame of the forgetting begins and ends.
fn entry_of(folder: &Path) -> (usize, usize) {
    let log = FileLog::open(&folder.join("journal")).unwrap();
    let mut at = log.start();
    loop {
        let framed = log.read(at).unwrap().remove(0);
        if matches!(framed.frame.entry().unwrap(), Entry::Forget { .. }) {
            return (usize::try_from(framed.at).unwrap(), usize::try_from(framed.next).unwrap());
        }
        at = framed.next;
    }
}

/// What stands in a store once it has been repaired: what was forgotten and by whom, and the others' texts.
fn stood(folder: &Path) -> (Vec<Forgotten>, Option<String>, Option<String>) {
    let store = Store::open(folder, KINDS).unwrap().store;
    let home = store.follow_up(desk::FOLLOW_UP).unwrap();
    let said = home.get(REQUIREMENT, Id::from_u128(1)).unwrap().forgotten();
    let stood = (said, stands(&store, 1), stands(&store, 2));
    assert!(store.snapshot().write(now(), &mut Vec::new()).is_ok(), "a backup can be taken");
    store.close();
    stood
}

#[test]
fn a_damaged_entry_is_written_again_wherever_it_was_hit() {
    let every: usize = std::env::var(EVERY).ok().and_then(|every| every.parse().ok()).unwrap_or(29);
    let said = |fields: Option<&[Tag]>| vec![mark(1, fields).forgotten];
    for goes_on in [false, true] {
        let made = tempfile::tempdir().unwrap();
        filled(made.path()).close();
        forget(made.path(), &[mark(1, if goes_on { Some(&[TEXT]) } else { None })]).unwrap();
        let said = said(if goes_on { Some(&[TEXT]) } else { None });
        if goes_on {
            // Others went on, and wrote in the record too.
            let store = open(made.path());
            commit(&store, "uppföljare", typed(2, Some("Svar samma dag"), Some("Svar nu"))).unwrap();
            commit(&store, "uppföljare", typed(1, None, Some("Svar utan namn"))).unwrap();
            store.close();
        }
        let whole = fs::read(made.path().join("journal")).unwrap();
        let (from, to) = entry_of(made.path());
        for (number, place) in (from..to).step_by(every).chain([to - 1]).enumerate() {
            let copy = desk::copy(made.path());
            let folder = copy.path();
            let mut bytes = whole.clone();
            if number % 2 == 0 {
                bytes[place] ^= 0x10;
            } else {
                bytes.truncate(place);
            }
            fs::write(folder.join("journal"), bytes).unwrap();
            // The one or the other vouches for it.
            match number % 3 {
                0 => fs::remove_dir_all(folder.join("shelf")).unwrap(),
                1 => fs::remove_file(folder.join("forgotten")).unwrap(),
                _ => {}
            }
            assert!(!check(folder).is_clean(), "{place}");
            let repaired = repair(folder);
            assert_eq!(repaired.left.found.told, [], "{place} of {from}-{to}");
            assert!(repaired.said_again > 0, "{place}");
            assert_eq!(holding(folder, "Andersson"), Vec::<PathBuf>::new(), "{place}");
            let (forgotten, own, other) = stood(folder);
            // Without the shelf, what stood behind the cut is gone.
            let is_short = number % 2 == 1 && number % 3 == 0;
            assert_eq!(forgotten, said, "{place}");
            let wanted = if goes_on && !is_short { "Svar nu" } else { "Svar samma dag" };
            assert_eq!(other.as_deref(), Some(wanted), "{place}");
            let wanted = (goes_on && !is_short).then_some("Svar utan namn");
            assert_eq!(own.as_deref(), wanted, "{place}");
            assert_eq!(check(folder).found.told, [], "{place}");
        }
    }
}

#[test]
fn one_repair_is_enough_when_the_first_of_two_forgettings_is_damaged() {
    for later in [Some(&[TEXT][..]), None] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        filled(folder).close();
        forget(folder, &[mark(1, Some(&[TEXT]))]).unwrap();
        let store = open(folder);
        commit(&store, "uppföljare", typed(1, None, Some("Skrivet en gång till"))).unwrap();
        store.close();
        let mut second = mark(1, later);
        second.forgotten.at += chrono::TimeDelta::days(1);
        forget(folder, std::slice::from_ref(&second)).unwrap();
        let path = folder.join("journal");
        let mut bytes = fs::read(&path).unwrap();
        let (from, _) = entry_of(folder);
        bytes[from + 70] ^= 1;
        fs::write(&path, bytes).unwrap();
        let repaired = repair(folder);
        assert_eq!(repaired.left.found.told, [], "{later:?}");
        assert!(repaired.said_again > 0);
        let (forgotten, own, _) = stood(folder);
        assert!(forgotten.contains(&second.forgotten) && own.is_none());
        assert_eq!(check(folder).found.told, []);
    }
}

#[test]
fn an_officer_who_just_starts_it_finds_it_in_order() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).close();
    forget(folder.path(), &[mark(1, None)]).unwrap();
    let path = folder.path().join("journal");
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 9;
    bytes[last] ^= 1;
    fs::write(&path, bytes).unwrap();
    Store::open(folder.path(), KINDS).unwrap().store.close();
    assert_eq!(check(folder.path()).found.told, []);
    assert_eq!(stood(folder.path()).0, [mark(1, None).forgotten]);
}

#[test]
fn what_was_taken_beside_a_forgetting_stays_damage_after_every_repair() {
    let blank = |about: u128| {
        move |frame: &Frame, entry: &Entry| {
            let hit = entry.groups().iter().any(|group| group.record == Id::from_u128(about));
            let contents = entry.groups().iter().zip(frame.contents()).map(|(group, content)| {
                if group.record == Id::from_u128(about) { Content::default() } else { content.clone() }
            });
            (hit && !matches!(entry, Entry::Forget { .. })).then(|| frame.with(contents.collect()))
        }
    };
    // Of a record that nobody forgot, and of one that was forgotten in part while the entry is there.
    for (about, fields) in [(2, None), (1, Some(&[TEXT][..]))] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        filled(folder).close();
        forget(folder, &[mark(1, fields)]).unwrap();
        altered(folder, blank(about));
        let unvouched = |told: &[Amiss]| told.iter().filter(|one| matches!(one, Amiss::Unvouched(_))).count();
        let found = unvouched(&check(folder).found.told);
        assert!(found > 0);
        for _ in 0..2 {
            let repaired = repair(folder);
            assert_eq!((repaired.said_again, unvouched(&repaired.left.found.told)), (0, found));
            assert!(!repaired.left.can_be_repaired());
        }
    }
    // Of one that was forgotten and written anew, of which the entry is lost: only what came before it was forgotten.
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    let mut early = mark(1, None);
    early.forgotten.at -= chrono::TimeDelta::days(1);
    forget(folder, &[early]).unwrap();
    altered(folder, |frame, entry| matches!(entry, Entry::Forget { .. }).then(|| frame.clone()));
    let (from, _) = entry_of(folder);
    FileLog::open(&folder.join("journal")).unwrap().cut(from as u64).unwrap();
    assert_eq!(check(folder).found.told.len(), 5, "the shelf and four changes");
    assert!(repair(folder).left.found.told.iter().all(|one| matches!(one, Amiss::Unvouched(_))));
    assert!(holding(folder, SECRET).is_empty() && text(SECRET).bytes().len() > 8);
}

#[test]
fn an_older_shelf_beside_a_damaged_journal_brings_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    let old = desk::copy(folder);
    forget(folder, &[mark(1, None)]).unwrap();
    let (from, _) = entry_of(folder);
    let path = folder.join("journal");
    let mut bytes = fs::read(&path).unwrap();
    bytes[from + 70] ^= 1;
    fs::write(&path, bytes).unwrap();
    let store = Store::open(folder, KINDS).unwrap().store;
    commit(&store, "uppföljare", typed(2, Some("Svar samma dag"), Some("Svar nu"))).unwrap();
    store.close();
    let mut bytes = fs::read(&path).unwrap();
    bytes[from + 70] ^= 1;
    fs::write(&path, bytes).unwrap();
    fs::remove_dir_all(folder.join("shelf")).unwrap();
    fs::create_dir(folder.join("shelf")).unwrap();
    desk::copy_into(&old.path().join("shelf"), &folder.join("shelf"));
    let repaired = repair(folder);
    assert_eq!(repaired.left.found.told, []);
    assert!(!repaired.from_shelf && holding(&folder.join("shelf"), "Andersson").is_empty());
    assert!(holding(folder, "Andersson").iter().all(|path| path.to_string_lossy().contains("/shelf.aside-")));
    assert_eq!(stood(folder).1, None);
}
