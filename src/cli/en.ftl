## The command line

cli-about = Stegvis: follow up care and welfare step by step. Without a command it opens in the terminal.
    .usage = stegvis [OPTIONS] [COMMAND]
cli-usage = Usage:
cli-commands = Commands:
cli-options = Options:
cli-arguments = Arguments:
cli-exit-codes = Exit codes: 0 done, nothing found; 1 refused or failed; 2 usage; 3 found something.
cli-help = Show this help
cli-version = Show the version
cli-store = Folder of the store, instead of your own
cli-lang = Language: sv or en
cli-folder = DIR
cli-file = FILE
cli-file-help = Name of the file, or - for standard input or output
cli-name = NAME
cli-what = WHAT
cli-kind = KIND
cli-mapping = HEADING=FIELD
cli-follow-up = Title of the follow-up
cli-json = Write JSON for other programs
cli-import = Read a file: requirements, units, plan, results, deviations or all (JSON)
    .usage = stegvis import WHAT FILE --follow-up NAME [OPTIONS]
cli-import-what = requirements, units, plan, results, deviations, all
cli-dry-run = Show what would happen, change nothing
cli-map = Say which field a heading is, for example "Risk S=likelihood"; may be given several times
cli-update = Let the file overwrite records that are there and differ (only all)
cli-list = List follow-ups, or the records of a kind
    .usage = stegvis list [KIND] [OPTIONS]
cli-list-kind = Plural of the kind, for example requirements, units, plan or deviations
cli-show = Show a follow-up
    .usage = stegvis show NAME [OPTIONS]
cli-day = DAY
cli-at = As it was when that day ended, for example 2025-06-30; or at a moment such as 2025-06-30T12:00:00Z
cli-bad-day = --at { $typed } is no day. Write it as 2025-06-30, or a moment such as 2025-06-30T12:00:00Z.
cli-as-it-was = As it was on { $day }, after change { $number } ({ $made }).
cli-not-yet = There was no such follow-up on { $day }. stegvis history NAME shows when it was made.
cli-history = Show every change: who, when, which field, what stood there before and after; the newest last
    .usage = stegvis history NAME [RECORD] [OPTIONS]
cli-record = RECORD
cli-history-record = Only the changes of one record and of what belongs to it: its number such as K07, its name or its id
cli-no-record = There is no record "{ $name }" in the follow-up or in the register. Write its number, name or id.
cli-several-records = Several records are called "{ $name }". Write the id of one:
cli-history-unread = The journal cannot be read to its end: { $why }. What stands above holds.
cli-due = Show what is due and what waits; exit code 3 when something is overdue
    .usage = stegvis due [OPTIONS]
cli-check = Check the store: journal, index, records and links; exit code 3 when something is found
    .usage = stegvis check [OPTIONS]
