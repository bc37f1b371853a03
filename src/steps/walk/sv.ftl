## Arter, fält och val

answer = Svar
    .plural = Svar
    .question = Fråga
    .text = Svar
    .by = Av
    .date = Datum

acceptance = Godtagen punkt
    .plural = Godtagna punkter
    .check = Kontroll
    .record = Gäller
    .reason = Därför
    .by = Av
    .date = Datum
    .state = Läge

step_state = Stegläge
    .plural = Steglägen
    .step = Steg
    .done = Klart
    .by = Av
    .date = Datum

document_reference = Dokument
    .plural = Dokument
    .empty = Här står de dokument som posten hänvisar till.
    .record = Hör till
    .title = Titel
    .diary_number = Diarienr
    .date = Datum
    .kept_at = Förvaras
    .sha256 = SHA-256
    .order = Ordning

set-step = steg
    .plan = Planering
    .collect = Samla in information
    .focus = Fokusera
    .causes = Sök orsaker
    .conclusions = Dra slutsatser
    .actions = Förslag till åtgärder

## Steg som är klara

declare-not-begun = Steget är tomt. Skriv något i det, eller besvara en av dess frågor och säg varför det lämnas tomt.
declare-open = { $count ->
    [one] 1 punkt är öppen. Åtgärda den, eller godta den med ett skäl.
   *[other] { $count } punkter är öppna. Åtgärda dem, eller godta dem med ett skäl.
  }
declare-unchecked = Kontrollerna räknar på den senaste ändringen. Försök igen om ett ögonblick.
declare-done = Steget är redan klart.

## Stänga uppföljningen

close-not-done = Steget { $step } är inte klart.

## Det som står näst på tur

next-mend = Åtgärda, eller godta med ett skäl
next-begin-plan = Skriv det första kravet, eller läs in en fil med krav
next-begin-collect = Skriv det första resultatet, eller läs in en fil med resultat
next-begin-focus = Välj det första fokusområdet
next-begin-causes = Skriv den första tänkbara orsaken
next-begin-conclusions = Dra den första slutsatsen
next-begin-actions = Skriv det första förslaget
next-declare = Inget är öppet här: förklara steget klart
next-close = De sex stegen är klara: stäng uppföljningen
next-nothing = Uppföljningen är stängd, inget återstår

## Kedjan från mål till effekt

chain-source = Mål och lag
chain-requirement = Krav
chain-plan = Plan
chain-found = Underlag
chain-focus = Fokusområde
chain-cause = Orsak
chain-conclusion = Slutsats
chain-proposal = Förslag
chain-action-plan = Åtgärdsplan
chain-effect = Effekt

hole-goal = Inget krav svarar mot målet
hole-requirement = Ingen planrad följer upp kravet
hole-plan = Det finns varken resultat eller annat underlag för planraden
hole-found = Röd avvikelse som inget fokusområde tar upp
hole-focus = Ingen orsak är prövad
hole-cause = Ingen slutsats vilar på orsaken
hole-conclusion = Inget förslag bygger på slutsatsen
hole-proposal = Ingen funktion svarar för förslaget, och ingen åtgärdsplan tar upp det
hole-action-plan = Effekten är inte verifierad

## Det som förfaller och väntar

due-overdue = försenat
due-soon = snart
due-waits = väntar
due-this-month = i månaden
due-later = senare

due-plan-row = Följ upp enligt planen
due-action-plan = Åtgärdsplan ska komma in
due-to-judge = Bedöm åtgärdsplan
due-to-verify = Verifiera åtgärdsplan
due-proposal = Förslag ska vara genomfört
due-proposal-look = Följ upp förslag
due-watch-point = Se på bevakningspunkt
due-sanction-answer = Svar på sanktion ska ha kommit
due-contract-extension = Avtal löper ut, kan förlängas
due-contract-end = Avtal löper ut
due-communication = Berätta om utfallet
due-next-follow-up = Nästa uppföljning
due-period-end = Periodens slut
