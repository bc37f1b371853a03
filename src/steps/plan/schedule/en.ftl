## Step 1: the plan as a whole

plan_frame = Head of the plan
    .plural = Head of the plan
    .empty = The theme of the year, the resources and the elected body that the plan was agreed with stand here.
    .theme = Theme of the year
    .resources = Resources
    .hours = Hours in all
    .agreed_with = Agreed with
    .agreed_on = Agreed on

beat = Fixed point
    .plural = Fixed points
    .empty = What recurs every year beside the rows of the plan stands here: annual accounts, dialogues, reports.
    .name = What
    .lane = Lane
    .months = Months
    .function = Function
    .document = Document

set-lane = lane
    .planning = planning
    .collection = collection
    .analysis = analysis
    .committee = committee
    .internal_control = own control
    .contract = contracts
    .own = other

view-frame = head of the plan
view-hours = hours per month
view-years = areas and years
view-cycle = annual cycle
view-cycle-list = annual cycle, list
view-beats = fixed points
view-process = process map
view-carried = against the last plan

column-sum = Sum
column-when = When
column-lane = Lane
column-what = What
column-who = Who
column-document = Gives
column-row = Row
column-since = Since last time
depth-proposed = ({ $depth })
depth-word = { $depth ->
    [deep] deep
    [base] base
    [sample] sample
   *[none] none
  }
depth-letter = { $depth ->
    [deep] D
    [base] B
    [sample] S
   *[none] –
  }

hours-nobody = (no function)
hours-empty = The hours of the plan per function and month are shown here once the plan has rows.
hours-year = { $hours } hours a year, { $rows }
hours-has = Has { $capacity } hours, { $month } a month
hours-has-not = Nobody has said how many hours the function has for follow-up
hours-over = ! More than a twelfth: { $months }
hours-legend = ! more than a twelfth of the year's hours

years-empty = Each area is shown year by year here once requirements have areas.
years-legend = D deep  B base  S sample  – not followed up  · unknown
years-year = { $year }: { $depth }
years-year-theme = { $year }: { $depth }, { $theme }
years-untouched = ! Has not been followed up for three years
years-same = ! The same sample three times in a row
years-alone = No earlier year is known. Name the previous follow-up in the head of this one.

cycle-empty = The year is shown here in months and lanes once the plan has rows or fixed points.
cycle-legend = ▸ the current month
cycle-nothing = Nothing
cycle-without = { $count ->
    [one] 1 plan row does not say in which month
   *[other] { $count } plan rows do not say in which month
  }
cycle-ends = { $title } ends
cycle-option = { $title }: last day of the option
cycle-times = { $what } ({ $count })

process-empty = Who does what, in order, is shown here once the plan has rows or fixed points.
process-agreed = The plan is agreed with { $who }
process-method = { $method }, { $requirements }
process-requirements = { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
  }
process-undocumented = ? no document
process-nobody = ? nobody

carried-empty = The plan is compared here with last year's. Name the previous follow-up in the head of this one.
carried-not-yet = not here yet
carried-gone = requirement is gone
carried-new = new
carried-same = alike
carried-changed = changed: { $fields }
carried-field = { $field }: { $before } → { $after }
carried-ask = Carry over from { $title }? { $rows } will come. { $stay }
carried-rows = { $count ->
    [one] 1 plan row
   *[other] { $count } plan rows
  }
carried-stay = { $count ->
    [0] No requirement is gone.
    [one] 1 row stays, its requirement is not here.
   *[other] { $count } rows stay, their requirements are not here.
  }
carried-nothing = All that can come from the last plan is here already.

check-plan-depth-without-reason = Plan row goes to another depth than the risk proposes, without a reason
    .help = Whoever wonders why something is looked at more or less should get an answer. Write the reason, or choose the proposed depth.
check-area-left-out = Area with critical requirements or high risk is left out without a reason
    .help = To leave something out is a decision that must be possible to defend. Write why, or choose another ambition.
check-function-crowded = The function has more hours in three months than it can do
    .help = The year suffices, but work piles up: more than a quarter of the hours in three months. Spread the plan rows, or write how it is solved.

## The report

report-frame = What the plan rests on
report-cycle = The year
report-ambition = Ambition per area
