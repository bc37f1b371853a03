//! The mission: six rooms in walking order, the system analysis beside them, and the walk across them all.
//!
//! A room holds its records (vocabulary that anyone may name), its rules and checks (pure, no I/O), its
//! screens and its words. [`walk`] belongs to no step: what is missing next, what stands with a reason, which steps
//! are done, the chain from goal to effect, what is due. Nor does [`matrix`]: the four-field matrix, which four rooms
//! show.

pub mod actions;
pub mod causes;
pub mod collect;
pub mod conclusions;
pub mod focus;
pub mod lacking;
#[cfg(test)]
pub(crate) mod made;
pub mod matrix;
pub mod personal;
pub mod plan;
pub mod system;
pub mod walk;
#[cfg(test)]
mod warranted;

use crate::follow_up::{Findings, FollowUp, Progress, Whole};
use crate::record::{Kind as _, KindInfo, Kinds};
use crate::rights::records;
use crate::ui::Room;
use chrono::NaiveDate;

/// All kinds, in the order of the method: first what a follow-up stands on, then the chain from goals and documents
/// to actions. Links are shown in this order.
pub const KINDS: Kinds = &[
    &plan::records::FollowUpHeader::INFO,
    &records::RegisteredOfficer::INFO,
    &records::Assignment::INFO,
    &records::Participant::INFO,
    &plan::records::Provider::INFO,
    &plan::records::Unit::INFO,
    &plan::records::Contract::INFO,
    &plan::records::ContractRight::INFO,
    &plan::records::LadderStep::INFO,
    &plan::records::Function::INFO,
    &plan::records::RiskScale::INFO,
    &plan::records::ScaleStep::INFO,
    &plan::records::ScaleCell::INFO,
    &plan::records::GoverningDocument::INFO,
    &plan::records::Goal::INFO,
    &plan::records::Requirement::INFO,
    &plan::records::Area::INFO,
    &plan::records::AreaPart::INFO,
    &plan::records::Valuation::INFO,
    &plan::records::FourField::INFO,
    &plan::records::FourFieldItem::INFO,
    &plan::records::Rating::INFO,
    &plan::records::PlanFrame::INFO,
    &plan::records::PlanActivity::INFO,
    &plan::records::Beat::INFO,
    &plan::records::Anchoring::INFO,
    &collect::records::Result::INFO,
    &collect::records::DeviationReport::INFO,
    &collect::records::Evidence::INFO,
    &collect::records::GroupFactor::INFO,
    &focus::records::FocusArea::INFO,
    &causes::records::Cause::INFO,
    &causes::records::Event::INFO,
    &causes::records::EarlierAction::INFO,
    &conclusions::records::Judgement::INFO,
    &conclusions::records::Conclusion::INFO,
    &conclusions::records::Scenario::INFO,
    &conclusions::records::WatchPoint::INFO,
    &conclusions::records::ImprovementArea::INFO,
    &actions::records::Proposal::INFO,
    &actions::records::ActionPlan::INFO,
    &actions::records::SanctionEvent::INFO,
    &actions::records::Communication::INFO,
    &actions::records::NextFollowUp::INFO,
    &system::records::SystemAnswer::INFO,
    &system::records::SystemFinding::INFO,
    &walk::records::Answer::INFO,
    &walk::records::Acceptance::INFO,
    &walk::records::StepState::INFO,
    &walk::records::DocumentReference::INFO,
];

/// The six rooms and that of the system analysis, as they are when a follow-up is opened.
#[must_use]
pub fn rooms() -> Vec<Room> {
    let rooms = [
        plan::screen::room(),
        collect::screen::room(),
        focus::screen::room(),
        causes::screen::room(),
        conclusions::screen::room(),
        actions::screen::room(),
        system::screen::room(),
    ];
    rooms.into_iter().map(|room| matrix::in_room(room).documents(walk::screen::DOCUMENTS)).collect()
}

