//! The binary, run as a user would run it.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

#[path = "support/command.rs"]
mod command;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use khabar::{Anchor, Article, Parser, SentencePolicy};
use serde_json::{Value, json};

fn khabar(arguments: &[&str]) -> Command {
    command::khabar(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Runs the binary with `input` on its standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    command::run(&mut khabar(arguments), input)
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The objects of an NDJSON output.
fn lines(output: &Output) -> Vec<Value> {
    let lines = stdout(output).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A file that is gone when the test ends.
struct Scrap(PathBuf);

impl Scrap {
    fn new(content: &[u8]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("khabar-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }

    fn name(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const WATER: &str = "fixtures/articles/iraq_water.txt";
const RAILWAY: &str = "fixtures/articles/saudi_railway.txt";

fn fixture(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn json_is_what_the_library_gives() {
    let output = run(
        &[
            "parse",
            "--json",
            "--published",
            "2024-02-15",
            "--keep-quotations",
            WATER,
        ],
        b"",
    );
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let text = fixture(WATER);
    let parser = Parser::builder()
        .published("2024-02-15".parse::<Anchor>().unwrap())
        .sentence_policy(SentencePolicy::KeepQuotations)
        .build()
        .unwrap();
    let article = parser.parse(&text).unwrap();
    assert_eq!(stdout(&output), format!("{}\n", article.to_json()));
    assert_eq!(Article::from_json(stdout(&output)).unwrap(), article);
}

#[test]
fn names_of_the_users_own_are_found() {
    let names = Scrap::new("name\ttype\nنبراس الغد\tngo\n".as_bytes());
    let text = "رحبت نبراس الغد بالقرار.";
    let found = |arguments: &[&str]| {
        let output = run(arguments, text.as_bytes());
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
        let article: Value = serde_json::from_str(stdout(&output)).unwrap();
        article["organizations"].as_array().unwrap().len()
    };
    assert_eq!(found(&["parse", "--json"]), 0);
    assert_eq!(found(&["parse", "--json", "--lexicon", names.name()]), 1);
    let bad = Scrap::new("name\ttype\nنبراس الغد\tclub\n".as_bytes());
    let output = run(&["parse", "--lexicon", bad.name()], text.as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
    let fault = format!("{}:2: unexpected \"club\" in column 2", bad.name());
    assert!(stderr(&output).contains(&fault), "{}", stderr(&output));
}

#[test]
fn standard_input_is_read_when_no_file_is_named() {
    let text = fixture(RAILWAY);
    let article = Parser::new().parse(&text).unwrap();
    for arguments in [&["parse", "--json"][..], &["parse", "--json", "-"]] {
        let output = run(arguments, text.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(stdout(&output), format!("{}\n", article.to_json()));
    }
    let output = run(&["parse", "--json"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        Article::from_json(stdout(&output)).unwrap(),
        Parser::new().parse("").unwrap()
    );
}

#[test]
fn the_table_is_plain_when_it_goes_to_a_pipe() {
    let output = run(&["parse", WATER], b"");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let table = stdout(&output);
    let text = fixture(WATER);
    let sentences = Parser::new().parse(&text).unwrap().sentences().len();
    assert!(
        table.contains(&format!("Sentences {sentences}\n")),
        "{table}"
    );
    assert!(!table.contains(['\u{1b}', '\u{2068}', '\t', '\r']));
    let two = run(&["parse", WATER, RAILWAY], b"");
    for name in [WATER, RAILWAY] {
        assert!(stdout(&two).lines().any(|line| line == name));
    }
}

#[test]
fn several_files_make_an_array_or_lines() {
    let files = [WATER, RAILWAY];
    let output = run(&["parse", "--json", WATER, RAILWAY], b"");
    let array: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    let ndjson = lines(&run(&["parse", "--ndjson", WATER, RAILWAY], b""));
    for (index, file) in files.iter().enumerate() {
        assert_eq!(array[index]["file"], *file);
        assert_eq!(array[index]["text"], fixture(file));
        assert_eq!(array[index], ndjson[index]);
    }
}

#[test]
fn offsets_are_counted_as_asked_and_the_text_left_out() {
    let text = "😀 قتل 3 جنود.\nوصل الوفد.";
    for (unit, length) in [
        ("byte", text.len()),
        ("char", text.chars().count()),
        ("utf16", text.encode_utf16().count()),
    ] {
        let output = run(
            &["parse", "--json", "--offsets", unit, "--without-text"],
            text.as_bytes(),
        );
        let value: Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!(value["offset_unit"], unit);
        assert!(value.get("text").is_none());
        let last = value["sentences"].as_array().unwrap().last().unwrap();
        assert_eq!(last["span"]["end"], length, "{unit}");
        assert_eq!(last["text"], "وصل الوفد.");
    }
}

#[test]
fn ndjson_is_a_filter() {
    let input = concat!(
        "\u{FEFF}{\"id\": \"a\", \"text\": \"وصل الوفد.\", \"date\": \"2024-05-14\", \"tags\": [1.50, {\"x\": null}]}\n",
        "{\"id\": 12345678901234567890123, \"text\": \"غادر الوفد.\", \"date\": null}\r\n",
        "{\"id\": \"bad\", \"text\": \n",
        "\n",
        "   \n",
        "{\"text\": \"لا اسم له.\", \"sentences\": \"mine\", \"date\": \"2024-05-14T18:30\"}\n",
        "[\"no object\"]\n",
        "{\"id\": \"day\", \"text\": \"\", \"date\": \"May\"}\n",
        "{\"id\": \"last\", \"text\": \"\"}",
    );
    let arguments = &[
        "parse",
        "--input",
        "ndjson",
        "--ndjson",
        "--published",
        "2001-01-01",
    ];
    let output = run(arguments, input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let values = lines(&output);
    assert_eq!(values.len(), 4);
    assert_eq!(values[0]["id"], "a");
    assert_eq!(values[0]["tags"], json!([1.5, {"x": null}]));
    assert_eq!(values[0]["date"], "2024-05-14");
    assert_eq!(values[0]["anchor"], "2024-05-14");
    assert_eq!(values[0]["text"], "وصل الوفد.");
    let raw: Vec<&str> = stdout(&output).lines().collect();
    assert!(raw[0].starts_with(r#"{"id":"a","date":"2024-05-14","tags":[1.50, {"x": null}],"#));
    assert!(raw[1].starts_with(r#"{"id":12345678901234567890123,"#));
    assert_eq!(values[1]["anchor"], "2001-01-01");
    assert!(values[2].get("id").is_none());
    assert!(values[2]["sentences"].is_array());
    assert_eq!(values[2]["anchor"], "2024-05-14T18:30:00");
    assert_eq!(values[3]["id"], "last");
    for value in &values {
        Article::from_json(&value.to_string()).unwrap();
    }

    let messages: Vec<&str> = stderr(&output).lines().collect();
    let starts = ["<stdin>:3: EOF", "<stdin>:7: invalid type", "<stdin>:8: "];
    assert_eq!(messages.len(), starts.len(), "{messages:?}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.starts_with(start), "{message}");
    }
    assert!(
        messages[2].contains("\"May\", expected an ISO 8601 date"),
        "{messages:?}"
    );
}

#[test]
fn a_filter_may_follow_itself() {
    let arguments = &["parse", "--input", "ndjson", "--ndjson", "--threads", "2"];
    let once = run(arguments, fixture("fixtures/articles.ndjson").as_bytes());
    assert_eq!((once.status.code(), stderr(&once)), (Some(0), ""));
    let twice = run(arguments, &once.stdout);
    assert_eq!(stdout(&once), stdout(&twice));
    assert_eq!(lines(&once).len(), 16);
}

#[test]
fn ndjson_input_makes_an_array_or_tables() {
    let input = "{\"id\":\"first\",\"text\":\"وصل.\"}\n{\"text\":\"\"}\n".as_bytes();
    let output = run(&["parse", "--input", "ndjson", "--json"], input);
    let array: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(array[0]["id"], "first");
    assert_eq!(array.as_array().unwrap().len(), 2);
    let empty = run(&["parse", "--input", "ndjson", "--json"], b"");
    assert_eq!(
        serde_json::from_str::<Value>(stdout(&empty)).unwrap(),
        json!([])
    );
    let table = run(&["parse", "--input", "ndjson"], input);
    assert!(stdout(&table).starts_with("first\n"));
    assert!(stdout(&table).contains("\nline 2\n"));
}

#[test]
fn order_is_kept_by_many_threads() {
    let mut input = String::new();
    for number in 0..1000 {
        // Every hundredth article is long, so that threads finish out of order.
        let text =
            "قال الوزير إن العدد بلغ 25 شخصا. ".repeat(if number % 100 == 0 { 300 } else { 1 });
        writeln!(input, r#"{{"id":{number},"text":"{text}"}}"#).unwrap();
        if number % 500 == 250 {
            input.push_str("{bad\n");
        }
    }
    let arguments = &["parse", "--input", "ndjson", "--ndjson", "--threads"];
    let four = run(&[&arguments[..], &["4"]].concat(), input.as_bytes());
    let ids: Vec<u64> = lines(&four)
        .iter()
        .map(|value| value["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, (0..1000).collect::<Vec<u64>>());
    assert_eq!(four.status.code(), Some(1));
    let places: Vec<&str> = stderr(&four)
        .lines()
        .map(|line| line.split(':').nth(1).unwrap())
        .collect();
    assert_eq!(places, ["252", "753"]);
    let one = run(&[&arguments[..], &["1"]].concat(), input.as_bytes());
    assert_eq!(stdout(&one), stdout(&four));
}

#[test]
fn a_slow_stream_is_answered_at_once() {
    let mut child = khabar(&["parse", "--input", "ndjson", "--ndjson"])
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, r#"{{"id":{number},"text":"وصل الوفد."}}"#).unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!(r#"{{"id":{number},"#)));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

/// Most memory that a process has held, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn an_endless_stream_needs_little_memory() {
    let arguments = &["parse", "--input", "ndjson", "--ndjson", "--threads", "2"];
    let mut child = khabar(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let written = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&written);
    let endless = std::thread::spawn(move || {
        let line = format!(
            "{{\"text\":\"وصل الوفد.\",\"note\":\"{}\"}}\n",
            "x".repeat(20_000)
        );
        while stdin.write_all(line.as_bytes()).is_ok() {
            count.fetch_add(line.len(), Ordering::Relaxed);
        }
    });
    // While nobody reads, it takes what its queue holds and then waits.
    let mut before = 0;
    for _ in 0..40 {
        std::thread::sleep(Duration::from_millis(250));
        let now = written.load(Ordering::Relaxed);
        if now > 0 && now == before {
            break;
        }
        before = now;
    }
    let taken = written.load(Ordering::Relaxed);
    assert!(taken < 16 << 20, "{taken} bytes taken while nobody reads");
    let mut out = child.stdout.take().unwrap();
    let mut read = |bytes: u64| {
        let copied = std::io::copy(&mut (&mut out).take(bytes), &mut std::io::sink());
        assert_eq!(copied.unwrap(), bytes);
        peak(child.id())
    };
    let (early, late) = (read(4 << 20), read(60 << 20));
    drop(out);
    endless.join().unwrap();
    child.wait().unwrap();
    assert!(early < 96 << 10, "{early} kB");
    assert!(late < early + (8 << 10), "{early} kB, then {late} kB");
}

#[test]
fn whoever_stops_reading_ends_the_program_quietly() {
    let mut child = khabar(&["parse", "--input", "ndjson", "--ndjson"])
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let endless = std::thread::spawn(move || {
        while writeln!(stdin, r#"{{"text":"وصل الوفد إلى العاصمة."}}"#).is_ok() {}
    });
    let mut out = child.stdout.take().unwrap();
    let mut start = [0; 100];
    out.read_exact(&mut start).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    endless.join().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn faults_name_file_and_line_and_others_go_on() {
    let bad = Scrap::new(&["one\nكلمة ".as_bytes(), b"\xFF\n"].concat());
    let marked = Scrap::new("\u{FEFF}وصل الوفد.".as_bytes());
    let output = run(
        &[
            "parse",
            "--ndjson",
            bad.name(),
            "no/such/file",
            marked.name(),
        ],
        b"",
    );
    assert_eq!(output.status.code(), Some(1));
    let messages: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(messages.len(), 2);
    assert_eq!(
        messages[0],
        format!(
            "{}:2: invalid UTF-8 behind byte 13, expected UTF-8 text",
            bad.name()
        )
    );
    assert!(messages[1].starts_with("no/such/file: "));
    let values = lines(&output);
    assert_eq!(values.len(), 1);
    assert_eq!(values[0]["text"], "وصل الوفد.");

    let bytes = b"{\"text\":\"\xFF\"}\n{\"text\":\"\"}\n";
    let output = run(&["parse", "--input", "ndjson", "--ndjson"], bytes);
    assert_eq!(
        stderr(&output),
        "<stdin>:1: invalid UTF-8 behind byte 9, expected UTF-8 text\n"
    );
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn wrong_usage_is_status_2() {
    for arguments in [
        &[][..],
        &["parse", "--no-such-option"],
        &["parse", "--json", "--ndjson", WATER],
        &["parse", "--published", "yesterday", WATER],
        &["parse", "--offsets", "nibble", WATER],
        &["parse", "--threads", "0", WATER],
        &["parse", "--without-text", WATER],
        &["translate"],
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    for arguments in [&["--help"][..], &["--version"], &["parse", "--help"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("khabar"));
    }
}

#[test]
fn sentences_stand_on_lines_of_their_own() {
    let text = "وصل د. محمد أمس. ثم غادر إلى\nالرباط.\n";
    let output = run(&["sentences"], text.as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "وصل د. محمد أمس.\nثم غادر إلى الرباط.\n");
    let hard = run(&["sentences", "--line-breaks", "hard"], text.as_bytes());
    assert_eq!(stdout(&hard).lines().count(), 3);
    let objects = lines(&run(&["sentences", "--ndjson"], text.as_bytes()));
    assert_eq!(objects[0]["text"], "وصل د. محمد أمس.");
    assert_eq!(objects[0]["span"], json!({"start": 0, "end": 27}));
}

#[test]
fn each_candidate_is_explained() {
    let text = "وصل د. محمد أمس. ثم غادر";
    let output = run(&["sentences", "--explain"], text.as_bytes());
    let rows: Vec<Vec<&str>> = stdout(&output)
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows[0][1..3], ["rejected", "abbreviation"]);
    assert_eq!(rows[1][1..3], ["boundary", "full_stop"]);
    assert_eq!(rows[2][1..3], ["boundary", "part_end"]);
    let objects = lines(&run(
        &["sentences", "--explain", "--ndjson"],
        text.as_bytes(),
    ));
    assert_eq!(objects[0]["decision"], "rejected");
    assert_eq!(objects[0]["reason"], "abbreviation");
    assert_eq!(objects.len(), 3);
}

#[test]
fn a_missing_file_is_told_and_the_others_are_cut() {
    let file = Scrap::new("وصل. ثم غادر.".as_bytes());
    let output = run(&["sentences", "/no/such/file", file.name()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/no/such/file"));
    assert_eq!(stdout(&output).lines().count(), 2);
}
