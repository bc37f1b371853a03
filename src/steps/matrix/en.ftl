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