/// How far each step of a follow-up has come; see [`walk::declare`].
#[must_use]
pub fn progress(follow_up: &FollowUp) -> [Progress; 6] {
    walk::declare::progress(follow_up, KINDS)
}

/// The mark of a step's progress.
#[must_use]
pub fn progress_mark(progress: Progress) -> &'static str {
    match progress {
        Progress::NotBegun => "–",
        Progress::Begun => "…",
        Progress::Done => "✓",
    }
}

/// The kind of this number.
#[must_use]
pub fn kind(number: u8) -> Option<&'static KindInfo> {
    KINDS.iter().find(|kind| kind.number == number).copied()
}

/// The kind of this code word, singular or plural.
#[must_use]
pub fn kind_named(name: &str) -> Option<&'static KindInfo> {
    KINDS.iter().find(|kind| kind.name == name || kind.plural == name).copied()
}

/// The ids of all checks, each with its words under `check-ID` and why it matters under `check-ID.help`.
pub fn checks() -> impl Iterator<Item = &'static str> {
    let rooms = [
        personal::CHECKS,
        lacking::CHECKS,
        plan::checks::CHECKS,
        collect::checks::CHECKS,
        focus::checks::CHECKS,
        causes::checks::CHECKS,
        conclusions::checks::CHECKS,
        actions::checks::CHECKS,
        system::checks::CHECKS,
    ];
    rooms.into_iter().flatten().copied()
}

/// What the rooms' checks find in a follow-up on a day, in walking order and within a step in the order it is worth
/// mending, the system analysis last; and how far each step has come. It reads every record: call it off the key path.
#[must_use]
pub fn findings(whole: &Whole, today: NaiveDate) -> Findings {
    let mut list = personal::findings(whole);
    list.extend(lacking::findings(whole));
    list.extend(plan::checks::findings(whole, today));
    list.extend(collect::checks::findings(whole));
    list.extend(focus::checks::findings(whole));
    list.extend(causes::checks::findings(whole));
    list.extend(conclusions::checks::findings(whole));
    list.extend(actions::checks::findings(whole, today));
    list.extend(system::checks::findings(whole));
    // Personal data and empty fields are found in any step; they come first there.
    list.sort_by_key(|finding| finding.step);
    let (list, accepted) = walk::acceptance::split(whole, list);
    Findings { seq: whole.own.seq(), list, accepted, progress: progress(&whole.own) }
}

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn no_number_and_no_name_is_given_twice() {
        for (i, kind) in KINDS.iter().enumerate() {
            for other in &KINDS[i + 1..] {
                assert_ne!(kind.number, other.number);
                assert_ne!(kind.name, other.name);
                assert_ne!(kind.plural, other.plural);
            }
        }
    }

    #[test]
    fn lock_and_rights_know_the_headers_fields() {
        use super::plan::records::{CLOSED_ON, COMMITTEE as OF_COMMITTEE, FollowUpHeader, REOPENED_BECAUSE};
        use crate::record::{CLOSED, COMMITTEE, HEADER, Kind as _, REOPENED};
        assert_eq!(FollowUpHeader::INFO.number, HEADER);
        assert_eq!((CLOSED_ON.tag(), REOPENED_BECAUSE.tag()), (CLOSED, REOPENED));
        assert_eq!(OF_COMMITTEE.tag(), COMMITTEE);
    }

    #[test]
    fn links_name_kinds_that_exist_and_keys_and_titles_name_fields() {
        use crate::record::Input;
        for kind in KINDS {
            for def in kind.fields {
                if let Input::Link { to } | Input::Links { to } = def.input {
                    assert!(to.is_empty() || super::kind_named(to).is_some(), "{} links to {to}", kind.name);
                    assert!(
                        def.among.iter().all(|name| super::kind_named(name).is_some()),
                        "{} links to none",
                        kind.name
                    );
                }
            }
            assert!(!kind.title.is_empty(), "{} has no title", kind.name);
            assert!(kind.key.iter().chain(kind.title).all(|tag| kind.field(*tag).is_some()), "{}", kind.name);
        }
    }
}
