## Sessionen: hem, ramen, sparande

home-head = Hem
home-follow-up = Uppföljning
home-committee = Nämnd
home-steps = 1 2 3 4 5 6
welcome = Välkommen. Här finns ingen uppföljning ännu.
home-no-role = Du har ingen roll i det här arkivet, så inget visas för dig. Be en administratör om en roll. Det du har skrivit är kvar.
home-nothing-shown = Här finns ännu ingen uppföljning som du får se. Be den som är ansvarig för uppföljningen att lägga till dig som deltagare.
welcome-example = Titta på exemplet
welcome-example-about = En påhittad kommuns hemtjänst, följd från mål till effekt. Den läggs här som ”{ $title }”, och Ångra tar bort den igen.
welcome-import = Importera filer
welcome-import-about = Krav, enheter, plan, resultat eller avvikelser från Excel eller CSV.
welcome-new = Börja en tom uppföljning
welcome-new-about = Du skriver själv: först titeln, sedan kraven.
home-example-title = Hemtjänst (exempel)
home-example-done = Exemplet är inläst som ”{ $title }”. { $key } här i uppföljningen tar bort det igen.
home-example-reading = Läser in exemplet …
home-due = Att göra
home-due-count = { $count ->
    [one] 1 sak
   *[other] { $count } saker
  }
home-nothing-due = Inget är försenat eller ska göras den här månaden.
home-later = { $count ->
    [one] (1 senare)
   *[other] ({ $count } senare)
  }
home-overdue = { $count ->
    [one] försenad 1 dag
   *[other] försenad { $count } dgr
  }
home-waits = { $count ->
    [0] kom i dag
    [one] väntat 1 dag
   *[other] väntat { $count } dgr
  }
home-today = i dag
home-in-days = { $count ->
    [one] i morgon
   *[other] om { $count } dagar
  }
last-place = Senast: { $title }, steg { $step }{ $record }.
last-goes-on = Enter fortsätter där.
drafts-waiting = { $count ->
    [one] 1 halvskrivet fält väntar på dig: d visar det.
   *[other] { $count } halvskrivna fält väntar på dig: d visar dem.
  }
untitled = (utan titel)
saved = sparat
closed-status = stängd
saving = sparar …
too-small = Stegvis behöver minst 40 × 12 tecken
resumed = Här slutade du mitt i ett ord. Efter ett avbrott kan den sista sekundens text saknas.
no-follow-up-yet = Börja en uppföljning först, eller importera en fil.
no-way-back = Det finns inget att gå tillbaka till.
no-place = Posten har ingen egen plats ännu.
help-head = Hjälp { $page }/{ $pages }   ↑ ↓ bläddra   Esc stäng
undone = Ångrat: { $what }.
redone = Gjort om: { $what }.
undo-far = Ångra: { $what }? Det syns inte här.
undo-far-later = Inget är ångrat. Härnäst ångras: { $what }. { $key } frågar igen.
undo-past = Inget är ångrat: det som står på tur är glömt för gott och kan inte tas tillbaka. { $key } en gång till frågar om det som gjordes före det.
undo-before = Ångra det före: { $what }?
redone-past = Något du ångrade före det är glömt för gott och kan inte göras om.
undo-more = { $count ->
    [one] och 1 fält till
   *[other] och { $count } fält till
  }
undo-moved = Inget är ångrat: någon annan har ändrat det sedan dess ({ $what }), och det gäller.
undo-moved-by = Inget är ångrat: { $name } ändrade det efter dig ({ $what }, { $at }), och det gäller.
undone-nothing = Det finns inget att ångra.
redone-nothing = Det finns inget att göra om.
undone-untold = Ångrat.
redone-untold = Gjort om.
undone-not-next = Inget är ångrat: något annat har sparats sedan frågan ställdes. Tryck { $key } för att ångra det senaste.
undo-forbidden = Inget är ångrat eller gjort om: du är läsare här. Den som är ansvarig kan ge dig en annan roll.
    .lead = Inget är ångrat eller gjort om: det som står på tur ändras av ansvariga. Be en av dem.
    .administrator = Inget är ångrat eller gjort om: det som står på tur ändras av administratörer. Be en av dem.
