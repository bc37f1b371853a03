//! What says on a record that some or all of its content has been forgotten for good.

use super::{FORGOTTEN, Record, Tag, Value, scrub_line};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::BTreeSet;

/// One forgetting: when, by whom, of what, and why. A record's field [`FORGOTTEN`] has a line for each, in the form
/// `2026-11-22T09:00:00.000Z⇥account⇥16,17⇥reason`, or `*` in place of the fields when it was all of the record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Forgotten {
    /// When, to the millisecond.
    pub at: DateTime<Utc>,
    /// The account of whoever did it.
    pub by: String,
    /// Which fields; nothing for all of the record.
    pub fields: Option<BTreeSet<Tag>>,
    /// The reason; a line.
    pub why: String,
}

impl Forgotten {
    /// The line that stands in the record.
    #[must_use]
    pub fn line(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let fields = self.fields.as_ref().map(|fields| fields.iter().map(Tag::to_string).collect::<Vec<_>>().join(","));
        let fields = fields.unwrap_or_else(|| "*".to_owned());
        [at, scrub_line(&self.by), fields, scrub_line(&self.why)].join("\t")
    }

    /// Reads such lines; one that is none is left out.
    #[must_use]
    pub fn read(lines: &str) -> Vec<Self> {
        lines.lines().filter_map(Self::of_line).collect()
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, '\t');
        let (at, by, fields, why) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let fields = match fields {
            "*" => None,
            tags => Some(tags.split(',').map(str::parse).collect::<Result<_, _>>().ok()?),
        };
        let at = DateTime::parse_from_rfc3339(at).ok()?.to_utc();
        Some(Self { at, by: by.to_owned(), fields, why: why.to_owned() })
    }
}

impl Record {
    /// What of it has been forgotten for good, the oldest first. Whoever forgets all of a record forgets the lines
    /// before, so that it stands first and alone of its kind.
    #[must_use]
    pub fn forgotten(&self) -> Vec<Forgotten> {
        match self.value(FORGOTTEN) {
            Some(Value::Text(lines)) => Forgotten::read(&lines),
            _ => Vec::new(),
        }
    }

    /// Whether something of it has been forgotten for good.
    #[must_use]
    pub fn is_forgotten(&self) -> bool {
        self.stored(FORGOTTEN).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Forgotten;
    use chrono::{DateTime, TimeDelta};
    use std::collections::BTreeSet;

    #[test]
    fn a_line_is_read_as_it_was_written_and_what_is_none_is_left_out() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(1_763_800_000_123);
        let all = Forgotten { at, by: "uppföljare".to_owned(), fields: None, why: "stod med namn".to_owned() };
        let some = Forgotten { fields: Some(BTreeSet::from([16, 17])), ..all.clone() };
        assert_eq!(some.line(), "2025-11-22T08:26:40.123Z\tuppföljare\t16,17\tstod med namn");
        let lines = format!("{}\nnågot annat\n{}", all.line(), some.line());
        assert_eq!(Forgotten::read(&lines), [all.clone(), some]);
        let scrubbed = Forgotten { why: "två\trader\nhär".to_owned(), ..all.clone() };
        assert_eq!(Forgotten::read(&scrubbed.line()).len(), 1);
        assert_eq!(Forgotten::read(""), []);
    }
}
