//! The follow-up as a document: golden files in both languages, and what may not leave the tool.

use crate::exchange::demo::EXAMPLE;
use crate::exchange::table::LANGUAGES;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Head, Whole};
use stegvis::locale::Lang;
use stegvis::record::{Id, Input, Kind as _, KindInfo, REGISTER, RESTRICTED, Tag, Value};
use stegvis::report::{Block, Document, Text, build, markdown};
use stegvis::steps;
use stegvis::steps::causes::records::{CAUSE_OF, CAUSE_TEXT, Cause};
use stegvis::steps::collect::records::{AT_UNIT, GROUP, MEASURED_OF, N, ORIGIN, PERIOD, Result as Outcome, VALUE};
use stegvis::steps::conclusions::checks::{UNIT_NOT_JUDGED, WITHOUT_OVERALL};
use stegvis::steps::conclusions::records::{JUDGED, JUDGED_UNIT, Judgement, VERDICT};
use stegvis::steps::focus::records::{FOCUS_KIND, FOCUS_NAME, FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea};
use stegvis::steps::plan::records::{
    CARRIED_OUT_BY, DIRECTION, FUNCTION_NAME, FollowUpHeader, Function, MEASURE, MEASURE_UNIT, NUMBER, PLANNED,
    PlanActivity, Requirement, TARGET, TITLE, UNIT_NAME, UNITS, Unit,
};

/// The journal's head that the golden files name.
const HEAD: Head = Head { seq: 57, hash: [0x12; 32] };

/// The day the golden files are of.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn document(whole: &Whole, lang: Lang) -> Document {
    build(whole, &steps::findings(whole, day()), &LANGUAGES.get(lang), day(), HEAD)
}

fn empty() -> Whole {
    let own = Id::from_u128(0xe0);
    let whole = Whole { own: Arc::new(FollowUp::new(own)), register: Arc::new(FollowUp::new(REGISTER)) };
    with(&whole, &FollowUpHeader::INFO, own, TITLE.tag(), &Value::Text("Tom uppföljning".into()))
}

fn with(whole: &Whole, kind: &KindInfo, record: Id, tag: Tag, value: &Value) -> Whole {
    let edit = whole.edit(kind, record, tag, Some(value)).unwrap();
    let change = Change::of(Doing::Edit, edit);
    let seq = whole.own.seq().max(whole.register.seq()) + 1;
    Whole {
        own: Arc::new(whole.own.with(&change, seq).unwrap()),
        register: Arc::new(whole.register.with(&change, seq).unwrap()),
    }
}

/// Compares with a golden file; `STEGVIS_GOLDEN=write` writes it, to be read before it is accepted.
fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden").join(name);
    if std::env::var("STEGVIS_GOLDEN").is_ok_and(|how| how == "write") {
        std::fs::write(&path, text).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    let first = text.lines().zip(wanted.lines()).position(|(have, want)| have != want);
    assert!(text == wanted, "{name} differs from line {:?} on", first.map(|line| line + 1));
}

#[test]
fn the_example_as_a_document_in_both_languages() {
    for lang in [Lang::Sv, Lang::En] {
        golden(&format!("hemtjanst.{}.md", lang.code()), &markdown(&document(&EXAMPLE.0, lang)));
    }
}

#[test]
fn an_empty_follow_up_keeps_its_headings_and_says_what_is_missing() {
    for lang in [Lang::Sv, Lang::En] {
        golden(&format!("tom.{}.md", lang.code()), &markdown(&document(&empty(), lang)));
    }
    let headings = |document: &Document| -> Vec<String> {
        let text = |block: &Block| match block {
            Block::Heading { level: 2, text } => Some(text.clone()),
            _ => None,
        };
        document.blocks.iter().filter_map(text).collect()
    };
    assert_eq!(headings(&document(&empty(), Lang::Sv)), headings(&document(&EXAMPLE.0, Lang::Sv)));
}

#[test]
fn levels_make_an_outline_and_rows_are_as_long_as_their_heads() {
    let document = document(&EXAMPLE.0, Lang::Sv);
    let mut above = 1;
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                assert!((2..=4).contains(level) && *level <= above + 1, "{text}");
                above = *level;
            }
            Block::Table(table) => {
                assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.head.len()));
            }
            Block::List(items) => {
                let mut depth = None;
                for item in items {
                    assert!(item.depth <= depth.map_or(0, |depth: usize| depth + 1), "{:?}", item.text);
                    depth = Some(item.depth);
                }
            }
            Block::Paragraph(_) | Block::Facts(_) | Block::Missing(_) => {}
        }
    }
}

