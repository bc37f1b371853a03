## Kinds, fields and choices

proposal = Proposal
    .plural = Proposals
    .empty = Proposed actions stand here: what, who, by when and to what effect.
    .problem = Problem
    .under_way = Under way already
    .proposal = Proposal
    .aim = Aim
    .consequences = Consequences and effects
    .next_follow_up = Next follow-up
    .conclusions = Builds on conclusions
    .improvement_areas = Improvement areas
    .track = Track
    .effect = Effect
    .feasibility = Feasibility
    .hours = Hours
    .cost = Cost
    .function = Responsible function
    .start = Start
    .due = Due
    .learnt_from = Learnt from
    .status = Status
    .reached = Helped
    .reached_shown = What shows that

action_plan = Action plan
    .plural = Action plans
    .empty = Action plans stand here, own and requested, from request to shown effect.
    .name = Name
    .unit = Unit
    .requirements = Requirements
    .proposals = Proposals
    .requested = Requested
    .due = Must be in
    .received = Received
    .content = Content
    .verdict = Verdict
    .verdict_reason = Because
    .judged = Judged
    .carried_out = Carried out
    .verified = Verified
    .verified_by = Verified by
    .effect = Helped
    .effect_shown = What shows that

sanction_event = Sanction
    .plural = Sanctions
    .empty = The steps of the sanction ladder that have been taken stand here.
    .contract = Contract
    .ladder_step = Ladder step
    .unit = Unit
    .requirements = Requirements
    .ground = Ground in the contract
    .date = Date
    .decided_by = Decided by
    .answer_days = Time to answer
    .outcome = Outcome
    .action_plan = Action plan
    .skip_reason = Why a step was skipped

communication = Communication
    .plural = Communication
    .empty = Who is to be told what stands here, when and by whom.
    .audience = Audience
    .purpose = Purpose
    .message = Message
    .channel = Channel
    .date = When
    .told_on = Done on
    .function = Responsible function

next_follow_up = Next follow-up
    .plural = Next follow-up
    .empty = What is to be followed up next time stands here, and how deeply.
    .what = What
    .date = When
    .depth = Depth
    .requirements = Requirements
    .function = Responsible function

set-track = track
    .service = the service
    .system = the follow-up system
set-action-status = status
    .not_begun = not begun
    .begun = begun
    .done = done
    .delayed = delayed
    .cancelled = cancelled
set-plan-verdict = verdict
    .sufficient = sufficient
    .complete = to be completed
    .insufficient = insufficient
set-decider = decided by
    .delegation = delegation
    .committee = committee
set-sanction-outcome = outcome
    .open = open
    .mended = mended
    .raised = raised a step
    .withdrawn = withdrawn
set-depth = depth
    .deep = deep
    .base = base
    .sample = sample

## Guiding questions

guide-actions-1 = Which cause does it remove, and how do we know?
guide-actions-2 = What is already under way?
guide-actions-3 = What gives most for least, and what needs a political decision?
guide-actions-4 = When must it be fixed, and who verifies?
guide-actions-5 = Is each step documented so that the next sanction stands?
guide-actions-6 = Who needs to know what, and how?

## The room

tab-proposals = Proposals
tab-action-plans = Action plans
tab-sanctions = Sanctions
tab-communication = Communication
tab-next = Next
column-feasibility = Feasib

## Checks

check-action-plan-late = Action plan has not come in on time
    .help = A deadline that nobody watches does not count next time. Send a reminder, or take the next step.
check-action-plan-judged-early = Action plan judged before it came in
    .help = The judgement will not stand if it is tested. Correct the dates.
check-action-plan-not-judged = Action plan has come in and has not been judged
    .help = The provider waits for an answer. Judge whether it is sufficient.
check-action-plan-not-verified = Action plan carried out and not verified
    .help = Only a look shows whether the deficiency is gone. Say when it was verified and by whom.
check-proposal-overdue = Action is overdue
    .help = The day has passed and it is neither done nor cancelled. Update its status, or move the day for a reason.
check-sanction-without-step = Sanction without an earlier documented step
    .help = A sanction stands only when the ladder has been climbed. Enter the earlier step or action plan, or write which serious harm justifies it.
check-sanction-skips-step = Sanction skips a step
    .help = That takes serious harm. Write the reason, or choose the next step of the ladder.
check-sanction-own-regime = Sanction against own regime
    .help = Own regime is steered by management and commission, not by a contract’s ladder. Make it a proposal or an action plan.
check-sanction-not-bound = Sanction for a requirement that does not bind the unit
    .help = It cannot fail what it is not bound by. Correct the requirement or the unit.
check-sanction-not-in-contract = Sanction for a requirement that is not in the contract
    .help = The contract’s ladder is for the contract’s requirements. Link the contract document that binds, or choose another way.
check-action-before-contract = Dated before the contract
    .help = The contract did not apply then. Correct the date.
check-proposals-missing = Conclusions without any proposal
    .help = Conclusions alone make nothing better. Write a proposal, or why nothing needs to be done.
check-proposal-without-conclusion = Proposal without a conclusion
    .help = The chain breaks: nobody sees why this should be done. Link the conclusion.
check-proposal-without-function = Proposal without a function
    .help = What nobody answers for is not done. Choose the function.
check-proposal-without-date = Proposal without a date
    .help = Without a day it can never be late. Say when it must be done.
check-outcome-not-told = Those reviewed have not been told the outcome
    .help = They should hear it first, and from you. Note when and how they were told.
check-next-follow-up-missing = The next follow-up has not been planned
    .help = Without it nobody will know whether the actions helped. Write what it looks at, and when.
