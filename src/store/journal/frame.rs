//! Frames: an entry's bytes, linked to the frame before. See the [module](super) for the form.

use super::entry::{Content, Entry};
use sha2::{Digest as _, Sha256};

/// A link of the chain.
pub type Hash = [u8; 32];

/// Version of the journal's form that this program writes.
pub const VERSION: u32 = 1;

/// Most bytes that a frame's body takes; checked before anything is allocated.
pub const MAX_BODY: usize = 8 * 1024 * 1024;

/// A change larger than about this many bytes is written in parts.
pub const MAX_PART: usize = 1024 * 1024;

/// Bytes in front of a body.
pub(in crate::store) const FRONT: usize = 48;

/// What every frame begins with.
pub(super) const MARK: [u8; 4] = [0xf5, 0x53, 0x47, 0x76];

/// One entry with its contents, linked to the frame before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Hash of the frame before.
    pub previous: Hash,
    head: Vec<u8>,
    contents: Vec<Content>,
}

/// Why a frame's body could not be read although its checksum holds: a newer version wrote it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Newer;

fn codec() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<MAX_BODY>()
}

impl Frame {
    /// A frame after another one.
    ///
    /// # Errors
    /// When the entry is over every limit.
    pub fn new(previous: Hash, entry: &Entry, contents: Vec<Content>) -> Result<Self, String> {
        let head = bincode::serde::encode_to_vec(entry, codec()).map_err(|error| error.to_string())?;
        let frame = Self { previous, head, contents };
        if frame.body_len() > MAX_BODY { Err(format!("a frame of {} bytes", frame.body_len())) } else { Ok(frame) }
    }

    /// Its entry.
    ///
    /// # Errors
    /// When a newer version wrote it.
    pub fn entry(&self) -> Result<Entry, Newer> {
        match bincode::serde::decode_from_slice::<Entry, _>(&self.head, codec()) {
            Ok((entry, read)) if read == self.head.len() && entry.groups().len() == self.contents.len() => Ok(entry),
            _ => Err(Newer),
        }
    }

    /// The contents of the entry's groups, in order.
    #[must_use]
    pub fn contents(&self) -> &[Content] {
        &self.contents
    }

    /// The frame with other contents in the places of its own: the chain does not change by it.
    #[must_use]
    pub fn with(&self, contents: Vec<Content>) -> Self {
        Self { previous: self.previous, head: self.head.clone(), contents }
    }

    /// The link to the frame after: over the previous link and the head, and so over the digests of contents
    /// but not over the contents.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Sha256::new().chain_update(self.previous).chain_update(&self.head).finalize().into()
    }

    /// Bytes that it takes in a file.
    #[must_use]
    pub fn size(&self) -> usize {
        FRONT + self.body_len()
    }

    fn body_len(&self) -> usize {
        4 + self.head.len() + self.contents.iter().map(|content| 4 + content.bytes().len()).sum::<usize>()
    }

    /// Appends its bytes; `back` is how far the beginning of the write lies behind.
    pub(in crate::store) fn write(&self, back: u32, into: &mut Vec<u8>) {
        let start = into.len();
        into.extend_from_slice(&MARK);
        into.extend_from_slice(&length(self.body_len()));
        into.extend_from_slice(&back.to_le_bytes());
        into.extend_from_slice(&[0; 4]);
        into.extend_from_slice(&self.previous);
        into.extend_from_slice(&length(self.head.len()));
        into.extend_from_slice(&self.head);
        for content in &self.contents {
            into.extend_from_slice(&length(content.bytes().len()));
            into.extend_from_slice(content.bytes());
        }
        let sum = into.get(start..).map(checksum).unwrap_or_default().to_le_bytes();
        if let Some(room) = into.get_mut(start + 12..start + 16) {
            room.copy_from_slice(&sum);
        }
    }

    /// Reads a whole frame, whose front has been read as [`Front`].
    pub(in crate::store) fn read(bytes: &[u8]) -> Option<Self> {
        let front = Front::read(bytes)?;
        let bytes = bytes.get(..FRONT + front.length)?;
        if checksum(bytes) != front.sum {
            return None;
        }
        let previous = bytes.get(16..FRONT)?.try_into().ok()?;
        let (head, mut rest) = sized(bytes.get(FRONT..)?)?;
        let mut contents = Vec::new();
        while !rest.is_empty() {
            let (content, after) = sized(rest)?;
            contents.push(Content::from_bytes(content));
            rest = after;
        }
        Some(Self { previous, head: head.to_vec(), contents })
    }
}

/// What stands in front of a body.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Front {
    /// Bytes of the body.
    pub length: usize,
    /// Bytes from the beginning of the write.
    pub back: u32,
    sum: u32,
}

impl Front {
    /// Reads the front of a frame; nothing when there is none or it asks for too much.
    pub(in crate::store) fn read(bytes: &[u8]) -> Option<Self> {
        let number = |from: usize| Some(u32::from_le_bytes(bytes.get(from..from + 4)?.try_into().ok()?));
        if !bytes.starts_with(&MARK) {
            return None;
        }
        let length = usize::try_from(number(4)?).ok().filter(|length| *length <= MAX_BODY)?;
        Some(Self { length, back: number(8)?, sum: number(12)? })
    }
}

/// A length in four bytes; what is written is bounded far below 4 GiB.
fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes()
}

fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_at_checked(4)?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?)
}

fn checksum(frame: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(frame.get(4..12).unwrap_or_default());
    sum.update(frame.get(16..).unwrap_or_default());
    sum.finalize()
}
