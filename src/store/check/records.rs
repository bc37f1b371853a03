//! Records as they stand: whether their values can be read, and whether their links point somewhere.

use super::{Amiss, At, Found};
use crate::follow_up::FollowUp;
use crate::record::{Id, Kinds, REGISTER, Stored};
use std::collections::{BTreeMap, HashSet};

/// What a newer version wrote, which rides along.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Newer {
    /// Records of kinds that this version does not know.
    pub records: usize,
    /// Fields or values that this version does not know, in records of known kinds.
    pub fields: usize,
}

/// Looks at every record. Deleted ones are shown nowhere, so their links may lead where they like.
pub fn look(follow_ups: &BTreeMap<Id, FollowUp>, kinds: Kinds, found: &mut Found) -> Newer {
    let mut newer = Newer::default();
    let records = || follow_ups.values().flat_map(|own| own.everything().map(move |record| (own, record)));
    let known: HashSet<Id> =
        records().map(|(_, record)| record.id()).chain(follow_ups.keys().copied()).chain([REGISTER]).collect();
    for (own, record) in records() {
        let kind = kinds.iter().find(|kind| kind.number == record.kind());
        newer.records += usize::from(kind.is_none());
        for (tag, stored) in record.fields() {
            let at = At { follow_up: own.id(), kind: record.kind(), record: record.id(), tag };
            match stored.value() {
                None if !stored.is_newer() => found.tell(Amiss::Value(at)),
                value => {
                    let def = kind.and_then(|kind| kind.field(tag));
                    let reads = value.is_some_and(|value| def.is_some_and(|def| def.accepts(&value).is_ok()));
                    newer.fields += usize::from(kind.is_some() && !reads);
                }
            }
            if !record.is_removed() {
                dangling(&stored, &known).for_each(|target| found.tell(Amiss::Link { at, target }));
            }
        }
    }
    newer
}

fn dangling(stored: &Stored, known: &HashSet<Id>) -> impl Iterator<Item = Id> {
    stored.targets().filter(|target| !known.contains(target))
}
