//! Who is served: the sessions of all officers, and which of them has a terminal just now.

use super::inbox::{Comer, Inbox};
use crate::app::Here;
use crate::record::Id;
use crate::rights::Officer;
use crate::ui::Other;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Most sessions at a time.
pub(super) const MAX_SESSIONS: usize = 400;

/// Bits of a [ticket](Seats::ticket) that are the seat's number; the others tell who sat there.
const NUMBER_BITS: u32 = 12;

/// The sessions of a hub.
#[derive(Debug, Default)]
pub(super) struct Seats {
    /// Another one in each hub, so that the lines of one are not taken for those of the next.
    salt: u32,
    taken: Mutex<Taken>,
    emptied: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    seats: Vec<Seat>,
    /// Lines that have no session yet.
    waiting: Vec<(Id, UnixStream)>,
    /// The hub is about to stop, and nobody is served any more.
    closed: bool,
}

/// A session as others see it.
#[derive(Debug)]
struct Seat {
    session: Id,
    officer: Id,
    name: String,
    number: u32,
    inbox: Arc<Inbox>,
    /// The line that has it, or had it last.
    line: u64,
    /// Where the officer is.
    here: Option<Here>,
    /// Whether a terminal is attached.
    live: bool,
    /// Bytes that are held for its screen.
    screen: usize,
    /// Since when it has one, or has none.
    since: Instant,
}

/// What a terminal asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wish {
    /// To go on with a session that waits, or to begin one.
    Any,
    /// A session of its own.
    New,
    /// The seat that it had when its line was lost, by its ticket.
    Back(u32),
    /// The session of another terminal.
    Over(Id),
}

/// What is there for a terminal.
#[derive(Debug)]
pub(super) enum Found {
    /// A session goes on here.
    Goes(Arc<Inbox>),
    /// A session of its own is to be begun, with this number.
    New(u32, Arc<Inbox>),
    /// Another terminal has the officer's session.
    Busy(Id),
    /// The officer has as many sessions as one may have.
    Full(usize),
    /// All together there are as many as there may be.
    AllFull(usize),
    /// The hub is about to stop.
    Closed,
}

impl Seats {
    /// No seats are taken yet; the salt is any number.
    pub fn new(salt: u32) -> Self {
        Self { salt, ..Self::default() }
    }

    /// What a terminal shows when it comes back to a seat: its number, and on which line it sat there.
    pub fn ticket(&self, seat: u32, line: u64) -> u32 {
        // Of the line as many bits as there is room for.
        let line = u32::try_from(line & u64::from(u32::MAX)).unwrap_or_default();
        line.wrapping_add(self.salt) << NUMBER_BITS | seat & number_of(u32::MAX)
    }

    /// Finds a session for an officer's terminal on a line. A new one is taken for it under the id that is given, when
    /// they have less than `most`.
    pub fn find(&self, officer: &Officer, wish: Wish, (session, line): (Id, u64), most: usize) -> Found {
        // No number goes beyond what the officer may have.
        let wish = match wish {
            Wish::Back(ticket) if usize::try_from(number_of(ticket)).is_ok_and(|number| number > most) => Wish::Any,
            wish => wish,
        };
        let mut taken = self.lock();
        if taken.closed {
            return Found::Closed;
        }
        let in_all = taken.seats.len();
        let mut own: Vec<&mut Seat> = taken.seats.iter_mut().filter(|seat| seat.officer == officer.id).collect();
        let at = match wish {
            Wish::New => None,
            Wish::Back(ticket) => {
                let at = own.iter().position(|seat| seat.number == number_of(ticket));
                match at.and_then(|at| own.get(at)) {
                    // Another terminal has sat down there meanwhile.
                    Some(seat) if seat.live && self.ticket(seat.number, seat.line) != ticket => {
                        return Found::Busy(seat.session);
                    }
                    _ => at,
                }
            }
            Wish::Over(of) => own.iter().position(|seat| seat.session == of),
            Wish::Any => {
                let newest = |live| {
                    let known = own.iter().enumerate().filter(|(_, seat)| seat.live == live);
                    known.max_by_key(|(_, seat)| seat.since).map(|(at, _)| at)
                };
                match (newest(false), newest(true).and_then(|at| own.get(at))) {
                    (None, Some(busy)) => return Found::Busy(busy.session),
                    (waits, _) => waits,
                }
            }
        };
        if let Some(seat) = at.and_then(|at| own.get_mut(at)) {
            (seat.live, seat.since, seat.line) = (true, Instant::now(), line);
            return Found::Goes(Arc::clone(&seat.inbox));
        }
        if own.len() >= most {
            return Found::Full(most);
        }
        if in_all >= MAX_SESSIONS {
            return Found::AllFull(MAX_SESSIONS);
        }
        let free = |number: &u32| own.iter().all(|seat| seat.number != *number);
        let had = if let Wish::Back(ticket) = wish { Some(number_of(ticket)) } else { None };
        let had = had.filter(|number| *number > 0);
        let numbers = 1..=u32::try_from(own.len() + 1).unwrap_or(u32::MAX);
        let number = had.into_iter().chain(numbers).find(free).unwrap_or_default();
        let inbox = Arc::new(Inbox::default());
        let seat = Seat {
            session,
            officer: officer.id,
            name: officer.name.clone(),
            number,
            inbox: Arc::clone(&inbox),
            line,
            here: None,
            live: true,
            screen: 0,
            since: Instant::now(),
        };
        taken.seats.push(seat);
        Found::New(number, inbox)
    }

