## Filer in och ut: rubriker, förhandsvisning och fel

exchange-column = kolumner
    .consequence_individual = Konsekvens för den enskilde
    .consequence_individual-also = konsekvens_individ; konsekvens individ; konsekvens enskild; individkonsekvens
    .requirements_number-also = krav-id; krav
    .sum = summa
    .sum-also = summa; summa totalt; totalt; total; totalsumma; delsumma; medel; medelvärde; snitt; genomsnitt; antal; sum; subtotal; average; mean; grand total
exchange-also = { $title } (även: { $also })

exchange-unreadable = Filen går inte att läsa. Kontrollera att disken är ansluten och försök igen.
    .missing = Filen går inte att läsa: den finns inte. Kontrollera sökvägen.
    .forbidden = Filen går inte att läsa: du har inte rätt att läsa den. Be om läsrätt, eller kopiera filen.
    .folder = Filen går inte att läsa: det är en mapp. Välj en fil i den.
exchange-empty = Filen är tom. Kontrollera att rätt fil valdes.
exchange-large = Filen är för stor, högst { $limit } MB läses. Dela upp den i flera filer.
exchange-foreign = en annan sorts fil
    .pdf = Det här är en PDF. Spara tabellen som .xlsx eller CSV och importera den.
    .old-excel = Det här är en äldre Office-fil (.xls, .doc), eller en Excel-fil med lösenord. Spara den som .xlsx utan lösenord eller som CSV.
    .picture = Det här är en bild. Spara tabellen som .xlsx eller CSV.
    .packed = Det här är ett packat arkiv (.zip eller liknande). Packa upp det och välj filen i det.
    .program = Det här är ett program. Välj en .xlsx- eller CSV-fil.
    .word = Det här är ett Word-dokument. Spara tabellen som .xlsx eller CSV.
    .database = Det här är en databas. Spara tabellen som .xlsx eller CSV.
    .json = Det här är JSON. En export från Stegvis läses med ”import all”, en tabell ska vara .xlsx eller CSV.
    .html = Det här är en webbsida (HTML). Spara tabellen som .xlsx eller CSV.
    .xml = Det här är en XML-fil. Spara tabellen som .xlsx eller CSV, till exempel från Excel.
    .open-document = Det här är ett OpenDocument (.ods, .odt). Spara tabellen som .xlsx eller CSV.
    .slides = Det här är en presentation (.pptx). Spara tabellen som .xlsx eller CSV.
    .binary-excel = Det här är en binär Excel-fil (.xlsb). Spara den som .xlsx eller CSV.
    .table = Det här är ingen export från Stegvis (JSON). En tabell läses med ”import requirements”, ”units”, ”plan”, ”results” eller ”deviations”.
exchange-broken-text = Rad { $line }: tecknen går inte att läsa som UTF-8. Spara filen på nytt som ”CSV UTF-8”.
exchange-not-text = Rad { $line }: här står styrtecken som inte hör hemma i en textfil. Spara filen på nytt som ”CSV UTF-8” eller .xlsx.
exchange-open-quote = Rad { $line }: ett citattecken öppnas här och stängs aldrig. Stäng det, eller skriv två citattecken i rad där ett ska stå i texten.
exchange-stray-quote = Rad { $line }: ett citattecken öppnas här och stängs mitt i en cell på rad { $closed }. Skriv två citattecken i rad där ett ska stå i texten.
exchange-long-cell = Rad { $line }: en cell är större än { $limit } kB. Saknas ett avslutande citattecken? Korta annars texten.
exchange-many-columns = Rad { $line }: fler än { $limit } kolumner. Är det rätt fil, och rätt tecken mellan kolumnerna?
exchange-many-rows = Filen har fler än { $limit } rader. Dela upp den i flera filer.
exchange-workbook = Excel-filen går inte att läsa: det är ingen hel arbetsbok. Öppna den i Excel och spara den på nytt som .xlsx.
exchange-protected = Excel-filen har ett lösenord. Spara den utan lösenord.
exchange-no-header = Ingen rubrikrad hittades bland de { $searched } första raderna. Rubriker som behövs: { $columns }. Heter de annat i filen: --map "Rubrik=fält".
exchange-no-rows = Under rubrikraden (rad { $line }) står inga rader. Kontrollera att rätt fil valdes, eller exportera den på nytt.
exchange-missing-columns = Rad { $line } är rubrikraden, men här saknas: { $columns }. Rubriker i filen: { $headings }. Heter kolumnen något annat: --map "Rubrik=fält".
exchange-no-field = Det finns inget fält ”{ $field }”. Fälten är: { $fields }.
exchange-no-heading = Rubriken ”{ $heading }” finns inte i filen. Rubriker i filen: { $headings }.
exchange-map = ”{ $given }” går inte att tolka. Skriv --map "Rubrik=fält".
exchange-map-twice = Två rubriker pekas ut som fältet ”{ $field }”: { $headings }. Behåll en av dem i --map.
exchange-json = Rad { $line }, kolumn { $column }: filen är inte hel JSON. Exportera den på nytt.
exchange-not-an-export = Filen är ingen export från Stegvis, eller från en nyare version. Uppdatera Stegvis, eller exportera med den här versionen.
exchange-stopped = Kontrollen av filen avbröts.
exchange-closed = Uppföljningen är stängd, och då ligger steg 1–5, svaren och bedömningarna fast. Öppna den igen och skriv varför, om filen ska läsas in.

