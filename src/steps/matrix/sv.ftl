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
