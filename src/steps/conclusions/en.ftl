## Kinds, fields and choices

judgement = Judgement
    .plural = Judgements
    .empty = Whether each requirement is met at each unit stands here, with reasons.
    .requirement = Requirement
    .unit = Unit
    .verdict = Verdict
    .reason = Because
    .function = Judged by
    .date = Date

conclusion = Conclusion
    .plural = Conclusions
    .empty = What causes and evidence lead to stands here, and how certain it is.
    .text = Conclusion
    .causes = Rests on causes
    .support = Supported by
    .counter = Contradicted by
    .certainty = Certainty
    .would_change = What would change our mind
    .experience = Research, experience and those concerned
    .inaction = If nothing is done
    .inaction_individual = – for the individual
    .inaction_service = – for the service
    .inaction_authority = – for the authority
    .functions = Took part
    .meeting_date = Meeting date

scenario = Scenario
    .plural = Scenarios
    .empty = How it may go stands here: if nothing is done, if it gets better, if it gets worse.
    .name = Name
    .kind = Kind
    .conclusions = Conclusions
    .assumptions = Assumptions
    .outcome = Outcome
    .likelihood = Likelihood
    .good_side_effects = Good side effects
    .bad_side_effects = Bad side effects
    .cost = Cost

watch_point = Watch point
    .plural = Watch points
    .empty = What is to be watched stands here, with a limit and a date.
    .measure = What is watched
    .limit = Limit
    .next_date = Next date
    .requirement = Requirement
    .conclusions = Conclusions
    .function = Watched by

improvement_area = Improvement area
    .plural = Improvement areas
    .empty = What is to get better stands here, with the level and date to reach.
    .name = Name
    .conclusions = Conclusions
    .aim_level = Aim
    .aim_date = Aim date
    .concerned = Those concerned
    .urgency = Urgency
    .influence = Influence

set-verdict = verdict
    .met = ● met
    .met-also = met; yes
    .partly = ▲ partly
    .partly-also = partly
    .not_met = ■ not met
    .not_met-also = not met; no
    .cannot_judge = ○ cannot be judged
    .cannot_judge-also = cannot be judged
set-certainty = certainty
    .high = high
    .medium = medium
    .low = low
set-scenario-kind = kind
    .unchanged = unchanged
    .limited = limited action
    .full = full action
set-aim-level = aim
    .sufficient = sufficient
    .good = good
    .excellent = excellent

## Guiding questions

guide-conclusions-1 = Does the service, as a whole, do what it must?
guide-conclusions-2 = How sure are we, and what would change our mind?
guide-conclusions-3 = What does it look like in two years if nobody acts?
guide-conclusions-4 = What do research, practice and those affected say?
guide-conclusions-5 = Which unintended effects, good or bad?
guide-conclusions-6 = Which two or three areas matter most, and to whom?
guide-conclusions-7 = What do we keep watching?

## The room

tab-judgements = Judgements
tab-conclusions = Conclusions
tab-scenarios = Scenarios
tab-watch = Watch
tab-improvement = Improve

## Checks

check-judgement-green-with-red = The whole is judged met while a critical requirement is not
    .help = Others do not outweigh a critical requirement. Change the overall judgement, or write why it holds.
check-conclusions-missing = Causes without any conclusion
    .help = The causes lead nowhere by themselves. Write what they mean, or why nothing follows from them.
check-conclusion-without-cause = Conclusion without a cause
    .help = The chain from evidence to action breaks here. Link the causes that it rests on.
check-conclusion-without-support = Conclusion without support
    .help = Neither it nor its causes have any evidence. Link what speaks for it.
check-conclusion-is-action = Conclusion worded as an action
    .help = First what is true, then what to do. Rephrase it, and put the proposal in step 6.
check-conclusion-without-inaction = Conclusion does not say what happens if nothing is done
    .help = Every proposal is weighed against that. Write what follows for the individual, the service and the authority.
check-conclusion-one-function = Conclusion not drawn by several functions
    .help = Different professions see different things. Name at least two functions that took part, or write why one was enough.
check-scenario-unchanged-missing = The scenario “unchanged” is missing
    .help = Without it nobody sees what the actions add. Add it.
check-scenario-without-side-effects = Scenario without side effects
    .help = Every change has effects that nobody had in mind. Write a good one and a bad one.
check-improvement-without-date = Improvement area without a date
    .help = Without a day it cannot be followed up. Say when it is to be reached.
check-improvement-without-concerned = Improvement area does not say who is concerned
    .help = Those concerned decide what matters most. Write who they are.
check-judgements-cannot-judge = More than a quarter of the judgements say “cannot be judged”
    .help = The evidence then does not carry the whole. Complete it, or say so in the conclusions.
check-requirement-not-judged = Requirement with results has not been judged
    .help = Those reviewed should know whether it is met. Judge it for all units, or for each that has results.
check-unit-not-judged = Unit with evidence has not been judged, though others have
    .help = What is said of one unit is not said of the others. Judge the unit, or write why it is left out.
check-judgement-without-overall = Judgements, but none of the whole
    .help = Whoever reads the summary wants to know how things are. Judge the whole, or each unit, without naming a requirement.
