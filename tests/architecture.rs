//! The arrows between modules are those that ARCHITECTURE.md draws.
//!
//! An arrow `a -> b` is a `crate::b` in the code of the top-level module `a`, tests and comments
//! left out. A name that the crate root re-exports counts for the module that defines it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::fixtures::project;

type Arrows = BTreeMap<String, BTreeSet<String>>;

#[test]
fn arrows_are_those_of_the_drawing() {
    let drawn = drawn();
    let found = found();
    let lines = found.iter().map(|(from, to)| {
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        format!("{from} -> {}", to.join(" "))
    });
    let lines: Vec<String> = lines.collect();
    let mut faults = Vec::new();
    for (from, to) in &found {
        let known = drawn.get(from).cloned().unwrap_or_default();
        faults.extend(
            to.difference(&known)
                .map(|to| format!("new arrow {from} -> {to}")),
        );
        faults.extend(
            known
                .difference(to)
                .map(|to| format!("unused arrow {from} -> {to}")),
        );
    }
    let gone = drawn.keys().filter(|from| !found.contains_key(*from));
    faults.extend(gone.map(|from| format!("no code draws arrows from {from}")));
    assert!(
        faults.is_empty(),
        "ARCHITECTURE.md and the code differ:\n  {}\nthe code draws:\n{}",
        faults.join("\n  "),
        lines.join("\n")
    );
}

/// Layers whose public types give lexicon rows their values (a unit's kind, a month's modifier).
const TYPES_OF_ROWS: [&str; 4] = ["date", "entity", "number", "quotation"];

/// The layers form an order: no arrow leads back, save that rows of the lexicon hold values of the
/// layers' types.
#[test]
fn arrows_run_one_way() {
    let mut arrows = found();
    if let Some(lexicon) = arrows.get_mut("lexicon") {
        lexicon.retain(|to| !TYPES_OF_ROWS.contains(&to.as_str()));
    }
    for start in arrows.keys() {
        let mut seen = BTreeSet::new();
        let mut ahead: Vec<&String> = arrows.get(start).into_iter().flatten().collect();
        while let Some(at) = ahead.pop() {
            assert!(at != start, "a way leads from {start} back to itself");
            if seen.insert(at) {
                ahead.extend(arrows.get(at).into_iter().flatten());
            }
        }
    }
}

/// The block between the `arrows` comments of ARCHITECTURE.md.
fn drawn() -> Arrows {
    let page = fs::read_to_string(project("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let block = page
        .split_once("<!-- arrows -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /arrows -->"))
        .map_or("", |(block, _)| block);
    let rows = block.lines().filter_map(|line| line.split_once("->"));
    rows.map(|(from, to)| {
        let to = to.split_whitespace().map(str::to_owned).collect();
        (from.trim().to_owned(), to)
    })
    .collect()
}

/// The arrows of the code.
fn found() -> Arrows {
    let modules = modules();
    let exports = exports(&code(&project("src/lib.rs")), &modules);
    let mut arrows = Arrows::new();
    for (module, files) in &modules {
        let mut to = BTreeSet::new();
        for file in files {
            for name in crate_paths(&code(file)) {
                let target = if modules.contains_key(&name) {
                    Some(&name)
                } else {
                    exports.get(&name)
                };
                let target = target.unwrap_or_else(|| {
                    unreachable!("{} names crate::{name}, which is no module", file.display())
                });
                if target != module {
                    to.insert(target.clone());
                }
            }
        }
        if !to.is_empty() {
            arrows.insert(module.clone(), to);
        }
    }
    arrows
}

/// The top-level modules with their source files, test modules left out.
fn modules() -> BTreeMap<String, Vec<PathBuf>> {
    let mut modules: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(project("src")).expect("src") {
        let path = entry.expect("an entry of src").path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "bin" {
            let mut files = Vec::new();
            collect(&path, &mut files);
            modules.insert(name, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "lib" {
            modules.insert(name, vec![path]);
        }
    }
    modules
}

/// The source files of a folder, without those that a `#[cfg(test)] mod` declares.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let main = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    let tests: Vec<String> = main
        .split("#[cfg(test)]")
        .skip(1)
        .filter_map(|rest| {
            let rest = rest.trim_start();
            let rest = rest.strip_prefix("pub(crate) ").unwrap_or(rest);
            let name = rest.strip_prefix("mod ")?.split_once(';')?.0;
            name.chars()
                .all(|c| c.is_alphanumeric() || c == '_')
                .then(|| name.to_owned())
        })
        .collect();
    for entry in fs::read_dir(folder).expect("a module's folder") {
        let path = entry.expect("an entry of a module's folder").path();
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if tests.contains(&stem) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

/// The code of a file: no comments, no strings, no `#[cfg(test)]` items.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    without_tests(&without_comments(&text))
}

/// Blanks comments, strings and character literals.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r#\"") {
            rest.get(3..)
                .and_then(|r| r.find("\"#"))
                .map_or(rest.len(), |end| end + 5)
        } else if c == '"' {
            string_end(rest)
        } else if c == '\'' {
            character_end(rest)
        } else {
            0
        };
        let step = if skipped == 0 {
            out.push(c);
            c.len_utf8()
        } else {
            out.push(' ');
            skipped
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    out
}

fn string_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a character literal; 0 when the quote begins a lifetime.
fn character_end(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let tail = rest.get(3..).unwrap_or_default();
            tail.find('\'').map_or(0, |end| end + 4)
        }
        Some((at, c)) => match characters.next() {
            Some((_, '\'')) => at + c.len_utf8() + 1,
            _ => 0,
        },
        None => 0,
    }
}

