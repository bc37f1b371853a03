## Kinds, fields and choices

judgement = Judgement
    .plural = Judgements
    .requirement = Requirement
    .unit = Unit
    .verdict = Verdict
    .reason = Because
    .function = Judged by
    .date = Date

conclusion = Conclusion
    .plural = Conclusions
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
    .measure = What is watched
    .limit = Limit
    .next_date = Next date
    .requirement = Requirement
    .conclusions = Conclusions
    .function = Watched by

improvement_area = Improvement area
    .plural = Improvement areas
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
