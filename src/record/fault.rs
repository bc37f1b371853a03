//! What the system answers when a file or a disk does not do as it is asked: kinds that have words, and the rest.

use super::scrub_line;
use std::fmt;
use std::io::{self, ErrorKind};

/// Why the system refused; `Words::fault` says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// There is nothing of that name.
    Missing,
    /// The account has no right to it.
    Forbidden,
    /// Something else has its name.
    Taken,
    /// It is a folder.
    Folder,
    /// It is no folder.
    NoFolder,
    /// The disk, the quota or the file's limit is full.
    Full,
    /// The disk can only be read.
    ReadOnly,
    /// It is not text in UTF-8.
    NoText,
    /// The device under the file fails.
    Device,
    /// Another program uses it.
    Busy,
    /// It has not answered for long.
    Silent,
    /// What stands there is not what was written.
    Damaged,
    /// Anything else, as the system says it, scrubbed.
    Other(String),
}

impl Fault {
    /// Whether what stands there may well be read but nothing more be written.
    #[must_use]
    pub fn keeps_from_writing(&self) -> bool {
        matches!(self, Self::Full | Self::ReadOnly | Self::Forbidden)
    }

    /// Its message.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Missing => "os-missing",
            Self::Forbidden => "os-forbidden",
            Self::Taken => "os-taken",
            Self::Folder => "os-folder",
            Self::NoFolder => "os-no-folder",
            Self::Full => "os-full",
            Self::ReadOnly => "os-read-only",
            Self::NoText => "os-no-text",
            Self::Device => "os-device",
            Self::Busy => "os-busy",
            Self::Silent => "os-silent",
            Self::Damaged => "os-damaged",
            Self::Other(_) => "os-other",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(said) => f.write_str(said),
            known => f.write_str(known.id()),
        }
    }
}

impl From<&io::Error> for Fault {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Forbidden,
            ErrorKind::AlreadyExists => Self::Taken,
            ErrorKind::IsADirectory => Self::Folder,
            ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::ResourceBusy => Self::Busy,
            ErrorKind::InvalidData => Self::NoText,
            ErrorKind::UnexpectedEof => Self::Damaged,
            _ if error.raw_os_error() == Some(nix::errno::Errno::EIO as i32) => Self::Device,
            // One that was wrapped says what the inner one does.
            _ => match error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>()) {
                Some(inner) => Self::from(inner),
                None => Self::from(error.to_string()),
            },
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl From<String> for Fault {
    fn from(said: String) -> Self {
        Self::Other(scrub_line(&said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_answer_of_the_system_is_known_by_what_is_in_it() {
        let device = || io::Error::from_raw_os_error(nix::errno::Errno::EIO as i32);
        for error in [device(), io::Error::other(device()), io::Error::new(ErrorKind::Interrupted, device())] {
            assert_eq!(Fault::from(&error), Fault::Device);
        }
        let full = io::Error::new(ErrorKind::StorageFull, device());
        assert_eq!(Fault::from(&full), Fault::Full);
        assert_eq!(Fault::from(io::Error::other("not\u{1b}[31m known")), Fault::Other("not[31m known".to_owned()));
    }
}
