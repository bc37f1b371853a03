//! A command that is run by the hub which serves the store. This process reads and writes the files, with its own
//! rights, and only those that stand on its command line.

use super::desk::{Desk, Exit};
use super::{export, fetch};
use crate::app::{Saved, Ticket};
use crate::hub;
use crate::hub::protocol::{self, Broken, Down, PIECE, Part, Run, SavePart, Up};
use clap::ArgMatches;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The files that a command line names.
#[derive(Debug, Default)]
pub struct Files {
    /// What is read; `-` is standard input.
    input: Option<PathBuf>,
    /// What is written.
    output: Option<Output>,
}

#[derive(Debug)]
enum Output {
    File(PathBuf),
    Backup(fetch::Target),
}

impl Files {
    /// Standard input alone.
    pub fn of_input() -> Self {
        Self { input: Some(PathBuf::from("-")), output: None }
    }

    /// Those of a command.
    ///
    /// # Errors
    /// How the command ends when a backup cannot go where it was to go; it has been said.
    pub fn of(name: &str, of: &ArgMatches, store: Option<&Path>, desk: &mut Desk) -> Result<Self, Exit> {
        let path = |id: &str| of.get_one::<PathBuf>(id).cloned();
        Ok(match name {
            "import" => Self { input: path("file"), output: None },
            "officers" => Self { input: path("key"), output: None },
            "export" => Self { input: None, output: path("file").map(Output::File) },
            "report" => Self { input: None, output: path("out").map(Output::File) },
            "backup" => Self { input: None, output: Some(Output::Backup(fetch::Target::of(of, store, desk)?)) },
            _ => Self::default(),
        })
    }
}

/// A command line, as this process hands it over.
pub fn asked(args: Vec<String>, desk: &Desk) -> Run {
    Run {
        args,
        columns: desk.columns.and_then(|columns| u16::try_from(columns).ok()).unwrap_or_default(),
        progress: desk.progress,
        lang: desk.lang.map(|lang| lang.code().to_owned()).unwrap_or_default(),
        officer: None,
        no_files: false,
    }
}

/// Has a hub run a command.
pub fn run(line: &UnixStream, asked: Run, files: Files, desk: &mut Desk) -> Exit {
    Caller::new(line, files, None).run(line, asked, desk)
}

/// Has a hub run a command, and takes what it was asked for, so many bytes at most, instead of writing it.
pub fn taken(line: &UnixStream, asked: Run, files: Files, most: usize, desk: &mut Desk) -> (Exit, Vec<u8>) {
    let mut caller = Caller::new(line, files, Some(most));
    let exit = caller.run(line, asked, desk);
    (exit, caller.out)
}

enum Ended {
    Broken(Broken),
    /// It has been said why.
    Said(Exit),
}

impl From<Broken> for Ended {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

struct Caller {
    up: Upward,
    files: Files,
    /// What was asked for, up to a number of bytes, when it is not written.
    out: Vec<u8>,
    most: Option<usize>,
    landing: Option<Landing>,
    /// How the command ends whatever the hub says: something went wrong here.
    failed: Option<Exit>,
}

/// A file that comes in.
enum Landing {
    File(export::Beside, PathBuf),
    Backup(fetch::Incoming),
}

impl Caller {
    fn new(line: &UnixStream, files: Files, most: Option<usize>) -> Self {
        Self { up: Upward::new(line), files, out: Vec::new(), most, landing: None, failed: None }
    }

    fn run(&mut self, line: &UnixStream, asked: Run, desk: &mut Desk) -> Exit {
        match self.talk(line, asked, desk) {
            Ok(exit) | Err(Ended::Said(exit)) => exit,
            Err(Ended::Broken(Broken::Closed)) => desk.fail("cli-call-closed", &[]),
            Err(Ended::Broken(broken)) => {
                let said = hub::say_broken(&broken, &desk.words);
                desk.tell(&said);
                Exit::Failed
            }
        }
    }

    fn talk(&mut self, mut line: &UnixStream, asked: Run, desk: &mut Desk) -> Result<Exit, Ended> {
        // Whoever is turned away is told why, on a line that may be closed already.
        let _ = protocol::open(&mut line);
        protocol::expect_opening(&mut line)?;
        let _ = self.up.send(&Up::Run(asked));
        loop {
            match protocol::receive_down(&mut line)? {
                Down::Out(bytes) if self.most.is_some_and(|most| self.out.len() + bytes.len() <= most) => {
                    self.out.extend(bytes);
                }
                Down::Out(_) if self.most.is_some() => return Err(Broken::Garbled.into()),
                Down::Out(bytes) => {
                    desk.write(&bytes);
                    if !desk.takes() {
                        return Ok(Exit::Done);
                    }
                }
                Down::Err(bytes) => desk.pass(&bytes),
                Down::Want(ticket, _) => self.send_file(ticket, desk)?,
                Down::Save(_, SavePart::Bytes(bytes)) => self.take(&bytes, desk)?,
                Down::Save(ticket, SavePart::End { replace, .. }) => self.place(ticket, replace, desk)?,
                Down::Exit { code, words } => {
                    if !words.is_empty() {
                        desk.tell(&words);
                    }
                    return Ok(self.failed.unwrap_or(Exit::of(code)));
                }
                _ => return Err(Broken::Garbled.into()),
            }
        }
    }

