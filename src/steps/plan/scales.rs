//! Scales out of the register: which one is in use, on which one a valuation was made, and the change that makes a new
//! version. What valuations rest on stands fast ([`Lock::Used`](crate::record::Lock::Used)).

use super::records::{
    CELL_CLASS, CELL_CONSEQUENCE, CELL_LIKELIHOOD, CELL_OF, COST_LIMITS, MADE_ON, RiskScale, SCALE_IN_USE, SCALE_NAME,
    SCALE_SIZE, SCALE_VERSION, STEP_AXIS, STEP_LEVEL, STEP_MEANING, STEP_NAME, STEP_OF, ScaleCell, ScaleStep,
    VOLUME_LIMITS, Valuation,
};
use crate::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use crate::record::{Axis, Field, Grade, Id, Kind, Of, Risk, Scale, ScaleFlaw, Value};
use std::collections::HashMap;

/// The scale that new valuations are made on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InUse {
    /// Its record; the default scale has none.
    pub record: Option<Id>,
    /// The scale.
    pub scale: Scale,
}

/// The scale in use does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the scale in use does not hold: {flaw}")]
pub struct Broken {
    /// Its record.
    pub record: Id,
    /// Why.
    pub flaw: ScaleFlaw,
}

/// The record of the scale in use, where one is: of several that say so the one changed last.
#[must_use]
pub fn chosen(whole: &Whole) -> Option<Of<RiskScale>> {
    let used = whole.all::<RiskScale>().filter(|one| one.get(SCALE_IN_USE) == Some(true));
    used.max_by_key(|one| one.record().revision())
}

/// The scale that new valuations are made on: the default scale when the register has none in use.
///
/// # Errors
/// [`Broken`], when the one that is to be used does not hold.
pub fn in_use(whole: &Whole) -> Result<InUse, Broken> {
    let Some(record) = chosen(whole) else { return Ok(InUse { record: None, scale: Scale::default() }) };
    let id = record.id();
    let scale = read(whole, &record).map_err(|flaw| Broken { record: id, flaw })?;
    Ok(InUse { record: Some(id), scale })
}

/// The steps of a scale that are there.
#[must_use]
pub fn steps(whole: &Whole, scale: Id) -> Vec<Of<ScaleStep>> {
    let pointers = whole.register.pointing_through(scale, STEP_OF.tag());
    pointers.filter_map(|pointer| whole.register.of::<ScaleStep>(pointer.from)).collect()
}

/// The cells of a scale that are there.
#[must_use]
pub fn cells(whole: &Whole, scale: Id) -> Vec<Of<ScaleCell>> {
    let pointers = whole.register.pointing_through(scale, CELL_OF.tag());
    pointers.filter_map(|pointer| whole.register.of::<ScaleCell>(pointer.from)).collect()
}

/// A scale of the register.
///
/// # Errors
/// Why what is written down makes no scale.
pub fn read(whole: &Whole, scale: &Of<RiskScale>) -> Result<Scale, ScaleFlaw> {
    let grade = |step: &Of<ScaleStep>| {
        let axis = step.get(STEP_AXIS).and_then(|code| Axis::of_code(&code))?;
        let grade = Grade {
            name: step.get(STEP_NAME).unwrap_or_default(),
            meaning: step.get(STEP_MEANING).unwrap_or_default(),
        };
        Some((axis, step.get(STEP_LEVEL)?, grade))
    };
    let cell = |cell: &Of<ScaleCell>| {
        let class = cell.get(CELL_CLASS).and_then(|code| Risk::of_code(&code))?;
        Some((cell.get(CELL_CONSEQUENCE)?, cell.get(CELL_LIKELIHOOD)?, class))
    };
    let grades: Option<Vec<_>> = steps(whole, scale.id()).iter().map(grade).collect();
    let cells: Option<Vec<_>> = cells(whole, scale.id()).iter().map(cell).collect();
    let (grades, cells) = grades.zip(cells).ok_or(ScaleFlaw::Placeless)?;
    Scale::new(scale.get(SCALE_SIZE), grades, cells)
}

/// The scale that a valuation was made on: the one that it names, else the default scale, on which all were made before
/// scales were kept. Nothing when that scale is gone or does not hold.
#[must_use]
pub fn of(whole: &Whole, valuation: &Of<Valuation>) -> Option<Scale> {
    named(whole, valuation.get(MADE_ON).map(|link| link.0))
}

/// The scale of a record; the default scale where none is named. Nothing when it is gone or does not hold.
#[must_use]
pub fn named(whole: &Whole, scale: Option<Id>) -> Option<Scale> {
    scale.map_or_else(|| Some(Scale::default()), |id| read(whole, &whole.of::<RiskScale>(id)?).ok())
}