#[test]
fn no_id_and_no_word_of_the_code_stands_in_a_document() {
    for lang in [Lang::Sv, Lang::En] {
        let text = markdown(&document(&EXAMPLE.0, lang));
        for record in EXAMPLE.0.own.everything().chain(EXAMPLE.0.register.everything()) {
            assert!(!text.contains(&record.id().to_string()));
        }
        let coded = text.lines().find(|line| {
            ["report-", "set-", "check-", "system-", "guide-", "not\\_", "own\\_", "says-", "unit-", ".plural", ".lack"]
                .iter()
                .any(|code| line.contains(code))
        });
        assert_eq!(coded, None);
    }
    // With bracketed words all that stands outside is data, marks and numbers.
    let bracketed = markdown(&document(&empty(), Lang::Pseudo)).replace("Tom uppföljning", "").replace("SHA-256", "");
    let outside = bracketed.split('⟧').map(|part| part.split('⟦').next().unwrap_or_default()).collect::<String>();
    assert!(!outside.chars().any(char::is_alphabetic), "{outside}");
}

#[test]
fn what_is_restricted_is_left_out_and_counted() {
    let whole = &EXAMPLE.0;
    let secret =
        whole.all::<Cause>().find(|one| one.get(CAUSE_TEXT).is_some_and(|text| text.contains("larmtelefonen")));
    let secret = secret.unwrap();
    let text = secret.get(CAUSE_TEXT).unwrap();
    assert!(markdown(&document(whole, Lang::Sv)).contains(&text));
    let marked = with(whole, &Cause::INFO, secret.id(), RESTRICTED, &Value::Flag(true));
    let written = markdown(&document(&marked, Lang::Sv));
    assert!(!written.contains(&text) && !written.contains("larmtelefonen mellan passen"));
    assert!(written.contains("1 skyddad post är utelämnad.") && written.contains("(skyddad uppgift)"));
}

#[test]
fn figures_of_few_stay_inside() {
    // The figure of women at one unit becomes one of four: it and the men's, which would give it away, are hidden.
    let whole = &EXAMPLE.0;
    let women = whole.all::<Outcome>().find(|one| {
        let value =
            matches!(one.record().value(VALUE.tag()), Some(Value::Number(value)) if (value - 80.3).abs() < 1e-9);
        value && one.get(GROUP).as_deref() == Some("women")
    });
    let women = women.unwrap();
    let text = markdown(&document(whole, Lang::Sv));
    let of = |group: &str| {
        format!("K02 Utförd tid i procent av beviljad tid, Lyktstigen Norr 2025, {group} (Tidsregistreringen): ")
    };
    assert!(text.contains(&format!("{}80,3\u{a0}%", of("kvinnor"))));
    let in_table = |text: &str| {
        let mut rows =
            text.lines().filter(|line| line.starts_with("| K02 ") && line.contains("| Lyktstigen Norr | 2025 | Tids"));
        rows.next().unwrap().replace('\u{a0}', " ")
    };
    assert!(in_table(&text).ends_with("| 85,6 % | 80,3 % | 95,7 % |"), "{}", in_table(&text));
    let few = with(whole, &Outcome::INFO, women.id(), N.tag(), &Value::Number(4.0));
    let text = markdown(&document(&few, Lang::Sv));
    for group in ["kvinnor", "män"] {
        assert!(text.contains(&format!("{}visas inte, för få", of(group))));
    }
    assert!(in_table(&text).ends_with("| 85,6 % | visas inte, för få | visas inte, för få |"), "{}", in_table(&text));
    assert!(!text.contains("skillnad −15,4"));
}

