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
