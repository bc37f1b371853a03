//! `stegvis serve --systemd`: the unit that runs a hub, with nothing in reach but its store and its socket.

use super::desk::{Desk, Exit};
use super::place::{By, Place};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// The store of a hub that runs as a service.
const STORE: &str = "/var/lib/stegvis";
/// Its socket.
const SOCKET: &str = "/run/stegvis/socket";
/// Its account, when the settings name none.
const ACCOUNT: &str = "stegvis";
/// Folders that are hidden from it.
const HIDDEN: [&str; 3] = ["/home", "/root", "/run/user"];
/// Options of `serve` that are handed on.
const OPTIONS: [&str; 9] = ["group", "gate", "idle", "detached", "sessions", "backup", "every", "keep", "lang"];

/// Prints the unit for a store, a socket and these options.
pub fn run(of: &ArgMatches, place: &Place, desk: &mut Desk) -> Exit {
    let named = place.store.clone().filter(|_| place.by != By::Own);
    let whole = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let store = named.map_or_else(|| STORE.into(), whole);
    let socket = place.socket.clone().map_or_else(|| SOCKET.into(), whole);
    let backup = of.get_one::<PathBuf>("backup").cloned().map(whole);
    let program = std::env::current_exe().unwrap_or_else(|_| "/usr/bin/stegvis".into());
    for path in [&store, &socket].into_iter().chain(&backup) {
        if HIDDEN.iter().any(|hidden| path.starts_with(hidden)) {
            return desk.fail("cli-unit-home", &[("path", &path.display().to_string())]);
        }
    }
    let mut line: Vec<String> = vec![shown(&program), "--store".into(), shown(&store), "serve".into()];
    line.extend(["--socket".into(), shown(&socket), "--mode".into()]);
    // Who may come is decided by the account that the kernel names, not by who can reach the socket.
    let mode =
        of.get_raw("mode").and_then(|mut mode| mode.next()).map_or_else(|| "666".into(), std::ffi::OsStr::to_os_string);
    line.push(mode.to_string_lossy().into_owned());
    for option in OPTIONS {
        let given = of.try_get_raw(option).ok().flatten().and_then(|mut values| values.next());
        let given = given.map(|value| {
            if option == "backup" { backup.as_deref().map(shown) } else { Some(value.to_string_lossy().into_owned()) }
        });
        if let Some(value) = given.flatten() {
            line.extend([format!("--{option}"), value]);
        }
    }
    if line.iter().any(|word| word.chars().any(char::is_control)) {
        return desk.fail("cli-gate-control", &[]);
    }
    let line: Vec<String> = line.iter().map(|word| quoted(word)).collect();
    let mut writes: Vec<String> = backup.iter().map(|path| listed(path)).collect();
    let state = store == Path::new(STORE);
    if !state {
        writes.push(listed(&store));
    }
    let runs = socket.parent() == Path::new(SOCKET).parent();
    if !runs {
        writes.extend(socket.parent().map(listed));
    }
    let account = place.hub_account().unwrap_or(ACCOUNT);
    let optional = [
        state.then(|| "StateDirectory=stegvis\nStateDirectoryMode=0700\n".to_owned()),
        runs.then(|| {
            "RuntimeDirectory=stegvis\nRuntimeDirectoryMode=0755\nRuntimeDirectoryPreserve=restart\n".to_owned()
        }),
        (!writes.is_empty()).then(|| format!("ReadWritePaths={}\n", writes.join(" "))),
    ];
    let optional: String = optional.into_iter().flatten().collect();
    desk.write(unit(&line.join(" "), account, &optional).as_bytes());
    Exit::Done
}

fn unit(line: &str, account: &str, optional: &str) -> String {
    format!(
        "[Unit]\n\
        Description=Stegvis, one store for many officers\n\
        After=local-fs.target\n\
        \n\
        [Service]\n\
        Type=exec\n\
        User={account}\n\
        ExecStart={line}\n\
        ExecReload=/bin/kill -HUP $MAINPID\n\
        Restart=on-failure\n\
        RestartSec=2\n\
        TimeoutStopSec=60\n\
        {optional}\
        UMask=0077\n\
        NoNewPrivileges=yes\n\
        PrivateNetwork=yes\n\
        RestrictAddressFamilies=AF_UNIX\n\
        ProtectSystem=strict\n\
        ProtectHome=yes\n\
        PrivateTmp=yes\n\
        PrivateDevices=yes\n\
        ProtectClock=yes\n\
        ProtectControlGroups=yes\n\
        ProtectHostname=yes\n\
        ProtectKernelLogs=yes\n\
        ProtectKernelModules=yes\n\
        ProtectKernelTunables=yes\n\
        RestrictNamespaces=yes\n\
        RestrictRealtime=yes\n\
        RestrictSUIDSGID=yes\n\
        LockPersonality=yes\n\
        MemoryDenyWriteExecute=yes\n\
        SystemCallArchitectures=native\n\
        SystemCallFilter=@system-service\n\
        CapabilityBoundingSet=\n\
        MemoryMax=2G\n\
        \n\
        [Install]\n\
        WantedBy=multi-user.target\n"
    )
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A path as a list of paths takes it, in which variables mean nothing.
fn listed(path: &Path) -> String {
    quoted(&shown(path)).replace("$$", "$")
}

/// A word as systemd takes it for one, and as nothing else.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-@:=+,".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in word.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '%' | '$' => quoted.extend([letter, letter]),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_path_means_anything_to_systemd() {
        assert_eq!(quoted("/var/lib/stegvis"), "/var/lib/stegvis");
        assert_eq!(quoted("/a b"), "\"/a b\"");
        assert_eq!(quoted("/50%$X\"\\;"), "\"/50%%$$X\\\"\\\\;\"");
        assert_eq!(quoted(""), "\"\"");
    }
}
