//! Why a store cannot be opened, and what was found and done when it was: each with its sentence in the words.

use super::lock::Holder;
use crate::record::{Fault, Seq, scrub_line};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A message of the words and what stands in its places: the store knows no language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// The message.
    pub id: &'static str,
    places: Vec<(&'static str, Place)>,
}

/// What stands in a place of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Text(String),
    Fault(Fault),
}

impl From<String> for Place {
    fn from(text: String) -> Self {
        Self::Text(scrub_line(&text))
    }
}

impl From<&Fault> for Place {
    fn from(fault: &Fault) -> Self {
        Self::Fault(fault.clone())
    }
}

impl Sentence {
    pub(super) fn new<const N: usize>(id: &'static str, places: [(&'static str, Place); N]) -> Self {
        Self { id, places: places.into() }
    }

    /// What stands in its places, scrubbed; what the system answered is told by `fault`.
    #[must_use]
    pub fn places(&self, fault: impl Fn(&Fault) -> String) -> Vec<(&'static str, String)> {
        let said = |place: &Place| match place {
            Place::Text(text) => text.clone(),
            Place::Fault(answer) => fault(answer),
        };
        self.places.iter().map(|(name, place)| (*name, said(place))).collect()
    }
}

/// Why a store was not opened. Nothing in it has been changed but what a notice would have named.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process holds it.
    #[error("{folder} is held by {holder:?}")]
    Held {
        /// The store.
        folder: PathBuf,
        /// Who, if that could be read.
        holder: Option<Holder>,
    },
    /// Something that is no folder has its name.
    #[error("{0} is no folder")]
    NotAFolder(PathBuf),
    /// It may not be written.
    #[error("{path} may not be written: {error}")]
    Unwritable {
        /// What.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The disk has too little room.
    #[error("{path}: {free} bytes free, {floor} wanted")]
    Full {
        /// Where.
        path: PathBuf,
        /// Bytes free.
        free: u64,
        /// Bytes wanted.
        floor: u64,
    },
    /// A newer version wrote it.
    #[error("{0} was written by a newer version")]
    Newer(PathBuf),
    /// The journal's file is something else.
    #[error("{0} is no journal")]
    Foreign(PathBuf),
    /// The shelf is there and the journal is not.
    #[error("{0} is missing")]
    JournalGone(PathBuf),
    /// What once stood in the journal does not hold any more.
    #[error("{path} is damaged at {place}, after commit {after}")]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Where in it.
        place: u64,
        /// The last commit before that place.
        after: Seq,
    },
    /// Neither the journal nor the shelf can be read.
    #[error("nothing of {0} and its shelf can be read")]
    Lost(PathBuf),
    /// The shelf knows commits that the journal does not hold, and they cannot be put back as it stands.
    #[error("{path} ends at commit {journal}, the shelf knows {shelf}")]
    Ahead {
        /// The journal.
        path: PathBuf,
        /// The last commit on the shelf.
        shelf: Seq,
        /// The last commit in the journal.
        journal: Seq,
    },
    /// The journal holds what was forgotten for good, as the file `forgotten` beside it says: it is older than that.
    #[error("{0} holds what was forgotten")]
    Unforgotten(PathBuf),
    /// The disk refused.
    #[error("{path}: {error}")]
    Disk {
        /// What.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Not even an empty shelf can be made.
    #[error("{path}: {fault}")]
    Shelf {
        /// The shelf's folder.
        path: PathBuf,
        /// What sled says.
        fault: Fault,
    },
}

impl OpenError {
    pub(super) fn of_disk(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Unwritable { path, error },
            ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => Self::NotAFolder(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { path, free: 0, floor: super::FLOOR },
            _ => Self::Disk { path, error },
        }
    }

    /// The sentence that says what, where and what to do.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let shown = |path: &Path| ("path", Place::from(path.display().to_string()));
        let fault = |error: &io::Error| Place::Fault(error.into());
        match self {
            Self::Held { folder, holder: Some(holder) } if holder.is_own() => Sentence::new(
                "store-held-own",
                [
                    shown(folder),
                    ("pid", holder.pid.to_string().into()),
                    ("since", holder.since.format("%Y-%m-%d %H:%M UTC").to_string().into()),
                ],
            ),
            Self::Held { folder, holder: Some(holder) } => Sentence::new(
                "store-held",
                [
                    shown(folder),
                    ("account", holder.account.clone().into()),
                    ("pid", holder.pid.to_string().into()),
                    ("host", holder.host.clone().into()),
                    ("since", holder.since.format("%Y-%m-%d %H:%M UTC").to_string().into()),
                ],
            ),
            Self::Held { folder, holder: None } => Sentence::new("store-held-unknown", [shown(folder)]),
            Self::NotAFolder(path) => Sentence::new("store-not-a-folder", [shown(path)]),
            Self::Unwritable { path, error } => {
                Sentence::new("store-unwritable", [shown(path), ("error", fault(error))])
            }
            Self::Full { path, free, floor } => Sentence::new(
                "store-full",
                [shown(path), ("free", mebibytes(*free).into()), ("floor", mebibytes(*floor).into())],
            ),
            Self::Newer(path) => Sentence::new("store-newer", [shown(path)]),
            Self::Foreign(path) => Sentence::new("store-foreign", [shown(path)]),
            Self::JournalGone(path) => Sentence::new("store-journal-gone", [shown(path)]),
            Self::Damaged { path, place, after } => Sentence::new(
                "store-damaged",
                [shown(path), ("place", place.to_string().into()), ("after", after.to_string().into())],
            ),
            Self::Lost(path) => Sentence::new("store-lost", [shown(path)]),
            Self::Ahead { path, shelf, journal } => Sentence::new(
                "store-ahead",
                [shown(path), ("shelf", shelf.to_string().into()), ("journal", journal.to_string().into())],
            ),
            Self::Unforgotten(path) => Sentence::new("store-unforgotten", [shown(path)]),
            Self::Disk { path, error } => Sentence::new("store-disk", [shown(path), ("error", fault(error))]),
            Self::Shelf { path, fault } => Sentence::new("store-shelf", [shown(path), ("error", fault.into())]),
        }
    }
}

