//! A journal made anew out of what an older one holds. The old one is copied aside whole before the new one takes its
//! name, so that a crash in between leaves one of both.

use super::entry::{Content, Entry};
use super::file::{FileLog, HEADER, MAGIC, aside, header, origin, sync_folder};
use super::frame::{Frame, Hash, VERSION};
use super::log::{JournalId, Log as _};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Bytes of a header that the first frame's link is made of.
const LINKED: usize = 28;

/// A journal's header.
pub type Header = [u8; HEADER];

/// What stands for a journal that is gone.
const NOTHING: &str = "/dev/null";

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

    /// Whether a file that does not begin like a journal holds whole frames all the same.
    #[must_use]
    pub fn has_frames(path: &Path) -> bool {
        Self::open_headless(path).and_then(|log| log.next_whole(0)).is_ok_and(|place| place.is_some())
    }

    /// What can be read of a journal that is gone: nothing.
    ///
    /// # Errors
    /// What the system says.
    pub fn nothing(path: &Path) -> io::Result<Self> {
        Ok(Self::made_of(File::open(NOTHING)?, path, JournalId::default(), 0))
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
        let mut file = new_file(&path)?;
        file.write_all(&header)?;
        io::copy(&mut old.take(until.saturating_sub(HEADER as u64)), &mut file)?;
        file.sync_all()?;
        let id = header.get(12..LINKED).and_then(|id| id.try_into().ok()).unwrap_or_default();
        let end = file.metadata()?.len();
        Ok(Self::made_of(file, &path, id, end))
    }

    /// Has this journal take the place of another, which is kept whole in a file of its own. Returns that one's path;
    /// nothing when there was no other.
    ///
    /// # Errors
    /// What the disk says; the other one stands where it stood.
    pub fn take_place(&self, of: &Path) -> io::Result<Option<PathBuf>> {
        let mut old = match File::open(of) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            old => Some(old?),
        };
        let kept = old.as_mut().map(|old| {
            let (mut kept, path) = aside(of, "aside")?;
            io::copy(old, &mut kept)?;
            kept.sync_all()?;
            // The copy has its name on disk before the other one loses it.
            sync_folder(of)?;
            Ok::<_, io::Error>(path)
        });
        let kept = kept.transpose()?;
        std::fs::rename(self.path(), of)?;
        sync_folder(of)?;
        Ok(kept)
    }
}

fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// A journal under a new header that is written beside another; nobody reads it before [`Anew::done`].
#[derive(Debug)]
pub struct Anew {
    file: BufWriter<File>,
    path: PathBuf,
    id: JournalId,
    head: Hash,
}

impl Anew {
    /// Begins a journal beside the one at a path.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let mut id = JournalId::default();
        getrandom::fill(&mut id).map_err(|error| io::Error::other(error.to_string()))?;
        let path = path.with_extension("new");
        let mut file = BufWriter::new(new_file(&path)?);
        file.write_all(&header(id))?;
        Ok(Self { file, path, id, head: origin(id) })
    }

    /// Adds a frame, linked to the one before; it says that it was a write of its own.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add(&mut self, entry: &Entry, contents: &[Content]) -> io::Result<()> {
        let frame = Frame::new(self.head, entry, contents.to_vec()).map_err(io::Error::other)?;
        let mut bytes = Vec::with_capacity(frame.size());
        frame.write(0, &mut bytes);
        self.head = frame.hash();
        self.file.write_all(&bytes)
    }

    /// The journal, on disk.
    ///
    /// # Errors
    /// What the disk says.
    pub fn done(self) -> io::Result<FileLog> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        let end = file.metadata()?.len();
        Ok(FileLog::made_of(file, &self.path, self.id, end))
    }
}
