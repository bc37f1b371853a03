## Kommandoraden

cli-about = Stegvis: följ upp vård och omsorg steg för steg. Utan kommando öppnas Stegvis i terminalen.
    .usage = stegvis [VAL] [KOMMANDO]
cli-usage = Så här:
cli-commands = Kommandon:
cli-options = Val:
cli-arguments = Uppgifter:
cli-exit-codes = Slutkod: 0 klart, inget hittat; 1 nekat eller misslyckat; 2 fel skrivet; 3 något hittat.
cli-help = Visa den här hjälpen
cli-version = Visa versionen
cli-store = Arkivets mapp, i stället för din egen
cli-lang = Språk: sv eller en
cli-folder = MAPP
cli-file = FIL
cli-file-help = Filens namn, eller - för standard in respektive ut
cli-name = NAMN
cli-what = VAD
cli-kind = SLAG
cli-mapping = RUBRIK=FÄLT
cli-follow-up = Uppföljningens titel
cli-json = Skriv JSON för andra program
cli-import = Läs in en fil: requirements, units, plan, results, deviations eller all (JSON)
    .usage = stegvis import VAD FIL --follow-up NAMN [VAL]
cli-import-what = requirements (krav), units (enheter), plan, results (resultat), deviations (avvikelser), all
cli-dry-run = Visa vad som skulle hända, ändra inget
cli-map = Säg vilket fält en rubrik är, till exempel "Risk S=likelihood"; får ges flera gånger
cli-update = Låt filen skriva över poster som redan finns och är annorlunda (bara all)
cli-list = Lista uppföljningar, eller poster av ett slag
    .usage = stegvis list [SLAG] [VAL]
cli-list-kind = Posternas slag i flertal på engelska, till exempel requirements, units, plan eller deviations
cli-show = Visa en uppföljning
    .usage = stegvis show NAMN [VAL]
cli-export = Skriv alla poster till en JSON-fil
    .usage = stegvis export FIL [VAL]
cli-keys = Visa tangenterna som gäller
    .usage = stegvis keys
cli-completions = Skriv ut kompletteringar för ett skal
    .usage = stegvis completions SKAL
cli-shell = bash, zsh, fish, elvish eller powershell
cli-shell-name = SKAL
cli-missing = Det saknas { $what }. Skriv stegvis --help för att se hur.
cli-no-command = Kommandot { $what } finns inte. Skriv stegvis --help för att se vilka som finns.
cli-no-value = { $what }: här saknas ett värde. Skriv det efter, med ett mellanslag emellan.
cli-bad-value = { $what }: { $value } går inte. Det här går: { $valid }.
cli-no-option = Valet { $what } finns inte här. Skriv stegvis --help, eller --help efter kommandot, för att se vad som går.
cli-too-much = { $what } är ett ord för mycket. Sätt citattecken kring namn med mellanslag.
cli-twice = { $what } står två gånger. Ta bort en av dem.
cli-takes-nothing = { $what } tar inget värde. Ta bort { $value }.
cli-not-utf8 = Ett av orden är inte UTF-8. Skriv om det, eller byt namn på filen.
cli-near = Menade du { $near }?
cli-unknown = Det här förstår Stegvis inte. Skriv stegvis --help för att se vad som går.
cli-no-command = Kommandot { $what } finns inte. Skriv stegvis --help för att se vilka som finns.
cli-no-folder = Ingen mapp för arkivet hittades. Ange en med --store MAPP.
cli-no-terminal = Stegvis behöver en terminal för att öppnas. För skript: stegvis list, show, import eller export.

config-unreadable = Inställningsfilen { $path } går inte att läsa: { $error }. Förvalen gäller.
config-form = config.toml rad { $line }, kolumn { $column }: här går filen inte att förstå. Rätta raden; förvalen gäller så länge. (TOML: { $what })
config-setting = config.toml rad { $line }: inställningen { $name } finns inte. De som finns är lang och store.
config-value = config.toml rad { $line }: { $name } kan vara { $wanted }.

context-text = När du skriver i ett fält
context-question = När Stegvis frågar
context-picker = När du väljer ur en lista
context-valuing = När du värderar
context-form = I en posts formulär
context-list = I en lista
context-preview = I en förhandsvisning
context-everywhere = Överallt utom när du skriver
context-line = När du skriver i ett fält med en rad

cli-follow-up-wanted = Säg vilken uppföljning filen hör till: --follow-up NAMN. Finns den inte så skapas den.
cli-no-follow-up = Uppföljningen ”{ $title }” finns inte. stegvis list visar vilka som finns.
cli-several = { $count } uppföljningar heter ”{ $title }”. Byt titel på någon av dem först.
cli-no-kind = Slaget { $name } finns inte. De som finns: { $known }.
cli-would = Skulle läsas in: { $counts }. Inget är ändrat.
cli-nothing-taken = Inget är inläst. Rätta raderna ovan och försök igen.
cli-row-moved = Inget är inläst: raden på rad { $line } går inte längre. Kör kommandot igen.
cli-refused = Inget är inläst: { $why }
cli-halfway = { $done } av { $all } delar är inlästa i sin helhet (registret och uppföljningarna är var sin del), resten inte: { $why } Kör sedan samma kommando igen, det fortsätter där det slutade.
cli-why-moved = någon ändrade samma fält under tiden. Kör kommandot igen.
cli-why-removed = en post i filen har tagits bort här. Ångra borttagningen, eller ta bort posten ur filen.
cli-why-long = en text är { $have } tecken, högst { $limit } får plats. Korta den i filen och försök igen.
cli-why-large = en post skulle bli { $have } byte, högst { $limit } får plats. Korta någon av dess texter i filen.
cli-why-locked = steget { $step } är låst. Lås upp det först.
cli-why-forbidden = du har inte rätt att ändra detta. Fråga den som är ansvarig.
cli-why-misformed = ändringen hänger inte ihop. Kör kommandot igen.
cli-why-disk = disken svarade med fel. Se till att den fungerar och försök igen. ({ $error })
cli-why-full = disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen.
cli-why-closed = arkivet är stängt. Kör kommandot igen.
cli-not-written = Filen { $path } kunde inte skrivas: { $error }.
cli-more = { $count ->
    [one] … och 1 rad till.
   *[other] … och { $count } rader till.
  }
cli-rows-read = { $count } rader lästa
cli-rows-saved = { $count } poster sparade
context-help = På hjälpsidan
cli-not-written-out = Allt kunde inte skrivas: { $error }.
cli-store-unclear = Inget är gjort: config.toml säger inte tydligt vilket arkiv som gäller. Rätta filen, eller ange --store MAPP.
os-missing = finns inte
os-forbidden = du har inte rätt till det
os-folder = det är en mapp
os-no-folder = det är ingen mapp
os-full = disken är full
os-read-only = disken går bara att läsa
os-no-text = det är inte text i UTF-8
