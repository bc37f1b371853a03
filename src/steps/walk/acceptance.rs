//! Acceptances: what the checks found and an officer lets stand, "accepted because …".
//!
//! An acceptance is known by its check and its record, so that accepting again renews the one there is. It lapses
//! when the record's own fields change, which their fingerprint tells; one without a record does not lapse.

use super::id_of;
use super::records::{
    ACCEPTED_BY, ACCEPTED_CHECK, ACCEPTED_ON, ACCEPTED_REASON, ACCEPTED_RECORD, ACCEPTED_STATE, Acceptance,
};
use crate::follow_up::{Accepted, Change, Doing, Edit, Finding, Whole};
use crate::record::{CLOSED, HEADER, Id, Kind as _, Of, REMOVED, REOPENED, Record, Tag, Value};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// Tags below belong to every kind and say nothing of what a record is about.
const OWN_FIELDS: Tag = 16;
/// Bytes of the hash that a fingerprint shows.
const FINGERPRINT: usize = 8;

/// What a record's own fields come to, 16 hexadecimal digits. It does not know the revision, so that it stays the
/// same when a follow-up is exported and read in elsewhere; nor whether the follow-up is closed, which says nothing
/// of what was accepted.
#[must_use]
pub fn fingerprint(record: &Record) -> String {
    let mut hash = Sha256::new();
    let closing = |tag: Tag| record.kind() == HEADER && (tag == CLOSED || tag == REOPENED);
    for (tag, stored) in record.fields().range(OWN_FIELDS..).filter(|(tag, _)| !closing(**tag)) {
        hash.update(tag.to_le_bytes());
        hash.update((stored.bytes().len() as u64).to_le_bytes());
        hash.update(stored.bytes());
    }
    hash.finalize().iter().take(FINGERPRINT).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// An acceptance that was made for a finding.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The record with the reason.
    pub acceptance: Of<Acceptance>,
    /// Whether it still stands; else the record has changed since.
    pub holds: bool,
}

/// All acceptances of a follow-up, by what they are of.
#[derive(Debug)]
pub struct Acceptances<'a> {
    whole: &'a Whole,
    known: HashMap<(Option<Id>, String), Of<Acceptance>>,
}

impl<'a> Acceptances<'a> {
    /// Those of a follow-up.
    #[must_use]
    pub fn of(whole: &'a Whole) -> Self {
        let mut all = Self { whole, known: HashMap::new() };
        for acceptance in whole.all::<Acceptance>() {
            let Some(check) = acceptance.get(ACCEPTED_CHECK) else { continue };
            let key = (acceptance.get(ACCEPTED_RECORD).map(|link| link.0), check);
            // Two of the same come only from a file made elsewhere; either tells why.
            all.known.insert(key, acceptance);
        }
        all
    }

    /// What was accepted of a finding, whether it still stands or not.
    #[must_use]
    pub fn standing(&self, finding: &Finding) -> Option<Standing> {
        if self.known.is_empty() {
            return None;
        }
        let acceptance = self.known.get(&(finding.record.map(|(_, id)| id), finding.check.to_owned()))?.clone();
        let now = finding.record.and_then(|record| self.state(record));
        let holds = finding.record.is_none() || acceptance.get(ACCEPTED_STATE) == now;
        Some(Standing { acceptance, holds })
    }

    fn state(&self, (kind, id): (u8, Id)) -> Option<String> {
        self.whole.own.get(kind, id).or_else(|| self.whole.register.get(kind, id)).map(fingerprint)
    }
}

/// What was accepted of a finding, whether it still stands or has lapsed.
#[must_use]
pub fn standing(whole: &Whole, finding: &Finding) -> Option<Standing> {
    Acceptances::of(whole).standing(finding)
}

/// Findings split into those that are open and those that stand with a reason, both in the order given.
#[must_use]
pub fn split(whole: &Whole, found: Vec<Finding>) -> (Vec<Finding>, Vec<Accepted>) {
    let acceptances = Acceptances::of(whole);
    let (mut open, mut accepted) = (Vec::new(), Vec::new());
    for finding in found {
        match acceptances.standing(&finding).filter(|standing| standing.holds) {
            Some(standing) => accepted.push(Accepted { finding, acceptance: standing.acceptance.id() }),
            None => open.push(finding),
        }
    }
    (open, accepted)
}

