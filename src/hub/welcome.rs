//! A line that has come: who it is for, which session, and then what it says.

use super::door::account;
use super::inbox::{Comer, Inbox};
use super::protocol::{self, Broken, Down, Hello, Run, Up};
use super::reader::{self, Until};
use super::seats::{Found, Wish};
use super::session::Session;
use super::tally::{Counted, TooMany};
use super::{Hub, ask, commands, far, new_id};
use crate::locale::{Lang, Words};
use crate::record::{Id, scrub_line};
use crate::rights::Eyes;
use nix::unistd::Uid;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How long a write may take before the line counts as gone.
const WRITE: Duration = Duration::from_secs(10);
/// How long a terminal may take to say who it is.
const HELLO: Duration = Duration::from_secs(10);

/// Most letters of a name that is told back.
const MAX_NAME: usize = 64;

/// Who has come, as the kernel knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Caller {
    /// An officer.
    Officer(Eyes),
    /// A gate, which says who the officer is.
    Gate,
}

impl Hub {
    /// Serves whoever has come on a line, until the line ends. A session that lives on goes on without it; where none
    /// does, its end is waited for.
    pub fn welcome(self: &Arc<Self>, line: &UnixStream, caller: Caller) {
        let of_line = new_id((self.house.clock)());
        let session = line
            .try_clone()
            .ok()
            .filter(|waiting| waiting.try_clone().is_ok_and(|waiting| self.seats.wait(of_line, waiting)));
        // Counted until the line ends.
        let mut counted = None;
        let served = session.and_then(|own| match self.admit(line, caller, &mut counted)? {
            (eyes, First::Run(asked)) => {
                // It is told itself when the hub stops.
                self.seats.waits_no_more(of_line);
                commands::run(self, line, eyes, asked);
                None
            }
            (eyes, First::Hello(hello)) => self.seat(line, own, &eyes, hello),
        });
        self.seats.waits_no_more(of_line);
        let Some((number, inbox, id)) = served else {
            let _ = line.shutdown(std::net::Shutdown::Both);
            return;
        };
        // The session closes the line itself, once it has said goodbye.
        reader::read(line, number, &inbox);
        if self.stays.is_none() {
            self.seats.wait_for_end(Some(id));
        }
    }

    /// What somebody who has come wants, and whose it is; nothing when they are turned away.
    fn admit(&self, line: &UnixStream, caller: Caller, counted: &mut Option<Counted>) -> Option<(Eyes, First)> {
        // A stranger, another version or a line that breaks before there is a session: nothing to be saved.
        let first = first(line).inspect_err(|broken| self.note_version(&caller, broken)).ok()?;
        let words = self.words();
        let refuse = |officer: &str, outcome: &str, words: String| {
            self.note_refusal(officer, outcome);
            far::say(line, &Down::Exit { code: 1, words });
            None
        };
        let vouched = match &first {
            First::Hello(hello) => &hello.officer,
            First::Run(run) => &run.officer,
        };
        let eyes = match (caller, vouched) {
            (Caller::Officer(eyes), None) => Some(eyes),
            (Caller::Officer(eyes), Some(_)) => {
                refuse(&eyes.officer().name, "vouched-for-another", words.say("hub-no-gate"))
            }
            (Caller::Gate, None) => refuse("", "gate-without-name", words.say("hub-no-gate")),
            // The owner stands in no register; whoever came by that name would share the drafts and the history of it.
            (Caller::Gate, Some(name)) if is_owners(name) => {
                refuse(name, "name-of-owner", words.say_with("hub-gate-owner", &[("name", name)]))
            }
            (Caller::Gate, Some(name)) => self.eyes_of(name).or_else(|| {
                // Whatever was sent for a name.
                let shown: String = scrub_line(name).chars().take(MAX_NAME).collect();
                refuse(&shown, "unknown-officer", words.say_with("hub-unknown-officer", &[("name", &shown)]))
            }),
        };
        let eyes = eyes?;
        match self.tally.admit(eyes.officer().id, eyes.is_administrator(), self.sessions_of_one()) {
            Ok(own) => *counted = Some(own),
            Err(too_many) => {
                let _: Option<Eyes> = refuse(&eyes.officer().name, "too-many-lines", say_too_many(too_many, &words));
                return None;
            }
        }
        Some((eyes, first))
    }

    /// A terminal of another version has been told so by the opening of this end; here it is noted.
    fn note_version(&self, caller: &Caller, broken: &Broken) {
        if matches!(broken, Broken::Version(_)) {
            let officer = if let Caller::Officer(eyes) = caller { eyes.officer().name.as_str() } else { "gate" };
            self.note_refusal(officer, "another-version");
        }
    }