cli-check-repair = Repair: build the index anew, and put aside what of the journal cannot be read; nothing is thrown away
cli-check-yes = Repair without asking first, for scripts
cli-check-clean = All is in order. Changes: { $changes }, records: { $records }, follow-ups: { $homes }. Head of the chain: { $head }.
cli-check-repairs = stegvis check --repair mends this and puts the old files aside.
cli-check-at-hand = Links and values are yours to correct: open the record in Stegvis and empty the field, or fill it in again.
cli-check-register = What follow-ups share
cli-amiss-restore = A restore was begun and not finished. It is finished when Stegvis is started. Nothing else has been checked yet.
cli-amiss-header = The first bytes of the journal are damaged.
cli-amiss-beginning = The first bytes of the journal are damaged, and nothing tells what they should be.
cli-amiss-gone = The journal is missing. If it has been moved, put it back instead of repairing.
cli-amiss-journal = The journal cannot be read from byte { $place } to { $until }, after change { $after }. { $resumes ->
    [none] No change after that can be read.
   *[other] From change { $resumes } on it can be read again.
}
cli-amiss-gap = Something is missing in the journal at byte { $place }: change { $after } is followed by { $resumes ->
    [none] nothing that belongs to it.
   *[other] change { $resumes }, which does not belong to it.
}
cli-amiss-unreadable = What change { $seq } did cannot be read in the journal.
cli-amiss-value = { $where }, { $record }: what stands in the field { $field } cannot be read.
cli-amiss-link = { $where }, { $record }: the link in the field { $field } leads to a record that does not exist ({ $target }).
cli-amiss-shelf-missing = The index, the folder shelf, is missing or empty.
cli-amiss-shelf-damaged = The index, the folder shelf, cannot be read: { $error }.
cli-amiss-shelf-other = The index, the folder shelf, does not belong to the journal.
cli-amiss-shelf-ahead = Saved changes are missing from the journal: it ends at change { $journal }, but the index knows of changes up to { $shelf }. They are put back from the index when Stegvis is opened or the store repaired, if the index can be read and does not contradict the journal.
cli-amiss-record-missing = { $where }, { $record }: is missing in the index but stands in the journal.
cli-amiss-record-extra = { $where }, { $record }: stands in the index but not in the journal.
cli-amiss-record-other = { $where }, { $record }: the index says one thing and the journal another.
cli-amiss-mark = { $where }: index and journal do not agree which change is the latest.
cli-amiss-steps = What an officer can undo: the index says one thing and the journal another.
cli-amiss-more = … and { $count } more.
cli-note-torn = Note: the journal ends in the middle of a write that was not saved yet ({ $bytes } bytes). Those bytes are put aside when the store is opened next. Everything that was shown as saved is there.
cli-note-tail = Note: the last { $bytes } bytes of the journal are not whole either. They may have been saved, and are not thrown away.
cli-note-unfinished = { $count ->
    [one] Note: one import was begun and never taken. Nothing of it is there.
   *[other] Note: { $count } imports were begun and never taken. Nothing of them is there.
}
cli-note-newer = Note: a newer version of Stegvis wrote { $fields } fields and { $records } records that this one does not know. They stay as they are.
cli-note-held = Note: the store is in use by { $account } just now. The journal has been checked, but the index has to wait until the store is closed.
cli-note-held-unknown = Note: the store is in use just now. The journal has been checked, but the index has to wait until the store is closed.
cli-repair-nothing = There is nothing to repair.
cli-repair-ask = Repair it now? The old journal and the old index are put aside; nothing is thrown away. (y/n)
cli-repair-not = Nothing has been done.
cli-repair-yes-wanted = Nothing has been done: there is nobody to ask here. Add --yes if it is to be repaired all the same.
cli-repaired-header = The first bytes of the journal have been put right; its first change tells what they should be.
cli-repaired-begun-anew = The journal has a new beginning, and so a new chain: heads that were written down before do not match it, only what can be read of the old one.
cli-repaired-not-put-back = The index knew of changes up to { $last } that the journal lacks. They have not been put back, since the index cannot be read whole or contradicts the journal: it may be another store's. Compare the old index with a backup before you go on.
cli-repaired-tail = What was not whole at the end of the journal is in { $path }.
cli-repaired-from-shelf = What was changed after the first damage has been taken from the index ({ $records } records), so that all stands as it stood. Who changed what after the damage stands in the old journal alone.
cli-repaired-from-rest = What can be read after the first damage is there ({ $records } records). What the unreadable changes did is not there, since the index could not be used for them either. Compare with a backup.
cli-repaired-ahead = What was changed up to change { $last }, and was missing from the journal, has been taken from the index ({ $records } records).
cli-repaired-journal = The old journal is in { $path }.
cli-repaired-said-again = { $count ->
    [one] Content of a change has been forgotten for good, but the journal's entry about it was damaged or gone. It has been written again.
   *[other] Content in { $count } places has been forgotten for good, but the journal's entry about it was damaged or gone. It has been written again.
}
cli-repaired-shelf = The index has been built anew from the journal.
cli-repaired-aside = The old index is in { $path }.
cli-repaired-drafts-lost = Half-typed words may be lost.
cli-export = Write all records to a JSON file
    .usage = stegvis export FILE [OPTIONS]
cli-backup = Back up the store, or read a backup through
    .usage = stegvis backup FILE|DIR [OPTIONS]
