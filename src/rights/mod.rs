//! Who may see and do what.
//!
//! Every read goes through [`FollowUp::seen_by`](crate::follow_up::FollowUp::seen_by) and every commit asks
//! [`Eyes::may`]. A store that is opened without a hub belongs to its owner, who may do everything.

use crate::record::{Id, KindInfo};
use serde::{Deserialize, Serialize};

/// Who is at work: an id that stands in the history, and the account's name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Officer {
    /// Stands in every commit.
    pub id: Id,
    /// The account, shown in the header.
    pub name: String,
}

impl Officer {
    /// The officer of an account: the id follows from the name, so that the same account is the same officer
    /// after a restart.
    #[must_use]
    pub fn of_account(name: &str) -> Self {
        use sha2::Digest as _;
        let hash = sha2::Sha256::digest(format!("stegvis officer {name}"));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self { id: uuid::Builder::from_custom_bytes(bytes).into_uuid(), name: name.to_owned() }
    }
}

/// Something that an officer may be allowed to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// See records of a kind.
    See,
    /// Change records of a kind.
    Edit,
}

/// What one officer may see and do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Eyes {
    officer: Officer,
}

impl Eyes {
    /// The eyes of whoever owns the store's folder: they may see and do everything.
    #[must_use]
    pub fn owner(officer: Officer) -> Self {
        Self { officer }
    }

    /// Whose eyes they are.
    #[must_use]
    pub fn officer(&self) -> &Officer {
        &self.officer
    }

    /// Whether this officer has the right for records of a kind in a follow-up.
    #[must_use]
    pub fn may(&self, _right: Right, _follow_up: Id, _kind: &KindInfo) -> bool {
        true
    }
}
