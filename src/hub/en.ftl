### What a session says on the ordinary screen, when it has none of its own.

hub-no-terminal = Stegvis needs a terminal to draw in. Run it directly in a terminal window, without redirecting its input or output, or use one of the commands for scripts (stegvis --help).
hub-panicked = Something went wrong in Stegvis and the session has ended. What was saved is still there, and what was half typed as it was a second ago at most. Start again to go on.
hub-place = Please pass this on when you report the fault: { $place }
hub-not-kept-large = What was half typed could not be kept: it is { $have } kB, and { $limit } kB at most fit. Shorten it, or split it into several fields. What was saved before is still there.
hub-not-kept-disk = What was half typed could not be kept ({ $error }). What was saved before is still there. See to it that the disk works and has room before you start again.
hub-not-kept-closed = What was half typed could not be kept, because the store was closed already. What was saved before is still there. Start again to go on.
hub-line-broke = The line to the session broke: { $error }. Start again to go on where you were.
hub-line-closed = The session ended without saying why. Start again to go on where you were.
hub-foreign = The other end does not answer as Stegvis does. Ask whoever runs the server to see what runs there.
hub-version = The other end is another version of Stegvis (protocol { $version }). Start Stegvis again, or ask whoever runs the server to update it.

hub-file-large = The file is larger than { $most } MB, the most that can be read here. Use stegvis import on the command line.
hub-file-folder = { $path } is a folder. Name a file.
hub-file-missing = There is no file { $path }. Check the spelling and the folder.
hub-file-forbidden = You may not read { $path }. Ask its owner for the right to read it, or name another file.
hub-file-unread = { $path } could not be read: { $error }.
hub-folder-missing = There is no folder { $path }. Check the spelling.
hub-folder-forbidden = You may not open the folder { $path }. Ask its owner for the right to read it, or choose another folder.
hub-folder-unread = The folder { $path } could not be read: { $error }. Choose another folder, or try again.

hub-save-no-folder = { $path } could not be saved: the folder is not there. Make it, or choose another folder.
hub-save-forbidden = You may not write { $path }. Choose another folder, for example your home folder.
hub-save-full = { $path } could not be saved: the disk is full. Make room, or choose another disk.
hub-save-failed = { $path } could not be saved: { $error }. Choose another folder, or try again.
hub-save-large = The file would be larger than { $most } MB. Use stegvis report on the command line.
hub-stopped = Stegvis is being closed on the server. Everything is saved, what is half typed too. Start again in a while and you go on where you were.
hub-full = You have { $most } open sessions already, and there is no room for more. Run stegvis without --new to go on in one of them.
    .all = There are { $most } open sessions in all already, and no room for more. Try again in a while.
hub-unknown-account = The account { $account } has no access to this store. Ask whoever looks after it: an account of one’s own is added with stegvis officers add, one that several share is named with --gate when stegvis serve is started.
hub-no-peer = Your account could not be seen. Ask whoever runs the server to have a look.
hub-commands-busy = So many commands are running that there is no room for more. Try again in a while.
hub-commands-full = So much is being read in that there is no room for more. Try again when that is done, or split the file.
hub-no-commands = No commands are run for others here.
hub-command-panicked = Something went wrong in Stegvis and the command was ended. What was saved already is there. Run the command again, and tell whoever runs the server if it happens again.
hub-no-files = Files cannot be read or saved from here. Run the command at your own desk, with ssh.
hub-many-lines = You have { $most } lines already, and no more are taken. Close some, or try again in a while.
hub-all-lines = So many are connected to the server that there is no room for more just now. Try again in a while.
hub-many-questions = Several of your terminals wait for an answer already. Answer in one of them, or try again in a minute.
hub-unknown-officer = { $name } has no access to this store. Ask whoever looks after it.
hub-gate-owner = { $name } is the server's own account and cannot be anybody's name here. Ask whoever runs the server to give you another name.
hub-no-gate = The server does not take anybody's word from here for who you are. Ask whoever runs the server to have a look.
hub-ended-just-now = The session ended just now.
hub-busy = You have a session open in another terminal already.

    Enter  go on with it here; the other terminal is detached
    n  begin a new session beside it
    q  leave it at that
hub-taken-over = The session goes on in another of your terminals. Nothing is lost.
hub-detached = The session waits for you. Start Stegvis again and you go on where you were.
hub-idle = No key has been pressed for long, so the terminal has been detached. Everything is saved. Start Stegvis again and you go on where you were.
hub-idle-soon =
    { $count ->
        [one] Are you still there? The terminal is detached in a minute. Everything is kept; press a key to stay.
       *[other] Are you still there? The terminal is detached in { $count } minutes. Everything is kept; press a key to stay.
    }
hub-file-lost = The line dropped before the file was done. Try again.
hub-away = The line to the server dropped. What you have typed is kept, except perhaps the last second. Stegvis tries again … (q ends it)
hub-away-stopped = Stegvis is being closed on the server. What you have typed is kept. Stegvis waits for it to start again … (q ends it)
hub-away-left = The server did not answer yet. What you have typed is kept, except perhaps the last second. Start Stegvis again and you go on where you were.
hub-away-long = The server has not answered for long. What you have typed is kept, except perhaps the last second. Start Stegvis again later and you go on where you were.
hub-away-stranger = Somebody else than the server answers now. Nothing has been sent. Ask whoever runs the server to have a look.
hub-version-new = The server has been updated. Start Stegvis again and you go on where you were.
hub-may-read = The server wants to read { $path } on this machine. Ctrl-Y = yes, Esc = no
hub-may-list = The server wants to show the names of the files in { $path } and in the folders there. Ctrl-Y = yes, Esc = no
hub-may-write = The server wants to write { $path } on this machine. Ctrl-Y = yes, Esc = no
hub-may-replace = The server wants to replace { $path } on this machine. Ctrl-Y = yes, Esc = no
hub-may-not = You said no, so the server did not get at it.
