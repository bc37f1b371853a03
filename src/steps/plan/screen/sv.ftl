## Utgångsläge och krav: läget, tid, källor, uppföljningsbarhet

view-start = läget
view-time = tid och kompetens
view-sources = bindande dokument
start-what = Utgångspunkt
start-has = Finns
start-lacks = Saknas
start-nothing = inget
start-order = sin ordning
start-part-header = Uppföljningen
    .why = Vem, vad, när och varför: läsaren ska veta vad svaren gäller.
start-part-documents = Styrdokument
    .why = Lagar, föreskrifter och beslut som kraven vilar på.
start-part-sources = Krav med bindande dokument
    .why = Den som granskas ska kunna slå upp vad som binder just den enheten. Frågan ställs en gång per källa.
start-part-goals = Mål
    .why = Nationella och lokala mål visar vad kraven ska leda till.
start-part-contracts = Enheter med avtal/uppdrag
    .why = Avtalet eller uppdraget säger vem som driver enheten och vad som gäller.
start-part-rights = Avtal med lästa rättigheter
    .why = Bara det som avtalet ger rätt till går att följa upp på plats eller i akter.
start-part-roles = Funktioner och roller
    .why = Systemägare och ägare av egen regi hålls isär; den som äger granskar inte sig själv.
start-part-time = Funktioner i planen
    .why = Timmar och kompetens ska räcka till det som är planerat.
start-part-areas = Områden
    .why = I varje område gör någon uppföljningen och någon beslutar om det som kommer fram.
start-committee = nämnd
start-period = period
start-units = enheter
start-responsible = ansvarig funktion
start-purpose = syfte
start-any = inget är inlagt
start-unbound = { $count ->
    [one] 1 källa saknar dokument
   *[other] { $count } källor saknar dokument
  }
start-national = nationella mål
start-local = lokala mål
start-no-contract = { $count ->
    [one] 1 enhet utan
   *[other] { $count } enheter utan
  }
start-no-rights = { $count ->
    [one] 1 avtal utan rättigheter
   *[other] { $count } avtal utan rättigheter
  }
start-method-without-right = { $count ->
    [one] 1 metod utan rätt
   *[other] { $count } metoder utan rätt
  }
start-nobody-decides = ingen beslutar
start-nobody-owns = ingen äger verksamheten
start-nobody-reviews = ingen får granska
start-role-unclear = { $count } oklara roller
start-role-clash = { $count ->
    [one] 1 planrad krockar
   *[other] { $count } planrader krockar
  }
start-over = { $count } över sin tid
start-no-hours = { $count } utan timmar
start-no-competence = { $count } utan kompetens
start-area-gaps = { $count ->
    [one] 1 utan någon som gör eller beslutar
   *[other] { $count } utan någon som gör eller beslutar
  }
start-area-clashes = { $count ->
    [one] 1 krock
   *[other] { $count } krockar
  }
time-function = Funktion
time-bar = Planerat av tiden
time-hours = Timmar per år
time-note = Att se över
time-over = över tiden
time-unsaid = timmar okända
time-no-competence = kompetens?
time-no-rows = inget i planen
time-nothing-said = inget sagt
time-knows = Kan: { $competences }
time-planned = Planerade metoder: { $methods }
sources-source = Källa
sources-reference = Dokument
sources-count = Krav
sources-for = Binds inte för
sources-all = alla enheter
sources-plural = källor
sources-none = Alla krav med källa har ett dokument som binder de enheter de gäller.
sources-question = Vilket dokument binder { $units }? Enter väljer det för alla på en gång: { $numbers }
followable = Går att följa upp: källa, mått, mål och metod finns.
followable-not = Att följa upp: { $points }
followable-open-none = Inget öppet att godta: kontrollerna har inget emot kravet, eller så är det redan godtaget.
followable-source = källa saknas
    .why = utan källa går det inte att säga varför kravet gäller.
followable-measure = mått saknas
    .why = skriv vad som räknas eller iakttas.
followable-target = målvärde saknas
    .why = utan det går det att mäta, men inte att säga om det räcker.
followable-method = metod saknas
    .why = ingen planrad säger hur kravet följs upp.
followable-compound = { $count } ”och” i en mening
    .why = flera krav i ett kan både nås och missas. Dela upp det, ett krav per rad.
followable-vague = kan läsas olika: { $words }
    .why = läsare mäter orden olika. Skriv ett mått, eller ett ord som går att räkna.
followable-prescribes = säger hur: { $words }
    .why = den som utför får ingen väg att göra det bättre. Skriv vad som ska nås i stället.
followable-long = { $count } ord
    .why = så långt krav styr ofta arbetssättet. Skriv vad som ska nås, och lägg resten i en riktlinje.
followable-numbers = { $count } tal
    .why = så många gränser styr arbetssättet. Behåll dem som avgör för den enskilde.
