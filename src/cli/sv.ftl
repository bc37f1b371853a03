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
cli-day = DAG
cli-at = Som den var när den dagen var slut, till exempel 2025-06-30; eller vid en tidpunkt som 2025-06-30T12:00:00Z
cli-bad-day = --at { $typed } är ingen dag. Skriv den som 2025-06-30, eller en tidpunkt som 2025-06-30T12:00:00Z.
cli-as-it-was = Som den var { $day }, efter ändring { $number } ({ $made }).
cli-not-yet = Uppföljningen fanns inte { $day }. stegvis history NAMN visar när den blev till.
cli-history = Visa varje ändring: vem, när, vilket fält, vad som stod före och efter; den nyaste sist
    .usage = stegvis history NAMN [POST] [VAL]
cli-record = POST
cli-history-record = Bara en posts ändringar, med det som hör till den: dess nummer som K07, dess namn eller dess id
cli-no-record = Posten ”{ $name }” finns inte i uppföljningen och inte i registret. Skriv dess nummer, namn eller id.
cli-several-records = Flera poster heter ”{ $name }”. Skriv den enas id:
cli-history-unread = Journalen går inte att läsa hela vägen: { $why }. Det som står ovan gäller.
cli-due = Visa vad som förfaller och väntar; slutkod 3 när något är försenat
    .usage = stegvis due [VAL]
cli-check = Kontrollera arkivet: journalen, registret, posterna och länkarna; slutkod 3 när något hittas
    .usage = stegvis check [VAL]
