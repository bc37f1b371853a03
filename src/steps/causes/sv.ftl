## Arter, fält och val

cause = Orsak
    .plural = Orsaker
    .empty = Här står orsaker som kan förklara ett fokusområde, ordnade efter vad som ligger bakom vad.
    .text = Orsak
    .focus_area = Fokusområde
    .parent = Ligger bakom orsaken
    .category = Kategori
    .support = Stöds av
    .counter = Motsägs av
    .stated_by = Uppgiven av
    .strength = Styrka
    .points = Poäng
    .reason = Därför

event = Händelse
    .plural = Händelser
    .empty = Här står vad som hände i och omkring verksamheten under perioden.
    .date = Datum
    .text = Vad hände
    .place = Inom eller utanför
    .focus_areas = Fokusområden
    .possible_link = Möjlig koppling

earlier_action = Tidigare åtgärd
    .plural = Tidigare åtgärder
    .empty = Här står vad som har prövats förut, och om det hjälpte.
    .text = Åtgärd
    .date = Beslutad
    .focus_areas = Fokusområden
    .done = Genomförd
    .effect = Hjälpte
    .shown_by = Visas av

set-cause-category = kategori
    .people = Människor
    .machines = Maskiner
    .methods = Metoder
    .material = Material
    .environment = Miljö
    .leadership = Ledning
    .measurement = Mätning
set-cause-strength = styrka
    .hypothesis = hypotes
    .probable = trolig
    .confirmed = bekräftad
    .dismissed = avförd
set-event-place = plats
    .inside = inom verksamheten
    .outside = utanför
set-effect = effekt
    .yes = ja
    .partly = delvis
    .no = nej
    .unknown = vet inte

## Ledfrågor

guide-causes-1 = Vad trodde vi förra gången, och hjälpte det vi gjorde?
guide-causes-2 = Vad mer kan förklara resultatet än det första vi tänker på?
guide-causes-3 = Vilket underlag talar emot förklaringen?
guide-causes-4 = Vad hände i och omkring verksamheten under perioden?
guide-causes-5 = Varför klarar sig en liknande enhet bättre?
guide-causes-6 = Kan mätsättet, ersättningen eller avtalet ha skapat bilden?
guide-causes-7 = Ligger felet i förutsättningarna, arbetssättet eller utfallet?

## Rummet

tab-causes = Orsaker
column-support = För
column-counter = Emot
tab-events = Händelser
tab-earlier = Tidigare åtgärder

## Kontroller

check-focus-without-cause = Fokusområde saknar orsak
    .help = Utan orsak blir åtgärden en gissning. Lägg till minst två tänkbara orsaker.
check-focus-one-cause = Fokusområde har en enda orsak
    .help = Den första förklaringen är sällan hela. Sök en till, eller skriv varför ingen annan är tänkbar.
check-cause-behind-itself = Orsak ligger bakom sig själv
    .help = Trädet går i en cirkel och förklarar inget. Ändra vilken orsak den ligger bakom.
check-cause-too-deep = Orsak ligger djupare än fem led
    .help = Så långt ner kan ingen ändra något. Flytta upp den, eller stryk mellanled.
check-cause-without-support = Orsak saknar stöd
    .help = Utan underlag är den en gissning. Länka resultat, underlag eller händelser som talar för den, eller avför den.
check-cause-only-stated = Orsak vilar bara på den ansvarigas uppgift
    .help = Den som granskas ska höras, men uppgiften ska prövas. Länka något annat som stöder den.
check-cause-untested = Bekräftad orsak utan att något har sökts emot den
    .help = En förklaring håller först när den prövats. Länka det som talar emot, eller skriv var ni har letat.
check-cause-is-solution = Orsak är skriven som en lösning som saknas
    .help = ”Brist på …” bestämmer svaret i förväg. Skriv vad som händer i stället, så kan fler lösningar prövas.
check-causes-one-category = Alla orsaker är av samma slag
    .help = Ofta blir det människorna. Pröva också metoder, ledning, miljö och mätning.
check-earlier-not-evaluated = Tidigare åtgärd är inte utvärderad
    .help = Om den hjälpte eller inte är ett av de bästa underlagen. Ange effekten.
check-event-after-results = Händelse efter sista resultatet
    .help = Den kan inte förklara det som mättes innan. Rätta datumet, eller vänta på nya resultat.
