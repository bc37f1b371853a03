//! A step's room: at most five tabs, each with its views.

use super::{
    look::Tone,
    records::Records,
    rows::Column,
    screen::{Ask, Context, Event, Screen, Within},
    shape::Shape,
    tabs::fitted,
    text,
    views::{Offered, Turned, Views},
};
use crate::follow_up::Near;
use crate::keys::{self, Action, Key};
use crate::record::{HEADER, Id, KindInfo, Step, Tag};
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
/// has one view for each. `V` goes from one to the next, or opens a list of them where they are many. The tab line
/// names the shown tab's view and how many there are.
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

/// Most views of a tab that are gone through one by one.
const FEW: usize = 3;

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
    /// The list of the shown tab's views, laid over the room.
    views: Option<Views>,
}

impl Room {
    /// The room of a step.
    #[must_use]
    pub fn new(step: Step, tabs: Vec<Tab>) -> Self {
        Self { step, tabs, shown: 0, documents: None, over: None, views: None }
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

    /// The same room with another view in one of its tabs, at this place among the tab's views or last.
    #[must_use]
    pub fn with(mut self, tab: &str, at: usize, view: View) -> Self {
        if let Some(tab) = self.tabs.iter_mut().find(|one| one.word == tab) {
            tab.views.insert(at.min(tab.views.len()), view);
        }
        self
    }

    /// The columns in which it shows records of a kind, if it is their place.
    #[must_use]
    pub fn columns(&self, kind: u8) -> Option<&'static [Column]> {
        let mut views = self.tabs.iter().flat_map(|tab| &tab.views).filter(|view| view.kind == Some(kind));
        views.find_map(|view| Some(view.screen.columns()).filter(|columns| !columns.is_empty()))
    }

    /// The record that is marked in what is shown: of documents that lie over the room theirs, of links these.
    #[must_use]
    pub fn marked(&self) -> Option<(u8, Id)> {
        self.screen().and_then(|screen| screen.linked().or_else(|| screen.at().0))
    }

    /// Whether documents or a list of views lie over the shown tab.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.over.is_some() || self.views.is_some()
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

    /// The tab and view of this name, the message that names it.
    #[must_use]
    pub fn view_named(&self, word: &str) -> Option<(u8, u8)> {
        self.tabs.iter().enumerate().find_map(|(tab, at)| {
            let view = at.views.iter().position(|view| view.word == word)?;
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

    /// To the next view of the tab, or to a list of its views.
    fn turn_view(&mut self, cx: &mut Context) -> Vec<Ask> {
        let Some(tab) = self.tabs.get_mut(self.shown) else { return Vec::new() };
        if tab.views.len() <= FEW {
            tab.shown = (tab.shown + 1) % tab.views.len().max(1);
            return self.enter(cx);
        }
        let count = |kind: u8| {
            let kind = cx.sight.kind(kind)?;
            Some(cx.sight.whole.home(kind).records(kind.number).count())
        };
        let offered = |(view, one): (usize, &View)| {
            let count = if one.kind == Some(HEADER) { None } else { one.kind.and_then(count) };
            Offered { view, name: cx.sight.words.say(one.word), count }
        };
        self.views = Some(Views::new(tab.views.iter().enumerate().map(offered).collect(), tab.shown));
        Vec::new()
    }

    fn choose_view(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let turned = self.views.as_mut().map_or(Turned::Closed, |views| views.update(event));
        if turned == Turned::Open {
            return Vec::new();
        }
        self.views = None;
        match (turned, self.tabs.get_mut(self.shown)) {
            (Turned::To(view), Some(tab)) => {
                tab.shown = view.min(tab.views.len().saturating_sub(1));
                self.enter(cx)
            }
            _ => Vec::new(),
        }
    }

    /// A record that was deleted is back: a list of its kind marks it, if that is what is shown.
    pub fn returned(&mut self, (kind, id): (u8, Id), cx: &mut Context) -> Vec<Ask> {
        let view = self.tabs.get(self.shown).and_then(|tab| tab.views.get(tab.shown));
        let shown = match (&self.over, self.documents) {
            (Some(_), Some(documents)) => Some(documents.kind.number),
            _ => view.and_then(|view| view.kind),
        };
        if shown != Some(kind) || self.views.is_some() || !self.contexts().contains(&keys::Context::List) {
            return Vec::new();
        }
        self.screen_mut().map(|screen| screen.go(Some((kind, id)), None, cx)).unwrap_or_default()
    }

    /// The shown screen brings itself up to date.
    pub fn enter(&mut self, cx: &mut Context) -> Vec<Ask> {
        let (record, _) = self.at();
        self.over = None;
        self.views = None;
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
        let room = usize::from(area.width.saturating_sub(1));
        let (between, labels) = fitted(&labels, self.shown, room);
        let mut x = area.x + 1;
        for (at, label) in labels.into_iter().enumerate() {
            let mut put = |label: &str, tone: Tone| {
                let label = text::cut(label, usize::from(area.right().saturating_sub(x)));
                frame.buffer_mut().set_string(x, area.y, &label, cx.look.style(tone));
                x = x.saturating_add(u16::try_from(text::width(&label)).unwrap_or_default());
            };
            if at > 0 {
                put(between, Tone::Dim);
            }
            put(&label, if at == self.shown { Tone::Strong } else { Tone::Dim });
        }
    }
}

impl Screen for Room {
    fn contexts(&self) -> Vec<keys::Context> {
        if self.views.is_some() {
            return Views::contexts();
        }
        self.screen().map_or_else(|| vec![keys::Context::Everywhere], Screen::contexts)
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        if self.views.is_some() {
            return Views::offers();
        }
        let mut offers = self.screen().map(|screen| screen.offers(cx)).unwrap_or_default();
        if self.over.as_ref().is_some_and(Records::is_bare) {
            offers.insert(offers.len().min(2), Action::Close);
        } else if self.contexts().contains(&keys::Context::Everywhere) {
            if self.tabs.get(self.shown).is_some_and(|tab| tab.views.len() > 1) {
                // Valuing is what a register of requirements is for; another view is turned to less often.
                let at = if offers.get(2) == Some(&Action::Value) { 3 } else { 2 };
                offers.insert(offers.len().min(at), Action::NextView);
            }
            if self.tabs.len() > 1 {
                offers.insert(offers.len().min(2), Action::NextTab);
            }
        }
        offers
    }

    fn wants(&self, key: Key) -> bool {
        if self.views.is_some() {
            return Views::wants(key);
        }
        self.screen().is_some_and(|screen| screen.wants(key))
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Do(_) | Event::Key(_) | Event::Paste(_) if self.views.is_some() => self.choose_view(event, cx),
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
            Event::Do(Action::NextView) => self.turn_view(cx),
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

    fn settle(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        self.under_mut().map(|screen| screen.settle(action, cx)).unwrap_or_default()
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Some(screen) = self.screen() {
            screen.view(cx, frame, area);
        }
        if let Some(views) = &self.views {
            views.view(cx, frame, area);
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        self.under().map_or((None, None), Screen::at)
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.over = None;
        self.views = None;
        self.screen_mut().map(|screen| screen.go(record, field, cx)).unwrap_or_default()
    }

    fn rows(&self) -> Vec<(u8, Id)> {
        self.screen().map(Screen::rows).unwrap_or_default()
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