/// The scales of many valuations, each read once.
#[derive(Debug)]
pub struct Scales<'a> {
    whole: &'a Whole,
    known: HashMap<Option<Id>, Option<Scale>>,
}

impl<'a> Scales<'a> {
    /// None has been read yet.
    #[must_use]
    pub fn new(whole: &'a Whole) -> Self {
        Self { whole, known: HashMap::new() }
    }

    /// As [`of`].
    pub fn of(&mut self, valuation: &Of<Valuation>) -> Option<&Scale> {
        let named = valuation.get(MADE_ON).map(|link| link.0);
        self.known.entry(named).or_insert_with(|| of(self.whole, valuation)).as_ref()
    }
}

/// Whether valuations of a follow-up rest on a scale.
#[must_use]
pub fn rests(follow_up: &FollowUp, scale: Id) -> bool {
    follow_up.pointing_through(scale, MADE_ON.tag()).any(|one| one.kind == Valuation::INFO.number)
}

/// The change that puts a scale in use and every other one out of use; nothing when it stands so already.
#[must_use]
pub fn put_in_use(whole: &Whole, scale: Id) -> Option<Change> {
    let edits = used_alone(whole, scale);
    (!edits.is_empty()).then_some(Change { doing: Doing::Edit, edits })
}

fn used_alone(whole: &Whole, scale: Id) -> Vec<Edit> {
    let others = whole.all::<RiskScale>().filter(|one| one.id() != scale && one.get(SCALE_IN_USE) == Some(true));
    let mut edits: Vec<Edit> = others
        .filter_map(|one| whole.edit(&RiskScale::INFO, one.id(), SCALE_IN_USE.tag(), Some(&Value::Flag(false))))
        .collect();
    edits.extend(whole.edit(&RiskScale::INFO, scale, SCALE_IN_USE.tag(), Some(&Value::Flag(true))));
    edits
}

/// The change that lays up a scale to be changed, and puts it in use: beside the one that is chosen as its next version,
/// with its steps, cells and limits where it has that size; with the default's classes and these grades otherwise. What
/// earlier valuations were made on stays as it was.
#[must_use]
pub fn new_version(
    whole: &Whole,
    size: u8,
    from: Option<Id>,
    name: &str,
    grade: &dyn Fn(Axis, u8) -> Grade,
    mint: &mut dyn FnMut() -> Id,
) -> Change {
    let from = from.and_then(|id| whole.of::<RiskScale>(id));
    let like = from.as_ref().filter(|from| from.get(SCALE_SIZE) == Some(size)).map(Of::id);
    let (steps, cells) = like.map(|id| (steps(whole, id), cells(whole, id))).unwrap_or_default();
    let called = from.as_ref().and_then(|from| from.get(SCALE_NAME)).unwrap_or_else(|| name.to_owned());
    let versions = whole.all::<RiskScale>().filter(|one| one.get(SCALE_NAME).as_deref() == Some(&called));
    let last = versions.map(|one| one.get(SCALE_VERSION).unwrap_or(1.0)).fold(0.0, f64::max);
    let scale = mint();
    let mut filling = Filling { whole, edits: Vec::new() };
    filling.put(scale, SCALE_NAME, Some(Value::Text(called)));
    filling.put(scale, SCALE_VERSION, Some(Value::Number(last + 1.0)));
    filling.put(scale, SCALE_SIZE, Some(Value::Level(size)));
    for limits in [VOLUME_LIMITS, COST_LIMITS] {
        filling.put(scale, limits, from.as_ref().and_then(|from| from.get(limits)).map(Value::Text));
    }
    for axis in Axis::BOTH {
        for level in 1..=size {
            let is_it = |step: &&Of<ScaleStep>| {
                step.get(STEP_AXIS).as_deref() == Some(axis.code()) && step.get(STEP_LEVEL) == Some(level)
            };
            let written = |step: &Of<ScaleStep>| Grade {
                name: step.get(STEP_NAME).unwrap_or_default(),
                meaning: step.get(STEP_MEANING).unwrap_or_default(),
            };
            let grade = steps.iter().find(is_it).map_or_else(|| grade(axis, level), written);
            filling.grade(scale, mint(), axis, level, grade);
        }
    }
    for consequence in 1..=size {
        for likelihood in 1..=size {
            let is_it = |cell: &&Of<ScaleCell>| {
                (cell.get(CELL_CONSEQUENCE), cell.get(CELL_LIKELIHOOD)) == (Some(consequence), Some(likelihood))
            };
            let class = cells.iter().find(is_it).and_then(|cell| Risk::of_code(&cell.get(CELL_CLASS)?));
            let class = class.unwrap_or_else(|| Scale::band(size, consequence, likelihood));
            filling.cell(scale, mint(), (consequence, likelihood), class);
        }
    }
    filling.edits.extend(used_alone(whole, scale));
    Change { doing: Doing::Create, edits: filling.edits }
}

