//! Source files as the walls see them: tokens without comments, strings told from code, tests left out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::{Path, PathBuf};

/// One source file.
pub struct Source {
    /// Its path below the project's folder, with `/`.
    pub path: String,
    /// Its module path, from the crate's root.
    pub module: Vec<String>,
    /// Its tokens, without what stands under `#[cfg(test)]`; string literals keep their quotes.
    pub tokens: Vec<String>,
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project whose name ends so, in order.
pub fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![project().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if ends.iter().any(|end| path.to_str().unwrap().ends_with(end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path below the project's folder, with `/`.
pub fn named(path: &Path) -> String {
    path.strip_prefix(project()).unwrap().to_str().unwrap().replace('\\', "/")
}

/// The program's sources, without files that only tests see.
pub fn program() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut only_tests: Vec<Vec<String>> = Vec::new();
    for path in files("src", &[".rs"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let path = named(&path);
        let module = module(&path);
        let (tokens, tests) = tokens(&text);
        only_tests.extend(tests.into_iter().map(|name| [module.clone(), vec![name]].concat()));
        sources.push(Source { path, module, tokens });
    }
    sources.retain(|source| !only_tests.iter().any(|tests| source.module.starts_with(tests)));
    sources
}

fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// The tokens of a text outside tests, and the names of modules in files of their own that are tests.
pub fn tokens(text: &str) -> (Vec<String>, Vec<String>) {
    let mut all = Vec::new();
    flatten(text.parse().unwrap(), &mut all);
    let only_tests: Vec<String> = ["#", "[", "cfg", "(", "test", ")", "]"].map(str::to_owned).into();
    let (mut kept, mut tests) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < all.len() {
        if all[at..].starts_with(&only_tests) {
            let end = item_end(&all, at + only_tests.len());
            let item = &all[at + only_tests.len()..end];
            if let Some(place) = item.iter().position(|token| token == "mod")
                && item.last().is_some_and(|last| last == ";")
            {
                tests.push(item[place + 1].clone());
            }
            at = end;
        } else {
            kept.push(all[at].clone());
            at += 1;
        }
    }
    (kept, tests)
}

fn flatten(stream: TokenStream, all: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                all.push(open.to_owned());
                flatten(group.stream(), all);
                all.push(close.to_owned());
            }
            other => all.push(other.to_string()),
        }
    }
}

/// Where the item that begins at a place ends: after its first braces, or its semicolon.
fn item_end(tokens: &[String], from: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 0 && token == "}" {
                    return place + 1;
                }
            }
            ";" if depth == 0 => return place + 1,
            _ => {}
        }
    }
    tokens.len()
}

impl Source {
    /// Every path in it that begins at one of these roots, with `use` trees written out, and the paths below
    /// `crate`, `super` and `self` resolved to the crate's root.
    pub fn paths(&self, roots: &[&str]) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        for (place, token) in self.tokens.iter().enumerate() {
            let within = place > 0 && self.tokens[place - 1] == ":";
            if roots.contains(&token.as_str()) && !within {
                read(&self.tokens, place, &[], &mut found);
            }
        }
        found.into_iter().filter(|path| path.len() > 1).map(|path| self.resolve(path)).collect()
    }

    fn resolve(&self, path: Vec<String>) -> Vec<String> {
        let mut path = path.into_iter().peekable();
        let mut from = self.module.clone();
        match path.peek().map(String::as_str) {
            Some("crate") => from.clear(),
            Some("super" | "self") => {}
            _ => return path.collect(),
        }
        while let Some(part) = path.next_if(|part| matches!(part.as_str(), "crate" | "super" | "self")) {
            if part == "super" {
                from.pop();
            }
        }
        from.into_iter().chain(path).collect()
    }
}

/// Reads one path of a `use` tree or an expression, and gives the place after it.
fn read(tokens: &[String], place: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = place;
    let token = |at: usize| tokens.get(at).map_or("", String::as_str);
    loop {
        if token(at) == "{" {
            at += 1;
            while token(at) != "}" && at < tokens.len() {
                at = read(tokens, at, &path, found);
                while !matches!(token(at), "," | "}" | "") {
                    at += 1;
                }
                at += usize::from(token(at) == ",");
            }
            return at + 1;
        }
        path.push(token(at).to_owned());
        if (token(at + 1), token(at + 2)) != (":", ":") {
            found.push(path);
            return at + 1;
        }
        at += 3;
    }
}

#[test]
fn paths_are_seen_in_trees_macros_and_upwards_but_not_in_tests_strings_and_comments() {
    let text = r#"
        //! See [`x`](crate::comment::X).
        use crate::{a::{b, c::{self, D}}, e::*};
        pub(crate) fn f() { g!(super::super::h::I, "crate::string::J"); let _ = std::env::var("K"); }
        #[cfg(test)]
        mod tests { use crate::tested::L; }
        #[cfg(test)]
        mod made;
        use std::{env, fs};
    "#;
    let (tokens, tests) = tokens(text);
    assert_eq!(tests, ["made"]);
    let module = ["steps", "focus", "gap"].map(str::to_owned).into();
    let source = Source { path: String::new(), module, tokens };
    let paths = |roots: &[&str]| -> Vec<String> { source.paths(roots).iter().map(|path| path.join("::")).collect() };
    assert_eq!(paths(&["crate", "super"]), ["a::b", "a::c::self", "a::c::D", "e::*", "steps::h::I"]);
    assert_eq!(paths(&["std"]), ["std::env::var", "std::env", "std::fs"]);
}