    /// Sends the file that the command line names, on a thread of its own: the hub may end the command meanwhile.
    fn send_file(&mut self, ticket: Ticket, desk: &Desk) -> Result<(), Ended> {
        let path = self.files.input.take().ok_or(Broken::Garbled)?;
        let (up, words) = (self.up.clone(), Arc::clone(&desk.words));
        let send = move || {
            let part = match up.send_pieces(ticket, &path) {
                Ok(name) => Part::End(name),
                Err(error) => Part::Refused(hub::unread(&words, &path.display().to_string(), &error)),
            };
            // A hub that has ended the command hears nothing.
            let _ = up.send(&Up::File(ticket, part));
        };
        std::thread::Builder::new().name("file".into()).spawn(send).map_err(Broken::Io)?;
        Ok(())
    }

    fn take(&mut self, bytes: &[u8], desk: &mut Desk) -> Result<(), Ended> {
        if self.landing.is_none() {
            self.landing = Some(self.begin(desk)?);
        }
        let (written, path) = match &mut self.landing {
            Some(Landing::File(file, path)) => (file.write_all(bytes), path.clone()),
            Some(Landing::Backup(incoming)) => (incoming.write_all(bytes), incoming.place().to_owned()),
            None => return Ok(()),
        };
        written.map_err(|error| Ended::Said(unwritten(&path, error, desk)))
    }

    fn begin(&mut self, desk: &mut Desk) -> Result<Landing, Ended> {
        match self.files.output.take() {
            Some(Output::File(path)) => match export::Beside::begin((".tmp", ""), &path) {
                Ok(file) => Ok(Landing::File(file, path)),
                Err(error) => Err(Ended::Said(unwritten(&path, error, desk))),
            },
            Some(Output::Backup(target)) => target.begin(desk).map(Landing::Backup).map_err(Ended::Said),
            None => Err(Broken::Garbled.into()),
        }
    }

    /// Puts a file in its place, now that it is whole.
    fn place(&mut self, ticket: Ticket, replace: bool, desk: &mut Desk) -> Result<(), Ended> {
        let landing = match self.landing.take() {
            Some(landing) => landing,
            // An empty one.
            None => self.begin(desk)?,
        };
        let answer = match landing {
            Landing::File(file, path) => {
                file.finish().map_err(|error| Ended::Said(unwritten(&path, error, desk)))?;
                Up::Saved(ticket, Saved::Done(path.display().to_string()))
            }
            Landing::Backup(incoming) => {
                let placed = incoming.finish(replace, desk).map_err(Ended::Said)?;
                self.failed = placed.failed;
                Up::Placed { ticket, path: placed.path, removed: placed.removed }
            }
        };
        let _ = self.up.send(&answer);
        Ok(())
    }
}

fn unwritten(path: &Path, error: io::Error, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(&error.into());
    desk.fail("cli-not-written", &[("path", &path.display().to_string()), ("error", &why)])
}

/// The line upward, message by message, from more than one thread.
#[derive(Clone)]
struct Upward(Arc<Mutex<Option<UnixStream>>>);

impl Upward {
    fn new(line: &UnixStream) -> Self {
        Self(Arc::new(Mutex::new(line.try_clone().ok())))
    }

    fn send(&self, message: &Up) -> Result<(), Broken> {
        let mut line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = line.as_mut().ok_or(Broken::Closed)?;
        protocol::send(line, message)
    }

    /// Sends what a file or standard input holds, and gives its name.
    fn send_pieces(&self, ticket: Ticket, path: &Path) -> io::Result<String> {
        let mut file: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            if std::fs::metadata(path)?.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Box::new(File::open(path)?)
        };
        let mut piece = vec![0; PIECE];
        loop {
            let had = match file.read(&mut piece) {
                Ok(0) => return Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned()),
                Ok(had) => had,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let bytes = piece.get(..had).unwrap_or_default().to_vec();
            if self.send(&Up::File(ticket, Part::Bytes(bytes))).is_err() {
                // The hub has ended the command and says why.
                return Ok(String::new());
            }
        }
    }
}
