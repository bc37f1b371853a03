## Parts that screens are made of

nothing-chosen = (nothing)
nothing-found = nothing fits
narrow = Search:
pick-one = Choose
pick-several = Choose several: Space ticks, Enter is done
links-head = { $count ->
    [one] 1 link
   *[other] { $count } links
  }
single-record = A follow-up has just one such record.
links-all = … show all { $count } as a list
links-new = + New from here
list-within = Only what belongs to { $title }. Esc shows all.
no-links = The record has no links.
draft-stays = Not saved. The text stays as a draft: Enter goes on, Delete throws it away.
not-saved = { $field } is not saved: { $why }. The text is still there, Enter goes on.
half-typed = half typed
new-record = new record: { $kind }
remove-ask = Delete "{ $title }"?
remove-ask-linked = Delete "{ $title }"? Pointing here: { $links }.
sorted-by = Ordered by { $column }.
sorted-backwards = Ordered by { $column }, backwards.
list-loading = loading …
list-empty = Nothing here yet ({ $kinds }).
list-nothing-found = Nothing fits the filter ({ $kinds }).
