## Parts that screens are made of

nothing-chosen = (nothing)
takes-choice = choose from a list
takes-level = 1–4
takes-step = 1–6
takes-size = 3–6
takes-period = e.g. 2025, 2025T3 or 2025Q2
takes-date = e.g. 2025-11-03
pick-none-fits = nothing fits: Backspace brings the list back
nothing-found = nothing fits
pick-astray = nothing fits: this is all there is, ↓ chooses in the list
pick-made = “{ $name }” is added and ticked. { $key } is done, or type one more name.
pick-more = … there are more: type to search
narrow = Search:
pick-new = + new record ({ $kind }): “{ $name }”
pick-first = search, or type a new name here ({ $kind })
pick-one = choose
pick-several = choose several, Space ticks (after a search: ↓ first), Enter is done
links-head = { $count ->
    [one] 1 link
   *[other] { $count } links
  }
is-closed = The follow-up is closed. { $key } opens it again.
is-reader = You are a reader here and change nothing. A lead can give you another role.
is-forbidden = Leads change this. Ask a lead or an administrator.
    .administrator = Administrators change this. Ask one of them.
single-record = A follow-up has just one such record.
links-all = … show all { $count } as a list
links-new = + New from here
list-within = Only what belongs to { $title }. Esc shows all.
no-links = The record has no links.
long-saves = { $key } saves
long-breaks = { $key } new line
draft-stays = Not saved. The text stays as a draft: Enter goes on, Delete throws it away.
not-saved = { $field } is not saved: { $why }. The text is still there, Enter goes on.
half-typed = half typed
new-record = new record: { $kind }
remove-ask = Delete "{ $title }"?
remove-ask-linked = Delete "{ $title }"? Pointing here: { $links }.
sorted-by = Ordered by { $column }.
sorted-backwards = Ordered by { $column }, backwards.
list-loading = loading …
list-empty = { $what } { $key } begins.
list-near = Nothing holds “{ $filter }”. This is most like it.
list-ticked = { $count ->
    [0] Nothing is marked.
   *[other] { $count } marked.
  }
batch-field = Field to change in what is marked
batch-way = What is done with what stands there already
batch-replace = replace it
batch-add = add to it
batch-take = take out of it
batch-value = { $field }, { $count } marked:
batch-nothing = Mark rows first: { $key } ticks one, { $all } ticks all that are shown.
batch-done = { $field } changed in { $count } of { $all } ({ $kinds }). { $key } undoes all at once.
batch-none = { $field } stands so already in all { $all } ({ $kinds }). Nothing is changed.
batch-refused = { $field }: changed in { $count } of { $all } ({ $kinds }), not in these
batch-refused-row = { $title }: { $why }
batch-gone = the record has been deleted
batch-locked = locked, or for others to change
batch-not-asked = the field counts only where { $field } is { $values }
batch-too-large = That is { $rows } rows and { $size } kB, more than at once (at most { $most } rows and { $limit } kB). Narrow it with / and take the rest later. Nothing is changed.
remove-marked-ask = Delete { $count } marked ({ $kinds })?
remove-marked-linked = Delete { $count } marked ({ $kinds })? Others point to { $linked } of them.
list-nothing-found = The filter "{ $filter }" hides everything ({ $kinds }). { $key } takes it away.
half-typed-moved = half typed; someone else has written: { $stands }
removed-record = (deleted record)
field-full = The field holds { $limit } characters and has { $have }, so { $more } more do not fit. What stands there is kept.
new-needs = { $field } is needed before there is a { $kind }. Type it, pass by with Tab, or leave it with Esc.
field-needed = { $field } can't be empty, for then the { $kind } is found no more. Type something, or Esc to leave it as it is.
new-nothing-yet = Nothing is saved yet: the record ({ $kind }) comes with its first filled field.
new-nothing-yet-needs = Nothing is saved yet: the record ({ $kind }) comes with its first filled field. It needs { $fields }.
clear-draft-first = { $field } is half typed. { $key } throws the draft away; then the field can be emptied.
clear-nothing = { $field } is empty already.
cleared = { $field } is emptied. { $key } undoes it.
read-draft = Your draft
read-stands = What stands in the field

## Changes, told afterwards

told-edit = Changed { $what }
told-create = Added { $what }
told-remove = Deleted { $what }
told-value = Valued { $what }
told-import = Imported { $what }
told-import-without = Imported { $what } and left { $rows } out
told-import-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
  }
told-undo = Undid change { $number } ({ $what })
told-redo = Did change { $number } again ({ $what })
told-accept = Accepted what a check found ({ $what })
told-answer = Answered a guiding question ({ $what })
told-declare = Declared a step done ({ $what })
told-take-up = Took a step up again ({ $what })
told-close = Closed the follow-up
told-reopen = Opened the follow-up again
told-mend = Repaired the journal: { $what }
told-on = { $what } of { $title }
told-from-to = { $field } { $from } → { $to }
told-put = { $field }: { $to }
told-emptied = { $field } { $from } → empty
told-linked = link added: { $titles } ({ $field })
told-unlinked = link taken away: { $titles } ({ $field })
told-removed = deleted: { $what }
told-restored = back: { $what }
told-newer = something that a newer version of Stegvis has written
told-more = { $count ->
    [one] and 1 more field
   *[other] and { $count } more fields
  }
told-forgotten = { $what }: the content is forgotten for good
told-forgotten-by = { $what }: the content forgotten for good { $at } by { $by }: { $why }
told-forgotten-fields = { $what }: { $fields } forgotten for good { $at } by { $by }: { $why }
told-forget = Forgot content for good ({ $what })
forgotten-name = (forgotten content)
links-more = … and { $count } more
panel-more = there is more: open the record
views-head = Views in the tab, with their numbers
tree-without = (without { $kind })
tree-heading = The row is a heading in the tree. Mark the record ({ $kind }) first.

## The four-field matrix

matrix-unplaced = Not placed
matrix-outside = Off the scale
matrix-off-axis = { $axis } goes from 1 to { $size }.
matrix-placing = { $name }:{ $before } { $axis } 1–{ $size }?