    /// A terminal has attached to a session, or has left it.
    pub fn attached(&self, session: Id, live: bool) {
        let mut taken = self.lock();
        if let Some(seat) = taken.seats.iter_mut().find(|seat| seat.session == session) {
            (seat.live, seat.since) = (live, Instant::now());
            if !live {
                seat.screen = 0;
            }
            let at = seat.at();
            taken.tell_those_at([at, None]);
        }
    }

    /// The session ends, unless a terminal has just come for it and that matters; says whether it does.
    pub fn leave(&self, session: Id, even_now: bool) -> bool {
        let mut taken = self.lock();
        let wanted = taken.seats.iter().any(|seat| seat.session == session && seat.inbox.has_comer());
        if wanted && !even_now {
            return false;
        }
        let at = taken.seats.iter().find(|seat| seat.session == session).and_then(Seat::at);
        taken.seats.retain(|seat| seat.session != session);
        taken.tell_those_at([at, None]);
        self.emptied.notify_all();
        true
    }

    /// An officer is somewhere else; those who are there, or were there with them, are told.
    pub fn here(&self, session: Id, here: Option<Here>) {
        let mut taken = self.lock();
        if let Some(seat) = taken.seats.iter_mut().find(|seat| seat.session == session) {
            let before = seat.at();
            seat.here = here;
            let now = seat.at();
            taken.tell_those_at([before, now]);
        }
    }

    /// The other sessions of an officer.
    pub fn beside(&self, officer: Id, session: Id) -> Vec<Arc<Inbox>> {
        let taken = self.lock();
        let beside = taken.seats.iter().filter(|seat| seat.officer == officer && seat.session != session);
        beside.map(|seat| Arc::clone(&seat.inbox)).collect()
    }

    /// All sessions.
    pub fn all(&self) -> Vec<Arc<Inbox>> {
        self.lock().seats.iter().map(|seat| Arc::clone(&seat.inbox)).collect()
    }

    /// How many sessions there are, and how many of them have a terminal.
    pub fn count(&self) -> (usize, usize) {
        let taken = self.lock();
        (taken.seats.len(), taken.seats.iter().filter(|seat| seat.live).count())
    }

    /// So many bytes are held for a session's screen.
    pub fn drawn(&self, session: Id, bytes: usize) {
        if let Some(seat) = self.lock().seats.iter_mut().find(|seat| seat.session == session) {
            seat.screen = bytes;
        }
    }

    /// Bytes that are held for all screens.
    pub fn screens(&self) -> usize {
        self.lock().seats.iter().map(|seat| seat.screen).sum()
    }

    /// A line has come that has no session yet. It is closed when the hub stops; false when that is now.
    pub fn wait(&self, line: Id, of: UnixStream) -> bool {
        let mut taken = self.lock();
        if !taken.closed {
            taken.waiting.push((line, of));
        }
        !taken.closed
    }

    /// A line has a session, or has gone.
    pub fn waits_no_more(&self, line: Id) {
        self.lock().waiting.retain(|(known, _)| *known != line);
    }

    /// Nobody comes any more: every session is told, and whoever has none yet is let go.
    pub fn close(&self) {
        let mut taken = self.lock();
        taken.closed = true;
        for seat in &taken.seats {
            seat.inbox.stop();
        }
        for (_, line) in taken.waiting.drain(..) {
            let _ = line.shutdown(std::net::Shutdown::Both);
        }
    }

    /// Waits until a session has ended, or all of them.
    pub fn wait_for_end(&self, session: Option<Id>) {
        let here = |taken: &mut Taken| taken.seats.iter().any(|seat| session.is_none_or(|id| seat.session == id));
        drop(self.emptied.wait_while(self.lock(), here).unwrap_or_else(PoisonError::into_inner));
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        // Nothing panics while it holds them.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number of the seat that a ticket is for.
fn number_of(ticket: u32) -> u32 {
    ticket & ((1 << NUMBER_BITS) - 1)
}

impl Seat {
    /// The follow-up that the officer has before them.
    fn at(&self) -> Option<Id> {
        self.here.map(|(follow_up, _)| follow_up)
    }
}

impl Taken {
    /// Tells everybody at these follow-ups who else is there; their session leaves out what they may not see.
    fn tell_those_at(&self, follow_ups: [Option<Id>; 2]) {
        for seat in self.seats.iter().filter(|seat| follow_ups.contains(&seat.at())) {
            let Some(at) = seat.at() else { continue };
            let there = |other: &&Seat| other.live && other.session != seat.session && other.at() == seat.at();
            let others = self
                .seats
                .iter()
                .filter(there)
                .map(|other| Other { name: other.name.clone(), record: other.here.and_then(|(_, record)| record) });
            seat.inbox.others(at, others.collect());
        }
    }
}

/// Tells terminals that came for a session which has ended that they may come again.
pub(super) fn come_again(comers: Vec<Comer>, words: &str) {
    for comer in comers {
        super::far::say(&comer.line, &super::protocol::Down::Again(words.to_owned()));
        let _ = comer.line.shutdown(std::net::Shutdown::Both);
    }
}
