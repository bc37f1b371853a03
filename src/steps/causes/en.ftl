## Kinds, fields and choices

cause = Cause
    .plural = Causes
    .empty = Causes that may explain a focus area stand here, ordered by what lies behind what.
    .text = Cause
    .focus_area = Focus area
    .parent = Lies behind the cause
    .category = Category
    .support = Supported by
    .counter = Contradicted by
    .stated_by = Stated by
    .strength = Strength
    .points = Points
    .reason = Because

event = Event
    .plural = Events
    .empty = What happened in and around the service during the period stands here.
    .date = Date
    .text = What happened
    .place = Inside or outside
    .focus_areas = Focus areas
    .possible_link = Possible link

earlier_action = Earlier action
    .plural = Earlier actions
    .empty = What has been tried before stands here, and whether it helped.
    .text = Action
    .date = Decided
    .focus_areas = Focus areas
    .done = Carried out
    .effect = Helped
    .shown_by = Shown by

set-cause-category = category
    .people = People
    .machines = Machines
    .methods = Methods
    .material = Material
    .environment = Environment
    .leadership = Leadership
    .measurement = Measurement
set-cause-strength = strength
    .hypothesis = hypothesis
    .probable = probable
    .confirmed = confirmed
    .dismissed = dismissed
set-event-place = place
    .inside = inside the service
    .outside = outside
set-effect = effect
    .yes = yes
    .partly = partly
    .no = no
    .unknown = unknown

## Guiding questions

guide-causes-1 = What did we believe last time, and did our action help?
guide-causes-2 = What else could explain it than our first idea?
guide-causes-3 = Which evidence speaks against it?
guide-causes-4 = What happened in and around the service?
guide-causes-5 = Why does a similar unit do better?
guide-causes-6 = Could measurement, payment or contract have produced the picture?
guide-causes-7 = Is the fault in preconditions, working practice or outcome?

## The room

tab-causes = Causes
column-support = For
column-counter = Against
tab-events = Events
tab-earlier = Earlier actions

## Checks

check-focus-without-cause = Focus area without a cause
    .help = Without a cause the action is a guess. Add at least two that may explain it.
check-focus-one-cause = Focus area with one cause alone
    .help = The first explanation is seldom all. Look for another, or write why none is thinkable.
check-cause-behind-itself = Cause lies behind itself
    .help = The tree goes in a circle and explains nothing. Change the cause that it lies behind.
check-cause-too-deep = Cause lies deeper than five levels
    .help = So far down nobody can change anything. Move it up, or drop levels between.
check-cause-without-support = Cause without support
    .help = Without evidence it is a guess. Link results, evidence or events that speak for it, or dismiss it.
check-cause-only-stated = Cause rests only on what the responsible party says
    .help = Those reviewed are heard, but what they say is tested. Link something else that supports it.
check-cause-untested = Confirmed cause against which nothing has been looked for
    .help = An explanation holds only when it has been tested. Link what speaks against it, or write where you have looked.
check-cause-is-solution = Cause worded as a missing solution
    .help = “Lack of …” settles the answer beforehand. Write what happens instead, and more solutions can be tried.
check-causes-one-category = All causes in one category
    .help = Often it is the people. Try methods, leadership, environment and measurement too.
check-earlier-not-evaluated = Earlier action never evaluated
    .help = Whether it helped is among the best evidence there is. Set its effect.
check-event-after-results = Event after the last result
    .help = It cannot explain what was measured before. Correct the date, or wait for new results.
