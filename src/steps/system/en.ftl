## Kinds, fields and choices

system_answer = System answer
    .plural = System answers
    .empty = The answers to the questions of the system analysis stand here.
    .question = Question
    .answer = Answer
    .observation = Observation
    .by = By
    .date = Date

system_finding = System finding
    .plural = System findings
    .empty = What the system analysis has found of how we measure, steer and pay stands here.
    .text = What we found
    .concerns = Concerns
    .answers = Shown by answers
    .change = What should change
    .proposals = Proposals

set-system-answer = answer
    .yes = yes
    .partly = partly
    .no = no
set-concerns = concerns
    .structure = structure
    .governing_document = governing document
    .tender = tender document
    .contract = contract or commission
    .indicator = indicator or measure
    .method = method
    .requirement = requirement
    .payment = payment
    .organisation = organisation
    .goal_weighting = goal weighting

## The 21 questions

system-collect-1 = Do we measure what matters to those the service is for?
system-collect-2 = Does the method capture what we think it does?
system-collect-3 = Which measures lack a goal, and which goals a measure?
system-collect-4 = Is what we follow up in the contract, and the other way round?
system-focus-1 = Have measuring, contracts or organisation changed so that figures can't be compared?
system-focus-2 = Does law or council ask for special attention to something this year?
system-focus-3 = Have our requirements and measures made the service follow the measuring?
system-focus-4 = May the payment have pulled the result one way?
system-causes-1 = Would another question or method have shown another picture?
system-causes-2 = How much of the cause lies in how we pay?
system-causes-3 = How do collection, payment and contracts act on each other?
system-causes-4 = Which signals in the steering would produce this very picture?
system-conclusions-1 = Does everyone know which goal goes first when two collide?
system-conclusions-2 = How do we decide that a goal is reached, and do we weigh alike each time?
system-conclusions-3 = What happens if we go on following up in the same way?
system-conclusions-4 = What does it cost in trust and money if the figures don't hold?
system-conclusions-5 = What do we learn about payment, measuring and valuing as such?
system-conclusions-6 = What could the steering look like instead?
system-conclusions-7 = Which side effects, good and bad, has each way?
system-actions-1 = What in steering, follow-up and payment shall we change?
system-actions-2 = Which change gives most for the effort?

## The room

tab-system-questions = Questions
system-closed = { $closed } { $key } writes in the answer all the same.
system-open = { $count } of { $all } unanswered: { $keys } answer.
system-replaced = The answer was “{ $was }” and is “{ $is }” now: { $question } { $key } undoes it.
system-unanswered = not answered
tab-system-findings = System findings

## Checks

check-system-analysis-empty = The system analysis is empty
    .help = The fault may lie in how we measure, steer and pay. Answer some of the 21 questions before the conclusions are done.
check-system-unanswered-collect = The system analysis has no answer about step 2
    .help = The fault may lie in how we measure, steer and pay. Answer one of the questions, or write why they can wait.
check-system-unanswered-focus = The system analysis has no answer about step 3
    .help = The fault may lie in how we measure, steer and pay. Answer one of the questions, or write why they can wait.
check-system-unanswered-causes = The system analysis has no answer about step 4
    .help = The fault may lie in how we measure, steer and pay. Answer one of the questions, or write why they can wait.
check-system-unanswered-conclusions = The system analysis has no answer about step 5
    .help = The fault may lie in how we measure, steer and pay. Answer one of the questions, or write why they can wait.
check-system-unanswered-actions = The system analysis has no answer about step 6
    .help = The fault may lie in how we measure, steer and pay. Answer one of the questions, or write why they can wait.
check-system-finding-without-change = System finding without what should change
    .help = A finding without a direction is left lying. Write what in steering, following up or paying should be different.
check-system-proposal-unfounded = Proposal on the system track without a system finding
    .help = Whoever is to change the system wants to see what shows it. Link the proposal from a system finding.
