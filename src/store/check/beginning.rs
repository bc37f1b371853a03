//! How a journal begins: a header that does not hold need not be the end of it.

use super::Amiss;
use crate::store::error::OpenError;
use crate::store::journal::{FileLog, Header, NotOpened};
use crate::store::open::no_journal;
use std::io::ErrorKind;
use std::path::Path;

/// How a journal begins.
pub enum Beginning {
    /// As it should.
    Whole(FileLog),
    /// With a header that does not hold. This is the one that it should have.
    Vouched(FileLog, Header),
    /// With a header that nothing tells any more.
    Lost {
        /// What stands behind it; nothing when the file is gone.
        log: FileLog,
        /// How that is told.
        amiss: Amiss,
        /// What is said when neither it nor the shelf can be read.
        otherwise: OpenError,
    },
}

/// Opens a store's journal, to write it if that is wanted, however it begins.
///
/// # Errors
/// When a newer version wrote it, or the disk refuses.
pub fn begin(path: &Path, to_write: bool) -> Result<Beginning, OpenError> {
    let opened = if to_write { FileLog::open(path) } else { FileLog::open_to_read(path) };
    let disk = |error| OpenError::of_disk(path, error);
    let lost = |log, amiss, otherwise| Ok(Beginning::Lost { log, amiss, otherwise });
    match opened {
        Ok(log) => Ok(Beginning::Whole(log)),
        Err(NotOpened::Damaged | NotOpened::Foreign) => {
            let log = FileLog::open_headless(path).map_err(disk)?;
            if let Some(header) = log.vouched_header().map_err(disk)? {
                return Ok(Beginning::Vouched(log, header));
            }
            let otherwise = match no_journal(NotOpened::Foreign, path) {
                OpenError::Damaged { path, .. } => OpenError::Lost(path),
                foreign => foreign,
            };
            lost(log, Amiss::Beginning, otherwise)
        }
        Err(NotOpened::Disk(error)) if error.kind() == ErrorKind::NotFound => {
            let log = FileLog::nothing(path).map_err(disk)?;
            let beside = path.with_file_name("shelf").exists();
            let path = path.to_owned();
            lost(log, Amiss::Gone, if beside { OpenError::Lost(path) } else { OpenError::JournalGone(path) })
        }
        Err(error) => Err(no_journal(error, path)),
    }
}
