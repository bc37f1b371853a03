//! Links of a record, followed both ways; and what can be made from it, with the link filled in.

use super::{
    Sight,
    look::{CURSOR, Tone},
    screen::{Ask, Context, Within},
    table::{self, Cursor, Move},
    text,
};
use crate::keys::{self, Action};
use crate::record::{Id, Input, KindInfo, Record, Tag, Value};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::collections::{BTreeMap, BTreeSet};

/// A record with its kind.
pub type At = (&'static KindInfo, Id);

/// The linked records of one kind, in one direction.
#[derive(Debug)]
struct Group {
    kind: &'static KindInfo,
    /// Whether they point here.
    inward: bool,
    ids: BTreeSet<Id>,
}

/// Most records of a group that are listed one by one, where the whole group has a list to be shown in.
const LISTED: usize = 4;

/// Place of a kind in the table of kinds, which follows the chain from goals and documents to actions.
fn place(sight: &Sight, kind: &KindInfo) -> usize {
    sight.kinds.iter().position(|one| one.number == kind.number).unwrap_or(usize::MAX)
}

/// What the first of some records points to and what points to it, by kind in the chain's order. Of several
/// records, the others narrow what points here: a result of a requirement at a unit points to both.
fn groups(sight: &Sight, from: &[At]) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, bool), Group> = BTreeMap::new();
    let mut take = |kind: &'static KindInfo, inward: bool, id: Id| {
        let group = groups.entry((place(sight, kind), inward));
        group.or_insert_with(|| Group { kind, inward, ids: BTreeSet::new() }).ids.insert(id);
    };
    let Some(((kind, id), others)) = from.split_first() else { return Vec::new() };
    if !others.is_empty() {
        for (kind, id) in from {
            take(kind, false, *id);
        }
    }
    if let Some(record) = sight.get(kind, *id) {
        for def in kind.fields {
            for target in record.value(def.tag).iter().flat_map(Value::targets) {
                let mut kinds = sight.kinds.iter().filter(|kind| sight.get(kind, target).is_some());
                if let Some(kind) = kinds.next() {
                    take(kind, false, target);
                }
            }
        }
    }
    for pointer in pointers(sight, *id) {
        let Some(kind) = sight.kind(pointer.kind) else { continue };
        // Most often there are no others: what points here is then counted without being looked up.
        let is_to = |other: &At| sight.get(kind, pointer.from).is_some_and(|record| points_to(kind, record, *other));
        if others.iter().all(is_to) {
            take(kind, true, pointer.from);
        }
    }
    groups.into_values().collect()
}

/// Whether a record points to another, or is of a kind that cannot.
pub(super) fn points_to(kind: &'static KindInfo, record: &Record, (other, at): At) -> bool {
    let mut fields = fields_to(kind, other).peekable();
    fields.peek().is_none()
        || fields.filter_map(|tag| record.value(tag)).any(|value| value.targets().any(|target| target == at))
}

fn pointers(sight: &Sight, id: Id) -> impl Iterator<Item = crate::follow_up::Pointer> {
    let register = (sight.whole.own.id() != sight.whole.register.id()).then_some(&sight.whole.register);
    std::iter::once(&sight.whole.own).chain(register).flat_map(move |home| home.pointing_at(id))
}

/// The fields of a kind that hold links to records of just that other kind.
fn fields_to(kind: &'static KindInfo, to_kind: &KindInfo) -> impl Iterator<Item = Tag> {
    let name = to_kind.name;
    let of = kind.fields.iter().filter(move |def| match def.input {
        Input::Link { to } | Input::Links { to } => to == name,
        _ => false,
    });
    of.map(|def| def.tag)
}

/// How a new record of a kind points to some records: for each of them the first field that links to its kind,
/// and to the first of them else the first field that links to any kind. Nothing when no field does.
#[must_use]
pub fn filled(kind: &'static KindInfo, from: &[At]) -> Vec<(Tag, Value)> {
    let value = |tag: Tag, id: Id| {
        let several = kind.field(tag).is_some_and(|def| matches!(def.input, Input::Links { .. }));
        if several { Value::Links([id].into()) } else { Value::Link(id) }
    };
    let own: Vec<_> =
        from.iter().filter_map(|(to, id)| fields_to(kind, to).next().map(|tag| (tag, value(tag, *id)))).collect();
    if !own.is_empty() {
        return own;
    }
    let mut any =
        kind.fields.iter().filter(|def| matches!(def.input, Input::Link { to: "" } | Input::Links { to: "" }));
    any.next().zip(from.first()).map(|(def, (_, id))| (def.tag, value(def.tag, *id))).into_iter().collect()
}