/// The change that gives a pair of levels of a scale a class, in its cell or in a new one under the given id; nothing
/// when it has that class.
#[must_use]
pub fn classed(whole: &Whole, scale: Id, pair: (u8, u8), class: Risk, id: Id) -> Option<Change> {
    let is_it =
        |cell: &Of<ScaleCell>| (cell.get(CELL_CONSEQUENCE), cell.get(CELL_LIKELIHOOD)) == (Some(pair.0), Some(pair.1));
    let there = cells(whole, scale).into_iter().find(is_it);
    let mut filling = Filling { whole, edits: Vec::new() };
    let doing = if there.is_some() { Doing::Edit } else { Doing::Create };
    match there {
        Some(cell) => filling.put(cell.id(), CELL_CLASS, Some(Value::Choice(class.code().to_owned()))),
        None => filling.cell(scale, id, pair, class),
    }
    (!filling.edits.is_empty()).then_some(Change { doing, edits: filling.edits })
}

/// The change that adds a step to a scale.
#[must_use]
pub fn stepped(whole: &Whole, scale: Id, (axis, level): (Axis, u8), grade: Grade, id: Id) -> Change {
    let mut filling = Filling { whole, edits: Vec::new() };
    filling.grade(scale, id, axis, level, grade);
    Change { doing: Doing::Create, edits: filling.edits }
}

/// Edits that fill fields of records, there yet or not.
struct Filling<'a> {
    whole: &'a Whole,
    edits: Vec<Edit>,
}

