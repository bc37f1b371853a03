## Fyrfältare i rummen

view-matrix = fyrfältare

preset-risk = Sannolikhet × konsekvens
    .x = sannolikhet
    .y = konsekvens
    .low = Bevaka
    .x_high = Förebygg
    .y_high = Beredskap
    .high = Åtgärda nu
preset-action = Effekt × genomförbarhet
    .x = effekt
    .y = genomförbarhet
    .low = Avstå
    .x_high = Planera
    .y_high = Om tid finns
    .high = Gör nu
preset-improvement = Påverkbarhet × angelägenhet
    .x = påverkbarhet
    .y = angelägenhet
    .low = Låt vänta
    .x_high = Ta med på vägen
    .y_high = Lyft vidare
    .high = Börja här
preset-focus = Avstånd till mål × konsekvens
    .x = avstånd till mål
    .y = konsekvens
    .low = Bevaka
    .x_high = Rätta till
    .y_high = Håll fast
    .high = Fokusera

matrix-risk-empty = Här placeras kraven efter hur troligt och hur allvarligt det är att de inte nås. Skriv eller läs in krav i fliken Krav först.
matrix-focus-empty = Här står fokusområdena efter hur långt det är till målet och hur allvarlig bristen är. Välj fokusområden först.
matrix-improvement-empty = Här placeras förbättringsområdena efter hur mycket det går att påverka dem och hur angelägna de är. Skriv ett förbättringsområde först.
matrix-proposals-empty = Här placeras åtgärdsförslagen efter effekt och genomförbarhet. Skriv ett förslag först.
matrix-focus-computed = Platsen räknas ut av kravens resultat och värdering: ändra dem, så flyttas området.

preset-cost_quality = Kostnad × kvalitet
    .x = kostnad
    .y = kvalitet
    .low = Se över
    .x_high = Ändra först
    .y_high = Behåll
    .high = Pröva priset
preset-volume_consequence = Volym × konsekvens
    .x = volym
    .y = konsekvens
    .low = Bevaka
    .x_high = Följ brett
    .y_high = Följ några djupt
    .high = Följ först
preset-satisfaction = Betyg × betydelse
    .x = betyg
    .y = betydelse
    .low = Förbättra om det går
    .x_high = Lägre angeläget
    .y_high = Prioritera
    .high = Bevara
preset_own = Egen fyrfältare
    .x = insats
    .y = nytta
    .low = Låt bli
    .x_high = Tänk om
    .y_high = Gör först
    .high = Planera

set-preset = mall
    .risk = sannolikhet × konsekvens
    .action = effekt × genomförbarhet
    .improvement = påverkbarhet × angelägenhet
    .focus = avstånd till mål × konsekvens
    .cost_quality = kostnad × kvalitet
    .volume_consequence = volym × konsekvens
    .satisfaction = betyg × betydelse
set-valued-in = fyrfältare
    .risk = risk
    .improvement_area = förbättringsområden
    .proposal = åtgärdsförslag
    .four_field = egen fyrfältare

four_field = Egen fyrfältare
    .plural = Egna fyrfältare
    .empty = Här står dina egna fyrfältare: vad som helst på två axlar.
    .name = Namn
    .preset = Börja från
    .preset-help = Axlar och fält heter som i mallen där du inte skriver något eget
    .x = Axeln åt höger
    .y = Axeln uppåt
    .size = Antal steg
    .size-help = 2–10; tomt är 4
    .x_low = Lågt åt höger till och med
    .y_low = Lågt uppåt till och med
    .high = Fältet högt på båda
    .y_high = Fältet högt uppåt
    .x_high = Fältet högt åt höger
    .low = Fältet lågt på båda

four_field_item = Sak i fyrfältare
    .plural = Saker i fyrfältare
    .empty = Här står det som är placerat i egna fyrfältare.
    .four_field = Fyrfältare
    .text = Vad
    .record = Post
    .record-help = En post i uppföljningen som står för saken
    .x = Steg åt höger
    .y = Steg uppåt
    .reason = Skäl

rating = Bedömning i grupp
    .plural = Bedömningar i grupp
    .empty = Här står vad var och en har sagt när flera värderat tillsammans.
    .rater = Bedömare
    .item = Vad
    .matrix = Fyrfältare
    .round = Omgång
    .x = Steg åt höger
    .y = Steg uppåt
    .agreed = Överenskommet
    .reason = Skäl

view-own-matrices = egna fyrfältare
view-matrix-items = saker i egna fyrfältare
column-x = →
column-y = ↑
matrix-own-empty = Tomt än så länge. Tryck n och skriv en rad för varje sak, Enter efter var och en.
matrix-own-add = Ny rad, tom avslutar:

## Värdera tillsammans

workshop-head = Värdera tillsammans: { $matrix }
workshop-about = { $count ->
    [one] En sak. Var och en värderar för sig; ingen ser vad andra svarat förrän de själva är klara.
   *[other] { $count } saker. Var och en värderar för sig; ingen ser vad andra svarat förrän de själva är klara.
  }
workshop-rater = { $rater }: { $said } av { $all }
workshop-who = Vem värderar nu? Skriv en funktion, inget personnamn:
workshop-who-help = Enter börjar. En tom rad visar vad alla svarat. Esc lämnar; det som är svarat står kvar.
workshop-not-yet = Någon här har saker kvar. Skriv funktionens namn och gör klart, så visas allas svar.
workshop-rating = { $rater } · { $now } av { $all }
workshop-own = Ditt svar: { $place }
workshop-digit = { $axis } 1–{ $size }?
workshop-hand-over = Tack! Lämna över till nästa.
workshop-any-key = Nästa börjar med Enter.
workshop-table = { $count ->
    [0] Ni är högst ett steg ifrån varandra om allt.
    [one] En sak att tala om: där är ni mer än ett steg ifrån varandra.
   *[other] { $count } saker att tala om: där är ni mer än ett steg ifrån varandra.
  }
workshop-item = Sak
workshop-agreed = överens
workshop-spread = { $median } isär { $apart }
workshop-talk = att tala om
workshop-proposed = Förslag, medianen: { $place }. Enter tar det.
workshop-why = Varför? Enter sparar, även utan skäl.
workshop-joint = gemensam
