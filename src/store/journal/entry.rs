//! What stands in the journal: who did what when, and the edits.

use super::frame::{Frame, Hash, MAX_PART};
use crate::follow_up::{Doing, Edit};
use crate::record::{FORGOTTEN, Id, Seq, Stored, Tag, Value};
use crate::rights::Officer;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// One entry of the journal. Append only: a variant's place is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Entry {
    /// A change that is taken.
    Commit {
        /// Who made it, when, as which number.
        made: Made,
        /// Its edits by record.
        groups: Vec<Group>,
    },
    /// A part of a large change. It counts when its [`Entry::Close`] follows, and is nothing until then.
    Part {
        /// Which large change.
        large: Id,
        /// Its edits by record.
        groups: Vec<Group>,
    },
    /// All parts of a large change are taken.
    Close {
        /// Which large change.
        large: Id,
        /// How many parts there are.
        parts: u32,
        /// Who made it, when, as which number.
        made: Made,
    },
    /// Contents of frames that stand before have been forgotten for good. A commit of its own, whose edits say on each
    /// of the records who did it, when and why.
    Forget {
        /// Who made it, when, as which number.
        made: Made,
        /// Its edits by record.
        groups: Vec<Group>,
        /// What has been forgotten.
        blanked: Vec<Blanked>,
    },
}

/// A content that has been forgotten, wherever it stood: digests are salted, so that no two contents share one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Blanked {
    /// SHA-256 of the content as it was written, as its group says.
    pub digest: Hash,
    /// SHA-256 of what was left of it; nothing when nothing was.
    pub left: Option<Hash>,
}

/// Who made a change, when, as which number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Made {
    /// Its number; rises by one.
    pub seq: Seq,
    /// When, to the millisecond.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// Who.
    pub officer: Officer,
    /// In which session.
    pub session: Id,
    /// What the officer did.
    pub doing: Doing,
}

/// The edits of one record in a change: where they stand, and the digest of what they say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// The follow-up, or the register.
    pub follow_up: Id,
    /// The record.
    pub record: Id,
    /// Its kind.
    pub kind: u8,
    /// SHA-256 of the content.
    pub digest: Hash,
}

/// Salt and edits of a group as bytes; empty once forgotten. Of one that was forgotten in part a mark stands in front,
/// then a salt of its own and the edits that are left.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Content(Vec<u8>);

/// Bytes of salt in front of the edits, so that nobody can guess a forgotten value by its digest.
const SALT: usize = 16;

/// What a content that was forgotten in part begins with; a salt that begins so is one in 2^128.
const PARTLY: &[u8; 16] = b"stegvis-partly-f";

/// One edit as it stands in a content.
type Line<'a> = (Tag, Option<&'a [u8]>, Option<&'a [u8]>);

fn codec() -> impl bincode::config::Config {
    bincode::config::standard().with_limit::<{ 256 * 1024 }>()
}

impl Content {
    /// Bytes out of a frame.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The edits; nothing when they have been forgotten or are no edits.
    #[must_use]
    pub fn edits(&self, group: &Group) -> Option<Vec<Edit>> {
        let front = if self.0.starts_with(PARTLY) { PARTLY.len() + SALT } else { SALT };
        let mut rest = self.0.get(front..)?;
        let mut edits = Vec::new();
        while !rest.is_empty() {
            let ((tag, before, after), read) = bincode::borrow_decode_from_slice::<Line<'_>, _>(rest, codec()).ok()?;
            edits.push(Edit {
                follow_up: group.follow_up,
                record: group.record,
                kind: group.kind,
                tag,
                before: before.map(Stored::from_bytes),
                after: after.map(Stored::from_bytes),
            });
            rest = rest.get(read..)?;
        }
        Some(edits)
    }

    /// Whether it is what the group's digest was made of, or has been forgotten in whole or part. Whether that was
    /// done in good order a later [`Entry::Forget`] says.
    #[must_use]
    pub fn holds(&self, group: &Group) -> bool {
        self.is_blanked() || Hash::from(Sha256::digest(&self.0)) == group.digest
    }

    /// Whether it has been forgotten in whole or part.
    #[must_use]
    pub fn is_blanked(&self) -> bool {
        self.0.is_empty() || self.0.starts_with(PARTLY)
    }

    /// What stands here now, as an [`Entry::Forget`] has it; nothing when all has been forgotten.
    #[must_use]
    pub fn left(&self) -> Option<Hash> {
        (!self.0.is_empty()).then(|| Sha256::digest(&self.0).into())
    }

    /// The content without the edits that are to be forgotten; nothing when there is none among them.
    ///
    /// # Errors
    /// When it cannot be read, or the system has no random bytes.
    pub fn without(&self, group: &Group, forgets: impl Fn(&Edit) -> bool) -> Result<Option<Self>, String> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let edits = self.edits(group).ok_or("a content that cannot be read")?;
        let (gone, left): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(forgets);
        if gone.is_empty() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        if !left.is_empty() {
            bytes.extend_from_slice(PARTLY);
            let mut salt = [0; SALT];
            getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
            bytes.extend_from_slice(&salt);
            for edit in &left {
                bytes.extend_from_slice(&line(edit)?);
            }
        }
        Ok(Some(Self(bytes)))
    }
}

impl Entry {
    /// The groups of edits; a close has none.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        match self {
            Self::Commit { groups, .. } | Self::Part { groups, .. } | Self::Forget { groups, .. } => groups,
            Self::Close { .. } => &[],
        }
    }
}

