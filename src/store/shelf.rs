//! The shelf: sled, indexed, behind the journal. Everything that is read at opening stands here; everything
//! but the drafts can be rebuilt from the journal.
//!
//! | key | value |
//! | --- | --- |
//! | `m` | the [`Mark`]: up to where the journal has been applied |
//! | `p` | there while something on the shelf may be later than the mark |
//! | `f` follow-up | number of the commit that changed it last |
//! | `r` follow-up, kind, record | the record |
//! | `g` | SHA-256 of the file `forgotten` that the journal has been found to agree with |
//! | `u` officer, scope, number | whether that commit is done or undone, and where it stands in the journal |
//!
//! Drafts, places and views stand in a tree of their own, see [`super::kept`].

use super::journal::Hash;
use crate::follow_up::{FollowUp, every_other_first};
use crate::record::{Fault, Id, Record, Seq, Unreadable};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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

/// Undo reaches back at least this many commits of an officer in a scope.
pub(super) const UNDO_DEPTH: usize = 1000;

/// One commit in so many looks for steps beyond that: looking reads all of the scope's steps, which with one in 64 was
/// a quarter of the writer's time while fifty officers saved.
const FORGET: u64 = 512;

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

/// What can be undone or redone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// Whether it is done, and not undone.
    pub done: bool,
    /// Where the commit or its first part stands in the journal.
    pub at: u64,
}

/// A commit as undo sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stepped {
    /// Who.
    pub officer: Id,
    /// Where.
    pub scope: Id,
    /// What the commit means for undo.
    pub kind: StepKind,
}

