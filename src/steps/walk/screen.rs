//! What every room shows of the walk: the documents that a record refers to.

use super::records::{self, DocumentReference};
use crate::record::Kind as _;
use crate::ui::{Column, Shape, Width};

/// The documents of one record, listed over its room.
pub const DOCUMENTS: Shape = Shape::new(&DocumentReference::INFO, "document_references", COLUMNS).of_one_record();

const COLUMNS: &[Column] = &[
    Column::field(records::REFERENCE_TITLE.tag(), Width::Rest(3)),
    Column::field(records::REFERENCE_DIARY.tag(), Width::Fixed(16)),
    Column::field(records::REFERENCE_DATE.tag(), Width::Fixed(11)),
    Column::field(records::KEPT_AT.tag(), Width::Rest(2)),
];
