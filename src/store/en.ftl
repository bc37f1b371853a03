## The store: why it is not opened, and what was found when it was

store-held = { $path } is already in use by { $account } (process { $pid } on { $host }, since { $since }). End that process, or choose another folder with --store.
store-held-own = Stegvis is already open in another window of yours (process { $pid }, since { $since }). Go on there, or end it and try again. This is about { $path }.
store-held-unknown = { $path } is already in use by another process. End it, or choose another folder with --store.
store-not-a-folder = { $path } is not a folder. Move what is there, or choose another folder with --store.
store-unwritable = { $path } cannot be written to: { $error }. Give your account the right to write there, or choose another folder with --store.
store-full = The disk with { $path } has only { $free } MB free, { $floor } MB are needed. Make room and start again.
store-newer = { $path } was written by a newer version of Stegvis. Open it with that version or a later one. Nothing has been changed.
store-foreign = { $path } is not a journal of Stegvis. Move the file, or choose another folder with --store.
store-journal-gone = The journal { $path } is missing although there are records in the folder shelf beside it. Put the journal back if it has been moved. Otherwise stegvis check says whether a new one can be made out of the index. Nothing has been changed.
store-damaged = The journal { $path } is damaged at byte { $place }, after change { $after }. Copy the whole folder. stegvis check tells what is damaged, and stegvis check --repair mends what can be mended. Nothing has been changed.
store-lost = Neither the journal { $path } nor the index beside it can be read. Restore a backup: stegvis restore FILE --replace keeps aside what is there. Nothing has been changed.
store-ahead = Saved changes are missing from the journal { $path }: it ends at change { $journal }, but the index knows of changes up to { $shelf }, and they cannot be put back here. Copy the whole folder. stegvis check --repair says why and puts the old index aside. Nothing has been changed.
store-unforgotten = The journal { $path } is older than the file forgotten beside it and holds what has been forgotten for good since. Run stegvis check --repair, which forgets it again.
store-disk = { $path } cannot be read or written: { $error }. Check the disk and start again.
store-shelf = The index in { $path } cannot be made: { $error }. Check that the disk has room and can be written to.

store-notice-torn = The journal ended in the middle of a write that was not saved yet. The { $bytes } bytes that were not whole are in { $path }. Everything that was shown as saved is there.
store-notice-shelf-missing = The index was missing and has been rebuilt from the journal. All saved records are there. { $drafts ->
    [lost] Half-typed words may be lost.
   *[kept] Half-typed words are there too.
}
store-notice-shelf-damaged = The index could not be read: { $error }. It has been rebuilt from the journal. All saved records are there. { $drafts ->
    [lost] Half-typed words may be lost.
   *[kept] Half-typed words are there too.
} The old one is in { $path }.
store-notice-shelf-other = The index did not belong to the journal and has been rebuilt from it. { $drafts ->
    [lost] Half-typed words may be lost.
   *[kept] Half-typed words are there too.
} The old one is in { $path }.
store-notice-put-back = Saved changes were missing from the journal: it ended at change { $journal }, but the index knew of changes up to { $shelf }. They have been put back from the index. { $drafts ->
    [lost] Half-typed words may be lost.
   *[kept] Half-typed words are there too.
} Who changed what after change { $journal } does not stand in the history. The old journal is in { $kept } and the old index in { $path }.
store-notice-behind = The index could not be kept up: { $error }. All saved changes are in the journal, and the index takes them in the next time Stegvis starts. Half-typed words may have been lost. Check that the disk has room.
store-notice-unfinished = An import was not finished. Nothing of it has been taken. Import again.
store-notice-unreadable = Changes of records that cannot be read in the journal: { $count }. They are not shown but stay where they are. stegvis check says which changes they are.
store-notice-full = The disk with { $path } is full. Everything that was saved is shown, but nothing new is saved until at least { $floor } MB are free. Words half typed before are still there but not shown, and new ones are not kept. Make room and start again.
store-notice-unwritable = { $path } cannot be written to: { $error }. Everything that was saved is shown, but nothing can be changed. Words half typed before are still there but not shown. Give your account the right to write there and start again, or choose another folder with --store.
store-notice-left-out = The journal ends in the middle of a write that was not saved yet. The { $bytes } bytes that are not whole are not shown and stay in it. Once it can be written again, it will show whether any of it was saved.
store-notice-restored = A restore that was cut short has been finished. The store is now what was in the backup.
store-notice-restored-over = A restore that was cut short has been finished. The store is now what was in the backup. What was there before is in { $path }.
store-notice-unforgotten = The journal holds what has been forgotten for good, as the file forgotten beside it says. Run stegvis check --repair when it can be written, which forgets it again.
store-notice-forgot = A forgetting that was cut short has been finished: the content is forgotten for good.

forget-unknown = No change in the store is about the record { $id }. Write the record's number, name or id.
forget-header = A follow-up needs its title, so its first page can be forgotten field by field only, and not the title. Name the field with --field.
forget-begun = The content is about to be forgotten, but that could not be finished. Start Stegvis again and it is finished then.
forget-not-kept = What is half typed in the store could not be taken over: { $error }. Nothing has been forgotten. Check the disk and try again.

backup-foreign = { $path } is not a backup of Stegvis. Name a file that stegvis backup has written.
backup-newer = { $path } was written by a newer version of Stegvis. Read it with that version or a later one.
backup-short = { $path } ends in the middle: the file has been cut off. Fetch it again, or take another backup.
backup-damaged = { $path } is damaged from byte { $place } on. Fetch it again, or take another backup.
backup-journal = { $path } is whole as a file, but the journal in it does not hold: wrong at its byte { $place }, after change { $after }. Take another backup.
backup-changed = { $path } changed while it was read. Try again when it is finished.
backup-unread = { $path } cannot be read: { $error }. Check its name and try again.
