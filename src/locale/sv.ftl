## Ord som alla rum delar

yes = ja
partly = delvis
no = nej
hole = (borttagen)
answers = svar
    .yes = ja
    .yes-also = j; jo; yes; sant; true
    .partly = delvis
    .partly-also = d; delvis ja; partly; till viss del
    .no = nej
    .no-also = n; ej; no; falskt; false

common = gemensamt
    .removed = borttagen
    .restricted = skyddad
    .forgotten = glömd

step-plan = Planering
step-collect = Samla in
step-focus = Fokusera
step-causes = Sök orsaker
step-conclusions = Slutsatser
step-actions = Åtgärder
step-system = Systemanalys

unit-persons = personer
unit-kr_per_year = kr/år
unit-hours_per_year = timmar/år
unit-percent = %
unit-hours = timmar
unit-kr = kr
unit-days = dagar

flaw-number = inte ett tal, t.ex. 12,5 eller 1 200
flaw-date = inte ett datum, skriv t.ex. 2025-11-03
flaw-period = inte en period, skriv t.ex. 2025, 2025T3 eller 2025K2
flaw-choice = inte ett av valen
flaw-flag = varken ja eller nej
flaw-measured = varken ett tal eller ja, delvis, nej
flaw-record = finns inte, skapa eller importera den först
flaw-scale = utanför skalan, skriv 1–4
flaw-scales = utanför skalan, skriv 1–6
flaw-size = en skala har 3–6 steg
flaw-limits = skriv två till fem stigande tal med semikolon mellan, som 10; 50; 200
flaw-whole = ska vara ett helt tal, utan decimaler
flaw-two-readings = punkten kan skilja tusental eller decimaler: skriv t.ex. 1200 utan punkt, eller 1,2 med komma
flaw-negative = får inte vara mindre än noll
flaw-share = ska vara mellan 0 och 100
flaw-long = för långt, högst 16 000 tecken
flaw-missing = saknas
flaw-taken-by = finns redan på { $title }, välj ett annat
flaw-taken = finns redan på en annan post, välj ett annat
flaw-account = är inget kontonamn: bokstäver a–z, siffror, punkt, bindestreck, understreck och @, högst 64 tecken

os-missing = finns inte
os-forbidden = du har inte rätt till det
os-folder = det är en mapp
os-no-folder = det är ingen mapp
os-full = disken är full
os-read-only = disken går bara att läsa
os-no-text = det är inte text i UTF-8
os-taken = namnet är upptaget
os-device = disken svarade med fel, den kan vara trasig
os-busy = ett annat program använder det
os-silent = disken svarar inte
os-damaged = innehållet är skadat
os-other = systemet svarade med ett ovanligt fel ({ $raw })
