//! The line of an officer's key in `authorized_keys`. Nothing of what was handed over stands in it as it came: the name
//! is checked, the key is decoded and encoded anew, its comment is left out.

use crate::rights::is_account;
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Most bytes of a file with a public key; one of RSA with 16,384 bits takes 3,000.
pub const MAX_KEY: usize = 16 * 1024;

/// Fewest bytes of an RSA key's modulus: 2,048 bits.
const MIN_RSA: usize = 256;

/// Kinds of keys that are taken, with how many parts they have, their name among them.
const KINDS: [(&str, usize); 7] = [
    ("ssh-ed25519", 2),
    ("ssh-rsa", 3),
    ("ecdsa-sha2-nistp256", 3),
    ("ecdsa-sha2-nistp384", 3),
    ("ecdsa-sha2-nistp521", 3),
    ("sk-ssh-ed25519@openssh.com", 3),
    ("sk-ecdsa-sha2-nistp256@openssh.com", 4),
];

/// Why there is no line. Each has a sentence, `cli-key-…`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadKey {
    /// The officer's name is not one that may stand there.
    Name,
    /// It is a private key.
    Private,
    /// There is more than one line.
    Several,
    /// There is something before the key, such as options.
    Options,
    /// It is of no kind that is taken.
    Kind,
    /// It is no public key, or not a whole one.
    Garbled,
    /// It is shorter than what is thought safe.
    Short,
}

impl BadKey {
    /// Its message in the words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "cli-key-name",
            Self::Private => "cli-key-private",
            Self::Several => "cli-key-several",
            Self::Options => "cli-key-options",
            Self::Kind => "cli-key-kind",
            Self::Garbled => "cli-key-garbled",
            Self::Short => "cli-key-short",
        }
    }
}

/// A public key that has been read: its kind and its parts encoded anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    kind: &'static str,
    encoded: String,
}

impl Key {
    /// Reads the file of a public key, `id_….pub`.
    ///
    /// # Errors
    /// [`BadKey`].
    pub fn read(file: &[u8]) -> Result<Self, BadKey> {
        if file.len() > MAX_KEY {
            return Err(BadKey::Garbled);
        }
        let text = std::str::from_utf8(file).map_err(|_| BadKey::Garbled)?;
        if text.contains("PRIVATE KEY") || text.starts_with("PuTTY-User-Key-File") {
            return Err(BadKey::Private);
        }
        let mut lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
        let line = lines.next().ok_or(BadKey::Garbled)?;
        if lines.next().is_some() {
            return Err(BadKey::Several);
        }
        if line.chars().any(|letter| letter.is_control() && letter != '\t') {
            return Err(BadKey::Garbled);
        }
        let known = |word: &str| KINDS.into_iter().find(|(kind, _)| *kind == word);
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        let Some((kind, parts)) = known(first) else {
            return Err(if words.any(|word| known(word).is_some()) { BadKey::Options } else { BadKey::Kind });
        };
        let bytes = STANDARD.decode(words.next().unwrap_or_default()).map_err(|_| BadKey::Garbled)?;
        let found = parted(&bytes).ok_or(BadKey::Garbled)?;
        if found.len() != parts || found.first() != Some(&kind.as_bytes()) || found.iter().any(|part| part.is_empty()) {
            return Err(BadKey::Garbled);
        }
        match (kind, found.get(1), found.get(2)) {
            ("ssh-ed25519" | "sk-ssh-ed25519@openssh.com", Some(point), _) if point.len() != 32 => Err(BadKey::Garbled),
            // A byte of zeros says that the number is not negative.
            ("ssh-rsa", _, Some(modulus)) if modulus.iter().skip_while(|byte| **byte == 0).count() < MIN_RSA => {
                Err(BadKey::Short)
            }
            _ => Ok(Self { kind, encoded: STANDARD.encode(joined(&found)) }),
        }
    }

    /// The line that lets whoever holds the key in as an officer, and to nothing else.
    ///
    /// # Errors
    /// [`BadKey::Name`].
    pub fn line(&self, officer: &str) -> Result<String, BadKey> {
        if !is_account(officer) {
            return Err(BadKey::Name);
        }
        let Self { kind, encoded } = self;
        Ok(format!("restrict,pty,command=\"stegvis gate --officer {officer}\" {kind} {encoded}"))
    }
}

/// Parts of a key, each with its length in front; nothing when they do not fill it.
fn parted(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (part, rest) = rest.split_at_checked(length)?;
        parts.push(part);
        bytes = rest;
    }
    Some(parts)
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    // What has been parted has lengths of four bytes.
    let length = |part: &[u8]| u32::try_from(part.len()).unwrap_or_default().to_be_bytes();
    parts.iter().flat_map(|part| length(part).into_iter().chain(part.iter().copied())).collect()
}

#[cfg(test)]
mod tests {
    use super::{BadKey, Key, MAX_KEY, STANDARD, joined};
    use base64::Engine as _;