/// The change that accepts findings together with one reason: new acceptances, and those that have lapsed renewed.
/// Nothing without a reason, or when all stand with it already.
#[must_use]
pub fn accept<'a>(
    whole: &Whole,
    findings: impl IntoIterator<Item = &'a Finding>,
    reason: &str,
    by: &str,
    on: NaiveDate,
) -> Option<Change> {
    if reason.trim().is_empty() {
        return None;
    }
    let acceptances = Acceptances::of(whole);
    let mut taken: BTreeSet<Id> = BTreeSet::new();
    let mut edits: Vec<Edit> = Vec::new();
    for finding in findings {
        let standing = acceptances.standing(finding);
        let fresh = || named(whole.own.id(), finding);
        let record = standing.as_ref().map_or_else(fresh, |standing| standing.acceptance.id());
        if !taken.insert(record) {
            continue;
        }
        let stands =
            |standing: Standing| standing.holds && standing.acceptance.get(ACCEPTED_REASON).as_deref() == Some(reason);
        if standing.is_some_and(stands) {
            continue;
        }
        let state = finding.record.and_then(|about| acceptances.state(about));
        let mut put =
            |tag: Tag, value: Option<Value>| edits.extend(whole.edit(&Acceptance::INFO, record, tag, value.as_ref()));
        put(REMOVED, None);
        put(ACCEPTED_CHECK.tag(), Some(Value::Text(finding.check.to_owned())));
        put(ACCEPTED_RECORD.tag(), finding.record.map(|(_, id)| Value::Link(id)));
        put(ACCEPTED_REASON.tag(), Some(Value::Text(reason.to_owned())));
        put(ACCEPTED_BY.tag(), Some(Value::Text(by.to_owned())));
        put(ACCEPTED_ON.tag(), Some(Value::Date(on)));
        put(ACCEPTED_STATE.tag(), state.map(Value::Text));
    }
    (!edits.is_empty()).then_some(Change { doing: Doing::Accept, edits })
}

/// The change that takes an acceptance back, so that its finding is open again. Nothing when it is not there.
#[must_use]
pub fn withdraw(whole: &Whole, acceptance: Id) -> Option<Change> {
    whole.of::<Acceptance>(acceptance)?;
    let edit = whole.edit(&Acceptance::INFO, acceptance, REMOVED, Some(&Value::Flag(true)));
    edit.map(|edit| Change::of(Doing::Remove, edit))
}

fn named(follow_up: Id, finding: &Finding) -> Id {
    let record = finding.record.map(|(_, id)| id);
    let record = record.as_ref().map_or(&[][..], |id| id.as_bytes());
    id_of(follow_up, Acceptance::INFO.number, &[finding.check.as_bytes(), record])
}

#[cfg(test)]
mod tests {
    use super::{accept, fingerprint, split, standing, withdraw};
    use crate::follow_up::{Change, Doing, Finding, Whole};
    use crate::record::{CLOSED, Id, Kind as _, REMOVED, REOPENED, Record, Step, Tag, Value};
    use crate::steps::made::{date as day, field, taken, whole};
    use crate::steps::plan::records::{FollowUpHeader, NUMBER, Requirement, SOURCE, TEXT, TITLE};
    use crate::steps::walk::records::{ACCEPTED_REASON, Acceptance};

    fn found(check: &'static str, record: Option<u128>) -> Finding {
        let record = record.map(|id| (Requirement::INFO.number, Id::from_u128(id)));
        Finding { record, ..crate::steps::made::finding(check, Step::Plan) }
    }

    fn two() -> Whole {
        whole(vec![vec![field(50, NUMBER, &Value::Text("K01".into())), field(51, NUMBER, &Value::Text("K02".into()))]])
    }

    fn typed(whole: &Whole, text: &str) -> Whole {
        let value = Value::Text(text.into());
        let edit = whole.edit(&Requirement::INFO, Id::from_u128(50), TEXT.tag(), Some(&value)).unwrap();
        taken(whole, &Change::of(Doing::Edit, edit))
    }

    #[test]
    fn many_of_one_check_are_accepted_at_once_and_split_off_with_their_acceptance() {
        let whole = two();
        let all = vec![found("a", Some(50)), found("a", Some(51)), found("b", Some(50)), found("a", None)];
        let change =
            accept(&whole, all.iter().filter(|one| one.check == "a"), "Nytt i år", "uppföljare", day("2026-03-02"));
        let change = change.unwrap();
        assert_eq!(change.doing, Doing::Accept);
        let whole = taken(&whole, &change);
        assert_eq!(whole.all::<Acceptance>().count(), 3);
        let (open, accepted) = split(&whole, all.clone());
        assert_eq!(open, [all[2].clone()]);
        assert_eq!(accepted.len(), 3);
        for one in accepted {
            let reason = whole.of::<Acceptance>(one.acceptance).unwrap().get(ACCEPTED_REASON);
            assert_eq!(reason.as_deref(), Some("Nytt i år"));
        }
    }