cli-backup-file = The file to write or to read through; in a folder it gets a name with the time
cli-backup-keep = In a folder: remove the oldest backups so that this many stay
cli-backup-verify = Read the file through and say what it holds, or what is wrong with it
cli-count = COUNT
cli-backup-done = The backup is written: { $path }
cli-backup-whole = The backup is whole: { $path }
cli-backup-at = Made: { $at }
cli-backup-changes = Changes: { $changes }
cli-backup-span = Changes: { $changes }, from { $from } to { $to }
cli-backup-follow-ups = Follow-ups with changes: { $count }
cli-backup-unreadable = Changes of records that cannot be read, but are there as they are: { $count }
cli-backup-kept = Drafts and places: { $count }
cli-backup-head = End of the chain: { $head }
cli-backup-nothing-kept = Half-typed words and places are not in the backup: the store can only be read ({ $error }).
cli-backup-none-removed = No older backups are removed, since they may hold more.
cli-backup-no-stream = A backup is written to a file or into a folder. Give the name of one.
cli-backup-within = { $path } lies in the store's own folder. Put the backup somewhere else, on another disk if you can.
cli-backup-of-another = { $path } is a backup of another store. Choose another name, or a folder.
cli-backup-of-newer = { $path } was written by a newer version of Stegvis. Choose another name.
cli-backup-foreign = { $path } is there already and is not a backup. Choose another name.
cli-backup-unknown = { $path } cannot be read: { $error }. Choose another name.
cli-backup-journal = No backup is written: the journal does not hold to its end ({ $error }). stegvis check says what is amiss, and what can be done about it. Keep the backups that there are.
cli-backup-not-removed = The old backup { $path } could not be removed: { $error }. The new one is written.
cli-keep-folder = --keep needs a folder to keep backups in. { $path } is no folder that is there: make it first.
cli-keep-one = --keep wants a number, 1 at least.
cli-keep-verify = --verify reads a file and removes none. Leave out --keep.
cli-restore = Make a backup the store
    .usage = stegvis restore FILE [OPTIONS]
cli-restore-file = The backup
cli-replace = Replace the store that is there; the old one is kept aside
cli-restore-done = The store in { $path } is restored.
cli-restore-aside = What was there before is in { $path }. Open it with --store, or remove the folder when it is not needed.
cli-restore-there = There is a store in { $path } already. Give --replace to replace it (the old one is kept aside), or another folder with --store. Nothing has been changed.
cli-restore-no-file = A backup is read several times. Save it as a file first: { $path } is none.
cli-restore-begun = The restore is decided on but not finished: { $why } When that is mended it is finished the next time Stegvis starts; what was there before is put aside.
cli-restore-not-kept = Drafts and places could not be restored: { $error }. Nothing has been changed.
cli-export-newer = { $count ->
    [one] One record of a kind that a newer version of Stegvis has written is left out. It stays in the store; export with that version.
   *[other] { $count } records of kinds that a newer version of Stegvis has written are left out. They stay in the store; export with that version.
}
cli-forget = Forget a record's content for good, in the history too; who, when and why stay
    .usage = stegvis forget NAME RECORD --reason REASON [OPTIONS]
cli-forget-record = The record: its number such as K07, its name or its id
cli-forget-field-name = FIELD
cli-forget-field = Only this field; may be given several times
cli-forget-reason-name = REASON
cli-forget-reason = Why it is forgotten; stays in the history
cli-forget-yes = Forget without asking first, for scripts
cli-forget-reason-wanted = Write why the content is forgotten, after --reason. The reason stays in the history.
cli-forget-reason-long = The reason is longer than 500 characters. Write it shorter.
cli-forget-reason-personal = The reason looks as if it held a personal identity number, and the reason stays. Write it without.
cli-forget-no-field = The record has no field called "{ $field }". Its fields are: { $fields }.
cli-forget-all = This is forgotten for good: all content of { $record }.
cli-forget-fields = This is forgotten for good: { $fields } of { $record }.
cli-forget-stays = It is taken out of the record, out of the history and out of half-typed fields, and cannot be had back. Files that repairs have put aside are erased when they hold it. What stays is who changed it when, and that { $by } forgot it: { $why }
cli-forget-links = { $count ->
    [one] One record points to it; the link stays.
   *[other] { $count } records point to it; the links stay.
}
cli-forget-ask = Forget it now? (y/n)
cli-forget-not = Nothing has been forgotten.
cli-forget-yes-wanted = Nothing has been forgotten: there is nobody to ask here. Add --yes if it is to be forgotten all the same.
cli-forget-done = Forgotten for good, as change { $seq }. Earlier changes that held it: { $changes }.
cli-forget-erased = Erased, since it held this: { $path }
cli-forget-left = The content is or may be in { $path } still. Erase it if it is not needed.
cli-forget-backup = The backup { $path } holds it still. Erase it, or keep it and restore it only with the file forgotten (--marks).
cli-forget-drafts = Half-typed fields that were dropped, since they were part of it or held a whole sentence or an identity number of it: { $count }. In records of these kinds: { $kinds }.
cli-forget-unread = The backup { $path } may hold it, and cannot be read to its end. Erase it if it is not needed.
cli-forgot-again = The journal was older than the file forgotten and held what has been forgotten for good since, or did not say that it was. It has been forgotten again.
cli-backup-replaced = No backup is written: the store got another journal while it was written, as when something is forgotten for good. Run the command again.
cli-forget-unseen = The backup that was written to { $path } may hold it. It is not there any more: look it up if it has been moved.
cli-restore-marks = A file forgotten of a store: what has been forgotten by it is forgotten again
cli-restore-no-marks = { $path } does not say that anything has been forgotten. Name the file forgotten out of a store's folder. Nothing has been changed.
cli-restore-marks-unread = { $path } cannot be read: { $error }. Nothing has been changed.
cli-restore-forgotten = { $count ->
    [one] The content of one record, forgotten after the backup was made, has been forgotten again.
   *[other] The content of { $count } records, forgotten after the backup was made, has been forgotten again.
}
cli-backup-not-noted = The backup is written, but where it is could not be noted in the store: { $error }. stegvis forget will not name it.
cli-amiss-unvouched = Content of change { $seq } is missing from the journal, and nothing says that anybody has forgotten it: the file may have been altered by hand. That cannot be repaired, and no backup is taken of such a store. Keep the backups that there are and restore the latest: stegvis restore FILE --replace puts this store aside.
cli-amiss-unsaid = Content of change { $seq } has been forgotten for good, but the journal's entry about it is damaged or gone.
cli-amiss-unforgotten = Content of change { $seq } has been forgotten for good and is in the journal all the same: an older journal may have been put back. stegvis check --repair forgets it again.
cli-demo = Open an invented example to try things in; your own store is not touched
    .usage = stegvis demo