    fn key(kind: &str, parts: &[&[u8]]) -> String {
        let all: Vec<&[u8]> = std::iter::once(kind.as_bytes()).chain(parts.iter().copied()).collect();
        STANDARD.encode(joined(&all))
    }

    fn good() -> String {
        key("ssh-ed25519", &[&[7; 32]])
    }

    fn refused(file: &str) -> BadKey {
        Key::read(file.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_key_of_each_kind_becomes_a_line_without_its_comment() {
        let modulus = [&[0][..], &[0xff; 256]].concat();
        let point: &[u8] = &[4; 65];
        for (kind, parts) in [
            ("ssh-ed25519", vec![&[7; 32][..]]),
            ("ssh-rsa", vec![&[1, 0, 1][..], &modulus]),
            ("ecdsa-sha2-nistp256", vec![&b"nistp256"[..], point]),
            ("sk-ssh-ed25519@openssh.com", vec![&[7; 32][..], &b"ssh:"[..]]),
            ("sk-ecdsa-sha2-nistp256@openssh.com", vec![&b"nistp256"[..], point, &b"ssh:"[..]]),
        ] {
            let encoded = key(kind, &parts);
            for file in [format!("{kind} {encoded}"), format!("{kind}\t{encoded}  gran@dator \"x\" # y\r\n\n")] {
                let line = Key::read(file.as_bytes()).unwrap().line("gran.syd").unwrap();
                let wanted = format!("restrict,pty,command=\"stegvis gate --officer gran.syd\" {kind} {encoded}");
                assert_eq!(line, wanted);
                assert_eq!((line.matches('"').count(), line.lines().count()), (2, 1));
            }
        }
    }

    #[test]
    fn nothing_else_becomes_a_line() {
        let good = good();
        assert_eq!(refused("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n"), BadKey::Private);
        assert_eq!(refused("PuTTY-User-Key-File-3: ssh-ed25519\n"), BadKey::Private);
        assert_eq!(refused(&format!("ssh-ed25519 {good}\nssh-ed25519 {good}\n")), BadKey::Several);
        assert_eq!(refused(&format!("ssh-ed25519 {good}\rssh-ed25519 {good}")), BadKey::Several);
        assert_eq!(refused(&format!("command=\"sh\" ssh-ed25519 {good}")), BadKey::Options);
        assert_eq!(refused(&format!("no-pty ssh-ed25519 {good}")), BadKey::Options);
        for kind in ["ssh-dss", "ssh-ed25519-cert-v01@openssh.com", "SSH-ED25519", "", "#", "gran", "---- BEGIN SSH2"] {
            assert_eq!(refused(&format!("{kind} {good}x")), BadKey::Kind, "{kind}");
        }
        let parts = |kind: &str, of: &str, parts: &[&[u8]]| refused(&format!("{kind} {}", key(of, parts)));
        for garbled in [
            refused(""),
            refused("\n\n"),
            refused("ssh-ed25519"),
            refused("ssh-ed25519 !!!!"),
            refused(&format!("ssh-ed25519 {}", &good[..good.len() - 4])),
            refused(&format!("ssh-ed25519 {good}AAAA")),
            refused(&format!("ssh-ed25519 {good}=")),
            refused(&format!("ssh-ed25519 {good}\u{1b}[2J")),
            refused(&format!("ssh-ed25519 \0{good}")),
            parts("ssh-ed25519", "ssh-rsa", &[&[7; 32]]),
            parts("ssh-ed25519", "ssh-ed25519", &[&[7; 31]]),
            parts("ssh-ed25519", "ssh-ed25519", &[&[7; 32], b"more"]),
            parts("ssh-ed25519", "ssh-ed25519", &[]),
            parts("ssh-rsa", "ssh-rsa", &[b"", &[1; 257]]),
        ] {
            assert_eq!(garbled, BadKey::Garbled);
        }
        assert_eq!(parts("ssh-rsa", "ssh-rsa", &[&[1, 0, 1], &[1; 128]]), BadKey::Short);
        // A length that claims more than there is.
        let claims = STANDARD.encode([0xff, 0xff, 0xff, 0xff, 1]);
        assert_eq!(refused(&format!("ssh-ed25519 {claims}")), BadKey::Garbled);
        let huge = format!("ssh-ed25519 {good} {}", "x".repeat(MAX_KEY));
        assert_eq!(refused(&huge), BadKey::Garbled);
        assert_eq!(Key::read(&[0xff, 0xfe, 0]).unwrap_err(), BadKey::Garbled);
    }

    #[test]
    fn no_name_breaks_out_of_the_quotes() {
        let key = Key::read(format!("ssh-ed25519 {}", good()).as_bytes()).unwrap();
        for name in ["gran\"", "gran\nssh-rsa AAAA", "gran;sh", "$(sh)", "gran syd", "--store", "", "å", "gran\\"] {
            assert_eq!(key.line(name), Err(BadKey::Name), "{name:?}");
        }
    }
}
