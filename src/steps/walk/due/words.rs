//! What can be due, and how near it is: the codes of scripts and the messages of screens.

/// How near something is, nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// The date is past.
    Overdue,
    /// In [`SOON`](super::SOON) days or less.
    Soon,
    /// It has come in and waits for the officer; no date says until when.
    Waits,
    /// Later in this month.
    ThisMonth,
    /// After this month.
    Later,
}

impl State {
    /// Its code, as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
            Self::Waits => "waits",
            Self::ThisMonth => "this_month",
            Self::Later => "later",
        }
    }

    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "due-overdue",
            Self::Soon => "due-soon",
            Self::Waits => "due-waits",
            Self::ThisMonth => "due-this-month",
            Self::Later => "due-later",
        }
    }
}

/// What is due or waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// A plan row is to be carried out this month, and no evidence of this month names it.
    PlanRow,
    /// An action plan is to come in.
    ActionPlan,
    /// An action plan has come in and is not judged.
    ToJudge,
    /// An action plan has been carried out and is not verified.
    ToVerify,
    /// A proposal is to be done.
    Proposal,
    /// A proposal is to be followed up.
    ProposalLook,
    /// A watch point is to be looked at.
    Watch,
    /// The time to answer a sanction runs out.
    SanctionAnswer,
    /// A contract ends that could be extended.
    Extension,
    /// A contract ends.
    ContractEnd,
    /// Something is to be told.
    Tell,
    /// The next follow-up is to be made.
    NextFollowUp,
    /// The period that is followed up ends; once it is over, the follow-up waits to be closed.
    PeriodEnd,
}

impl What {
    /// Its code, as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PlanRow => "plan_row",
            Self::ActionPlan => "action_plan",
            Self::ToJudge => "to_judge",
            Self::ToVerify => "to_verify",
            Self::Proposal => "proposal",
            Self::ProposalLook => "proposal_look",
            Self::Watch => "watch_point",
            Self::SanctionAnswer => "sanction_answer",
            Self::Extension => "contract_extension",
            Self::ContractEnd => "contract_end",
            Self::Tell => "communication",
            Self::NextFollowUp => "next_follow_up",
            Self::PeriodEnd => "period_end",
        }
    }

    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PlanRow => "due-plan-row",
            Self::ActionPlan => "due-action-plan",
            Self::ToJudge => "due-to-judge",
            Self::ToVerify => "due-to-verify",
            Self::Proposal => "due-proposal",
            Self::ProposalLook => "due-proposal-look",
            Self::Watch => "due-watch-point",
            Self::SanctionAnswer => "due-sanction-answer",
            Self::Extension => "due-contract-extension",
            Self::ContractEnd => "due-contract-end",
            Self::Tell => "due-communication",
            Self::NextFollowUp => "due-next-follow-up",
            Self::PeriodEnd => "due-period-end",
        }
    }
}
