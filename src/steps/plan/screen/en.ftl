## Starting point and requirements: state, time, sources, whether they can be followed up

view-start = the state of things
view-time = time and competence
view-sources = binding documents
start-what = Starting point
start-has = There
start-lacks = Missing
start-nothing = nothing
start-order = its own order
start-part-header = The follow-up
    .why = Who, what, when and why: the reader should know what the answers are about.
start-part-documents = Governing documents
    .why = Laws, regulations and decisions that requirements rest on.
start-part-sources = Requirements that are bound
    .why = Those reviewed must be able to look up what binds their unit. It is asked once for each source.
start-part-goals = Goals
    .why = National and local goals show what the requirements are to lead to.
start-part-contracts = Units with a contract
    .why = The contract or commission says who runs the unit, and what holds.
start-part-rights = Contracts read for rights
    .why = Only what the contract gives a right to can be followed up on site or in records.
start-part-roles = Functions and roles
    .why = The owner of the system and the owner of own operations are kept apart; an owner does not review itself.
start-part-time = Functions in the plan
    .why = Hours and competence are to suffice for what is planned.
start-part-areas = Areas
    .why = In every area somebody carries out the follow-up, and somebody decides on what comes out.
start-committee = committee
start-period = period
start-units = units
start-responsible = responsible function
start-purpose = purpose
start-any = none is there
start-unbound = { $count ->
    [one] 1 source without a document
   *[other] { $count } sources without a document
  }
start-national = national goals
start-local = local goals
start-no-contract = { $count ->
    [one] 1 unit without
   *[other] { $count } units without
  }
start-no-rights = { $count ->
    [one] 1 contract without rights
   *[other] { $count } contracts without rights
  }
start-method-without-right = { $count ->
    [one] 1 method without a right
   *[other] { $count } methods without a right
  }
start-nobody-decides = nobody decides
start-nobody-owns = nobody owns the service
start-nobody-reviews = nobody may review
start-role-unclear = { $count } unclear roles
start-role-clash = { $count ->
    [one] 1 plan row clashes
   *[other] { $count } plan rows clash
  }
start-over = { $count } over their time
start-no-hours = { $count } without hours
start-no-competence = { $count } without competence
start-area-gaps = { $count ->
    [one] 1 without somebody who does or decides
   *[other] { $count } without somebody who does or decides
  }
start-area-clashes = { $count ->
    [one] 1 clash
   *[other] { $count } clashes
  }
time-function = Function
time-bar = Planned of its time
time-hours = Hours a year
time-note = To look at
time-over = over its time
time-unsaid = hours unknown
time-no-competence = competence?
time-no-rows = nothing in the plan
time-nothing-said = nothing said
time-knows = Knows: { $competences }
time-planned = Planned methods: { $methods }
sources-source = Source
sources-reference = Document
sources-count = Reqs
sources-for = Not bound for
sources-all = all units
sources-plural = sources
sources-none = All requirements with a source have a document that binds the units they count for.
sources-question = Which document binds { $units }? Enter chooses it for all at once: { $numbers }
followable = Can be followed up: source, measure, target and method are there.
followable-not = To be followed up: { $points }
followable-open-none = Nothing open to accept: the checks have nothing against the requirement, or it has been accepted.
followable-source = no source
    .why = without one nobody can say why it applies.
followable-measure = no measure
    .why = write what is counted or observed.
followable-target = no target
    .why = it can be measured then, but nobody can say whether that is enough.
followable-method = no method
    .why = no row of the plan says how it is followed up.
followable-compound = { $count } “and” in one sentence
    .why = several demands in one can be met and missed at once. Split it, one demand a row.
followable-vague = read differently: { $words }
    .why = readers measure the words differently. Write a measure, or a word that can be counted.
followable-prescribes = says how: { $words }
    .why = whoever carries it out has no way to do it better. Write what is to be reached instead.
followable-long = { $count } words
    .why = so long a requirement often steers the way of working. Write what is to be reached, the rest in a guideline.
followable-numbers = { $count } numbers
    .why = so many limits steer the way of working. Keep those that matter to the individual.
