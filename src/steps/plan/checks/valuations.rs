//! Checks on valuations and on the scales they are made on.

use super::{
    CRITICAL_MILD, CRITICAL_UNREASONED, Known, MIXED_SCALES, OFF_SCALE, ONE_CLASS, SCALE_GAPS, SCALES_IN_USE, SPREAD,
};
use crate::follow_up::Finding;
use crate::record::{Id, Of, Risk, Scale, Step};
use crate::steps::plan::records::{
    CONSEQUENCE, CRITICAL, CRITICAL_REASON, LIKELIHOOD, MADE_ON, PERSPECTIVE, RATER, RATER_IMPORT, REASON, RiskScale,
    SCALE_IN_USE, VALUED, Valuation,
};
use crate::steps::plan::{risk, scales, scales::Scales};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From how many valued requirements on it means something that all are of one class.
const SEVERAL: usize = 5;
/// Raters whose levels lie further apart than this have something to talk about (`domain.md`, section 2, "Riskanalys").
const SPREAD_LIMIT: u8 = 1;

pub(super) fn findings(known: &Known) -> Vec<Finding> {
    let mut list = of_scales(known);
    list.extend(off_scale(known));
    list.extend(critical(known));
    list.extend(as_a_whole(known));
    list.extend(spread(known));
    list
}

/// Scales that do not hold, and those that are in use beside the one that counts.
fn of_scales(known: &Known) -> Vec<Finding> {
    let chosen = scales::chosen(known.whole).map(|one| one.id());
    let mut list = Vec::new();
    for scale in known.whole.all::<RiskScale>() {
        if scales::read(known.whole, &scale).is_err() {
            list.push(Finding::of(SCALE_GAPS, Step::Plan, &scale));
        }
        if scale.get(SCALE_IN_USE) == Some(true) && Some(scale.id()) != chosen {
            list.push(Finding::of(SCALES_IN_USE, Step::Plan, &scale).at(SCALE_IN_USE));
        }
    }
    list
}

/// Valuations with a level that their scale does not hold, or whose scale is gone or holds nothing.
fn off_scale(known: &Known) -> Vec<Finding> {
    let mut scales = Scales::new(known.whole);
    let mut off = |one: &Of<Valuation>| {
        let levels = [(CONSEQUENCE, one.get(CONSEQUENCE)), (LIKELIHOOD, one.get(LIKELIHOOD))];
        match scales.of(one) {
            None => Some(Finding::of(OFF_SCALE, Step::Plan, one).at(MADE_ON)),
            Some(scale) => {
                let stands = |level: Option<u8>| level.is_none_or(|level| Scale::holds(scale, level));
                let (field, _) = levels.into_iter().find(|(_, level)| !stands(*level))?;
                Some(Finding::of(OFF_SCALE, Step::Plan, one).at(field))
            }
        }
    };
    known.whole.all::<Valuation>().filter_map(|one| off(&one)).collect()
}

/// Critical requirements without a reason, and those whose failure is valued as mild.
fn critical(known: &Known) -> Vec<Finding> {
    let mut list = Vec::new();
    for one in known.requirements.iter().filter(|one| one.get(CRITICAL) == Some(true)) {
        if one.get(CRITICAL_REASON).is_none() {
            list.push(Finding::of(CRITICAL_UNREASONED, Step::Plan, one).at(CRITICAL_REASON));
        }
        let valued = known.risks.get(&one.id());
        if valued.is_some_and(|valued| valued.size.is_some_and(|size| valued.consequence <= size / 2)) {
            list.push(Finding::of(CRITICAL_MILD, Step::Plan, one));
        }
    }
    list
}

/// What the valuations say together: nothing when all are of one class, and nothing that can be compared when they are
/// made on several scales.
fn as_a_whole(known: &Known) -> Vec<Finding> {
    let valued: Vec<&risk::Valued> = known.requirements.iter().filter_map(|one| known.risks.get(&one.id())).collect();
    let classes: BTreeSet<Option<Risk>> = valued.iter().map(|one| one.class).collect();
    let made_on: BTreeSet<Option<Id>> = valued.iter().map(|one| one.scale).collect();
    let one_class = valued.len() >= SEVERAL && classes.len() == 1 && !classes.contains(&None);
    let checks = [(ONE_CLASS, one_class), (MIXED_SCALES, made_on.len() > 1)];
    checks
        .into_iter()
        .filter(|(_, fires)| *fires)
        .map(|(check, _)| Finding::of_all::<Valuation>(check, Step::Plan))
        .collect()
}

