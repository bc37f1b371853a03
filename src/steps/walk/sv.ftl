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
