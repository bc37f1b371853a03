//! The blocks of a backup, see the [module](super) for the form.

use super::part;
use super::read::BadBackup;
use flate2::bufread::DeflateDecoder;
use flate2::{Compression, write::DeflateEncoder};
use sha2::{Digest as _, Sha256};
use std::io::{self, ErrorKind, Read, Write};

/// Most bytes that a block unpacks to.
const BLOCK: usize = 256 * 1024;
/// Most bytes that a block is packed to: what cannot be packed grows by far less.
const PACKED: usize = BLOCK + BLOCK / 16;
/// Bytes in front of what is packed.
const FRONT: usize = 13;

/// What stands in a block, in the order in which they come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub(super) enum Kind {
    Journal,
    Kept,
    End,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Journal, Self::Kept, Self::End];

    fn letter(self) -> u8 {
        match self {
            Self::Journal => b'J',
            Self::Kept => b'K',
            Self::End => b'E',
        }
    }
}

fn front(kind: Kind, packed: &[u8], unpacked: usize) -> io::Result<Vec<u8>> {
    let mut front = vec![kind.letter()];
    for length in [packed.len(), unpacked] {
        front.extend_from_slice(&u32::try_from(length).map_err(io::Error::other)?.to_le_bytes());
    }
    let sum = sum(&front, packed);
    front.extend_from_slice(&sum.to_le_bytes());
    Ok(front)
}

fn sum(front: &[u8], packed: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(front);
    sum.update(packed);
    sum.finalize()
}

/// Packs bytes into blocks.
pub(super) struct Packer<'a> {
    out: &'a mut dyn Write,
    sum: Sha256,
    kind: Kind,
    unpacked: Vec<u8>,
    encoder: DeflateEncoder<Vec<u8>>,
}

impl<'a> Packer<'a> {
    /// Writes what stands in front of the blocks.
    pub fn begin(front: &[u8], out: &'a mut dyn Write) -> io::Result<Self> {
        let encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let mut packer =
            Self { out, sum: Sha256::new(), kind: Kind::Journal, unpacked: Vec::with_capacity(BLOCK), encoder };
        packer.write(front)?;
        Ok(packer)
    }

    /// Puts bytes into blocks of a kind.
    pub fn put(&mut self, kind: Kind, mut bytes: &[u8]) -> io::Result<()> {
        if kind != self.kind {
            self.block()?;
            self.kind = kind;
        }
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.unpacked.len()));
            self.unpacked.extend_from_slice(now);
            bytes = later;
            if self.unpacked.len() == BLOCK {
                self.block()?;
            }
        }
        Ok(())
    }

    /// Writes the last blocks and the sum over everything.
    pub fn end(mut self) -> io::Result<()> {
        self.block()?;
        self.write(&front(Kind::End, &[], 0)?)?;
        self.out.write_all(&self.sum.finalize())?;
        self.out.flush()
    }

    fn block(&mut self) -> io::Result<()> {
        if self.unpacked.is_empty() {
            return Ok(());
        }
        self.encoder.write_all(&self.unpacked)?;
        let packed = self.encoder.reset(Vec::new())?;
        let front = front(self.kind, &packed, self.unpacked.len())?;
        self.unpacked.clear();
        self.write(&front)?;
        self.write(&packed)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.out.write_all(bytes)
    }
}

/// Unpacks blocks, one at a time.
pub(super) struct Unpacker<'a> {
    from: &'a mut dyn Read,
    sum: Sha256,
    /// How far the file has been read.
    at: u64,
    kind: Kind,
    unpacked: Vec<u8>,
    used: usize,
}

impl<'a> Unpacker<'a> {
    pub fn new(from: &'a mut dyn Read) -> Self {
        Self { from, sum: Sha256::new(), at: 0, kind: Kind::Journal, unpacked: Vec::new(), used: 0 }
    }

    /// How far the file has been read.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Fills a buffer with bytes of the file as they stand there.
    pub fn raw(&mut self, into: &mut [u8]) -> Result<(), BadBackup> {
        self.from.read_exact(into).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => BadBackup::Short,
            _ => BadBackup::Disk(error),
        })?;
        self.sum.update(&*into);
        self.at += into.len() as u64;
        Ok(())
    }

    /// Fills a buffer with bytes of a kind as far as there are more of them; how many.
    pub fn read(&mut self, kind: Kind, into: &mut [u8]) -> Result<usize, BadBackup> {
        let mut filled = 0;
        while let Some(room) = into.get_mut(filled..).filter(|room| !room.is_empty()) {
            if self.used == self.unpacked.len() && self.kind != Kind::End {
                self.block()?;
            }
            if self.kind != kind {
                break;
            }
            let mut rest = self.unpacked.get(self.used..).unwrap_or_default();
            let read = rest.read(room).map_err(BadBackup::Disk)?;
            self.used += read;
            filled += read;
        }
        Ok(filled)
    }

    /// Whether the `E` block, the sum and the end of the file have been read and hold.
    pub fn is_ended(&mut self) -> Result<bool, BadBackup> {
        if self.used == self.unpacked.len() && self.kind != Kind::End {
            self.block()?;
        }
        Ok(self.kind == Kind::End)
    }

    fn block(&mut self) -> Result<(), BadBackup> {
        let place = self.at;
        let damaged = || BadBackup::Damaged { place };
        let mut front = [0; FRONT];
        self.raw(&mut front)?;
        let [letter] = part(&front, 0);
        let number = |from| u32::from_le_bytes(part(&front, from));
        let length = |from| usize::try_from(number(from)).ok();
        let kind = Kind::ALL.into_iter().find(|kind| kind.letter() == letter).filter(|kind| *kind >= self.kind);
        let kind = kind.ok_or_else(damaged)?;
        let packed = length(1).filter(|packed| *packed <= PACKED).ok_or_else(damaged)?;
        let unpacked = length(5).filter(|unpacked| *unpacked <= BLOCK).ok_or_else(damaged)?;
        if (kind == Kind::End) != (unpacked == 0) || (unpacked == 0) != (packed == 0) {
            return Err(damaged());
        }
        let mut bytes = vec![0; packed];
        self.raw(&mut bytes)?;
        if sum(front.get(..9).unwrap_or_default(), &bytes) != number(9) {
            return Err(damaged());
        }
        self.kind = kind;
        self.used = 0;
        self.unpacked.clear();
        if kind == Kind::End {
            return self.last();
        }
        let mut inflated = DeflateDecoder::new(bytes.as_slice());
        // One byte more than it may have tells one that has too many.
        let read = (&mut inflated).take(unpacked as u64 + 1).read_to_end(&mut self.unpacked);
        let whole = read.is_ok_and(|read| read == unpacked) && inflated.total_in() == packed as u64;
        if whole { Ok(()) } else { Err(damaged()) }
    }

    fn last(&mut self) -> Result<(), BadBackup> {
        let place = self.at;
        let wanted = self.sum.clone().finalize();
        let mut sum = [0; 32];
        self.raw(&mut sum)?;
        if sum != *wanted {
            return Err(BadBackup::Damaged { place });
        }
        match self.raw(&mut [0]) {
            Err(BadBackup::Short) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => Err(BadBackup::Damaged { place: self.at - 1 }),
        }
    }
}
