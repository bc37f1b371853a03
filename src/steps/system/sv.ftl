## Arter, fält och val

system_answer = Svar i systemanalysen
    .plural = Svar i systemanalysen
    .empty = Här står svaren på systemanalysens frågor.
    .question = Fråga
    .answer = Svar
    .observation = Iakttagelse
    .by = Av
    .date = Datum

system_finding = Systemfynd
    .plural = Systemfynd
    .empty = Här står vad systemanalysen har funnit om hur vi mäter, styr och betalar.
    .text = Vad vi fann
    .concerns = Rör
    .answers = Visas av svaren
    .change = Vad bör ändras
    .proposals = Förslag

set-system-answer = svar
    .yes = ja
    .partly = delvis
    .no = nej
set-concerns = rör
    .structure = struktur
    .governing_document = styrdokument
    .tender = förfrågningsunderlag
    .contract = avtal eller uppdrag
    .indicator = indikator eller mått
    .method = metod
    .requirement = krav
    .payment = ersättning
    .organisation = organisation
    .goal_weighting = målviktning

## De 21 frågorna

system-collect-1 = Mäter vi det som spelar roll för dem verksamheten är till för?
system-collect-2 = Fångar metoden det vi tror att den fångar?
system-collect-3 = Vilka mått saknar mål, och vilka mål saknar mått?
system-collect-4 = Står det vi följer upp i avtalet, och följer vi upp det som står där?
system-focus-1 = Har mätsätt, avtal eller organisation ändrats så att siffrorna inte går att jämföra?
system-focus-2 = Kräver lag eller fullmäktige att något granskas särskilt i år?
system-focus-3 = Har våra krav och mått fått verksamheten att rätta sig efter mätningen?
system-focus-4 = Kan ersättningen ha dragit resultatet åt något håll?
system-causes-1 = Hade en annan fråga eller en annan metod gett en annan bild?
system-causes-2 = Hur stor del av orsaken ligger i hur vi betalar?
system-causes-3 = Hur påverkar insamling, ersättning och avtal varandra?
system-causes-4 = Vilka signaler i styrningen skulle ge just den här bilden?
system-conclusions-1 = Vet alla vilket mål som går före när två krockar?
system-conclusions-2 = Hur avgör vi att ett mål är nått, och väger vi lika varje gång?
system-conclusions-3 = Vad händer om vi fortsätter att följa upp på samma sätt?
system-conclusions-4 = Vad kostar det i förtroende och pengar om uppgifterna inte håller?
system-conclusions-5 = Vad lär vi oss om själva ersättningen, mätningen och värderingen?
system-conclusions-6 = Hur kunde styrningen se ut i stället?
system-conclusions-7 = Vilka sidoverkningar, bra och dåliga, har varje väg?
system-actions-1 = Vad i styrning, uppföljning och ersättning ska vi ändra?
system-actions-2 = Vilken ändring ger mest för mödan?

## Rummet

tab-system-questions = Frågor
system-closed = { $closed } { $key } skriver i svaret ändå.
system-open = { $count } av { $all } obesvarade: { $keys } svarar.
system-replaced = Svaret var ”{ $was }” och är nu ”{ $is }”: { $question } { $key } ångrar.
system-unanswered = obesvarad
tab-system-findings = Systemfynd

## Kontroller

check-system-analysis-empty = Systemanalysen är tom
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på några av de 21 frågorna innan slutsatserna är klara.
check-system-unanswered-collect = Systemanalysen har inget svar om steg 2
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på någon av frågorna, eller skriv varför de får vänta.
check-system-unanswered-focus = Systemanalysen har inget svar om steg 3
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på någon av frågorna, eller skriv varför de får vänta.
check-system-unanswered-causes = Systemanalysen har inget svar om steg 4
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på någon av frågorna, eller skriv varför de får vänta.
check-system-unanswered-conclusions = Systemanalysen har inget svar om steg 5
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på någon av frågorna, eller skriv varför de får vänta.
check-system-unanswered-actions = Systemanalysen har inget svar om steg 6
    .help = Felet kan ligga i hur vi mäter, styr och betalar. Svara på någon av frågorna, eller skriv varför de får vänta.
check-system-finding-without-change = Systemfynd säger inte vad som bör ändras
    .help = Ett fynd utan riktning blir liggande. Skriv vad i styrning, uppföljning eller ersättning som bör bli annorlunda.
check-system-proposal-unfounded = Förslag på systemspåret saknar systemfynd
    .help = Den som ska ändra systemet vill se vad som visar det. Länka förslaget från ett systemfynd.