    /// The eyes of somebody as they are now; nothing when they may not come any more.
    fn still(&self, eyes: &Eyes) -> Option<Eyes> {
        if eyes.is_owner() { Some(eyes.clone()) } else { self.eyes_of(&eyes.officer().name) }
    }

    /// Finds the session for a line, or begins one.
    fn seat(self: &Arc<Self>, line: &UnixStream, own: UnixStream, eyes: &Eyes, hello: Hello) -> Option<Seated> {
        // A question is asked in the language that was asked for.
        let words = match Lang::of(&hello.language) {
            Some(lang) => self.house.languages.get(lang),
            None => self.words(),
        };
        let number = self.lines.fetch_add(1, Ordering::Relaxed);
        let mut comer = Box::new(Comer { line: own, number, hello });
        let mut wish = match comer.hello.seat {
            0 if comer.hello.new || self.stays.is_none() => Wish::New,
            0 => Wish::Any,
            seat => Wish::Back(seat),
        };
        let officer = eyes.officer().clone();
        loop {
            // A question may have stood for long: who may come is who may come now.
            let Some(eyes) = self.still(eyes) else {
                let name = officer.name.as_str();
                self.note_refusal(name, "unknown-officer");
                let words = words.say_with("hub-unknown-officer", &[("name", name)]);
                far::say(line, &Down::Exit { code: 1, words });
                return None;
            };
            let session = new_id((self.house.clock)());
            let most = self.sessions_of_one();
            match self.seats.find(&officer, wish, (session, number), most) {
                Found::Goes(inbox) => match inbox.come(comer) {
                    Ok(()) => return Some((number, inbox, session)),
                    // It has ended meanwhile.
                    Err(back) => comer = back,
                },
                Found::New(seat, inbox) => {
                    let begun = Session::begin(self, eyes, *comer, (seat, session), &inbox);
                    return begun.then_some((number, inbox, session));
                }
                Found::Busy(of) => {
                    let Ok(_counted) = self.tally.ask(officer.id) else {
                        self.note_refusal(&officer.name, "too-many-questions");
                        far::say(line, &Down::Exit { code: 1, words: words.say("hub-many-questions") });
                        return None;
                    };
                    let asked = ask::take_over(line, &comer.hello, &words);
                    wish = match asked.ok()?? {
                        ask::Answer::TakeOver => Wish::Over(of),
                        ask::Answer::New => Wish::New,
                        ask::Answer::Leave => {
                            far::say(line, &Down::Exit { code: 0, words: String::new() });
                            return None;
                        }
                    };
                }
                full @ (Found::Full(most) | Found::AllFull(most)) => {
                    self.note_refusal(&officer.name, "full");
                    let whose = if matches!(full, Found::Full(_)) { "hub-full" } else { "hub-full.all" };
                    let words = words.say_with(whose, &[("most", &most.to_string())]);
                    far::say(line, &Down::Exit { code: 1, words });
                    return None;
                }
                Found::Closed => {
                    far::say(line, &Down::Again(words.say("hub-stopped")));
                    return None;
                }
            }
        }
    }
}

/// Whether a name is that of an account that owns the store: the hub's own, or root's.
fn is_owners(name: &str) -> bool {
    [Uid::effective(), Uid::from_raw(0)].into_iter().any(|uid| account(uid) == name)
}

/// A line's number, its session's mail, and the session.
type Seated = (u64, Arc<Inbox>, Id);

/// Why a line is not taken, in words.
pub(super) fn say_too_many(why: TooMany, words: &Words) -> String {
    match why {
        TooMany::Own(most) => words.say_with("hub-many-lines", &[("most", &most.to_string())]),
        TooMany::All => words.say("hub-all-lines"),
    }
}

/// What somebody who has come begins with.
enum First {
    Hello(Hello),
    Run(Run),
}

/// What somebody begins with, within one time for all of it.
fn first(mut line: &UnixStream) -> Result<First, Broken> {
    line.set_write_timeout(Some(WRITE))?;
    protocol::open(&mut line)?;
    let mut until = Until { line, until: Instant::now() + HELLO };
    protocol::expect_opening(&mut until)?;
    let first = match protocol::receive_up(&mut until)? {
        Up::Hello(hello) => First::Hello(hello),
        Up::Run(run) => First::Run(run),
        _ => return Err(Broken::Garbled),
    };
    line.set_read_timeout(None)?;
    Ok(first)
}
