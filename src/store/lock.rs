//! One process holds a store. Who it is stands in the lock's file.

use super::error::OpenError;
use crate::record::{Fault, scrub_line};
use chrono::{DateTime, SecondsFormat, Utc};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Who holds a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The account that the process runs under.
    pub account: String,
    /// The process.
    pub pid: u32,
    /// The machine.
    pub host: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// How long a held store is asked for again: whoever leaves Stegvis and starts it at once is not to be told that
/// they hold it themselves, and a process that is being started carries its parent's lock until it is loaded.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long between two tries.
const BETWEEN: Duration = Duration::from_millis(20);

/// Most bytes that are read of what a holder wrote about itself.
const MAX_HOLDER: u64 = 4096;

impl Holder {
    /// This process, from now on.
    fn me() -> Self {
        let host = nix::unistd::gethostname().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self { account: account(), pid: std::process::id(), host, since: Utc::now() }
    }

    /// Whether it is a process of the officer's own, on this machine.
    pub(super) fn is_own(&self) -> bool {
        let me = Self::me();
        (&self.account, &self.host) == (&me.account, &me.host)
    }

    /// Whether the process is known to have ended.
    fn is_gone(&self) -> bool {
        let Ok(pid) = i32::try_from(self.pid) else { return true };
        self.host == Self::me().host
            && nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), None) == Err(nix::errno::Errno::ESRCH)
    }

    fn write(&self, file: &mut File) -> std::io::Result<()> {
        let since = self.since.to_rfc3339_opts(SecondsFormat::Secs, true);
        let text = format!("{}\n{}\n{}\n{since}\n", self.account, self.pid, self.host);
        file.rewind()?;
        // Over what stands there, which a full disk takes too.
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)
    }

    fn read(file: &mut File) -> Option<Self> {
        let mut bytes = Vec::new();
        file.take(MAX_HOLDER).read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines().map(scrub_line);
        let (account, pid, host, since) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        let since = DateTime::parse_from_rfc3339(&since).ok()?.to_utc();
        let holder = Self { account, pid: pid.parse().ok()?, host, since };
        // Who only looks at a store keeps it from being opened too, and leaves no name: what stands there then is of
        // somebody who has gone.
        Some(holder).filter(|holder| !holder.is_gone())
    }
}

/// The account that this process runs under.
pub(super) fn account() -> String {
    let uid = nix::unistd::Uid::effective();
    nix::unistd::User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name)
}

/// Takes the store's lock, which lasts as long as the file is open.
pub(super) fn take(folder: &Path) -> Result<File, OpenError> {
    let path = folder.join("lock");
    let refused = |error| OpenError::of_disk(&path, error);
    let mut options = OpenOptions::new();
    let mut file =
        options.read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(refused)?;
    let patience = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if Instant::now() < patience => std::thread::sleep(BETWEEN),
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::Held { folder: folder.to_owned(), holder: Holder::read(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
    }
    match Holder::me().write(&mut file) {
        // Held all the same; another process is not told by whom.
        Err(error) if Fault::from(&error) == Fault::Full => Ok(file),
        written => written.map(|()| file).map_err(refused),
    }
}

/// Refuses when another process holds the store. Whoever only reads takes no lock: what has been read of a journal
/// stays as it is.
pub(super) fn look(folder: &Path) -> Result<(), OpenError> {
    share(folder).map(drop)
}

/// Sees to it that nobody opens the store as long as the returned file is open, without writing anything; refuses when
/// another process holds it. There is nothing to hold where there is no lock or none can be had.
pub(super) fn share(folder: &Path) -> Result<Option<File>, OpenError> {
    let Ok(mut file) = File::open(folder.join("lock")) else { return Ok(None) };
    let patience = Instant::now() + PATIENCE;
    loop {
        match file.try_lock_shared() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < patience => std::thread::sleep(BETWEEN),
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::Held { folder: folder.to_owned(), holder: Holder::read(&mut file) });
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}
