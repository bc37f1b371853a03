//! Which records a field offers, and which of them a search finds.

use crate::follow_up::FollowUp;
use crate::record::{Def, HEADER, Id, Input, KindInfo, Tag, Value};
use crate::ui::{Sight, screen::Context};
use std::collections::BTreeSet;

/// Most records that are offered at once; typing finds the others.
pub const OFFERED: usize = 50;
/// Most records of one kind, where several kinds are offered and nothing is typed.
const OF_EACH: usize = 6;

/// A record that is offered, with its kind's name where records of several kinds are.
pub type Offered = (Id, String);

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The records, the likeliest first.
    pub offered: Vec<Offered>,
    /// There are more than are offered.
    pub more: bool,
    /// A record is called just so, whether it is offered or not.
    pub called: bool,
}

/// Where the records of a field come from; it goes along into a search off the key path.
#[derive(Clone, Debug)]
pub struct Source {
    kinds: Vec<&'static KindInfo>,
    /// Whether a record is called by its kind too.
    named: bool,
    /// What stands in the field: offered first.
    standing: BTreeSet<Id>,
    /// What may not stand there: the record itself and what hangs on it.
    without: BTreeSet<Id>,
    /// The other follow-ups, where one of those is linked to.
    follow_ups: Option<Vec<Offered>>,
}

impl Source {
    /// The records that a field of a record may link to; nothing where it links to none.
    #[must_use]
    pub fn of(kind: &'static KindInfo, record: Id, tag: Tag, standing: BTreeSet<Id>, cx: &Context) -> Option<Self> {
        let def = kind.field(tag)?;
        let (Input::Link { to } | Input::Links { to }) = def.input else { return None };
        let sight = &cx.sight;
        let mut without = BTreeSet::from([record]);
        let mut follow_ups = None;
        if to == kind.name && kind.number == HEADER {
            let others = cx.follow_ups.iter().filter(|other| !stands_on(&cx.follow_ups, other, record, tag));
            follow_ups = Some(others.map(|other| (other.id(), sight.follow_up_title(other))).collect());
        } else if to == kind.name {
            without = hanging(sight.whole.home(kind), kind, record, tag);
        }
        let fits = |one: &&KindInfo| match to {
            // The first kind is the follow-up itself, in which all of this stands.
            "" if def.among.is_empty() => one.number != HEADER && cx.places.contains(&one.number),
            "" => def.among.contains(&one.name),
            _ => one.name == to,
        };
        let kinds: Vec<_> = sight.kinds.iter().copied().filter(fits).collect();
        Some(Self { named: kinds.len() > 1, kinds, standing, without, follow_ups })
    }

    /// A record that stands in the field from now on.
    pub fn stands_too(&mut self, id: Id) {
        self.standing.insert(id);
    }

    /// The one kind that is offered, when its records are called by what is typed first in them.
    #[must_use]
    pub fn made(&self) -> Option<&'static KindInfo> {
        match self.kinds.as_slice() {
            [kind] if self.follow_ups.is_none() && name_of(kind).is_some() => Some(kind),
            _ => None,
        }
    }

    /// Whether a record is called just so, in small letters or large.
    fn is_called(&self, sight: &Sight, typed: &str) -> bool {
        let Some((kind, name)) = self.made().and_then(|kind| Some((kind, name_of(kind)?))) else { return false };
        let wanted = words(typed);
        let mut records = sight.whole.home(kind).records(kind.number);
        !wanted.is_empty()
            && records.any(|record| matches!(record.value(name.tag), Some(Value::Text(text)) if words(&text) == wanted))
    }

    /// Those of few records that a search finds.
    #[must_use]
    pub fn narrowed(&self, all: &Found, sight: &Sight, typed: &str) -> Found {
        let wanted = words(typed);
        let offered = all.offered.iter().filter(|(_, label)| fits(label, &wanted)).cloned().collect();
        Found { offered, more: false, called: self.is_called(sight, typed) }
    }

    /// The records that hold every word of a search, in their own title or in their kind's name: what stands in the
    /// field first, then kind by kind.
    #[must_use]
    pub fn find(&self, sight: &Sight, typed: &str) -> Found {
        let wanted = words(typed);
        let fits = |label: &str| fits(label, &wanted);
        if let Some(follow_ups) = &self.follow_ups {
            let mut found = follow_ups.iter().filter(|(_, label)| fits(label)).cloned();
            let offered = found.by_ref().take(OFFERED).collect();
            return Found { offered, more: found.next().is_some(), called: false };
        }
        let label = |kind: &KindInfo, id: Id| {
            let title = sight.title(kind, sight.get(kind, id)?);
            Some(if self.named { format!("{}: {title}", sight.words.kind(kind)) } else { title })
        };
        let standing = self.standing.iter().flat_map(|id| self.kinds.iter().map(move |kind| (*kind, *id)));
        let standing = standing.filter_map(|(kind, id)| Some((id, label(kind, id)?)));
        let mut offered: Vec<Offered> = standing.filter(|(_, label)| fits(label)).collect();
        let each = if wanted.is_empty() && self.named { OF_EACH } else { OFFERED };
        let mut more = false;
        for kind in &self.kinds {
            let ids = sight.whole.home(kind).records(kind.number).map(crate::record::Record::id);
            let ids = ids.filter(|id| !self.without.contains(id) && !self.standing.contains(id));
            let mut found = ids.filter_map(|id| Some((id, label(kind, id)?))).filter(|(_, label)| fits(label));
            let room = OFFERED.max(self.standing.len()).saturating_sub(offered.len());
            offered.extend(found.by_ref().take(each.min(room)));
            more |= found.next().is_some();
        }
        Found { offered, more, called: self.is_called(sight, typed) }
    }
}

/// What a record of a kind is called by, when that is a text by which it can be made; a number before a text is none.
pub fn name_of(kind: &'static KindInfo) -> Option<&'static Def> {
    let def = kind.field(*kind.title.first()?)?;
    let named = def.needed || kind.title.len() == 1;
    (named && matches!(def.input, Input::Line | Input::Text)).then_some(def)
}

fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_lowercase).collect()
}

fn fits(label: &str, wanted: &[String]) -> bool {
    let label = label.to_lowercase();
    wanted.iter().all(|word| label.contains(word))
}

/// A record of a tree and all that hangs on it, through the field that names what each hangs on.
fn hanging(home: &FollowUp, kind: &KindInfo, root: Id, tag: Tag) -> BTreeSet<Id> {
    let mut found = BTreeSet::from([root]);
    let mut next = vec![root];
    while let Some(id) = next.pop() {
        let pointers = home.pointing_at(id).filter(|pointer| pointer.kind == kind.number && pointer.tag == tag);
        next.extend(pointers.map(|pointer| pointer.from).filter(|from| found.insert(*from)));
    }
    found
}

/// Whether a follow-up is another one or stands, over any number of levels, below it.
fn stands_on(all: &[std::sync::Arc<FollowUp>], low: &FollowUp, high: Id, tag: Tag) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = low.id();
    while seen.insert(at) {
        if at == high {
            return true;
        }
        let own = all.iter().find(|one| one.id() == at);
        match own.and_then(|own| own.get(HEADER, at)?.value(tag)) {
            Some(Value::Link(above)) => at = above,
            _ => return false,
        }
    }
    false
}