cli-check-repair = Laga: bygg upp registret igen, och lägg undan det av journalen som inte går att läsa; inget kastas
cli-check-yes = Laga utan att fråga först, för skript
cli-check-clean = Allt stämmer. Ändringar: { $changes }, poster: { $records }, uppföljningar: { $homes }. Kedjans huvud: { $head }.
cli-check-repairs = stegvis check --repair lagar detta och lägger undan det gamla bredvid.
cli-check-at-hand = Länkar och värden rättar du själv: öppna posten i Stegvis och töm fältet, eller fyll i det på nytt.
cli-check-register = Gemensamma uppgifter
cli-amiss-restore = En återställning påbörjades och blev inte klar. Den görs klar när Stegvis startas. Inget annat är kontrollerat än.
cli-amiss-header = Journalens första byte är skadade.
cli-amiss-beginning = Journalens första byte är skadade, och inget säger hur de ska vara.
cli-amiss-gone = Journalen saknas. Har den flyttats, så lägg tillbaka den i stället för att laga.
cli-amiss-journal = Journalen går inte att läsa från byte { $place } till { $until }, efter ändring { $after }. { $resumes ->
    [none] Ingen ändring efter det går att läsa.
   *[other] Från ändring { $resumes } går den att läsa igen.
}
cli-amiss-gap = Det saknas något i journalen vid byte { $place }: efter ändring { $after } följer { $resumes ->
    [none] inget som hör ihop med den.
   *[other] ändring { $resumes }, som inte hör ihop med den.
}
cli-amiss-unreadable = Det som ändring { $seq } gjorde går inte att läsa i journalen.
cli-amiss-value = { $where }, { $record }: det som står i fältet { $field } går inte att läsa.
cli-amiss-link = { $where }, { $record }: länken i fältet { $field } leder till en post som inte finns ({ $target }).
cli-amiss-shelf-missing = Registret, mappen shelf, saknas eller är tomt.
cli-amiss-shelf-damaged = Registret, mappen shelf, går inte att läsa: { $error }.
cli-amiss-shelf-other = Registret, mappen shelf, hör inte ihop med journalen.
cli-amiss-shelf-ahead = Sparade ändringar saknas i journalen: den slutar vid ändring { $journal }, men registret känner till ändringar fram till { $shelf }. De läggs tillbaka ur registret när Stegvis öppnas eller arkivet lagas, om registret går att läsa och inte säger emot journalen.
cli-amiss-record-missing = { $where }, { $record }: saknas i registret men finns i journalen.
cli-amiss-record-extra = { $where }, { $record }: finns i registret men inte i journalen.
cli-amiss-record-other = { $where }, { $record }: står på ett sätt i registret och på ett annat i journalen.
cli-amiss-mark = { $where }: registret och journalen är inte överens om vilken ändring som är den senaste.
cli-amiss-steps = Det som en handläggare kan ångra står på ett sätt i registret och på ett annat i journalen.
cli-amiss-more = … och { $count } till.
cli-note-torn = Obs: journalen slutar mitt i en skrivning som ännu inte var sparad ({ $bytes } byte). De byten läggs undan nästa gång arkivet öppnas. Allt som visats som sparat finns kvar.
cli-note-tail = Obs: de sista { $bytes } byten i journalen är inte heller hela. De kan ha varit sparade, och kastas inte.
cli-note-unfinished = { $count ->
    [one] Obs: en import påbörjades men blev inte av. Inget av den har tagits med.
   *[other] Obs: { $count } importer påbörjades men blev inte av. Inget av dem har tagits med.
}
cli-note-newer = Obs: en nyare version av Stegvis har skrivit { $fields } fält och { $records } poster som den här inte känner till. De ligger kvar som de är.
cli-note-held = Obs: arkivet används just nu av { $account }. Journalen är kontrollerad, men registret måste vänta tills arkivet är stängt.
cli-note-held-unknown = Obs: arkivet används just nu. Journalen är kontrollerad, men registret måste vänta tills arkivet är stängt.
cli-repair-nothing = Det finns inget att laga.
cli-repair-ask = Ska det lagas nu? Den gamla journalen och det gamla registret läggs undan bredvid; inget kastas. (j/n)
cli-repair-not = Inget är gjort.
cli-repair-yes-wanted = Inget är gjort: här finns ingen att fråga. Lägg till --yes om det ska lagas ändå.
cli-repaired-header = Journalens första byte är rättade; dess första ändring visar hur de ska vara.
cli-repaired-begun-anew = Journalen har fått en ny början, och därmed en ny kedja: kedjehuvuden som skrivits upp förut stämmer inte längre med den, bara med det som går att läsa av den gamla.
cli-repaired-not-put-back = Registret kände till ändringar fram till { $last } som journalen saknar. De är inte tillbakalagda, eftersom registret inte går att läsa helt eller säger emot journalen: det kan höra till ett annat arkiv. Jämför det gamla registret med en säkerhetskopia innan du arbetar vidare.
cli-repaired-tail = Det som inte var helt i slutet av journalen ligger i { $path }.
cli-repaired-from-shelf = Det som ändrats efter det första felet är hämtat ur registret ({ $records } poster), så att allt står som det gjorde. Vem som ändrade vad efter felet står bara i den gamla journalen.
cli-repaired-from-rest = Det som går att läsa efter det första felet är med ({ $records } poster). Vad de oläsliga ändringarna gjorde är inte med, eftersom registret inte heller gick att använda för dem. Jämför med en säkerhetskopia.
cli-repaired-ahead = Det som ändrats fram till ändring { $last }, och saknades i journalen, är hämtat ur registret ({ $records } poster).
cli-repaired-journal = Den gamla journalen ligger i { $path }.
cli-repaired-said-again = { $count ->
    [one] Innehåll i en ändring är glömt för gott, men journalens anteckning om det var skadad eller borta. Den är skriven igen.
   *[other] Innehåll på { $count } ställen är glömt för gott, men journalens anteckning om det var skadad eller borta. Den är skriven igen.
}
cli-repaired-shelf = Registret är uppbyggt igen från journalen.
cli-repaired-aside = Det gamla registret ligger i { $path }.
cli-repaired-drafts-lost = Halvskrivna ord kan ha gått förlorade.
cli-export = Skriv alla poster till en JSON-fil
    .usage = stegvis export FIL [VAL]
cli-backup = Ta en säkerhetskopia av arkivet, eller läs igenom en
    .usage = stegvis backup FIL|MAPP [VAL]