/// Requirements that raters value far apart on one scale, and nobody has written why it was agreed as it was.
fn spread(known: &Known) -> Vec<Finding> {
    // By requirement, perspective and scale: the least and the most of both axes, and whether a reason stands there.
    type Said = (BTreeSet<String>, [Option<(u8, u8)>; 2], bool);
    let mut said: HashMap<Id, BTreeMap<(String, Option<Id>), Said>> = HashMap::new();
    for one in known.whole.all::<Valuation>() {
        let (Some(of), Some(rater)) = (one.get(VALUED), one.get(RATER)) else { continue };
        if rater == RATER_IMPORT {
            continue;
        }
        let perspective = one.get(PERSPECTIVE).unwrap_or_default();
        let of_scale = (perspective, one.get(MADE_ON).map(|link| link.0));
        let (raters, levels, reason) = said.entry(of.0).or_default().entry(of_scale).or_default();
        raters.insert(rater);
        *reason |= one.get(REASON).is_some();
        for (range, level) in levels.iter_mut().zip([one.get(CONSEQUENCE), one.get(LIKELIHOOD)]) {
            let Some(level) = level else { continue };
            *range = Some(range.map_or((level, level), |(least, most)| (least.min(level), most.max(level))));
        }
    }
    let far = |range: &Option<(u8, u8)>| range.is_some_and(|(least, most)| most - least > SPREAD_LIMIT);
    let apart = |(raters, levels, reason): &Said| raters.len() > 1 && !reason && levels.iter().any(far);
    let of_one = |id: &Id| said.get(id).is_some_and(|said| said.values().any(apart));
    let far = known.requirements.iter().filter(|one| of_one(&one.id()));
    far.map(|one| Finding::of(SPREAD, Step::Plan, one).mended_among::<Valuation>()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{
        CRITICAL_MILD, CRITICAL_UNREASONED, MIXED_SCALES, OFF_SCALE, ONE_CLASS, SCALE_GAPS, SCALES_IN_USE, SPREAD,
        findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::made::{choice, field, found, link, text, today, whole};
    use crate::steps::plan::records::{
        AGREED, CELL_CLASS, CELL_CONSEQUENCE, CELL_LIKELIHOOD, CELL_OF, CONSEQUENCE, CRITICAL, CRITICAL_REASON,
        LIKELIHOOD, MADE_ON, NUMBER, PERSPECTIVE, RATER, REASON, SCALE_IN_USE, SCALE_SIZE, STEP_AXIS, STEP_LEVEL,
        STEP_NAME, STEP_OF, VALUED,
    };

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits), today())
    }

    /// Scale 1, its steps from 101 and 201, its cells from 301.
    fn scale(size: u8, named: u8, cells: &[(u8, u8)]) -> Vec<Edit> {
        let mut edits = vec![field(1, SCALE_SIZE, &Value::Level(size))];
        for (place, axis) in [(100, "consequence"), (200, "likelihood")] {
            for level in 1..=named {
                let record = place + u128::from(level);
                edits.push(field(record, STEP_OF, &link(1)));
                edits.push(field(record, STEP_AXIS, &choice(axis)));
                edits.push(field(record, STEP_LEVEL, &Value::Level(level)));
                edits.push(field(record, STEP_NAME, &text("namn")));
            }
        }
        for (record, (consequence, likelihood)) in (300..).zip(cells) {
            edits.push(field(record, CELL_OF, &link(1)));
            edits.push(field(record, CELL_CONSEQUENCE, &Value::Level(*consequence)));
            edits.push(field(record, CELL_LIKELIHOOD, &Value::Level(*likelihood)));
            edits.push(field(record, CELL_CLASS, &choice("high")));
        }
        edits
    }

    /// A requirement and its agreed valuation, 1000 after it.
    fn valued(requirement: u128, levels: (u8, u8), scale: Option<u128>) -> Vec<Edit> {
        let record = requirement + 1000;
        let mut edits = vec![
            field(requirement, NUMBER, &text(&format!("K{requirement}"))),
            field(record, VALUED, &link(requirement)),
            field(record, PERSPECTIVE, &choice("risk")),
            field(record, CONSEQUENCE, &Value::Level(levels.0)),
            field(record, LIKELIHOOD, &Value::Level(levels.1)),
            field(record, AGREED, &Value::Flag(true)),
        ];
        edits.extend(scale.map(|scale| field(record, MADE_ON, &link(scale))));
        edits
    }

    #[test]
    fn a_scale_names_every_step_and_classes_every_pair() {
        let gaps = |size: u8, named: u8, cells: &[(u8, u8)]| found(&list(vec![scale(size, named, cells)]), SCALE_GAPS);
        let fifth: Vec<(u8, u8)> = (1..=5).map(|step| (5, step)).chain((1..=4).map(|step| (step, 5))).collect();
        assert!(gaps(4, 4, &[]).is_empty(), "the default scale classes what is not listed");
        assert!(gaps(5, 5, &fifth).is_empty());
        assert_eq!(gaps(5, 5, &fifth[1..]), [1], "a pair without a class");
        assert_eq!(gaps(4, 3, &[]), [1], "a step without a name");
        assert_eq!(gaps(3, 3, &[(4, 1)]), [1], "a cell outside");
        assert_eq!(gaps(3, 3, &[(3, 1), (3, 1)]), [1], "a cell twice");
        assert_eq!(gaps(2, 2, &[]), [1], "too few steps to be a scale");
    }

    #[test]
    fn one_scale_is_in_use() {
        let used = |record: u128| vec![field(record, SCALE_IN_USE, &Value::Flag(true))];
        assert!(found(&list(vec![scale(4, 4, &[]), used(1)]), SCALES_IN_USE).is_empty());
        assert_eq!(found(&list(vec![used(1), used(2)]), SCALES_IN_USE), [1], "the one changed last counts");
    }

    #[test]
    fn a_level_stands_on_the_scale_that_it_was_valued_on() {
        let off = |levels, on: Option<u128>| found(&list(vec![scale(3, 3, &[]), valued(50, levels, on)]), OFF_SCALE);
        assert!(off((4, 4), None).is_empty() && off((3, 3), Some(1)).is_empty());
        assert_eq!(
            (off((5, 1), None), off((3, 4), Some(1)), off((1, 1), Some(9))),
            (vec![1050], vec![1050], vec![1050])
        );
        let finding = list(vec![scale(3, 3, &[]), valued(50, (3, 4), Some(1))]);
        let finding = finding.iter().find(|finding| finding.check == OFF_SCALE).unwrap();
        assert_eq!(finding.field, Some(LIKELIHOOD.tag()), "the cursor lands at the level");
    }

    #[test]
    fn what_is_critical_has_a_reason_and_is_not_valued_as_mild() {
        let critical = |reason: bool, consequence: u8| {
            let mut edits = valued(50, (consequence, 1), None);
            edits.push(field(50, CRITICAL, &Value::Flag(true)));
            edits.extend(reason.then(|| field(50, CRITICAL_REASON, &text("Fara för liv"))));
            let list = list(vec![edits]);
            (found(&list, CRITICAL_UNREASONED), found(&list, CRITICAL_MILD))
        };
        assert_eq!(critical(true, 3), (vec![], vec![]));
        assert_eq!(critical(false, 2), (vec![50], vec![50]), "the lower half of four steps");
    }

    #[test]
    fn valuations_that_say_nothing_together_are_told_once() {
        let of = |levels: &[(u8, u8)], on: Option<u128>| {
            let all = (50..).zip(levels).map(|(one, levels)| valued(one, *levels, on.filter(|_| one == 50)));
            let list = list([scale(4, 4, &[])].into_iter().chain(all).collect());
            (found(&list, ONE_CLASS), found(&list, MIXED_SCALES))
        };
        assert_eq!(of(&[(4, 4); 5], None), (vec![0], vec![]));
        assert_eq!(of(&[(4, 4); 4], None), (vec![], vec![]), "too few to tell");
        assert_eq!(of(&[(4, 4), (4, 4), (4, 4), (4, 4), (1, 1)], None), (vec![], vec![]));
        assert_eq!(of(&[(4, 4), (1, 1)], Some(1)), (vec![], vec![0]));
    }

    #[test]
    fn raters_far_apart_have_something_to_talk_about_until_somebody_writes_why() {
        let by = |record: u128, rater: &str, consequence: u8| {
            vec![
                field(record, VALUED, &link(50)),
                field(record, PERSPECTIVE, &choice("risk")),
                field(record, RATER, &text(rater)),
                field(record, CONSEQUENCE, &Value::Level(consequence)),
            ]
        };
        let apart = |more: Vec<Vec<Edit>>| {
            found(
                &list([vec![field(50, NUMBER, &text("K50"))], by(61, "a", 1)].into_iter().chain(more).collect()),
                SPREAD,
            )
        };
        assert_eq!(apart(vec![by(62, "b", 3)]), [50]);
        assert!(apart(vec![by(62, "b", 2)]).is_empty(), "one step is no spread");
        assert!(apart(vec![by(62, "import", 4)]).is_empty(), "a file is nobody to talk to");
        assert!(apart(vec![by(62, "b", 3), vec![field(62, REASON, &text("Vi enades"))]]).is_empty());
    }
}
