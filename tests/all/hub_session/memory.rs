//! What a hub holds for its sessions, in bytes that it counts itself: what the process takes of the machine is another
//! thing, and never the same twice.

use super::lines::{hello, serving};
use super::{Seat, parser, store};
use stegvis::hub::protocol::Hello;

#[test]
fn a_session_holds_its_screen_as_long_as_it_has_a_terminal_and_no_longer() {
    let store = store();
    let hub = serving(&store);
    assert_eq!(hub.screens(), 0);
    let mut seat = Seat::greet(&hub, "uppföljare", Hello { width: 120, height: 40, ..hello() });
    seat.screen = parser((120, 40));
    seat.shows("Välkommen").settle();
    let one = hub.screens();
    // Two buffers of ratatui and what the far screen shows: 4,800 cells each.
    assert!((300_000..=1_000_000).contains(&one), "{one} bytes");
    // Drawing on takes no more.
    seat.keys("? down esc n <Halvskri> esc esc").settle().keys("?").shows("Hjälp").keys("esc").settle();
    assert_eq!(hub.screens(), one);
    // Another one takes as much again, and a smaller one less.
    let mut other = Seat::greet(&hub, "kollega", Hello { width: 120, height: 40, ..hello() });
    other.screen = parser((120, 40));
    other.shows("Stegvis").settle();
    assert_eq!(hub.screens(), 2 * one);
    let mut small = Seat::greet(&hub, "controller", hello());
    small.shows("Stegvis").settle();
    assert!(hub.screens() < 3 * one && hub.screens() > 2 * one);
    // Detached, a session keeps nothing of a screen.
    for seat in [seat, other, small] {
        seat.line.shutdown(std::net::Shutdown::Write).unwrap();
        seat.ends();
    }
    assert_eq!((hub.sessions(), hub.screens()), ((3, 0), 0));
    // The largest screen that anybody can claim is bounded.
    let mut seat = Seat::greet(&hub, "uppföljare", Hello { width: u16::MAX, height: u16::MAX, ..hello() });
    seat.screen = parser((400, 150));
    seat.frame();
    assert!(hub.screens() <= one * 13, "{} bytes", hub.screens());
}
