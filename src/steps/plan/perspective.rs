//! Perspectives on requirements and areas: pairs of what weighs, each a place on two axes and never a product
//! (`domain.md`, section 0 "Valuation"). Volume and cost come in classes, whose limits are data of the scale.

use super::areas;
use super::records::{COST, COST_LIMITS, Requirement, VOLUME, VOLUME_LIMITS, limits};
use super::risk::{self, Valued};
use super::scales::{self, Broken, InUse};
use crate::follow_up::Whole;
use crate::record::{Id, Risk};
use std::collections::HashMap;

/// What an axis measures.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Measure {
    /// How likely failure is.
    Likelihood,
    /// How grave failure is.
    Consequence,
    /// How grave failure is for the individual.
    Individual,
    /// Persons concerned, in classes.
    Volume,
    /// Cost in kr per year, in classes.
    Cost,
}

/// Two things that are looked at together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Perspective {
    /// Likelihood and consequence.
    Risk,
    /// Volume and cost.
    VolumeCost,
    /// Volume and consequence for the individual.
    VolumeIndividual,
    /// Consequence for the individual and cost.
    IndividualCost,
}

impl Perspective {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Risk, Self::VolumeCost, Self::VolumeIndividual, Self::IndividualCost];

    /// What lies along x, and what along y.
    #[must_use]
    pub fn axes(self) -> [Measure; 2] {
        match self {
            Self::Risk => [Measure::Likelihood, Measure::Consequence],
            Self::VolumeCost => [Measure::Volume, Measure::Cost],
            Self::VolumeIndividual => [Measure::Volume, Measure::Individual],
            Self::IndividualCost => [Measure::Individual, Measure::Cost],
        }
    }
}

/// What is placed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A requirement.
    Requirement(Id),
    /// An area by its name.
    Area {
        /// As it is written first.
        name: String,
        /// Its record, where it has one.
        record: Option<Id>,
        /// Its requirements.
        requirements: Vec<Id>,
    },
}

/// Where something stands on one axis.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Stand {
    /// The step, from 1; nothing when it is not known or was valued on a scale of another size.
    pub step: Option<u8>,
    /// What it was measured as: persons, kr, or the level as it was valued.
    pub figure: Option<f64>,
}

/// A subject and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Placed {
    /// What.
    pub subject: Subject,
    /// Along x and along y.
    pub at: [Stand; 2],
    /// The class of its risk, of an area that of its gravest requirement.
    pub class: Option<Risk>,
}

/// An axis of a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Along {
    /// What it measures.
    pub measure: Measure,
    /// How many steps it has.
    pub size: u8,
    /// Upper limits of all classes but the last, of volume and cost.
    pub limits: Vec<f64>,
    /// Whether the limits stand in the scale; else they part what there is into equal parts.
    pub own: bool,
}

/// A perspective with everything in its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Places {
    /// Which.
    pub perspective: Perspective,
    /// Its axes, x first.
    pub axes: [Along; 2],
    /// What is placed, in the order it was made.
    pub items: Vec<Placed>,
    /// The scale that its levels are read on.
    pub used: InUse,
}

/// What is known of a subject before it is placed.
struct Weighed {
    subject: Subject,
    valued: Option<Valued>,
    individual: Option<(u8, Option<Id>)>,
    volume: Option<f64>,
    cost: Option<f64>,
}

/// Every requirement in a perspective. It reads every valuation: call it off the key path.
///
/// # Errors
/// [`Broken`], when the scale in use does not hold: there are no axes then.
pub fn requirements(whole: &Whole, perspective: Perspective) -> Result<Places, Broken> {
    let (risks, individuals) = (risk::agreed(whole), risk::individuals(whole));
    let weighed = whole.all::<Requirement>().map(|one| Weighed {
        subject: Subject::Requirement(one.id()),
        valued: risks.get(&one.id()).copied(),
        individual: individuals.get(&one.id()).copied(),
        volume: one.get(VOLUME),
        cost: one.get(COST),
    });
    placed(whole, perspective, weighed.collect())
}

/// Every area in a perspective: its own volume and cost, else the largest of its requirements; the risk of the
/// requirement whose risk is worst, and the worst consequence for the individual. It reads every valuation.
///
/// # Errors
/// As [`requirements`].
pub fn by_area(whole: &Whole, perspective: Perspective) -> Result<Places, Broken> {
    let (risks, individuals) = (risk::agreed(whole), risk::individuals(whole));
    let weighed = areas::areas(whole).into_iter().map(|area| {
        let of = |id: &Id| risks.get(id).copied();
        let worst = |valued: &Valued| (valued.class, valued.product());
        Weighed {
            valued: area.requirements.iter().filter_map(of).max_by_key(worst),
            individual: area.requirements.iter().filter_map(|id| individuals.get(id).copied()).max_by_key(|one| one.0),
            volume: area.volume,
            cost: area.cost,
            subject: Subject::Area { name: area.name, record: area.record, requirements: area.requirements },
        }
    });
    placed(whole, perspective, weighed.collect())
}

