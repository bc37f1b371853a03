## Arter, fält och val

focus_area = Fokusområde
    .plural = Fokusområden
    .empty = Här står det som är värt att förstå närmare, brister och styrkor, med skäl.
    .name = Namn
    .kind = Slag
    .reason = Därför valt
    .requirements = Krav
    .units = Enheter
    .shown_by = Visas av
    .order = Ordning (1 först)
    .concerns_many = Berör många
    .vulnerable_group = Drabbar utsatta
    .costs_much = Kostar mycket
    .why_question = Varför …?

set-focus-kind = slag
    .deviation = avvikelse
    .strength = styrka

## Steg 3: vad programmet lyfter fram

signal-trend = Försämras
signal-worse-than-others = Sämre än andra
signal-gender = Könsskillnad
signal-contradiction = Källorna går isär
signal-weak = Svagt underlag
signal-strength = Styrka

says-trend = { $moves } mätningar i rad åt fel håll: { $began } ({ $from }) → { $latest } ({ $period }). Målet { $target } har missats sedan { $since }.
says-worse-than-others = { $value } ({ $period }) mot medianen { $median } hos de { $others } andra enheterna, plats { $rank } av { $of }. Målet är { $target }.
    .hidden = { $value } ({ $period }) mot medianen { $median } hos de { $others } andra enheterna, plats { $rank } av { $of }. Medelvärdet { $mean } når målet { $target } och döljer det.
    .one = { $value } ({ $period }) mot { $median } hos den andra enheten. Målet är { $target }.
    .one-hidden = { $value } ({ $period }) mot { $median } hos den andra enheten. Medelvärdet { $mean } når målet { $target } och döljer det.
says-gender = Kvinnor { $women } (n = { $women_n }), män { $men } (n = { $men_n }): skillnad { $difference } ({ $period }).
    .hidden = Kvinnor { $women } (n = { $women_n }), män { $men } (n = { $men_n }): skillnad { $difference } ({ $period }). Totalen { $total } når målet och döljer det.
says-contradiction = { $meets_source } säger { $meets } och når målet { $target }, { $misses_source } säger { $misses } och når det inte ({ $period }).
says-few = Bara n = { $n } bakom siffran från { $source } ({ $period }): en varning, inget fynd.
says-hidden = Bara n = { $n } bakom siffran från { $source } ({ $period }): visas inte utanför Stegvis.
says-withheld = Siffran från { $source } ({ $period }) visas inte: för få står bakom den, eller bakom en som den skulle avslöja.
says-response = Bara { $response } % svarade, { $source } ({ $period }).
says-missing = Värde saknas för { $period }, { $source }.
says-strength = { $first } ({ $from }) → { $latest } ({ $period }), bättre varje gång ({ $measurements } mätningar, n = { $n }). Målet { $target } är nått.
percentage-points = procentenheter
says-of-group = { $group }: { $says }

## Ledfrågor

guide-focus-1 = Var är avståndet till kravet störst, och var har det vuxit?
guide-focus-2 = Är rörelsen en tillfällighet eller har den pågått flera mätningar?
guide-focus-3 = Vilka liknande enheter gör det påtagligt bättre, och är de verkligen lika?
guide-focus-4 = Säger siffror, iakttagelser och röster samma sak?
guide-focus-5 = Vad förvånar oss?
guide-focus-6 = Drabbar detta många eller dem som har svårast att säga ifrån?
guide-focus-7 = Vad går bra och är värt att bevara?

## Rummet

column-order = Nr
tab-focus-areas = Fokusområden
tab-compare = Jämförelse
compare-requirement = Krav
compare-unit = Enhet
compare-target = Mål
compare-latest = Senast
compare-of-women = kv { $value }
compare-of-men = m { $value }
compare-of-some = del { $value }
compare-gap = Mot mål
compare-series = Serie
compare-signal = Fynd
compare-order = vad som är värst
compare-legend = Stapel: de { $count } senaste, högre är bättre.
compare-met = når
compare-missed = når ej
compare-empty = Inga resultat att jämföra ännu ({ $kinds }). Importera dem i steg 2.
compare-head = { $unit }, mål { $target }
trend-better = { $count } mätningar i rad åt rätt håll
trend-worse = { $count } mätningar i rad åt fel håll
trend-variation = växlar
trend-few = för få mätpunkter
point-hidden = döljs utåt
point-few = n < { $limit }, döljs utåt
value-missing = saknas
non-response = bortfall { $share } %

## Kontroller

check-red-without-focus = Röd avvikelse har inget fokusområde
    .help = Det som utmärker sig ska antingen fördjupas eller väljas bort med skäl. Lägg den i ett fokusområde, eller skriv varför inte.
check-sources-contradict = Källor motsäger varandra
    .help = De ligger på var sin sida om målet, och båda kan inte stämma. Ta upp det i ett fokusområde, eller skriv vilken källa som väger tyngst.
check-focus-without-reason = Fokusområde saknar skäl
    .help = Den som granskas ska se varför just detta valdes. Skriv skälet.
check-focus-without-requirement = Fokusområde gäller inget krav
    .help = Kedjan från krav till åtgärd bryts här. Länka kraven.
check-focus-without-question = Fokusområde saknar varför-fråga
    .help = En fråga som börjar med varför håller letandet öppet. Skriv problemet som en fråga.
check-focus-too-many = Fler än sju fokusområden
    .help = Den som fördjupar allt fördjupar inget. Slå ihop eller välj bort.
check-focus-only-negative = Inga styrkor bland fokusområdena
    .help = Det som fungerar är också ett fynd, och andra kan lära av det. Lägg till en styrka, eller skriv varför ingen finns.
