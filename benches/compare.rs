//! What step 3 costs on 100,000 results, beside reading each of their fields once. It runs off the key path.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on ends")]

use criterion::Criterion;
use std::hint::black_box;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use stegvis::record::{Field, Home, Id, Kind, Period, REGISTER, Stored, Value};
use stegvis::steps::collect::records::{
    AT_UNIT, GROUP, MEASURED_OF, N, NON_RESPONSE, ORIGIN, PERIOD, RESULT_METHOD, Result, VALUE,
};
use stegvis::steps::focus::{Settings, compare};
use stegvis::steps::plan::records::{DIRECTION, NUMBER, TARGET, UNIT_NAME};

const FOLLOW_UP: Id = Id::from_u128(0x100);
/// 463 requirements at 8 units, 9 periods, 3 groups.
const REQUIREMENTS: u32 = 463;
const UNITS: u32 = 8;
const PERIODS: [&str; 9] = ["2023T1", "2023T2", "2023T3", "2024T1", "2024T2", "2024T3", "2025T1", "2025T2", "2025T3"];
const GROUPS: [&str; 3] = ["all", "women", "men"];

fn main() {
    let whole = whole();
    let count = whole.all::<Result>().count();
    let today = chrono::NaiveDate::default();
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(format!("{count} results"));
    group.sample_size(10);
    group.bench_function("each field once", |bench| bench.iter(|| read(black_box(&whole))));
    group.bench_function("compare", |bench| bench.iter(|| compare(black_box(&whole), &Settings::default())));
    group.bench_function("findings", |bench| bench.iter(|| stegvis::steps::findings(black_box(&whole), today)));
    group.finish();
    criterion.final_summary();
}

/// The floor: the fields that a comparison needs, read and thrown away.
fn read(whole: &Whole) -> usize {
    let mut fields = 0;
    for result in whole.all::<Result>() {
        fields += usize::from(result.get(MEASURED_OF).is_some()) + usize::from(result.get(AT_UNIT).is_some());
        fields += usize::from(result.get::<Period>(PERIOD).is_some()) + usize::from(result.get(GROUP).is_some());
        fields += usize::from(result.get(RESULT_METHOD).is_some()) + usize::from(result.get(ORIGIN).is_some());
        fields += usize::from(result.get(VALUE).is_some()) + usize::from(result.get(N).is_some());
        fields += usize::from(result.get(NON_RESPONSE).is_some());
    }
    fields
}

fn put<K: Kind, T>(record: Id, field: Field<K, T>, value: &Value) -> Edit {
    let follow_up = if K::INFO.home == Home::Register { REGISTER } else { FOLLOW_UP };
    Edit { follow_up, record, kind: K::INFO.number, tag: field.tag(), before: None, after: Some(Stored::of(value)) }
}

fn id(kind: u32, number: u32) -> Id {
    Id::from_u128((u128::from(kind) << 64) + u128::from(number))
}

fn whole() -> Whole {
    let text = |text: String| Value::Text(text);
    let choice = |code: &str| Value::Choice(code.into());
    let mut edits = Vec::new();
    for unit in 0..UNITS {
        edits.push(put(id(1, unit), UNIT_NAME, &text(format!("Enhet {unit}"))));
    }
    for requirement in 0..REQUIREMENTS {
        let record = id(2, requirement);
        edits.push(put(record, NUMBER, &text(format!("K{requirement}"))));
        edits.push(put(record, DIRECTION, &choice("higher")));
        edits.push(put(record, TARGET, &Value::Number(90.0)));
    }
    let mut number = 0;
    for requirement in 0..REQUIREMENTS {
        for unit in 0..UNITS {
            for (place, period) in (0..).zip(PERIODS) {
                for group in GROUPS {
                    number += 1;
                    // Figures that rise, fall and cross the target, the same in every run.
                    let figure = f64::from((requirement * 31 + unit * 17 + place * (unit + 1)) % 40 + 60);
                    let record = id(3, number);
                    edits.push(put(record, MEASURED_OF, &Value::Link(id(2, requirement))));
                    edits.push(put(record, AT_UNIT, &Value::Link(id(1, unit))));
                    edits.push(put(record, PERIOD, &text(period.to_owned())));
                    edits.push(put(record, GROUP, &choice(group)));
                    edits.push(put(record, RESULT_METHOD, &choice("register")));
                    edits.push(put(record, ORIGIN, &text("Planeringssystemet".to_owned())));
                    edits.push(put(record, VALUE, &Value::Number(figure)));
                    edits.push(put(record, N, &Value::Number(40.0)));
                    edits.push(put(record, NON_RESPONSE, &Value::Number(20.0)));
                }
            }
        }
    }
    let change = Change { doing: Doing::Import, edits };
    let at = |id| Arc::new(FollowUp::new(id).with(&change, 1).unwrap());
    Whole { own: at(FOLLOW_UP), register: at(REGISTER) }
}
