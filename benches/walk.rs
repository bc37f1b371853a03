//! What runs beside the keys over a whole follow-up of 100,000 requirements, each with a goal, a row of the plan and
//! a result: the holes of the chain, what is due. Beside them a reading of the same records once.

use criterion::{Criterion, criterion_group, criterion_main};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use stegvis::follow_up::{Findings, FollowUp, Whole};
use stegvis::record::{Id, Kind, Of, REGISTER, Record, Stored, Tag, Value};
use stegvis::steps::collect::records::{MEASURED_OF, Result as Outcome, VALUE};
use stegvis::steps::plan::records::{
    GOAL_TEXT, Goal, IN_MONTHS, METHOD, NUMBER, PLANNED, PlanActivity, Requirement, SERVES,
};
use stegvis::steps::walk::chain::holes;
use stegvis::steps::walk::due::due;

const SIZE: u32 = 100_000;
const GOALS: u32 = 10;

fn record<K: Kind>(id: Id, fields: Vec<(Tag, Value)>) -> Record {
    let fields: BTreeMap<Tag, Stored> = fields.into_iter().map(|(tag, value)| (tag, Stored::of(&value))).collect();
    Record::new(id, K::INFO.number, 1, &fields)
}

fn id(place: u32, row: u32) -> Id {
    Id::from_u128((u128::from(place) << 64) + u128::from(row) + 1)
}

fn whole() -> Whole {
    let (mut own, mut register) = (FollowUp::new(Id::from_u128(2)), FollowUp::new(REGISTER));
    for goal in 0..GOALS {
        register.put(record::<Goal>(id(4, goal), vec![(GOAL_TEXT.tag(), Value::Text(format!("Mål {goal}")))]));
    }
    for row in 0..SIZE {
        let requirement = id(1, row);
        let serves = Value::Links([id(4, row % GOALS)].into());
        let number = Value::Text(format!("K{row}"));
        own.put(record::<Requirement>(requirement, vec![(NUMBER.tag(), number), (SERVES.tag(), serves)]));
        let months = Value::Choices(["nov".to_owned()].into());
        let plan = vec![
            (PLANNED.tag(), Value::Link(requirement)),
            (METHOD.tag(), Value::Choice("visit".into())),
            (IN_MONTHS.tag(), months),
        ];
        own.put(record::<PlanActivity>(id(2, row), plan));
        let result = vec![(MEASURED_OF.tag(), Value::Link(requirement)), (VALUE.tag(), Value::Number(f64::from(row)))];
        own.put(record::<Outcome>(id(3, row), result));
    }
    Whole { own: Arc::new(own), register: Arc::new(register) }
}

fn walk(criterion: &mut Criterion) {
    let (whole, none) = (whole(), Findings::default());
    let today = chrono::NaiveDate::default();
    let mut group = criterion.benchmark_group("walk");
    group.sample_size(10);
    group.bench_function("read", |bench| {
        bench.iter(|| {
            let planned = |row: Of<PlanActivity>| row.get(PLANNED);
            let measured = |one: Of<Outcome>| one.get(MEASURED_OF);
            let served = |one: Of<Requirement>| one.get(SERVES);
            let rows = whole.all().filter_map(planned).count() + whole.all().filter_map(measured).count();
            black_box(rows + whole.all().filter_map(served).count())
        });
    });
    group.bench_function("holes", |bench| bench.iter(|| holes(&whole, &none)));
    group.bench_function("due", |bench| bench.iter(|| due(&whole, today)));
    group.finish();
}

criterion_group!(benches, walk);
criterion_main!(benches);
