## The session: home, the frame, saving

home-head = Home
home-follow-up = Follow-up
home-committee = Committee
home-steps = 1 2 3 4 5 6
welcome = Welcome. There is no follow-up here yet.
home-no-role = You have no role in this store, so nothing is shown to you. Ask an administrator for a role. What you have typed is kept.
home-nothing-shown = There is no follow-up here yet that you may see. Ask the lead of the follow-up to make you a participant.
welcome-example = Look at the example
welcome-example-about = The home care of an invented municipality, followed from goal to effect. It is put here as "{ $title }", and Undo takes it away again.
welcome-import = Import files
welcome-import-about = Requirements, units, plan, results or deviations from Excel or CSV.
welcome-new = Begin an empty follow-up
welcome-new-about = You write yourself: first the title, then the requirements.
home-example-title = Home care (example)
home-example-done = The example has been read in as "{ $title }". { $key } here in the follow-up takes it away again.
home-example-reading = Reading the example …
home-due = To do
home-due-count = { $count ->
    [one] 1 thing
   *[other] { $count } things
  }
home-nothing-due = Nothing is overdue or due this month.
home-later = { $count ->
    [one] (1 later)
   *[other] ({ $count } later)
  }
home-overdue = { $count ->
    [one] 1 day overdue
   *[other] { $count } d overdue
  }
home-waits = { $count ->
    [0] came today
    [one] waited 1 day
   *[other] waited { $count } d
  }
home-today = today
home-in-days = { $count ->
    [one] tomorrow
   *[other] in { $count } days
  }
last-place = Last: { $title }, step { $step }{ $record }.
last-goes-on = Enter goes on there.
drafts-waiting = { $count ->
    [one] 1 half-typed field is waiting for you: d shows it.
   *[other] { $count } half-typed fields are waiting for you: d shows them.
  }
untitled = (untitled)
saved = saved
closed-status = closed
saving = saving …
too-small = Stegvis needs at least 40 × 12 characters
resumed = You stopped here in the middle of a word. After a break the text of the last second may be missing.
no-follow-up-yet = Begin a follow-up first, or import a file.
no-way-back = There is nothing to go back to.
no-place = The record has no place of its own yet.
help-head = Help { $page }/{ $pages }   ↑ ↓ turn pages   Esc close
undone = Undone: { $what }.
redone = Done again: { $what }.
undo-far = Undo: { $what }? It is not shown here.
undo-far-later = Nothing is undone; next to undo: { $what }. { $key } asks again.
undo-past = Nothing is undone: what comes first is forgotten for good and cannot be taken back. { $key } once more asks about what was done before it.
undo-before = Undo the change before it: { $what }?
redone-past = Something you had undone before it is forgotten for good and cannot be done again.
undo-more = { $count ->
    [one] and 1 more field
   *[other] and { $count } more fields
  }
undo-moved = Nothing is undone: someone else has changed it since ({ $what }), and that stands.
undo-moved-by = Nothing is undone: { $name } changed it after you ({ $what }, { $at }), and that stands.
undone-nothing = There is nothing to undo.
redone-nothing = There is nothing to redo.
undone-untold = Undone.
redone-untold = Done again.
undone-not-next = Nothing is undone: something else has been saved since the question was asked. Press { $key } to undo the latest.
undo-forbidden = Nothing is undone or redone: you are a reader here. A lead can give you another role.
    .lead = Nothing is undone or redone: leads change what is next. Ask one of them.
    .administrator = Nothing is undone or redone: administrators change what is next. Ask one of them.
