//! How an officer's process finds a hub: by the path that stands in the file `hub` in the store's folder, or by one that
//! is named. Whose it is, the kernel says.

use super::door::{SIGN, account, is_only_of};
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::{Uid, User};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// Most bytes of that file; a socket's path is shorter than this by far.
const MAX_SIGN: u64 = 4096;

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
