## Steg 3: vad programmet lyfter fram

signal-trend = Försämras
signal-worse-than-others = Sämre än andra
signal-gender = Kvinnor och män olika
signal-contradiction = Källorna går isär
signal-weak = Svagt underlag
signal-strength = Styrka

says-trend = { $moves } mätningar i rad åt fel håll: { $began } ({ $from }) → { $latest } ({ $period }). Målet { $target } nås inte sedan { $since }.
says-worse-than-others = { $value } mot medianen { $median } hos de övriga ({ $others } st) ({ $period }), plats { $rank } av { $of }. Målet är { $target }.
    .hidden = { $value } mot medianen { $median } hos de övriga ({ $others } st) ({ $period }), plats { $rank } av { $of }. Medelvärdet { $mean } når målet { $target } och döljer det.
says-gender = Kvinnor { $women } (n = { $women_n }), män { $men } (n = { $men_n }): skillnad { $difference } ({ $period }).
    .hidden = Kvinnor { $women } (n = { $women_n }), män { $men } (n = { $men_n }): skillnad { $difference } ({ $period }). Totalen { $total } når målet och döljer det.
says-contradiction = { $meets_source } säger { $meets } och når målet { $target }, { $misses_source } säger { $misses } och når det inte ({ $period }).
says-few = Bara n = { $n } bakom siffran från { $source } ({ $period }): en varning, inget fynd.
says-hidden = Bara n = { $n } bakom siffran från { $source } ({ $period }): visas inte utanför Stegvis.
says-response = Bara { $response } % svarade, { $source } ({ $period }).
says-missing = Värde saknas för { $period }, { $source }.
says-strength = { $first } ({ $from }) → { $latest } ({ $period }), bättre varje gång. Målet { $target } är nått.
says-of-group = { $group }: { $says }
