## Steg 2: arter, fält och val

result = Resultat
    .plural = Resultat
    .requirement = Krav
    .requirement-also = krav_nr; kravnr; krav nr
    .unit = Enhet
    .period = Period
    .period-also = år; mätperiod
    .group = Kön eller grupp
    .group-also = kön; grupp; uppdelning; könsgrupp
    .method = Metod
    .origin = Källa
    .origin-also = ursprung; underlag
    .date = Datum
    .value = Värde
    .value-also = utfall; resultat
    .n = n
    .n-also = antal; antal svar
    .non_response = Bortfall
    .non_response-also = bortfall %; bortfall (%)
    .reliability = Tillförlitlighet
    .observation = Iakttagelse
    .observation-also = kommentar; citat
    .definition_changed = Ändrad definition
    .definition_changed-also = definition ändrad

deviation_report = Avvikelse
    .plural = Avvikelser
    .number = Nr
    .number-also = ärendenr; nummer; avvikelsenr
    .date = Datum
    .unit = Enhet
    .type = Typ
    .category = Kategori
    .severity = Allvar
    .severity-also = allvarsgrad; allvarlighet
    .description = Beskrivning
    .description-also = händelse; text
    .occurrence = Förekomst
    .investigated = Utredd
    .acted_on = Åtgärdad
    .requirement = Krav
    .requirement-also = krav_nr; kravnr

set-group = grupp
    .all = alla
    .all-also = T; totalt; total; samtliga
    .women = kvinnor
    .women-also = K; F; kvinna; flickor
    .men = män
    .men-also = M; man; pojkar
set-reliability = tillförlitlighet
    .high = hög
    .medium = medel
    .medium-also = mellan
    .low = låg
set-report-type = typ
    .deviation = avvikelse
    .lex_sarah = lex Sarah
    .lex_maria = lex Maria
    .complaint = klagomål
    .viewpoint = synpunkt

## Ledfrågor

guide-collect-1 = Vad vill vi veta, och vilket beslut ska svaret hjälpa till med?
guide-collect-2 = Finns uppgiften redan någonstans så att utföraren slipper lämna den igen?
guide-collect-3 = Vem har vi ännu inte hört?
guide-collect-4 = Vilka delar av struktur, process och resultat saknar underlag?
guide-collect-5 = Vad såg vi, och vad är vår tolkning?
guide-collect-6 = Hur stort är bortfallet, och vilka saknas i det?
guide-collect-7 = Har vi avtalsstöd och samtycke för det vi läser?

## Rummet

tab-results = Resultat
tab-reports = Avvikelser
column-group = Grupp
column-non-response = Bortf %

check-result-adrift = Resultat saknar krav, enhet eller period
check-result-unbound = Resultat för en enhet som kravet inte gäller
check-result-twice = Resultat finns två gånger; det senaste räknas