cli-backup-file = Filen att skriva eller läsa igenom; i en mapp får den ett namn med tidpunkten
cli-backup-keep = I en mapp: ta bort de äldsta säkerhetskopiorna så att så här många finns kvar
cli-backup-verify = Läs igenom filen och säg vad den innehåller eller vad som är fel i den
cli-count = ANTAL
cli-backup-done = Säkerhetskopian är skriven: { $path }
cli-backup-whole = Säkerhetskopian är hel: { $path }
cli-backup-at = Tagen: { $at }
cli-backup-changes = Ändringar: { $changes }
cli-backup-span = Ändringar: { $changes }, från { $from } till { $to }
cli-backup-follow-ups = Uppföljningar med ändringar: { $count }
cli-backup-unreadable = Ändringar av poster som inte går att läsa, men är med som de är: { $count }
cli-backup-kept = Utkast och platser: { $count }
cli-backup-head = Kedjans slut: { $head }
cli-backup-nothing-kept = Halvskrivna ord och platser är inte med i säkerhetskopian: arkivet går bara att läsa ({ $error }).
cli-backup-none-removed = Inga äldre säkerhetskopior är borttagna, eftersom de kan innehålla mer.
cli-backup-no-stream = En säkerhetskopia skrivs till en fil eller i en mapp. Ange namnet på en.
cli-backup-within = { $path } ligger i arkivets egen mapp. Lägg säkerhetskopian någon annanstans, helst på en annan disk.
cli-backup-of-another = { $path } är en säkerhetskopia av ett annat arkiv. Välj ett annat namn, eller en mapp.
cli-backup-of-newer = { $path } har skrivits av en nyare version av Stegvis. Välj ett annat namn.
cli-backup-foreign = { $path } finns redan och är ingen säkerhetskopia. Välj ett annat namn.
cli-backup-unknown = { $path } går inte att läsa: { $error }. Välj ett annat namn.
cli-backup-journal = Säkerhetskopian är inte skriven: journalen håller inte hela vägen ({ $error }). stegvis check säger vad som är fel, och vad som kan göras åt det. Behåll säkerhetskopiorna som finns.
cli-backup-not-removed = Den gamla säkerhetskopian { $path } kunde inte tas bort: { $error }. Den nya är skriven.
cli-keep-folder = --keep behöver en mapp att hålla säkerhetskopior i. { $path } är ingen mapp som finns: skapa den först.
cli-keep-one = --keep vill ha ett antal, minst 1.
cli-keep-verify = --verify läser en fil och tar inte bort några. Ta bort --keep.
cli-restore = Gör en säkerhetskopia till arkivet
    .usage = stegvis restore FIL [VAL]
cli-restore-file = Säkerhetskopian
cli-replace = Ersätt arkivet som finns; det gamla läggs åt sidan
cli-restore-done = Arkivet i { $path } är återställt.
cli-restore-aside = Det som fanns förut ligger i { $path }. Öppna det med --store, eller ta bort mappen när det inte behövs.
cli-restore-there = Det finns redan ett arkiv i { $path }. Ange --replace för att ersätta det (det gamla läggs åt sidan), eller en annan mapp med --store. Inget är ändrat.
cli-restore-no-file = En säkerhetskopia läses flera gånger. Spara den som en fil först: { $path } är ingen.
cli-restore-begun = Återställningen är bestämd men inte klar: { $why } När det är avhjälpt görs den klar nästa gång Stegvis startar; det som fanns förut läggs åt sidan.
cli-restore-not-kept = Utkast och platser kunde inte återställas: { $error }. Inget är ändrat.
cli-export-newer = { $count ->
    [one] En post av ett slag som en nyare version av Stegvis har skrivit är inte med. Den står kvar i arkivet; exportera med den versionen.
   *[other] { $count } poster av slag som en nyare version av Stegvis har skrivit är inte med. De står kvar i arkivet; exportera med den versionen.
}
cli-forget = Glöm en posts innehåll för gott, också i historiken; vem, när och varför står kvar
    .usage = stegvis forget NAMN POST --reason SKÄL [VAL]
