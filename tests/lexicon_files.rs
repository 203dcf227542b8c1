//! The form of the lexicon's TSV files: what a linguist can edit and a reviewer can diff.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::fixtures::{files, project};

/// Letters that stand with a separate hamza or madda behind them only in decomposed spelling.
const SEATS: [char; 3] = ['ا', 'و', 'ي'];
const HAMZAS: [char; 3] = ['\u{653}', '\u{654}', '\u{655}'];

#[test]
fn every_file_has_the_form() {
    let mut faults = Vec::new();
    for path in files("src/lexicon/data") {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        match String::from_utf8(fs::read(&path).unwrap()) {
            Ok(text) => faults.extend(
                form(&text)
                    .into_iter()
                    .map(|fault| format!("{name}: {fault}")),
            ),
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    let shown: Vec<String> = faults.iter().take(60).cloned().collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        shown.join("\n")
    );
}

/// Every file is read by the crate.
#[test]
fn every_file_is_read() {
    let code: String = files("src/lexicon")
        .iter()
        .map(|path| source(path))
        .collect();
    for path in files("src/lexicon/data") {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == "lexicon.bin" {
            continue;
        }
        let include = format!("include_str!(\"data/{name}\")");
        assert!(
            code.contains(&include),
            "nothing reads src/lexicon/data/{name}"
        );
    }
    assert!(project("src/lexicon/mod.rs").is_file());
}

fn source(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// The faults of one file.
fn form(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.ends_with('\n') || text.ends_with("\n\n") {
        faults.push("the file does not end with one line feed".to_owned());
    }
    let comments: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let about = comments.join("\n").to_lowercase();
    if ![
        "licence",
        "license",
        "cc0",
        "public domain",
        "mit or apache",
    ]
    .iter()
    .any(|l| about.contains(l))
    {
        faults.push("no comment names source and licence".to_owned());
    }
    let mut header: Option<usize> = None;
    let mut keys: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, line) in text.split_terminator('\n').enumerate() {
        let number = at + 1;
        if let Some(fault) = line_form(line) {
            faults.push(format!("{number}: {fault}: {line:?}"));
        }
        if line.starts_with('#') {
            continue;
        }
        let cells = line.split('\t').count();
        let Some(columns) = header else {
            header = Some(cells);
            if !line.starts_with(|c: char| c.is_ascii_lowercase()) {
                faults.push(format!("{number}: no header: {line:?}"));
            }
            continue;
        };
        if cells != columns {
            faults.push(format!("{number}: {cells} cells of {columns}"));
        }
        if !seen.insert(line) {
            faults.push(format!("{number}: the same row twice: {line:?}"));
        }
        let key = line.split('\t').next().unwrap_or_default();
        if keys.last().is_some_and(|before| *before > key) {
            let before = keys.last().copied().unwrap_or_default();
            faults.push(format!(
                "{number}: {key:?} stands behind {before:?}, expected byte order"
            ));
        }
        keys.push(key);
    }
    if keys.is_empty() {
        faults.push("no rows".to_owned());
    }
    faults
}

fn line_form(line: &str) -> Option<&'static str> {
    let decomposed = line
        .chars()
        .zip(line.chars().skip(1))
        .any(|(seat, hamza)| SEATS.contains(&seat) && HAMZAS.contains(&hamza));
    // U+FDFC is the sign of the rial, no letter.
    let presentation = line
        .chars()
        .any(|c| c != '\u{FDFC}' && matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'));
    let invisible = line
        .chars()
        .any(|c| c != '\t' && support::invariants::is_blank(c) && c != ' ');
    // The abbreviation of «هجري» is written with tatweel.
    let tatweel = line.replace("ه\u{640}", "").contains('\u{640}');
    let comment = line.starts_with('#');
    if line.is_empty() {
        Some("an empty line")
    } else if line.contains('\r') {
        Some("a carriage return")
    } else if line.ends_with(' ') || line.ends_with('\t') && comment {
        Some("blanks at the end")
    } else if decomposed {
        Some("a decomposed hamza or madda")
    } else if presentation && !comment {
        Some("a presentation form")
    } else if (invisible || tatweel) && !comment {
        Some("an invisible character or tatweel")
    } else if !comment && line.split('\t').any(|cell| cell.trim() != cell) {
        Some("a cell with blanks at its edges")
    } else {
        None
    }
}

#[test]
fn faults_are_seen() {
    let good = "# written for this project, CC0\nsurface\tkind\nأمس\tday\nغدا\tday\n";
    assert_eq!(form(good), Vec::<String>::new());
    for (bad, count) in [
        ("# CC0\nsurface\tkind\nغدا\tday\nأمس\tday\n", 1),
        ("# CC0\nsurface\tkind\nغدا\tday\nغدا\tday\n", 1),
        ("# CC0\nsurface\tkind\nا\u{654}مس\tday\n", 1),
        ("# CC0\nsurface\tkind\nأمس \tday\n", 1),
        ("# CC0\nsurface\tkind\nأمس\n", 1),
        ("surface\tkind\r\nأمس\tday", 3),
    ] {
        assert_eq!(form(bad).len(), count, "{:?}", form(bad));
    }
}