undo-disk = Nothing is undone or redone: it could not be written ({ $why }). See that the disk works and try again.
undo-full = Nothing is undone or redone: the disk has { $free } MB free, at least { $floor } MB is needed. Make room and try again.
undo-closed = Nothing is undone or redone: the store is closed. Open Stegvis again.
refused-moved = Not saved: { $field } of { $title } is now "{ $stands }". Someone else was first. Your text stays as a draft: { $key } shows both, and if you save again yours counts.
refused-moved-elsewhere = Not saved: { $field } of { $title } is now "{ $stands }". Someone else was first. Your text is kept as a draft: { $key } in the room shows it, and if you save it from there, yours counts.
refused-hidden = Not saved: the record is not shown to you any longer; it is restricted, forgotten or taken back. Your text is kept as a draft: { $key } in the room shows it.
refused-removed = Not saved: the record has been deleted. Undo the deletion first. Your text stays as a draft.
typing-hidden = The record you are typing in is not shown to you any longer; it is restricted, forgotten or taken back. What you have typed is kept as a draft: { $key } in the room shows it.
typing-removed = The record you are typing in has just been deleted. What you have typed is kept as a draft: { $key } in the room shows it and can bring the record back.
typing-locked = What you are typing cannot be saved just now, but is kept as a draft. { $why }
refused-long = Not saved: the text is { $have } characters, { $limit } at most fit. Shorten it; it stays as a draft.
refused-large = Not saved: the record would take { $have } bytes, { $limit } at most fit. Shorten one of its texts.
refused-locked = Not saved: the follow-up is closed. { $key } opens it again. While it is closed, steps 1–5, the answers and the judgements stand fast.
refused-used = Not saved: the scale has been valued on and stands fast. Make a new version under Valuation, view the scale (n), and change that one.
refused-not-closing = Not saved: a follow-up is closed only by closing it as such, not by typing the day or by undoing that it was opened.
refused-forbidden = Not saved: you are a reader here. Your text is kept as a draft; a lead can give you another role.
    .lead = Not saved: leads change this. Your text is kept as a draft; ask a lead or an administrator.
    .administrator = Not saved: administrators change this. Your text is kept as a draft; ask one of them.
refused-account-taken = Not saved: the account is an officer's already. Your text is kept as a draft; write another account.
refused-account-of-owner = Not saved: the account owns the store or is root, and cannot be an officer's. Your text is kept as a draft; write another account.
hidden-now = The follow-up is not shown to you any longer, since your roles have changed. Ask a lead or an administrator.
is-not-to-begin = You have no role that lets you begin a follow-up. An administrator can give you one.
reader-status = reader
refused-forgotten = This cannot be undone or done again: it is forgotten for good, and there is nothing else to take instead. The history says by whom and why.
findings-unchecked = What is missing in the follow-up could not be looked for: { $why }. Go to the start and open it again to have it tried once more.
refused-misformed = Not saved: the change does not hold together. Open the record again and try once more.
refused-disk = Not saved: the change could not be written ({ $why }). Your text is kept. Leave, see to the disk, and open again.
refused-full = Not saved: the disk has { $free } MB free, at least { $floor } MB are needed. Make room and try again; your text is kept.
refused-only-read-index = Not saved: the index beside the journal is damaged and will be rebuilt at the next start. Your text is kept until you leave. Copy it, quit and start again.
refused-only-read = Not saved: here you can only read ({ $why }). Your text is kept until you leave. See to it that the folder can be written to and start again.
refused-closed = Not saved: the store is closed. Your text is kept; open Stegvis again.
import-head = Read a file into "{ $title }"
import-title = What shall the follow-up be called? For example Home care 2025.
import-title-wanted = The follow-up needs a title.
import-what = What does the file hold? Units first: the results refer to them.
import-units-forbidden = Units belong to the register, which leads and administrators change. Ask one of them to read the file in; the rest you can read in yourself.
import-hint-title = go on
import-hint-path = read the file
import-path = Where is the file with { $kinds }? Write its path on the machine where you run stegvis.
import-path-wanted = Write the path of the file.
import-browse = Choose the file with { $kinds }. Type to search, backspace goes up a folder.
import-folder = Folder: { $path }
import-listing = Reading the folder …
import-folder-cut = The folder is large, only the newest is shown. Write the path if the file isn't here.
import-folder-empty = There are neither folders here nor files that can be read in ({ $endings }).
import-up = .. (the folder above)
import-size-bytes = { $size } bytes
import-size-kb = { $size } kB
import-size-mb = { $size } MB
import-is-folder = folder
import-reading = Reading the file …
import-checking = { $count ->
    [one] Checking the file … 1 row
   *[other] Checking the file … { $count } rows
  }
import-rechecking = { $count ->
    [one] Checking again … 1 row
   *[other] Checking again … { $count } rows
  }