undo-disk = Inget är ångrat eller gjort om: det gick inte att skriva ({ $why }). Se till att disken fungerar och försök igen.
undo-full = Inget är ångrat eller gjort om: disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen.
undo-closed = Inget är ångrat eller gjort om: arkivet är stängt. Öppna Stegvis igen.
refused-moved = Inte sparat: { $field } på { $title } är nu ”{ $stands }”. Någon annan hann före. Din text är kvar som utkast: { $key } visar båda, och sparar du igen gäller din.
refused-moved-elsewhere = Inte sparat: { $field } på { $title } är nu ”{ $stands }”. Någon annan hann före. Din text är kvar som utkast: { $key } i rummet visar den, och sparar du den därifrån gäller din.
refused-hidden = Inte sparat: posten visas inte längre för dig; den är skyddad, glömd eller tillbakatagen. Din text är kvar som utkast: { $key } i rummet visar den.
refused-removed = Inte sparat: posten har tagits bort. Ångra borttagningen först. Din text är kvar som utkast.
typing-hidden = Posten du skriver i visas inte längre för dig; den är skyddad, glömd eller tillbakatagen. Det du har skrivit är kvar som utkast: { $key } i rummet visar det.
typing-removed = Posten du skriver i har just tagits bort. Det du har skrivit är kvar som utkast: { $key } i rummet visar det och kan ta tillbaka posten.
typing-locked = Det du skriver går inte att spara just nu, men är kvar som utkast. { $why }
refused-long = Inte sparat: texten är { $have } tecken, högst { $limit } får plats. Korta den; den är kvar som utkast.
refused-large = Inte sparat: posten skulle bli { $have } byte, högst { $limit } får plats. Korta någon text.
refused-locked = Inte sparat: uppföljningen är stängd. { $key } öppnar den igen. Så länge den är stängd ligger steg 1–5, svaren och bedömningarna fast.
refused-used = Inte sparat: skalan har redan värderats på och står fast. Gör en ny version under Värdering, vyn skalan (n), och ändra i den.
refused-not-closing = Inte sparat: en uppföljning stängs bara genom att stängas som sådan, inte genom att dagen skrivs in eller att öppnandet ångras.
refused-forbidden = Inte sparat: du är läsare här. Din text finns kvar som utkast; den som är ansvarig kan ge dig en annan roll.
    .lead = Inte sparat: det här ändras av ansvariga. Din text finns kvar som utkast; be en ansvarig eller en administratör.
    .administrator = Inte sparat: det här ändras av administratörer. Din text finns kvar som utkast; be en av dem.
refused-account-taken = Inte sparat: kontot är redan en handläggares. Din text finns kvar som utkast; skriv ett annat konto.
refused-account-of-owner = Inte sparat: kontot äger arkivet eller är root, och kan inte vara en handläggares. Din text finns kvar som utkast; skriv ett annat konto.
hidden-now = Uppföljningen visas inte längre för dig, för dina roller har ändrats. Fråga en ansvarig eller en administratör.
is-not-to-begin = Du har ingen roll som låter dig börja en uppföljning. En administratör kan ge dig en.
reader-status = läsare
refused-forgotten = Det går inte att ångra eller göra om: det är glömt för gott, och det finns inget annat att ta i stället. Historiken säger av vem och varför.
findings-unchecked = Det gick inte att börja leta efter vad som saknas i uppföljningen: { $why }. Gå till start och öppna den igen, så görs ett nytt försök.
refused-misformed = Inte sparat: ändringen hänger inte ihop. Öppna posten på nytt och försök igen.
refused-disk = Inte sparat: ändringen gick inte att skriva ({ $why }). Din text är kvar. Avsluta, se till att disken fungerar och öppna igen.
refused-full = Inte sparat: disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen; din text är kvar.
refused-only-read-index = Inte sparat: registret bredvid journalen är skadat och byggs upp igen vid nästa start. Din text är kvar tills du avslutar. Skriv av den, avsluta och starta igen.
refused-only-read = Inte sparat: här går det bara att läsa ({ $why }). Din text är kvar tills du avslutar. Se till att mappen går att skriva i och starta igen.
refused-closed = Inte sparat: arkivet är stängt. Din text är kvar; öppna Stegvis igen.
import-head = Läs in en fil till ”{ $title }”
import-title = Vad ska uppföljningen heta? Till exempel Hemtjänst 2025.
import-title-wanted = Uppföljningen behöver en titel.
import-what = Vad innehåller filen? Enheter först: resultaten hänvisar till dem.
import-units-forbidden = Enheter hör till registret, som ansvariga och administratörer ändrar. Be en av dem läsa in filen; resten kan du läsa in själv.
import-hint-title = vidare
import-hint-path = läs filen
import-path = Var ligger filen med { $kinds }? Skriv sökvägen på datorn där du kör stegvis.
import-path-wanted = Skriv filens sökväg.
import-browse = Välj filen med { $kinds }. Skriv för att söka, backsteg går upp en mapp.
import-folder = Mapp: { $path }
import-listing = Läser mappen …
import-folder-cut = Mappen är stor, bara det nyaste syns. Skriv sökvägen om filen inte är med.
import-folder-empty = Här finns varken mappar eller filer som kan läsas in ({ $endings }).
import-up = .. (mappen ovanför)
import-size-bytes = { $size } byte
import-size-kb = { $size } kB
import-size-mb = { $size } MB
import-is-folder = mapp
import-reading = Läser filen …
import-checking = { $count ->
    [one] Kontrollerar filen … 1 rad
   *[other] Kontrollerar filen … { $count } rader
  }
