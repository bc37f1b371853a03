//! The plan as a whole in the report: what it rests on, how far each area goes, and the year month by month.

use super::Text;
use super::page::Page;
use crate::record::{Kind as _, Of};
use crate::steps::plan::records::{
    AGREED_ON, AGREED_WITH, AMBITION, AMBITION_REASON, AREA_NAME, Area, FRAME_HOURS, FRAME_RESOURCES, FRAME_THEME,
    LANES, METHOD, MONTHS, PlanActivity, PlanFrame,
};
use crate::steps::plan::schedule::cycle::{Happening, What, cycle};
use crate::steps::plan::schedule::years;
use chrono::Datelike as _;

/// Theme, resources, the elected body, and the ambition of each area.
pub(super) fn frame(page: &mut Page<'_>) {
    let frame = page.whole.all::<PlanFrame>().next();
    if let Some(frame) = &frame {
        page.heading(3, "report-frame");
        let tags = [FRAME_THEME.tag(), AGREED_WITH.tag(), AGREED_ON.tag(), FRAME_HOURS.tag(), FRAME_RESOURCES.tag()];
        page.fields(frame, &tags);
        page.refer(frame.id());
    }
    let areas: Vec<Of<Area>> = page.whole.all::<Area>().filter(|area| area.get(AMBITION).is_some()).collect();
    if !areas.is_empty() {
        page.heading(3, "report-ambition");
        page.records("", &areas, &[AREA_NAME.tag(), AMBITION.tag(), AMBITION_REASON.tag()]);
    }
}

/// The year of the follow-up, a row for each month and lane in which something happens.
pub(super) fn year(page: &mut Page<'_>) {
    let year = years::year(&page.whole.own).unwrap_or_else(|| page.day.year());
    let cycle = cycle(page.whole, year);
    if cycle.happenings.is_empty() {
        return;
    }
    page.heading(3, "report-cycle");
    let of_lane = |a: &Happening, b: &Happening| (a.month, a.lane) == (b.month, b.lane);
    let row = |happenings: &[Happening]| {
        let first = happenings.first()?;
        let month = MONTHS.codes.get(first.month).map(|code| page.words.choice(&MONTHS, code));
        let mut names: Vec<(String, usize)> = Vec::new();
        for one in happenings {
            let name = named(page, one);
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => names.push((name, 1)),
            }
        }
        let names = names.into_iter().map(|(what, count)| {
            let times = || page.say_with("cycle-times", &[("what", &what), ("count", &count.to_string())]);
            if count > 1 { times() } else { what }
        });
        let names = names.collect::<Vec<_>>().join(", ");
        Some(vec![month.unwrap_or_default().into(), page.words.choice(&LANES, first.lane).into(), names.into()])
    };
    let rows: Vec<Vec<Text>> = cycle.happenings.chunk_by(of_lane).filter_map(row).collect();
    page.table("", &["column-when", "column-lane", "column-what"], rows);
    if cycle.without_month > 0 {
        let without = page.words.count("cycle-without", cycle.without_month);
        page.paragraph(without);
    }
}

/// What happens; rows of the plan by their method.
fn named(page: &Page<'_>, one: &Happening) -> String {
    let title = match page.whole.of::<PlanActivity>(one.record.1) {
        Some(row) => page.word(&row, METHOD),
        None => page.name(one.record.1),
    };
    match one.what {
        What::Ends => page.say_with("cycle-ends", &[("title", &title)]),
        What::Option => page.say_with("cycle-option", &[("title", &title)]),
        What::Row if title.is_empty() => page.words.kind(&PlanActivity::INFO),
        _ => title,
    }
}
