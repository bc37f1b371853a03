//! Requirements and areas in perspectives, each placed by what is known of it. Risk itself is placed by valuing, in
//! a matrix of its own; here areas stand at their gravest requirement.

use super::words;
use crate::follow_up::Change;
use crate::locale::show_number;
use crate::record::{Axis, Id, Kind as _, KindInfo};
use crate::steps::plan::perspective::{self, Along, Measure, Perspective, Placed, Places, Subject};
use crate::steps::plan::records::{Area, NUMBER, Requirement, TEXT};
use crate::ui::matrix::{Axes, Axis as Line, Item, Picture, Place, Plot};
use crate::ui::{Context, Sight};

/// What is placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Perspectives {
    /// Every requirement.
    Requirements,
    /// Every area.
    Areas,
}

impl Perspectives {
    /// The perspectives that it turns through: risk has a matrix of its own for requirements.
    fn all(self) -> &'static [Perspective] {
        match self {
            Self::Requirements => Perspective::ALL.get(1..).unwrap_or_default(),
            Self::Areas => &Perspective::ALL,
        }
    }

    fn at(self, turn: usize) -> Perspective {
        self.all().get(turn).copied().unwrap_or(Perspective::VolumeCost)
    }
}

impl Plot for Perspectives {
    fn slot(&self) -> &'static str {
        match self {
            Self::Requirements => "perspective_requirements",
            Self::Areas => "perspective_areas",
        }
    }

    fn turns(&self) -> usize {
        self.all().len()
    }

    fn name(&self, sight: &Sight, turn: usize) -> String {
        let [x, y] = self.at(turn).axes().map(|one| measure(sight, one));
        format!("{x} × {}", y.to_lowercase())
    }

    fn picture(&self, sight: &Sight, turn: usize) -> Picture {
        let places = match self {
            Self::Requirements => perspective::requirements(&sight.whole, self.at(turn)),
            Self::Areas => perspective::by_area(&sight.whole, self.at(turn)),
        };
        match places {
            Ok(places) => picture(sight, &places),
            // A scale that does not hold has no steps to stand on; its own picture says what is wrong.
            Err(_) => {
                Picture { axes: Axes::new(Line::new("", 2), Line::new("", 2), Default::default()), items: Vec::new() }
            }
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Self::Requirements => Requirement::INFO.number,
            Self::Areas => Area::INFO.number,
        }
    }

    fn record(&self, sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)> {
        let kinds = [&Requirement::INFO, &Area::INFO];
        kinds.into_iter().find(|kind| sight.get(kind, item).is_some()).map(|kind| (kind, item))
    }

    fn computed(&self, _turn: usize) -> Option<&'static str> {
        Some("perspective-computed")
    }

    fn put(&self, _cx: &mut Context, _turn: usize, _item: Id, _place: Option<Place>) -> Option<Change> {
        None
    }

    fn empty(&self) -> &'static str {
        match self {
            Self::Requirements => "perspective-requirements-empty",
            Self::Areas => "perspective-areas-empty",
        }
    }
}

/// A perspective as a picture.
fn picture(sight: &Sight, places: &Places) -> Picture {
    let [x, y] = &places.axes;
    let line = |axis: &Along| {
        let level = |level: u8| match axis.measure {
            Measure::Likelihood => words::grade(&sight.words, &places.used.scale, Axis::Likelihood, level).name,
            Measure::Consequence | Measure::Individual => {
                words::grade(&sight.words, &places.used.scale, Axis::Consequence, level).name
            }
            Measure::Volume | Measure::Cost => between(sight, axis, level),
        };
        Line::new(named(sight, axis), axis.size).steps((1..=axis.size).map(level).collect())
    };
    let fields = if places.perspective == Perspective::Risk { "preset-risk" } else { "preset-weight" };
    let names = ["low", "x_high", "y_high", "high"].map(|field| sight.words.say(&format!("{fields}.{field}")));
    let mut axes = Axes::new(line(x), line(y), names);
    if places.perspective == Perspective::Risk {
        axes = axes.y_first();
        let size = places.used.scale.size();
        let pairs = (1..=size).flat_map(|x| (1..=size).map(move |y| (x, y)));
        axes.classes = pairs.filter_map(|(x, y)| Some(((x, y), places.used.scale.class(y, x)?))).collect();
    }
    let items = places.items.iter().map(|one| item(sight, places, one)).collect();
    Picture { axes, items }
}

fn item(sight: &Sight, places: &Places, one: &Placed) -> Item {
    let (id, called, wording) = match &one.subject {
        Subject::Requirement(id) => {
            let field =
                |tag| sight.get(&Requirement::INFO, *id).map(|record| sight.field(&Requirement::INFO, record, tag));
            (*id, field(NUMBER.tag()).unwrap_or_default(), field(TEXT.tag()).unwrap_or_default())
        }
        // An area without a record of its own is opened at its first requirement.
        Subject::Area { name, record, requirements } => {
            (record.or(requirements.first().copied()).unwrap_or_default(), name.clone(), String::new())
        }
    };
    let figures = places.axes.iter().zip(one.at).filter_map(|(axis, stand)| {
        let unit = match axis.measure {
            Measure::Volume => "unit-persons",
            Measure::Cost => "unit-kr_per_year",
            _ => return None,
        };
        Some(format!("{} {}", show_number(&sight.words, stand.figure?), sight.words.say(unit)))
    });
    let off = one.at.iter().any(|stand| stand.figure.is_some() && stand.step.is_none());
    let figures: Vec<String> = figures.chain(off.then(|| sight.words.say("stand-other-scale"))).collect();
    let figures = if figures.is_empty() { String::new() } else { format!(" ({})", figures.join(", ")) };
    let name = format!("{called}{figures} {wording}").trim_end().replace('\n', " ");
    let [across, up] = one.at;
    Item { id, name, at: across.step.zip(up.step) }
}

/// What an axis measures, by name.
fn measure(sight: &Sight, measure: Measure) -> String {
    let word = match measure {
        Measure::Likelihood => "valuation.likelihood",
        Measure::Consequence => "valuation.consequence",
        Measure::Individual => "asked-individual",
        Measure::Volume => "requirement.volume",
        Measure::Cost => "requirement.cost",
    };
    sight.words.say(word)
}

/// An axis by name, with where its classes come from.
fn named(sight: &Sight, axis: &Along) -> String {
    let name = measure(sight, axis.measure).to_lowercase();
    if axis.limits.is_empty() {
        return name;
    }
    let word = if axis.own { "limits-own" } else { "limits-parts" };
    sight.words.say_with(word, &[("axis", &name)])
}

/// A class of volume or cost by its limits, such as `50–200`.
fn between(sight: &Sight, axis: &Along, level: u8) -> String {
    let limit =
        |at: Option<usize>| at.and_then(|at| axis.limits.get(at)).map(|limit| show_number(&sight.words, *limit));
    let at = usize::from(level);
    match (limit(at.checked_sub(2)), limit(at.checked_sub(1))) {
        (None, Some(upper)) => format!("≤ {upper}"),
        (Some(lower), Some(upper)) => format!("{lower}–{upper}"),
        (Some(lower), None) => format!("> {lower}"),
        (None, None) => String::new(),
    }
}
