//! The guide's three moves by keys: what would be grave, values at two keys a requirement, priority; and the scale that
//! is valued on.

use super::kinds::go_to;
use crate::stage::{Stage, example_store};
use stegvis::locale::Lang;
use stegvis::record::{Id, Kind as _, Risk, Value};
use stegvis::steps::plan::records::{
    CRITICAL, CRITICAL_REASON, NUMBER, PERSPECTIVE, PlanActivity, RATER, Requirement, RiskScale, SCALE_SIZE, Valuation,
};
use stegvis::steps::plan::{risk, scales};

/// Both sizes that a flow is shown at.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn at_view(view: &str, size: (u16, u16)) -> Stage {
    let mut stage = Stage::on(example_store(), Lang::Sv, size);
    stage.keys("enter");
    go_to(&mut stage, "1", "Värdering", view);
    stage
}

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

#[test]
fn what_would_be_grave_comes_first_and_one_key_marks_it_critical_with_its_reason() {
    for size in SIZES {
        let mut stage = at_view("allvarliga", size);
        let first = stage.line("▸");
        assert!(first.contains('!'), "critical ones first: {first}");
        stage.keys("/ <K06> enter").shows("▸K06").keys("m <Fara för liv och hälsa> ctrl-s esc");
        stage.shows("K06!").shows("Fara för liv");
        let one = stage.app.context().sight.whole.of::<Requirement>(stage.requirement("K06")).unwrap();
        assert_eq!(one.get(CRITICAL_REASON).as_deref(), Some("Fara för liv och hälsa"));
        stage.keys("m").shows("K06 är inte längre märkt som kritiskt").keys("u u u").shows("K06");
        let one = stage.app.context().sight.whole.of::<Requirement>(stage.requirement("K06")).unwrap();
        assert_ne!(one.get(CRITICAL), Some(true), "undone to the beginning");
    }
}

#[test]
fn while_valuing_the_steps_are_told_and_what_came_from_a_file_is_seen() {
    for size in SIZES {
        let mut stage = at_view("värdera", size);
        stage.shows("import").keys("v").shows("4 Allvarlig").shows("1 Försumbar").shows("Någon skadas");
        stage.keys("4").shows("4 Sannolik").shows("2 Mindre sannolik").keys("3 up");
        let line = stage.line("▸");
        assert!(line.contains("K01") && line.contains("■ 12") && !line.contains("import"), "{line}");
        // Correcting is going up and typing again.
        stage.keys("1 1 up");
        assert!(stage.line("▸").contains("● 1"), "{}", stage.line("▸"));
    }
}

#[test]
fn only_what_is_not_valued_can_be_listed_and_the_individual_is_a_third_digit() {
    let mut stage = at_view("värdera", (80, 24));
    stage.keys("e").shows("Alla krav är värderade").keys("e t").shows("En tredje siffra");
    stage.keys("v 4 2").shows("Hur allvarligt för den enskilde?").keys("3");
    let whole = stage.app.context().sight.whole.clone();
    assert_eq!(risk::individual(&whole, stage.requirement("K01")).map(|one| one.0), Some(3));
    let own = whole.all::<Valuation>().filter(|one| one.get(RATER).as_deref() == Some("handläggare"));
    let mut perspectives: Vec<String> = own.filter_map(|one| one.get(PERSPECTIVE)).collect();
    perspectives.sort();
    assert_eq!(perspectives, ["individual", "risk"], "one key too many asks nobody: two valuations, one change");
    stage.keys("esc u");
    assert!(
        stage.app.context().sight.whole.all::<Valuation>().all(|one| one.get(RATER).as_deref() != Some("handläggare"))
    );
}