cli-demo-failed = The example could not be opened: { $error }.
cli-report = Write the follow-up as a document
    .usage = stegvis report NAME [OPTIONS]
cli-format = Format: md (Markdown)
cli-out = File to write to; without it, or with -, the document is printed
cli-keys = Show the keys that are active
    .usage = stegvis keys
cli-completions = Print completions for a shell
    .usage = stegvis completions SHELL
cli-shell = bash, zsh, fish, elvish or powershell
cli-shell-name = SHELL
cli-missing = Missing: { $what }. Write stegvis --help to see how.
cli-no-command = There is no command { $what }. Write stegvis --help to see which there are.
cli-no-value = { $what }: a value is missing here. Write it after, with a space between.
cli-bad-value = { $what }: { $value } does not work. These do: { $valid }.
cli-no-option = There is no option { $what } here. Write stegvis --help, or --help after the command, to see what works.
cli-too-much = { $what } is a word too many. Put quotation marks around names with spaces.
cli-twice = { $what } stands twice. Take one of them away.
cli-takes-nothing = { $what } takes no value. Take { $value } away.
cli-not-utf8 = One of the words is not UTF-8. Write it anew, or rename the file.
cli-near = Did you mean { $near }?
cli-unknown = Stegvis does not understand this. Write stegvis --help to see what works.
cli-no-folder = No folder for the store was found. Name one with --store DIR.
cli-no-terminal = Stegvis needs a terminal to open. For scripts: stegvis list, show, import or export.

config-unreadable = The settings file { $path } can't be read: { $error }. The defaults count.
config-form = { $file } line { $line }, column { $column }: the file makes no sense here. Correct the line; until then the defaults count. (TOML: { $what })
config-setting = { $file } line { $line }: there is no setting { $name }. There are backup, every, gate, hub, keep, lang, socket and store.
config-value = { $file } line { $line }: { $name } may be { $wanted }.

context-text = While you type in a field
context-question = When Stegvis asks
context-picker = While you choose out of a list
context-links = In a record's links
context-valuing = While you value
context-form = In a record's form
context-list = In a list
context-preview = In a preview
context-everywhere = Everywhere but while you type
context-line = While you type in a field of one line

cli-follow-up-wanted = Say which follow-up the file belongs to: --follow-up NAME. If there is none, it is made.
cli-no-follow-up = There is no follow-up "{ $title }". stegvis list shows which there are.
cli-several = { $count } follow-ups are called "{ $title }". Change the title of one of them first.
cli-no-kind = There is no kind { $name }. There are: { $known }.
cli-would = Would be read in: { $counts }. Nothing has changed.
cli-nothing-taken = Nothing has been read in. Correct the rows above and try again.
cli-row-moved = Nothing has been read in: the row on line { $line } does not fit any more. Run the command again.
cli-refused = Nothing has been read in: { $why }
cli-halfway = { $done } of { $all } parts have been read in as a whole (the register and each follow-up are a part), the rest has not: { $why } Then run the same command again, it goes on where it ended.
cli-why-moved = someone changed the same field meanwhile. Run the command again.
cli-why-removed = a record of the file has been deleted here. Undo that, or take the record out of the file.
cli-why-long = a text has { $have } characters, at most { $limit } fit. Shorten it in the file and try again.
cli-why-large = a record would take { $have } bytes, at most { $limit } fit. Shorten one of its texts in the file.
cli-why-locked = the follow-up is closed. Open it again in Stegvis, with a reason, and try again.
cli-why-not-closing = the follow-up is closed only in Stegvis, when its steps are done.
cli-why-forbidden = you are a reader here, or leads or administrators change it. Ask one of them.
cli-why-misformed = the change does not hang together. Run the command again.
cli-why-disk = the change could not be written ({ $error }). See to it that the disk works and try again.
cli-why-full = the disk has { $free } MB free, at least { $floor } MB are needed. Make room and try again.
cli-why-only-read-index = the index beside the journal is damaged and will be rebuilt at the next start. Try again.
cli-why-only-read = here it is only possible to read ({ $error }). See to it that the folder can be written to and try again.
cli-why-closed = the store is closed. Run the command again.
cli-not-written = The file { $path } could not be written: { $error }.
cli-more = { $count ->
    [one] … and 1 more row.
   *[other] … and { $count } more rows.
  }
