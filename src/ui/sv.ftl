## Delar som skärmar är gjorda av

nothing-chosen = (inget)
takes-choice = välj ur en lista
takes-level = 1–4
takes-step = 1–6
takes-size = 3–6
takes-period = t.ex. 2025, 2025T3 eller 2025K2
takes-date = t.ex. 2025-11-03
pick-none-fits = inget passar: Backsteg tar fram resten av listan
nothing-found = inget passar
pick-astray = inget passar: här är allt som finns, ↓ väljer i listan
pick-made = ”{ $name }” är tillagd och ikryssad. { $key } är klart, eller skriv ett namn till.
pick-more = … fler finns: skriv för att söka
narrow = Sök:
pick-new = + ny post ({ $kind }): ”{ $name }”
pick-first = sök, eller skriv ett nytt namn här ({ $kind })
pick-one = välj
pick-several = välj flera, Mellanslag kryssar (efter sökord: ↓ först), Enter är klart
links-head = { $count ->
    [one] 1 länk
   *[other] { $count } länkar
  }
is-closed = Uppföljningen är stängd. { $key } öppnar den igen.
is-reader = Du är läsare här och ändrar ingenting. Den som är ansvarig kan ge dig en annan roll.
is-forbidden = Det här ändras av ansvariga. Be en ansvarig eller en administratör.
    .administrator = Det här ändras av administratörer. Be en av dem.
single-record = Uppföljningen har just en sådan post.
links-all = … visa alla { $count } som lista
links-new = + Nytt härifrån
list-within = Bara det som hör till { $title }. Esc visar allt.
no-links = Posten har inga länkar.
long-saves = { $key } sparar
long-breaks = { $key } ny rad
draft-stays = Inte sparat. Texten är kvar som utkast: Enter fortsätter, Delete kastar.
not-saved = { $field } är inte sparat: { $why }. Texten är kvar, Enter fortsätter.
half-typed = halvskrivet
new-record = ny post: { $kind }
remove-ask = Ta bort ”{ $title }”?
remove-ask-linked = Ta bort ”{ $title }”? Hit pekar { $links }.
sorted-by = Ordnat efter { $column }.
sorted-backwards = Ordnat efter { $column }, baklänges.
list-loading = hämtar …
list-empty = { $what } { $key } börjar.
list-near = Inget innehåller ”{ $filter }”. Det här liknar mest.
list-ticked = { $count ->
    [0] Inget är markerat.
   *[other] { $count } markerade.
  }
batch-field = Fält som ändras på det markerade
batch-way = Vad som görs med det som redan står där
batch-replace = ersätt det
batch-add = lägg till
batch-take = ta bort ur det
batch-value = { $field }, { $count } markerade:
batch-nothing = Markera rader först: { $key } kryssar, { $all } kryssar alla som visas.
batch-done = { $field } är ändrat på { $count } av { $all } ({ $kinds }). { $key } ångrar allt på en gång.
batch-none = { $field } står redan så på alla { $all } ({ $kinds }). Inget är ändrat.
batch-refused = { $field }: ändrat på { $count } av { $all } ({ $kinds }), inte på dessa
batch-refused-row = { $title }: { $why }
batch-gone = posten är borttagen
batch-locked = låst, eller ändras av andra
batch-not-asked = fältet gäller bara när { $field } är { $values }
batch-too-large = Det är { $rows } rader och { $size } kB, mer än på en gång (högst { $most } rader och { $limit } kB). Smalna av med / och ta resten sedan. Inget är ändrat.
remove-marked-ask = Ta bort { $count } markerade ({ $kinds })?
remove-marked-linked = Ta bort { $count } markerade ({ $kinds })? Till { $linked } av dem pekar annat.
list-nothing-found = Filtret ”{ $filter }” döljer allt ({ $kinds }). { $key } tar bort det.
half-typed-moved = halvskrivet; någon annan har skrivit: { $stands }
removed-record = (borttagen post)
field-full = Fältet rymmer { $limit } tecken och har { $have }, så { $more } till får inte plats. Det som står där är kvar.
new-needs = { $field } behövs innan det blir { $kind }. Skriv, gå förbi med Tab, eller låt bli med Esc.
field-needed = { $field } kan inte vara tom, för då hittas { $kind } inte längre. Skriv något, eller Esc för att låta den vara.
new-nothing-yet = Inget är sparat ännu: posten ({ $kind }) blir till med sitt första ifyllda fält.
new-nothing-yet-needs = Inget är sparat ännu: posten ({ $kind }) blir till med sitt första ifyllda fält. Den behöver { $fields }.
clear-draft-first = { $field } är halvskrivet. { $key } kastar utkastet; sedan kan fältet tömmas.
clear-nothing = { $field } är redan tomt.
cleared = { $field } är tömt. { $key } ångrar.
read-draft = Ditt utkast
read-stands = Det som står i fältet

## Ändringar, berättade i efterhand

told-edit = Ändrade { $what }
told-create = Lade till { $what }
told-remove = Tog bort { $what }
told-value = Värderade { $what }
told-import = Importerade { $what }
told-import-without = Importerade { $what } och lämnade { $rows } utanför
told-import-rows = { $count ->
    [one] 1 rad
   *[other] { $count } rader
  }
told-undo = Ångrade ändring { $number } ({ $what })
told-redo = Gjorde om ändring { $number } ({ $what })
told-accept = Godtog det som en kontroll fann ({ $what })
told-answer = Besvarade en ledfråga ({ $what })
told-declare = Förklarade ett steg klart ({ $what })
told-take-up = Tog upp ett steg igen ({ $what })
told-close = Stängde uppföljningen
told-reopen = Öppnade uppföljningen igen
told-mend = Lagade journalen: { $what }
told-on = { $what } på { $title }
told-from-to = { $field } { $from } → { $to }
told-put = { $field }: { $to }
told-emptied = { $field } { $from } → tomt
told-linked = länk tillagd: { $titles } ({ $field })
told-unlinked = länk borttagen: { $titles } ({ $field })
told-removed = borttaget: { $what }
told-restored = tillbaka: { $what }
told-newer = något som en nyare version av Stegvis har skrivit
told-more = { $count ->
    [one] och 1 fält till
   *[other] och { $count } fält till
  }
told-forgotten = { $what }: innehållet är glömt för gott
told-forgotten-by = { $what }: innehållet glömt för gott { $at } av { $by }: { $why }
told-forgotten-fields = { $what }: { $fields } glömt för gott { $at } av { $by }: { $why }
told-forget = Glömde innehåll för gott ({ $what })
forgotten-name = (glömt innehåll)
links-more = … och { $count } till
panel-more = mer finns: öppna posten
views-head = Vyer i fliken, med antal
tree-without = (utan { $kind })
tree-heading = Raden är en rubrik i trädet. Markera posten ({ $kind }) först.

## Fyrfältaren

matrix-unplaced = Inte placerade
matrix-outside = Utanför skalan
matrix-off-axis = { $axis } går från 1 till { $size }.
matrix-placing = { $name }:{ $before } { $axis } 1–{ $size }?
