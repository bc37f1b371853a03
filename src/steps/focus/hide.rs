//! What is hidden in everything that leaves the tool: figures of too few, and those that would give them away.

use super::{
    Group, Settings, Source,
    read::{Entry, Read},
};
use crate::record::{Id, Period};
use std::collections::{BTreeMap, HashSet};

/// Most groups of several splits whose unions are all looked at; of more than that the smallest are hidden first.
const UNIONS: usize = 12;

/// Which of the figures of one requirement, unit, source and period are hidden: those of n under 5, and as many
/// more as it takes that no difference between the figure of all and those of groups is about fewer than 5
/// (`domain.md`, section 0 "Measure"). It holds for any split, whatever its groups are called:
///
/// * where all are fewer than 5, so is every group;
/// * a group that all but fewer than 5 belong to gives the others away;
/// * women and men are hidden together, also where the two of them leave fewer than 5 of all;
/// * of the other groups, which may be of several splits, no union may leave fewer than 5 of all. Where it does,
///   the smallest group of the smallest such union is hidden too. Without an n of all, all groups together count
///   as all; a group without an n is hidden with the others, since it may be what is missing.
///
/// What is left of all need not be a group that anybody has named: it is looked for whether or not a group is hidden.
#[must_use]
pub fn hidden(figures: &[(Group, Option<f64>)], settings: &Settings) -> Vec<bool> {
    let few = |n: f64| n > 0.0 && n < settings.hidden;
    let all = figures.iter().find(|(group, _)| *group == Group::All).and_then(|(_, n)| *n);
    if all.is_some_and(|n| n < settings.hidden) {
        return vec![true; figures.len()];
    }
    let alone = |(group, n): &(Group, Option<f64>)| {
        let rest = all.zip(*n).is_some_and(|(all, n)| few(all - n));
        n.is_some_and(|n| n < settings.hidden) || (rest && *group != Group::All)
    };
    let mut hides: Vec<bool> = figures.iter().map(alone).collect();
    let gender = |group: &Group| matches!(group, Group::Women | Group::Men);
    let other = |group: &Group| matches!(group, Group::Other(_));
    let any = |hides: &[bool], of: &dyn Fn(&Group) -> bool| {
        figures.iter().zip(hides).any(|((group, _), hides)| of(group) && *hides)
    };
    let of = |wanted: Group| figures.iter().find(|(group, _)| *group == wanted).and_then(|(_, n)| *n);
    let both = of(Group::Women).zip(of(Group::Men)).map(|(women, men)| women + men);
    if any(&hides, &gender) || all.zip(both).is_some_and(|(all, both)| few(all - both)) {
        set(&mut hides, figures, |group, _| gender(group));
    }
    let others = figures.iter().filter(|(group, _)| other(group));
    let all = all.unwrap_or_else(|| others.filter_map(|(_, n)| *n).sum());
    while let Some(next) = gives_away(figures, &hides, all, &few) {
        let Some(hides) = hides.get_mut(next) else { break };
        *hides = true;
    }
    if any(&hides, &other) {
        set(&mut hides, figures, |group, n| other(group) && n.is_none());
    }
    hides
}

fn set(hides: &mut [bool], figures: &[(Group, Option<f64>)], of: impl Fn(&Group, Option<f64>) -> bool) {
    for ((group, n), hides) in figures.iter().zip(hides) {
        *hides |= of(group, *n);
    }
}

/// The next of the other groups to hide: the smallest of the smallest union that leaves too few of all.
fn gives_away(figures: &[(Group, Option<f64>)], hides: &[bool], all: f64, few: &impl Fn(f64) -> bool) -> Option<usize> {
    let shown = figures.iter().zip(hides).enumerate().filter(|(_, (_, hides))| !**hides);
    let shown = shown.filter_map(|(place, ((group, n), _))| match group {
        Group::Other(_) => n.map(|n| (n, place)),
        _ => None,
    });
    let mut shown: Vec<(f64, usize)> = shown.collect();
    shown.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let together: f64 = shown.iter().map(|(n, _)| n).sum();
    if together <= all {
        // Whatever a smaller union leaves holds a whole group that is shown, and so is not few.
        return shown.first().filter(|_| few(all - together)).map(|(_, place)| *place);
    }
    if shown.len() > UNIONS {
        return shown.first().map(|(_, place)| *place);
    }
    let sum = |union: usize| -> f64 {
        shown.iter().enumerate().filter(|(at, _)| union >> at & 1 == 1).map(|(_, (n, _))| n).sum()
    };
    let leaving_few = (1..1_usize << shown.len()).filter(|union| few(all - sum(*union)));
    let smallest = leaving_few.min_by_key(|union| union.count_ones())?;
    shown.get(usize::try_from(smallest.trailing_zeros()).ok()?).map(|(_, place)| *place)
}