/// An edit as it stands in a content.
fn line(edit: &Edit) -> Result<Vec<u8>, String> {
    let line: Line<'_> = (edit.tag, edit.before.as_ref().map(Stored::bytes), edit.after.as_ref().map(Stored::bytes));
    bincode::encode_to_vec(line, codec()).map_err(|error| error.to_string())
}

/// Puts edits together by record, in the order in which the records appear, and cuts them into pieces of
/// about [`MAX_PART`] bytes.
fn pieces(edits: &[Edit]) -> Result<Vec<Vec<(Group, Content)>>, String> {
    let mut groups: Vec<(Group, Vec<u8>)> = Vec::new();
    let mut places: HashMap<(Id, Id, u8), usize> = HashMap::new();
    for edit in edits {
        let line = line(edit)?;
        let known = places.get(&(edit.follow_up, edit.record, edit.kind)).copied();
        // One record edited over and over in one change starts a further group, so that a piece stays small.
        let known = known.and_then(|place| groups.get_mut(place)).filter(|(_, bytes)| bytes.len() < MAX_PART);
        if let Some((_, bytes)) = known {
            bytes.extend_from_slice(&line);
        } else {
            places.insert((edit.follow_up, edit.record, edit.kind), groups.len());
            let group =
                Group { follow_up: edit.follow_up, record: edit.record, kind: edit.kind, digest: Hash::default() };
            let mut bytes = Vec::with_capacity(SALT + line.len());
            bytes.resize(SALT, 0);
            bytes.extend_from_slice(&line);
            groups.push((group, bytes));
        }
    }
    let mut salts = vec![0; SALT * groups.len()];
    getrandom::fill(&mut salts).map_err(|error| error.to_string())?;
    let mut pieces = vec![Vec::new()];
    let mut size = 0;
    for ((mut group, mut bytes), salt) in groups.into_iter().zip(salts.chunks_exact(SALT)) {
        if let Some(room) = bytes.get_mut(..SALT) {
            room.copy_from_slice(salt);
        }
        group.digest = Sha256::digest(&bytes).into();
        if size >= MAX_PART {
            pieces.push(Vec::new());
            size = 0;
        }
        size += bytes.len() + 100;
        if let Some(piece) = pieces.last_mut() {
            piece.push((group, Content(bytes)));
        }
    }
    Ok(pieces)
}

/// The entries of a change: a commit, or, when it is large, its parts and their close. Each with the contents
/// of its groups. `large` names a large one.
///
/// # Errors
/// When the system has no random bytes, or an edit is over every limit.
pub fn entries(
    made: Made,
    large: impl FnOnce() -> Result<Id, String>,
    edits: &[Edit],
) -> Result<Vec<(Entry, Vec<Content>)>, String> {
    let mut pieces = pieces(edits)?;
    if pieces.len() <= 1 {
        let (groups, contents) = pieces.pop().unwrap_or_default().into_iter().unzip();
        return Ok(vec![(Entry::Commit { made, groups }, contents)]);
    }
    let parts = u32::try_from(pieces.len()).map_err(|error| error.to_string())?;
    let large = large()?;
    let mut entries: Vec<_> = pieces.into_iter().map(|piece| part(large, piece)).collect();
    entries.push((Entry::Close { large, parts, made }, Vec::new()));
    Ok(entries)
}

/// The entries of some edits as parts of a large change that is not closed yet.
///
/// # Errors
/// As [`entries`].
pub fn parts(large: Id, edits: &[Edit]) -> Result<Vec<(Entry, Vec<Content>)>, String> {
    Ok(pieces(edits)?.into_iter().filter(|piece| !piece.is_empty()).map(|piece| part(large, piece)).collect())
}

fn part(large: Id, piece: Vec<(Group, Content)>) -> (Entry, Vec<Content>) {
    let (groups, contents) = piece.into_iter().unzip();
    (Entry::Part { large, groups }, contents)
}

/// The entry of a forgetting, with the contents of its groups.
///
/// # Errors
/// As [`entries`].
pub fn forgetting(made: Made, edits: &[Edit], blanked: Vec<Blanked>) -> Result<(Entry, Vec<Content>), String> {
    let (groups, contents) = pieces(edits)?.into_iter().flatten().unzip();
    Ok((Entry::Forget { made, groups, blanked }, contents))
}

/// The edits of a frame in their order. Of a content that has been forgotten stands that it has, so that a record whose
/// making was forgotten is there all the same, and what pointed to it has something to point to.
#[must_use]
pub fn edits(entry: &Entry, frame: &Frame) -> Vec<Edit> {
    let all = entry.groups().iter().zip(frame.contents());
    all.flat_map(|(group, content)| {
        let mut edits = content.edits(group).unwrap_or_default();
        if content.is_blanked() {
            let (follow_up, record, kind) = (group.follow_up, group.record, group.kind);
            let after = Some(Stored::of(&Value::Text(String::new())));
            edits.push(Edit { follow_up, record, kind, tag: FORGOTTEN, before: None, after });
        }
        edits
    })
    .collect()
}

/// How many contents of a frame are what was written and cannot be read as edits all the same.
#[must_use]
pub fn unreadable(entry: &Entry, frame: &Frame) -> usize {
    let all = entry.groups().iter().zip(frame.contents());
    all.filter(|(group, content)| !content.bytes().is_empty() && content.edits(group).is_none()).count()
}
