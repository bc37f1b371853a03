//! The shelf: sled, indexed, behind the journal. Everything that is read at opening stands here; everything
//! but the drafts can be rebuilt from the journal.
//!
//! | key | value |
//! | --- | --- |
//! | `m` | the [`Mark`]: up to where the journal has been applied |
//! | `p` | there while something on the shelf may be later than the mark |
//! | `s` | bytes that its files took when it was made anew |
//! | `f` follow-up | number of the commit that changed it last |
//! | `r` follow-up, kind, record | the record |
//! | `g` | SHA-256 of the file `forgotten` that the journal has been found to agree with |
//! | `u` officer, scope, number | whether that commit is done, undone or forgotten, and where it stands in the journal |
//!
//! Drafts, places and views stand in a tree of their own, see [`super::kept`].

use super::journal::Hash;
pub(super) use super::stepping::{Counted, Next, Stands, Step, StepKind, Stepped, UNDO_DEPTH};
use crate::follow_up::{FollowUp, every_other_first};
use crate::record::{Fault, Id, Record, Seq, Unreadable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::{Duration, Instant};

/// Bytes of sled's cache. The published follow-ups hold the rows already, and a smaller cache costs no time
/// that an officer waits for: at 100,000 records, 16 MiB take 25 MB more than 2 MiB while they are written.
const CACHE: u64 = 2 * 1024 * 1024;

/// Rows that are read before sled is opened anew. It drops nothing of what a scan has read, whatever its cache
/// says, before each of 256 parts of the cache has been used 64 times: 45 MB at 100,000 records.
const SCAN: usize = 30_000;

/// Rows that are handed over at a time.
const ROWS: usize = 500;

/// Key and value.
type Row = (sled::IVec, sled::IVec);

/// How long sled is given to let go of a folder.
const LET_GO: Duration = Duration::from_secs(5);

/// Up to where the journal has been applied.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// Number of the last commit.
    pub seq: Seq,
    /// Where the last frame stands.
    pub at: u64,
    /// The place after it.
    pub next: u64,
    /// Its hash.
    pub head: Hash,
    /// How many records stand on the shelf.
    pub records: u64,
    /// Large changes that have begun before that place: their first part.
    pub open: Vec<(Id, u64)>,
}

/// Why the shelf cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It does not hold what it should.
    #[error("{0}")]
    Damaged(Fault),
    /// A record of it is of a newer form.
    #[error("written by a newer version")]
    Newer,
}

impl From<sled::Error> for Unusable {
    fn from(error: sled::Error) -> Self {
        Self::Damaged(fault_of(&error))
    }
}

impl From<Unusable> for Fault {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::Damaged(fault) => fault,
            Unusable::Newer => unusable.to_string().into(),
        }
    }
}

/// Why sled refused.
pub fn fault_of(error: &sled::Error) -> Fault {
    match error {
        // sled's files hold no text.
        sled::Error::Io(error) if error.kind() != ErrorKind::InvalidData => error.into(),
        sled::Error::Io(_) | sled::Error::Corruption { .. } => Fault::Damaged,
        other => other.to_string().into(),
    }
}

/// sled with the keys above.
#[derive(Clone, Debug)]
pub struct Shelf {
    db: sled::Db,
    /// Nothing for one that is gone when it is dropped.
    folder: Option<PathBuf>,
    /// How many steps of undo there are about, where some have been put.
    pub(super) counted: Counted,
}

type Result<T> = std::result::Result<T, Unusable>;

