//! The frame around every room: where one is, the tabs, what was said, what can be done.

use super::{App, Overlay, Yes, guide};
use crate::keys::{self, Action};
use crate::record::Step;
use crate::steps;
use crate::ui::{self, Tone, text};
use ratatui::{Frame, layout::Rect};

/// Below this a single line asks for more room.
const LEAST: (u16, u16) = (40, 12);

/// Draws a session.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        too_small(app, frame, area);
        return;
    }
    if let Some(Overlay::Help(help, _)) = &app.overlay {
        help.view(&app.cx, frame, area);
        banner(app, frame, line(area, 1));
        return;
    }
    header(app, frame, line(area, 0));
    tabs(app, frame, line(area, 1));
    rule(app, frame, line(area, 2));
    banner(app, frame, line(area, 2));
    let mut work = ui::work_area(area.as_size());
    let below = area.height - if app.room.is_some() { work.bottom() } else { area.height - ui::BELOW };
    work.height = area.height - ui::ABOVE - below;
    match &app.overlay {
        Some(Overlay::Import(importing) | Overlay::Question(_, Yes::GiveUp(importing))) => {
            importing.view(&app.cx, frame, work);
        }
        Some(Overlay::Report(reporting)) => reporting.view(&app.cx, frame, work),
        Some(Overlay::Drafts(drafts)) => drafts.view(&app.cx, frame, work),
        Some(Overlay::Left(left)) => left.view(&app.cx, frame, work),
        Some(Overlay::Questions(sheet)) => sheet.view(&app.cx, frame, work),
        Some(Overlay::Chain(chain)) => chain.view(&app.cx, frame, work),
        Some(Overlay::Sheet(sheet)) => sheet.view(&app.cx, frame, work),
        Some(Overlay::When(when)) => when.view(&app.cx, frame, work),
        Some(Overlay::Writing(writing)) => writing.view(&app.cx, frame, work),
        Some(Overlay::Leaving(leaving)) => leaving.view(&app.cx, frame, work),
        _ => app.screen().view(&app.cx, frame, work),
    }
    rule(app, frame, line(area, area.height - below));
    if below > ui::BELOW && app.overlay.is_none() {
        guide_line(app, frame, line(area, area.height - ui::BELOW));
    }
    message(app, frame, line(area, area.height - 2));
    hints(app, frame, line(area, area.height - 1));
}

fn line(area: Rect, y: u16) -> Rect {
    Rect { y: area.y + y, height: 1, ..area }
}

fn put(app: &App, frame: &mut Frame<'_>, x: u16, area: Rect, shown: &str, tone: Tone) -> u16 {
    let shown = text::cut(shown, usize::from(area.right().saturating_sub(x)));
    frame.buffer_mut().set_string(x, area.y, &shown, app.look().style(tone));
    x.saturating_add(u16::try_from(text::width(&shown)).unwrap_or_default())
}

fn put_right(app: &App, frame: &mut Frame<'_>, area: Rect, shown: &str, tone: Tone) {
    let wide = u16::try_from(text::width(shown)).unwrap_or(u16::MAX);
    let x = area.right().saturating_sub(wide.saturating_add(1)).max(area.x);
    put(app, frame, x, area, shown, tone);
}

fn too_small(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let said = app.cx.sight.words.say("too-small");
    let lines = text::wrap(&said, area.width.into());
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    for (y, line) in (area.y + area.height.saturating_sub(count) / 2..area.bottom()).zip(lines) {
        let wide = u16::try_from(text::width(&line)).unwrap_or_default();
        let x = area.x + area.width.saturating_sub(wide) / 2;
        frame.buffer_mut().set_string(x, y, text::cut(&line, area.width.into()), app.look().style(Tone::Plain));
    }
}

fn rule(app: &App, frame: &mut Frame<'_>, area: Rect) {
    frame.buffer_mut().set_string(area.x, area.y, "─".repeat(area.width.into()), app.look().style(Tone::Dim));
}

/// Says which moment is shown, when it is not now, and which key leads back.
fn banner(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let Some(then) = &app.cx.then else { return };
    let words = &app.cx.sight.words;
    let shown = words.say_with("then-banner", &[("when", &then.named()), ("number", &then.seq.to_string())]);
    let x = put(app, frame, area.x + 1, area, &format!(" {shown} "), Tone::Warn);
    if let Some(key) = app.cx.keys.keys_for(&app.contexts(), Action::AsItWas) {
        let back = words.say_with("then-back", &[("key", &words.key(&key))]);
        put(app, frame, x + 1, area, &format!(" {back} "), Tone::Accent);
    }
}

