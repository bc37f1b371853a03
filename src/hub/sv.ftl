### Det som en session säger på den vanliga skärmen, när den inte har någon egen.

hub-no-terminal = Stegvis behöver en terminal att rita i. Kör det direkt i ett terminalfönster, utan att leda om in- eller utmatningen, eller använd ett av skriptkommandona (stegvis --help).
hub-panicked = Något gick fel i Stegvis och sessionen avslutades. Det som hade sparats finns kvar, och det halvskrivna som det var för högst någon sekund sedan. Starta igen för att fortsätta.
hub-place = Skicka gärna med det här när du berättar om felet: { $place }
hub-not-kept-large = Det halvskrivna kunde inte sparas: det är { $have } kB, och högst { $limit } kB får plats. Korta ner det eller dela upp det i flera fält. Det som redan var sparat finns kvar.
hub-not-kept-disk = Det halvskrivna kunde inte sparas ({ $error }). Det som redan var sparat finns kvar. Se till att disken fungerar och har plats innan du startar igen.
hub-not-kept-closed = Det halvskrivna kunde inte sparas, för arkivet var redan stängt. Det som redan var sparat finns kvar. Starta igen för att fortsätta.
hub-line-broke = Förbindelsen med sessionen bröts: { $error }. Starta igen, så fortsätter du där du var.
hub-line-closed = Sessionen avslutades utan att säga varför. Starta igen, så fortsätter du där du var.
hub-foreign = Den andra änden svarar inte som Stegvis gör. Be den som sköter servern att se efter vad som körs där.
hub-version = Den andra änden är en annan version av Stegvis (protokoll { $version }). Starta om Stegvis, eller be den som sköter servern att uppdatera.

hub-file-large = Filen är större än { $most } MB, som är det mesta som kan läsas in här. Använd stegvis import på kommandoraden.
hub-file-folder = { $path } är en mapp. Ange en fil.
hub-file-missing = Det finns ingen fil { $path }. Kontrollera stavningen och mappen.
hub-file-forbidden = Du har inte rätt att läsa { $path }. Be ägaren om läsrätt, eller ange en annan fil.
hub-file-unread = { $path } gick inte att läsa: { $error }.
hub-folder-missing = Det finns ingen mapp { $path }. Kontrollera stavningen.
hub-folder-forbidden = Du har inte rätt att öppna mappen { $path }. Be ägaren om läsrätt, eller välj en annan mapp.
hub-folder-unread = Mappen { $path } gick inte att läsa: { $error }. Välj en annan mapp, eller försök igen.

hub-save-no-folder = { $path } gick inte att spara: mappen finns inte. Skapa den, eller välj en annan mapp.
hub-save-forbidden = Du har inte rätt att skriva { $path }. Välj en annan mapp, till exempel din hemmapp.
hub-save-full = { $path } gick inte att spara: disken är full. Gör plats, eller välj en annan disk.
hub-save-failed = { $path } gick inte att spara: { $error }. Välj en annan mapp, eller försök igen.
hub-save-large = Filen skulle bli större än { $most } MB. Använd stegvis report på kommandoraden.
hub-stopped = Stegvis stängs på servern. Allt är sparat, även det halvskrivna. Starta igen om en stund, så fortsätter du där du var.
hub-full = Du har redan { $most } öppna sessioner, och fler ryms inte. Kör stegvis utan --new, så fortsätter du i en av dem.
    .all = Det finns redan { $most } öppna sessioner i allt, och fler ryms inte. Försök igen om en stund.
hub-unknown-account = Kontot { $account } har inte tillträde till det här arkivet. Be den som sköter det: ett eget konto läggs till med stegvis officers add, ett som flera delar nämns med --gate när stegvis serve startas.
hub-no-peer = Det gick inte att se vilket konto du har. Be den som sköter servern att se efter.
hub-commands-busy = Så många kommandon körs redan att fler inte ryms. Försök igen om en stund.
hub-commands-full = Så mycket läses in just nu att mer inte ryms. Försök igen när det är klart, eller dela filen.
hub-no-commands = Här körs inga kommandon åt andra.
hub-command-panicked = Något gick fel i Stegvis och kommandot avbröts. Det som redan var sparat finns kvar. Kör kommandot igen, och berätta för den som sköter servern om det händer igen.
hub-no-files = Härifrån går det inte att läsa eller spara filer. Kör kommandot hos dig, med ssh.
hub-many-lines = Du har redan { $most } anslutningar, och fler tas inte emot. Stäng några, eller försök igen om en stund.
hub-all-lines = Så många är anslutna till servern att fler inte ryms just nu. Försök igen om en stund.
hub-many-questions = Flera av dina terminaler väntar redan på svar. Svara i en av dem, eller försök igen om en minut.
hub-unknown-officer = { $name } har inte tillträde till det här arkivet. Be den som sköter det.
hub-gate-owner = { $name } är serverns eget konto och kan inte vara någons namn här. Be den som sköter servern att ge dig ett annat namn.
hub-no-gate = Servern tar inte emot intyg om vem du är härifrån. Be den som sköter servern att se efter.
hub-ended-just-now = Sessionen avslutades just.
hub-busy = Du har redan en session öppen i en annan terminal.

    Enter  fortsätt med den här; den andra terminalen kopplas från
    n  börja en ny session bredvid
    q  låt det vara
hub-taken-over = Sessionen fortsätter i en annan av dina terminaler. Inget har gått förlorat.
hub-detached = Sessionen väntar på dig. Starta Stegvis igen, så fortsätter du där du var.
hub-idle = Ingen tangent har rörts på länge, så terminalen har kopplats från. Allt är sparat. Starta Stegvis igen, så fortsätter du där du var.
hub-idle-soon =
    { $count ->
        [one] Är du kvar? Om en minut kopplas terminalen från. Allt sparas; tryck på en tangent för att stanna.
       *[other] Är du kvar? Om { $count } minuter kopplas terminalen från. Allt sparas; tryck på en tangent för att stanna.
    }
hub-file-lost = Förbindelsen bröts innan filen var klar. Försök igen.
hub-away = Förbindelsen med servern bröts. Det du skrivit är sparat, utom kanske den sista sekunden. Stegvis försöker igen … (q avslutar)
hub-away-stopped = Stegvis stängs på servern. Det du skrivit är sparat. Stegvis väntar på att den startar igen … (q avslutar)
hub-away-left = Servern svarade inte än. Det du skrivit är sparat, utom kanske den sista sekunden. Starta Stegvis igen, så fortsätter du där du var.
hub-away-long = Servern har inte svarat på länge. Det du skrivit är sparat, utom kanske den sista sekunden. Starta Stegvis igen senare, så fortsätter du där du var.
hub-away-stranger = Någon annan än servern tar emot nu. Inget har skickats. Be den som sköter servern att se efter.
hub-version-new = Servern har uppdaterats. Starta Stegvis igen, så fortsätter du där du var.
hub-may-read = Servern vill läsa { $path } här hos dig. Ctrl-Y = ja, Esc = nej
hub-may-list = Servern vill visa namnen på filerna i { $path } och i mapparna där. Ctrl-Y = ja, Esc = nej
hub-may-write = Servern vill skriva { $path } här hos dig. Ctrl-Y = ja, Esc = nej
hub-may-replace = Servern vill ersätta { $path } här hos dig. Ctrl-Y = ja, Esc = nej
hub-may-not = Du svarade nej, så servern kom inte åt den.
