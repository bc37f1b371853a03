//! Every kind by keys: its list, its form, what it is linked to.

use crate::stage::Stage;

#[test]
fn a_form_asks_for_what_the_chosen_method_needs_and_hides_nothing_that_was_written() {
    let mut stage = Stage::example();
    stage.keys("enter 2 n <Besök på Björkhaga> enter").shows("▸ Metod");
    stage.lacks("Anmält").lacks("Tema").lacks("Antal tillfrågade");
    stage.keys("enter <besök> enter").shows("Anmält").lacks("Tema").lacks("Antal tillfrågade");
    // The other method has its own fields; what stands in one that it does not ask for is shown all the same.
    stage.keys("home down down down down down down down down enter <anmält> enter");
    stage.keys("home down enter <fokusgrupp> enter").shows("Tema").shows("Anmält").lacks("Anledning");
}

#[test]
fn what_shows_a_focus_area_is_found_among_the_kinds_that_can_with_their_names() {
    let mut stage = Stage::example();
    stage.keys("enter 3 tab n <Läkemedel> enter down down down down enter");
    stage.shows("Resultat: K").shows("Avvikelse: ").shows("skriv för att söka").lacks("Krav: ");
    stage.keys("<k07 2025>").shows("Resultat: K07").lacks("Avvikelse: ").keys("down space down space enter");
    stage.keys("up enter").shows("x Resultat: K07");
    // What stands there comes first, whatever the search.
    stage.keys("<avvikelse>").lacks("x Resultat").shows("· Avvikelse: ");
}
