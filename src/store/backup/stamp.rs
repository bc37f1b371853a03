//! Whether a store still has the journal that it had.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// What tells one journal of a store from the one that takes its place when something is forgotten, and also when a
/// backup is restored or the store repaired.
///
/// A backup is written from a journal that may be replaced meanwhile; it would then hold what has just been forgotten,
/// and nobody would have named it. Whoever writes one therefore takes the stamp before the store is opened, and looks
/// whether it is the same before the file gets its name and once it has been noted: a forgetting that comes later finds
/// it there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    journal: Option<(u64, u64)>,
    /// A number of a file may be used again; the lines of this one only become more.
    forgotten: Option<Vec<u8>>,
}

impl Stamp {
    /// The stamp of the store in a folder, as it is now.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let journal = fs::metadata(folder.join("journal")).ok().map(|of| (of.dev(), of.ino()));
        Self { journal, forgotten: fs::read(folder.join("forgotten")).ok() }
    }
}
