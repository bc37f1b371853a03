## Uppföljningen som dokument

report-title = Uppföljning: { $title }
report-day = Utskriven { $day } ur Stegvis.
report-chain-head = Journalens senaste ändring och kontrollsumma då: { $head }
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
report-no-header = Uppgifter om uppföljningen saknas.
report-units = Enheter
report-users = som får hjälp
report-number-of = Antal { $users }
report-no-units = Inga enheter är valda.
report-functions = Funktioner

report-summary = Sammanfattning
report-overall = Sammantagen bedömning:
report-no-overall = Ingen sammantagen bedömning är gjord.
report-worst = Störst avvikelser
report-no-deviations = Inga avvikelser sticker ut.
report-strengths = Styrkor
report-no-strengths = Inga styrkor är valda.
report-first = Viktigast att göra
report-no-proposals = Inga förslag till åtgärder är skrivna.

report-questions = Ledfrågor och svar

report-goals = Mål
report-no-goals = Inga mål är inlagda.
report-documents = Styrdokument
report-no-documents = Inget krav pekar på ett styrdokument.
report-requirements = Krav
report-no-requirements = Inga krav är inlagda.
report-number = Nr
report-risk = Risk
report-planned = Följs upp genom
report-not-valued = ej värderad
report-risk-note = Risk är klassen ur skalans rutnät; talet är sannolikhet gånger konsekvens och används bara för att sortera.
report-plan = Uppföljningsplan
report-no-plan = Ingen plan är gjord.
report-hours = Sammanlagt { $hours } timmar per år.
report-anchoring = Förankring och delaktighet
report-no-anchoring = Ingen förankring är antecknad.

report-evidence = Underlag per metod
report-no-evidence = Inga underlag är antecknade.
report-plain = { $text }
report-answered = { $answered } av { $sent } svarade ({ $share } %).
report-seen = Vi såg, hörde eller läste: { $text }
report-interpretation = Vår tolkning: { $text }
report-factors = Gruppens faktorer med poäng: { $text }
report-reliability = Tillförlitlighet: { $text }
report-coverage = Täckning
report-no-dimension = utan kvalitetsdimension
report-with-results = Med resultat
report-without-results = Krav utan ett enda resultat: { $requirements }.
report-responses = Svarsfrekvens
report-no-responses = Inga enkätresultat finns.
report-answers = Antal svar
report-response = Svarsfrekvens
report-note = Anmärkning
report-thin = svagt underlag: för få svarade
report-few-answers = svagt underlag: få svar
report-reports = Avvikelser, klagomål och synpunkter
report-no-reports = Inga avvikelser eller klagomål är inlagda.
report-grave = Allvar 4
report-not-investigated = Ej utredda
report-not-acted = Ej åtgärdade

report-comparison = Det som sticker ut
report-no-comparison = Inga resultat finns att jämföra.
report-before = Dessförinnan
report-others = De övrigas median
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
report-no-focus = Inga fokusområden är valda.
report-weighs = Väger tungt: { $text }
report-why = Frågan som steg 4 svarar på: { $text }
report-shown-by = Visas av:

report-no-causes = Inga orsaker är antecknade.
report-no-cause-here = Inga orsaker är sökta här ännu.
report-causes-adrift = Orsaker utan fokusområde
report-points = Läget och öppna punkter
report-points-given = { $points } poäng
report-support = Stöds av: { $text }
report-counter = Motsägs av: { $text }
report-because = Därför: { $text }
report-events = Händelser
report-no-events = Inga händelser är antecknade.
report-earlier = Tidigare åtgärder
report-no-earlier = Inga tidigare åtgärder är antecknade.

report-judgements = Bedömningar
report-no-judgements = Inga bedömningar är gjorda.
report-all-units = alla
report-conclusions = Slutsatser
report-no-conclusions = Inga slutsatser är dragna.
report-rests-on = Bygger på orsakerna:
report-supported = Stöds av:
report-contradicted = Motsägs av:
report-scenarios = Scenarier
report-no-scenarios = Inga scenarier är beskrivna.
report-aspect = Vad
report-watch = Bevakningspunkter
report-no-watch = Inga bevakningspunkter är satta.
report-improvements = Förbättringsområden
report-no-improvements = Inga förbättringsområden är valda.

report-proposals = Förslag
report-action-plans = Åtgärdsplaner
report-no-action-plans = Inga åtgärdsplaner är begärda.
report-late = inte inne, tiden har gått ut
report-sanctions = Sanktioner
report-no-sanctions = Inga sanktioner är beslutade.
report-communication = Kommunikation
report-no-communication = Ingen kommunikation är planerad.
report-next = Nästa uppföljning
report-no-next = Nästa uppföljning är inte planerad.

report-no-system = Systemanalysens frågor är inte besvarade.
report-unanswered = { $count ->
    [one] 1 fråga är inte besvarad.
   *[other] { $count } frågor är inte besvarade.
  }
report-system-findings = Fynd om uppföljningssystemet
report-no-system-findings = Inga fynd om uppföljningssystemet är antecknade.
report-answers-show = Visas av svaren på:

report-chain = Kedjan från mål till effekt
report-chain-note = En rad per fokusområde. Siffror är antal; ”saknas” är en lucka i kedjan.
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
report-no-accepted = Inget är godtaget.
