//! What opening does about a shelf that knows more than the journal.

use super::known::{Doubt, FollowUps, known};
use super::mending::{Mended, has_room, marks, mend, sweep};
use super::survey::survey;
use crate::record::Seq;
use crate::rights::Officer;
use crate::store::error::OpenError;
use crate::store::journal::{FileLog, Log as _};
use crate::store::lock;
use crate::store::open::stopped;
use chrono::Utc;
use std::path::Path;

/// What a shelf knew has been put back.
pub struct PutBack {
    /// The journal, which says it now.
    pub mended: Mended,
    /// The last change that the journal held before.
    pub journal: Seq,
}

/// Puts back what the shelf of a store knows and its journal lacks, under the name of the account that opens it; the
/// old journal is kept aside. Nothing when the shelf knows nothing more, and may be rebuilt.
///
/// # Errors
/// [`OpenError::Ahead`] when the shelf knows more and it cannot be put back: whoever went on from there would write past
/// what was acknowledged. What the journal refuses. Nothing has been changed then.
pub fn put_back(folder: &Path, log: &FileLog) -> Result<Option<PutBack>, OpenError> {
    let path = folder.join("journal");
    let survey = survey(log, |_, _| Ok(())).map_err(|why| stopped(&path, why, 0))?;
    if let Some(hole) = survey.holes.first() {
        return Err(OpenError::Damaged { path, place: hole.place, after: hole.after });
    }
    let journal = survey.last;
    let refused = |shelf| OpenError::Ahead { path: path.clone(), shelf, journal };
    let known = match known(&folder.join("shelf"), log, &survey, &marks(&path, &FollowUps::new(), &survey)?) {
        Ok(known) if known.seq > journal && known.is_more => known,
        Err(Doubt::Contradicts(seq)) if seq > journal => return Err(refused(seq)),
        _ => return Ok(None),
    };
    let end = survey.torn.map_or(log.end(), |(place, _)| place);
    let by = Officer::of_account(&lock::account());
    let mended = has_room(folder).and_then(|()| {
        let beside = log.beside(None, end).map_err(|error| OpenError::of_disk(&path, error))?;
        mend(&path, &beside, known.follow_ups, &survey, (&by, Utc::now()))
    });
    match mended {
        Ok(mended) => Ok(Some(PutBack { mended, journal })),
        Err(error) => {
            // What is left of it is written over by the next one.
            let _ = sweep(folder);
            Err(match error {
                // The journal alone would then be opened for reading, and shown as if it were all.
                OpenError::Full { .. } | OpenError::Unwritable { .. } => refused(known.seq),
                other => other,
            })
        }
    }
}