#[test]
fn in_no_section_stands_a_restricted_record_of_any_kind() {
    let whole = &EXAMPLE.0;
    let secret = "hemligordet";
    let mut edits = Vec::new();
    let mut told = Vec::new();
    for kind in steps::KINDS.iter().filter(|kind| kind.number != FollowUpHeader::INFO.number) {
        let home = whole.home(kind);
        let Some(record) = home.records(kind.number).last() else { continue };
        let texts = kind.fields.iter().filter(|def| matches!(def.input, Input::Line | Input::Text));
        let texts: Vec<Tag> = texts.map(|def| def.tag).collect();
        for tag in &texts {
            edits.extend(whole.edit(kind, record.id(), *tag, Some(&Value::Text(format!("{secret} {}", kind.name)))));
        }
        told.push((kind, record.id(), !texts.is_empty()));
    }
    let all = |edits: Vec<Edit>, whole: &Whole| {
        let change = Change { doing: Doing::Edit, edits };
        let seq = whole.own.seq().max(whole.register.seq()) + 1;
        let with = |of: &FollowUp| Arc::new(of.with(&change, seq).unwrap());
        Whole { own: with(&whole.own), register: with(&whole.register) }
    };
    let open = all(edits, whole);
    let written = markdown(&document(&open, Lang::Sv));
    let shown = told.iter().filter(|(kind, ..)| written.contains(&format!("{secret} {}", kind.name))).count();
    assert!(shown >= 15, "the test looks at what a document holds: {shown}");
    let flag = Value::Flag(true);
    let marks = told.iter().filter_map(|(kind, id, _)| open.edit(kind, *id, RESTRICTED, Some(&flag)));
    let closed = all(marks.collect(), &open);
    for lang in [Lang::Sv, Lang::En] {
        let written = markdown(&document(&closed, lang));
        let line = written.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{}", lang.code());
    }
}

#[test]
fn in_no_section_stands_a_figure_of_few() {
    // Every result becomes one of four persons, with a figure that nothing else in the document can have.
    let whole = &EXAMPLE.0;
    let results: Vec<Id> = whole.all::<Outcome>().map(|one| one.id()).collect();
    let figure = |at: usize| Value::Number(f64::from(u32::try_from(at).unwrap()) + 0.0625);
    let edits = results.iter().enumerate().flat_map(|(at, id)| {
        let value = whole.edit(&Outcome::INFO, *id, VALUE.tag(), Some(&figure(at)));
        value.into_iter().chain(whole.edit(&Outcome::INFO, *id, N.tag(), Some(&Value::Number(4.0))))
    });
    let change = Change { doing: Doing::Edit, edits: edits.collect() };
    let own = Arc::new(whole.own.with(&change, whole.own.seq() + 1).unwrap());
    let few = Whole { own, register: Arc::clone(&whole.register) };
    for (lang, figure) in [(Lang::Sv, ",0625"), (Lang::En, ".0625")] {
        let written = markdown(&document(&few, lang));
        assert_eq!(written.lines().find(|line| line.contains(figure)), None, "{}", lang.code());
        assert!(!written.contains(&figure.replace("0625", "06 ")), "rounded");
    }
}

#[test]
fn figures_that_the_comparison_leaves_out_stay_inside() {
    // A result that names no unit stands in no comparison, but in the table of results.
    let whole = &EXAMPLE.0;
    let measured = whole.all::<Outcome>().find_map(|one| one.get(MEASURED_OF)).unwrap();
    let lone = Id::from_u128(0x10e);
    let mut with_lone = with(whole, &Outcome::INFO, lone, MEASURED_OF.tag(), &Value::Link(measured.0));
    for (tag, value) in [
        (PERIOD.tag(), Value::Text("2025".into())),
        (ORIGIN.tag(), Value::Text("Egen räkning".into())),
        (VALUE.tag(), Value::Number(12.375)),
        (N.tag(), Value::Number(40.0)),
    ] {
        with_lone = with(&with_lone, &Outcome::INFO, lone, tag, &value);
    }
    let text = markdown(&document(&with_lone, Lang::Sv));
    assert!(text.contains("| Egen räkning | visas inte, står utanför jämförelsen |"));
    assert!(!text.contains("12,375"));
}

#[test]
fn a_text_that_says_nothing_is_empty() {
    assert!(Text::default().is_empty() && Text::from("").is_empty() && !Text::strong("x").is_empty());
}