import-stopped = Stopped. Nothing has changed.
import-no-check = The file could not be checked: { $error }. Try again in a moment.
import-headings = Headings: { $read }
import-choose-any = The headings of the file. Choose one to change which field it is read as.
import-not-read = not read
import-close = Close the file? Nothing has been read in, and what you left out or settled about headings is forgotten.
import-lacks = Line { $line } is the heading row. These fields are needed and have no heading:
import-lacks-first = A needed field has no heading. Choose its heading first.
import-heading-lacks = { $field }: no heading was found. { $key } chooses one in the file
import-heading-unknown = "{ $heading }": unknown heading, not read. { $key } chooses a field
import-heading-doubled = "{ $heading }": the same as "{ $read }", not read. { $key } chooses a field
import-heading-left = "{ $heading }": left out
import-heading-settled = "{ $heading }": read as { $field }
import-leave-heading = Leave the column out
import-choose-field = Which field is the heading "{ $heading }"?
import-choose-heading = Which heading in the file is the field { $field }?
import-read-as = read as { $field }
import-has-heading = "{ $heading }"
import-needed = needed
import-field-taken = "{ $heading }" is read as { $field } already. Choose another field, or change that heading first.
import-reopens = { $key } in any of the steps leads there.
import-wait = The file is still being checked. The rows are read in when that is done.
import-changed = The follow-up has changed while you looked. Before: { $before }. Now: { $now }.
import-changed-wait = Nothing has been read in yet, for things have changed. Before: { $before }. Now: { $now }. { $key } reads in.
import-moved = Nothing has been read in: somebody else saved in the same moment. The file is being checked again.
import-taking = { $count ->
    [one] 1 row is being saved …
   *[other] { $count } rows are being saved …
  }
import-nothing-to-leave = The row changes nothing, so there is nothing to leave out.
import-refused-first = { $count ->
    [one] 1 row can't be read in. Correct the file, or leave the row out with x.
   *[other] { $count } rows can't be read in. Correct the file, or leave them out with x.
  }
import-nothing-new = Everything in the file is there already. Nothing changes.
import-done = Read into "{ $title }": { $kinds }. { $counts }.
import-done-added = { $count ->
    [one] 1 new
   *[other] { $count } new
  }
import-done-changed = { $count ->
    [one] 1 changed
   *[other] { $count } changed
  }
import-done-same = { $count ->
    [one] 1 was so already
   *[other] { $count } were so already
  }
import-done-skipped = { $count ->
    [one] 1 empty row or note skipped
   *[other] { $count } empty rows or notes skipped
  }
import-done-left-out = { $count ->
    [one] 1 left out
   *[other] { $count } left out
  }
reporting-head = Report on "{ $title }"
reporting-path = Where is the file to lie? Type the path on the machine where you run stegvis. It is written as Markdown.
reporting-ending = For now the report is only written as Markdown. Let the file's name end in .md.
reporting-making = Writing the report …
reporting-writing = Saving { $path } …
reporting-exists = { $path } is there already. Is it to be overwritten?
reporting-done = The report lies in { $path }.
removed = Deleted. { $key } undoes it.
undo-open-first = Open the follow-up first, so that you see what changes.
typing = typing …
drafts-held = { $count ->
    [one] 1 draft
   *[other] { $count } drafts
  }
undo-import = Undo the import of { $records }? All of it is taken back at once.
undo-import-later = What is undone next is the import of { $records }. Press { $key } when you are ready, and you are asked.
drafts-head = Half-typed fields
drafts-none = Nothing is half typed.
draft-place = { $home }, { $kind } { $title }, { $field }
draft-place-removed = { $home }, { $kind } { $title } (deleted), { $field }
draft-place-hidden = { $home }, { $kind } that is not shown to you, { $field }
draft-unknown = A field that this version does not know
draft-discard = Throw the half-typed text away? That cannot be undone.
draft-restore = { $title } has been deleted. Bring the record back and go on typing in it?

## The walk: what is missing, the guiding questions, the chain

walk-open-first = Open a follow-up first.
walk-checking = The checks are counting on the last change. The next missing thing is shown in a moment.
declare-keys = { $key } shows what is left, { $accept } there accepts.
walk-not-declared = The system analysis is not declared done; it belongs to every step.
walk-declare-ask = { $name }: nothing is left. Declare the step done?
walk-take-up-ask = { $name } is done. Take the step up again?
walk-reopened = The follow-up is open again.
walk-begins = { $key } begins: { $kind }.
walk-closed = The follow-up is closed. { $report } writes the report, { $key } opens it again.
walk-close-ask = Close “{ $name }”? Steps 1–5, the answers and the judgements are locked.
guide-line = Question { $place }/{ $all }  { $question }
guide-answered = All { $all } guiding questions are answered.
guide-head = Guiding questions, { $name }
guide-unanswered = not answered
guide-system = The questions of the system analysis stand in the tab Questions.
writing-stays = Not saved. The text is kept as a draft and waits for you.
accept-why = { $count ->
    [one] Why may this point stand?
   *[other] Why may these { $count } points stand?
  }
