## Words that all rooms share

yes = yes
partly = partly
no = no
hole = (deleted)
answers = answers
    .yes = yes
    .yes-also = y; true
    .partly = partly
    .partly-also = p; in part
    .no = no
    .no-also = n; false

common = common
    .removed = deleted
    .restricted = restricted
    .forgotten = forgotten

step-plan = Planning
step-collect = Collect
step-focus = Focus
step-causes = Causes
step-conclusions = Conclusions
step-actions = Actions
step-system = System analysis

unit-persons = persons
unit-kr_per_year = SEK/year
unit-hours_per_year = hours/year
unit-percent = %
unit-hours = hours
unit-kr = SEK
unit-days = days

flaw-number = not a number, for example 12.5 or 1 200
flaw-date = not a date, write for example 2025-11-03
flaw-period = not a period, write for example 2025, 2025T3 or 2025Q2
flaw-choice = not one of the choices
flaw-flag = neither yes nor no
flaw-measured = neither a number nor yes, partly, no
flaw-record = does not exist, create or import it first
flaw-scale = off the scale, write 1–4
flaw-scales = off the scale, write 1–6
flaw-size = a scale has 3–6 steps
flaw-limits = write two to five rising numbers with semicolons between, such as 10; 50; 200
flaw-whole = must be a whole number, without decimals
flaw-two-readings = the point may divide thousands or begin decimals: write for example 1200 without a point, or 1,2 with a comma
flaw-negative = must not be below zero
flaw-share = must be between 0 and 100
flaw-long = too long, 16,000 characters at most
flaw-missing = missing
flaw-taken-by = { $title } already has it, choose another
flaw-taken = another record already has it, choose another
flaw-account = is not an account name: letters a–z, digits, full stop, hyphen, underscore and @, 64 characters at most

os-missing = it does not exist
os-forbidden = you have no right to it
os-folder = it is a folder
os-no-folder = it is no folder
os-full = the disk is full
os-read-only = the disk can only be read
os-no-text = it is not text in UTF-8
os-taken = the name is taken
os-device = the disk answered with an error, it may be failing
os-busy = another program uses it
os-silent = the disk does not answer
os-damaged = what stands there is damaged
os-other = the system answered with an unusual error ({ $raw })
