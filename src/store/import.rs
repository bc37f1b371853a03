//! Large changes that are handed over part by part.

use super::writer::Command;
use super::{By, Store, answer, answer::Answer};
use crate::follow_up::{Change, Doing, Edit, Refused};
use crate::record::{Id, MAX_RECORD, Seq};

/// Bytes of edits that go to the journal at a time. Few enough that an office disk, which takes 10 ms for each,
/// does not hold an import up; and few enough that no buffer is far above what sled takes, 512 KiB. glibc takes
/// the largest buffer that was ever given back as the measure of what it keeps for later in each thread's heap:
/// with that measure fixed at 4 MB an import of 300,000 records peaked at 177 MB, at 512 KiB at 138 MB.
const SENT: usize = 256 * 1024;

/// A large change on its way. Parts go to the journal as they fill up, so that memory stays bounded; nothing
/// of it counts before [`Import::close`], and dropped without that it has never been.
#[derive(Debug)]
pub struct Import {
    store: Store,
    by: By,
    doing: Doing,
    /// Names the parts in the journal, once there are any.
    large: Option<Id>,
    held: Vec<Edit>,
    bytes: usize,
    /// Why a part was refused: that ends it.
    ended: Option<Refused>,
}

impl Import {
    pub(super) fn new(store: Store, by: By, doing: Doing) -> Self {
        Self { store, by, doing, large: None, held: Vec::new(), bytes: 0, ended: None }
    }

    /// Takes some more edits. Whether they may be made is asked before they are written, and again when the import is
    /// closed; against what stands there they are checked then.
    ///
    /// # Errors
    /// When the officer may not, the disk refuses, or a value is too large. The import cannot be closed any more then;
    /// parts that the journal has by then stay in it as those of a change that was never finished.
    pub fn part(&mut self, edits: Vec<Edit>) -> Result<(), Refused> {
        if let Some(refused) = &self.ended {
            return Err(refused.clone());
        }
        for edit in edits {
            let sizes = [&edit.before, &edit.after].map(|value| value.as_ref().map_or(0, |value| value.bytes().len()));
            if let Some(have) = sizes.into_iter().find(|have| *have > MAX_RECORD) {
                let refused = Refused::TooLarge { record: edit.record, tag: Some(edit.tag), have, limit: MAX_RECORD };
                self.ended = Some(refused.clone());
                return Err(refused);
            }
            self.bytes += sizes.iter().sum::<usize>() + size_of::<Edit>();
            self.held.push(edit);
            if self.bytes >= SENT {
                self.send()?;
            }
        }
        Ok(())
    }

    /// Takes the whole of it, or nothing.
    ///
    /// # Errors
    /// [`Refused`], and nothing of it has happened; of what has moved meanwhile the first part's fields are named.
    pub fn close(mut self) -> Result<Seq, Refused> {
        if let Some(refused) = self.ended.take() {
            return Err(refused);
        }
        let Some(_) = self.large else {
            let change = Change { doing: self.doing, edits: std::mem::take(&mut self.held) };
            return self.store.commit_and_wait(&self.by.eyes, self.by.session, self.by.at, change);
        };
        self.send()?;
        let (store, by, doing) = (self.store.clone(), self.by.clone(), self.doing);
        let Some(large) = self.large.take() else { return Err(Refused::Misformed) };
        answer::wait(|answer| store.send(Command::CloseLarge { by, doing, large, answer: Answer::new(answer) }))
    }

    fn send(&mut self) -> Result<(), Refused> {
        self.bytes = 0;
        let edits = std::mem::take(&mut self.held);
        if edits.is_empty() {
            return Ok(());
        }
        let large = match self.large {
            Some(large) => large,
            None => *self.large.insert(random_id()?),
        };
        let (by, doing) = (self.by.clone(), self.doing);
        let sent = answer::wait(|answer| {
            self.store.send(Command::Part { by, doing, large, edits, answer: Answer::new(answer) });
        });
        self.ended = sent.as_ref().err().cloned();
        sent
    }
}

impl Drop for Import {
    fn drop(&mut self) {
        if let Some(large) = self.large {
            self.store.send(Command::DropLarge { large });
        }
    }
}

/// A name for a large change.
pub(super) fn random_id() -> Result<Id, Refused> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Refused::Disk(error.to_string().into()))?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}
