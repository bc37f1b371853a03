//! Every kind by keys: its list, its form, what it is linked to.

use crate::stage::Stage;
use std::collections::BTreeSet;
use stegvis::record::{Def, Id, Input, KindInfo, Record, Value};
use stegvis::steps::{KINDS, kind_named};

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

/// Where each kind has its place: the step's key, the tab, and the view in a tab that has several.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("participant", "1", "Utgångsläge", "deltagare"),
    ("officer", "1", "Utgångsläge", "handläggare"),
    ("assignment", "1", "Utgångsläge", "roller"),
    ("provider", "1", "Utgångsläge", "utförare"),
    ("unit", "1", "Utgångsläge", "enheter"),
    ("contract", "1", "Utgångsläge", "avtal"),
    ("contract_right", "1", "Utgångsläge", "rättigheter"),
    ("ladder_step", "1", "Utgångsläge", "sanktionstrappor"),
    ("function", "1", "Utgångsläge", "funktioner"),
    ("area", "1", "Utgångsläge", "områden"),
    ("area_part", "1", "Utgångsläge", "vem gör vad"),
    ("scale", "1", "Värdering", "alla skalor"),
    ("scale_step", "1", "Värdering", "skalsteg"),
    ("scale_cell", "1", "Värdering", "skalrutor"),
    ("governing_document", "1", "Utgångsläge", "styrdokument"),
    ("goal", "1", "Utgångsläge", "mål"),
    ("requirement", "1", "Krav", ""),
    ("valuation", "1", "Värdering", "alla värderingar"),
    ("four_field", "1", "Värdering", "egna fyrfältare"),
    ("four_field_item", "1", "Värdering", "saker i egna fyrfältare"),
    ("plan_activity", "1", "Plan", "lista"),
    ("plan_frame", "1", "Plan", "planens huvud"),
    ("beat", "1", "Plan", "hållpunkter"),
    ("anchoring", "1", "Förankring", ""),
    ("result", "2", "Resultat", ""),
    ("deviation_report", "2", "Avvikelser", ""),
    ("evidence", "2", "Underlag", ""),
    ("group_factor", "2", "Underlag", "fokusgruppers faktorer"),
    ("focus_area", "3", "Fokusområden", ""),
    ("cause", "4", "Orsaker", ""),
    ("event", "4", "Händelser", ""),
    ("earlier_action", "4", "Tidigare åtgärder", ""),
    ("judgement", "5", "Bedömning", ""),
    ("conclusion", "5", "Slutsatser", ""),
    ("scenario", "5", "Scenarier", ""),
    ("watch_point", "5", "Bevaka", ""),
    ("improvement_area", "5", "Förbättra", ""),
    ("proposal", "6", "Förslag", ""),
    ("action_plan", "6", "Åtgärdsplaner", ""),
    ("sanction_event", "6", "Sanktioner", ""),
    ("communication", "6", "Kommunikation", ""),
    ("next_follow_up", "6", "Nästa", ""),
    ("system_finding", "S", "Systemfynd", ""),
];

/// Kinds that are made otherwise than in a list of their own, and how.
const ELSEWHERE: &[(&str, &str)] = &[
    ("follow_up", "begun at home; its header is the first view of step 1 and the only one of its kind"),
    ("rating", "said by each rater where several value together, unseen by the others"),
    ("system_answer", "answered in the sheet of the 21 questions"),
    ("answer", "answered beside the guiding questions"),
    ("acceptance", "given where a check's finding is shown"),
    ("step_state", "declared where a step's open points are shown"),
    ("document_reference", "made from the record that refers to the document"),
];

