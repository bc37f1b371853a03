## Arter, fält och val

proposal = Förslag
    .plural = Förslag
    .empty = Här står förslag till åtgärder: vad, vem, till när och med vilken effekt.
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
    .empty = Här står åtgärdsplaner, egna och begärda, från begäran till visad effekt.
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
    .empty = Här står de steg på sanktionstrappan som har tagits.
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
    .empty = Här står vem som ska få veta vad, när och genom vem.
    .audience = Mottagare
    .purpose = Syfte
    .message = Budskap
    .channel = Kanal
    .date = När
    .told_on = Genomfört
    .function = Ansvarig funktion

next_follow_up = Nästa uppföljning
    .plural = Nästa uppföljning
    .empty = Här står vad som ska följas upp nästa gång, och hur djupt.
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

## Kontroller

check-action-plan-late = Åtgärdsplan har inte kommit in i tid
    .help = En frist som ingen bevakar gäller inte nästa gång. Påminn, eller ta nästa steg.
check-action-plan-judged-early = Åtgärdsplan är bedömd innan den kom in
    .help = Bedömningen håller inte om den prövas. Rätta datumen.
check-action-plan-not-judged = Åtgärdsplan har kommit in men är inte bedömd
    .help = Utföraren väntar på besked. Bedöm om den räcker.
check-action-plan-not-verified = Åtgärdsplan är genomförd men inte kontrollerad
    .help = Bara en kontroll visar om bristen är borta. Ange när och av vem det kontrollerades.
check-proposal-overdue = Åtgärd är försenad
    .help = Dagen har gått och den är varken genomförd eller inställd. Uppdatera läget, eller flytta dagen med skäl.
check-sanction-without-step = Sanktion saknar dokumenterat tidigare steg
    .help = En sanktion håller bara om trappan är gången. Lägg in det tidigare steget eller åtgärdsplanen, eller skriv vilken allvarlig skada som motiverar den.
check-sanction-skips-step = Sanktion hoppar över ett steg
    .help = Det kräver allvarlig skada. Skriv skälet, eller välj nästa steg i trappan.
check-sanction-own-regime = Sanktion mot egen regi
    .help = Egen regi styrs genom ledning och uppdrag, inte genom avtalets trappa. Gör om den till ett förslag eller en åtgärdsplan.
check-sanction-not-bound = Sanktion för ett krav som inte gäller enheten
    .help = Den kan inte brista i det som den inte är bunden av. Rätta kravet eller enheten.
check-sanction-not-in-contract = Sanktion för ett krav som inte står i avtalet
    .help = Avtalets trappa gäller avtalets krav. Länka avtalsdokumentet som binder, eller välj en annan väg.
check-action-before-contract = Åtgärden är daterad före avtalet
    .help = Då gällde inte avtalet än. Rätta datumet.
check-proposals-missing = Slutsatser utan något förslag
    .help = Inget blir bättre av slutsatserna ensamma. Skriv ett förslag, eller varför inget behöver göras.
check-proposal-without-conclusion = Åtgärdsförslag saknar slutsats
    .help = Kedjan bryts: ingen ser varför just detta ska göras. Länka slutsatsen.
check-proposal-without-function = Åtgärdsförslag saknar ansvarig funktion
    .help = Det ingen ansvarar för blir inte gjort. Välj funktion.
check-proposal-without-date = Åtgärdsförslag saknar slutdatum
    .help = Utan dag kan det aldrig bli försenat. Ange när det ska vara klart.
check-outcome-not-told = De granskade har inte fått veta resultatet
    .help = Den som granskats ska höra utfallet först och av er. Lägg in när och hur de fick veta.
check-next-follow-up-missing = Nästa uppföljning är inte planerad
    .help = Utan den vet ingen om åtgärderna hjälpte. Skriv vad som följs upp då, och när.
