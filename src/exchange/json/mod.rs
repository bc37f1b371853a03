//! JSON with everything: what `export` writes and `import all` reads back, and what `show` and `list` tell to
//! programs.
//!
//! One object; records stand under the plural of their kind's code word in the order of the method, one a
//! line. A record has its `id`, the `follow_up` it belongs to (none in the register), and its fields by code
//! name: choices as codes, dates as ISO, numbers plain, links as ids. `unread` keeps, as hexadecimal, fields
//! of a newer version that this one cannot read. Deleted records are not written.

mod bounded;
mod fields;
mod import;
mod read;
mod write;

pub use import::{Everything, check_all, edits_all};
pub use write::{Reach, export, list, plain, reached, show};

/// The form of exports that this version writes; newer ones are refused.
const FORM: u64 = 1;
/// Names in a record that are no fields.
const OWN_NAMES: [&str; 4] = ["id", "revision", "follow_up", "unread"];

#[cfg(test)]
mod tests {
    #[test]
    fn no_field_is_called_as_what_every_record_has() {
        for kind in crate::steps::KINDS {
            for def in kind.fields {
                assert!(!super::OWN_NAMES.contains(&def.name), "{} of {}", def.name, kind.name);
            }
        }
    }
}
