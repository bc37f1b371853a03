//! Records in memory and on the shelf: an envelope, then fields as (tag, length, value).

use super::{FromValue, Id, Kind, Seq, Stored, Tag, Value, field::Field, value};
use std::{collections::BTreeMap, marker::PhantomData, sync::Arc};

/// The form of the envelope that this version writes.
const FORMAT: u8 = 1;
/// Format, kind, checksum, revision.
const HEAD: usize = 1 + 1 + 4 + 8;

/// One record: its id and its bytes. Fields are read where they are shown; tags and values of a newer
/// version ride along and are written back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    id: Id,
    bytes: Arc<[u8]>,
}

/// Why bytes are not a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer version.
    #[error("the record is of a newer form ({0})")]
    Newer(u8),
    /// Its checksum or its fields do not hold.
    #[error("the record is damaged")]
    Damaged,
}

impl Record {
    /// A record made of fields; `revision` is the commit that changed it last.
    #[must_use]
    pub fn new(id: Id, kind: u8, revision: Seq, fields: &BTreeMap<Tag, Stored>) -> Self {
        let mut bytes = vec![FORMAT, kind, 0, 0, 0, 0];
        bytes.extend_from_slice(&revision.to_le_bytes());
        for (tag, stored) in fields {
            // Writing to a vector cannot fail but for the limit, which a record never reaches (MAX_RECORD).
            if let Ok(field) = bincode::encode_to_vec((tag, stored.bytes()), value::codec()) {
                bytes.extend_from_slice(&field);
            }
        }
        let sum = checksum(&bytes).to_le_bytes();
        bytes[2..6].copy_from_slice(&sum);
        Self { id, bytes: bytes.into() }
    }

    /// A record read back from its stored bytes.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is damaged.
    pub fn read(id: Id, bytes: &[u8]) -> Result<Self, Unreadable> {
        match bytes.first() {
            Some(&FORMAT) => {}
            Some(&newer) if newer > FORMAT => return Err(Unreadable::Newer(newer)),
            _ => return Err(Unreadable::Damaged),
        }
        let sum = bytes.get(2..6).ok_or(Unreadable::Damaged)?;
        if bytes.len() < HEAD || sum != checksum(bytes).to_le_bytes() {
            return Err(Unreadable::Damaged);
        }
        let record = Self { id, bytes: bytes.into() };
        let whole = record.entries().map(|(_, _, read)| read).sum::<usize>() + HEAD == bytes.len();
        if whole { Ok(record) } else { Err(Unreadable::Damaged) }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Its id where it stands, to be found by.
    #[must_use]
    pub(crate) fn id_ref(&self) -> &Id {
        &self.id
    }

    /// Number of its kind.
    #[must_use]
    pub fn kind(&self) -> u8 {
        self.bytes.get(1).copied().unwrap_or_default()
    }

    /// The commit that changed it last.
    #[must_use]
    pub fn revision(&self) -> Seq {
        self.bytes.get(6..HEAD).and_then(|b| b.try_into().ok()).map_or(0, Seq::from_le_bytes)
    }

    /// Its stored form.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its fields by tag.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<Tag, Stored> {
        self.entries().map(|(tag, bytes, _)| (tag, Stored::from_bytes(bytes))).collect()
    }

    /// One field in its stored form.
    #[must_use]
    pub fn stored(&self, tag: Tag) -> Option<Stored> {
        self.raw(tag).map(Stored::from_bytes)
    }

    /// One field's value, if it is there and this version can read it.
    #[must_use]
    pub fn value(&self, tag: Tag) -> Option<Value> {
        value::decode(self.raw(tag)?)
    }

    /// The records that its fields point to, with the field; only links are read for that.
    pub fn targets(&self) -> impl Iterator<Item = (Tag, Id)> {
        let links = self.entries().filter(|(_, stored, _)| value::is_link(stored));
        links.filter_map(|(tag, stored, _)| Some((tag, value::decode(stored)?))).flat_map(|(tag, value)| {
            let targets: Vec<Id> = value.targets().collect();
            targets.into_iter().map(move |target| (tag, target))
        })
    }

    /// All fields with values that this version can read.
    pub fn values(&self) -> impl Iterator<Item = (Tag, Value)> {
        self.entries().filter_map(|(tag, bytes, _)| Some((tag, value::decode(bytes)?)))
    }

    /// Whether it has been deleted.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.value(super::REMOVED) == Some(Value::Flag(true))
    }

    /// One field as its type, when the record is of kind `K`.
    #[must_use]
    pub fn get<K: Kind, T: FromValue>(&self, field: Field<K, T>) -> Option<T> {
        if self.kind() == K::INFO.number { T::from_value(self.value(field.tag())?) } else { None }
    }

    fn raw(&self, tag: Tag) -> Option<&[u8]> {
        self.entries().take_while(|(at, _, _)| *at <= tag).find(|(at, _, _)| *at == tag).map(|(_, bytes, _)| bytes)
    }

    /// Tag, stored value, and how many bytes both took.
    fn entries(&self) -> impl Iterator<Item = (Tag, &[u8], usize)> {
        let mut rest = self.bytes.get(HEAD..).unwrap_or_default();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let ((tag, stored), read) =
                bincode::borrow_decode_from_slice::<(Tag, &[u8]), _>(rest, value::codec()).ok()?;
            rest = rest.get(read..)?;
            Some((tag, stored, read))
        })
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(bytes.get(..2).unwrap_or_default());
    sum.update(bytes.get(6..).unwrap_or_default());
    sum.finalize()
}

/// A record known to be of kind `K`.
#[derive(Debug)]
pub struct Of<K> {
    record: Record,
    kind: PhantomData<fn() -> K>,
}

impl<K> Clone for Of<K> {
    fn clone(&self) -> Self {
        Self { record: self.record.clone(), kind: PhantomData }
    }
}

impl<K: Kind> Of<K> {
    /// The record, if it is of this kind.
    #[must_use]
    pub fn new(record: &Record) -> Option<Self> {
        (record.kind() == K::INFO.number).then(|| Self { record: record.clone(), kind: PhantomData })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.record.id
    }

    /// The record without its type.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// One field as its type; another kind's field does not compile.
    #[must_use]
    pub fn get<T: FromValue>(&self, field: Field<K, T>) -> Option<T> {
        T::from_value(self.record.value(field.tag())?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Record, Stored, Tag, Unreadable, Value};
    use std::collections::BTreeMap;

    fn fields() -> BTreeMap<Tag, Stored> {
        BTreeMap::from([
            (16, Stored::of(&Value::Text("K07".into()))),
            (17, Stored::of(&Value::Number(12.5))),
            (900, Stored::from_bytes(&[200, 1, 2, 3])),
        ])
    }

    #[test]
    fn a_field_and_a_value_of_a_newer_version_survive_a_round_trip() {
        let record = Record::new(Id::from_u128(7), 3, 41, &fields());
        let back = Record::read(record.id(), record.bytes()).unwrap();
        assert_eq!(back.fields(), fields());
        assert_eq!((back.kind(), back.revision()), (3, 41));
        assert_eq!(back.value(16), Some(Value::Text("K07".into())));
        assert_eq!(back.value(900), None);
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let record = Record::new(Id::from_u128(7), 3, 41, &fields());
        for place in 0..record.bytes().len() {
            let mut bytes = record.bytes().to_vec();
            assert_eq!(Record::read(record.id(), &bytes[..place]), Err(Unreadable::Damaged));
            bytes[place] ^= 0x10;
            assert!(Record::read(record.id(), &bytes).is_err(), "byte {place}");
        }
    }
}
