## The follow-up as a document

report-title = Follow-up: { $title }
report-day = Written { $day } by Stegvis.
report-about = About this document
report-chain-head = Made from all that was saved up to this change in the journal. End of the chain: { $head }
report-left-out = { $count ->
    [one] 1 restricted record is left out.
   *[other] { $count } restricted records are left out.
  }
report-restricted = (restricted)
report-few = not shown, too few
report-beside = not shown, outside the comparison
report-none = missing
report-level = { $level } of { $size }
report-document = On file: { $document }
report-lacks = Nothing is recorded about: { $what }.
report-no-header = Nothing is said about the follow-up itself.
report-units = Units
report-users = persons served
report-number-of = Number of { $users }
report-no-units = No units are chosen.
report-functions = Functions
    .lack = functions

report-summary = Summary
report-overall = Overall judgement:
    .lack = overall judgement
report-overall-units = Overall judgement of each unit:
report-units-not-judged = No overall judgement of: { $units }.
report-no-overall = There is no overall judgement, only of single requirements.
report-judged-over-all = Requirements judged for all units
report-judged-at-units = Requirements judged for single units
report-not-met = Not met
report-worst = Greatest deviations
    .lack = results to compare
report-no-deviations = No deviations stand out.
report-strengths = Strengths
    .lack = strengths
report-first = What matters most to do
    .lack = proposals

report-questions = Guiding questions and answers

report-goals = Goals
    .lack = goals
report-documents = Governing documents
    .lack = governing documents
report-requirements = Requirements
    .lack = requirements
report-number = No
report-risk = Risk
report-planned = Followed up by
report-not-valued = not valued
report-risk-note = Risk is the class from the scale's grid; the number is likelihood times consequence and only sorts.
report-scale = Valued on the scale { $scale }. Consequence: { $consequence }. Likelihood: { $likelihood }.
report-plan = Follow-up plan
    .lack = follow-up plan
report-hours = { $hours } hours a year in all.
report-anchoring = Anchoring and participation
    .lack = anchoring and participation

report-evidence = Evidence by method
    .lack = evidence
report-plain = { $text }
report-answered = { $answered } of { $sent } answered ({ $share } %).
report-seen = We saw, heard or read: { $text }
report-interpretation = Our interpretation: { $text }
report-factors = The group's factors with points: { $text }
report-reliability = Reliability: { $text }
report-results = Results
    .lack = results
report-results-note = The latest measurement of each requirement, unit by unit and source by source. Earlier ones are in Stegvis. 2025T3 is the third four-month period of 2025.
report-observed = Seen or said, without a figure:
report-at-least = at least { $target }
report-at-most = at most { $target }
report-source = Source
report-women = Women
report-men = Men
report-coverage = Coverage
report-no-dimension = without a dimension of quality
report-with-results = With results
report-without-results = Requirements without a single result: { $requirements }.
report-responses = Response rates
    .lack = response rates of surveys
report-answers = Answers
report-response = Response rate
report-note = Note
report-thin = weak: too few responded
report-few-answers = weak: few answers
report-reports = Deviations, complaints and viewpoints
    .lack = deviation reports and complaints
report-grave = Severity 4
report-not-investigated = Not investigated
report-not-acted = Not acted on

report-comparison = What stands out
    .lack = results to compare
report-before = Before that
report-others = Median of the others
report-one-other = { $value } (the other unit)
report-gender = Women − men
report-share-of-yes = { $yes } of { $of } yes
report-more = { $count ->
    [one] 1 more deviation stands in Stegvis.
   *[other] { $count } more deviations stand in Stegvis.
  }
report-weak = { $count ->
    [one] In 1 place the figures are too weak for a conclusion: few answers, much non-response or missing values. It does not count as a finding.
   *[other] In { $count } places the figures are too weak for a conclusion: few answers, much non-response or missing values. They do not count as findings.
  }
report-focus = Focus areas
    .lack = focus areas
report-weighs = Weighs heavily: { $text }
report-why = The question that step 4 answers: { $text }
report-shown-by = Shown by:

report-causes-adrift = Causes without a focus area
report-points = State and open points
report-points-given = { $points } points
report-support = Supported by: { $text }
report-counter = Contradicted by: { $text }
report-because = Because: { $text }
report-causes =
    .lack = causes
report-no-causes-of = No causes have been sought for: { $of }.
report-events = Events
    .lack = events
report-earlier = Earlier actions
    .lack = earlier actions

report-judgements = Judgements
    .lack = judgements
report-all-units = all
report-conclusions = Conclusions
    .lack = conclusions
report-rests-on = Rests on the causes:
report-supported = Supported by:
report-contradicted = Contradicted by:
report-scenarios = Scenarios
    .lack = scenarios
report-aspect = What
report-watch = Watch points
    .lack = watch points
report-improvements = Improvement areas
    .lack = improvement areas

report-proposals = Proposals
    .lack = proposals
report-action-plans = Action plans
    .lack = action plans
report-late = not in, overdue
report-sanctions = Sanctions
    .lack = sanctions
report-communication = Communication
    .lack = communication
report-next = Next follow-up
    .lack = the next follow-up

report-system =
    .lack = the questions of the system analysis
report-unanswered = { $count ->
    [one] 1 question is not answered.
   *[other] { $count } questions are not answered.
  }
report-system-findings = Findings about the follow-up system
    .lack = findings about the follow-up system
report-answers-show = Shown by the answers to:

report-chain = The chain from goal to effect
report-chain-note = One line per focus area. Numbers are counts; results and evidence are those about its requirements and units. “missing” is a hole in the chain.
report-chain-broken = Focus area whose chain lacks something
report-chain-goals = goal or law
report-chain-requirements = requirements
report-chain-plan = plan rows
report-chain-results = results
report-chain-evidence = evidence
report-chain-causes = causes
report-chain-conclusions = conclusions
report-chain-proposals = proposals
report-chain-plans = action plans
report-chain-effect = effect

report-step = Step
report-state = State
report-done = done { $day }
report-not-done = not done
report-open = Open points
report-no-open = No open points.
report-and-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
  }
report-accepted = Accepted with a reason
report-matrix = Risk matrix: consequence downwards from the gravest, likelihood to the right; ● low, ▲ medium, ■ high risk
report-matrix-axes = C / L