exchange-added = { $count ->
    [one] { $count } ny
   *[other] { $count } nya
 }
exchange-changed = { $count ->
    [one] { $count } ändras
   *[other] { $count } ändras
 }
exchange-same = { $count ->
    [one] { $count } oförändrad
   *[other] { $count } oförändrade
 }
exchange-skipped = { $count ->
    [one] { $count } hoppas över
   *[other] { $count } hoppas över
 }
exchange-left-out = { $count ->
    [one] { $count } utelämnad
   *[other] { $count } utelämnade
 }
exchange-refused = { $count ->
    [one] { $count } går inte att ta in
   *[other] { $count } går inte att ta in
 }
exchange-nothing = inga rader

exchange-row = rad { $line }: { $verdict }
exchange-row-of = rad { $line } ({ $label }): { $verdict }
exchange-row-added = ny
exchange-row-changed = ändrar { $columns }
exchange-row-named = tas med i uppföljningen
exchange-row-same = oförändrad
exchange-row-empty = tom, hoppas över
exchange-row-note = saknar text (summa eller anteckning), hoppas över
exchange-row-left-out = utelämnad
exchange-empty-rows = tomma rader hoppas över: { $lines }

exchange-problem = kolumn ”{ $heading }”, värdet ”{ $value }”: { $wanted }
exchange-problem-column = kolumn ”{ $heading }”: { $wanted }
exchange-wanted-shorter = för långt, högst { $limit } tecken
exchange-wanted-choice = inte ett av valen: { $choices }
exchange-wanted-formula = en formel i kalkylarket gick fel. Rätta den, eller töm cellen
exchange-wanted-known = finns inte som { $kind }. Importera { $kinds } först, eller rätta namnet
exchange-wanted-once = står redan på rad { $line }. Varje nyckel får stå en gång
exchange-wanted-alike = beskrivs annorlunda på rad { $line }. Gör raderna lika
exchange-wanted-cells = raden har { $have } celler och rubrikraden { $want }. Saknas ett skiljetecken eller ett citattecken?
exchange-wanted-smaller = raden tar { $have } byte, högst { $limit } ryms. Korta texterna
exchange-wanted-contract = enheten har flera avtal. Ange avtalsnumret
exchange-wanted-update = finns redan med annat innehåll. Ta med --update för att skriva över
exchange-wanted-field = fältet finns inte
exchange-wanted-id = id saknas eller är inget giltigt id
exchange-wanted-home = det framgår inte vilken uppföljning posten hör till
exchange-wanted-other-id = en annan post har redan det namnet. Byt namn på en av dem

exchange-warn-unknown = rubriken ”{ $heading }” är okänd, kolumnen lämnas utanför. Säg vilket fält den är: --map "{ $heading }=fält" ({ $fields })
exchange-warn-doubled = rubriken ”{ $heading }” betyder samma sak som ”{ $read }”: kolumn { $column }, ”{ $read }”, läses och den andra lämnas utanför
exchange-warn-no-heading = kolumn { $column } har värden (rad { $line }) men ingen rubrik och lämnas utanför
exchange-warn-target = rad { $line }: målvärdet ”{ $value }” är ord och kan inte jämföras med resultat. Det behålls som text
exchange-warn-scrubbed = rad { $line }, kolumn ”{ $heading }”: styrtecken togs bort ur texten
exchange-warn-windows = filen är inte UTF-8 och lästes som Windows-1252. Kontrollera att å, ä och ö blev rätt
exchange-warn-looks-like = filen ser ut att innehålla { $kinds }
exchange-warn-more = { $count ->
    [one] och { $count } varning till
   *[other] och { $count } varningar till
 }