#[test]
fn the_order_suggests_a_depth_and_leads_to_the_plan() {
    for size in SIZES {
        let mut stage = at_view("prioritera", size);
        let first = stage.line("▸");
        assert!(first.contains('■') && first.contains("fördjupad"), "{first}");
        stage.shows("rad").keys("p").shows("[Plan: lista 1/9]");
        // One without a row gets its first.
        go_to(&mut stage, "1", "Värdering", "prioritera");
        let whole = stage.app.context().sight.whole.clone();
        let planned = |id: Id| whole.own.pointing_at(id).any(|pointer| pointer.kind == PlanActivity::INFO.number);
        let Some(bare) = whole.all::<Requirement>().find(|one| !planned(one.id())) else { continue };
        let number = bare.get(NUMBER).unwrap();
        stage.keys(&format!("/ <{number}> enter")).shows("saknas").keys("p").shows("[Plan: lista 1/9]").shows(&number);
    }
}

#[test]
fn a_scale_of_ones_own_is_laid_up_changed_on_its_picture_and_valued_on() {
    for size in SIZES {
        let mut stage = at_view("skalan", size);
        stage.shows("Detta är grundskalan").shows("● låg").shows("■ hög").keys("enter").shows("n lägger upp");
        stage.keys("n").shows("hur många steg?").keys("9").shows("En skala har 3 till 6 steg").keys("5");
        stage.shows("Egen skala 1 · 5 steg · används nu").shows("5 Mycket allvarlig").shows("5 Nästan");
        // A grave consequence is made red at low likelihood.
        let class = |stage: &Stage| scales::in_use(&stage.app.context().sight.whole).unwrap().scale.class(5, 1);
        assert_eq!(class(&stage), Some(Risk::Medium));
        stage.shows("▸▲ medel").keys("enter").shows("▸■ hög");
        assert_eq!(class(&stage), Some(Risk::High));
        // A step is named on the picture too.
        stage.keys("left enter").shows("Skalsteg").keys("<!> enter esc").shows("5 Mycket allvarlig!");
        // Valued on, it stands fast; a new version is made beside it and the old valuation keeps its own.
        go_to(&mut stage, "1", "Värdering", "värdera");
        stage.keys("v 5 1").shows("1–5").keys("7").shows("Skalan går från 1 till 5").keys("esc esc");
        go_to(&mut stage, "1", "Värdering", "skalan");
        stage.shows("har värderats på och står fast").keys("right enter").shows("skalan har redan värderats på");
        assert_eq!(class(&stage), Some(Risk::High));
        stage.keys("n enter").shows("Egen skala 2 · 5 steg · används nu").shows("5 Mycket allvarlig!").shows("▸■ hög");
        stage.keys("enter").shows("▸● låg");
        assert_eq!(class(&stage), Some(Risk::Low));
        let whole = stage.app.context().sight.whole.clone();
        let valued = risk::of(&whole, stage.requirement("K01")).unwrap();
        assert_eq!((valued.consequence, valued.class, valued.size), (5, Some(Risk::High), Some(5)));
        go_to(&mut stage, "1", "Värdering", "värdera");
        stage.shows("version 1");
        // Both can be looked at, and the earlier one put in use again.
        go_to(&mut stage, "1", "Värdering", "skalan");
        stage.keys("pageup").shows("Egen skala 1 · 5 steg · används inte").keys("s").shows("används nu");
    }
}

#[test]
fn a_scale_that_does_not_hold_is_told_where_and_nothing_is_valued_on_it() {
    let mut stage = at_view("skalan", (80, 24));
    stage.keys("n 4");
    let whole = stage.app.context().sight.whole.clone();
    let scale = whole.all::<RiskScale>().next().unwrap().id();
    stage.colleague(scale, SCALE_SIZE, &Value::Level(5)).hear();
    stage.shows("Steg 5 på axeln konsekvens saknas").shows("5 (saknas)").shows("?");
    go_to(&mut stage, "1", "Värdering", "värdera");
    stage.keys("v").shows("Det går inte att värdera").shows("Steg 5");
    go_to(&mut stage, "1", "Värdering", "skalan");
    // It is mended where it is seen.
    stage.keys("up left enter").shows("5 Mycket allvarlig");
    let own = stage.app.context().sight.whole.all::<Valuation>().all(|one| one.get(RATER).as_deref() == Some("import"));
    assert!(own, "nothing was valued meanwhile");
}
