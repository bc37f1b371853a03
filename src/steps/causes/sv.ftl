## Arter, fält och val

cause = Orsak
    .plural = Orsaker
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
    .date = Datum
    .text = Vad hände
    .place = Inom eller utanför
    .focus_areas = Fokusområden
    .possible_link = Möjlig koppling

earlier_action = Tidigare åtgärd
    .plural = Tidigare åtgärder
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
tab-events = Händelser
tab-earlier = Tidigare åtgärder
