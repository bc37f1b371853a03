//! What the hub notes of what sessions save.

use super::{Seat, house, store};
use std::io::Write;
use std::net::Shutdown;
use std::sync::{Arc, Mutex};
use stegvis::hub::protocol::{Part, Up};
use stegvis::hub::{House, Hub, Log};

/// A log that is kept.
#[derive(Clone, Default)]
pub struct Noted(Arc<Mutex<Vec<u8>>>);

impl Noted {
    /// What has been noted.
    pub fn lines(&self) -> Vec<String> {
        let noted = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        noted.lines().map(str::to_owned).collect()
    }

    /// The lines of an action.
    fn of(&self, action: &str) -> Vec<String> {
        let action = format!(" action={action} ");
        self.lines().into_iter().filter(|line| line.contains(&action)).collect()
    }
}

impl Write for Noted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn each_commit_is_noted_once_with_its_kind_and_never_a_text() {
    let store = store();
    let noted = Noted::default();
    let log = Log::to(Box::new(noted.clone()), chrono::Utc::now);
    let hub = Arc::new(Hub::new(House { log: log.clone(), ..house(&store) }));
    let mut seat = Seat::take(&hub, "gran");
    seat.shows("Välkommen").keys("n <Hemlig titel> enter").shows("sparat").keys("esc").settle();
    let [begun] = noted.of("commit").try_into().unwrap();
    let id = store.follow_ups()[0].id();
    let line = format!(" officer=gran action=commit kind=follow_up id={id} outcome=done");
    assert!(begun.ends_with(&line), "{begun}");
    // An import of many rows is one line.
    seat.keys("i down enter <krav.csv> enter");
    let (ticket, _) = seat.wanted();
    seat.send(&Up::File(ticket, Part::Bytes("nr;krav\nA1;Maten är varm\nA2;Dörren är låst\n".into())));
    seat.send(&Up::File(ticket, Part::End("krav.csv".into())));
    seat.shows("rad 3 (A2): ny").keys("enter").shows("2 nya").settle();
    let [import] = noted.of("import").try_into().unwrap();
    assert!(import.ends_with(&format!("kind=requirement id={id} outcome=done")), "{import}");
    assert_eq!(noted.of("commit").len(), 1, "the import is no other commit");
    // What is taken back is asked about, and noted then.
    seat.keys("u").shows("Maten").settle();
    assert!(noted.of("undo").iter().all(|line| line.ends_with("outcome=asked-about")), "{:?}", noted.lines());
    seat.line.shutdown(Shutdown::Write).unwrap();
    seat.ends();
    log.settle(super::PATIENCE);
    let all = noted.lines().join("\n");
    for text in ["Hemlig", "titel", "Maten", "Dörren", "A1", "krav.csv"] {
        assert!(!all.contains(text), "{text}: {all}");
    }
}
