## Butiken: varför den inte öppnas, och vad som hittades när den öppnades

store-held = { $path } används redan av { $account } (process { $pid } på { $host }, sedan { $since }). Avsluta den processen, eller välj en annan mapp med --store.
store-held-own = Stegvis är redan öppet i ett annat fönster hos dig (process { $pid }, sedan { $since }). Fortsätt där, eller avsluta det och försök igen. Det gäller { $path }.
store-held-unknown = { $path } används redan av en annan process. Avsluta den, eller välj en annan mapp med --store.
store-not-a-folder = { $path } är ingen mapp. Flytta det som ligger där, eller välj en annan mapp med --store.
store-unwritable = { $path } går inte att skriva i: { $error }. Ge ditt konto skrivrätt där, eller välj en annan mapp med --store.
store-full = Disken med { $path } har bara { $free } MB ledigt, { $floor } MB behövs. Gör plats och starta igen.
store-newer = { $path } har skrivits av en nyare version av Stegvis. Öppna den med den versionen eller en senare. Inget har ändrats.
store-foreign = { $path } är ingen journal från Stegvis. Flytta filen, eller välj en annan mapp med --store.
store-journal-gone = Journalen { $path } saknas, fast det finns uppgifter i mappen shelf bredvid. Lägg tillbaka journalen om den är flyttad. Annars säger stegvis check om en ny kan göras av registret. Inget har ändrats.
store-damaged = Journalen { $path } är skadad vid byte { $place }, efter ändring { $after }. Ta en kopia av hela mappen. stegvis check säger vad som är skadat, och stegvis check --repair lagar det som går. Inget har ändrats.
store-lost = Varken journalen { $path } eller registret bredvid går att läsa. Återställ från en säkerhetskopia: stegvis restore FIL --replace lägger det som finns åt sidan. Inget har ändrats.
store-ahead = Sparade ändringar saknas i journalen { $path }: den slutar vid ändring { $journal }, men registret känner till ändringar fram till { $shelf }, och de går inte att lägga tillbaka här. Ta en kopia av hela mappen. stegvis check --repair säger varför och lägger det gamla registret bredvid. Inget har ändrats.
store-unforgotten = Journalen { $path } är äldre än filen forgotten bredvid den och innehåller det som glömts för gott sedan dess. Kör stegvis check --repair, så glöms det igen.
store-disk = { $path } går inte att läsa eller skriva: { $error }. Kontrollera disken och starta igen.
store-shelf = Registret i { $path } går inte att skapa: { $error }. Kontrollera att disken har plats och går att skriva på.

store-notice-torn = Journalen slutade mitt i en skrivning som ännu inte var sparad. De { $bytes } byte som inte var hela ligger i { $path }. Allt som visats som sparat finns kvar.
store-notice-shelf-missing = Registret saknades och har byggts upp igen från journalen. Alla sparade uppgifter finns kvar. { $drafts ->
    [lost] Halvskrivna ord kan ha gått förlorade.
   *[kept] Halvskrivna ord finns också kvar.
}
store-notice-shelf-damaged = Registret gick inte att läsa: { $error }. Det har byggts upp igen från journalen. Alla sparade uppgifter finns kvar. { $drafts ->
    [lost] Halvskrivna ord kan ha gått förlorade.
   *[kept] Halvskrivna ord finns också kvar.
} Det gamla ligger i { $path }.
store-notice-shelf-other = Registret hörde inte ihop med journalen och har byggts upp igen från den. { $drafts ->
    [lost] Halvskrivna ord kan ha gått förlorade.
   *[kept] Halvskrivna ord finns också kvar.
} Det gamla ligger i { $path }.
store-notice-put-back = Sparade ändringar saknades i journalen: den slutade vid ändring { $journal }, men registret kände till ändringar fram till { $shelf }. De är tillbakalagda ur registret. { $drafts ->
    [lost] Halvskrivna ord kan ha gått förlorade.
   *[kept] Halvskrivna ord finns också kvar.
} Vem som ändrade vad efter ändring { $journal } står inte i historiken. Den gamla journalen ligger i { $kept } och det gamla registret i { $path }.
store-notice-behind = Registret kunde inte hållas aktuellt: { $error }. Alla sparade ändringar finns i journalen, och registret tar in dem nästa gång Stegvis startar. Halvskrivna ord kan ha gått förlorade. Kontrollera att disken har plats.
store-notice-unfinished = En import hann inte bli klar. Inget av den har tagits med. Gör om importen.
store-notice-unreadable = Ändringar av poster som inte går att läsa i journalen: { $count }. De visas inte men ligger kvar. stegvis check säger vilka ändringar det gäller.
store-notice-full = Disken med { $path } är full. Allt som sparats visas, men inget nytt sparas förrän minst { $floor } MB är lediga. Halvskrivna ord från tidigare ligger kvar men visas inte, och nya hålls inte. Gör plats och starta igen.
store-notice-unwritable = { $path } går inte att skriva i: { $error }. Allt som sparats visas, men inget kan ändras. Halvskrivna ord från tidigare ligger kvar men visas inte. Ge ditt konto skrivrätt där och starta igen, eller välj en annan mapp med --store.
store-notice-left-out = Journalen slutar mitt i en skrivning som ännu inte var sparad. De { $bytes } byte som inte är hela visas inte och ligger kvar i den. När det går att skriva igen visar sig om något av det var sparat.
store-notice-restored = En återställning som avbröts har gjorts klar. Arkivet är nu det som stod i säkerhetskopian.
store-notice-restored-over = En återställning som avbröts har gjorts klar. Arkivet är nu det som stod i säkerhetskopian. Det som fanns förut ligger i { $path }.
store-notice-unforgotten = Journalen innehåller det som glömts för gott, enligt filen forgotten bredvid den. Kör stegvis check --repair när det går att skriva, så glöms det igen.
store-notice-forgot = En glömning som avbröts har gjorts klar: innehållet är glömt för gott.

forget-unknown = Ingen ändring i arkivet rör posten { $id }. Skriv postens nummer, namn eller id.
forget-header = En uppföljning behöver sin titel, så dess första sida kan bara glömmas fält för fält, och inte titeln. Ange fältet med --field.
forget-begun = Innehållet är på väg att glömmas, men det gick inte att göra klart. Starta Stegvis igen, så görs det klart då.
forget-not-kept = Det halvskrivna i arkivet gick inte att föra över: { $error }. Inget är glömt. Kontrollera disken och försök igen.

backup-foreign = { $path } är ingen säkerhetskopia från Stegvis. Ange en fil som stegvis backup har skrivit.
backup-newer = { $path } har skrivits av en nyare version av Stegvis. Läs den med den versionen eller en senare.
backup-short = { $path } slutar mitt i: filen är avklippt. Hämta den på nytt, eller ta en annan säkerhetskopia.
backup-damaged = { $path } är skadad från byte { $place }. Hämta den på nytt, eller ta en annan säkerhetskopia.
backup-journal = { $path } är hel som fil, men journalen i den håller inte: fel vid dess byte { $place }, efter ändring { $after }. Ta en annan säkerhetskopia.
backup-changed = { $path } ändrades medan den lästes. Försök igen när den är färdig.
backup-unread = { $path } går inte att läsa: { $error }. Kontrollera namnet och försök igen.
