## Delar som skärmar är gjorda av

nothing-chosen = (inget)
nothing-found = inget passar
narrow = Sök:
pick-one = Välj
pick-several = Välj flera: Mellanslag kryssar, Enter är klart
links-head = { $count ->
    [one] 1 länk
   *[other] { $count } länkar
  }
single-record = Uppföljningen har just en sådan post.
links-all = … visa alla { $count } som lista
links-new = + Nytt härifrån
list-within = Bara det som hör till { $title }. Esc visar allt.
no-links = Posten har inga länkar.
draft-stays = Inte sparat. Texten är kvar som utkast: Enter fortsätter, Delete kastar.
not-saved = { $field } är inte sparat: { $why }. Texten är kvar, Enter fortsätter.
half-typed = halvskrivet
new-record = ny post: { $kind }
remove-ask = Ta bort ”{ $title }”?
remove-ask-linked = Ta bort ”{ $title }”? Hit pekar { $links }.
sorted-by = Ordnat efter { $column }.
sorted-backwards = Ordnat efter { $column }, baklänges.
list-loading = hämtar …
list-empty = Inget här ännu ({ $kinds }).
list-nothing-found = Inget passar filtret ({ $kinds }).
