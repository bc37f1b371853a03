## Kinds, fields and choices

focus_area = Focus area
    .plural = Focus areas
    .empty = What is worth understanding better stands here, failures and strengths, with reasons.
    .name = Name
    .kind = Kind
    .reason = Chosen because
    .requirements = Requirements
    .units = Units
    .shown_by = Shown by
    .order = Order (1 first)
    .concerns_many = Concerns many
    .vulnerable_group = Hits the vulnerable
    .costs_much = Costs much
    .why_question = Why …?

set-focus-kind = kind
    .deviation = deviation
    .strength = strength

## Step 3: what the program calls out

signal-trend = Getting worse
signal-worse-than-others = Worse than others
signal-gender = Gender gap
signal-contradiction = Sources contradict
signal-weak = Weak figures
signal-strength = Strength

says-trend = { $moves } measurements in a row the wrong way: { $began } ({ $from }) → { $latest } ({ $period }). The target { $target } has been missed since { $since }.
says-worse-than-others = { $value } ({ $period }) against the median { $median } of the { $others } other units, place { $rank } of { $of }. The target is { $target }.
    .hidden = { $value } ({ $period }) against the median { $median } of the { $others } other units, place { $rank } of { $of }. The mean { $mean } meets the target { $target } and hides it.
    .one = { $value } ({ $period }) against { $median } at the other unit. The target is { $target }.
    .one-hidden = { $value } ({ $period }) against { $median } at the other unit. The mean { $mean } meets the target { $target } and hides it.
says-gender = Women { $women } (n = { $women_n }), men { $men } (n = { $men_n }): difference { $difference } ({ $period }).
    .hidden = Women { $women } (n = { $women_n }), men { $men } (n = { $men_n }): difference { $difference } ({ $period }). The total { $total } meets the target and hides it.
says-contradiction = { $meets_source } says { $meets } and meets the target { $target }, { $misses_source } says { $misses } and misses it ({ $period }).
says-few = Only n = { $n } behind the figure from { $source } ({ $period }): a warning, no finding.
says-hidden = Only n = { $n } behind the figure from { $source } ({ $period }): not shown outside Stegvis.
says-withheld = The figure from { $source } ({ $period }) is not shown: too few stand behind it, or behind one that it would give away.
says-response = Only { $response } % responded, { $source } ({ $period }).
says-missing = No value for { $period }, { $source }.
says-strength = { $first } ({ $from }) → { $latest } ({ $period }), better every time ({ $measurements } measurements, n = { $n }). The target { $target } is reached.
percentage-points = percentage points
says-of-group = { $group }: { $says }

## Guiding questions

guide-focus-1 = Where is the gap largest, and where has it grown?
guide-focus-2 = A blip, or several measurements in a row?
guide-focus-3 = Which comparable units do clearly better, and are they really alike?
guide-focus-4 = Do figures, observations and voices agree?
guide-focus-5 = What surprises us?
guide-focus-6 = Does it hit many, or those least able to speak up?
guide-focus-7 = What works and is worth keeping?

## The room

column-order = No
tab-focus-areas = Focus areas
tab-compare = Comparison
compare-requirement = Req
compare-unit = Unit
compare-target = Target
compare-latest = Latest
compare-of-women = w { $value }
compare-of-men = m { $value }
compare-of-some = part { $value }
compare-gap = Gap
compare-series = Series
compare-signal = Finding
compare-order = what is worst
compare-legend = Bars: the last { $count }, higher is better.
compare-met = met
compare-missed = missed
compare-empty = No results to compare yet ({ $kinds }). Import them in step 2.
compare-head = { $unit }, target { $target }
trend-better = { $count } measurements in a row the right way
trend-worse = { $count } measurements in a row the wrong way
trend-variation = varies
trend-few = too few measurements
point-hidden = hidden outside
point-few = n < { $limit }, hidden outside
value-missing = missing
non-response = non-response { $share } %

## Checks

check-red-without-focus = Red deviation without a focus area
    .help = What stands out is either looked into or left out for a reason. Put it in a focus area, or write why not.
check-sources-contradict = Sources contradict each other
    .help = They lie on different sides of the target and cannot both be right. Take it up in a focus area, or write which source weighs more.
check-focus-without-reason = Focus area without a reason
    .help = Those reviewed should see why this was chosen. Write the reason.
check-focus-without-requirement = Focus area about no requirement
    .help = The chain from requirement to action breaks here. Link the requirements.
check-focus-without-question = Focus area without a why-question
    .help = A question that begins with why keeps the search open. Put the problem as one.
check-focus-too-many = More than seven focus areas
    .help = Whoever goes deeper into everything goes deeper into nothing. Join or drop some.
check-focus-only-negative = No strengths among the focus areas
    .help = What works is a finding too, and others can learn from it. Add a strength, or write why there is none.
