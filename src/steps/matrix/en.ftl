## Four-field matrices in the rooms

view-matrix = four-field matrix

preset-risk = Likelihood × consequence
    .x = likelihood
    .y = consequence
    .low = Watch
    .x_high = Prevent
    .y_high = Be ready
    .high = Act now
preset-action = Effect × feasibility
    .x = effect
    .y = feasibility
    .low = Refrain
    .x_high = Plan
    .y_high = If time allows
    .high = Do now
preset-improvement = Influence × urgency
    .x = influence
    .y = urgency
    .low = Let it wait
    .x_high = Take along
    .y_high = Pass it on
    .high = Begin here
preset-focus = Distance to target × consequence
    .x = distance to target
    .y = consequence
    .low = Watch
    .x_high = Mend
    .y_high = Hold on to
    .high = Focus

matrix-risk-empty = Requirements are placed here by how likely and how grave it is that they are not met. Write or import requirements in the tab Requirements first.
matrix-focus-empty = Focus areas stand here by how far the target is and how grave the failure. Choose focus areas first.
matrix-improvement-empty = Improvement areas are placed here by how far they can be influenced and how urgent they are. Write an improvement area first.
matrix-proposals-empty = Proposals are placed here by effect and feasibility. Write a proposal first.
matrix-focus-computed = The place is computed from the requirements' results and valuation: change them and the area moves.

preset-cost_quality = Cost × quality
    .x = cost
    .y = quality
    .low = Look over
    .x_high = Change first
    .y_high = Keep
    .high = Try the price
preset-volume_consequence = Volume × consequence
    .x = volume
    .y = consequence
    .low = Watch
    .x_high = Follow broadly
    .y_high = Follow a few in depth
    .high = Follow first
preset-satisfaction = Grade × importance
    .x = grade
    .y = importance
    .low = Improve if possible
    .x_high = Less urgent
    .y_high = Prioritise
    .high = Preserve
preset_own = Own matrix
    .x = effort
    .y = benefit
    .low = Leave it
    .x_high = Rethink
    .y_high = Do first
    .high = Plan

set-preset = preset
    .risk = likelihood × consequence
    .action = effect × feasibility
    .improvement = influence × urgency
    .focus = distance to target × consequence
    .cost_quality = cost × quality
    .volume_consequence = volume × consequence
    .satisfaction = grade × importance
set-valued-in = matrix
    .risk = risk
    .improvement_area = improvement areas
    .proposal = proposals
    .four_field = own matrix

four_field = Own matrix
    .plural = Own matrices
    .empty = Your own four-field matrices stand here: anything on two axes.
    .name = Name
    .preset = Begin from
    .preset-help = Axes and fields are called as in the preset where you write nothing of your own
    .x = Axis to the right
    .y = Axis upwards
    .size = Number of steps
    .size-help = 2–10; empty is 4
    .x_low = Low to the right up to
    .y_low = Low upwards up to
    .high = Field high on both
    .y_high = Field high upwards
    .x_high = Field high to the right
    .low = Field low on both

four_field_item = Thing in a matrix
    .plural = Things in matrices
    .empty = What is placed in own matrices stands here.
    .four_field = Matrix
    .text = What
    .record = Record
    .record-help = A record of the follow-up that stands for it
    .x = Step to the right
    .y = Step upwards
    .reason = Reason

rating = Rating in a group
    .plural = Ratings in a group
    .empty = What each has said stands here, when several have valued together.
    .rater = Rater
    .item = What
    .matrix = Matrix
    .round = Round
    .x = Step to the right
    .y = Step upwards
    .agreed = Agreed
    .reason = Reason

view-own-matrices = own matrices
view-matrix-items = things in own matrices
column-x = →
column-y = ↑
matrix-own-empty = Empty so far. Press n and write a line for each thing, Enter after each.
matrix-own-add = New line, empty ends:

## Valuing together

workshop-head = Value together: { $matrix }
workshop-about = { $count ->
    [one] One thing. Everybody values alone; nobody sees what others answer before they are done themselves.
   *[other] { $count } things. Everybody values alone; nobody sees what others answer before they are done themselves.
  }
workshop-rater = { $rater }: { $said } of { $all }
workshop-who = Who values now? Write a function, no person's name:
workshop-who-help = Enter begins. An empty line shows what all have answered. Esc leaves; what is answered stands.
workshop-not-yet = Somebody here has things left. Write the function's name and finish, then everybody's answers are shown.
workshop-rating = { $rater } · { $now } of { $all }
workshop-own = Your answer: { $place }
workshop-digit = { $axis } 1–{ $size }?
workshop-hand-over = Thank you! Hand over to the next.
workshop-any-key = The next one begins with Enter.
workshop-table = { $count ->
    [0] You are at most one step apart on everything.
    [one] One thing to talk about: there you are more than one step apart.
   *[other] { $count } things to talk about: there you are more than one step apart.
  }
workshop-item = Thing
workshop-agreed = agreed
workshop-spread = { $median } apart { $apart }
workshop-talk = to talk about
workshop-proposed = Proposal, the median: { $place }. Enter takes it.
workshop-why = Why? Enter saves, without a reason too.
workshop-joint = joint
