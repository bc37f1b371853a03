//! How long a key takes to its frame through real sshd sessions, a few in the daily run and two hundred when asked for:
//! `STEGVIS_SSH_SESSIONS=200 cargo test --release --test all -- --nocapture ssh::load`.

use super::server::OFFICERS;
use super::{attach, office_with, resident};
use crate::terminal::Terminal;
use std::time::{Duration, Instant};

/// Keys that each session gets, two a second.
const KEYS: u32 = 20;

#[test]
fn every_key_of_many_terminals_through_sshd_is_answered_by_a_frame() {
    let sessions = std::env::var("STEGVIS_SSH_SESSIONS").ok().and_then(|asked| asked.parse().ok());
    let sessions: u32 = sessions.unwrap_or(4).clamp(1, 400);
    let Some(mut server) = office_with(&["--sessions", &(sessions + 10).to_string()]) else { return };
    let before = resident(&mut server);
    let line = format!("{} --new", attach(&server));
    let mut seats: Vec<Terminal> = Vec::new();
    for _ in 0..sessions {
        let mut seat = server.terminal_of(OFFICERS[0], &line, (120, 40));
        seat.shows("Nattfrid 2026").keys("enter").shows("[Krav").shows("K01");
        seats.push(seat);
    }
    let held = resident(&mut server).saturating_sub(before) / u64::from(sessions);
    let (each, begun) = (Duration::from_millis(500), Instant::now() + Duration::from_secs(1));
    let working: Vec<_> = (0..sessions)
        .zip(seats)
        .map(|(at, mut seat)| {
            std::thread::spawn(move || {
                let mut waits = Vec::new();
                for round in 0..KEYS {
                    let due = begun + each * round + each * at / sessions;
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    // Another tab and back: a key that surely changes what is shown.
                    let pressed = Instant::now();
                    seat.answers(if round % 2 == 0 { "tab" } else { "shift-tab" });
                    waits.push(pressed.elapsed());
                }
                waits
            })
        })
        .collect();
    let mut waits: Vec<Duration> = working.into_iter().flat_map(|seat| seat.join().unwrap()).collect();
    waits.sort_unstable();
    assert_eq!(waits.len(), usize::try_from(sessions * KEYS).unwrap());
    let part = |share: usize| waits[(waits.len() * share / 1_000).min(waits.len() - 1)];
    println!(
        "{sessions} sshd sessions, {} keys: p50 {:?}, p99 {:?}, longest {:?}; the hub holds {held} kB a session",
        waits.len(),
        part(500),
        part(990),
        waits[waits.len() - 1],
    );
}
