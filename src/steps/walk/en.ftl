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
declare-closed = The follow-up is closed. Open it again if something must be changed.

## Closing the follow-up

close-not-done = The step { $step } is not done.
close-closed = The follow-up is closed already.