/// A follow-up of some fields, one record after the other.
fn small(fields: &[(&KindInfo, u128, Tag, Value)]) -> Whole {
    let mut whole = empty();
    for (kind, record, tag, value) in fields {
        whole = with(&whole, kind, Id::from_u128(*record), *tag, value);
    }
    whole
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn link(to: u128) -> Value {
    Value::Link(Id::from_u128(to))
}

fn links(to: &[u128]) -> Value {
    Value::Links(to.iter().map(|id| Id::from_u128(*id)).collect())
}

/// Requirement 1 measured in per cent at some units from 11 on, in the header; result 101 and so on.
fn measured(values: &[f64]) -> Vec<(&'static KindInfo, u128, Tag, Value)> {
    let requirement = |tag, value| (&Requirement::INFO, 1, tag, value);
    let mut fields = vec![
        requirement(NUMBER.tag(), text("K01")),
        requirement(MEASURE.tag(), text("Andel nöjda")),
        requirement(MEASURE_UNIT.tag(), text("%")),
        requirement(TARGET.tag(), Value::Number(90.0)),
        requirement(DIRECTION.tag(), Value::Choice("higher".into())),
    ];
    let mut units = Vec::new();
    for ((unit, name), value) in (11..).zip(["Ena", "Andra", "Tredje"]).zip(values) {
        units.push(unit);
        fields.push((&Unit::INFO, unit, UNIT_NAME.tag(), text(name)));
        let result = |tag, value| (&Outcome::INFO, 90 + unit, tag, value);
        fields.extend([
            result(MEASURED_OF.tag(), link(1)),
            result(AT_UNIT.tag(), link(unit)),
            result(PERIOD.tag(), text("2025")),
            result(VALUE.tag(), Value::Number(*value)),
            result(N.tag(), Value::Number(50.0)),
        ]);
    }
    fields.push((&FollowUpHeader::INFO, 0xe0, UNITS.tag(), links(&units)));
    fields
}

fn judged(record: u128, requirement: Option<u128>, unit: Option<u128>) -> Vec<(&'static KindInfo, u128, Tag, Value)> {
    let of = |tag, value| (&Judgement::INFO, record, tag, value);
    let mut fields = vec![of(VERDICT.tag(), Value::Choice("met".into()))];
    fields.extend(requirement.map(|id| of(JUDGED.tag(), link(id))));
    fields.extend(unit.map(|id| of(JUDGED_UNIT.tag(), link(id))));
    fields
}

/// The document in Swedish, with plain spaces.
fn swedish(whole: &Whole) -> String {
    markdown(&document(whole, Lang::Sv)).replace('\u{a0}', " ")
}

/// What stands under a heading, up to the next of its level.
fn under<'a>(document: &'a str, heading: &str) -> &'a str {
    let from = document.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading}")).1;
    let mark = format!("\n{} ", heading.split(' ').next().unwrap());
    from.split(&mark).next().unwrap()
}

