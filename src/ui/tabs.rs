//! The tabs' names in one line, however narrow.

use super::text;

/// Least columns that a tab's name is cut to: enough to tell the tabs of a room apart.
const LEAST: usize = 4;
/// What stands between two tabs, and what does where that has no room.
const BETWEEN: [&str; 2] = ["  ", "│"];

/// What stands between the tabs' labels in a line of `room` columns, and the labels. Where they do not fit, the tabs
/// move together first; then the names of the tabs that are not shown give way, the longest at a time, then the shown
/// tab's view, then its name.
#[must_use]
pub fn fitted(labels: &[(String, String)], shown: usize, room: usize) -> (&'static str, Vec<String>) {
    let mut names: Vec<usize> = labels.iter().map(|(name, _)| text::width(name)).collect();
    let mut view: usize = labels.get(shown).map_or(0, |(_, view)| text::width(view));
    let taken = |names: &[usize], view: usize, between: &str| {
        names.iter().sum::<usize>() + view + text::width(between) * labels.len().saturating_sub(1) + 2
    };
    let [far, near] = BETWEEN;
    let between = if taken(&names, view, far) > room { near } else { far };
    while taken(&names, view, between) > room {
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
    (between, labels.iter().zip(names).enumerate().map(label).collect())
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
        let line = |room| {
            let (between, labels) = fitted(&labels, 0, room);
            labels.join(between)
        };
        assert_eq!(line(80), "[Utgångsläge: sanktionstrappor 4/7]  Krav  Värdering  Plan  Förankring");
        assert_eq!(line(66), "[Utgångsläge: sanktionstrappor 4/7]│Krav│Värdering│Plan│Förankring");
        assert_eq!(line(62), "[Utgångsläge: sanktionstrappor 4/7]│Krav│Värder»│Plan│Förankr»");
        assert_eq!(line(45), "[Utgångsläge: sanktions»]│Krav│Vär»│Plan│För»");
        assert_eq!(line(0), "[Utg»]│Krav│Vär»│Plan│För»");
    }
}
