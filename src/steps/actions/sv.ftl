## Ledfrågor

guide-actions-1 = Vilken orsak tar förslaget bort, och hur vet vi det?
guide-actions-2 = Vad är redan på gång som vi inte ska dubblera?
guide-actions-3 = Vad ger mest för minst, och vad kräver politiskt beslut?
guide-actions-4 = När ska bristen vara borta, och vem kontrollerar?
guide-actions-5 = Har vi dokumenterat varje steg så att nästa sanktion håller?
guide-actions-6 = Vem behöver få veta vad, och på vilket sätt?