#[test]
fn the_first_page_and_the_check_mean_the_same_by_an_overall_judgement() {
    let of = |judgements: &[Vec<(&'static KindInfo, u128, Tag, Value)>]| {
        let whole = small(&measured(&[95.0, 80.0, 91.0]).into_iter().chain(judgements.concat()).collect::<Vec<_>>());
        let found = steps::findings(&whole, day());
        let called: Vec<&str> = found.list.iter().map(|finding| finding.check).collect();
        let page = under(&swedish(&whole), "## Sammanfattning").to_owned();
        (page, called.contains(&WITHOUT_OVERALL), called.contains(&UNIT_NOT_JUDGED))
    };
    let (page, without, _) = of(&[judged(201, Some(1), Some(11)), judged(202, Some(1), None)]);
    assert!(page.contains("*Ingen sammantagen bedömning är gjord, bara av krav för sig.*") && without, "{page}");
    assert!(page.contains("- **Krav bedömda för alla enheter:** ● uppfyllt 1\n"), "{page}");
    let (page, without, _) = of(&[judged(201, Some(1), None), judged(202, None, None)]);
    assert!(page.contains("**Sammantagen bedömning:** ● uppfyllt") && !without, "{page}");
    let (page, without, others) = of(&[judged(201, None, Some(11)), judged(202, None, Some(12))]);
    assert!(page.contains("- **Ena:** ● uppfyllt\n- **Andra:** ● uppfyllt\n") && !without, "{page}");
    assert!(page.contains("Ingen sammantagen bedömning av: Tredje.") && others, "{page}");
    let named = [judged(201, None, Some(11)), judged(202, None, Some(12)), judged(203, Some(1), Some(13))];
    let (page, _, others) = of(&named);
    assert!(page.contains("Ingen sammantagen bedömning av: Tredje.") && others, "{page}");
    let (page, _, others) = of(&[named.concat(), judged(204, None, None)]);
    assert!(!page.contains("Ingen sammantagen") && !others, "{page}");
    let (page, without, _) = of(&[]);
    assert!(page.contains("*Inget är antecknat om: sammantagen bedömning; ") && !without, "{page}");
}

#[test]
fn every_figure_says_what_it_is_of() {
    let whole = small(&measured(&[95.0, 60.0]));
    let page = swedish(&whole);
    let row = "| K01 | Andel nöjda | minst 90 % | Andra | 2025 |  | 60 % |  |  |";
    assert!(under(&page, "### Resultat").contains(row), "{page}");
    let sticks_out = under(&page, "### Det som sticker ut");
    assert!(
        sticks_out.contains("| K01 | Andel nöjda | Andra | minst 90 % | 60 % (2025) |  | 95 % (den andra enheten) |")
    );
    let said = "- **K01 Andra** – Andel nöjda. 60 % (2025) mot 95 % hos den andra enheten. Målet är 90 %.";
    assert!(sticks_out.contains(said), "{sticks_out}");
    assert!(under(&page, "## Sammanfattning").contains(said));
    assert!(!sticks_out.contains("plats"));
}

#[test]
fn the_head_of_the_journal_stands_last() {
    let page = swedish(&EXAMPLE.0);
    let (before, about) = page.split_once("\n## Om dokumentet\n").unwrap();
    assert!(about.contains(&HEAD.to_string()) && !about.contains("\n## "));
    assert!(!before.contains(&HEAD.to_string()));
}

#[test]
fn the_functions_are_those_that_the_follow_up_links_to() {
    let function = |record, name: &str| (&Function::INFO, record, FUNCTION_NAME.tag(), text(name));
    let row = |tag, value| (&PlanActivity::INFO, 51, tag, value);
    let whole = small(&[
        function(41, "ekonom"),
        function(42, "arkivarie"),
        row(PLANNED.tag(), link(1)),
        row(CARRIED_OUT_BY.tag(), link(41)),
    ]);
    let page = swedish(&whole);
    let functions = under(&page, "### Funktioner");
    assert!(functions.contains("| ekonom |") && !page.contains("arkivarie"), "{functions}");
}

#[test]
fn the_chain_reaches_results_that_no_area_names_and_its_holes_are_open_points() {
    let area = |record, tag, value| (&FocusArea::INFO, record, tag, value);
    let mut fields = measured(&[95.0, 60.0]);
    fields.extend([
        area(301, FOCUS_NAME.tag(), text("Nöjdhet")),
        area(301, FOCUS_KIND.tag(), Value::Choice("deviation".into())),
        area(301, FOCUS_REQUIREMENTS.tag(), links(&[1])),
        area(301, FOCUS_UNITS.tag(), links(&[12])),
        area(302, FOCUS_NAME.tag(), text("Annat")),
        area(302, FOCUS_KIND.tag(), Value::Choice("deviation".into())),
        (&Cause::INFO, 401, CAUSE_TEXT.tag(), text("Schemat")),
        (&Cause::INFO, 401, CAUSE_OF.tag(), link(301)),
    ]);
    let whole = small(&fields);
    let page = swedish(&whole);
    let line = |page: &str, area: &str| {
        let chain = under(page, "## Kedjan från mål till effekt");
        chain.lines().find(|line| line.starts_with(&format!("- **{area}**"))).unwrap().to_owned()
    };
    let reached = line(&page, "Nöjdhet");
    assert!(reached.contains("resultat: 1 → underlag: – → orsaker: 1 → slutsatser: **saknas**"), "{reached}");
    let other = line(&page, "Annat");
    assert!(other.contains("resultat: **saknas** → underlag: **saknas** → orsaker: **saknas**"), "{other}");
    let points = under(&page, "## Läget och öppna punkter");
    assert!(points.contains("- **Kedjan från mål till effekt**\n"), "{points}");
    assert!(points.contains("  - Ingen planrad följer upp kravet: K01\n"), "{points}");
    assert!(points.contains("  - Ingen slutsats vilar på orsaken: Schemat\n"), "{points}");
    assert!(points.contains("Annat (mål eller lag, krav, planrader, resultat, underlag, orsaker"), "{points}");
    // What is restricted is no hole, and is not named.
    let restricted = with(&whole, &Cause::INFO, Id::from_u128(401), RESTRICTED, &Value::Flag(true));
    let page = swedish(&restricted);
    assert!(line(&page, "Nöjdhet").contains("orsaker: (skyddad uppgift) → slutsatser"), "{}", line(&page, "Nöjdhet"));
    let points = under(&page, "## Läget och öppna punkter");
    assert!(
        !points.contains("Schemat") && !points.contains("Nöjdhet (mål eller lag, krav, planrader, orsaker"),
        "{points}"
    );
}

#[test]
fn a_section_says_in_one_line_what_it_lacks() {
    let document = document(&empty(), Lang::Sv);
    let missing = |blocks: &[Block]| blocks.iter().filter(|block| matches!(block, Block::Missing(_))).count();
    let is_section = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let mut sections = document.blocks.split(is_section).skip(1);
    assert!(sections.all(|blocks| missing(blocks) <= 1));
}