/// Goes to a tab and view of a step.
#[track_caller]
pub(super) fn go_to(stage: &mut Stage, step: &str, tab: &str, view: &str) {
    stage.keys(step);
    let shown = |stage: &Stage, what: &str| stage.screen().lines().nth(1).is_some_and(|line| line.contains(what));
    for _ in 0..5 {
        if shown(stage, &format!("[{tab}")) {
            break;
        }
        stage.keys("tab");
    }
    stage.shows(&format!("[{tab}"));
    if view.is_empty() || shown(stage, &format!("[{tab}: {view} ")) {
        return;
    }
    // Of few views the next one is shown, of many a list to choose from.
    for _ in 0..3 {
        stage.keys("V");
        if stage.screen().contains("Vyer i fliken") {
            stage.keys(&format!("<{view}> enter"));
        }
        if shown(stage, &format!("[{tab}: {view} ")) {
            break;
        }
    }
    assert!(shown(stage, &format!("[{tab}: {view} ")), "no view {view:?} in\n{}", stage.screen());
}

/// Goes to a field in the form that is open.
#[track_caller]
pub(super) fn go_to_field(stage: &mut Stage, kind: &KindInfo, def: &Def) {
    let label: String = stage.app.context().sight.words.field(kind, def).chars().take(14).collect();
    stage.keys("home");
    for _ in 0..45 {
        if stage.line("▸").contains(&label) {
            return;
        }
        stage.keys("down");
    }
    panic!("no field {label:?} in\n{}", stage.screen());
}

/// Types or picks something in the field that is being typed in.
fn fill_in(stage: &mut Stage, kind: &KindInfo, def: &Def) {
    match def.input {
        Input::Line if def.name == "account" => stage.keys("<prov.konto> ctrl-s"),
        Input::Line | Input::Text | Input::Open(_) => stage.keys(&format!("<prov {}> ctrl-s", kind.plural)),
        Input::Number { .. } | Input::Measured { .. } | Input::Level { .. } => stage.keys("<3> ctrl-s"),
        Input::Date => stage.keys("<2025-03-01> ctrl-s"),
        Input::Period => stage.keys("<2025> ctrl-s"),
        Input::Choice(_) | Input::Flag | Input::Link { .. } => stage.keys("down enter"),
        Input::Choices(_) | Input::Links { .. } => stage.keys("space enter"),
    };
}

fn ids(stage: &Stage, kind: &KindInfo) -> BTreeSet<Id> {
    let whole = &stage.app.context().sight.whole;
    whole.home(kind).records(kind.number).map(Record::id).collect()
}

fn value(stage: &Stage, kind: &KindInfo, id: Id, def: &Def) -> Option<Value> {
    stage.app.context().sight.get(kind, id).and_then(|record| record.value(def.tag))
}

