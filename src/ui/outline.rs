//! Records that hang under each other, as a tree: what it is about, groups of what answers it, and under each record
//! those behind it. Walked without recursion, since what is linked may be as deep as it likes.

use super::Sight;
use crate::record::{Id, KindInfo, Record, Tag, Value};
use std::collections::{BTreeSet, HashMap, HashSet};

/// How the records of a kind hang together, by the fields that say so.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// The field that names the record that one hangs under.
    pub under: Tag,
    /// The field that names what the whole tree is about.
    pub about: Tag,
    /// The kind of what it is about.
    pub about_kind: &'static KindInfo,
    /// The field that orders what trees are about.
    pub about_order: Tag,
    /// The field that groups what hangs under nothing else.
    pub by: Tag,
}

/// What a row of a list stands for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Node {
    /// A record of the list's kind.
    Record(Id),
    /// What a tree is about; nothing for what is about nothing.
    About(Option<Id>),
    /// A group in a tree, by its name on screen.
    Group(Option<Id>, String),
}

/// How a row stands in its tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch {
    /// The twigs drawn before it.
    pub line: String,
    /// How far from the stem.
    pub depth: usize,
    /// How many records hang under it.
    pub holds: usize,
    /// Whether they are hidden.
    pub folded: bool,
    /// Whether it stands here only as the way to others: the query does not let it through itself.
    pub way: bool,
    /// How a new record points that is begun here.
    pub new: Vec<(Tag, Value)>,
}

/// A row of a list of records: flat, or in a tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// What it stands for.
    pub node: Node,
    /// How it stands in a tree, in a list that is one.
    pub branch: Option<Box<Branch>>,
}

impl Row {
    /// The row of a record in a flat list, or one to look for.
    #[must_use]
    pub fn of(id: Id) -> Self {
        Self { node: Node::Record(id), branch: None }
    }

    /// The record of the list's kind that it stands for.
    #[must_use]
    pub fn record(&self) -> Option<Id> {
        if let Node::Record(id) = self.node { Some(id) } else { None }
    }
}

/// Deepest level that is drawn further to the right than the one above it.
const DRAWN: usize = 12;

/// A part of the tree while it is made; those that hang on it follow it in the list.
struct Twig {
    node: Node,
    on: Option<usize>,
    under: Vec<usize>,
    holds: usize,
    way: bool,
    new: Vec<(Tag, Value)>,
}

/// Which record hangs on which, in the rows' order.
struct Links {
    under: HashMap<Id, Vec<Id>>,
    /// Those that hang on nothing; of a circle, its first.
    roots: Vec<Id>,
}

fn target(record: &Record, tag: Tag) -> Option<Id> {
    if let Some(Value::Link(id)) = record.value(tag) { Some(id) } else { None }
}

impl Outline {
    fn links(self, sight: &Sight, kind: &KindInfo, all: &[Id]) -> Links {
        let there: HashSet<Id> = all.iter().copied().collect();
        let parent = |id: Id| target(sight.get(kind, id)?, self.under).filter(|on| *on != id && there.contains(on));
        let mut parents: HashMap<Id, Id> = all.iter().filter_map(|id| Some((*id, parent(*id)?))).collect();
        let mut under: HashMap<Id, Vec<Id>> = HashMap::new();
        for id in all {
            if let Some(on) = parents.get(id) {
                under.entry(*on).or_default().push(*id);
            }
        }
        let mut seen: HashSet<Id> = HashSet::new();
        let mut roots = Vec::new();
        // What no root leads to hangs in a circle, which is cut open where it first stands.
        let free: Vec<Id> = all.iter().copied().filter(|id| !parents.contains_key(id)).collect();
        for id in free.iter().chain(all) {
            if !seen.insert(*id) {
                continue;
            }
            roots.push(*id);
            if let Some(on) = parents.remove(id)
                && let Some(siblings) = under.get_mut(&on)
            {
                siblings.retain(|one| one != id);
            }
            let mut next = vec![*id];
            while let Some(at) = next.pop() {
                next.extend(under.get(&at).into_iter().flatten().copied().filter(|one| seen.insert(*one)));
            }
        }
        Links { under, roots }
    }

