## Kommandoraden

cli-about = Stegvis: följ upp vård och omsorg steg för steg. Utan kommando öppnas Stegvis i terminalen.
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
cli-import-what = requirements (krav), units (enheter), plan, results (resultat), deviations (avvikelser), all
cli-dry-run = Visa vad som skulle hända, ändra inget
cli-map = Säg vilket fält en rubrik är, till exempel "Risk S=likelihood"; får ges flera gånger
cli-update = Låt filen skriva över poster som redan finns och är annorlunda (bara all)
cli-list = Lista uppföljningar, eller poster av ett slag
cli-list-kind = Posternas slag i flertal på engelska, till exempel requirements, units, plan eller deviations
cli-show = Visa en uppföljning
cli-due = Visa vad som förfaller och väntar; slutkod 3 när något är försenat
cli-export = Skriv alla poster till en JSON-fil
cli-keys = Visa tangenterna som gäller
cli-completions = Skriv ut kompletteringar för ett skal
cli-shell = bash, zsh, fish, elvish eller powershell
cli-missing = Något saknas: { $what }. Skriv stegvis --help för att se hur.
cli-no-command = Kommandot { $what } finns inte. Skriv stegvis --help för att se vilka som finns.
cli-bad-value = { $what }: { $value } går inte. Det här går: { $valid }.
cli-unknown = Det här förstår Stegvis inte: { $what }. Skriv stegvis --help för att se vad som går.
cli-no-folder = Ingen mapp för arkivet hittades. Ange en med --store MAPP.
cli-no-terminal = Stegvis behöver en terminal för att öppnas. För skript: stegvis list, show, import eller export.

config-unreadable = Inställningsfilen { $path } går inte att läsa: { $error }. Förvalen gäller.
config-form = config.toml rad { $line }: filen går inte att läsa ({ $what }). Rätta raden; förvalen gäller så länge.
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
cli-moved = Inget är inläst: någon ändrade samma fält under tiden. Kör kommandot igen.
cli-disk = Inget är inläst: disken svarade med fel ({ $error }). Se till att den fungerar och försök igen.
cli-full = Inget är inläst: disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen.
cli-locked = Inget är inläst: uppföljningen är stängd. Öppna den igen i Stegvis, med ett skäl, och försök igen.
cli-refused = Inget är inläst: { $why }.
cli-not-written = Filen { $path } kunde inte skrivas: { $error }.
cli-more = { $count ->
    [one] … och 1 rad till.
   *[other] … och { $count } rader till.
  }
cli-days = { $count } d
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
