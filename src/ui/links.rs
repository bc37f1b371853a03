//! Links of a record, followed both ways.

use super::{
    Sight,
    look::{CURSOR, Tone},
    screen::{Ask, Context},
    table::{self, Cursor, Move},
    text,
};
use crate::keys::{self, Action};
use crate::record::{Id, KindInfo, Value};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::collections::BTreeMap;

/// Another record that one points to, or is pointed at from.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Its kind.
    pub kind: &'static KindInfo,
    /// Which record.
    pub id: Id,
    /// Whether it points here.
    pub inward: bool,
}

/// Most records that are listed.
const LISTED: usize = 500;

/// Everything that a record points to, then everything that points to it.
#[must_use]
pub fn of(sight: &Sight, kind: &KindInfo, id: Id) -> Vec<Linked> {
    let mut found = Vec::new();
    if let Some(record) = sight.get(kind, id) {
        for def in kind.fields {
            for target in record.value(def.tag).iter().flat_map(Value::targets) {
                let mut kinds = sight.kinds.iter().filter(|kind| sight.get(kind, target).is_some());
                if let Some(kind) = kinds.next() {
                    found.push(Linked { kind, id: target, inward: false });
                }
            }
        }
    }
    let mut homes = vec![&sight.whole.own];
    if sight.whole.own.id() != sight.whole.register.id() {
        homes.push(&sight.whole.register);
    }
    for home in homes {
        for pointer in home.pointing_at(id).take(LISTED) {
            if let Some(kind) = sight.kind(pointer.kind) {
                found.push(Linked { kind, id: pointer.from, inward: true });
            }
        }
    }
    found
}

/// How many records of each kind point to one, in words: `plan 2 · resultat 18`.
#[must_use]
pub fn counts(sight: &Sight, id: Id) -> String {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for pointer in sight.whole.own.pointing_at(id) {
        *counts.entry(pointer.kind).or_default() += 1;
    }
    if sight.whole.own.id() != sight.whole.register.id() {
        for pointer in sight.whole.register.pointing_at(id) {
            *counts.entry(pointer.kind).or_default() += 1;
        }
    }
    let named = counts.into_iter().filter_map(|(kind, count)| Some((sight.kind(kind)?, count)));
    named
        .map(|(kind, count)| format!("→ {} {count}", sight.words.kinds(kind).to_lowercase()))
        .collect::<Vec<_>>()
        .join("  ")
}

/// A list of linked records to choose from.
#[derive(Debug)]
pub struct Links {
    shown: Vec<(Linked, String)>,
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
    /// The links of some records, those themselves first where they are several; nothing when there are none.
    #[must_use]
    pub fn of(cx: &Context, from: &[(&'static KindInfo, Id)]) -> Option<Self> {
        match from {
            [(kind, id)] => Self::new(&cx.sight, kind, *id),
            several => Self::between(&cx.sight, several),
        }
    }

    fn new(sight: &Sight, kind: &KindInfo, id: Id) -> Option<Self> {
        let shown: Vec<(Linked, String)> = of(sight, kind, id)
            .into_iter()
            .filter_map(|linked| {
                let title = sight.title(linked.kind, sight.get(linked.kind, linked.id)?);
                let arrow = if linked.inward { "←" } else { "→" };
                let text = format!("{arrow} {}: {title}", sight.words.kind(linked.kind));
                Some((linked, text))
            })
            .collect();
        (!shown.is_empty()).then(|| Self { shown, cursor: Cursor::default() })
    }

    fn between(sight: &Sight, records: &[(&'static KindInfo, Id)]) -> Option<Self> {
        let mut shown = Vec::new();
        for (kind, id) in records {
            let Some(record) = sight.get(kind, *id) else { continue };
            let title = sight.title(kind, record);
            let text = format!("→ {}: {title}", sight.words.kind(kind));
            shown.push((Linked { kind, id: *id, inward: false }, text));
        }
        for (kind, id) in records {
            shown.extend(Self::new(sight, kind, *id).map(|links| links.shown).unwrap_or_default());
        }
        (!shown.is_empty()).then(|| Self { shown, cursor: Cursor::default() })
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::Picker]
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        vec![Action::Open, Action::Close]
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, _cx: &Context) -> Chosen {
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.shown.len(), 10);
        }
        match (action, self.shown.get(self.cursor.at)) {
            (Action::Close, _) => Chosen::Closed,
            (Action::Open, Some((linked, _))) => Chosen::Asks(vec![Ask::Show(linked.kind, linked.id)]),
            _ => Chosen::Nothing,
        }
    }

    /// Draws the list over the lower part of an area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.shown.len()).unwrap_or(u16::MAX).saturating_add(1);
        let height = rows.min(area.height).min(14);
        let area = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, area);
        if height < 2 {
            return;
        }
        let head = cx.sight.words.count("links-head", self.shown.len());
        table::rule(cx, frame, area, &head);
        let page = usize::from(height) - 1;
        let top = self.cursor.top(page, self.shown.len());
        for (line, (_, label)) in self.shown.iter().skip(top).take(page).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            let here = top + line == self.cursor.at;
            let mark = if here { CURSOR } else { " " };
            let shown = text::cut(&format!("{mark} {label}"), area.width.into());
            let tone = if here { Tone::Strong } else { Tone::Plain };
            frame.buffer_mut().set_string(area.x, y, shown, cx.look.style(tone));
        }
    }
}