impl Filling<'_> {
    fn put<K: Kind, T>(&mut self, record: Id, field: Field<K, T>, value: Option<Value>) {
        let edit = value.and_then(|value| self.whole.edit(&K::INFO, record, field.tag(), Some(&value)));
        self.edits.extend(edit);
    }

    fn grade(&mut self, scale: Id, id: Id, axis: Axis, level: u8, grade: Grade) {
        self.put(id, STEP_OF, Some(Value::Link(scale)));
        self.put(id, STEP_AXIS, Some(Value::Choice(axis.code().to_owned())));
        self.put(id, STEP_LEVEL, Some(Value::Level(level)));
        self.put(id, STEP_NAME, Some(Value::Text(grade.name)).filter(|name| *name != Value::Text(String::new())));
        let meaning = Some(grade.meaning).filter(|meaning| !meaning.is_empty());
        self.put(id, STEP_MEANING, meaning.map(Value::Text));
    }

    fn cell(&mut self, scale: Id, id: Id, (consequence, likelihood): (u8, u8), class: Risk) {
        self.put(id, CELL_OF, Some(Value::Link(scale)));
        self.put(id, CELL_CONSEQUENCE, Some(Value::Level(consequence)));
        self.put(id, CELL_LIKELIHOOD, Some(Value::Level(likelihood)));
        self.put(id, CELL_CLASS, Some(Value::Choice(class.code().to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::{classed, in_use, new_version, of, put_in_use};
    use crate::follow_up::{Edit, Whole};
    use crate::record::{Axis, Grade, Id, Kind as _, Risk, ScaleFlaw, Value};
    use crate::steps::KINDS;
    use crate::steps::made::{field, link, taken, text, whole};
    use crate::steps::plan::records::{
        CONSEQUENCE, LIKELIHOOD, MADE_ON, NUMBER, RiskScale, SCALE_IN_USE, SCALE_NAME, SCALE_SIZE, SCALE_VERSION,
        VALUED, Valuation,
    };

    fn laid_up(whole: &Whole, size: u8, from: Option<Id>, first: u128) -> Whole {
        let mut next = first;
        let mut mint = || {
            next += 1;
            Id::from_u128(next - 1)
        };
        let grade = |axis: Axis, level: u8| Grade { name: format!("{} {level}", axis.code()), meaning: "så".into() };
        taken(whole, &new_version(whole, size, from, "Skala", &grade, &mut mint))
    }

    fn valuation(record: u128, scale: Option<u128>, levels: (u8, u8)) -> Vec<Edit> {
        let mut edits = vec![
            field(record, VALUED, &link(1)),
            field(record, CONSEQUENCE, &Value::Level(levels.0)),
            field(record, LIKELIHOOD, &Value::Level(levels.1)),
        ];
        edits.extend(scale.map(|scale| field(record, MADE_ON, &link(scale))));
        edits
    }

    #[test]
    fn the_default_scale_stands_until_one_is_in_use_and_a_new_version_leaves_the_old_one() {
        let first = whole(vec![vec![field(1, NUMBER, &text("K01"))], valuation(11, None, (4, 1))]);
        assert_eq!(in_use(&first).unwrap().record, None);
        let second = laid_up(&first, 4, None, 1000);
        let used = in_use(&second).unwrap();
        assert_eq!((used.record, used.scale.size()), (Some(Id::from_u128(1000)), 4));
        assert_eq!(used.scale.grade(Axis::Likelihood, 2).unwrap().name, "likelihood 2");
        // A grave consequence is made red at low likelihood, and the old valuation keeps its class.
        let red = classed(&second, Id::from_u128(1000), (4, 1), Risk::High, Id::from_u128(1900)).unwrap();
        assert_eq!(red.edits.len(), 1);
        let third = taken(&second, &red);
        assert_eq!(in_use(&third).unwrap().scale.class(4, 1), Some(Risk::High));
        let old = third.of::<Valuation>(Id::from_u128(11)).unwrap();
        assert_eq!(of(&third, &old).unwrap().class(4, 1), Some(Risk::Medium));
        // The next version has what the one before had, under the next number.
        let fourth = laid_up(&third, 4, Some(Id::from_u128(1000)), 2000);
        let used = in_use(&fourth).unwrap();
        assert_eq!((used.record, used.scale.class(4, 1)), (Some(Id::from_u128(2000)), Some(Risk::High)));
        let one = fourth.of::<RiskScale>(Id::from_u128(2000)).unwrap();
        assert_eq!((one.get(SCALE_NAME).as_deref(), one.get(SCALE_VERSION)), (Some("Skala"), Some(2.0)));
        let before = fourth.of::<RiskScale>(Id::from_u128(1000)).unwrap();
        assert_eq!(before.get(SCALE_IN_USE), Some(false));
        let back = taken(&fourth, &put_in_use(&fourth, Id::from_u128(1000)).unwrap());
        assert_eq!(in_use(&back).unwrap().record, Some(Id::from_u128(1000)));
        assert_eq!(put_in_use(&back, Id::from_u128(1000)), None);
    }

    #[test]
    fn a_scale_in_use_that_does_not_hold_is_told_and_not_taken_for_another() {
        let scale = vec![field(1000, SCALE_SIZE, &Value::Level(7)), field(1000, SCALE_IN_USE, &Value::Flag(true))];
        let whole = whole(vec![scale, valuation(11, Some(1000), (1, 1)), valuation(12, Some(999), (1, 1))]);
        let broken = in_use(&whole).unwrap_err();
        assert_eq!((broken.record, broken.flaw), (Id::from_u128(1000), ScaleFlaw::Size(Some(7))));
        for valuation in [11, 12] {
            assert_eq!(of(&whole, &whole.of::<Valuation>(Id::from_u128(valuation)).unwrap()), None, "{valuation}");
        }
    }

    #[test]
    fn a_scale_that_valuations_rest_on_stands_fast_all_but_whether_it_is_in_use() {
        let before = laid_up(&whole(vec![vec![field(1, NUMBER, &text("K01"))]]), 3, None, 1000);
        let red = |whole: &Whole| classed(whole, Id::from_u128(1000), (1, 1), Risk::High, Id::from_u128(1900)).unwrap();
        let used = |whole: &Whole, edit: &Edit| whole.register.used(KINDS, edit, &[whole.own.as_ref()]);
        let edit = red(&before).edits.remove(0);
        assert_eq!(used(&before, &edit), None, "nobody has valued on it");
        let change = crate::follow_up::Change {
            doing: crate::follow_up::Doing::Value,
            edits: valuation(11, Some(1000), (2, 2)),
        };
        let after = taken(&before, &change);
        assert_eq!(used(&after, &edit), Some(Id::from_u128(1000)));
        let named = after.edit(&RiskScale::INFO, Id::from_u128(1000), SCALE_NAME.tag(), Some(&text("Ny"))).unwrap();
        assert_eq!(used(&after, &named), Some(Id::from_u128(1000)));
        let more = field(1950, crate::steps::plan::records::STEP_OF, &link(1000));
        assert_eq!(used(&after, &more), Some(Id::from_u128(1000)), "a step more");
        let out = after.edit(&RiskScale::INFO, Id::from_u128(1000), SCALE_IN_USE.tag(), Some(&Value::Flag(false)));
        assert_eq!(used(&after, &out.unwrap()), None);
        let next = laid_up(&after, 3, Some(Id::from_u128(1000)), 2000);
        let edit =
            classed(&next, Id::from_u128(2000), (1, 1), Risk::High, Id::from_u128(1901)).unwrap().edits.remove(0);
        assert_eq!(used(&next, &edit), None, "the new version is open");
    }
}