import-rechecking = { $count ->
    [one] Kontrollerar på nytt … 1 rad
   *[other] Kontrollerar på nytt … { $count } rader
  }
import-stopped = Avbrutet. Inget är ändrat.
import-no-check = Filen kunde inte kontrolleras: { $error }. Försök igen om en stund.
import-headings = Rubriker: { $read }
import-choose-any = Filens rubriker. Välj en för att ändra vilket fält den läses som.
import-not-read = läses inte
import-close = Stänga filen? Inget är inläst, och det du har lämnat ute eller bestämt om rubriker glöms.
import-lacks = Rad { $line } är rubrikraden. De här fälten behövs och saknar rubrik:
import-lacks-first = Ett fält som behövs saknar rubrik. Välj rubrik för det först.
import-heading-lacks = { $field }: ingen rubrik hittades. { $key } väljer en i filen
import-heading-unknown = ”{ $heading }”: okänd rubrik, läses inte. { $key } väljer fält
import-heading-doubled = ”{ $heading }”: samma som ”{ $read }”, läses inte. { $key } väljer fält
import-heading-left = ”{ $heading }”: lämnas utanför
import-heading-settled = ”{ $heading }”: läses som { $field }
import-leave-heading = Lämna kolumnen utanför
import-choose-field = Vilket fält är rubriken ”{ $heading }”?
import-choose-heading = Vilken rubrik i filen är fältet { $field }?
import-read-as = läses som { $field }
import-has-heading = ”{ $heading }”
import-needed = behövs
import-field-taken = ”{ $heading }” läses redan som { $field }. Välj ett annat fält, eller ändra den rubriken först.
import-reopens = { $key } i något av stegen leder dit.
import-wait = Filen kontrolleras fortfarande. Raderna läses in när kontrollen är klar.
import-changed = Uppföljningen har ändrats medan du tittade. Förut: { $before }. Nu: { $now }.
import-changed-wait = Inget är inläst än, för det har ändrats. Förut: { $before }. Nu: { $now }. { $key } läser in.
import-moved = Inget är inläst: någon annan sparade i samma stund. Filen kontrolleras på nytt.
import-taking = { $count ->
    [one] 1 rad sparas …
   *[other] { $count } rader sparas …
  }
import-nothing-to-leave = Raden ändrar inget, så det finns inget att lämna utanför.
import-refused-first = { $count ->
    [one] 1 rad kan inte läsas in. Rätta filen, eller lämna raden utanför med x.
   *[other] { $count } rader kan inte läsas in. Rätta filen, eller lämna dem utanför med x.
  }
