## The session: home, the frame, saving

home-head = Home
home-follow-up = Follow-up
home-committee = Committee
home-steps = 1 2 3 4 5 6
welcome = Welcome. There is no follow-up here yet.
welcome-import = Import requirements, units and results from Excel or CSV with i.
welcome-new = Or begin an empty follow-up with n.
last-place = Last: { $title }, step { $step }{ $record }. Enter goes on there.
drafts-waiting = { $count ->
    [one] 1 half-typed field is waiting for you.
   *[other] { $count } half-typed fields are waiting for you.
  }
untitled = (untitled)
saved = saved
saving = saving …
too-small = Stegvis needs at least 40 × 12 characters
resumed = You stopped here in the middle of a word. The cursor is where it was.
no-follow-up-yet = Begin a follow-up first, or import a file.
no-way-back = There is nothing to go back to.
no-place = The record has no place of its own yet.
help-head = Help { $page }/{ $pages }   ↑ ↓ turn pages   Esc close
undone = { $title }, { $field }: { $from } → { $to }.
undone-more = { $count ->
    [one] And 1 more field.
   *[other] And { $count } more fields.
  }
undone-nothing = There is nothing to undo or redo.
refused-moved = Not saved: { $field } of { $title } is now "{ $stands }". Someone else was first. Your text stays as a draft.
refused-removed = Not saved: the record has been deleted. Undo the deletion first. Your text stays as a draft.
refused-long = Not saved: the text is { $have } characters, { $limit } at most fit. Shorten it; it stays as a draft.
refused-large = Not saved: the record would take { $have } bytes, { $limit } at most fit. Shorten one of its texts.
refused-locked = Not saved: the follow-up is closed, and steps 1–5, the answers and the judgements stand fast. Open it again and say why, if something must be changed.
refused-forbidden = Not saved: you may not change this. Ask whoever leads the follow-up.
refused-misformed = Not saved: the change does not hold together. Open the record again and try once more.
refused-disk = Not saved: the disk answered with an error ({ $why }). Your text is kept. Leave, see to the disk, and open again.
refused-full = Not saved: the disk has { $free } MB free, at least { $floor } MB are needed. Make room and try again; your text is kept.
refused-closed = Not saved: the store is closed. Your text is kept; open Stegvis again.
import-head = Read a file into "{ $title }"
import-title = What shall the follow-up be called? For example Home care 2025.
import-title-wanted = The follow-up needs a title.
import-what = What does the file hold?
import-path = Where is the file with { $kinds }? Write its path, as seen from your own machine.
import-path-wanted = Write the path of the file.
import-reading = Reading the file …
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
import-done = Read into "{ $title }": { $kinds }.
removed = Deleted. { $key } undoes it.
undo-open-first = Open the follow-up first, so that you see what changes.
import-help = Stegvis shows what each row would do. Read all of them in, or leave rows out first. Nothing has changed yet.
typing = typing …
drafts-held = { $count ->
    [one] 1 draft
   *[other] { $count } drafts
  }
