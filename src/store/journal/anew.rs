//! A journal made anew out of what an older one holds. The old one is copied aside whole before the new one takes its
//! name, so that a crash in between leaves one of both.

use super::file::{FileLog, HEADER, MAGIC, aside, sync_folder};
use super::frame::{Hash, VERSION};
use super::log::{JournalId, Log as _};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Bytes of a header that the first frame's link is made of.
const LINKED: usize = 28;

/// A journal's header.
type Header = [u8; HEADER];

impl FileLog {
    /// Opens a journal to read its frames although its header does not hold: the first link points nowhere.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open_headless(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let end = file.metadata()?.len();
        Ok(Self::made_of(file, path, JournalId::default(), end))
    }

    /// The header that this journal should have: its first frame is linked to it, so that one byte that has changed
    /// is found by trying. Nothing when that does not do.
    ///
    /// # Errors
    /// What the disk says.
    pub fn vouched_header(&self) -> io::Result<Option<Header>> {
        let start = HEADER as u64;
        if self.next_whole(start)? != Some(start) {
            return Ok(None);
        }
        let first = self.read(start).ok().and_then(|frames| frames.into_iter().next());
        let Some(link) = first.map(|first| first.frame.previous) else { return Ok(None) };
        let mut stands: Header = [0; HEADER];
        let mut file = File::open(self.path())?;
        file.read_exact(&mut stands)?;
        let is_linked = |header: &Header| {
            let hash: Hash = Sha256::digest(header.get(..LINKED).unwrap_or_default()).into();
            hash == link && header.starts_with(MAGIC) && header.get(8..12) == Some(&VERSION.to_le_bytes()[..])
        };
        let tried = (0..LINKED).flat_map(|place| {
            (0..=u8::MAX).map(move |byte| {
                let mut header = stands;
                header.iter_mut().skip(place).take(1).for_each(|stands| *stands = byte);
                header
            })
        });
        Ok(tried.into_iter().find(is_linked).map(|mut header| {
            let sum = crc32fast::hash(header.get(..LINKED).unwrap_or_default()).to_le_bytes();
            header.iter_mut().skip(LINKED).zip(sum).for_each(|(stands, byte)| *stands = byte);
            header
        }))
    }

    /// A journal beside this one, with what it holds up to a place, under its own header or the given one. Nobody reads
    /// it before [`FileLog::take_place`].
    ///
    /// # Errors
    /// What the disk says; this one is as before.
    pub fn beside(&self, header: Option<Header>, until: u64) -> io::Result<Self> {
        let mut old = File::open(self.path())?;
        let mut own: Header = [0; HEADER];
        old.read_exact(&mut own)?;
        let header = header.unwrap_or(own);
        let path = self.path().with_extension("new");
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        file.write_all(&header)?;
        io::copy(&mut old.take(until.saturating_sub(HEADER as u64)), &mut file)?;
        file.sync_all()?;
        let id = header.get(12..LINKED).and_then(|id| id.try_into().ok()).unwrap_or_default();
        let end = file.metadata()?.len();
        Ok(Self::made_of(file, &path, id, end))
    }

    /// Has this journal take the place of another, which is kept whole in a file of its own. Returns that one's path.
    ///
    /// # Errors
    /// What the disk says; the other one stands where it stood.
    pub fn take_place(&self, of: &Path) -> io::Result<PathBuf> {
        let (mut kept, path) = aside(of, "aside")?;
        let mut old = File::open(of)?;
        io::copy(&mut old, &mut kept)?;
        kept.sync_all()?;
        std::fs::rename(self.path(), of)?;
        sync_folder(of)?;
        Ok(path)
    }
}
