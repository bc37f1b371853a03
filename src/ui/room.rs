//! A step's room: at most five tabs, each with its views.

use super::{
    look::Tone,
    records::{Records, Shape},
    rows::Column,
    screen::{Ask, Context, Event, Screen, Within},
    text,
};
use crate::follow_up::Near;
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, Step, Tag};
use ratatui::{Frame, layout::Rect};

/// One view inside a tab: a list of a kind, a picture, a tool.
#[derive(Debug)]
pub struct View {
    /// The message that names it.
    pub word: &'static str,
    /// The number of the kind that it is the place of: links to records of that kind, half-typed fields and
    /// imports lead here. Of several views of a kind the first in the room is its place.
    pub kind: Option<u8>,
    /// What fills it.
    pub screen: Box<dyn Screen>,
}

impl View {
    /// A list of records, the place of their kind.
    #[must_use]
    pub fn list(word: &'static str, shape: Shape) -> Self {
        Self { word, kind: Some(shape.kind.number), screen: Box::new(Records::new(shape)) }
    }

    /// Something else that is the place of a kind.
    #[must_use]
    pub fn of(word: &'static str, kind: &KindInfo, screen: impl Screen + 'static) -> Self {
        Self { word, kind: Some(kind.number), screen: Box::new(screen) }
    }

    /// A picture or a tool.
    #[must_use]
    pub fn tool(word: &'static str, screen: impl Screen + 'static) -> Self {
        Self { word, kind: None, screen: Box::new(screen) }
    }
}

/// A tab of a room. A room has at most five, and kinds outnumber them: a tab that is the place of several kinds
/// has one view for each, and `V` goes from one to the next. The tab line names the shown tab's view and how
/// many there are.
#[derive(Debug)]
pub struct Tab {
    /// The message that names it.
    pub word: &'static str,
    /// Its views; the first is shown at first.
    pub views: Vec<View>,
    shown: usize,
}

impl Tab {
    /// A tab with its views.
    #[must_use]
    pub fn new(word: &'static str, views: Vec<View>) -> Self {
        Self { word, views, shown: 0 }
    }
}

/// A step's room on screen.
#[derive(Debug)]
pub struct Room {
    step: Step,
    tabs: Vec<Tab>,
    shown: usize,
    /// What the list of a record's documents is like, where records have any.
    documents: Option<Shape>,
    /// The documents of the marked record, laid over the room.
    over: Option<Records>,
}

impl Room {
    /// The room of a step.
    #[must_use]
    pub fn new(step: Step, tabs: Vec<Tab>) -> Self {
        Self { step, tabs, shown: 0, documents: None, over: None }
    }

    /// The same room in which records have documents.
    #[must_use]
    pub fn documents(mut self, shape: Shape) -> Self {
        self.documents = Some(shape);
        self
    }

    /// Lays the documents of a record over the room; with `at`, the form of one of them at a field.
    pub fn open_documents(&mut self, of: (u8, Id), at: Option<(Id, Option<Tag>)>, cx: &mut Context) -> Vec<Ask> {
        let Some(shape) = self.documents else { return Vec::new() };
        let mut over = Records::new(shape);
        over.narrow(Some(Within { of, and: None }));
        let asks = over.go(None, None, cx);
        if let Some((document, field)) = at {
            over.open(document, field);
        }
        self.over = Some(over);
        asks
    }

