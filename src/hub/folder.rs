//! Paths and folders of the attaching process, read with its own rights.

use super::opened::Opened;
use super::protocol::MAX_ENTRIES;
use crate::app::{Entry, Folder};
use crate::record::scrub_line;
use chrono::{DateTime, Local};
use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Most names of a folder that are looked at.
const LOOKED_AT: usize = 500_000;

/// What a folder holds, the newest first: its folders, and its files whose names end in one of these. Names that
/// begin with a point are hidden, as everywhere. An empty path is the current folder.
///
/// # Errors
/// What the system says of a folder that cannot be read.
pub fn read_folder(path: &Path, endings: &[String]) -> io::Result<Folder> {
    read_opened(&Opened::open(path)?, endings)
}

/// The same of a folder that is held.
pub(super) fn read_opened(folder: &Opened, endings: &[String]) -> io::Result<Folder> {
    let (mut entries, mut cut) = (Vec::new(), false);
    for (count, entry) in fs::read_dir(folder.path())?.enumerate() {
        if count >= LOOKED_AT {
            cut = true;
            break;
        }
        entries.extend(shown(&entry?, endings));
        if entries.len() > 2 * MAX_ENTRIES {
            cut = true;
            newest(&mut entries);
        }
    }
    cut |= entries.len() > MAX_ENTRIES;
    newest(&mut entries);
    Ok(Folder { path: folder.real().to_string_lossy().into_owned(), entries, cut })
}

fn newest(entries: &mut Vec<Entry>) {
    entries.sort_by(|a, b| (Reverse(a.changed), &a.name).cmp(&(Reverse(b.changed), &b.name)));
    entries.truncate(MAX_ENTRIES);
}

/// An entry, if it is a folder or a file of a wanted ending. One that is gone by now, or that nobody may look at, is
/// none.
fn shown(entry: &fs::DirEntry, endings: &[String]) -> Option<Entry> {
    let name = entry.file_name().to_string_lossy().into_owned();
    if name.starts_with('.') {
        return None;
    }
    let path = entry.path();
    let wanted = path
        .extension()
        .is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted.as_str())));
    let kind = entry.file_type().ok()?;
    if !wanted && !kind.is_dir() && !kind.is_symlink() {
        return None;
    }
    let about = fs::metadata(&path).ok()?;
    if !(about.is_dir() || wanted && about.is_file()) {
        return None;
    }
    let changed = about.modified().map(|at| DateTime::<Local>::from(at).naive_local().and_utc().timestamp());
    Some(Entry { name, size: about.is_file().then_some(about.len()), changed: changed.unwrap_or_default() })
}

/// The path as it stands on the disk: a name that is not there as it is written is looked for among those that read
/// the same. A session knows names only as they are shown: scrubbed, and with å
/// as one letter where another system's disk writes two.
pub(super) fn found(path: &Path) -> PathBuf {
    if path.exists() {
        return path.to_owned();
    }
    let mut found = PathBuf::new();
    for part in path.components() {
        let next = found.join(part);
        found = if fs::symlink_metadata(&next).is_ok() {
            next
        } else {
            let wanted = part.as_os_str().to_string_lossy();
            match reads_the_same(&found, &wanted) {
                Some(there) => there,
                None => return path.to_owned(),
            }
        };
    }
    found
}

fn reads_the_same(folder: &Path, wanted: &str) -> Option<PathBuf> {
    let listed = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()?;
    let mut names = listed.take(LOOKED_AT).flatten().map(|entry| entry.file_name());
    let name = names.find(|name| scrub_line(&name.to_string_lossy()) == wanted)?;
    Some(folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::{found, read_folder};
    use crate::hub::protocol::MAX_ENTRIES;
    use std::fs::File;
    use std::time::{Duration, SystemTime};

    fn endings() -> Vec<String> {
        ["csv", "xlsx"].map(str::to_owned).into()
    }

    #[test]
    fn a_folder_shows_folders_and_files_that_can_be_read_the_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        for (name, age) in [("gammal.csv", 500), ("ny.XLSX", 5), ("bild.png", 1), (".dold.csv", 1), ("mellan.csv", 50)]
        {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        std::fs::create_dir(folder.path().join("mapp.csv")).unwrap();
        let listed = read_folder(folder.path(), &endings()).unwrap();
        let names: Vec<_> = listed.entries.iter().map(|entry| (entry.name.as_str(), entry.size)).collect();
        let expected = [("mapp.csv", None), ("ny.XLSX", Some(0)), ("mellan.csv", Some(0)), ("gammal.csv", Some(0))];
        assert_eq!(names, expected);
        assert!(!listed.cut);
        assert!(read_folder(&folder.path().join("finns-inte"), &endings()).is_err());
    }

    #[test]
    fn a_large_folder_is_cut_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..=MAX_ENTRIES {
            File::create(folder.path().join(format!("{number}.csv"))).unwrap();
        }
        let listed = read_folder(folder.path(), &endings()).unwrap();
        assert_eq!((listed.entries.len(), listed.cut), (MAX_ENTRIES, true));
    }

    #[test]
    fn a_name_is_found_by_how_it_reads() {
        let folder = tempfile::tempdir().unwrap();
        // Å in two letters, as a Mac writes it, and a name with a control character.
        let inner = folder.path().join("A\u{30a}r\u{7}ligt");
        std::fs::create_dir(&inner).unwrap();
        std::fs::write(inner.join("kr\u{1b}av.csv"), "nr").unwrap();
        let shown = folder.path().join("Årligt/krav.csv");
        assert_eq!(std::fs::read_to_string(found(&shown)).unwrap(), "nr");
        let missing = folder.path().join("Årligt/saknas.csv");
        assert_eq!(found(&missing), missing);
    }
}