    /// What trees can be about, in order; with nothing last.
    fn abouts(self, sight: &Sight) -> Vec<Option<Id>> {
        let records = sight.whole.home(self.about_kind).records(self.about_kind.number);
        let place = |record: &Record| match record.value(self.about_order) {
            Some(Value::Number(number)) => number,
            _ => f64::INFINITY,
        };
        let mut placed: Vec<(f64, Id)> = records.map(|record| (place(record), record.id())).collect();
        placed.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        placed.into_iter().map(|(_, id)| Some(id)).chain([None]).collect()
    }

    /// The rows of some records as trees. With `found`, only those, what hangs under a name that holds all `wanted`
    /// words, and the way to them. Where the list is narrowed to `listed`, only of these. Nothing is folded while
    /// words are looked for.
    #[must_use]
    pub fn rows(
        self,
        sight: &Sight,
        kind: &KindInfo,
        all: &[Id],
        found: Option<(&[Id], Option<&HashSet<Id>>)>,
        wanted: &[String],
        folded: &BTreeSet<Node>,
    ) -> Vec<Row> {
        let links = self.links(sight, kind, all);
        let Some((found, listed)) = found else {
            let twigs = self.twigs(sight, kind, &links, None);
            let kept = vec![true; twigs.len()];
            return drawn(twigs, &kept, folded);
        };
        let found: HashSet<Id> = found.iter().copied().collect();
        let mut twigs = self.twigs(sight, kind, &links, Some(&found));
        let kept = keep(sight, self.about_kind, &mut twigs, wanted, listed);
        let none = BTreeSet::new();
        drawn(twigs, &kept, if wanted.is_empty() { folded } else { &none })
    }

    fn twigs(self, sight: &Sight, kind: &KindInfo, links: &Links, found: Option<&HashSet<Id>>) -> Vec<Twig> {
        let mut twigs: Vec<Twig> = Vec::new();
        let mut of: HashMap<Option<Id>, Vec<Id>> = HashMap::new();
        for root in &links.roots {
            let about = sight.get(kind, *root).and_then(|record| target(record, self.about));
            let about = about.filter(|id| sight.get(self.about_kind, *id).is_some());
            of.entry(about).or_default().push(*root);
        }
        let mut grow = |node: Node, on: Option<usize>, new: Vec<(Tag, Value)>| {
            let at = twigs.len();
            let way = match (&node, found) {
                (Node::Record(id), Some(found)) => !found.contains(id),
                (_, found) => found.is_some(),
            };
            twigs.push(Twig { node, on, under: Vec::new(), holds: 0, way, new });
            if let Some(on) = on.and_then(|on| twigs.get_mut(on)) {
                on.under.push(at);
            }
            at
        };
        for about in self.abouts(sight) {
            let roots = of.remove(&about).unwrap_or_default();
            if about.is_none() && roots.is_empty() {
                continue;
            }
            let new: Vec<(Tag, Value)> = about.map(|id| (self.about, Value::Link(id))).into_iter().collect();
            let head = grow(Node::About(about), None, new.clone());
            for (name, value, roots) in self.groups(sight, kind, roots) {
                let on = match value {
                    Some(value) => {
                        let new = new.iter().cloned().chain([(self.by, value)]).collect();
                        grow(Node::Group(about, name), Some(head), new)
                    }
                    None => head,
                };
                let mut next: Vec<(usize, Id)> = roots.into_iter().rev().map(|id| (on, id)).collect();
                while let Some((on, id)) = next.pop() {
                    let behind = new.iter().cloned().chain([(self.under, Value::Link(id))]).collect();
                    let at = grow(Node::Record(id), Some(on), behind);
                    next.extend(links.under.get(&id).into_iter().flatten().rev().map(|under| (at, *under)));
                }
            }
        }
        for at in (0..twigs.len()).rev() {
            let Some(twig) = twigs.get(at) else { continue };
            let own = usize::from(matches!(twig.node, Node::Record(_)));
            let (on, holds) = (twig.on, twig.holds + own);
            if let Some(on) = on.and_then(|on| twigs.get_mut(on)) {
                on.holds += holds;
            }
        }
        twigs
    }

    /// Records by the group that they belong to, groups by name, those without one last.
    fn groups(self, sight: &Sight, kind: &KindInfo, roots: Vec<Id>) -> Vec<(String, Option<Value>, Vec<Id>)> {
        let mut groups: Vec<(String, Option<Value>, Vec<Id>)> = Vec::new();
        for id in roots {
            let record = sight.get(kind, id);
            let value = record.and_then(|record| record.value(self.by));
            let name = record.map(|record| sight.field(kind, record, self.by)).unwrap_or_default();
            match groups.iter_mut().find(|(known, ..)| *known == name) {
                Some((.., ids)) => ids.push(id),
                None => groups.push((name, value, vec![id])),
            }
        }
        let order = sight.words.order();
        groups.sort_by(|(a, one, _), (b, other, _)| {
            one.is_none().cmp(&other.is_none()).then_with(|| order.compare(a, b))
        });
        groups
    }
}