import-nothing-new = Allt i filen finns redan. Inget ändras.
import-done = Inläst till ”{ $title }”: { $kinds }. { $counts }.
import-done-added = { $count ->
    [one] 1 ny
   *[other] { $count } nya
  }
import-done-changed = { $count ->
    [one] 1 ändrad
   *[other] { $count } ändrade
  }
import-done-same = { $count ->
    [one] 1 var redan så
   *[other] { $count } var redan så
  }
import-done-skipped = { $count ->
    [one] 1 tom rad eller anteckning hoppades över
   *[other] { $count } tomma rader eller anteckningar hoppades över
  }
import-done-left-out = { $count ->
    [one] 1 utelämnad
   *[other] { $count } utelämnade
  }
reporting-head = Rapport om ”{ $title }”
reporting-path = Var ska filen ligga? Skriv sökvägen på datorn där du kör stegvis. Den skrivs som Markdown.
reporting-ending = Rapporten skrivs än så länge bara som Markdown. Låt filens namn sluta på .md.
reporting-making = Skriver rapporten …
reporting-writing = Sparar { $path } …
reporting-exists = { $path } finns redan. Ska den skrivas över?
reporting-done = Rapporten ligger i { $path }.
removed = Borttaget. { $key } ångrar.
undo-open-first = Öppna uppföljningen först, så att du ser vad som ändras.
typing = skriver …
drafts-held = { $count ->
    [one] 1 utkast
   *[other] { $count } utkast
  }
undo-import = Ångra importen av { $records }? Alla tas tillbaka på en gång.
undo-import-later = Det som ångras härnäst är importen av { $records }. Tryck { $key } när du har läget klart för dig, så ställs frågan.
drafts-head = Halvskrivna fält
drafts-none = Inget är halvskrivet.
draft-place = { $home }, { $kind } { $title }, { $field }
draft-place-removed = { $home }, { $kind } { $title } (borttagen), { $field }
draft-place-hidden = { $home }, { $kind } som inte visas för dig, { $field }
draft-unknown = Ett fält som den här versionen inte känner till
draft-discard = Kasta det halvskrivna? Det går inte att ångra.
draft-restore = { $title } är borttagen. Ta tillbaka posten och skriv vidare i den?

## Vandringen: det som saknas, ledfrågorna, kedjan

walk-open-first = Öppna en uppföljning först.
walk-checking = Kontrollerna räknar på den senaste ändringen. Strax visas nästa som saknas.
declare-keys = { $key } visar vad som är kvar, { $accept } där godtar.
walk-not-declared = Systemanalysen förklaras inte klar, den hör till alla steg.
walk-declare-ask = { $name }: inget är kvar. Förklara steget klart?
walk-take-up-ask = { $name } är klart. Ta upp steget igen?
walk-reopened = Uppföljningen är öppen igen.
walk-begins = { $key } börjar: { $kind }.
walk-closed = Uppföljningen är stängd. { $report } skriver rapporten, { $key } öppnar den igen.
walk-close-ask = Stänga ”{ $name }”? Steg 1–5, svaren och bedömningarna låses.
guide-line = Ledfråga { $place }/{ $all }  { $question }
guide-answered = Alla { $all } ledfrågor är besvarade.
guide-head = Ledfrågor, { $name }
guide-unanswered = obesvarad
guide-system = Systemanalysens frågor står i fliken Frågor.
writing-stays = Inte sparat. Texten är kvar som utkast och väntar på dig.
accept-why = { $count ->
    [one] Varför får punkten stå kvar?
   *[other] Varför får de { $count } punkterna stå kvar?
  }
accept-nothing = Här finns inget att godta. Välj en öppen punkt, eller en rubrik som har öppna punkter under sig.
accept-done = { $count ->
    [one] 1 punkt är godtagen.
   *[other] { $count } punkter är godtagna.
  }
reopen-why = Varför öppnas uppföljningen igen?
reason-needed = Skriv ett skäl, eller låt bli med Esc.
reason-waits = Ditt halvskrivna skäl är kvar. Markera vad det gäller med x och godta med g.
left-head = Kvar: { $name }
left-all = hela uppföljningen
left-line = Kvar i steget: { $left }
left-accepted = { $count ->
    [one] Godtaget med ett skäl (1)
   *[other] Godtagna med skäl ({ $count })
  }