impl Group {
    /// Which way, what, how many: `← Plan 2`. The same wherever links are shown.
    fn name(&self, sight: &Sight) -> String {
        let arrow = if self.inward { "←" } else { "→" };
        format!("{arrow} {} {}", sight.words.kinds(self.kind), self.ids.len())
    }
}

fn names(sight: &Sight, at: At, inward_alone: bool) -> String {
    let groups = groups(sight, &[at]);
    let named = groups.iter().filter(|group| group.inward || !inward_alone).map(|group| group.name(sight));
    named.collect::<Vec<_>>().join("  ")
}

/// How many records of each kind a record is linked to, both ways and in the chain's order: `→ Krav 1  ← Resultat 18`.
#[must_use]
pub fn brief(sight: &Sight, at: At) -> String {
    names(sight, at, false)
}

/// How many records of each kind point to one: `← Plan 2  ← Resultat 18`.
#[must_use]
pub fn inward(sight: &Sight, at: At) -> String {
    names(sight, at, true)
}

/// What points to a record, in lines: each group with the titles of its first records. Where it points itself, its
/// fields say.
#[must_use]
pub fn told(sight: &Sight, at: At) -> Vec<(Tone, String)> {
    let mut lines = Vec::new();
    for group in groups(sight, &[at]).into_iter().filter(|group| group.inward) {
        lines.push((Tone::Strong, group.name(sight)));
        let records = group.ids.iter().take(LISTED).filter_map(|id| sight.get(group.kind, *id));
        lines.extend(records.map(|record| (Tone::Plain, format!("  {}", sight.title(group.kind, record)))));
        if group.ids.len() > LISTED {
            let more = (group.ids.len() - LISTED).to_string();
            lines.push((Tone::Dim, format!("  {}", sight.words.say_with("links-more", &[("count", &more)]))));
        }
    }
    lines
}

/// Where a line leads.
#[derive(Clone, Debug)]
enum Goes {
    /// To a record.
    Record(At),
    /// To all of a kind that point here, as a list.
    All(&'static KindInfo),
    /// To a new record that points here.
    New(&'static KindInfo),
}

#[derive(Debug)]
struct Line {
    /// The group's name, with its count.
    group: String,
    /// Whether it is the group's first line.
    first: bool,
    label: String,
    goes: Goes,
}

/// Linked records and what can be made here, to choose from.
#[derive(Debug)]
pub struct Links {
    from: Vec<At>,
    lines: Vec<Line>,
    count: usize,
    cursor: Cursor,
}

/// What an action did to the list of links.
#[derive(Debug)]
pub enum Chosen {
    /// Nothing is chosen yet.
    Nothing,
    /// It is given up.
    Closed,
    /// What was chosen, as it is asked of the session.
    Asks(Vec<Ask>),
}

impl Links {
    /// The links of some records, the one that matters most first; nothing when there is nothing to follow and
    /// nothing to make.
    #[must_use]
    pub fn of(cx: &Context, from: &[At]) -> Option<Self> {
        let sight = &cx.sight;
        let (mut lines, mut count) = (Vec::new(), 0);
        for group in groups(sight, from) {
            count += group.ids.len();
            let name = group.name(sight);
            let listed = group.inward && group.ids.len() > LISTED && cx.places.contains(&group.kind.number);
            let few = if listed { LISTED - 1 } else { group.ids.len() };
            for (at, id) in group.ids.iter().take(few).enumerate() {
                let record = sight.get(group.kind, *id);
                let label = record.map(|record| sight.title(group.kind, record)).unwrap_or_default();
                lines.push(Line { group: name.clone(), first: at == 0, label, goes: Goes::Record((group.kind, *id)) });
            }
            if listed {
                let label = sight.words.say_with("links-all", &[("count", &group.ids.len().to_string())]);
                lines.push(Line { group: name, first: false, label, goes: Goes::All(group.kind) });
            }
        }
        // The first kind is the follow-up itself, of which there is one.
        let others = sight.kinds.iter().skip(1).filter(|kind| cx.places.contains(&kind.number));
        let made = others.filter(|kind| !filled(kind, from).is_empty());
        for (at, kind) in made.enumerate() {
            let group = sight.words.say("links-new");
            lines.push(Line { group, first: at == 0, label: sight.words.kind(kind), goes: Goes::New(kind) });
        }
        (!lines.is_empty()).then(|| Self { from: from.to_vec(), lines, count, cursor: Cursor::default() })
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::Links]
    }

    /// The record that is marked; nothing where a line leads elsewhere.
    #[must_use]
    pub fn marked(&self) -> Option<At> {
        match self.lines.get(self.cursor.at)?.goes {
            Goes::Record(at) => Some(at),
            Goes::All(_) | Goes::New(_) => None,
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        vec![Action::Open, Action::Close, Action::New, Action::Down, Action::History]
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action) -> Chosen {
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.lines.len(), 10);
        }
        match (action, self.lines.get(self.cursor.at).map(|line| &line.goes)) {
            (Action::Close, _) => Chosen::Closed,
            (Action::New, _) => {
                let new = self.lines.iter().position(|line| matches!(line.goes, Goes::New(_)));
                self.cursor.at = new.unwrap_or(self.cursor.at);
                Chosen::Nothing
            }
            (Action::Open, Some(goes)) => Chosen::Asks(self.asks(goes)),
            _ => Chosen::Nothing,
        }
    }