cli-forget-record = Posten: dess nummer som K07, dess namn eller dess id
cli-forget-field-name = FÄLT
cli-forget-field = Bara det fältet; får anges flera gånger
cli-forget-reason-name = SKÄL
cli-forget-reason = Varför det glöms; står kvar i historiken
cli-forget-yes = Glöm utan att fråga först, för skript
cli-forget-reason-wanted = Skriv varför innehållet glöms, efter --reason. Skälet står kvar i historiken.
cli-forget-reason-long = Skälet är längre än 500 tecken. Skriv det kortare.
cli-forget-reason-personal = Skälet ser ut att innehålla ett personnummer, och skälet står kvar. Skriv det utan.
cli-forget-no-field = Posten har inget fält som heter ”{ $field }”. Fälten är: { $fields }.
cli-forget-all = Detta glöms för gott: allt innehåll i { $record }.
cli-forget-fields = Detta glöms för gott: { $fields } i { $record }.
cli-forget-stays = Det tas bort ur posten, ur historiken och ur halvskrivna fält, och kan inte fås tillbaka. Filer som reparationer har lagt undan raderas om de innehåller det. Kvar står vem som ändrade när, och att { $by } glömde det: { $why }
cli-forget-links = { $count ->
    [one] En post pekar på den; länken står kvar.
   *[other] { $count } poster pekar på den; länkarna står kvar.
}
cli-forget-ask = Ska det glömmas nu? (j/n)
cli-forget-not = Inget är glömt.
cli-forget-yes-wanted = Inget är glömt: här finns ingen att fråga. Lägg till --yes om det ska glömmas ändå.
cli-forget-done = Glömt för gott, som ändring { $seq }. Tidigare ändringar som innehöll det: { $changes }.
cli-forget-erased = Raderat, eftersom det innehöll detta: { $path }
cli-forget-left = Innehållet finns eller kan finnas kvar i { $path }. Radera det om det inte behövs.
cli-forget-backup = Säkerhetskopian { $path } innehåller det fortfarande. Radera den, eller behåll den och återställ bara med filen forgotten (--marks).
cli-forget-drafts = Halvskrivna fält som är borttagna, eftersom de hörde till det eller innehöll en hel mening eller ett personnummer ur det: { $count }. I poster av dessa slag: { $kinds }.
cli-forget-unread = Säkerhetskopian { $path } kan innehålla det, men går inte att läsa till slutet. Radera den om den inte behövs.
cli-forgot-again = Journalen var äldre än filen forgotten och innehöll det som glömts för gott sedan dess, eller sade inte att det är glömt. Det är glömt igen.
cli-backup-replaced = Säkerhetskopian är inte skriven: arkivets journal byttes ut medan den skrevs, som när något glöms för gott. Kör kommandot igen.
cli-forget-unseen = Säkerhetskopian som skrevs till { $path } kan innehålla det. Den finns inte kvar där: leta upp den om den har flyttats.
cli-restore-marks = En fil forgotten från ett arkiv: det som glömts enligt den glöms igen
cli-restore-no-marks = { $path } säger inte att något är glömt. Ange filen forgotten ur ett arkivs mapp. Inget är ändrat.
cli-restore-marks-unread = { $path } går inte att läsa: { $error }. Inget är ändrat.
cli-restore-forgotten = { $count ->
    [one] Innehållet i en post, som glömts efter att kopian gjordes, är glömt igen.
   *[other] Innehållet i { $count } poster, som glömts efter att kopian gjordes, är glömt igen.
}
cli-backup-not-noted = Säkerhetskopian är skriven, men var den ligger kunde inte antecknas i arkivet: { $error }. stegvis forget kommer inte att nämna den.
cli-amiss-unvouched = Innehåll i ändring { $seq } saknas i journalen, och inget säger att någon har glömt det: filen kan ha ändrats för hand. Det går inte att laga, och ett sådant arkiv säkerhetskopieras inte. Behåll säkerhetskopiorna som finns och återställ den senaste: stegvis restore FIL --replace lägger det här arkivet åt sidan.
cli-amiss-unsaid = Innehåll i ändring { $seq } är glömt för gott, men journalens anteckning om det är skadad eller borta.
cli-amiss-unforgotten = Innehåll i ändring { $seq } är glömt för gott men står kvar i journalen: en äldre journal kan ha lagts tillbaka. stegvis check --repair glömmer det igen.
cli-demo = Öppna ett påhittat exempel att prova i; ditt eget arkiv rörs inte
    .usage = stegvis demo
cli-demo-failed = Exemplet kunde inte öppnas: { $error }.
cli-report = Skriv uppföljningen som ett dokument
    .usage = stegvis report NAMN [VAL]
cli-format = Format: md (Markdown)
cli-out = Fil att skriva till; utan den, eller med -, skrivs dokumentet ut
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
cli-no-folder = Ingen mapp för arkivet hittades. Ange en med --store MAPP.
cli-no-terminal = Stegvis behöver en terminal för att öppnas. För skript: stegvis list, show, import eller export.

config-unreadable = Inställningsfilen { $path } går inte att läsa: { $error }. Förvalen gäller.
config-form = { $file } rad { $line }, kolumn { $column }: här går filen inte att förstå. Rätta raden; förvalen gäller så länge. (TOML: { $what })
config-setting = { $file } rad { $line }: inställningen { $name } finns inte. De som finns är backup, every, gate, hub, keep, lang, socket och store.
config-value = { $file } rad { $line }: { $name } kan vara { $wanted }.

context-text = När du skriver i ett fält
context-question = När Stegvis frågar
context-picker = När du väljer ur en lista
context-links = I en posts länkar
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
cli-why-locked = uppföljningen är stängd. Öppna den igen i Stegvis, med ett skäl, och försök igen.
cli-why-not-closing = uppföljningen stängs bara i Stegvis, när dess steg är klara.
cli-why-forbidden = du är läsare här, eller så ändras det av ansvariga eller administratörer. Be en av dem.
cli-why-misformed = ändringen hänger inte ihop. Kör kommandot igen.
cli-why-disk = ändringen gick inte att skriva ({ $error }). Se till att disken fungerar och försök igen.
cli-why-full = disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen.
cli-why-only-read-index = registret bredvid journalen är skadat och byggs upp igen vid nästa start. Försök igen.
cli-why-only-read = här går det bara att läsa ({ $error }). Se till att mappen går att skriva i och försök igen.
cli-why-closed = arkivet är stängt. Kör kommandot igen.
cli-not-written = Filen { $path } kunde inte skrivas: { $error }.
cli-more = { $count ->
    [one] … och 1 rad till.
   *[other] … och { $count } rader till.
  }