#[test]
fn every_kind_is_made_edited_linked_deleted_and_brought_back_by_keys() {
    let mut stage = Stage::example();
    // A finding about the system is linked to an answer, so there is one.
    stage.keys("enter S j");
    for kind in KINDS {
        let Some((_, step, tab, view)) = PLACES.iter().find(|(name, ..)| *name == kind.name) else {
            let reason = ELSEWHERE.iter().find(|(name, _)| *name == kind.name);
            assert!(reason.is_some(), "{} has no place, and nobody says why", kind.name);
            continue;
        };
        let name = kind.name;
        go_to(&mut stage, step, tab, view);
        // Made, with all that it needs.
        let before = ids(&stage, kind);
        stage.keys("n");
        fill_in(&mut stage, kind, &kind.fields[0]);
        for def in kind.fields.iter().skip(1).filter(|def| def.needed) {
            go_to_field(&mut stage, kind, def);
            stage.keys("enter");
            fill_in(&mut stage, kind, def);
        }
        let new: Vec<Id> = ids(&stage, kind).difference(&before).copied().collect();
        let [id] = new[..] else { panic!("{name}: {} made\n{}", new.len(), stage.screen()) };
        for def in kind.fields.iter().filter(|def| def.needed) {
            assert!(value(&stage, kind, id, def).is_some(), "{name}.{}\n{}", def.name, stage.screen());
        }
        // Edited.
        let is_link = |def: &&Def| matches!(def.input, Input::Link { .. } | Input::Links { .. });
        let open = |def: &&Def| def.tag != kind.fields[0].tag && !def.needed && def.when.is_none();
        if let Some(def) = kind.fields.iter().filter(open).find(|def| !is_link(def)) {
            go_to_field(&mut stage, kind, def);
            stage.keys("enter");
            fill_in(&mut stage, kind, def);
            assert!(value(&stage, kind, id, def).is_some(), "{name}.{}\n{}", def.name, stage.screen());
        }
        // Linked, wherever there is something to link to but its own kind.
        for def in kind.fields.iter().filter(open).filter(is_link) {
            let (Input::Link { to } | Input::Links { to }) = def.input else { continue };
            let there = kind_named(to).is_none_or(|to| !ids(&stage, to).is_empty());
            if to != kind.name && there {
                go_to_field(&mut stage, kind, def);
                stage.keys("enter");
                fill_in(&mut stage, kind, def);
                assert!(value(&stage, kind, id, def).is_some(), "{name}.{}\n{}", def.name, stage.screen());
            }
        }
        // Deleted after a question, and brought back.
        let whole = kind.fields.iter().map(|def| value(&stage, kind, id, def)).collect::<Vec<_>>();
        stage.keys("alt-D").shows("Ta bort ”").keys("n");
        assert!(ids(&stage, kind).contains(&id), "{name}");
        stage.keys("alt-D j").shows("Borttaget. Ctrl-z ångrar");
        assert!(!ids(&stage, kind).contains(&id), "{name}");
        stage.keys("ctrl-z");
        assert_eq!(kind.fields.iter().map(|def| value(&stage, kind, id, def)).collect::<Vec<_>>(), whole, "{name}");
        stage.keys("esc");
    }
}

#[test]
fn any_record_has_documents_that_are_listed_added_changed_and_deleted_over_it() {
    let mut stage = Stage::example();
    stage
        .keys("enter 1 / <K07> enter b")
        .shows("Här står de dokument som posten hänvisar till. n börjar.")
        .shows("Esc stäng");
    stage.keys("n <Avtal om hemtjänst> tab <KS 2025/117> enter").shows("Avtal om hemtjänst");
    stage.keys("esc").shows("KS 2025/117").shows("1/1").keys("enter down down enter <2025-02-01> enter esc");
    stage.shows("2025-02-01").keys("D j").shows("Borttaget").lacks("KS 2025/117").keys("u").shows("KS 2025/117");
    // The record says that they are there, and leads to them.
    stage.keys("esc").shows("[Krav: lista ").keys("f").shows("← Dokument 1");
}

#[test]
fn a_document_is_opened_from_the_links_and_from_the_form_of_its_record() {
    let mut stage = Stage::example();
    stage.keys("enter 1 / <K07> enter b n <Avtal om hemtjänst> tab <KS 2025/117> enter esc esc").shows("[Krav: lista ");
    stage.keys("f").shows("← Dokument 1");
    for _ in 0..30 {
        if stage.line("▸").contains("Avtal om hemtjänst") {
            break;
        }
        stage.keys("down");
    }
    stage
        .keys("enter")
        .shows("Dokument  Avtal om hemtjänst")
        .shows("KS 2025/117")
        .keys("esc esc")
        .shows("[Krav: lista ");
    // From the form, with Alt: letters alone write.
    stage.keys("enter").shows("▸ Nr").keys("alt-b").shows("KS 2025/117").shows("1/1");
    stage.keys("enter").shows("Dokument  Avtal om hemtjänst").keys("esc esc").shows("▸ Nr");
}

#[test]
fn a_half_typed_title_of_a_document_is_found_again() {
    let mut stage = Stage::example();
    stage.keys("enter 1 / <K07> enter b n <Avtal om hem>");
    stage.hang_up();
    let mut stage = stage.again();
    stage.shows("Avtal om hem").keys("<tjänst> enter esc").shows("Avtal om hemtjänst").shows("1/1");
}
