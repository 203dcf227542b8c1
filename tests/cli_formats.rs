//! The forms of the command line, run as a user would run it; what they hold is checked by
//! `tests/formats.rs`.
#![cfg(feature = "cli")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests"
)]

#[path = "support/command.rs"]
mod command;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

fn run(arguments: &[&str], input: &str) -> Output {
    let arguments = [&["parse"], arguments].concat();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    command::run(&mut command::khabar(folder, &arguments), input.as_bytes())
}

fn out(output: &Output) -> &str {
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
    std::str::from_utf8(&output.stdout).unwrap()
}

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("khabar-{}-{name}", std::process::id())))
    }

    fn name(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn files(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const LINES: &str = "{\"id\":\"a/1\",\"text\":\"سافر لتونس أمس\",\"date\":\"2024-05-14\"}\n\
                     {\"id\":\"a/1\",\"text\":\"قال: «=1+1»\"}\n{\"text\":\"في القاهرة\"}\n";

#[test]
fn conll_and_one_timeml_go_to_standard_output() {
    let output = run(&["--format", "conll", "--input", "ndjson"], LINES);
    let conll = out(&output);
    assert_eq!(conll.matches("-DOCSTART-\t").count(), 3);
    assert!(conll.contains("-DOCSTART-\tline-3\t-X-\tO\n"), "{conll}");
    assert!(conll.contains("\nتونس\t6\t10\tB-LOC\n"), "{conll}");
    let whole = ["--format", "conll", "--whole-words", "--offsets", "byte"];
    let output = run(&whole, "سافر لتونس");
    assert!(out(&output).contains("\nلتونس\t9\t19\tB-LOC\n"));
    let output = run(
        &["--format", "timeml", "--published", "2024-05-14"],
        "وصل أمس",
    );
    assert!(out(&output).contains("value=\"2024-05-13\""));
}

#[test]
fn files_have_safe_names_of_their_own() {
    let folder = Folder::new("brat");
    let arguments = ["--format", "brat", "-o", folder.name(), "--input", "ndjson"];
    assert_eq!(out(&run(&arguments, LINES)), "");
    let names = [
        "a-1.ann",
        "a-1.txt",
        "a-1-2.ann",
        "a-1-2.txt",
        "line-3.ann",
        "line-3.txt",
    ];
    let mut expected: BTreeSet<String> = names.map(str::to_owned).into();
    expected.extend(["annotation.conf", "visual.conf"].map(str::to_owned));
    assert_eq!(folder.files(), expected);
    assert_eq!(folder.read("a-1.txt"), "سافر لتونس أمس");
    assert!(folder.read("a-1.ann").starts_with("T1\tPlace 6 10\tتونس\n"));
}

#[test]
fn tables_hold_all_articles() {
    let folder = Folder::new("csv");
    let mut arguments = vec!["--format", "csv", "-o", folder.name(), "--input", "ndjson"];
    out(&run(&arguments, LINES));
    assert_eq!(folder.files().len(), 7);
    let places = folder.read("places.csv");
    let rows: Vec<&str> = places.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("id,index,start,end,text,"));
    assert!(rows[1].starts_with("a/1,0,6,10,تونس,") && rows[2].starts_with("line-3,0,3,10,"));
    assert!(folder.read("quotations.csv").contains(",=1+1,"));
    // Again, into the same folder.
    arguments.push("--spreadsheet");
    out(&run(&arguments, LINES));
    let quotations = folder.read("quotations.csv");
    assert!(quotations.starts_with("\u{FEFF}id,") && quotations.contains(",'=1+1,"));
}

#[test]
fn errors_stand_in_their_places_on_request() {
    let lines =
        "{\"id\":1,\"text\":\"خبر\"}\n{\n\n{\"id\":3,\"x\":[1]}\n{\"id\":4,\"text\":\"خبر\"}\n";
    let arguments = ["--input", "ndjson", "--ndjson", "--errors", "inline"];
    let output = run(&arguments, lines);
    let found: Vec<Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(found.len(), 4);
    assert_eq!((&found[0]["id"], &found[3]["id"]), (&json!(1), &json!(4)));
    let message = "EOF while parsing an object at column 1";
    assert_eq!(found[1], json!({"error": message, "line": 2, "input": "{"}));
    let message = "missing field `text` at column 16";
    assert_eq!(
        found[2],
        json!({"id": 3, "x": [1], "error": message, "line": 4})
    );
    // Without it they are told of, and the status says so.
    let output = run(&["--input", "ndjson", "--ndjson"], lines);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
}

#[test]
fn forms_that_do_not_fit_are_refused() {
    for (arguments, message) in [
        (
            &["--format", "brat"][..],
            "the format brat is written into the folder",
        ),
        (
            &["--format", "csv"],
            "the format csv is written into the folder",
        ),
        (
            &["--format", "timeml", "--input", "ndjson"],
            "of several articles",
        ),
        (
            &["--format", "json", "-o", "x"],
            "the format json goes to standard output",
        ),
        (
            &["--format", "csv", "-o", "x", "--whole-words"],
            "no --whole-words",
        ),
        (
            &["--format", "conll", "--spreadsheet"],
            "not for a --spreadsheet",
        ),
        (
            &["--json", "--errors", "inline"],
            "no place for --errors inline",
        ),
        (
            &["--format", "brat", "-o", "x", "--offsets", "byte"],
            "has offsets of its own",
        ),
        (&["--format", "csv", "--json"], "cannot be used with"),
        (&["-o", "x"], "--format <FORM>"),
    ] {
        let output = run(arguments, "");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains(message), "{arguments:?}: {said}");
    }
}
