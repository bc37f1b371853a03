//! What a session is told, and what it asks for.

use crate::follow_up::{Consent, Doing, Edit, Findings, FollowUp, Refused, Undone};
use crate::keys::Keymap;
use crate::locale::Lang;
use crate::record::{Fault, Id, Seq};
use crate::rights::Eyes;
use crate::store::{Notice, Store};
use crate::ui::{Done, Job, Output};
use crossterm::event::Event;
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};

/// Which request an answer belongs to.
pub type Ticket = u32;

/// Settings that have been read again.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The active keymap.
    pub keys: Arc<Keymap>,
    /// What was wrong before, in words.
    pub before: Vec<String>,
    /// What is wrong now.
    pub problems: Vec<String>,
}

/// Something that has happened, told to [`App::update`](super::App::update).
#[derive(Debug)]
pub enum Message {
    /// A key, a paste or a new size.
    Input(Event),
    /// The register or a follow-up as the writer published it, already as this officer may see it.
    Published(Arc<FollowUp>),
    /// What this officer may see and do has changed; what they see by now is published anew after it.
    Eyes(Eyes),
    /// A follow-up that this officer sees nothing of any more.
    Hidden(Id),
    /// What the checks found in a follow-up.
    Findings(Id, Arc<Findings>),
    /// Whether a change was taken.
    Answer(Ticket, Result<Seq, Refused>),
    /// Whether the last change could be undone or redone.
    Undone(Ticket, Result<Undone, Refused>),
    /// A computation is ready.
    Worked(Done),
    /// A file that was asked for, read by the attaching process: its name and content, or why not.
    File(Ticket, Result<(String, Arc<[u8]>), String>),
    /// A folder that was asked for, or why it could not be read.
    Listed(Ticket, Result<Folder, String>),
    /// What has become of a file that was to be written.
    Saved(Ticket, Saved),
    /// How many rows a check has read.
    Checking(Ticket, usize),
    /// What a check has found, or why the system let it not begin.
    Checked(Ticket, Result<Output, String>),
    /// How many rows of an import have been handed over.
    Imported(Ticket, usize),
    /// The time asked for has passed.
    Woke,
    /// Another session of the officer has kept half-typed text under a name, or dropped it.
    Kept(String, Option<Vec<u8>>),
    /// Who else has the open follow-up before them.
    Others(Vec<crate::ui::Other>),
    /// Another terminal shows the session from now on; its colours.
    Look(crate::ui::Look),
    /// Settings have been read again.
    Reread(Reread),
    /// Something that the officer is to be told.
    Notice(String),
    /// What was to be kept could not be; why, in words.
    NotKept(String),
    /// Something went amiss in the store that harmed nothing that was saved.
    Amiss(Notice),
    /// What is missing in the open follow-up is not looked for: the system's reason.
    Unchecked(Fault),
    /// Whether no file can be read or written where the officer sits now.
    NoFiles(bool),
    /// The line has gone: keep what is half typed.
    Gone,
}

/// Hands over edits part by part; what it returns ends the import or goes on.
pub type Sink<'a> = &'a mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>;

/// Makes the edits of an import and hands them over, outside the key path.
pub type Feed = Box<dyn FnOnce(Sink<'_>) -> Result<(), Refused> + Send>;

/// Looks a file through outside the key path, and tells how many rows it has read. Whoever asked for it has its own
/// way to stop it.
pub type Check = Box<dyn FnOnce(&mut dyn FnMut(usize)) -> Output + Send>;

/// The follow-up that an officer has before them, and the record whose form is open.
pub type Here = (Id, Option<(u8, Id)>);

/// What an import was made from: each follow-up with the commit that it was read at. It is not taken when one of
/// them has moved on, since what it calls new may be there by then.
pub type Base = Vec<(Id, Seq)>;

/// A folder as the attaching process sees it. Its form goes over the line, see [`protocol`](crate::hub::protocol).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Folder {
    /// Its whole path.
    pub path: String,
    /// Folders and files in it, the newest first.
    pub entries: Vec<Entry>,
    /// Whether there are more than these.
    pub cut: bool,
}

/// What has become of a file that was to be written. Its form goes over the line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Saved {
    /// It stands under this whole path.
    Done(String),
    /// A file of this name is there; nothing has been written.
    Exists,
    /// It could not be written: a sentence that says why.
    Refused(String),
}