cli-due-state = Läge
cli-due-date = Datum
cli-due-days = Kvar
cli-due-what = Vad
cli-due-title = Gäller
cli-days = { $count } d
cli-rows-read = { $count } rader lästa
cli-rows-saved = { $count } poster sparade
context-help = På hjälpsidan
cli-not-written-out = Allt kunde inte skrivas: { $error }.
cli-store-unclear = Inget är gjort: config.toml säger inte tydligt vilket arkiv som gäller. Rätta filen, eller ange --store MAPP.
context-heading = Vid en rubrik i en fil
context-path = När du skriver en sökväg
context-reader = När du läser en lång text
context-drafts = I listan med halvskrivna fält
cli-title-long = Titeln efter --follow-up är för lång, högst 16 000 tecken.
cli-all-follow-up = ”import all” läser in alla uppföljningar i filen som de står. Ta bort --follow-up.
cli-all-map = ”import all” läser en export, där varje fält redan har sitt namn. Ta bort --map.
cli-update-all = --update gäller bara ”import all”. Ta bort det: övriga filer ändrar det som finns ändå.
cli-no-store = Det finns inget arkiv i { $path }. Ett skapas när du öppnar Stegvis eller läser in en fil; ligger ditt på annan plats: --store MAPP.
cli-path = SÖKVÄG
cli-serve = Håll arkivet öppet för flera handläggare samtidigt
    .usage = stegvis serve [VAL]
cli-socket = Uttaget (en Unix-sockel) i stället för det i arkivets mapp
cli-mode = Vem som får ansluta, som för chmod; annars bara det egna kontot (600)
cli-serving = Stegvis väntar på handläggare: { $path }
cli-served = Stegvis har stängts. Alla sessioner är avslutade och det halvskrivna är sparat.
cli-serve-failed = Det gick inte att ta emot handläggare: { $error }. Starta stegvis serve igen.
cli-serve-taken = Någon annan tar redan emot på { $path }. Avsluta den, eller ange ett annat uttag med --socket.
cli-serve-foreign = { $path } är något annat än ett uttag. Ange en annan sökväg med --socket.
cli-serve-open = I mappen { $path } kan andra konton skriva, och då kan någon sätta dit ett eget uttag. Ange en sökväg i en mapp som bara det här kontot kan skriva i.
cli-serve-disk = Det gick inte att ta emot på { $path }: { $error }. Ange en annan sökväg med --socket.
cli-attach = Anslut den här terminalen till ett arkiv som stegvis serve håller öppet
    .usage = stegvis attach [VAL]
cli-hub-silent = Ingen tar emot för { $path }. Starta stegvis serve, eller kör stegvis utan attach.
cli-hub-stranger = På { $path } tar kontot { $account } emot, och det är inte angivet som Stegvis eget. Inget har skickats. Är det rätt konto: ange det med --hub, eller som hub i config.toml. Be annars den som sköter servern att se efter.
cli-hub-open = I mappen { $path } kan andra konton skriva, och då kan någon ha satt dit ett eget uttag. Inget har skickats. Be den som sköter servern att se efter.
cli-hub-unknown = Kontot { $account } finns inte här. Kontrollera stavningen i --hub, eller hub i config.toml.
cli-account = KONTO
cli-hub = Kontot som stegvis serve körs under, när det inte är det egna
cli-held-by-hub = Arkivet { $path } hålls öppet av stegvis serve, som handläggare ansluter till på { $socket }. Avsluta stegvis serve för att göra det här.
cli-hub-unreached = Det gick inte att ansluta till { $path }: { $error }. Be den som sköter servern om tillträde.
cli-not-served = Det här görs inte genom stegvis serve. Kör det på arkivets egen dator, när stegvis serve är avslutat.
cli-gate-files = Här finns inga filer. Skriv - i stället för ett filnamn, och led om in- eller utmatningen hos dig.
cli-call-closed = Stegvis stängdes på servern innan kommandot var klart. En inläsning är gjord helt eller inte alls: se efter med stegvis list eller stegvis history, och kör kommandot igen.
cli-store-and-socket = Ange antingen --store eller --socket, inte båda.
cli-store-wanted = Det här görs på arkivets egen mapp, och bara uttaget { $path } är känt. Ange mappen med --store MAPP.