impl Shelf {
    /// Opens or makes the shelf in a folder.
    ///
    /// # Errors
    /// What sled says.
    pub fn open(folder: &Path) -> Result<Self> {
        let begun = Instant::now();
        loop {
            match config().path(folder).open() {
                Ok(db) => return Ok(Self { db, folder: Some(folder.to_owned()), counted: Counted::default() }),
                // The store's own lock is held, so it is this process that has not quite let go of the folder:
                // sled's own threads drop the file a moment after its last handle.
                Err(sled::Error::Io(error))
                    if error.to_string().contains("acquire lock") && begun.elapsed() < LET_GO =>
                {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A shelf that is gone when it is dropped.
    ///
    /// # Errors
    /// What sled says.
    pub fn temporary() -> Result<Self> {
        Ok(Self { db: config().temporary(true).open()?, folder: None, counted: Counted::default() })
    }

    /// The database, for what else is kept in it.
    pub fn db(&self) -> &sled::Db {
        &self.db
    }

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.db.is_empty()
    }

    /// Up to where the journal has been applied.
    pub fn mark(&self) -> Result<Option<Mark>> {
        self.db.get(b"m")?.map(|bytes| decode(&bytes)).transpose()
    }

    /// Whether the journal has been found to have forgotten all that a file of this digest says.
    pub fn agrees_with(&self, forgotten: &Hash) -> Result<bool> {
        Ok(self.db.get(b"g")?.is_some_and(|known| known.as_ref() == forgotten))
    }

    /// Keeps that it does.
    pub fn put_agrees_with(&self, forgotten: &Hash) -> Result<()> {
        self.db.insert(b"g", forgotten)?;
        Ok(())
    }

    /// Reads all follow-ups, and checks that there are as many records as the mark says; of a shelf that
    /// holds some of what comes after its mark, they are counted anew. One thread
    /// reads while another puts the records in their places.
    pub fn load(self, mark: &mut Mark) -> Result<(Self, BTreeMap<Id, FollowUp>)> {
        let heads = self.heads()?;
        let (scanned, built) = std::thread::scope(|scope| {
            let (hand_over, rows) = mpsc::sync_channel(4);
            let built = scope.spawn(move || build(heads, &rows));
            let scanned = self.scan(&hand_over);
            // The other thread ends when nobody can hand it more.
            drop(hand_over);
            (scanned, built.join())
        });
        let (follow_ups, records) = built.map_err(|_| damaged())??;
        let scanned = scanned?;
        if records != mark.records && !scanned.db.contains_key(b"p")? {
            return Err(Unusable::Damaged(Fault::Damaged));
        }
        mark.records = records;
        Ok((scanned, follow_ups))
    }

    /// The follow-ups without their records.
    pub fn heads(&self) -> Result<BTreeMap<Id, FollowUp>> {
        let heads = self.db.scan_prefix(b"f").map(|entry| {
            let (key, value) = entry?;
            let id = id_at(&key, 1).ok_or_else(damaged)?;
            let mut follow_up = FollowUp::new(id);
            follow_up.changed_by(Seq::from_be_bytes(value.as_ref().try_into().map_err(|_| damaged())?));
            Ok((id, follow_up))
        });
        heads.collect()
    }

    /// Hands over all rows of records, until nobody takes them any more.
    fn scan(mut self, hand_over: &SyncSender<Vec<Row>>) -> Result<Self> {
        let mut from = Bound::Included(b"r".to_vec());
        let mut since_opened = 0;
        loop {
            let rows = self.db.range((from.clone(), Bound::Excluded(b"s".to_vec()))).take(ROWS);
            let rows = rows.collect::<std::result::Result<Vec<Row>, _>>()?;
            let Some((last, _)) = rows.last() else { return Ok(self) };
            from = Bound::Excluded(last.to_vec());
            since_opened += rows.len();
            if hand_over.send(rows).is_err() {
                return Ok(self);
            }
            if since_opened >= SCAN
                && let Some(folder) = self.folder.take()
            {
                drop(self);
                self = Self::open(&folder)?;
                since_opened = 0;
            }
        }
    }

    /// The operations that a slice of records makes.
    pub fn put(batch: &mut sled::Batch, follow_up: &FollowUp, kind: u8, record: Id) {
        let key = row_key(follow_up.id(), kind, record);
        match follow_up.held(kind, record) {
            Some(record) => batch.insert(key, record.bytes()),
            None => batch.remove(key),
        }
    }

    /// Whether a record stands there.
    pub fn holds(&self, follow_up: Id, kind: u8, record: Id) -> Result<bool> {
        Ok(self.db.contains_key(row_key(follow_up, kind, record))?)
    }

    /// The operation that writes down which commit changed a follow-up last.
    pub fn put_seq(batch: &mut sled::Batch, follow_up: &FollowUp) {
        let mut key = vec![b'f'];
        key.extend_from_slice(follow_up.id().as_bytes());
        batch.insert(key, &follow_up.seq().to_be_bytes());
    }

    /// The operations that say how far the journal has been applied, and whether nothing on the shelf is later.
    pub fn put_mark(batch: &mut sled::Batch, mark: Option<&Mark>, is_all: bool) -> Result<()> {
        if let Some(mark) = mark {
            batch.insert(b"m", encode(mark)?);
        }
        if is_all {
            batch.remove(b"p");
        } else {
            batch.insert(b"p", b"");
        }
        Ok(())
    }

    /// How many records stand on it.
    pub fn count(&self) -> Result<u64> {
        let mut count = 0;
        for key in self.db.scan_prefix(b"r").keys() {
            key?;
            count += 1;
        }
        Ok(count)
    }

    /// Bytes that its files took when it was made anew; 0 for one that never was, or has not noted it.
    pub fn made_size(&self) -> u64 {
        let noted = self.db.get(b"s").ok().flatten();
        noted.and_then(|bytes| bytes.as_ref().try_into().ok()).map_or(0, u64::from_be_bytes)
    }

    /// Notes what its files take now, and writes it out.
    pub fn note_size(&self, bytes: u64) -> Result<()> {
        self.db.insert(b"s", &bytes.to_be_bytes())?;
        self.flush()
    }

    /// Applies operations as one.
    pub fn apply(&self, batch: sled::Batch) -> Result<()> {
        Ok(self.db.apply_batch(batch)?)
    }

    /// Writes out what sled still holds in memory.
    pub fn flush(&self) -> Result<()> {
        self.db.flush()?;
        Ok(())
    }

    /// Lets go of a shelf that has failed, without what sled does when it is dropped: it would flush, and on a disk that
    /// has refused a write that waits at times for ever. What it held in memory stays until the process ends.
    pub fn abandon(self) {
        std::mem::forget(self.db);
    }
}

/// sled's own timer is off: an idle store wakes no thread of ours.
fn config() -> sled::Config {
    sled::Config::new().cache_capacity(CACHE).flush_every_ms(None)
}

fn codec() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<{ 1024 * 1024 }>()
}

pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>> {
    bincode::serde::encode_to_vec(value, codec()).map_err(|_| Unusable::Damaged(Fault::Damaged))
}

pub(super) fn decode<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T> {
    let (value, _) =
        bincode::serde::decode_from_slice(bytes, codec()).map_err(|_| Unusable::Damaged(Fault::Damaged))?;
    Ok(value)
}

fn damaged() -> Unusable {
    Unusable::Damaged(Fault::Damaged)
}

/// Puts rows of records into their follow-ups, and counts them.
fn build(mut follow_ups: BTreeMap<Id, FollowUp>, rows: &Receiver<Vec<Row>>) -> Result<(BTreeMap<Id, FollowUp>, u64)> {
    let mut records = 0;
    for rows in rows {
        for (key, value) in every_other_first(&rows) {
            let (id, record) = row(key, value)?;
            follow_ups.entry(id).or_insert_with(|| FollowUp::new(id)).put(record);
        }
        records += rows.len() as u64;
    }
    Ok((follow_ups, records))
}

/// A row of a record: its follow-up, and the record.
pub(super) fn row(key: &[u8], value: &[u8]) -> Result<(Id, Record)> {
    let (Some(id), Some(kind), Some(record)) = (id_at(key, 1), key.get(17), id_at(key, 18)) else {
        return Err(damaged());
    };
    match Record::read(record, value) {
        Ok(record) if record.kind() == *kind => Ok((id, record)),
        Ok(_) | Err(Unreadable::Damaged) => Err(damaged()),
        Err(Unreadable::Newer(_)) => Err(Unusable::Newer),
    }
}

fn row_key(follow_up: Id, kind: u8, record: Id) -> Vec<u8> {
    let mut key = Vec::with_capacity(34);
    key.push(b'r');
    key.extend_from_slice(follow_up.as_bytes());
    key.push(kind);
    key.extend_from_slice(record.as_bytes());
    key
}

fn id_at(key: &[u8], from: usize) -> Option<Id> {
    Some(Id::from_bytes(key.get(from..from + 16)?.try_into().ok()?))
}
