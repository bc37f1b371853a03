//! Prioritising anything: the rows of whatever list is shown become a four-field matrix of one's own.

use super::App;
use crate::keys::{self, Action};
use crate::record::{Id, Kind as _};
use crate::steps::plan::four_field::{MOST, made};
use crate::steps::plan::records::FourField;
use crate::ui::Tone;

impl App {
    /// Makes a matrix of the rows that are listed, and shows it.
    pub(super) fn four_field(&mut self) {
        let rows = self.screen().rows();
        let words = self.cx.sight.words.clone();
        let kind = rows.first().and_then(|(kind, _)| self.cx.sight.kind(*kind));
        let Some(kind) = kind else {
            self.said = Some((Tone::Plain, words.say("four-field-none")));
            return;
        };
        if rows.len() > MOST {
            let (count, most) = (rows.len().to_string(), MOST.to_string());
            self.said = Some((Tone::Warn, words.say_with("four-field-many", &[("count", &count), ("most", &most)])));
            return;
        }
        let now = self.cx.now;
        let id = self.cx.ids.mint(now);
        let items: Vec<(Id, Id)> = rows.iter().map(|(_, record)| (self.cx.ids.mint(now), *record)).collect();
        let name =
            words.say_with("four-field-of", &[("kinds", &words.kinds(kind)), ("day", &self.cx.today.to_string())]);
        let change = made(&self.cx.sight.whole, id, (&name, None), &items);
        if !self.cx.takes(&change) {
            return self.say_closed();
        }
        self.commit(change);
        self.show(&FourField::INFO, id);
        let key = self.cx.keys.keys_for(&[keys::Context::List], Action::Value).unwrap_or_default();
        let said = words.say_with("four-field-made", &[("key", &words.key(&key)), ("count", &items.len().to_string())]);
        self.said = Some((Tone::Plain, said));
    }
}