    #[test]
    fn it_lapses_when_the_record_changes_and_accepting_again_renews_the_same_one() {
        let finding = found("a", Some(50));
        let whole = two();
        let whole = taken(&whole, &accept(&whole, [&finding], "Därför", "uppföljare", day("2026-03-02")).unwrap());
        assert_eq!(accept(&whole, [&finding], "Därför", "uppföljare", day("2026-03-09")), None, "stands already");
        let changed = typed(&whole, "Ny lydelse");
        assert!(!standing(&changed, &finding).unwrap().holds);
        assert_eq!(split(&changed, vec![finding.clone()]).0.len(), 1);
        let again = accept(&changed, [&finding], "Fortfarande", "en annan", day("2026-04-01")).unwrap();
        let again = taken(&changed, &again);
        assert_eq!(again.all::<Acceptance>().count(), 1);
        assert!(standing(&again, &finding).unwrap().holds);
        // Put back as it was, the first acceptance would have stood again: it is the fields that count.
        let edit = changed.edit(&Requirement::INFO, Id::from_u128(50), TEXT.tag(), None).unwrap();
        assert!(standing(&taken(&changed, &Change::of(Doing::Edit, edit)), &finding).unwrap().holds);
    }

    #[test]
    fn one_that_was_taken_back_can_be_made_again_and_a_reason_is_wanted() {
        let finding = found("a", None);
        let whole = two();
        assert_eq!(accept(&whole, [&finding], "  ", "uppföljare", day("2026-03-02")), None);
        let first = taken(&whole, &accept(&whole, [&finding], "Därför", "u", day("2026-03-02")).unwrap());
        let id = standing(&first, &finding).unwrap().acceptance.id();
        let gone = taken(&first, &withdraw(&first, id).unwrap());
        assert!(standing(&gone, &finding).is_none() && withdraw(&gone, id).is_none());
        let back = taken(&gone, &accept(&gone, [&finding], "Ändå", "u", day("2026-03-03")).unwrap());
        assert_eq!(standing(&back, &finding).unwrap().acceptance.id(), id);
    }

    #[test]
    fn closing_and_opening_lets_no_acceptance_on_the_header_lapse() {
        let header = whole(Vec::new()).own.id();
        let put = |whole: &Whole, tag: Tag, value: &Value| {
            let edit = whole.edit(&FollowUpHeader::INFO, header, tag, Some(value)).unwrap();
            taken(whole, &Change::of(Doing::Edit, edit))
        };
        let whole = put(&whole(Vec::new()), TITLE.tag(), &Value::Text("Hemtjänst".into()));
        let record = Some((FollowUpHeader::INFO.number, header));
        let finding = Finding { record, ..crate::steps::made::finding("a", Step::Plan) };
        let whole = taken(&whole, &accept(&whole, [&finding], "Därför", "uppföljare", day("2026-03-02")).unwrap());
        let closed = put(&whole, CLOSED, &Value::Date(day("2026-03-03")));
        let closed = put(&closed, REOPENED, &Value::Text("Fel siffra".into()));
        assert!(standing(&closed, &finding).unwrap().holds);
        let renamed = put(&closed, TITLE.tag(), &Value::Text("Hemtjänst 2026".into()));
        assert!(!standing(&renamed, &finding).unwrap().holds);
    }

    #[test]
    fn the_fingerprint_knows_fields_and_not_revisions_or_what_every_kind_has() {
        let whole = two();
        let record = whole.own.get(Requirement::INFO.number, Id::from_u128(50)).unwrap();
        let later = Record::new(record.id(), record.kind(), 900, &record.fields());
        assert_eq!(fingerprint(record), fingerprint(&later));
        let mut fields = record.fields();
        fields.insert(REMOVED, crate::record::Stored::of(&Value::Flag(false)));
        assert_eq!(fingerprint(record), fingerprint(&Record::new(record.id(), record.kind(), 1, &fields)));
        fields.insert(SOURCE.tag(), crate::record::Stored::of(&Value::Choice("law".into())));
        assert_ne!(fingerprint(record), fingerprint(&Record::new(record.id(), record.kind(), 1, &fields)));
        assert_eq!(fingerprint(record).len(), 16);
    }
}
