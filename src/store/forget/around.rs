//! What stands beside the store in its folder.

use super::rewrite::Looked;
use super::{Forgetting, Forgot, NotForgotten, known};
use crate::record::Kinds;
use crate::store::{lock, open};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a forgetting makes anew or leaves as it is.
const KEPT: [&str; 8] =
    ["journal", "shelf", "lock", "forgotten", "backups", "restore.new", "restore.ready", "restore.done"];

/// Goes through what stands beside the store: has old stores forget, erases what was put aside, and takes note of what
/// was erased and what holds it still.
pub(super) fn clear(folder: &Path, looked: &Looked, how: Forgetting<'_>, kinds: Kinds, forgot: &mut Forgot) {
    let Ok(entries) = fs::read_dir(folder) else {
        forgot.left.push(folder.to_owned());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort_unstable();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if KEPT.contains(&name) {
            continue;
        }
        if name.starts_with("before-restore-") && path.is_dir() {
            match old_store(&path, looked, how, kinds) {
                Ok(Some(of)) => {
                    forgot.erased.extend(of.erased);
                    forgot.left.extend(of.left);
                    of.drafts.into_iter().for_each(|(kind, count)| *forgot.drafts.entry(kind).or_default() += count);
                }
                Ok(None) => {}
                Err(_) => forgot.left.push(path),
            }
            continue;
        }
        let ours = name.starts_with("journal.") || name.starts_with("shelf.");
        let is_in = if ours { looked.traces.is_in_own(&path) } else { looked.traces.is_in_other(&path) };
        match is_in {
            Ok(false) => {}
            Ok(true) if ours && erase(&path).is_ok() => forgot.erased.push(path),
            Ok(true) | Err(_) => forgot.left.push(path),
        }
    }
}

/// Has a store that was replaced forget as far as it knows the records.
fn old_store(
    folder: &Path,
    looked: &Looked,
    how: Forgetting<'_>,
    kinds: Kinds,
) -> Result<Option<Forgot>, NotForgotten> {
    let _lock = lock::take(folder)?;
    open::settled(folder)?;
    known(folder, &looked.marks, how, kinds)
}

fn erase(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