/// Marks what is hidden in all results that were read.
pub(super) fn mark(read: &mut Read, settings: &Settings) {
    let Read { entries, groups, sources, .. } = read;
    for row in entries.chunk_by_mut(|a, b| (a.requirement, a.unit) == (b.requirement, b.unit)) {
        let mut together: BTreeMap<(Option<&Source>, Period), Vec<usize>> = BTreeMap::new();
        for (place, entry) in row.iter().enumerate() {
            together.entry((sources.get(entry.source), entry.point.period)).or_default().push(place);
        }
        for places in together.into_values() {
            let figures = places.iter().filter_map(|place| row.get(*place));
            let figures: Vec<(Group, Option<f64>)> =
                figures.map(|entry| (groups.get(entry.group).cloned().unwrap_or(Group::All), entry.point.n)).collect();
            for (place, hides) in places.into_iter().zip(hidden(&figures, settings)) {
                if let Some(entry) = row.get_mut(place) {
                    entry.point.hidden = hides;
                }
            }
        }
    }
}

/// Hides what is hidden in everything that there is also where only a part of it may leave the tool: a group that is
/// left out for other reasons is still one that those beside it can give away.
pub(super) fn carry(from: &Read, to: &mut Read) {
    let hidden = from.entries.iter().filter(|entry| entry.point.hidden);
    let hidden: HashSet<_> = hidden.filter_map(|entry| about(from, entry)).collect();
    let of_part: Vec<bool> =
        to.entries.iter().map(|entry| about(to, entry).is_some_and(|key| hidden.contains(&key))).collect();
    for (entry, hides) in to.entries.iter_mut().zip(of_part) {
        entry.point.hidden |= hides;
    }
}

/// What a figure is about, whichever results were read with it.
fn about<'a>(read: &'a Read, entry: &Entry) -> Option<(Id, Id, &'a Group, &'a Source, Period)> {
    let requirement = read.requirements.get(entry.requirement)?.id;
    let (unit, group) = (read.units.get(entry.unit)?, read.groups.get(entry.group)?);
    Some((requirement, *unit, group, read.sources.get(entry.source)?, entry.point.period))
}