/// Something in a folder. Its form goes over the line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// Bytes; nothing for a folder.
    pub size: Option<u64>,
    /// When it was changed, in seconds since 1970 of the attaching machine's local time.
    pub changed: i64,
}

/// Reads what the officer may see.
pub type Reading = Box<dyn FnOnce(&Store, &Eyes) -> Output + Send>;

/// What is read from the store's journal for a place on screen: what was changed, how things stood. It becomes a
/// [`Job`], and is answered like one.
pub struct Recall {
    /// Who asked.
    pub slot: &'static str,
    /// Which of the slot's jobs it is; rises.
    pub turn: u64,
    /// The reading.
    pub read: Reading,
}

impl Recall {
    /// The job of reading it.
    #[must_use]
    pub fn job(self, store: &Store, eyes: &Eyes) -> Job {
        let Self { slot, turn, read } = self;
        let (store, eyes) = (store.clone(), eyes.clone());
        Job { slot, turn, work: Box::new(move || read(&store, &eyes)) }
    }
}

/// Something that a session asks of the shell around it.
pub enum Effect {
    /// Commit a change and answer.
    Commit(Ticket, crate::follow_up::Change),
    /// Undo this officer's last change in a follow-up, or the register, as far as they have agreed to it: another
    /// commit than the one agreed to is answered by [`Refused::NotNext`], an import by [`Refused::Large`], what
    /// cannot be seen by [`Refused::Far`].
    Undo(Ticket, Id, Consent),
    /// Do again what was undone last.
    Redo(Ticket, Id),
    /// Keep bytes for this officer under a name, or drop them; answered by [`Message::NotKept`] or nothing.
    Keep(String, Option<Vec<u8>>),
    /// Wake the session once after this time; a later one replaces an earlier one.
    Wake(Duration),
    /// Compute something off the key path.
    Work(Job),
    /// Read something from the store off the key path.
    Recall(Recall),
    /// A follow-up is open: its findings are wanted.
    Open(Option<Id>),
    /// Ask the attaching process for a file by its path.
    Want(Ticket, String),
    /// Ask the attaching process what a folder holds: folders, and files whose names end in one of these. An empty
    /// path is its current folder.
    List(Ticket, String, &'static [&'static str]),
    /// Have the attaching process write a file to a path; one that is there goes only when that is said.
    Save(Ticket, String, Arc<[u8]>, bool),
    /// Look a file through.
    Check(Ticket, Check),
    /// Take an import that is made part by part.
    Import(Ticket, Doing, Base, Feed),
    /// Save the officer's choice of language.
    Language(Lang),
    /// Where the officer is, for those who are there too.
    Here(Option<Here>),
    /// Let the terminal go; the session waits for the officer's next one.
    Detach,
    /// End the session with exit code 0.
    End,
}

impl std::fmt::Debug for Effect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Commit(ticket, change) => f.debug_tuple("Commit").field(ticket).field(change).finish(),
            Self::Undo(ticket, scope, consent) => {
                f.debug_tuple("Undo").field(ticket).field(scope).field(consent).finish()
            }
            Self::Redo(ticket, scope) => f.debug_tuple("Redo").field(ticket).field(scope).finish(),
            Self::Keep(slot, bytes) => f.debug_tuple("Keep").field(slot).field(&bytes.as_ref().map(Vec::len)).finish(),
            Self::Wake(after) => f.debug_tuple("Wake").field(after).finish(),
            Self::Work(job) => f.debug_tuple("Work").field(job).finish(),
            Self::Recall(recall) => f.debug_tuple("Recall").field(&recall.slot).finish(),
            Self::Open(id) => f.debug_tuple("Open").field(id).finish(),
            Self::Want(ticket, path) => f.debug_tuple("Want").field(ticket).field(path).finish(),
            Self::List(ticket, folder, _) => f.debug_tuple("List").field(ticket).field(folder).finish(),
            Self::Save(ticket, path, ..) => f.debug_tuple("Save").field(ticket).field(path).finish_non_exhaustive(),
            Self::Check(ticket, _) => f.debug_tuple("Check").field(ticket).finish_non_exhaustive(),
            Self::Import(ticket, doing, base, _) => {
                f.debug_tuple("Import").field(ticket).field(doing).field(base).finish_non_exhaustive()
            }
            Self::Language(lang) => f.debug_tuple("Language").field(lang).finish(),
            Self::Here(here) => f.debug_tuple("Here").field(here).finish(),
            Self::Detach => f.write_str("Detach"),
            Self::End => f.write_str("End"),
        }
    }
}