    /// The columns in which it shows records of a kind, if it is their place.
    #[must_use]
    pub fn columns(&self, kind: u8) -> Option<&'static [Column]> {
        let mut views = self.tabs.iter().flat_map(|tab| &tab.views).filter(|view| view.kind == Some(kind));
        views.find_map(|view| Some(view.screen.columns()).filter(|columns| !columns.is_empty()))
    }

    /// Which step's room it is.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step
    }

    /// What can be seen of it: the records of a list, or the one that is open, and what points to the marked one.
    #[must_use]
    pub fn near(&self, cx: &Context) -> Near {
        let (record, field) = self.screen().map_or((None, None), Screen::at);
        let view = self.tabs.get(self.shown).and_then(|tab| tab.views.get(tab.shown)).and_then(|view| view.kind);
        let over = self.documents.filter(|_| self.over.is_some()).map(|shape| shape.kind.number);
        let listed = over.or(view).or(record.map(|(kind, _)| kind));
        let marked = record.map(|(_, id)| id);
        let whole = &cx.sight.whole;
        let told = marked.into_iter().flat_map(|id| {
            let pointing = whole.own.pointing_at(id).chain(whole.register.pointing_at(id));
            pointing.map(|pointer| pointer.from)
        });
        // The form of one record hides the others of its kind.
        Near {
            kinds: listed.filter(|_| field.is_none()).into_iter().collect(),
            records: marked.into_iter().chain(told).collect(),
        }
    }

    /// The tab and view that are shown.
    #[must_use]
    pub fn shown(&self) -> (u8, u8) {
        let view = self.tabs.get(self.shown).map_or(0, |tab| tab.shown);
        (u8::try_from(self.shown).unwrap_or_default(), u8::try_from(view).unwrap_or_default())
    }

    /// The tab and view where records of a kind have their place.
    #[must_use]
    pub fn place_of(&self, kind: u8) -> Option<(u8, u8)> {
        self.tabs.iter().enumerate().find_map(|(tab, at)| {
            let view = at.views.iter().position(|view| view.kind == Some(kind))?;
            Some((u8::try_from(tab).ok()?, u8::try_from(view).ok()?))
        })
    }

    /// Shows a tab and a view, as far as they are there.
    pub fn show(&mut self, tab: u8, view: u8) {
        self.shown = usize::from(tab).min(self.tabs.len().saturating_sub(1));
        if let Some(tab) = self.tabs.get_mut(self.shown) {
            tab.shown = usize::from(view).min(tab.views.len().saturating_sub(1));
        }
    }

    fn screen(&self) -> Option<&dyn Screen> {
        if let Some(over) = &self.over {
            return Some(over);
        }
        self.under()
    }

    fn under(&self) -> Option<&dyn Screen> {
        let tab = self.tabs.get(self.shown)?;
        tab.views.get(tab.shown).map(|view| view.screen.as_ref())
    }

    fn screen_mut(&mut self) -> Option<&mut dyn Screen> {
        if self.over.is_some() {
            return self.over.as_mut().map(|over| over as &mut dyn Screen);
        }
        self.under_mut()
    }

    fn under_mut(&mut self) -> Option<&mut dyn Screen> {
        let tab = self.tabs.get_mut(self.shown)?;
        let view = tab.views.get_mut(tab.shown)?;
        Some(view.screen.as_mut())
    }

    fn turn(&mut self, by: usize, cx: &mut Context) -> Vec<Ask> {
        let count = self.tabs.len().max(1);
        self.shown = (self.shown + by) % count;
        self.enter(cx)
    }

    /// The shown screen brings itself up to date.
    pub fn enter(&mut self, cx: &mut Context) -> Vec<Ask> {
        let (record, _) = self.at();
        self.over = None;
        self.screen_mut().map(|screen| screen.go(record, None, cx)).unwrap_or_default()
    }

    /// Draws the tab line: tabs, the shown tab's views, and where one is.
    pub fn tabs_view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let label = |(at, tab): (usize, &Tab)| {
            let name = cx.sight.words.say(tab.word);
            let view = tab.views.get(tab.shown).filter(|_| tab.views.len() > 1 && at == self.shown);
            let view =
                view.map(|view| format!(": {} {}/{}", cx.sight.words.say(view.word), tab.shown + 1, tab.views.len()));
            (name, view.unwrap_or_default())
        };
        let labels: Vec<(String, String)> = self.tabs.iter().enumerate().map(label).collect();
        let mut x = area.x + 1;
        for (at, label) in fitted(&labels, self.shown, area.width.saturating_sub(1).into()).into_iter().enumerate() {
            let tone = if at == self.shown { Tone::Strong } else { Tone::Dim };
            let label = text::cut(&label, usize::from(area.right().saturating_sub(x)));
            frame.buffer_mut().set_string(x, area.y, &label, cx.look.style(tone));
            x = x.saturating_add(u16::try_from(text::width(&label)).unwrap_or_default() + 2);
            if x >= area.right() {
                break;
            }
        }
    }
}

/// Least columns that a tab's name is cut to: enough to tell the tabs of a room apart.
const LEAST: usize = 4;

/// The tabs' labels in a line of `room` columns, two blanks between them. Where they do not fit, the names of the
/// tabs that are not shown give way first, the longest at a time, then the shown tab's view, then its name.
fn fitted(labels: &[(String, String)], shown: usize, room: usize) -> Vec<String> {
    let mut names: Vec<usize> = labels.iter().map(|(name, _)| text::width(name)).collect();
    let mut view: usize = labels.get(shown).map_or(0, |(_, view)| text::width(view));
    let blanks = 2 * labels.len().saturating_sub(1) + 2;
    while names.iter().sum::<usize>() + view + blanks > room {
        let others = names.iter_mut().enumerate().filter(|(at, wide)| *at != shown && **wide > LEAST);
        if let Some((_, wide)) = others.max_by_key(|(at, wide)| (**wide, usize::MAX - at)) {
            *wide -= 1;
        } else if view > 0 {
            view -= 1;
        } else {
            match names.get_mut(shown) {
                Some(wide) if *wide > LEAST => *wide -= 1,
                _ => break,
            }
        }
    }
    let label = |(at, ((name, own), wide)): (usize, (&(String, String), usize))| {
        let name = text::cut(name, wide);
        if at == shown { format!("[{name}{}]", text::cut(own, view)) } else { name }
    };
    labels.iter().zip(names).enumerate().map(label).collect()
}

