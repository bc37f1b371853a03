## The follow-up as a document

report-title = Follow-up: { $title }
report-day = Written { $day } by Stegvis.
report-chain-head = Latest change in the journal and its checksum then: { $head }
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
report-no-header = Nothing is said about the follow-up itself.
report-units = Units
report-users = persons served
report-number-of = Number of { $users }
report-no-units = No units are chosen.
report-functions = Functions

report-summary = Summary
report-overall = Overall judgement:
report-no-overall = There is no overall judgement.
report-worst = Greatest deviations
report-no-deviations = No deviations stand out.
report-strengths = Strengths
report-no-strengths = No strengths are chosen.
report-first = What matters most to do
report-no-proposals = No proposals are written.

report-questions = Guiding questions and answers

report-goals = Goals
report-no-goals = There are no goals.
report-documents = Governing documents
report-no-documents = No requirement points to a governing document.
report-requirements = Requirements
report-no-requirements = There are no requirements.
report-number = No
report-risk = Risk
report-planned = Followed up by
report-not-valued = not valued
report-risk-note = Risk is the class from the scale's grid; the number is likelihood times consequence and only sorts.
report-plan = Follow-up plan
report-no-plan = There is no plan.
report-hours = { $hours } hours a year in all.
report-anchoring = Anchoring and participation
report-no-anchoring = No anchoring is noted.

report-evidence = Evidence by method
report-no-evidence = No evidence is noted.
report-plain = { $text }
report-answered = { $answered } of { $sent } answered ({ $share } %).
report-seen = We saw, heard or read: { $text }
report-interpretation = Our interpretation: { $text }
report-factors = The group's factors with points: { $text }
report-reliability = Reliability: { $text }
report-coverage = Coverage
report-no-dimension = without a dimension of quality
report-with-results = With results
report-without-results = Requirements without a single result: { $requirements }.
report-responses = Response rates
report-no-responses = There are no results of surveys.
report-answers = Answers
report-response = Response rate
report-note = Note
report-thin = weak: too few responded
report-few-answers = weak: few answers
report-reports = Deviations, complaints and viewpoints
report-no-reports = There are no deviations or complaints.
report-grave = Severity 4
report-not-investigated = Not investigated
report-not-acted = Not acted on

report-comparison = What stands out
report-no-comparison = There are no results to compare.
report-before = Before that
report-others = Median of the others
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
report-no-focus = No focus areas are chosen.
report-weighs = Weighs heavily: { $text }
report-why = The question that step 4 answers: { $text }
report-shown-by = Shown by:

report-no-causes = No causes are noted.
report-no-cause-here = No causes have been sought here yet.
report-causes-adrift = Causes without a focus area
report-points = State and open points
report-points-given = { $points } points
report-support = Supported by: { $text }
report-counter = Contradicted by: { $text }
report-because = Because: { $text }
report-events = Events
report-no-events = No events are noted.
report-earlier = Earlier actions
report-no-earlier = No earlier actions are noted.

report-judgements = Judgements
report-no-judgements = No judgements are made.
report-all-units = all
report-conclusions = Conclusions
report-no-conclusions = No conclusions are drawn.
report-rests-on = Rests on the causes:
report-supported = Supported by:
report-contradicted = Contradicted by:
report-scenarios = Scenarios
report-no-scenarios = No scenarios are described.
report-aspect = What
report-watch = Watch points
report-no-watch = No watch points are set.
report-improvements = Improvement areas
report-no-improvements = No improvement areas are chosen.

report-proposals = Proposals
report-action-plans = Action plans
report-no-action-plans = No action plans are requested.
report-late = not in, overdue
report-sanctions = Sanctions
report-no-sanctions = No sanctions are decided.
report-communication = Communication
report-no-communication = No communication is planned.
report-next = Next follow-up
report-no-next = The next follow-up is not planned.

report-no-system = The questions of the system analysis are not answered.
report-unanswered = { $count ->
    [one] 1 question is not answered.
   *[other] { $count } questions are not answered.
  }
report-system-findings = Findings about the follow-up system
report-no-system-findings = No findings about the follow-up system are noted.
report-answers-show = Shown by the answers to:

report-chain = The chain from goal to effect
report-chain-note = One line per focus area. Numbers are counts; "missing" is a hole in the chain.
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
report-no-accepted = Nothing is accepted.
