## Kinds, fields and choices

cause = Cause
    .plural = Causes
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
    .date = Date
    .text = What happened
    .place = Inside or outside
    .focus_areas = Focus areas
    .possible_link = Possible link

earlier_action = Earlier action
    .plural = Earlier actions
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
tab-events = Events
tab-earlier = Earlier actions