/// What a commit means for undo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepKind {
    /// A commit of its own: number, and where it or its first part stands.
    New(Seq, u64),
    /// That commit has been undone.
    Undo(Seq),
    /// That commit has been done again.
    Redo(Seq),
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
                Ok(db) => return Ok(Self { db, folder: Some(folder.to_owned()) }),
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
        Ok(Self { db: config().temporary(true).open()?, folder: None })
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

    /// The operations that commits make on what can be undone: a new one clears what could be redone.
    ///
    /// They come out right also when the shelf holds some of the commits already.
    pub fn put_steps(&self, batch: &mut sled::Batch, steps: &[Stepped]) -> Result<()> {
        let mut known: BTreeMap<Vec<u8>, Option<Step>> = BTreeMap::new();
        // Scopes in which nothing on the shelf can be redone any more, and what can be among the known.
        let mut cleared: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut undone: BTreeSet<Vec<u8>> = BTreeSet::new();
        for step in steps {
            let scope = scope_key(step.officer, step.scope);
            match step.kind {
                StepKind::New(seq, at) => {
                    if cleared.insert(scope.clone()) {
                        // What is later than the commit stands there because it has been applied once already.
                        let earlier = self.back_to_done(&scope, &step_key(&scope, seq))?;
                        let on_shelf = earlier.into_iter().filter(|(_, step)| !step.done);
                        undone.extend(on_shelf.map(|(key, _)| key).filter(|key| !known.contains_key(key)));
                    }
                    known.extend(undone.extract_if(.., |key| key.starts_with(&scope)).map(|key| (key, None)));
                    known.insert(step_key(&scope, seq), Some(Step { done: true, at }));
                    if seq.is_multiple_of(FORGET) {
                        self.forget_oldest(&scope, &mut known)?;
                    }
                }
                StepKind::Undo(seq) | StepKind::Redo(seq) => {
                    let key = step_key(&scope, seq);
                    let held = match known.get(&key) {
                        Some(held) => *held,
                        None => self.db.get(&key)?.map(|bytes| decode::<Step>(&bytes)).transpose()?,
                    };
                    let Some(held) = held else { continue };
                    let done = matches!(step.kind, StepKind::Redo(_));
                    if done {
                        undone.remove(&key);
                    } else {
                        undone.insert(key.clone());
                    }
                    known.insert(key, Some(Step { done, ..held }));
                }
            }
        }
        for (key, step) in known {
            match step {
                Some(step) => batch.insert(key, encode(&step)?),
                None => batch.remove(key),
            }
        }
        Ok(())
    }

    /// The commit that an officer would undo: number, and where it or its first part stands.
    pub fn undoable(&self, officer: Id, scope: Id) -> Result<Option<(Seq, u64)>> {
        let steps = self.after_last_done(&scope_key(officer, scope))?;
        Ok(steps.last().filter(|(_, step)| step.done).and_then(|(key, step)| Some((seq_of(key)?, step.at))))
    }

    /// The commit that an officer would do again.
    pub fn redoable(&self, officer: Id, scope: Id) -> Result<Option<(Seq, u64)>> {
        let steps = self.after_last_done(&scope_key(officer, scope))?;
        let undone = steps.iter().rev().find(|(_, step)| !step.done);
        Ok(undone.and_then(|(key, step)| Some((seq_of(key)?, step.at))))
    }

    /// Steps of a scope from the newest back to the last one that is done.
    fn after_last_done(&self, scope: &[u8]) -> Result<Vec<(Vec<u8>, Step)>> {
        self.back_to_done(scope, &step_key(scope, Seq::MAX))
    }

    /// Steps of a scope before a key back to the last one that is done.
    fn back_to_done(&self, scope: &[u8], before: &[u8]) -> Result<Vec<(Vec<u8>, Step)>> {
        let mut steps = Vec::new();
        for entry in self.db.range(scope..before).rev() {
            let (key, value) = entry?;
            let step: Step = decode(&value)?;
            steps.push((key.to_vec(), step));
            if step.done {
                break;
            }
        }
        Ok(steps)
    }

    fn forget_oldest(&self, scope: &[u8], known: &mut BTreeMap<Vec<u8>, Option<Step>>) -> Result<()> {
        for entry in self.db.scan_prefix(scope).rev().skip(UNDO_DEPTH) {
            known.insert(entry?.0.to_vec(), None);
        }
        Ok(())
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

fn encode(value: &impl Serialize) -> Result<Vec<u8>> {
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

fn scope_key(officer: Id, scope: Id) -> Vec<u8> {
    let mut key = Vec::with_capacity(41);
    key.push(b'u');
    key.extend_from_slice(officer.as_bytes());
    key.extend_from_slice(scope.as_bytes());
    key
}

fn step_key(scope: &[u8], seq: Seq) -> Vec<u8> {
    let mut key = scope.to_vec();
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

fn seq_of(key: &[u8]) -> Option<Seq> {
    key.get(33..)?.try_into().ok().map(Seq::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::{Id, Shelf, StepKind, Stepped};

    fn put(shelf: &Shelf, kinds: &[StepKind]) {
        let step = |kind: &StepKind| Stepped { officer: Id::from_u128(1), scope: Id::from_u128(2), kind: *kind };
        let mut batch = sled::Batch::default();
        shelf.put_steps(&mut batch, &kinds.iter().map(step).collect::<Vec<_>>()).unwrap();
        shelf.apply(batch).unwrap();
    }

    #[test]
    fn steps_that_are_put_again_in_other_slices_come_out_as_before() {
        let steps = [StepKind::New(1, 10), StepKind::Undo(1), StepKind::New(3, 30)];
        for cut in 0..=steps.len() {
            let shelf = Shelf::temporary().unwrap();
            put(&shelf, &steps);
            // A replay from an older mark, parted anywhere.
            put(&shelf, &steps[..cut]);
            put(&shelf, &steps[cut..]);
            put(&shelf, &[StepKind::Undo(3)]);
            let redoable = shelf.redoable(Id::from_u128(1), Id::from_u128(2)).unwrap();
            assert_eq!(redoable, Some((3, 30)), "what the third has cleared is gone, parted at {cut}");
        }
    }
}
