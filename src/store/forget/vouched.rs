//! Contents that are not what their digests were made of, until an entry says that they were forgotten.

use crate::store::journal::{Blanked, Content, Entry, Frame, Group, Hash};
use std::collections::HashMap;

/// Such contents, each with what is known of its place.
#[derive(Debug, Default)]
pub(in crate::store) struct Unvouched<T>(HashMap<Hash, (Option<Hash>, T)>);

impl<T> Unvouched<T> {
    /// Takes a frame, whose contents are what their digests were made of, or forgotten.
    pub fn take(&mut self, entry: &Entry, frame: &Frame, place: impl Fn(&Group, &Content) -> T) {
        for (group, content) in entry.groups().iter().zip(frame.contents()) {
            if content.is_blanked() {
                self.0.insert(group.digest, (content.left(), place(group, content)));
            }
        }
        if let Entry::Forget { blanked, .. } = entry {
            for one in blanked {
                // What was forgotten further since is vouched for by a later entry.
                if self.0.get(&one.digest).is_some_and(|(left, _)| *left == one.left) {
                    self.0.remove(&one.digest);
                }
            }
        }
    }

    /// Whether an entry has vouched for all of them.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All that nothing vouches for, in no order, as an entry would say it, each with its place.
    pub fn all(&self) -> impl Iterator<Item = (Blanked, &T)> {
        self.0.iter().map(|(digest, (left, place))| (Blanked { digest: *digest, left: *left }, place))
    }
}
