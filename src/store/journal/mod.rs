//! The journal: one append-only file of everything that was ever taken. It is the truth of the store.
//!
//! # The file, byte by byte
//! All numbers are little-endian. The file begins with 32 bytes:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0-7 | `STEGVISJ` |
//! | 8-11 | version of the form, [`VERSION`] |
//! | 12-27 | random id of this journal, so that no two journals share a chain |
//! | 28-31 | CRC-32 of bytes 0-27 |
//!
//! Frames follow without gaps, each with 48 bytes in front of its body:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0-3 | mark `F5 53 47 76`; `F5` stands in no UTF-8 text, so that a search for frames is quick |
//! | 4-7 | length of the body, at most [`MAX_BODY`] |
//! | 8-11 | bytes from the beginning of the write that this frame was part of |
//! | 12-15 | CRC-32 of bytes 4-11, the hash and the body |
//! | 16-47 | hash of the frame before; of the first one, SHA-256 of the file's first 28 bytes |
//!
//! and a body:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0-3 | length of the head |
//! | … | the head: bincode (standard, serde) of an [`Entry`] |
//! | … | for each of the entry's groups, in order: length (4 bytes), then the content |
//!
//! A content is 16 bytes of salt, then (tag, before, after) of each edit in bincode; the group in the head
//! holds SHA-256 of it. The hash of a frame is SHA-256 of (hash of the frame before, head). A content of
//! length 0 has been forgotten: the chain, and every head that was ever written down, still verify.
//!
//! # Forgotten content
//! What an officer forgets for good (`stegvis forget`) is taken out of the contents, never out of the heads: officer,
//! time, what was done and which record stay, and no hash changes. A content of which all was forgotten is empty. One of
//! which something is left (other fields, and whether the record is deleted or restricted) begins with the 16 bytes
//! `stegvis-partly-f` instead of its salt; a new salt and the edits that are left follow. With the old salt goes every
//! way to guess by the digest what stood there. Parts of large changes that were never closed and that hold what is
//! forgotten are emptied too.
//!
//! The journal then ends with an [`Entry::Forget`]: a commit with officer, time and number, whose edits write the
//! reason into each record's field [`FORGOTTEN`](crate::record::FORGOTTEN), and whose head lists each content that was
//! forgotten, by its digest, with the digest of what was left. A content that is not what its digest was made of is in
//! order only if such an entry after it says so; `stegvis check` and a backup that is written or read look for that, so
//! that nobody hides a change without leaving a name, a time and a reason in the chain. The journal is written anew
//! beside the old one, each frame as a write of its own, and takes its place together with a new shelf.
//!
//! When that entry is damaged or cut off, a repair writes another one for the contents that the marks of it still vouch
//! for, in the records or in the file `forgotten` beside the journal: marks that no whole entry carries, for contents that
//! are older than they. Whatever else is not as it was written stays damage.
//!
//! # Torn or damaged
//! A write is acknowledged when it is on disk, and the next one begins after that. A frame that does not hold
//! is therefore a torn tail when no whole frame of a *later* write follows it: the power went while it was
//! written, nobody has been told that it was saved, and it is cut. Otherwise it once held and the file has
//! been damaged since, which nothing here mends by itself: `stegvis check --repair` does.
//!
//! Opening verifies only what the shelf lacks. Damage further back is met by what reads it: history, a backup, which
//! reads all, and `stegvis check`, which is therefore to be run now and then.
//!
//! # A journal with a hole
//! What is repaired is a journal of its own again, whole and chained like any other: the old one's header and frames
//! up to the first place that does not hold, byte for byte, and after them, with [`Doing::Mend`] and the name of
//! whoever repaired, the edits that lead from there to what stood on the shelf, or, where that cannot be read either,
//! to what the later frames say that are whole. The old file is kept whole as `journal.aside-N`. A head that was
//! written down before the hole verifies in the new file, a later one in the old file as far as that can be read.
//!
//! A header that cannot be found out again is the first hole. The new journal then has a new header, and the frames
//! that stand from the first on are linked anew under it, so that no head written down before verifies there.
//!
//! A journal that ends before what the shelf knows is followed in the same way by what the shelf holds, when it is
//! opened or repaired.
//!
//! [`Doing::Mend`]: crate::follow_up::Doing::Mend

mod anew;
mod entry;
mod file;
mod frame;
mod log;

pub(in crate::store) use anew::{Anew, Header};
pub use entry::{Blanked, Content, Entry, Group, Made, edits, entries, forgetting, parts, unreadable};
pub use file::{FileLog, NotOpened};
pub(in crate::store) use file::{HEADER, header, id_of, origin, sync_folder};
pub(in crate::store) use frame::{FRONT, Front};
pub use frame::{Frame, Hash, MAX_BODY, MAX_PART, VERSION};
pub use log::{Framed, JournalId, Log, MemoryLog, Unread};
