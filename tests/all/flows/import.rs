//! Files read in from the screen.

use crate::exchange::table::path;
use crate::stage::Stage;

#[test]
fn an_empty_store_comes_to_its_first_requirements_by_the_hint_bar_alone() {
    let mut stage = Stage::empty();
    let file = path("krav.csv");
    stage.shows("i importera").keys("i <Hemtjänst 2025> enter").shows("Vad innehåller filen?");
    stage.keys("enter").paste(file.to_str().unwrap()).keys("enter").shows("52").shows("rad 2");
    stage.keys("enter").shows("Inläst till ”Hemtjänst 2025”").shows("[Krav]").shows("1/52");
    // The same file again changes nothing.
    stage.keys("i enter").paste(file.to_str().unwrap()).keys("enter enter").shows("Allt i filen finns redan");
}

#[test]
fn a_refused_row_is_named_and_nothing_is_taken_until_it_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("krav.csv");
    std::fs::write(&file, "nr;krav;volym\nA1;Första;12\nA2;Andra;många\n").unwrap();
    let mut stage = Stage::empty();
    stage.keys("i <Prov> enter enter").paste(file.to_str().unwrap()).keys("enter");
    stage.shows("rad 3").shows("volym").shows("många").shows("inte ett tal").keys("enter").shows("kan inte läsas in");
    assert!(stage.store.follow_ups().is_empty());
    stage.keys("x").shows("utelämnad").keys("enter").shows("1/1").shows("A1");
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_path_can_be_mended() {
    let mut stage = Stage::empty();
    stage.keys("i <Prov> enter enter </finns/inte.csv> enter").shows("/finns/inte.csv").keys("esc").shows("Välkommen");
}
