//! The journal as a file.

use super::frame::{FRONT, Frame, Front, Hash, MARK, MAX_BODY, VERSION};
use super::log::{Framed, JournalId, Log, Unread};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

pub(super) const MAGIC: &[u8; 8] = b"STEGVISJ";
/// Bytes in front of the first frame.
pub(in crate::store) const HEADER: usize = 32;
/// Bytes that are read at a time.
const CHUNK: usize = 256 * 1024;

/// A journal in a file of the form described in the [module](super).
#[derive(Debug)]
pub struct FileLog {
    file: File,
    path: PathBuf,
    id: JournalId,
    end: AtomicU64,
}

/// Why a file is not opened as a journal.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// A newer version wrote it.
    #[error("version {0}")]
    Newer(u32),
    /// It is something else.
    #[error("no journal")]
    Foreign,
    /// Its header does not hold.
    #[error("damaged header")]
    Damaged,
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl FileLog {
    /// Makes an empty journal. It is written beside and renamed, so that a file of that name is always whole.
    ///
    /// # Errors
    /// What the disk says.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| io::Error::other(error.to_string()))?;
        let beside = path.with_extension("new");
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(&header(id))?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        sync_folder(path)?;
        Ok(Self::made_of(file, path, id, HEADER as u64))
    }

    /// Opens a journal. Its end is where the file ends until [`FileLog::cut`] says otherwise.
    ///
    /// # Errors
    /// When it is no journal of this version, or the disk refuses.
    pub fn open(path: &Path) -> Result<Self, NotOpened> {
        Self::over(OpenOptions::new().read(true).write(true).open(path)?, path)
    }

    /// Opens a journal that cannot be written: every append is refused by the system.
    ///
    /// # Errors
    /// As [`FileLog::open`].
    pub fn open_to_read(path: &Path) -> Result<Self, NotOpened> {
        Self::over(File::open(path)?, path)
    }

    fn over(mut file: File, path: &Path) -> Result<Self, NotOpened> {
        let mut header = Vec::with_capacity(HEADER);
        (&mut file).take(HEADER as u64).read_to_end(&mut header)?;
        let id = id_of(&header)?;
        let end = file.metadata()?.len();
        Ok(Self::made_of(file, path, id, end))
    }

    pub(super) fn made_of(file: File, path: &Path, id: JournalId, end: u64) -> Self {
        Self { file, path: path.to_owned(), id, end: AtomicU64::new(end) }
    }

    /// Its file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Cuts off what stands from a place on and keeps it aside in a file of its own, whose path it returns.
    ///
    /// # Errors
    /// What the disk says; the journal is as before when the tail could not be kept.
    pub fn cut(&self, place: u64) -> io::Result<PathBuf> {
        let (mut aside, path) = aside(&self.path, "tail")?;
        let mut tail = &self.file;
        tail.seek(SeekFrom::Start(place))?;
        io::copy(&mut tail, &mut aside)?;
        aside.sync_all()?;
        sync_folder(&path)?;
        self.file.set_len(place)?;
        self.file.sync_all()?;
        self.end.store(place, Ordering::Release);
        Ok(path)
    }

    /// Leaves out what stands from a place on, until [`FileLog::cut`] puts it aside; the file stays as it is.
    pub fn leave_out(&self, place: u64) {
        self.end.store(place, Ordering::Release);
    }

    /// The frame at a place.
    fn frame(&self, at: u64, end: u64) -> io::Result<Option<Frame>> {
        let mut front = [0; FRONT];
        if !self.fill(at, end, &mut front)? {
            return Ok(None);
        }
        let Some(known) = Front::read(&front) else {
            return Ok(None);
        };
        let mut bytes = vec![0; FRONT + known.length];
        Ok(if self.fill(at, end, &mut bytes)? { Frame::read(&bytes) } else { None })
    }

    /// Fills a buffer from a place on; false when the journal ends before.
    fn fill(&self, at: u64, end: u64, buffer: &mut [u8]) -> io::Result<bool> {
        if end.saturating_sub(at) < buffer.len() as u64 {
            return Ok(false);
        }
        match self.file.read_exact_at(buffer, at) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Tells a torn tail from damage: see the [module](super).
    fn torn_or_damaged(&self, bad: u64, end: u64) -> io::Result<Unread> {
        let later = self.search(bad + 1, end, |place, back| place - back > bad)?;
        Ok(later.map_or(Unread::Torn(bad), |_| Unread::Damaged(bad)))
    }

    /// Where the first whole frame from a place on stands.
    ///
    /// # Errors
    /// What the disk says.
    pub(in crate::store) fn next_whole(&self, from: u64) -> io::Result<Option<u64>> {
        self.search(from, self.end(), |_, _| true)
    }

    /// The first whole frame from a place on of which its place and how far its write reaches back please.
    fn search(&self, from: u64, end: u64, pleases: impl Fn(u64, u64) -> bool) -> io::Result<Option<u64>> {
        let mut buffer = vec![0; CHUNK];
        let mut at = from;
        while at < end {
            let length = usize::try_from(end - at).unwrap_or(CHUNK).min(CHUNK);
            let Some(chunk) = buffer.get_mut(..length) else { break };
            if !self.fill(at, end, chunk)? {
                break;
            }
            for place in marks(chunk).map(|offset| at + offset as u64) {
                if self.whole(place, end)?.is_some_and(|back| pleases(place, back)) {
                    return Ok(Some(place));
                }
            }
            if length <= MARK.len() {
                break;
            }
            // The next chunk overlaps, so that no mark lies between two.
            at += (length - MARK.len() + 1) as u64;
        }
        Ok(None)
    }

    /// How far the write of a whole frame reaches back; nothing when no whole frame stands at the place.
    fn whole(&self, place: u64, end: u64) -> io::Result<Option<u64>> {
        let mut front = [0; FRONT];
        if !self.fill(place, end, &mut front)? {
            return Ok(None);
        }
        let back = Front::read(&front).map(|front| u64::from(front.back)).filter(|back| *back <= place);
        Ok(self.frame(place, end)?.and(back))
    }
}