fn header(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let words = &app.cx.sight.words;
    let Some(room) = app.room.and_then(|at| app.rooms.get(at)) else {
        put(app, frame, area.x + 1, area, "Stegvis", Tone::Strong);
        let who = format!("{}  {}", app.cx.eyes.officer().name, words.lang().code());
        put_right(app, frame, area, &text::cut(&who, usize::from(area.width / 2)), Tone::Dim);
        return;
    };
    let marks = steps::progress(&app.cx.sight.whole.own);
    let steps_shown = |named: bool| {
        Step::SIX.map(|step| {
            let mark = marks.get(step.number() - 1).copied().map(steps::progress_mark).unwrap_or_default();
            let name = || words.say(&format!("step-{}", step.code()));
            if step == room.step() {
                (format!("[{} {}{mark}]", step.number(), name()), Tone::Strong)
            } else if named {
                (format!("{} {}{mark} ", step.number(), name()), Tone::Dim)
            } else {
                (format!("{}{mark}", step.number()), Tone::Dim)
            }
        })
    };
    let system = if room.step() == Step::System {
        (format!("[{}]", words.say("step-system")), Tone::Strong)
    } else {
        let keys = app.cx.keys.keys_for(&[keys::Context::Everywhere], Action::System).unwrap_or_default();
        (keys, Tone::Dim)
    };
    let title = app.cx.sight.follow_up_title(&app.cx.sight.whole.own);
    let title = if title.is_empty() { words.say("untitled") } else { title };
    let wide = |shown: &[(String, Tone)]| shown.iter().map(|(label, _)| text::width(label) + 1).sum::<usize>();
    let bar = |named: bool| steps_shown(named).into_iter().chain([system.clone()]).collect::<Vec<_>>();
    // Every step has its name where that cuts nothing.
    let shown = Some(bar(true)).filter(|named| wide(named) + text::width(&title) + 3 <= usize::from(area.width));
    let shown = shown.unwrap_or_else(|| bar(false));
    let wide = wide(&shown);
    let title = text::cut(&title, usize::from(area.width).saturating_sub(wide + 3));
    let mut x = put(app, frame, area.x + 1, area, &title, Tone::Strong) + 2;
    for (label, tone) in &shown {
        x = put(app, frame, x, area, label, *tone) + 1;
    }
}

fn tabs(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let words = &app.cx.sight.words;
    let drafts = &app.cx.drafts;
    let saved = match (app.cx.then.is_some(), app.saving.is_saving(), drafts.typing().is_some(), drafts.len()) {
        (true, ..) => words.say("then-status"),
        (_, false, false, _) if app.room.is_some() && app.cx.reads_only() => words.say("reader-status"),
        (_, true, ..) => words.say("saving"),
        (_, false, true, _) => words.say("typing"),
        (_, false, false, 0) if app.room.is_some() && app.cx.sight.whole.own.is_closed() => words.say("closed-status"),
        (_, false, false, 0) => words.say("saved"),
        (_, false, false, held) => words.count("drafts-held", held),
    };
    let status = app.screen().status(&app.cx);
    let right = if status.is_empty() { saved } else { format!("{status}  {saved}") };
    let others = app.others_here().map(|others| text::cut(&others, usize::from(area.width / 3)));
    let right = others.map_or(right.clone(), |others| format!("{others}  {right}"));
    let room = u16::try_from(text::width(&right)).unwrap_or_default() + 3;
    let left = Rect { width: area.width.saturating_sub(room), ..area };
    match app.room.and_then(|at| app.rooms.get(at)) {
        Some(room) => room.tabs_view(&app.cx, frame, left),
        None => {
            put(app, frame, left.x + 1, left, &words.say("home-head"), Tone::Dim);
        }
    }
    put_right(app, frame, area, &right, Tone::Dim);
}

fn message(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if let Some(Overlay::Question(question, _)) = &app.overlay {
        say(app, frame, area, question, Tone::Warn);
    } else if !app.begun.is_empty() {
        let begun = app.begun.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        put(app, frame, area.x + 1, area, &format!("{begun} …"), Tone::Accent);
    } else if let Some((tone, said)) = &app.said {
        say(app, frame, area, said, *tone);
    } else if app.overlay.is_none()
        && let Some(step) = app.step()
    {
        left_line(app, frame, area, step);
    }
}

/// A line that tells something, and the key to do more about it at its right edge.
fn told(app: &App, frame: &mut Frame<'_>, area: Rect, shown: &str, action: Action) {
    let words = &app.cx.sight.words;
    let Some(keys) = app.cx.keys.keys_for(&app.contexts(), action) else {
        // Where letters are text the key would be a letter.
        put(app, frame, area.x + 1, area, shown, Tone::Dim);
        return;
    };
    let hint = format!("{} {}", words.key(&keys), words.say(&action.word()));
    let left =
        Rect { width: area.width.saturating_sub(u16::try_from(text::width(&hint)).unwrap_or_default() + 3), ..area };
    put(app, frame, area.x + 1, left, shown, Tone::Dim);
    put_right(app, frame, area, &hint, Tone::Dim);
}

