## Steg 1: planen som helhet

plan_frame = Planens huvud
    .plural = Planens huvud
    .empty = Här står årets tema, resurserna och vilket politiskt organ planen är avstämd med.
    .theme = Årets tema
    .resources = Resurser
    .hours = Timmar i allt
    .agreed_with = Avstämd med
    .agreed_on = Avstämd den

beat = Hållpunkt
    .plural = Hållpunkter
    .empty = Här står det som återkommer varje år utöver planens rader: bokslut, samråd, rapporter.
    .name = Vad
    .lane = Spår
    .months = Månader
    .function = Funktion
    .document = Ger dokument

set-lane = spår
    .planning = planering
    .collection = insamling
    .analysis = analys
    .committee = nämnd
    .internal_control = egenkontroll
    .contract = avtal
    .own = övrigt

view-frame = planens huvud
view-hours = timmar per månad
view-years = områden och år
view-cycle = årscykel
view-cycle-list = årscykel, lista
view-beats = hållpunkter
view-process = processkarta
view-carried = jämfört med förra planen

column-sum = Summa
column-when = När
column-lane = Spår
column-what = Vad
column-who = Vem
column-document = Ger
column-row = Rad
column-since = Sedan sist
depth-proposed = ({ $depth })
depth-word = { $depth ->
    [deep] djup
    [base] bas
    [sample] stickprov
   *[none] ingen
  }
depth-letter = { $depth ->
    [deep] D
    [base] B
    [sample] S
   *[none] –
  }

hours-nobody = (ingen funktion)
hours-empty = Här visas timmarna i planen per funktion och månad när planen har rader.
hours-year = { $hours } timmar på året, { $rows }
hours-has = Har { $capacity } timmar, { $month } i månaden
hours-has-not = Funktionens timmar för uppföljning är inte angivna
hours-over = ! Mer än en tolftedel: { $months }
hours-legend = ! mer än en tolftedel av årets timmar

years-empty = Här visas varje område år för år när kraven har områden.
years-legend = D djup  B bas  S stickprov  – följs inte upp  · okänt
years-year = { $year }: { $depth }
years-year-theme = { $year }: { $depth }, { $theme }
years-untouched = ! Har inte följts upp på tre år
years-same = ! Samma stickprov tre gånger i rad
years-alone = Inget tidigare år är känt. Ange föregående uppföljning i uppföljningens huvud.

cycle-empty = Här visas året i månader och spår när planen har rader eller hållpunkter.
cycle-legend = ▸ innevarande månad
cycle-nothing = Inget
cycle-without = { $count ->
    [one] 1 planrad säger inte vilken månad
   *[other] { $count } planrader säger inte vilken månad
  }
cycle-ends = { $title } löper ut
cycle-option = { $title }: optionens sista dag
cycle-times = { $what } ({ $count })

process-empty = Här visas vem som gör vad, i ordning, när planen har rader eller hållpunkter.
process-agreed = Planen stäms av med { $who }
process-method = { $method }, { $requirements }
process-requirements = { $count ->
    [one] 1 krav
   *[other] { $count } krav
  }
process-undocumented = ? inget dokument
process-nobody = ? ingen

carried-empty = Här jämförs planen med förra årets. Ange föregående uppföljning i uppföljningens huvud.
carried-not-yet = inte här än
carried-gone = kravet är borta
carried-new = ny
carried-same = lika
carried-changed = ändrat: { $fields }
carried-field = { $field }: { $before } → { $after }
carried-ask = Ta över från { $title }? { $rows } kommer hit. { $stay }
carried-rows = { $count ->
    [one] 1 planrad
   *[other] { $count } planrader
  }
carried-stay = { $count ->
    [0] Inget krav är borta.
    [one] 1 rad stannar, dess krav finns inte här.
   *[other] { $count } rader stannar, deras krav finns inte här.
  }
carried-nothing = Allt som kan komma från förra planen finns redan här.

check-plan-depth-without-reason = Planrad har annat djup än risken föreslår, utan skäl
    .help = Den som undrar varför något granskas mer eller mindre ska få ett svar. Skriv skälet, eller välj det föreslagna djupet.
check-area-left-out = Område med kritiska krav eller hög risk följs inte upp, utan skäl
    .help = Att välja bort är ett beslut som ska gå att försvara. Skriv varför området lämnas, eller välj en annan ambition.
check-function-crowded = Funktionen har fler timmar under tre månader än den hinner
    .help = Året räcker, men arbetet hopar sig: mer än en fjärdedel av timmarna på tre månader. Sprid planraderna, eller skriv hur det löses.

## Rapporten

report-frame = Planens förutsättningar
report-cycle = Året
report-ambition = Ambition per område
