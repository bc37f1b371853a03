//! Which records a field offers, and which of them a search finds.

use crate::follow_up::FollowUp;
use crate::record::{HEADER, Id, Input, KindInfo, Tag, Value};
use crate::ui::{Sight, screen::Context};
use std::collections::BTreeSet;

/// Most records that are offered at once; typing finds the others.
pub const OFFERED: usize = 50;
/// Most records of one kind, where several kinds are offered and nothing is typed.
const OF_EACH: usize = 6;

/// A record that is offered, with its kind's name where records of several kinds are.
pub type Offered = (Id, String);

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

    /// The records that hold every word of a search, in their own title or in their kind's name: what stands in the
    /// field first, then kind by kind; and whether there are more than are offered.
    #[must_use]
    pub fn find(&self, sight: &Sight, typed: &str) -> (Vec<Offered>, bool) {
        let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        let fits = |label: &str| {
            let label = label.to_lowercase();
            wanted.iter().all(|word| label.contains(word))
        };
        if let Some(follow_ups) = &self.follow_ups {
            let mut found = follow_ups.iter().filter(|(_, label)| fits(label)).cloned();
            let offered = found.by_ref().take(OFFERED).collect();
            return (offered, found.next().is_some());
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
        (offered, more)
    }
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
