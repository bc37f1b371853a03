//! The hub's door: a Unix socket, and who comes through it.
//!
//! Who knocks is known by the user id that the kernel gives, and so is [who opens](super::reach()): neither end believes
//! what the other says of itself. The path of a store's door stands in the file `hub` in the store's folder.

use super::Hub;
use super::protocol::{self, Down};
use super::tally::Knocks;
use super::welcome::Caller;
use crate::rights::{Eyes, Officer};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::{Gid, Group, Uid, User};
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, chown};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// In the store's folder: where its hub listens.
pub(super) const SIGN: &str = "hub";
/// How long the door waits after the system had no room for one more line.
const BREATH: Duration = Duration::from_millis(100);

/// A socket that a hub listens on. Dropped, it is taken down.
#[derive(Debug)]
pub struct Door {
    listener: UnixListener,
    path: PathBuf,
    sign: PathBuf,
    gate: Mutex<Option<Uid>>,
}

/// Why a hub does not listen.
#[derive(Debug, thiserror::Error)]
pub enum NoDoor {
    /// Another hub listens there.
    #[error("{0} is in use")]
    Taken(PathBuf),
    /// Something that is no socket stands there.
    #[error("{0} is no socket")]
    Foreign(PathBuf),
    /// Others than the hub's account can write in its folder, and could put a socket of their own there.
    #[error("{0} can be written by others")]
    Open(PathBuf),
    /// There is no such account for a gate, or it is the hub's own.
    #[error("{0} is no account for a gate")]
    Gate(String),
    /// There is no such group.
    #[error("{0} is no group")]
    Group(String),
    /// The system refused.
    #[error("{path}: {error}")]
    Disk {
        /// What could not be made.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Who may knock at a door.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// The socket's mode, as for `chmod`.
    pub mode: u32,
    /// The group that the socket is to belong to, when not the hub's own.
    pub group: Option<&'a str>,
    /// The account of a gate, which may vouch for officers by name, and for nothing else.
    pub gate: Option<&'a str>,
}

impl Door {
    /// Listens at a path for a store in a folder, which then names it. A socket that nobody listens on any more is
    /// replaced.
    ///
    /// # Errors
    /// [`NoDoor`].
    pub fn open(path: &Path, access: Access<'_>, store: &Path) -> Result<Self, NoDoor> {
        let Access { mode, group, gate } = access;
        let gate = gate.map(gate_of).transpose()?;
        let group = group.map(|name| group_of(name).ok_or_else(|| NoDoor::Group(name.to_owned()))).transpose()?;
        let disk = |path: &Path| {
            let path = path.to_owned();
            move |error| NoDoor::Disk { path, error }
        };
        let path = std::path::absolute(path).map_err(disk(path))?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        if !is_only_of(folder, Uid::effective()).map_err(disk(folder))? {
            return Err(NoDoor::Open(folder.to_owned()));
        }
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(disk(&path)(error)),
            Ok(of) if !std::os::unix::fs::FileTypeExt::is_socket(&of.file_type()) => {
                return Err(NoDoor::Foreign(path));
            }
            Ok(_) if UnixStream::connect(&path).is_ok() => return Err(NoDoor::Taken(path)),
            Ok(_) => fs::remove_file(&path).map_err(disk(&path))?,
        }
        let listener = UnixListener::bind(&path).map_err(disk(&path))?;
        let sign = store.join(SIGN);
        // From here on, what has been made is taken down when something fails.
        let door = Self { listener, path, sign, gate: Mutex::new(gate) };
        if let Some(group) = group {
            chown(&door.path, None, Some(group.as_raw())).map_err(disk(&door.path))?;
        }
        fs::set_permissions(&door.path, Permissions::from_mode(mode)).map_err(disk(&door.path))?;
        door.listener.set_nonblocking(true).map_err(disk(&door.path))?;
        let mut options = OpenOptions::new();
        let written = options.write(true).create(true).truncate(true).mode(0o600).open(&door.sign);
        let written = written.and_then(|mut file| file.write_all(door.path.as_os_str().as_encoded_bytes()));
        written.map_err(disk(&door.sign))?;
        Ok(door)
    }

    /// Where it listens.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Has another account vouch for officers from now on, or none. Whoever has come in stays.
    ///
    /// # Errors
    /// [`NoDoor::Gate`], and the one before stays.
    pub fn trust(&self, gate: Option<&str>) -> Result<(), NoDoor> {
        let gate = gate.map(gate_of).transpose()?;
        *self.gate.lock().unwrap_or_else(PoisonError::into_inner) = gate;
        Ok(())
    }

