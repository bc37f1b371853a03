//! What goes over the line is a promise to the other end, and nothing on it can hurt this end.

use crate::corpus;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use stegvis::app::{Entry, Saved};
use stegvis::hub::protocol::{
    self, Broken, Down, ENTRIES, Hello, ListPart, MAX_PASTE, MAX_UP, Part, Run, SavePart, Up,
};

fn sent(message: &impl serde::Serialize) -> Vec<u8> {
    let mut line = Vec::new();
    protocol::send(&mut line, message).unwrap();
    line
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Up {
    Up::Input(Event::Key(KeyEvent::new(code, modifiers)))
}

#[test]
fn messages_to_the_hub_keep_their_bytes() {
    let hello = Hello {
        width: 80,
        height: 24,
        term: "xterm".into(),
        colorterm: String::new(),
        no_color: true,
        lang: "sv_SE.UTF-8".into(),
        officer: Some("gran".into()),
        new: true,
        seat: 3,
        no_files: false,
        language: "en".into(),
    };
    let run = Run {
        args: vec!["list".into(), "units".into()],
        columns: 80,
        progress: true,
        lang: "en".into(),
        officer: Some("gran".into()),
        no_files: true,
    };
    let entries = vec![
        Entry { name: "krav.csv".into(), size: Some(300), changed: 1_760_000_000 },
        Entry { name: "år".into(), size: None, changed: -1 },
    ];
    for (message, golden) in [
        (Up::Hello(hello), "2300000000501805787465726d00010b73765f53452e5554462d3801046772616e01030002656e"),
        (key(KeyCode::Char('å'), KeyModifiers::NONE), "0800000001020fc3a5000000"),
        (key(KeyCode::Char('p'), KeyModifiers::CONTROL), "0700000001020f70020000"),
        (key(KeyCode::F(12), KeyModifiers::SHIFT | KeyModifiers::ALT), "0700000001020e0c050000"),
        (key(KeyCode::Enter, KeyModifiers::NONE), "06000000010201000000"),
        (Up::Input(Event::Paste("å\n".into())), "06000000010403c3a50a"),
        (Up::Input(Event::Resize(120, 40)), "0400000001057828"),
        (Up::Shown, "0100000002"),
        (Up::File(7, Part::Bytes(vec![0, 255])), "060000000307000200ff"),
        (Up::File(7, Part::End("krav.csv".into())), "0c000000030701086b7261762e637376"),
        (Up::File(300, Part::Refused("Nej.".into())), "0a00000003fb2c0102044e656a2e"),
        (Up::Listed(7, ListPart::Entries(entries)), "1c00000004070002086b7261762e63737601fb2c01fc00f0ced103c3a5720001"),
        (Up::Listed(7, ListPart::End { path: "/hem".into(), cut: true }), "09000000040701042f68656d01"),
        (Up::Listed(7, ListPart::Refused("Nej.".into())), "08000000040702044e656a2e"),
        (Up::Saved(7, Saved::Done("/r.md".into())), "09000000050700052f722e6d64"),
        (Up::Saved(7, Saved::Exists), "03000000050701"),
        (Up::Saved(7, Saved::Refused("Nej.".into())), "08000000050702044e656a2e"),
        (Up::Run(run), "190000000602046c69737405756e697473500102656e01046772616e01"),
        (Up::Placed { ticket: 7, path: "/k".into(), removed: vec!["/g".into()] }, "090000000707022f6b01022f67"),
    ] {
        let bytes = sent(&message);
        assert_eq!(hex(&bytes), golden, "{message:?}");
        assert_eq!(protocol::receive_up(&mut bytes.as_slice()).unwrap(), message);
    }
}

#[test]
fn messages_to_a_terminal_keep_their_bytes() {
    for (message, golden) in [
        (Down::Frame(b"\x1b[H".to_vec()), "0500000000031b5b48"),
        (Down::Want(1, "~/krav.csv".into()), "0d00000001010a7e2f6b7261762e637376"),
        (Down::Exit { code: 0, words: "Hej då.".into() }, "0b00000002000848656a2064c3a52e"),
        (Down::List(2, "~/".into(), vec!["csv".into(), "xlsx".into()]), "0f0000000302027e2f020363737604786c7378"),
        (Down::Save(3, SavePart::Bytes(b"# R".to_vec())), "0700000004030003232052"),
        (Down::Save(3, SavePart::End { path: "~/r.md".into(), replace: true }), "0b000000040301067e2f722e6d6401"),
        (Down::Seat(2), "020000000502"),
        (Down::Again("Vi ses.".into()), "0900000006075669207365732e"),
        (Down::Out(b"# R".to_vec()), "050000000703232052"),
        (Down::Err(b"Nej.\n".to_vec()), "0700000008054e656a2e0a"),
    ] {
        let bytes = sent(&message);
        assert_eq!(hex(&bytes), golden, "{message:?}");
        assert_eq!(protocol::receive_down(&mut bytes.as_slice()).unwrap(), message);
    }
}

#[test]
fn the_opening_tells_versions_and_strangers_apart() {
    let mut line = Vec::new();
    protocol::open(&mut line).unwrap();
    assert_eq!(line, b"stegvis\x03");
    protocol::expect_opening(&mut line.as_slice()).unwrap();
    assert!(matches!(protocol::expect_opening(&mut b"stegvis\x02".as_slice()), Err(Broken::Version(2))));
    assert!(matches!(protocol::expect_opening(&mut b"SSH-2.0-OpenSSH".as_slice()), Err(Broken::Foreign)));
    assert!(matches!(protocol::expect_opening(&mut b"steg".as_slice()), Err(Broken::Io(_))));
}

#[test]
fn a_length_is_refused_before_room_is_made_for_it() {
    // The reader would wait for the missing bytes if it believed the length.
    assert!(matches!(protocol::receive_up(&mut [255; 4].as_slice()), Err(Broken::TooLong(_))));
    let over = u32::try_from(MAX_UP + 1).unwrap().to_le_bytes();
    assert!(matches!(protocol::receive_up(&mut over.as_slice()), Err(Broken::TooLong(_))));
}

#[test]
fn a_text_that_claims_to_be_huge_is_garbled() {
    // Input, Paste, and a length of 2^40 as bincode writes it.
    let mut line = vec![11, 0, 0, 0, 1, 4, 253];
    line.extend(1_u64.rotate_left(40).to_le_bytes());
    assert!(matches!(protocol::receive_up(&mut line.as_slice()), Err(Broken::Garbled)));
}

#[test]
fn a_line_that_closes_between_messages_has_ended_and_one_that_stops_within_has_broken() {
    assert!(matches!(protocol::receive_up(&mut [].as_slice()), Err(Broken::Closed)));
    let bytes = sent(&Up::Input(Event::Paste("halv".into())));
    for cut in 1..bytes.len() {
        assert!(matches!(protocol::receive_up(&mut &bytes[..cut]), Err(Broken::Io(_))), "cut at {cut}");
    }
    // More than the message is no message either.
    assert!(matches!(protocol::receive_up(&mut [2, 0, 0, 0, 2, 0].as_slice()), Err(Broken::Garbled)));
}

#[test]
fn an_app_is_sent_presses_pastes_and_sizes_alone() {
    let press = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
    let release = KeyEvent { kind: KeyEventKind::Release, ..press };
    let mouse = MouseEvent { kind: MouseEventKind::Moved, column: 0, row: 0, modifiers: KeyModifiers::NONE };
    assert!(protocol::wanted(Event::Key(press)).is_some());
    assert!(protocol::wanted(Event::Resize(1, 1)).is_some());
    assert!(protocol::wanted(Event::Key(release)).is_none());
    assert!(protocol::wanted(Event::Mouse(mouse)).is_none());
    assert!(protocol::wanted(Event::FocusGained).is_none());
    let Some(Event::Paste(cut)) = protocol::wanted(Event::Paste("å".repeat(MAX_PASTE))) else { panic!("no paste") };
    assert_eq!(cut.len(), MAX_PASTE);
}

/// Has both ends read bytes. What is a message is one that is sent again so that it reads the same.
fn read(line: &[u8]) {
    if let Ok(message) = protocol::receive_up(&mut &*line) {
        assert_eq!(protocol::receive_up(&mut sent(&message).as_slice()).unwrap(), message);
    }
    if let Ok(message) = protocol::receive_down(&mut &*line) {
        assert_eq!(protocol::receive_down(&mut sent(&message).as_slice()).unwrap(), message);
    }
    let _ = protocol::expect_opening(&mut &*line);
}

#[test]
fn the_stored_corpus_is_messages_or_errors() {
    let pieces = corpus::stored(include_str!("../data/corpus/protocol.txt"));
    for line in &pieces {
        read(line);
    }
    let openings = pieces.iter().filter(|line| protocol::expect_opening(&mut line.as_slice()).is_ok());
    assert_eq!(openings.count(), 0, "none of these is this program");
}

proptest! {
    #![proptest_config(corpus::kept(256))]

    #[test]
    fn any_bytes_are_a_message_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut framed = u32::try_from(bytes.len()).unwrap().to_le_bytes().to_vec();
        framed.extend(&bytes);
        for line in [&bytes, &framed] {
            read(line);
        }
    }

    #[test]
    fn a_message_with_a_changed_byte_is_a_message_or_an_error(text in ".{0,40}", at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = sent(&Up::Input(Event::Paste(text)));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(&bytes);
    }
}

#[test]
fn a_piece_of_a_folder_with_the_longest_names_is_within_the_bound() {
    // 255 bytes that are no letters.
    let entry = Entry { name: "\u{fffd}".repeat(255), size: Some(u64::MAX), changed: i64::MIN };
    let bytes = sent(&Up::Listed(u32::MAX, ListPart::Entries(vec![entry; ENTRIES])));
    assert!(protocol::receive_up(&mut bytes.as_slice()).is_ok());
}