/// Takes the hidden figures out, so that nothing that is computed afterwards can rest on them.
pub(super) fn withhold(read: &mut Read) {
    for entry in read.entries.iter_mut().filter(|entry| entry.point.hidden) {
        (entry.point.reading, entry.point.n, entry.point.non_response) = (None, None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Settings, hidden};

    fn of(figures: &[(&str, f64)]) -> Vec<bool> {
        let figures: Vec<_> =
            figures.iter().map(|(group, n)| (Group::of(group), (!n.is_nan()).then_some(*n))).collect();
        hidden(&figures, &Settings::default())
    }

    #[test]
    fn a_group_under_5_takes_the_one_with_it_that_would_give_it_away() {
        assert_eq!(of(&[("all", 30.0), ("women", 26.0), ("men", 4.0)]), [false, true, true]);
        assert_eq!(of(&[("all", 30.0), ("women", 25.0), ("men", 5.0)]), [false; 3]);
        assert_eq!(of(&[("women", 26.0), ("men", 4.0)]), [true, true], "the figure of all may stand elsewhere");
        assert_eq!(of(&[("all", 30.0), ("women", 4.0), ("men", f64::NAN)]), [false, true, true]);
    }

    #[test]
    fn of_three_age_groups_one_under_5_hides_the_smallest_of_the_others() {
        let ages = [("all", 100.0), ("65–79", 50.0), ("80+", 3.0), ("0–64", 47.0)];
        assert_eq!(of(&ages), [false, false, true, true]);
        let without_all = of(&ages[1..]);
        assert_eq!(without_all, [false, true, true]);
        assert_eq!(of(&[("all", 100.0), ("0–64", 50.0), ("65–79", 45.0), ("80+", 5.0)]), [false; 4]);
    }

    #[test]
    fn two_that_are_too_few_together_take_a_third() {
        assert_eq!(of(&[("all", 100.0), ("0–64", 1.0), ("65–79", 2.0), ("80+", 97.0)]), [false, true, true, true]);
        assert_eq!(of(&[("all", 107.0), ("0–64", 4.0), ("65–79", 3.0), ("80+", 100.0)]), [false, true, true, false]);
    }

    #[test]
    fn areas_and_ages_side_by_side_hide_what_belongs_together() {
        let both = [("all", 100.0), ("80+", 3.0), ("65–79", 50.0), ("0–64", 47.0), ("Norr", 20.0), ("Söder", 80.0)];
        assert_eq!(of(&both), [false, true, false, true, false, false]);
        // Women and men are a split of their own.
        assert_eq!(
            of(&[("all", 100.0), ("women", 60.0), ("men", 40.0), ("Norr", 3.0), ("Söder", 97.0)])[1..3],
            [false; 2]
        );
    }

    #[test]
    fn a_group_that_nearly_all_belong_to_gives_the_rest_away() {
        assert_eq!(of(&[("all", 30.0), ("women", 27.0)]), [false, true]);
        assert_eq!(of(&[("all", 30.0), ("Norr", 27.0)]), [false, true]);
        assert_eq!(of(&[("all", 30.0), ("Norr", 30.0)]), [false, false]);
    }

    #[test]
    fn groups_that_together_leave_few_of_all_give_those_away_whom_no_group_names() {
        assert_eq!(of(&[("all", 100.0), ("A", 50.0), ("B", 47.0)]), [false, false, true]);
        assert_eq!(of(&[("all", 100.0), ("A", 50.0), ("B", 47.0), ("C", f64::NAN)]), [false, false, true, true]);
        assert_eq!(of(&[("all", 100.0), ("A", 50.0), ("B", 45.0)]), [false; 3], "five are not few");
        assert_eq!(of(&[("all", 100.0), ("A", 50.0), ("B", 50.0)]), [false; 3], "nobody is left");
        assert_eq!(of(&[("all", 30.0), ("women", 14.0), ("men", 13.0)]), [false, true, true]);
        assert_eq!(of(&[("all", 30.0), ("women", 17.0), ("men", 13.0)]), [false; 3]);
        // Two splits, of which the second leaves two.
        let both = [("all", 100.0), ("Norr", 60.0), ("Söder", 40.0), ("0–64", 53.0), ("65+", 45.0)];
        assert_eq!(of(&both), [false, false, false, false, true]);
    }

    #[test]
    fn a_split_of_many_areas_of_which_none_is_small_is_shown() {
        let areas: Vec<String> = (0..40).map(|area| format!("område {area}")).collect();
        let mut figures = vec![("all", 1600.0)];
        figures.extend(areas.iter().map(|area| (area.as_str(), 40.0)));
        assert!(of(&figures).iter().all(|hides| !hides));
    }

    #[test]
    fn few_in_all_are_few_in_every_group_and_a_group_of_unknown_size_hides_with_the_others() {
        assert_eq!(of(&[("all", 4.0), ("women", f64::NAN), ("Norr", f64::NAN)]), [true; 3]);
        assert_eq!(of(&[("all", 60.0), ("Norr", 3.0), ("Söder", f64::NAN)]), [false, true, true]);
        assert_eq!(of(&[("all", f64::NAN), ("women", f64::NAN)]), [false, false]);
    }

    #[test]
    fn many_small_areas_end() {
        let areas: Vec<(String, f64)> = (0..40).map(|area| (format!("område {area}"), f64::from(area))).collect();
        let areas: Vec<(&str, f64)> = areas.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        let hides = of(&areas);
        assert!(hides[..5].iter().all(|hides| *hides) && !hides[39]);
    }
}
