//! The hub's door: a Unix socket, who comes through it, and how an officer's process finds it.
//!
//! Who knocks is known by the user id that the kernel gives, and so is who opens: neither end believes what the other
//! says of itself. The path of a store's door stands in the file `hub` in the store's folder.

use super::Hub;
use super::protocol::{self, Down};
use crate::rights::{Eyes, Officer};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::{Uid, User};
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// In the store's folder: where its hub listens.
const SIGN: &str = "hub";
/// Most bytes of that file; a socket's path is shorter than this by far.
const MAX_SIGN: u64 = 4096;
/// Most sessions at a time.
const MAX_SESSIONS: usize = 400;
/// How long one who is turned away may take to say which version they speak.
const TURNED_AWAY: Duration = Duration::from_secs(2);
/// How long the door waits after the system had no room for one more line.
const BREATH: Duration = Duration::from_millis(100);

/// A socket that a hub listens on. Dropped, it is taken down.
#[derive(Debug)]
pub struct Door {
    listener: UnixListener,
    path: PathBuf,
    sign: PathBuf,
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
    /// The system refused.
    #[error("{path}: {error}")]
    Disk {
        /// What could not be made.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Why an officer's process does not attach to a hub although one is named.
#[derive(Debug, thiserror::Error)]
pub enum NoHub {
    /// Nobody listens there.
    #[error("nobody listens at {0}")]
    Silent(PathBuf),
    /// Whoever listens there is neither this account, nor root, nor the account that the settings name.
    #[error("{account} listens at {path}")]
    Stranger {
        /// The socket.
        path: PathBuf,
        /// The account that listens there.
        account: String,
    },
    /// Others than the hub's account can write in the socket's folder, and could put a socket of their own there.
    #[error("{0} can be written by others")]
    Open(PathBuf),
    /// The system refused.
    #[error("{path}: {error}")]
    Disk {
        /// The socket.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl Door {
    /// Listens at a path, with a mode, for a store in a folder, which then names it. A socket that nobody listens on
    /// any more is replaced.
    ///
    /// # Errors
    /// [`NoDoor`].
    pub fn open(path: &Path, mode: u32, store: &Path) -> Result<Self, NoDoor> {
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
        let door = Self { listener, path, sign };
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

    /// Serves whoever comes until `stop` can be read or is closed; then every session is told, keeps what is half
    /// typed, and is waited for.
    ///
    /// # Errors
    /// What the system says of the socket.
    pub fn serve(&self, hub: &Hub, stop: &UnixStream) -> io::Result<()> {
        std::thread::scope(|scope| {
            let served = loop {
                let mut ends = [
                    PollFd::new(self.listener.as_fd(), PollFlags::POLLIN),
                    PollFd::new(stop.as_fd(), PollFlags::POLLIN),
                ];
                match poll(&mut ends, PollTimeout::NONE) {
                    Ok(_) | Err(nix::errno::Errno::EINTR) => {}
                    Err(error) => break Err(error.into()),
                }
                if ends.last().and_then(PollFd::any).unwrap_or(true) {
                    break Ok(());
                }
                match self.listener.accept() {
                    Ok((line, _)) => {
                        // A system without room for one more thread closes this line alone.
                        let _ = std::thread::Builder::new().name("session".into()).spawn_scoped(scope, move || {
                            admit(hub, &line);
                        });
                    }
                    Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::ConnectionAborted) => {}
                    // Without room for one more line those who are here go on.
                    Err(_) => std::thread::sleep(BREATH),
                }
            };
            hub.stop();
            served
        })
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // What is left behind is recognised by the next one.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.sign);
    }
}

/// Serves who has come, if they may come.
fn admit(hub: &Hub, line: &UnixStream) {
    let words = hub.house.languages.get(hub.house.lang.unwrap_or_default());
    if line.set_nonblocking(false).is_err() {
        return;
    }
    match getsockopt(line, PeerCredentials) {
        Ok(peer) if Uid::from_raw(peer.uid()) != Uid::effective() => {
            turn_away(line, words.say_with("hub-unknown-account", &[("account", &account(Uid::from_raw(peer.uid())))]));
        }
        Ok(_) if hub.sessions() >= MAX_SESSIONS => {
            turn_away(line, words.say_with("hub-full", &[("most", &MAX_SESSIONS.to_string())]));
        }
        Ok(peer) => hub.serve(line, Eyes::owner(Officer::of_account(&account(Uid::from_raw(peer.uid()))))),
        // Whose line it is cannot be known.
        Err(_) => turn_away(line, words.say("hub-no-peer")),
    }
}

/// The account of a user id, or the id where it has no name.
fn account(uid: Uid) -> String {
    User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name)
}

/// Tells somebody why they are not served.
fn turn_away(mut line: &UnixStream, words: String) {
    let spoken = line
        .set_read_timeout(Some(TURNED_AWAY))
        .and_then(|()| line.set_write_timeout(Some(TURNED_AWAY)))
        .map_err(Into::into)
        .and_then(|()| protocol::open(&mut line))
        .and_then(|()| protocol::expect_opening(&mut line));
    if spoken.is_ok() {
        // Whoever has gone hears nothing.
        let _ = protocol::send(&mut line, &Down::Exit { code: 1, words });
    }
}

/// Whether nobody but an account, and root, can write in a folder.
fn is_only_of(folder: &Path, account: Uid) -> io::Result<bool> {
    let of = fs::metadata(folder)?;
    let of_group_or_others = 0o022;
    Ok((of.uid() == account.as_raw() || of.uid() == 0) && of.mode() & of_group_or_others == 0)
}

/// Whom an officer's process takes for a hub, besides a process of its own account and one of root.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Trusted(Option<Uid>);

impl Trusted {
    /// The account that the settings name; nothing when this machine knows no such account.
    #[must_use]
    pub fn account(name: &str) -> Option<Self> {
        User::from_name(name).ok().flatten().map(|user| Self(Some(user.uid)))
    }

    fn holds(self, uid: Uid) -> bool {
        uid == Uid::effective() || uid.is_root() || self.0 == Some(uid)
    }
}

/// The line to the hub that serves a store; nothing when the store names none, or one that has gone.
///
/// # Errors
/// [`NoHub`], when somebody listens there who is not to be trusted.
pub fn reach(store: &Path, trusted: Trusted) -> Result<Option<UnixStream>, NoHub> {
    let Some(path) = sign(store) else { return Ok(None) };
    match connect(&path, trusted) {
        Err(NoHub::Silent(_)) => Ok(None),
        line => line.map(Some),
    }
}

/// Where the hub of a store listens, as the store's folder says.
#[must_use]
pub fn sign(store: &Path) -> Option<PathBuf> {
    let mut path = Vec::new();
    fs::File::open(store.join(SIGN)).ok()?.take(MAX_SIGN).read_to_end(&mut path).ok()?;
    let path = PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(path));
    Some(path).filter(|path| path.is_absolute())
}

/// The line to a hub, once the kernel has said whose it is. Nothing is believed of the folder that its socket lies in,
/// but that nobody else can write there.
///
/// # Errors
/// [`NoHub`]; nothing has been sent.
pub fn connect(path: &Path, trusted: Trusted) -> Result<UnixStream, NoHub> {
    let disk = |error: io::Error| NoHub::Disk { path: path.to_owned(), error };
    let line = match UnixStream::connect(path) {
        Ok(line) => line,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
            return Err(NoHub::Silent(path.to_owned()));
        }
        Err(error) => return Err(disk(error)),
    };
    let hub = Uid::from_raw(getsockopt(&line, PeerCredentials).map_err(|error| disk(error.into()))?.uid());
    if !trusted.holds(hub) {
        return Err(NoHub::Stranger { path: path.to_owned(), account: account(hub) });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_only_of(folder, hub).map_err(disk)? { Ok(line) } else { Err(NoHub::Open(folder.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::Trusted;
    use nix::unistd::Uid;

    #[test]
    fn a_hub_is_believed_for_its_account_and_for_nothing_else() {
        let own = Uid::effective();
        let other = Uid::from_raw(own.as_raw() + 4_711);
        for (trusted, uid, holds) in [
            (Trusted::default(), own, true),
            (Trusted::default(), Uid::from_raw(0), true),
            (Trusted::default(), other, false),
            (Trusted(Some(other)), other, true),
            (Trusted(Some(other)), Uid::from_raw(other.as_raw() + 1), false),
        ] {
            assert_eq!(trusted.holds(uid), holds, "{trusted:?} {uid}");
        }
        assert_eq!(Trusted::account("root"), Some(Trusted(Some(Uid::from_raw(0)))));
        assert_eq!(Trusted::account("ingen som finns"), None);
    }
}
