## Step 2: kinds, fields and choices

result = Result
    .plural = Results
    .requirement = Requirement
    .requirement-also = requirement number; requirement no
    .unit = Unit
    .period = Period
    .period-also = year
    .group = Gender or group
    .group-also = gender; sex; group; split
    .method = Method
    .origin = Origin
    .origin-also = source
    .date = Date
    .value = Value
    .value-also = outcome; result
    .n = n
    .n-also = count; answers
    .non_response = Non-response
    .non_response-also = non-response %; nonresponse
    .reliability = Reliability
    .observation = Observation
    .observation-also = comment; quote
    .definition_changed = Definition changed
    .definition_changed-also = changed definition

deviation_report = Deviation report
    .plural = Deviation reports
    .number = No
    .number-also = case number; number
    .date = Date
    .unit = Unit
    .type = Type
    .category = Category
    .severity = Severity
    .severity-also = gravity
    .description = Description
    .description-also = event; text
    .occurrence = Occurrence
    .investigated = Investigated
    .acted_on = Acted on
    .requirement = Requirement
    .requirement-also = requirement number

set-group = group
    .all = all
    .all-also = T; total
    .women = women
    .women-also = W; F; female; girls
    .men = men
    .men-also = male; boys
set-reliability = reliability
    .high = high
    .medium = medium
    .medium-also = middle
    .low = low
set-report-type = type
    .deviation = deviation
    .lex_sarah = lex Sarah
    .lex_maria = lex Maria
    .complaint = complaint
    .viewpoint = viewpoint

## Guiding questions

guide-collect-1 = What do we want to know, and which decision will it serve?
guide-collect-2 = Does the data already exist, sparing the provider?
guide-collect-3 = Whom have we not heard yet?
guide-collect-4 = Which quality dimensions lack evidence?
guide-collect-5 = What did we see, and what is interpretation?
guide-collect-6 = How big is the non-response, and who is missing?
guide-collect-7 = Do contract and consent cover what we read?

## The room

tab-results = Results
tab-reports = Deviation reports
column-group = Group
column-non-response = Non-r %

check-result-adrift = Result without requirement, unit or period
check-result-unbound = Result at a unit that the requirement does not bind
check-result-twice = Result stands twice; the latest counts
