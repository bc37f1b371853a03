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
declare-closed = Uppföljningen är stängd. Öppna den igen om något måste ändras.

## Stänga uppföljningen

close-not-done = Steget { $step } är inte klart.
close-closed = Uppföljningen är redan stängd.