impl Log for FileLog {
    fn id(&self) -> JournalId {
        self.id
    }

    fn start(&self) -> u64 {
        HEADER as u64
    }

    fn end(&self) -> u64 {
        self.end.load(Ordering::Acquire)
    }

    fn append(&self, frames: &[Frame]) -> io::Result<Vec<u64>> {
        let start = self.end();
        let mut bytes = Vec::with_capacity(frames.iter().map(Frame::size).sum());
        let mut places = Vec::with_capacity(frames.len());
        for frame in frames {
            let back = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            places.push(start + u64::from(back));
            frame.write(back, &mut bytes);
        }
        if let Err(error) = self.file.write_all_at(&bytes, start) {
            let full =
                matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
            return Err(match self.file.set_len(start) {
                Ok(()) if full => io::Error::new(ErrorKind::StorageFull, error),
                _ => io::Error::other(error),
            });
        }
        if let Err(error) = self.file.sync_data() {
            // What a failed sync has left on disk is unknown; the frames were refused, so they go.
            let _ = self.file.set_len(start);
            return Err(io::Error::other(error));
        }
        self.end.store(start + bytes.len() as u64, Ordering::Release);
        Ok(places)
    }

    fn read(&self, from: u64) -> Result<Vec<Framed>, Unread> {
        let end = self.end();
        if from >= end {
            return Ok(Vec::new());
        }
        let length = usize::try_from(end - from).unwrap_or(CHUNK).min(CHUNK);
        let mut chunk = vec![0; length];
        let mut frames = Vec::new();
        let mut at = from;
        if self.fill(from, end, &mut chunk)? {
            let mut rest = chunk.as_slice();
            while let Some(frame) = Frame::read(rest) {
                let length = frame.size();
                let next = at + length as u64;
                frames.push(Framed { at, next, frame });
                rest = rest.get(length..).unwrap_or_default();
                at = next;
            }
        }
        if frames.is_empty() {
            // Larger than a chunk, or not whole.
            match self.frame(from, end)? {
                Some(frame) => frames.push(Framed { at, next: at + frame.size() as u64, frame }),
                None => return Err(self.torn_or_damaged(from, end)?),
            }
        }
        Ok(frames)
    }

    fn free(&self) -> io::Result<u64> {
        let disk = nix::sys::statvfs::fstatvfs(&self.file)?;
        Ok(disk.blocks_available().saturating_mul(disk.fragment_size()))
    }
}

/// The bytes in front of the first frame.
pub(in crate::store) fn header(id: JournalId) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&id);
    header.extend_from_slice(&crc32fast::hash(&header).to_le_bytes());
    header
}

/// The id that stands in front of the first frame.
///
/// # Errors
/// When it is no journal of this version.
pub(in crate::store) fn id_of(header: &[u8]) -> Result<JournalId, NotOpened> {
    if !header.starts_with(MAGIC) {
        return Err(NotOpened::Foreign);
    }
    let number = |from| header.get(from..from + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    let (Some(version), Some(sum)) = (number(8), number(28)) else {
        return Err(NotOpened::Damaged);
    };
    if sum != crc32fast::hash(header.get(..28).unwrap_or_default()) {
        return Err(NotOpened::Damaged);
    }
    if version != VERSION {
        return Err(NotOpened::Newer(version));
    }
    header.get(12..28).and_then(|id| id.try_into().ok()).ok_or(NotOpened::Damaged)
}

/// What the first frame's link points to.
pub(in crate::store) fn origin(id: JournalId) -> Hash {
    Sha256::digest(header(id).get(..28).unwrap_or_default()).into()
}

/// Offsets of the mark in a chunk.
fn marks(chunk: &[u8]) -> impl Iterator<Item = usize> {
    chunk.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK).map(|(offset, _)| offset)
}

/// A new file `NAME.WHAT-N` beside the journal.
pub(super) fn aside(journal: &Path, what: &str) -> io::Result<(File, PathBuf)> {
    for number in 1..=u32::MAX {
        let path = journal.with_extension(format!("{what}-{number}"));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Makes a new or renamed name in a folder last.
pub(in crate::store) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

// A body is read into memory whole.
const _: () = assert!(MAX_BODY < u32::MAX as usize);