fn placed(whole: &Whole, perspective: Perspective, weighed: Vec<Weighed>) -> Result<Places, Broken> {
    let used = scales::in_use(whole)?;
    let mut sizes = Sizes { whole, known: HashMap::new() };
    let axes = perspective.axes().map(|measure| along(whole, &used, measure, &weighed));
    let items = weighed.into_iter().map(|one| {
        let at = axes.each_ref().map(|axis| stand(&mut sizes, axis, &one));
        Placed { at, class: one.valued.and_then(|valued| valued.class), subject: one.subject }
    });
    let items = items.collect();
    Ok(Places { perspective, axes, items, used })
}

/// How many steps the scales have that valuations were made on.
struct Sizes<'a> {
    whole: &'a Whole,
    known: HashMap<Option<Id>, Option<u8>>,
}

impl Sizes<'_> {
    fn of(&mut self, scale: Option<Id>) -> Option<u8> {
        *self.known.entry(scale).or_insert_with(|| scales::named(self.whole, scale).map(|scale| scale.size()))
    }
}

fn along(whole: &Whole, used: &InUse, measure: Measure, weighed: &[Weighed]) -> Along {
    let field = match measure {
        Measure::Volume => VOLUME_LIMITS,
        Measure::Cost => COST_LIMITS,
        _ => return Along { measure, size: used.scale.size(), limits: Vec::new(), own: false },
    };
    let record = used.record.and_then(|id| whole.of::<super::records::RiskScale>(id));
    let own = record.and_then(|record| limits(&record.get(field)?));
    let known = weighed.iter().filter_map(|one| if measure == Measure::Volume { one.volume } else { one.cost });
    let is_own = own.is_some();
    let limits = own.unwrap_or_else(|| parts(known.collect(), used.scale.size()));
    let size = u8::try_from(limits.len()).unwrap_or(u8::MAX).saturating_add(1);
    Along { measure, size, limits, own: is_own }
}

/// Upper limits that part the different figures there are into as many equal parts as a scale has steps: quarters on
/// four. A figure that many share counts once, so that the largest is never in the middle. As many limits as parts but
/// one, also where there are fewer figures.
#[must_use]
pub fn parts(mut figures: Vec<f64>, size: u8) -> Vec<f64> {
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    let limit = |part: u8| {
        // The figure up to which that share of them goes, as nearest rank.
        let rank = (figures.len() * usize::from(part)).div_ceil(usize::from(size.max(1)));
        figures.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    };
    (1..size).map(limit).collect()
}

/// The class of a figure, from 1: a class includes its upper limit.
#[must_use]
pub fn class(figure: f64, limits: &[f64]) -> u8 {
    let passed = limits.iter().filter(|limit| figure > **limit).count();
    u8::try_from(passed).unwrap_or(u8::MAX).saturating_add(1)
}

fn stand(sizes: &mut Sizes<'_>, axis: &Along, one: &Weighed) -> Stand {
    let mut valued = |level: Option<(u8, Option<Id>)>| {
        let Some((level, scale)) = level else { return Stand::default() };
        let fits = sizes.of(scale) == Some(axis.size) && (1..=axis.size).contains(&level);
        Stand { step: fits.then_some(level), figure: Some(f64::from(level)) }
    };
    let figure = |figure: Option<f64>| Stand { step: figure.map(|figure| class(figure, &axis.limits)), figure };
    match axis.measure {
        Measure::Likelihood => valued(one.valued.map(|valued| (valued.likelihood, valued.scale))),
        Measure::Consequence => valued(one.valued.map(|valued| (valued.consequence, valued.scale))),
        Measure::Individual => valued(one.individual),
        Measure::Volume => figure(one.volume),
        Measure::Cost => figure(one.cost),
    }
}

#[cfg(test)]
mod tests {
    use super::{Perspective, Placed, Subject, by_area, class, parts, requirements};
    use crate::follow_up::Edit;
    use crate::record::{Risk, Value};
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{
        AGREED, AREA, CONSEQUENCE, COST, LIKELIHOOD, MADE_ON, NUMBER, PERSPECTIVE, SCALE_IN_USE, SCALE_SIZE, STEP_AXIS,
        STEP_LEVEL, STEP_OF, VALUED, VOLUME, VOLUME_LIMITS,
    };

    fn requirement(record: u128, area: &str, volume: f64, cost: f64) -> Vec<Edit> {
        vec![
            field(record, NUMBER, &text(&format!("K{record}"))),
            field(record, AREA, &text(area)),
            field(record, VOLUME, &Value::Number(volume)),
            field(record, COST, &Value::Number(cost)),
        ]
    }

    fn valued(record: u128, requirement: u128, perspective: &str, levels: (u8, u8)) -> Vec<Edit> {
        vec![
            field(record, VALUED, &link(requirement)),
            field(record, PERSPECTIVE, &choice(perspective)),
            field(record, CONSEQUENCE, &Value::Level(levels.0)),
            field(record, LIKELIHOOD, &Value::Level(levels.1)),
            field(record, AGREED, &Value::Flag(true)),
        ]
    }

