## Arter, fält och val

judgement = Bedömning
    .plural = Bedömningar
    .requirement = Krav
    .unit = Enhet
    .verdict = Utfall
    .reason = Därför
    .function = Bedömd av
    .date = Datum

conclusion = Slutsats
    .plural = Slutsatser
    .text = Slutsats
    .causes = Bygger på orsaker
    .support = Stöds av
    .counter = Motsägs av
    .certainty = Säkerhet
    .would_change = Vad skulle ändra vår bild
    .experience = Forskning, erfarenhet och berörda
    .inaction = Om inget görs
    .inaction_individual = – för den enskilde
    .inaction_service = – för verksamheten
    .inaction_authority = – för huvudmannen
    .functions = Deltog
    .meeting_date = Mötesdatum

scenario = Scenario
    .plural = Scenarier
    .name = Namn
    .kind = Slag
    .conclusions = Slutsatser
    .assumptions = Antaganden
    .outcome = Utfall
    .likelihood = Sannolikhet
    .good_side_effects = Goda bieffekter
    .bad_side_effects = Dåliga bieffekter
    .cost = Kostnad

watch_point = Bevakningspunkt
    .plural = Bevakningspunkter
    .measure = Vad som bevakas
    .limit = Gräns
    .next_date = Nästa datum
    .requirement = Krav
    .conclusions = Slutsatser
    .function = Bevakas av

improvement_area = Förbättringsområde
    .plural = Förbättringsområden
    .name = Namn
    .conclusions = Slutsatser
    .aim_level = Målnivå
    .aim_date = Måldatum
    .concerned = Berörda
    .urgency = Angelägenhet
    .influence = Påverkbarhet

set-verdict = utfall
    .met = ● uppfyllt
    .met-also = uppfyllt; ja
    .partly = ▲ delvis
    .partly-also = delvis
    .not_met = ■ ej uppfyllt
    .not_met-also = ej uppfyllt; nej
    .cannot_judge = ○ går inte att bedöma
    .cannot_judge-also = ej bedömbart
set-certainty = säkerhet
    .high = hög
    .medium = medel
    .low = låg
set-scenario-kind = slag
    .unchanged = oförändrat
    .limited = begränsad åtgärd
    .full = full åtgärd
set-aim-level = målnivå
    .sufficient = tillräckligt
    .good = bra
    .excellent = utmärkt

## Ledfrågor

guide-conclusions-1 = Når verksamheten det den ska, sett till helheten?
guide-conclusions-2 = Hur säkra är vi, och vad skulle få oss att ändra oss?
guide-conclusions-3 = Hur ser det ut om två år ifall ingen gör något?
guide-conclusions-4 = Vad säger forskning, erfarenhet och de berörda själva?
guide-conclusions-5 = Vilka oväntade följder, goda eller dåliga, kan en förändring få?
guide-conclusions-6 = Vilka två eller tre områden är viktigast, och för vem?
guide-conclusions-7 = Vad ska vi hålla ögonen på tills vidare?

## Rummet

tab-judgements = Bedömning
tab-conclusions = Slutsatser
tab-scenarios = Scenarier
tab-watch = Bevaka
tab-improvement = Förbättra