/// Which twigs are shown of a tree of which only some are found: those, what hangs under a name that holds all the
/// words, and the way to them. Where only some are listed, a name leads to none but these.
fn keep(
    sight: &Sight,
    about: &KindInfo,
    twigs: &mut [Twig],
    wanted: &[String],
    listed: Option<&HashSet<Id>>,
) -> Vec<bool> {
    let may_stand = |node: &Node| match (node, listed) {
        (Node::Record(id), Some(listed)) => listed.contains(id),
        // A heading that none of the listed hangs under has nothing to say.
        (_, listed) => listed.is_none(),
    };
    let named = |node: &Node| {
        let name = match node {
            Node::About(Some(id)) => sight.get(about, *id).map(|record| sight.title(about, record)),
            Node::Group(_, name) => Some(name.clone()),
            Node::About(None) | Node::Record(_) => None,
        };
        let name = name.unwrap_or_default().to_lowercase();
        !wanted.is_empty() && wanted.iter().all(|word| name.contains(word))
    };
    let mut under_name: Vec<bool> = Vec::with_capacity(twigs.len());
    for twig in twigs.iter_mut() {
        let above = twig.on.and_then(|on| under_name.get(on)).copied().unwrap_or_default();
        let leads = above || named(&twig.node);
        under_name.push(leads);
        twig.way &= !(leads && may_stand(&twig.node));
    }
    let mut kept: Vec<bool> = twigs.iter().map(|twig| !twig.way).collect();
    for at in (0..twigs.len()).rev() {
        let on = twigs.get(at).and_then(|twig| twig.on).filter(|_| kept.get(at) == Some(&true));
        if let Some(on) = on.and_then(|on| kept.get_mut(on)) {
            *on = true;
        }
    }
    kept
}

/// The rows of the twigs that are kept, with what joins them; what is folded holds its own back.
fn drawn(mut twigs: Vec<Twig>, kept: &[bool], folded: &BTreeSet<Node>) -> Vec<Row> {
    let mut rows = Vec::new();
    let roots: Vec<usize> =
        (0..twigs.len()).filter(|at| twigs.get(*at).is_some_and(|twig| twig.on.is_none())).collect();
    // What is still to be drawn, the next one last: twig, depth, what is drawn before it, whether it ends its branch.
    let mut next: Vec<(usize, usize, String, bool)> =
        roots.into_iter().rev().map(|at| (at, 0, String::new(), true)).collect();
    while let Some((at, depth, before, last)) = next.pop() {
        if kept.get(at) != Some(&true) {
            continue;
        }
        let Some(twig) = twigs.get_mut(at) else { continue };
        let node = std::mem::replace(&mut twig.node, Node::About(None));
        let under: Vec<usize> = twig.under.iter().copied().filter(|at| kept.get(*at) == Some(&true)).collect();
        let is_folded = !under.is_empty() && folded.contains(&node);
        let joint = match (under.is_empty(), is_folded) {
            (true, _) => "─ ",
            (false, true) => "+ ",
            (false, false) => "┬ ",
        };
        let line = match (depth, last) {
            (0, _) => String::from(if is_folded { "+ " } else { "" }),
            (_, true) => format!("{before}└─{joint}"),
            (_, false) => format!("{before}├─{joint}"),
        };
        let behind = match (depth, last) {
            (0, _) => String::new(),
            (DRAWN.., _) => before,
            (_, true) => before + "  ",
            (_, false) => before + "│ ",
        };
        let end = under.len().saturating_sub(1);
        if !is_folded {
            let under = under.into_iter().enumerate().rev();
            next.extend(under.map(|(place, at)| (at, depth + 1, behind.clone(), place == end)));
        }
        let branch = Branch {
            line,
            depth,
            holds: twig.holds,
            folded: is_folded,
            way: twig.way,
            new: std::mem::take(&mut twig.new),
        };
        rows.push(Row { node, branch: Some(Box::new(branch)) });
    }
    rows
}
