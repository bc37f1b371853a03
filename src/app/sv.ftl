## Sessionen: hem, ramen, sparande

home-head = Hem
home-follow-up = Uppföljning
home-committee = Nämnd
home-steps = 1 2 3 4 5 6
welcome = Välkommen. Här finns ingen uppföljning ännu.
welcome-import = Importera krav, enheter och resultat från Excel eller CSV med i.
welcome-new = Eller börja en tom uppföljning med n.
last-place = Senast: { $title }, steg { $step }{ $record }. Enter fortsätter där.
drafts-waiting = { $count ->
    [one] 1 halvskrivet fält väntar på dig.
   *[other] { $count } halvskrivna fält väntar på dig.
  }
untitled = (utan titel)
saved = sparat
saving = sparar …
too-small = Stegvis behöver minst 40 × 12 tecken
resumed = Här slutade du mitt i ett ord. Markören står där den stod.
no-follow-up-yet = Börja en uppföljning först, eller importera en fil.
no-way-back = Det finns inget att gå tillbaka till.
no-place = Posten har ingen egen plats ännu.
help-head = Hjälp { $page }/{ $pages }   ↑ ↓ bläddra   Esc stäng
undone = { $title }, { $field }: { $from } → { $to }.
undone-more = { $count ->
    [one] Och 1 fält till.
   *[other] Och { $count } fält till.
  }
undone-nothing = Det finns inget att ångra eller göra om.
refused-moved = Inte sparat: { $field } på { $title } är nu ”{ $stands }”. Någon annan hann före. Din text är kvar som utkast.
refused-removed = Inte sparat: posten har tagits bort. Ångra borttagningen först. Din text är kvar som utkast.
refused-long = Inte sparat: texten är { $have } tecken, högst { $limit } får plats. Korta den; den är kvar som utkast.
refused-large = Inte sparat: posten skulle bli { $have } byte, högst { $limit } får plats. Korta någon text.
refused-locked = Inte sparat: uppföljningen är stängd, och då ligger steg 1–5, svaren och bedömningarna fast. Öppna den igen och skriv varför, om något måste ändras.
refused-forbidden = Inte sparat: du har inte rätt att ändra detta. Fråga den som är ansvarig.
refused-misformed = Inte sparat: ändringen hänger inte ihop. Öppna posten på nytt och försök igen.
refused-disk = Inte sparat: disken svarade med fel ({ $why }). Din text är kvar. Avsluta, se till att disken fungerar och öppna igen.
refused-full = Inte sparat: disken har { $free } MB ledigt, minst { $floor } MB behövs. Gör plats och försök igen; din text är kvar.
refused-closed = Inte sparat: arkivet är stängt. Din text är kvar; öppna Stegvis igen.
import-head = Läs in en fil till ”{ $title }”
import-title = Vad ska uppföljningen heta? Till exempel Hemtjänst 2025.
import-title-wanted = Uppföljningen behöver en titel.
import-what = Vad innehåller filen?
import-path = Var ligger filen med { $kinds }? Skriv sökvägen, från din egen dator sett.
import-path-wanted = Skriv filens sökväg.
import-reading = Läser filen …
import-taking = { $count ->
    [one] 1 rad sparas …
   *[other] { $count } rader sparas …
  }
import-nothing-to-leave = Raden ändrar inget, så det finns inget att lämna utanför.
import-refused-first = { $count ->
    [one] 1 rad kan inte läsas in. Rätta filen, eller lämna raden utanför med x.
   *[other] { $count } rader kan inte läsas in. Rätta filen, eller lämna dem utanför med x.
  }
import-nothing-new = Allt i filen finns redan. Inget ändras.
import-done = Inläst till ”{ $title }”: { $kinds }.
removed = Borttaget. { $key } ångrar.
undo-open-first = Öppna uppföljningen först, så att du ser vad som ändras.
import-help = Stegvis visar vad varje rad skulle göra. Läs in alla, eller lämna rader ute först. Inget är ändrat ännu.
typing = skriver …
drafts-held = { $count ->
    [one] 1 utkast
   *[other] { $count } utkast
  }
