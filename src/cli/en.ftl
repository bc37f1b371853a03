## The command line

cli-about = Stegvis: follow up care and welfare step by step. Without a command it opens in the terminal.
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
cli-import-what = requirements, units, plan, results, deviations, all
cli-dry-run = Show what would happen, change nothing
cli-map = Say which field a heading is, for example "Risk S=likelihood"; may be given several times
cli-update = Let the file overwrite records that are there and differ (only all)
cli-list = List follow-ups, or the records of a kind
cli-list-kind = Plural of the kind, for example requirements, units, plan or deviations
cli-show = Show a follow-up
cli-due = Show what is due and what waits; exit code 3 when something is overdue
cli-export = Write all records to a JSON file
cli-keys = Show the keys that are active
cli-completions = Print completions for a shell
cli-shell = bash, zsh, fish, elvish or powershell
cli-missing = Something is missing: { $what }. Write stegvis --help to see how.
cli-no-command = There is no command { $what }. Write stegvis --help to see which there are.
cli-bad-value = { $what }: { $value } does not work. These do: { $valid }.
cli-unknown = Stegvis does not understand this: { $what }. Write stegvis --help to see what works.
cli-no-folder = No folder for the store was found. Name one with --store DIR.
cli-no-terminal = Stegvis needs a terminal to open. For scripts: stegvis list, show, import or export.

config-unreadable = The settings file { $path } can't be read: { $error }. The defaults count.
config-form = config.toml line { $line }: the file can't be read ({ $what }). Correct the line; until then the defaults count.
config-setting = config.toml line { $line }: there is no setting { $name }. There are lang and store.
config-value = config.toml line { $line }: { $name } may be { $wanted }.

context-text = While you type in a field
context-question = When Stegvis asks
context-picker = While you choose out of a list
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
cli-moved = Nothing has been read in: someone changed the same field meanwhile. Run the command again.
cli-disk = Nothing has been read in: the disk answered with an error ({ $error }). See to it and try again.
cli-full = Nothing has been read in: the disk has { $free } MB free, at least { $floor } MB are needed. Make room and try again.
cli-locked = Nothing is read in: the follow-up is closed. Open it again in Stegvis, with a reason, and try again.
cli-refused = Nothing has been read in: { $why }.
cli-not-written = The file { $path } could not be written: { $error }.
cli-more = { $count ->
    [one] … and 1 more row.
   *[other] … and { $count } more rows.
  }
cli-days = { $count } d
cli-rows-read = { $count } rows read
cli-rows-saved = { $count } records saved
context-help = On the help page
cli-not-written-out = Not all could be written: { $error }.
cli-store-unclear = Nothing has been done: config.toml does not say clearly which store is meant. Correct it, or give --store DIR.
os-missing = it does not exist
os-forbidden = you have no right to it
os-folder = it is a folder
os-no-folder = it is no folder
os-full = the disk is full
os-read-only = the disk can only be read
os-no-text = it is not text in UTF-8
