//! Where a file's bytes come from: read twice, from the start each time.

use super::Refusal;
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::FileExt as _,
    path::Path,
    sync::Arc,
};

/// The most bytes of a text file.
pub const MAX_FILE: u64 = 512 * 1024 * 1024;

/// A file to be read, as often as needed.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is called in messages.
    pub name: String,
    bytes: Bytes,
}

#[derive(Clone, Debug)]
enum Bytes {
    Memory(Arc<[u8]>),
    File(Arc<File>, u64),
}

impl Source {
    /// Bytes that another process has read.
    #[must_use]
    pub fn bytes(name: &str, bytes: Arc<[u8]>) -> Self {
        Self { name: name.to_owned(), bytes: Bytes::Memory(bytes) }
    }

    /// A file of this machine; a pipe, as a shell makes it, is kept like a [stream](Self::stream).
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when it cannot be opened or is a folder, [`Refusal::LargeFile`] over [`MAX_FILE`].
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let name = path.display().to_string();
        let kind = std::fs::metadata(path)?;
        if kind.is_dir() {
            return Err(Refusal::Unreadable(io::ErrorKind::IsADirectory));
        }
        let mut file = File::open(path)?;
        if kind.is_file() { Self::of_file(&name, file) } else { Self::stream(&name, &mut file) }
    }

    /// A stream that can be read once, kept in a private temporary file that has no name.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when reading or keeping fails, [`Refusal::LargeFile`] over [`MAX_FILE`].
    pub fn stream(name: &str, stream: &mut dyn Read) -> Result<Self, Refusal> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut stream.take(MAX_FILE + 1), &mut file)?;
        file.flush()?;
        Self::of_file(name, file)
    }

    fn of_file(name: &str, file: File) -> Result<Self, Refusal> {
        let length = file.metadata()?.len();
        if length > MAX_FILE {
            return Err(Refusal::LargeFile { limit: MAX_FILE });
        }
        Ok(Self { name: name.to_owned(), bytes: Bytes::File(Arc::new(file), length) })
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.bytes {
            Bytes::Memory(bytes) => bytes.len() as u64,
            Bytes::File(_, length) => *length,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads from the start.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader { source: self.clone(), at: 0 }
    }

    /// The first bytes, as many as there are up to a count.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when the disk refuses.
    pub fn head(&self, count: usize) -> Result<Vec<u8>, Refusal> {
        let mut head = Vec::with_capacity(count);
        self.reader().take(count as u64).read_to_end(&mut head)?;
        Ok(head)
    }
}

/// One reading of a [`Source`]; several do not disturb each other.
#[derive(Debug)]
pub struct Reader {
    source: Source,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match &self.source.bytes {
            Bytes::Memory(bytes) => {
                let from = usize::try_from(self.at).unwrap_or(usize::MAX);
                bytes.get(from..).unwrap_or_default().read(into)?
            }
            Bytes::File(file, _) => file.read_at(into, self.at)?,
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.source.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