/// The first guiding question of the step that is not answered.
fn guide_line(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let Some(step) = app.step() else { return };
    let words = &app.cx.sight.words;
    let all = guide::questions(step).len().to_string();
    match guide::unanswered(&app.cx, step) {
        Some((at, question)) => {
            let (at, question) = ((at + 1).to_string(), words.say(question));
            let shown = words.say_with("guide-line", &[("place", &at), ("all", &all), ("question", &question)]);
            told(app, frame, area, &shown, Action::Answer);
        }
        None if all != "0" => {
            told(app, frame, area, &words.say_with("guide-answered", &[("all", &all)]), Action::Questions);
        }
        None => {}
    }
}

/// What is left in the step, as far as the checks have found.
fn left_line(app: &App, frame: &mut Frame<'_>, area: Rect, step: Step) {
    let words = &app.cx.sight.words;
    let left: Vec<String> =
        app.walk.left(step).map(|(check, count)| format!("{} {count}", words.say(&format!("check-{check}")))).collect();
    if !left.is_empty() {
        let shown = words.say_with("left-line", &[("left", &left.join(" · "))]);
        told(app, frame, area, &shown, Action::Remaining);
    }
}

/// Says something on the message line; what does not fit begins above it, on up to two lines more.
fn say(app: &App, frame: &mut Frame<'_>, area: Rect, said: &str, tone: Tone) {
    let lines = text::wrap(said, usize::from(area.width.saturating_sub(2)));
    if lines.len() == 1 {
        put(app, frame, area.x + 1, area, said, tone);
        return;
    }
    let above = lines.len().min(3) - 1;
    let (first, rest) = lines.split_at(above);
    for (line, up) in first.iter().zip((1..=u16::try_from(above).unwrap_or_default()).rev()) {
        let row = Rect { y: area.y.saturating_sub(up), ..area };
        frame.render_widget(ratatui::widgets::Clear, row);
        put(app, frame, area.x + 1, row, line, tone);
    }
    put(app, frame, area.x + 1, area, &rest.join(" "), tone);
}

/// The hint bar: what can be done here. Where there is no room for all, the least important goes first, as a
/// whole; help always stands, and the ways out stay before what is done inside.
fn hints(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let contexts = app.contexts();
    let mut actions = vec![Action::Help];
    actions.extend(match &app.overlay {
        Some(over) => over.offers(),
        None => app.screen().offers(&app.cx),
    });
    if app.overlay.is_none() && app.room.is_some() && contexts.contains(&keys::Context::Everywhere) {
        actions.insert(actions.len().min(2), Action::NextMissing);
    }
    if contexts.contains(&keys::Context::Everywhere) && app.room.is_some() {
        actions.extend([Action::Undo, Action::Home, Action::Leave, Action::Report]);
    }
    if app.cx.then.is_some() {
        actions.retain(|action| !action.is_of_now_in(&contexts) && *action != Action::AsItWas);
        actions.insert(1, Action::AsItWas);
    }
    let mut hints: Vec<(u8, String, String)> = Vec::new();
    for (place, action) in actions.into_iter().enumerate() {
        let Some(keys) = app.cx.keys.keys_for(&contexts, action) else { continue };
        // A key that the screen takes as it is, as digits while valuing, does not do what it does elsewhere.
        let first = crate::keys::sequence(&keys).ok().and_then(|keys| keys.first().copied());
        if first.is_some_and(|key| app.takes(key)) {
            continue;
        }
        let rank = match action {
            Action::Help => 0,
            _ if place == 1 => 1,
            Action::Leave | Action::Close | Action::Stop | Action::No => 2,
            Action::NextTab => 3,
            _ => u8::try_from(place + 2).unwrap_or(u8::MAX),
        };
        let words = &app.cx.sight.words;
        let here = match app.overlay.as_ref().and_then(|over| over.hint(action, &app.cx)) {
            Some(hint) => Some(hint.to_owned()),
            None if action == Action::AsItWas && app.cx.then.is_some() => Some(format!("{}.hint-then", action.word())),
            None => contexts.first().map(|context| format!("{}.hint-{}", action.word(), context.name())),
        };
        let word = here.and_then(|id| words.find(&id, None)).unwrap_or_else(|| words.say(&action.word()));
        hints.push((rank, words.key(&keys), word));
    }
    let wide = |(_, keys, word): &(u8, String, String)| text::width(keys) + text::width(word) + 3;
    // The blanks behind the last hint may be off the screen.
    while hints.len() > 1 && hints.iter().map(wide).sum::<usize>() > usize::from(area.width) + 1 {
        let least = hints.iter().enumerate().max_by_key(|(_, (rank, ..))| *rank).map_or(0, |(at, _)| at);
        hints.remove(least);
    }
    let mut x = area.x + 1;
    for (_, keys, word) in hints {
        x = put(app, frame, x, area, &keys, Tone::Accent) + 1;
        x = put(app, frame, x, area, &word, Tone::Plain) + 2;
    }
}
