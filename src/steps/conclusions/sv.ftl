## Arter, fält och val

judgement = Bedömning
    .plural = Bedömningar
    .empty = Här står om varje krav är uppfyllt vid varje enhet, med skäl.
    .requirement = Krav
    .unit = Enhet
    .verdict = Utfall
    .reason = Därför
    .function = Bedömd av
    .date = Datum

conclusion = Slutsats
    .plural = Slutsatser
    .empty = Här står vad orsakerna och underlaget leder till, och hur säkert det är.
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
    .empty = Här står hur det kan gå: om inget görs, om det blir bättre, om det blir sämre.
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
    .empty = Här står det som ska bevakas, med gräns och datum.
    .measure = Vad som bevakas
    .limit = Gräns
    .next_date = Nästa datum
    .requirement = Krav
    .conclusions = Slutsatser
    .function = Bevakas av

improvement_area = Förbättringsområde
    .plural = Förbättringsområden
    .empty = Här står det som ska bli bättre, med nivå och datum att nå.
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

## Kontroller

check-judgement-green-with-red = Helheten bedöms uppfylld trots ett kritiskt krav som inte är det
    .help = Ett kritiskt krav vägs inte upp av andra. Ändra helhetsbedömningen, eller skriv varför den håller.
check-conclusions-missing = Orsaker utan någon slutsats
    .help = Orsakerna leder inte vidare av sig själva. Skriv vad de betyder, eller varför inget följer av dem.
check-conclusion-without-cause = Slutsats saknar orsak
    .help = Kedjan från underlag till åtgärd bryts här. Länka orsakerna som den vilar på.
check-conclusion-without-support = Slutsats saknar stöd
    .help = Varken den eller dess orsaker har något underlag. Länka det som talar för den.
check-conclusion-is-action = Slutsats är skriven som en åtgärd
    .help = Först vad som är sant, sedan vad som ska göras. Skriv om den, och lägg förslaget i steg 6.
check-conclusion-without-inaction = Slutsats säger inte vad som händer om inget görs
    .help = Det är mot det alternativet som varje förslag vägs. Skriv följderna för den enskilde, verksamheten och huvudmannen.
check-conclusion-one-function = Slutsats är inte dragen av flera funktioner
    .help = Olika yrken ser olika saker. Ange minst två funktioner som varit med, eller skriv varför en räckte.
check-scenario-unchanged-missing = Scenariot ”oförändrat” saknas
    .help = Utan det syns inte vad åtgärderna tillför. Lägg till det.
check-scenario-without-side-effects = Scenario saknar bieffekter
    .help = Varje förändring har följder som ingen tänkt sig. Skriv en god och en dålig.
check-improvement-without-date = Förbättringsområde saknar måldatum
    .help = Utan dag går det inte att följa upp. Ange när det ska vara nått.
check-improvement-without-concerned = Förbättringsområde säger inte vilka som berörs
    .help = De som berörs avgör vad som är viktigast. Skriv vilka de är.
check-judgements-cannot-judge = Mer än en fjärdedel av bedömningarna är ”kan inte bedömas”
    .help = Då bär underlaget inte helheten. Komplettera underlaget, eller skriv det i slutsatserna.
check-requirement-not-judged = Krav med resultat är inte bedömt
    .help = Den som granskats ska få veta om kravet är nått. Bedöm det för alla enheter, eller för var och en som har resultat.
check-unit-not-judged = Enhet med underlag är inte bedömd, fast andra är det
    .help = Det som sägs om en enhet är inte sagt om de andra. Bedöm enheten, eller skriv varför den lämnas.
check-judgement-without-overall = Bedömningar finns men ingen om helheten
    .help = Den som läser sammanfattningen vill veta hur det står till. Bedöm helheten, eller varje enhet, utan att ange krav.