/// Something that was found at opening, and what was done about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// The journal ended in the middle of a write that nobody had been told was saved.
    Torn {
        /// Bytes that were cut.
        bytes: u64,
        /// Where they are kept.
        kept: PathBuf,
    },
    /// The shelf was rebuilt from the journal.
    Rebuilt {
        /// Why.
        why: Why,
        /// Where the old one is kept; nothing when there was none.
        aside: Option<PathBuf>,
        /// Whether drafts and places were lost with the old one.
        drafts_lost: bool,
    },
    /// A large change, such as an import, was not finished and nothing of it counts.
    Unfinished,
    /// Edits of so many records are what was written and cannot be read, so that nothing of them is shown.
    Unreadable(usize),
    /// A restore that had been cut short has been finished.
    Restored {
        /// Where the store that it replaced is kept; nothing when there was none.
        aside: Option<PathBuf>,
    },
    /// A forgetting that had been cut short has been finished.
    Forgot,
    /// Seen when reading alone: the journal holds what was forgotten for good.
    Unforgotten,
    /// Nothing can be written: the store has been opened for reading, and nothing in it has been touched.
    ToRead {
        /// What cannot be written.
        path: PathBuf,
        /// Why.
        fault: Fault,
    },
    /// The shelf failed while the store was open, and lacks what came after.
    Behind {
        /// How.
        fault: Fault,
    },
    /// Seen when reading alone: the journal ends in the middle of a write that nobody had been told was saved.
    LeftOut {
        /// Bytes that are left out.
        bytes: u64,
    },
}

/// Why a shelf was rebuilt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// There was none, or nothing stood on it.
    Missing,
    /// It could not be read.
    Damaged(Fault),
    /// It belongs to another journal or another state of it.
    Other,
    /// It knows commits that the journal does not hold.
    Ahead {
        /// The last commit on the shelf.
        shelf: Seq,
        /// The last commit in the journal.
        journal: Seq,
        /// Where the old journal is kept, once they have been put back into a new one.
        kept: Option<PathBuf>,
    },
}

impl Why {
    /// What the system would have said.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Damaged(fault) => fault,
            Self::Missing | Self::Other | Self::Ahead { .. } => Fault::Damaged,
        }
    }
}

impl Notice {
    /// The sentence that says what was found and done.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Torn { bytes, kept } => Sentence::new(
                "store-notice-torn",
                [("bytes", bytes.to_string().into()), ("path", kept.display().to_string().into())],
            ),
            Self::Rebuilt { why, aside, drafts_lost } => {
                let shown = |path: &Option<PathBuf>| {
                    Place::from(path.as_ref().map(|path| path.display().to_string()).unwrap_or_default())
                };
                let path = ("path", shown(aside));
                let drafts = ("drafts", if *drafts_lost { "lost" } else { "kept" }.to_owned().into());
                match why {
                    Why::Missing => Sentence::new("store-notice-shelf-missing", [drafts]),
                    Why::Damaged(fault) => {
                        Sentence::new("store-notice-shelf-damaged", [("error", fault.into()), path, drafts])
                    }
                    Why::Other => Sentence::new("store-notice-shelf-other", [path, drafts]),
                    Why::Ahead { shelf, journal, kept } => Sentence::new(
                        "store-notice-put-back",
                        [
                            ("shelf", shelf.to_string().into()),
                            ("journal", journal.to_string().into()),
                            ("kept", shown(kept)),
                            path,
                            drafts,
                        ],
                    ),
                }
            }
            Self::Unfinished => Sentence::new("store-notice-unfinished", []),
            Self::Unreadable(count) => Sentence::new("store-notice-unreadable", [("count", count.to_string().into())]),
            Self::Restored { aside: None } => Sentence::new("store-notice-restored", []),
            Self::Restored { aside: Some(aside) } => {
                Sentence::new("store-notice-restored-over", [("path", aside.display().to_string().into())])
            }
            Self::Unforgotten => Sentence::new("store-notice-unforgotten", []),
            Self::Forgot => Sentence::new("store-notice-forgot", []),
            Self::ToRead { path, fault } => {
                let path = ("path", path.display().to_string().into());
                match fault {
                    Fault::Full => {
                        Sentence::new("store-notice-full", [path, ("floor", mebibytes(super::FLOOR).into())])
                    }
                    fault => Sentence::new("store-notice-unwritable", [path, ("error", fault.into())]),
                }
            }
            Self::Behind { fault } => Sentence::new("store-notice-behind", [("error", fault.into())]),
            Self::LeftOut { bytes } => Sentence::new("store-notice-left-out", [("bytes", bytes.to_string().into())]),
        }
    }
}

fn mebibytes(bytes: u64) -> String {
    (bytes / (1024 * 1024)).to_string()
}