    /// Scale 900 in use, of three steps.
    fn three() -> Vec<Edit> {
        let mut edits = vec![
            field(900, SCALE_SIZE, &Value::Level(3)),
            field(900, SCALE_IN_USE, &Value::Flag(true)),
            field(900, VOLUME_LIMITS, &text("15; 35")),
        ];
        for (place, axis) in [(910, "consequence"), (920, "likelihood")] {
            for level in 1..=3 {
                let record = place + u128::from(level);
                edits.push(field(record, STEP_OF, &link(900)));
                edits.push(field(record, STEP_AXIS, &choice(axis)));
                edits.push(field(record, STEP_LEVEL, &Value::Level(level)));
            }
        }
        edits
    }

    fn steps(placed: &Placed) -> [Option<u8>; 2] {
        placed.at.map(|stand| stand.step)
    }

    #[test]
    fn figures_are_parted_into_quarters_and_a_class_includes_its_limit() {
        let limits = parts((1u8..=8).map(f64::from).collect(), 4);
        assert_eq!(limits, [2.0, 4.0, 6.0]);
        let classes: Vec<u8> = (1u8..=8).map(|figure| class(f64::from(figure), &limits)).collect();
        assert_eq!(classes, [1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!((parts(vec![5.0; 9], 4), class(5.0, &[5.0; 3])), (vec![5.0; 3], 1), "all alike are no class apart");
        let shared = parts(vec![1.0, 2.0, 3.0, 9.0, 9.0, 9.0, 9.0, 9.0], 4);
        assert_eq!(class(9.0, &shared), 4, "the largest is in the highest class, however many share it");
        assert_eq!(parts(vec![], 4), [0.0; 3]);
    }

    #[test]
    fn requirements_stand_on_two_axes_and_never_on_a_product() {
        let whole = whole(vec![
            requirement(1, "A", 10.0, 100.0),
            requirement(2, "A", 20.0, 400.0),
            requirement(3, "B", 30.0, 300.0),
            requirement(4, "B", 40.0, 200.0),
            valued(11, 1, "risk", (4, 1)),
            valued(12, 1, "individual", (2, 1)),
        ]);
        let of = |perspective| requirements(&whole, perspective).unwrap();
        let risk = of(Perspective::Risk);
        assert_eq!((steps(&risk.items[0]), risk.items[0].class), ([Some(1), Some(4)], Some(Risk::Medium)));
        assert_eq!(steps(&risk.items[1]), [None, None], "nobody has valued it");
        let money = of(Perspective::VolumeCost);
        assert_eq!(money.axes[0].limits, [10.0, 20.0, 30.0]);
        assert!(!money.axes[0].own);
        assert_eq!(steps(&money.items[1]), [Some(2), Some(4)]);
        assert_eq!(steps(&of(Perspective::VolumeIndividual).items[0]), [Some(1), Some(2)]);
        assert_eq!(steps(&of(Perspective::IndividualCost).items[0]), [Some(2), Some(1)]);
    }

    #[test]
    fn limits_are_data_of_the_scale_and_levels_of_another_size_are_not_placed() {
        let mut on = valued(11, 2, "risk", (3, 3));
        on.push(field(11, MADE_ON, &link(900)));
        let all = vec![
            three(),
            requirement(1, "A", 10.0, 100.0),
            requirement(2, "A", 40.0, 400.0),
            valued(10, 1, "risk", (3, 3)),
            on,
        ];
        let whole = whole(all);
        let volume = requirements(&whole, Perspective::VolumeCost).unwrap();
        assert_eq!((volume.axes[0].own, volume.axes[0].size, volume.axes[1].size), (true, 3, 3));
        assert_eq!(volume.items.iter().map(|one| one.at[0].step).collect::<Vec<_>>(), [Some(1), Some(3)]);
        let risk = requirements(&whole, Perspective::Risk).unwrap();
        assert_eq!(steps(&risk.items[0]), [None, None], "valued on four steps, the picture has three");
        assert_eq!(risk.items[0].at[1].figure, Some(3.0), "and what was valued is still told");
        assert_eq!(steps(&risk.items[1]), [Some(3), Some(3)]);
    }

    #[test]
    fn an_area_stands_where_its_gravest_requirement_does() {
        let whole = whole(vec![
            requirement(1, "A", 10.0, 100.0),
            requirement(2, "a", 40.0, 50.0),
            valued(11, 1, "risk", (4, 2)),
            valued(12, 2, "risk", (3, 4)),
            valued(13, 1, "individual", (4, 1)),
            valued(14, 2, "individual", (1, 1)),
        ]);
        let risk = by_area(&whole, Perspective::Risk).unwrap();
        assert_eq!(risk.items.len(), 1);
        assert_eq!((steps(&risk.items[0]), risk.items[0].class), ([Some(4), Some(3)], Some(Risk::High)));
        let individual = by_area(&whole, Perspective::IndividualCost).unwrap();
        assert_eq!(individual.items[0].at.map(|stand| stand.figure), [Some(4.0), Some(100.0)]);
        assert!(matches!(&individual.items[0].subject, Subject::Area { name, .. } if name == "A"));
    }
}
