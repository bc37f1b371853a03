# Vem som får se och göra vad.

officer = Handläggare
    .plural = Handläggare
    .empty = Här står de som får logga in, med sitt kontonamn. Vad de får göra står under roller och, i en uppföljning, under deltagare.
    .account = Konto
    .work_title = Befattning

assignment = Roll
    .plural = Roller
    .empty = Här står vilken roll var och en har, överallt eller i en nämnds uppföljningar.
    .officer = Handläggare
    .role = Roll
    .committee = Nämnd (tomt: alla)

participant = Deltagare
    .plural = Deltagare
    .empty = Här står vilka som får se och arbeta i just den här uppföljningen, utöver nämndens egna.
    .officer = Handläggare
    .role = Roll

set-role = roll
    .administrator = administratör
    .lead = ansvarig
    .officer = handläggare
    .reader = läsare
set-participant-role = roll
    .lead = ansvarig
    .officer = handläggare
    .reader = läsare

view-officers = handläggare
view-assignments = roller
view-participants = deltagare
