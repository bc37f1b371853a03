## Kinds, fields and choices

answer = Answer
    .plural = Answers
    .question = Question
    .text = Answer
    .by = By
    .date = Date

acceptance = Accepted point
    .plural = Accepted points
    .check = Check
    .record = Concerns
    .reason = Because
    .by = By
    .date = Date
    .state = State

step_state = Step state
    .plural = Step states
    .step = Step
    .done = Done
    .by = By
    .date = Date

document_reference = Document
    .plural = Documents
    .empty = The documents that the record refers to stand here.
    .record = Belongs to
    .title = Title
    .diary_number = Diary number
    .date = Date
    .kept_at = Kept at
    .sha256 = SHA-256
    .order = Order

set-step = step
    .plan = Planning
    .collect = Collecting information
    .focus = Focusing
    .causes = Finding causes
    .conclusions = Drawing conclusions
    .actions = Proposing actions

## Steps that are done

declare-not-begun = The step is empty. Write something in it, or answer one of its questions and say why it stays empty.
declare-open = { $count ->
    [one] 1 point is open. Mend it, or accept it with a reason.
   *[other] { $count } points are open. Mend them, or accept them with a reason.
  }
declare-unchecked = The checks are still working on the last change. Try again in a moment.
declare-done = The step is done already.

## Closing the follow-up

close-not-done = The step { $step } is not done.

## What comes next

next-mend = Mend it, or accept it with a reason
next-begin-plan = Write the first requirement, or read in a file of requirements
next-begin-collect = Write the first result, or read in a file of results
next-begin-focus = Choose the first focus area
next-begin-causes = Write the first possible cause
next-begin-conclusions = Draw the first conclusion
next-begin-actions = Write the first proposal
next-declare = Nothing is open here: declare the step done
next-close = The six steps are done: close the follow-up
next-nothing = The follow-up is closed, nothing is left

## The chain from goal to effect

chain-source = Goal and law
chain-requirement = Requirement
chain-plan = Plan
chain-found = Evidence
chain-focus = Focus area
chain-cause = Cause
chain-conclusion = Conclusion
chain-proposal = Proposal
chain-action-plan = Action plan
chain-effect = Effect

hole-goal = No requirement serves the goal
hole-requirement = No plan row follows up the requirement
hole-plan = There is neither a result nor other evidence for the plan row
hole-found = Red deviation that no focus area takes up
hole-focus = No cause has been tried
hole-cause = No conclusion rests on the cause
hole-conclusion = No proposal builds on the conclusion
hole-proposal = No function answers for the proposal, and no action plan takes it up
hole-action-plan = The effect has not been verified

## What is due and what waits

due-overdue = overdue
due-soon = soon
due-waits = waits
due-this-month = this month
due-later = later

due-plan-row = Follow up as planned
due-action-plan = Action plan is to come in
due-to-judge = Judge action plan
due-to-verify = Verify action plan
due-proposal = Proposal is to be done
due-proposal-look = Follow up proposal
due-watch-point = Look at watch point
due-sanction-answer = Answer to sanction is to be in
due-contract-extension = Contract ends, can be extended
due-contract-end = Contract ends
due-communication = Tell the outcome
due-next-follow-up = Next follow-up
due-period-end = End of the period