/// Blanks the item behind each `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, behind)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        let mut depth = 0usize;
        let mut end = behind.len();
        for (at, c) in behind.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        end = at + 1;
                        break;
                    }
                }
                ';' if depth == 0 => {
                    end = at + 1;
                    break;
                }
                _ => {}
            }
        }
        rest = behind.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The first names behind every `crate::`, those of a `crate::{…}` group too.
fn crate_paths(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let inner = code
            .get(..at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let behind = code.get(at + "crate::".len()..).unwrap_or_default();
        if inner {
            continue;
        }
        if let Some(group) = behind.strip_prefix('{') {
            let mut depth = 1usize;
            let mut piece = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => names.push(std::mem::take(&mut piece)),
                    _ if depth == 1 => piece.push(c),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            names.push(piece);
        } else {
            names.push(behind.to_owned());
        }
    }
    names
        .iter()
        .map(|name| first_name(name))
        .filter(|name| !name.is_empty())
        .collect()
}

fn first_name(path: &str) -> String {
    let path = path.trim_start();
    path.chars()
        .take_while(|&c| c.is_alphanumeric() || c == '_')
        .collect()
}

/// Names that the crate root re-exports, with the modules that define them.
fn exports(root: &str, modules: &BTreeMap<String, Vec<PathBuf>>) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for rest in root.split("pub use ").skip(1) {
        let item = rest.split(';').next().unwrap_or_default();
        let Some((module, names)) = item.split_once("::") else {
            continue;
        };
        let module = module.trim().to_owned();
        if !modules.contains_key(&module) {
            continue;
        }
        for name in names.trim_matches(['{', '}', ' ', '\n']).split(',') {
            let name = name.rsplit(" as ").next().unwrap_or_default();
            let name = name.rsplit("::").next().unwrap_or_default().trim();
            if !name.is_empty() {
                exports.insert(name.to_owned(), module.clone());
            }
        }
    }
    exports
}

#[test]
fn reads_code_as_the_compiler_does() {
    let text = r#"
        // crate::comment
        use crate::{doc::Doc, lex::{self, Token}, Span};
        fn f<'a>(x: &'a str) -> char { crate::fold::f("crate::string"); '"' }
        #[cfg(test)]
        mod tests { use crate::test::Only; fn g() { { crate::test::g() } } }
        fn h() { $crate::span::h(); crate :: odd }
    "#;
    let names = crate_paths(&without_tests(&without_comments(text)));
    assert_eq!(names, ["doc", "lex", "Span", "fold", "span"]);
    assert_eq!(
        without_comments("'\\u{640}' 'a 'b' \"\\\"\" x"),
        "  'a     x"
    );
}
