//! A home of its own, in which the program runs as scripts use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The home: current folder, configuration and store.
pub struct Home(tempfile::TempDir);

impl Home {
    /// One with nothing in it.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The store's folder, unless a command names another.
    pub fn store(&self) -> PathBuf {
        self.path(".local/share/stegvis")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
        command.args(args).current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("PATH", "");
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command that is to end with 0 and tell nothing; what it wrote.
    #[track_caller]
    pub fn runs(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.as_str()), (Some(0), ""), "{args:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that is to fail; what it told.
    #[track_caller]
    pub fn tells(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(code), 0), "{args:?}: {told}");
        told
    }

    /// The same of one that is to tell one line.
    #[track_caller]
    pub fn fails(&self, code: i32, args: &[&str]) -> String {
        let told = self.tells(code, args);
        assert!(told.ends_with(".\n") && told.lines().count() == 1, "{told}");
        told
    }
}

/// The names of what a folder holds, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