accept-nothing = There is nothing to accept here. Choose an open point, or a heading with open points under it.
accept-done = { $count ->
    [one] 1 point is accepted.
   *[other] { $count } points are accepted.
  }
reopen-why = Why is the follow-up opened again?
reason-needed = Write a reason, or leave it with Esc.
reason-waits = Your half-typed reason is kept. Mark what it is about with x and accept with g.
left-head = Left: { $name }
left-all = the whole follow-up
left-line = Left in the step: { $left }
left-accepted = { $count ->
    [one] Accepted with a reason (1)
   *[other] Accepted with reasons ({ $count })
  }
left-because = { $record }: { $reason } ({ $check })
left-follow-up = the follow-up
left-declare = → Declare the step done: { $name }
left-take-up = → Take the step up again: { $name }
left-close = → Close the follow-up
left-reopen = → Open the follow-up again (with a reason)
left-withdraw = Take the reason back? The point is open again: { $check }.
chain-head = The chain from goal to effect   ↑ ↓ link   ← → record
chain-holes = { $count ->
    [0] The chain has no holes.
    [one] 1 hole in the chain
   *[other] { $count } holes in the chain
  }
chain-looking = looking for holes …
chain-missing = missing
history-of = History: { $title }   the newest first
history-reading = reading the journal …
history-not-yet = The record is not saved yet and has no history.
history-none = Nothing has been changed here yet.
history-forget = To forget for good, here in the history too: leave Stegvis and write stegvis forget "{ $title }" { $record } --reason "…"
history-unread = The journal cannot be read further than here: { $why }. Run stegvis check.
history-more = Changes older than the latest { $count } are shown by the command stegvis history.
then-head = Show “{ $title }” as it was
then-hint-day = show the day
report-hint-path = write the file
history-hint-then = show as it was
then-day = What did the follow-up look like when this day had ended? A time works too: 2025-06-30 15:54.
then-bad-day = That is no day. Write it as 2025-06-30, or with a time as in 2025-06-30 15:54.
then-time-not-come = That time has not been yet.
then-not-come = That day has not been yet.
then-reading = reading the journal …
then-not-yet = There was no such follow-up then. The history shows when it began.
then-shown = This is how it was { $when }. Everything can be seen, nothing changed. { $key } leads to now.
then-left = This is what holds now.
then-refused = This is how it was { $when }, and cannot be changed. { $key } leads to now.
then-banner = As it was { $when }, after change { $number }
then-back = { $key } to now
then-status = read only
chain-none = The record does not stand in the chain from goal to effect.
help-marks = Marks on the screen
help-marks-steps = At a step: – not begun, … begun, ✓ declared done. Figures after a view: which one, and of how many.
help-marks-cut = { $cut } at the end of a text: it goes on and is cut. Open the record to see all of it.
help-marks-judged = ● green, ▲ yellow, ■ red, ○ not judged. ✎ a half-typed field. ← points here, → from here.
reporting-elsewhere = Files cannot be saved from here. Run this at your own desk, with the name of your server in the place of SERVER:
import-elsewhere = Files cannot be read from here. Put { $kinds } in a file and run this at your own desk, with the name of your server in the place of SERVER and that of the file at the end:
leaving-head = What is to become of the session?
leaving-detach = Detach: it waits for you, and you go on where you were
leaving-end = End it: what is half typed is kept
leaving-stay = Stay
others-here = also { $names }
others-met-own = You have this record open in another terminal. What you save in different fields is put together; in the same field both are shown.
    .reads = You have this record open in another terminal too. You read it; what is changed shows here at once.
others-met = { $names } has this record open too. What you save in different fields is put together; in the same field both are shown.
    .reads = { $names } has this record open too. You read it; what others save shows here at once.

four-field-none = There are no rows here to make a four-field matrix of.
four-field-many = { $count } rows are too many for a matrix, { $most } have room. Filter the list first.
four-field-of = { $kinds } { $day }
four-field-made = { $count } rows in a matrix of your own. { $key } opens it.