cli-due-state = State
cli-due-date = Date
cli-due-days = Left
cli-due-what = What
cli-due-title = Concerns
cli-days = { $count } d
cli-rows-read = { $count } rows read
cli-rows-saved = { $count } records saved
context-help = On the help page
cli-not-written-out = Not all could be written: { $error }.
cli-store-unclear = Nothing has been done: config.toml does not say clearly which store is meant. Correct it, or give --store DIR.
context-heading = At a heading of a file
context-path = When you type a path
context-reader = While you read a long text
context-drafts = In the list of half-typed fields
cli-title-long = The title after --follow-up is too long, at most 16,000 characters.
cli-all-follow-up = “import all” reads all follow-ups of the file as they stand. Take --follow-up away.
cli-all-map = “import all” reads an export, where each field has its name already. Take --map away.
cli-update-all = --update is for “import all” only. Take it away: other files change what is there anyway.
cli-no-store = There is no store in { $path }. One is made when you open Stegvis or read a file in; if yours is elsewhere: --store DIR.
cli-path = PATH
cli-serve = Keep the store open for many officers at a time
    .usage = stegvis serve [OPTIONS]
cli-socket = The Unix socket, instead of the one in the store's folder
cli-mode = Who may connect, as for chmod; otherwise only one's own account (600)
cli-serving = Stegvis waits for officers: { $path }
cli-served = Stegvis is closed. All sessions have ended and what was half typed is kept.
cli-serve-failed = Officers could not be served: { $error }. Start stegvis serve again.
cli-serve-taken = Somebody else serves at { $path } already. Stop that one, or give another socket with --socket.
cli-serve-foreign = { $path } is something else than a socket. Give another path with --socket.
cli-serve-open = Other accounts can write in the folder { $path }, and somebody could put a socket of their own there. Give a path in a folder that only this account can write in.
cli-serve-disk = Officers could not be served at { $path }: { $error }. Give another path with --socket.
cli-attach = Put this terminal on a store that stegvis serve keeps open
    .usage = stegvis attach [OPTIONS]
cli-hub-silent = Nobody serves { $path }. Start stegvis serve, or run stegvis without attach.
cli-hub-stranger = The account { $account } serves at { $path }, and nothing names it as that of Stegvis. Nothing has been sent. If it is the right one: give it with --hub, or as hub in config.toml. Otherwise ask whoever runs the server to have a look.
cli-hub-open = Other accounts can write in the folder { $path }, and somebody could have put a socket of their own there. Nothing has been sent. Ask whoever runs the server to have a look.
cli-hub-unknown = There is no account { $account } here. Check its spelling in --hub, or hub in config.toml.
cli-account = ACCOUNT
cli-hub = The account that stegvis serve runs under, when it is not one's own
cli-held-by-hub = The store { $path } is kept open by stegvis serve, which officers attach to at { $socket }. Stop stegvis serve to do this.
cli-hub-unreached = Could not connect to { $path }: { $error }. Ask whoever runs the server for access.
cli-not-served = This is not done through stegvis serve. Run it on the computer that has the store, when stegvis serve has been stopped.
cli-gate-files = There are no files here. Write - instead of a file name, and redirect input or output at your own end.
cli-call-closed = Stegvis was stopped on the server before the command was done. An import is taken as a whole or not at all: look with stegvis list or stegvis history, and run the command again.
cli-store-and-socket = Give either --store or --socket, not both.
cli-store-wanted = This is done in the folder of the store, and only the socket { $path } is known. Give the folder with --store DIR.
