## Kinds, fields and choices

proposal = Proposal
    .plural = Proposals
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
    .audience = Audience
    .purpose = Purpose
    .message = Message
    .channel = Channel
    .date = When
    .told_on = Done on
    .function = Responsible function

next_follow_up = Next follow-up
    .plural = Next follow-up
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