    /// Serves whoever comes until `ends.stop` can be read or is closed; then every session is told, keeps what is half
    /// typed, and is waited for. Whenever a byte comes at `ends.again`, `again` is called.
    ///
    /// # Errors
    /// What the system says of the socket.
    pub fn serve(&self, hub: &Arc<Hub>, ends: &Ends<'_>, again: &mut dyn FnMut()) -> io::Result<()> {
        let served = loop {
            let mut polled = [&self.listener.as_fd(), &ends.stop.as_fd(), &ends.again.as_fd()]
                .map(|end| PollFd::new(*end, PollFlags::POLLIN));
            match poll(&mut polled, PollTimeout::NONE) {
                Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                Err(error) => break Err(error.into()),
            }
            let [_, stop, reload] = polled.map(|end| end.any().unwrap_or(true));
            if stop {
                break Ok(());
            }
            if reload {
                let mut signal = ends.again;
                let _ = signal.read(&mut [0; 64]);
                again();
            }
            match self.listener.accept() {
                Ok((line, _)) => self.admit(hub, line),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::ConnectionAborted) => {}
                // Without room for one more line those who are here go on.
                Err(_) => std::thread::sleep(BREATH),
            }
        };
        hub.stop();
        hub.wait();
        served
    }

    /// Takes a line in, if whoever has come may come; without a thread as long as that is not known.
    fn admit(&self, hub: &Arc<Hub>, line: UnixStream) {
        let words = hub.words();
        let Ok(peer) = getsockopt(&line, PeerCredentials) else {
            // Whose line it is cannot be known.
            return turn_away(&line, words.say("hub-no-peer"));
        };
        let uid = Uid::from_raw(peer.uid());
        let Some(caller) = self.caller(hub, uid) else {
            let account = account(uid);
            hub.note_refusal(&account, "unknown-account");
            return turn_away(&line, words.say_with("hub-unknown-account", &[("account", &account)]));
        };
        let who = match &caller {
            Caller::Gate => Knocks::Gate,
            Caller::Officer(eyes) if eyes.is_owner() => Knocks::Owner,
            Caller::Officer(_) => Knocks::Officer,
        };
        let sessions = hub.stays.map_or(1, |stays| stays.sessions);
        let counted = match hub.tally.knock(uid.as_raw(), who, sessions) {
            Ok(counted) => counted,
            Err(too_many) => {
                hub.note_refusal(&account(uid), "too-many-lines");
                return turn_away(&line, super::welcome::say_too_many(too_many, &words));
            }
        };
        if line.set_nonblocking(false).is_err() {
            return;
        }
        let hub = Arc::clone(hub);
        // A system without room for one more thread closes this line alone.
        let _ = std::thread::Builder::new().name("line".into()).spawn(move || {
            hub.welcome(&line, caller);
            drop(counted);
        });
    }

    /// Who has come, by the account that the kernel names.
    fn caller(&self, hub: &Hub, uid: Uid) -> Option<Caller> {
        if uid == Uid::effective() || uid.is_root() {
            return Some(Caller::Officer(Eyes::owner(Officer::of_account(&account(uid)))));
        }
        if *self.gate.lock().unwrap_or_else(PoisonError::into_inner) == Some(uid) {
            return Some(Caller::Gate);
        }
        // A number without a name is nobody's account.
        let named = User::from_uid(uid).ok().flatten()?;
        hub.eyes_of(&named.name).map(Caller::Officer)
    }
}

/// What a door listens to beside its socket.
#[derive(Debug)]
pub struct Ends<'a> {
    /// Can be read once the hub is to stop.
    pub stop: &'a UnixStream,
    /// A byte comes whenever the settings are to be read again.
    pub again: &'a UnixStream,
}

impl Drop for Door {
    fn drop(&mut self) {
        // What is left behind is recognised by the next one.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.sign);
    }
}

/// The account of a gate, which is not the hub's: whoever vouches for names is not to own the store.
fn gate_of(name: &str) -> Result<Uid, NoDoor> {
    let uid = User::from_name(name).ok().flatten().map(|user| user.uid);
    uid.filter(|uid| *uid != Uid::effective() && !uid.is_root()).ok_or_else(|| NoDoor::Gate(name.to_owned()))
}

fn group_of(name: &str) -> Option<Gid> {
    Group::from_name(name).ok().flatten().map(|group| group.gid)
}

/// The account of a user id, or the id where it has no name.
pub(super) fn account(uid: Uid) -> String {
    User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name)
}

/// Tells somebody why they are not served, in as many bytes as a new line always takes, so that nobody waits for them.
fn turn_away(mut line: &UnixStream, words: String) {
    let mut said = Vec::new();
    let put = protocol::open(&mut said).and_then(|()| protocol::send(&mut said, &Down::Exit { code: 1, words }));
    // Whoever has gone hears nothing.
    if put.is_ok() && line.set_nonblocking(true).is_ok() {
        let _ = line.write_all(&said);
    }
}

/// Whether nobody but an account, and root, can write in a folder.
pub(super) fn is_only_of(folder: &Path, account: Uid) -> io::Result<bool> {
    let of = fs::metadata(folder)?;
    let of_group_or_others = 0o022;
    Ok((of.uid() == account.as_raw() || of.uid() == 0) && of.mode() & of_group_or_others == 0)
}
