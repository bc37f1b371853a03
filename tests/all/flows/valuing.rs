//! Valuing at two keys a requirement.

use crate::stage::Stage;
use stegvis::record::Risk;
use stegvis::steps::plan::risk;

#[test]
fn twenty_requirements_in_forty_keys() {
    let mut stage = Stage::example();
    stage.keys("enter v");
    for _ in 0..20 {
        stage.keys("4 3");
    }
    let whole = stage.app.context().sight.whole.clone();
    let agreed = risk::agreed(&whole);
    let valued = agreed.values().filter(|one| (one.consequence, one.likelihood) == (4, 3)).count();
    assert!(valued >= 20, "{valued}");
    assert!(
        agreed.values().filter(|one| (one.consequence, one.likelihood) == (4, 3)).all(|v| v.class == Some(Risk::High))
    );
    let at = stage.line("▸");
    assert!(at.contains("K21"), "{at}");
}

#[test]
fn the_first_digit_waits_for_the_second_and_esc_takes_it_back() {
    let mut stage = Stage::example();
    stage.keys("enter v").shows("K01: hur allvarligt").keys("4").shows("K01: konsekvens 4. Hur sannolikt?");
    stage.keys("esc").shows("K01: hur allvarligt").keys("9").shows("Skalan går från 1 till 4");
    stage.keys("esc 2").shows("[2 Samla in…]");
}