    fn asks(&self, goes: &Goes) -> Vec<Ask> {
        match goes {
            Goes::Record((kind, id)) => vec![Ask::Show(kind, *id)],
            Goes::All(kind) => {
                let mut from = self.from.iter().map(|(kind, id)| (kind.number, *id));
                let within = from.next().map(|of| Within { of, and: from.next() });
                within.map(|within| Ask::ShowAll(kind, within)).into_iter().collect()
            }
            Goes::New(kind) => vec![Ask::Begin(kind, filled(kind, &self.from))],
        }
    }

    /// Draws the list over the lower part of an area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(1);
        let height = rows.min(area.height).min(16);
        let area = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, area);
        if height < 2 {
            return;
        }
        table::rule(cx, frame, area, &cx.sight.words.count("links-head", self.count));
        let page = usize::from(height) - 1;
        let top = self.cursor.top(page, self.lines.len());
        let side = self.lines.iter().map(|line| text::width(&line.group)).max().unwrap_or_default();
        let side = side.min(usize::from(area.width) / 3);
        for (at, line) in self.lines.iter().enumerate().skip(top).take(page) {
            let y = area.y + 1 + u16::try_from(at - top).unwrap_or_default();
            let here = at == self.cursor.at;
            let mark = if here { CURSOR } else { " " };
            // A page that begins inside a group says whose lines they are.
            let group = if line.first || at == top { line.group.as_str() } else { "" };
            let tone = if here { Tone::Strong } else { Tone::Plain };
            let shown = format!("{mark}{}  {}", text::fit(group, side, false), line.label);
            frame.buffer_mut().set_string(area.x, y, text::cut(&shown, area.width.into()), cx.look.style(tone));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::kind;
    use crate::record::{Any, Id, Kind as _, Link, Links, Value, any_link, line, link, links};

    kind! {
        /// Something to point to.
        Goal = 201 "goal" "goals" in FollowUp at Plan;
        /// Its name.
        pub const GOAL: String = line(16, "name");
        key [GOAL] title [GOAL]
    }

    kind! {
        /// Something that points to it once, and again.
        Aim = 202 "aim" "aims" in FollowUp at Plan;
        /// The goals.
        pub const OF: Links<Goal> = links(16, "of");
        /// Another goal.
        pub const AGAINST: Link<Goal> = link(17, "against");
        /// Whatever shows it.
        pub const SHOWN_BY: Link<Any> = any_link(18, "shown_by");
        key [OF] title [OF, AGAINST, SHOWN_BY]
    }

    #[test]
    fn a_new_record_points_by_its_first_field_for_the_kind_or_else_by_one_for_any() {
        let (goal, aim) = (Id::from_u128(1), Id::from_u128(2));
        let from_goal = [(&Goal::INFO, goal)];
        assert_eq!(filled(&Aim::INFO, &from_goal), [(OF.tag(), Value::Links([goal].into()))]);
        assert_eq!(filled(&Aim::INFO, &[(&Aim::INFO, aim)]), [(SHOWN_BY.tag(), Value::Link(aim))]);
        assert_eq!(filled(&Goal::INFO, &from_goal), []);
    }
}
