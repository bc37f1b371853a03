## Ledfrågor

guide-conclusions-1 = Når verksamheten det den ska, sett till helheten?
guide-conclusions-2 = Hur säkra är vi, och vad skulle få oss att ändra oss?
guide-conclusions-3 = Hur ser det ut om två år ifall ingen gör något?
guide-conclusions-4 = Vad säger forskning, erfarenhet och de berörda själva?
guide-conclusions-5 = Vilka oväntade följder, goda eller dåliga, kan en förändring få?
guide-conclusions-6 = Vilka två eller tre områden är viktigast, och för vem?
guide-conclusions-7 = Vad ska vi hålla ögonen på tills vidare?
