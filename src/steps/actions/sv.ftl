## Arter, fält och val

proposal = Förslag
    .plural = Förslag
    .problem = Problem
    .under_way = Pågår redan
    .proposal = Förslag
    .aim = Mål
    .consequences = Konsekvenser och effekter
    .next_follow_up = Nästa uppföljning
    .conclusions = Bygger på slutsatser
    .improvement_areas = Förbättringsområden
    .track = Spår
    .effect = Effekt
    .feasibility = Genomförbarhet
    .hours = Timmar
    .cost = Kostnad
    .function = Ansvarig funktion
    .start = Start
    .due = Klart senast
    .learnt_from = Erfarenhet från
    .status = Läge
    .reached = Hjälpte
    .reached_shown = Vad visar det

action_plan = Åtgärdsplan
    .plural = Åtgärdsplaner
    .name = Namn
    .unit = Enhet
    .requirements = Krav
    .proposals = Förslag
    .requested = Begärd
    .due = Ska vara inne
    .received = Inkommen
    .content = Innehåll
    .verdict = Bedömning
    .verdict_reason = Därför
    .judged = Bedömd
    .carried_out = Genomförd
    .verified = Kontrollerad
    .verified_by = Kontrollerad av
    .effect = Hjälpte
    .effect_shown = Vad visar det

sanction_event = Sanktion
    .plural = Sanktioner
    .contract = Avtal
    .ladder_step = Trappsteg
    .unit = Enhet
    .requirements = Krav
    .ground = Grund i avtalet
    .date = Datum
    .decided_by = Beslutad av
    .answer_days = Svarstid
    .outcome = Utgång
    .action_plan = Åtgärdsplan
    .skip_reason = Därför hoppades ett steg över

communication = Kommunikation
    .plural = Kommunikation
    .audience = Mottagare
    .purpose = Syfte
    .message = Budskap
    .channel = Kanal
    .date = När
    .told_on = Genomfört
    .function = Ansvarig funktion

next_follow_up = Nästa uppföljning
    .plural = Nästa uppföljning
    .what = Vad
    .date = När
    .depth = Djup
    .requirements = Krav
    .function = Ansvarig funktion

set-track = spår
    .service = verksamheten
    .system = uppföljningssystemet
set-action-status = läge
    .not_begun = ej påbörjad
    .begun = påbörjad
    .done = genomförd
    .delayed = försenad
    .cancelled = inställd
set-plan-verdict = bedömning
    .sufficient = tillräcklig
    .complete = ska kompletteras
    .insufficient = otillräcklig
set-decider = beslutad av
    .delegation = delegation
    .committee = nämnd
set-sanction-outcome = utgång
    .open = pågår
    .mended = rättat
    .raised = gick vidare uppåt
    .withdrawn = återtagen
set-depth = djup
    .deep = djup
    .base = bas
    .sample = stickprov

## Ledfrågor

guide-actions-1 = Vilken orsak tar förslaget bort, och hur vet vi det?
guide-actions-2 = Vad är redan på gång som vi inte ska dubblera?
guide-actions-3 = Vad ger mest för minst, och vad kräver politiskt beslut?
guide-actions-4 = När ska bristen vara borta, och vem kontrollerar?
guide-actions-5 = Har vi dokumenterat varje steg så att nästa sanktion håller?
guide-actions-6 = Vem behöver få veta vad, och på vilket sätt?

## Rummet

tab-proposals = Förslag
tab-action-plans = Åtgärdsplaner
tab-sanctions = Sanktioner
tab-communication = Kommunikation
tab-next = Nästa
column-feasibility = Genomf