left-because = { $record }: { $reason } ({ $check })
left-follow-up = uppföljningen
left-declare = → Förklara steget klart: { $name }
left-take-up = → Ta upp steget igen: { $name }
left-close = → Stäng uppföljningen
left-reopen = → Öppna uppföljningen igen (med ett skäl)
left-withdraw = Ta tillbaka skälet? Punkten är öppen igen: { $check }.
chain-head = Kedjan från mål till effekt   ↑ ↓ led   ← → post
chain-holes = { $count ->
    [0] Kedjan har inga luckor.
    [one] 1 lucka i kedjan
   *[other] { $count } luckor i kedjan
  }
chain-looking = letar luckor …
chain-missing = saknas
history-of = Historik: { $title }   det nyaste först
history-reading = läser journalen …
history-not-yet = Posten är inte sparad ännu och har ingen historik.
history-none = Här är inget ändrat ännu.
history-forget = Glöm för gott, också här i historiken: avsluta Stegvis och skriv stegvis forget "{ $title }" { $record } --reason "…"
history-unread = Journalen går inte att läsa längre än hit: { $why }. Kör stegvis check.
history-more = Äldre ändringar än de { $count } senaste visar kommandot stegvis history.
then-head = Visa ”{ $title }” som den var
then-hint-day = visa dagen
report-hint-path = skriv filen
history-hint-then = visa som det var
then-day = Hur såg uppföljningen ut när den här dagen var slut? En tid går också: 2025-06-30 15:54.
then-bad-day = Det är ingen dag. Skriv som 2025-06-30, eller med en tid som 2025-06-30 15:54.
then-time-not-come = Den tiden har inte varit än.
then-not-come = Den dagen har inte varit än.
then-reading = läser journalen …
then-not-yet = Då fanns uppföljningen inte. Historiken visar när den blev till.
then-shown = Så här var det { $when }. Allt går att se, inget går att ändra. { $key } leder till nu.
then-left = Här är det som gäller nu.
then-refused = Så här var det { $when }, och det går inte att ändra. { $key } leder till nu.
then-banner = Så här var det { $when }, efter ändring { $number }
then-back = { $key } till nu
then-status = bara läsning
chain-none = Posten står inte i kedjan från mål till effekt.
help-marks = Tecken på skärmen
help-marks-steps = Vid ett steg: – inte påbörjat, … påbörjat, ✓ förklarat klart. Siffror efter en vy: vilken i ordningen, och av hur många.
help-marks-cut = { $cut } sist i en text: den fortsätter och är avklippt. Öppna posten för att se allt.
help-marks-judged = ● grön, ▲ gul, ■ röd, ○ ej bedömd. ✎ ett halvskrivet fält. ← pekar hit, → härifrån.
reporting-elsewhere = Härifrån går det inte att spara filer. Kör det här hos dig, med namnet på din server i stället för SERVER:
import-elsewhere = Härifrån går det inte att läsa filer. Lägg { $kinds } i en fil och kör det här hos dig, med namnet på din server i stället för SERVER och filens namn sist:
leaving-head = Vad ska hända med sessionen?
leaving-detach = Koppla från: den väntar på dig, och du fortsätter där du var
leaving-end = Avsluta den: det halvskrivna är sparat
leaving-stay = Stanna kvar
others-here = även { $names }
others-met-own = Du har posten öppen i en annan terminal. Det du sparar i olika fält läggs ihop; i samma fält visas båda.
    .reads = Du har posten öppen i en annan terminal också. Du läser den; det som ändras syns här direkt.
others-met = { $names } har också den här posten öppen. Det ni sparar i olika fält läggs ihop; i samma fält visas båda.
    .reads = { $names } har också den här posten öppen. Du läser den; det som andra sparar syns här direkt.

four-field-none = Här finns inga rader att göra en fyrfältare av.
four-field-many = { $count } rader är för många för en fyrfältare, { $most } får plats. Filtrera listan först.
four-field-of = { $kinds } { $day }
four-field-made = { $count } rader i en egen fyrfältare. { $key } öppnar den.