impl Screen for Room {
    fn contexts(&self) -> Vec<keys::Context> {
        self.screen().map_or_else(|| vec![keys::Context::Everywhere], Screen::contexts)
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        let mut offers = self.screen().map(|screen| screen.offers(cx)).unwrap_or_default();
        if self.over.as_ref().is_some_and(Records::is_bare) {
            offers.insert(offers.len().min(2), Action::Close);
        } else if self.contexts().contains(&keys::Context::Everywhere) {
            if self.tabs.get(self.shown).is_some_and(|tab| tab.views.len() > 1) {
                offers.insert(offers.len().min(2), Action::NextView);
            }
            if self.tabs.len() > 1 {
                offers.insert(offers.len().min(2), Action::NextTab);
            }
        }
        offers
    }

    fn wants(&self, key: Key) -> bool {
        self.screen().is_some_and(|screen| screen.wants(key))
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Do(Action::NextTab) if self.contexts().contains(&keys::Context::Everywhere) => self.turn(1, cx),
            Event::Do(Action::PreviousTab) if self.contexts().contains(&keys::Context::Everywhere) => {
                self.turn(self.tabs.len().saturating_sub(1), cx)
            }
            Event::Do(Action::Documents) if self.over.is_none() => match self.at().0 {
                Some(record) => self.open_documents(record, None, cx),
                None => Vec::new(),
            },
            Event::Do(Action::Close) if self.over.as_ref().is_some_and(Records::is_bare) => {
                self.over = None;
                Vec::new()
            }
            Event::Changed => {
                let mut asks = self.over.as_mut().map(|over| over.update(event, cx)).unwrap_or_default();
                asks.extend(self.under_mut().map(|screen| screen.update(event, cx)).unwrap_or_default());
                asks
            }
            Event::Do(Action::NextView) => {
                if let Some(tab) = self.tabs.get_mut(self.shown) {
                    tab.shown = (tab.shown + 1) % tab.views.len().max(1);
                }
                self.enter(cx)
            }
            // A computation belongs to whoever asked for it, shown or not.
            Event::Worked(_) => {
                let over = self.over.iter_mut().map(|over| over as &mut dyn Screen);
                let views = self.tabs.iter_mut().flat_map(|tab| tab.views.iter_mut());
                let screens = over.chain(views.map(|view| view.screen.as_mut() as &mut dyn Screen));
                screens.flat_map(|screen| screen.update(event, cx)).collect()
            }
            _ => self.screen_mut().map(|screen| screen.update(event, cx)).unwrap_or_default(),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Some(screen) = self.screen() {
            screen.view(cx, frame, area);
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        self.under().map_or((None, None), Screen::at)
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.over = None;
        self.screen_mut().map(|screen| screen.go(record, field, cx)).unwrap_or_default()
    }

    fn within(&self) -> Option<Within> {
        self.under().and_then(Screen::within)
    }

    fn narrow(&mut self, within: Option<Within>) {
        if let Some(screen) = self.under_mut() {
            screen.narrow(within);
        }
    }

    fn status(&self, cx: &Context) -> String {
        self.screen().map(|screen| screen.status(cx)).unwrap_or_default()
    }

    fn resume(&mut self, cx: &mut Context) {
        if let Some(screen) = self.screen_mut() {
            screen.resume(cx);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn every_tab_keeps_its_place_on_a_narrow_line() {
        let names = ["Utgångsläge", "Krav", "Värdering", "Plan", "Förankring"];
        let labels = names.map(|name| {
            let view = if name == "Utgångsläge" { ": sanktionstrappor 4/7" } else { "" };
            (name.to_owned(), view.to_owned())
        });
        let line = |room| fitted(&labels, 0, room).join("  ");
        assert_eq!(line(80), "[Utgångsläge: sanktionstrappor 4/7]  Krav  Värdering  Plan  Förankring");
        assert_eq!(line(66), "[Utgångsläge: sanktionstrappor 4/7]  Krav  Värder…  Plan  Förankr…");
        assert_eq!(line(45), "[Utgångsläge: sankt…]  Krav  Vär…  Plan  För…");
        assert_eq!(line(36), "[Utgångslä…]  Krav  Vär…  Plan  För…");
        assert_eq!(line(0), "[Utg…]  Krav  Vär…  Plan  För…");
    }
}
