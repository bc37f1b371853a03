//! Contents that are not what their digests were made of, until an entry says that they were forgotten.

use crate::store::journal::{Entry, Frame, Hash};
use std::collections::HashMap;

/// Such contents, each with what is known of its place.
#[derive(Debug, Default)]
pub(in crate::store) struct Unvouched<T>(HashMap<Hash, (Option<Hash>, T)>);

impl<T> Unvouched<T> {
    /// Takes a frame, whose contents are what their digests were made of, or forgotten.
    pub fn take(&mut self, entry: &Entry, frame: &Frame, place: impl Fn() -> T) {
        for (group, content) in entry.groups().iter().zip(frame.contents()) {
            if content.is_blanked() {
                self.0.insert(group.digest, (content.left(), place()));
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

    /// The places of those that nothing vouches for.
    pub fn places(&self) -> impl Iterator<Item = &T> {
        self.0.values().map(|(_, place)| place)
    }

    /// Whether it is among them: a content of this digest of which this is left.
    pub fn lacks(&self, digest: &Hash, left: Option<Hash>) -> bool {
        self.0.get(digest).is_some_and(|(stands, _)| *stands == left)
    }
}
