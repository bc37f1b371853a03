## Ledfrågor

guide-causes-1 = Vad trodde vi förra gången, och hjälpte det vi gjorde?
guide-causes-2 = Vad mer kan förklara resultatet än det första vi tänker på?
guide-causes-3 = Vilket underlag talar emot förklaringen?
guide-causes-4 = Vad hände i och omkring verksamheten under perioden?
guide-causes-5 = Varför klarar sig en liknande enhet bättre?
guide-causes-6 = Kan mätsättet, ersättningen eller avtalet ha skapat bilden?
guide-causes-7 = Ligger felet i förutsättningarna, arbetssättet eller utfallet?
