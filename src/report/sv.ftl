## Uppföljningen som dokument

report-title = Uppföljning: { $title }
report-day = Utskriven { $day } ur Stegvis.
report-about = Om dokumentet
report-chain-head = Gjort av allt som är sparat till och med denna ändring i journalen. Kedjans slut: { $head }
report-left-out = { $count ->
    [one] 1 skyddad post är utelämnad.
   *[other] { $count } skyddade poster är utelämnade.
  }
report-restricted = (skyddad uppgift)
report-few = visas inte, för få
report-beside = visas inte, står utanför jämförelsen
report-none = saknas
report-level = { $level } av { $size }
report-document = Handling: { $document }
report-lacks = Inget är antecknat om: { $what }.
report-no-header = Uppgifter om uppföljningen saknas.
report-units = Enheter
report-users = som får hjälp
report-number-of = Antal { $users }
report-no-units = Inga enheter är valda.
report-functions = Funktioner
    .lack = funktioner

report-summary = Sammanfattning
report-overall = Sammantagen bedömning:
    .lack = sammantagen bedömning
report-overall-units = Sammantagen bedömning av varje enhet:
report-units-not-judged = Ingen sammantagen bedömning av: { $units }.
report-no-overall = Ingen sammantagen bedömning är gjord, bara av krav för sig.
report-judged-over-all = Krav bedömda för alla enheter
report-judged-at-units = Krav bedömda för enskilda enheter
report-not-met = Inte uppfyllt
report-worst = Störst avvikelser
    .lack = resultat att jämföra
report-no-deviations = Inga avvikelser sticker ut.
report-strengths = Styrkor
    .lack = styrkor
report-first = Viktigast att göra
    .lack = förslag till åtgärder

report-questions = Ledfrågor och svar

report-goals = Mål
    .lack = mål
report-documents = Styrdokument
    .lack = styrdokument
report-requirements = Krav
    .lack = krav
report-number = Nr
report-risk = Risk
report-planned = Följs upp genom
report-not-valued = ej värderad
report-risk-note = Risk är klassen ur skalans rutnät; talet är sannolikhet gånger konsekvens och används bara för att sortera.
report-scale = Värderat på skalan { $scale }. Konsekvens: { $consequence }. Sannolikhet: { $likelihood }.
report-plan = Uppföljningsplan
    .lack = uppföljningsplan
report-hours = Sammanlagt { $hours } timmar per år.
report-anchoring = Förankring och delaktighet
    .lack = förankring och delaktighet

report-evidence = Underlag per metod
    .lack = underlag
report-plain = { $text }
report-answered = { $answered } av { $sent } svarade ({ $share } %).
report-seen = Vi såg, hörde eller läste: { $text }
report-interpretation = Vår tolkning: { $text }
report-factors = Gruppens faktorer med poäng: { $text }
report-reliability = Tillförlitlighet: { $text }
report-results = Resultat
    .lack = resultat
report-results-note = Senaste mätningen av varje krav, enhet för enhet och källa för källa. Tidigare mätningar finns i Stegvis. 2025T3 betyder tredje tertialet 2025.
report-observed = Sett eller sagt, utan mätvärde:
report-at-least = minst { $target }
report-at-most = högst { $target }
report-source = Källa
report-women = Kvinnor
report-men = Män
report-coverage = Täckning
report-no-dimension = utan kvalitetsdimension
report-with-results = Med resultat
report-without-results = Krav utan ett enda resultat: { $requirements }.
report-responses = Svarsfrekvens
    .lack = svarsfrekvens i enkäter
report-answers = Antal svar
report-response = Svarsfrekvens
report-note = Anmärkning
report-thin = svagt underlag: för få svarade
report-few-answers = svagt underlag: få svar
report-reports = Avvikelser, klagomål och synpunkter
    .lack = avvikelser och klagomål
report-grave = Allvar 4
report-not-investigated = Ej utredda
report-not-acted = Ej åtgärdade

report-comparison = Det som sticker ut
    .lack = resultat att jämföra
report-before = Dessförinnan
report-others = De övrigas median
report-one-other = { $value } (den andra enheten)
report-gender = Kvinnor − män
report-share-of-yes = { $yes } av { $of } ja
report-more = { $count ->
    [one] 1 avvikelse till finns i Stegvis.
   *[other] { $count } avvikelser till finns i Stegvis.
  }
report-weak = { $count ->
    [one] På 1 ställe är underlaget för svagt för en slutsats: få svar, stort bortfall eller saknade värden. Det räknas inte som fynd.
   *[other] På { $count } ställen är underlaget för svagt för en slutsats: få svar, stort bortfall eller saknade värden. De räknas inte som fynd.
  }
report-focus = Fokusområden
    .lack = fokusområden
report-weighs = Väger tungt: { $text }
report-why = Frågan som steg 4 svarar på: { $text }
report-shown-by = Visas av:

report-causes-adrift = Orsaker utan fokusområde
report-points = Läget och öppna punkter
report-points-given = { $points } poäng
report-support = Stöds av: { $text }
report-counter = Motsägs av: { $text }
report-because = Därför: { $text }
report-causes =
    .lack = orsaker
report-no-causes-of = Inga orsaker är sökta till: { $of }.
report-events = Händelser
    .lack = händelser
report-earlier = Tidigare åtgärder
    .lack = tidigare åtgärder

report-judgements = Bedömningar
    .lack = bedömningar
report-all-units = alla
report-conclusions = Slutsatser
    .lack = slutsatser
report-rests-on = Bygger på orsakerna:
report-supported = Stöds av:
report-contradicted = Motsägs av:
report-scenarios = Scenarier
    .lack = scenarier
report-aspect = Vad
report-watch = Bevakningspunkter
    .lack = bevakningspunkter
report-improvements = Förbättringsområden
    .lack = förbättringsområden

report-proposals = Förslag
    .lack = förslag
report-action-plans = Åtgärdsplaner
    .lack = åtgärdsplaner
report-late = inte inne, tiden har gått ut
report-sanctions = Sanktioner
    .lack = sanktioner
report-communication = Kommunikation
    .lack = kommunikation
report-next = Nästa uppföljning
    .lack = nästa uppföljning

report-system =
    .lack = systemanalysens frågor
report-unanswered = { $count ->
    [one] 1 fråga är inte besvarad.
   *[other] { $count } frågor är inte besvarade.
  }
report-system-findings = Fynd om uppföljningssystemet
    .lack = fynd om uppföljningssystemet
report-answers-show = Visas av svaren på:

report-chain = Kedjan från mål till effekt
report-chain-note = En rad per fokusområde. Siffror är antal; resultat och underlag är de som gäller områdets krav och enheter. ”saknas” är en lucka i kedjan.
report-chain-broken = Fokusområde vars kedja saknar något
report-chain-goals = mål eller lag
report-chain-requirements = krav
report-chain-plan = planrader
report-chain-results = resultat
report-chain-evidence = underlag
report-chain-causes = orsaker
report-chain-conclusions = slutsatser
report-chain-proposals = förslag
report-chain-plans = åtgärdsplaner
report-chain-effect = effekt

report-step = Steg
report-state = Läge
report-done = klart { $day }
report-not-done = inte klart
report-open = Öppna punkter
report-no-open = Inga öppna punkter.
report-and-more = { $count ->
    [one] och 1 till
   *[other] och { $count } till
  }
report-accepted = Godtagna med skäl
report-matrix = Riskmatris: konsekvens nedåt från den allvarligaste, sannolikhet åt höger; ● låg, ▲ medel, ■ hög risk
report-matrix-axes = K / S
