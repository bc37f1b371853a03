//! Which letters a text file is written in, and its bytes as UTF-8.

use crate::exchange::{Refusal, Source, source::Reader};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, WINDOWS_1252};
use std::io::{self, Read};

const CHUNK: usize = 64 * 1024;

/// The encoding of a text file: by its byte order mark, else UTF-8 when all of it is, else Windows-1252 as
/// older Excel saves.
///
/// # Errors
/// When it is neither: UTF-8 that breaks off, or control bytes that no text holds.
pub(super) fn encoding(source: &Source) -> Result<&'static Encoding, Refusal> {
    let head = source.head(4)?;
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked
        && encoding != UTF_8
    {
        return Ok(encoding);
    }
    let seen = survey(source)?;
    match (seen.broken, seen.control) {
        (None, _) => Ok(UTF_8),
        // Mostly UTF-8 letters and a few bytes that are none, or one å, ä or ö as only UTF-8 writes it: a damaged
        // file, not an older one.
        (Some(line), _) if marked.is_some() || seen.swedish || seen.wide > seen.faults => {
            Err(Refusal::BrokenText { line })
        }
        (Some(_), Some(line)) => Err(Refusal::NotText { line }),
        (Some(_), None) => Ok(WINDOWS_1252),
    }
}

#[derive(Default)]
struct Survey {
    /// The first line that is not UTF-8.
    broken: Option<usize>,
    /// How many stretches of bytes are not UTF-8.
    faults: usize,
    /// How many letters are UTF-8 of several bytes.
    wide: usize,
    /// Whether å, ä or ö stands there as UTF-8; the same bytes are "Ã¥" and its like in Windows-1252.
    swedish: bool,
    /// The first line with a byte that Windows-1252 has no letter for.
    control: Option<usize>,
}

fn survey(source: &Source) -> Result<Survey, Refusal> {
    let mut seen = Survey::default();
    let mut reader = source.reader();
    let mut buffer = vec![0; CHUNK];
    let (mut kept, mut line) = (0, 1);
    loop {
        let read = reader.read(buffer.get_mut(kept..).unwrap_or_default())?;
        let filled = buffer.get(..kept + read).unwrap_or_default();
        if filled.is_empty() {
            return Ok(seen);
        }
        let (valid, bad) = match std::str::from_utf8(filled) {
            Ok(text) => (text.len(), None),
            // A letter cut by the chunk's end is no fault while more is to come.
            Err(error) if error.error_len().is_none() && read > 0 => (error.valid_up_to(), None),
            Err(error) => (error.valid_up_to(), Some(error.error_len().unwrap_or(filled.len() - error.valid_up_to()))),
        };
        let good = filled.get(..valid).unwrap_or_default();
        seen.wide += good.iter().filter(|byte| **byte >= 0xc0).count();
        seen.swedish |= good.windows(2).any(|pair| matches!(pair, [0xc3, 0xa5 | 0xa4 | 0xb6 | 0x85 | 0x84 | 0x96]));
        line += lines(good);
        let used = valid + bad.unwrap_or(0);
        if let Some(length) = bad {
            seen.broken.get_or_insert(line);
            seen.faults += 1;
            let fault = filled.get(valid..valid + length).unwrap_or_default();
            if fault.iter().any(|byte| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)) {
                seen.control.get_or_insert(line);
            }
        }
        let filled = kept + read;
        buffer.copy_within(used..filled, 0);
        kept = filled - used;
    }
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// A text file's bytes as UTF-8, without byte order mark.
pub(super) struct Decoded {
    inner: Reader,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    text: Vec<u8>,
    text_at: usize,
    line: usize,
    ended: bool,
}

impl Decoded {
    pub(super) fn new(source: &Source, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self {
            inner: source.reader(),
            decoder,
            raw: Vec::new(),
            raw_at: 0,
            text: Vec::new(),
            text_at: 0,
            line: 1,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.text_at = 0;
        while self.text.is_empty() && !self.ended {
            if self.raw_at >= self.raw.len() {
                self.raw.resize(CHUNK, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_at = 0;
            }
            let last = self.raw.is_empty();
            self.text.resize(3 * CHUNK + 16, 0);
            let raw = self.raw.get(self.raw_at..).unwrap_or_default();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, last);
            self.raw_at += read;
            self.text.truncate(written);
            self.line += lines(&self.text);
            if let DecoderResult::Malformed(..) = result {
                return Err(Refusal::BrokenText { line: self.line }.into());
            }
            self.ended = last && result == DecoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.text_at >= self.text.len() {
            self.refill()?;
        }
        let read = self.text.get(self.text_at..).unwrap_or_default().read(into)?;
        self.text_at += read;
        Ok(read)
    }
}

/// Whether bytes begin like a file of another kind; the attribute of `exchange-foreign` that says so.
pub(in crate::exchange) fn foreign(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 21] = [
        (b"%PDF", "pdf"),
        (b"%!PS", "pdf"),
        (b"\xd0\xcf\x11\xe0", "old-excel"),
        (b"\x89PNG", "picture"),
        (b"\xff\xd8\xff", "picture"),
        (b"GIF8", "picture"),
        (b"II*\0", "picture"),
        (b"MM\0*", "picture"),
        (b"\x1f\x8b", "packed"),
        (b"7z\xbc\xaf", "packed"),
        (b"Rar!", "packed"),
        (b"BZh", "packed"),
        (b"\xfd7zXZ", "packed"),
        (b"\x28\xb5\x2f\xfd", "packed"),
        (b"PK\x05\x06", "packed"),
        (b"PK\x07\x08", "packed"),
        (b"\x7fELF", "program"),
        (b"MZ", "program"),
        (b"{\\rtf", "word"),
        (b"SQLite format", "database"),
        (b"PAR1", "database"),
    ];
    if let Some((_, kind)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        // A heading may begin with the letters of a program; only bytes that no text holds make it one.
        return Some(*kind).filter(|kind| *kind != "program" || head.contains(&0));
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match text.first() {
        Some(b'{') => Some("json"),
        Some(b'[') if text.get(1..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{")) => Some("json"),
        Some(b'<') => Some(marked_up(text)),
        _ => None,
    }
}

/// Which of the files that begin with `<` it is.
fn marked_up(text: &[u8]) -> &'static str {
    let text = text.to_ascii_lowercase();
    let holds = |mark: &[u8]| text.windows(mark.len()).any(|window| window == mark);
    let page: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<head", b"<table", b"<meta"];
    if page.into_iter().any(holds) { "html" } else { "xml" }
}
