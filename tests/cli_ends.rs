//! How the binary ends: by a signal, by a reader who leaves, on a full disk, on inputs that cannot be
//! read. What takes long stands in `.ci/stream.py`.
#![cfg(all(feature = "cli", target_os = "linux"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const FILTER: &[&str] = &["parse", "--input", "ndjson", "--ndjson"];

fn khabar(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the binary, `input` on its standard input and its output going to `stdout`.
fn run(arguments: &[&str], input: &str, stdout: Stdio) -> Output {
    let mut child = khabar(arguments).stdout(stdout).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A name in the folder of temporary files; whatever bears it is gone when the test ends.
struct Scrap(PathBuf);

impl Scrap {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("khabar-ends-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn file(content: &str) -> Self {
        let scrap = Self::new();
        fs::write(&scrap.0, content).unwrap();
        scrap
    }

    fn name(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0).or_else(|_| fs::remove_dir(&self.0));
    }
}

fn line(number: usize) -> String {
    let text = "قال الوزير إن العدد بلغ 25 شخصا. ".repeat(1 + number % 40);
    format!("{{\"id\":{number},\"text\":\"{text}\"}}\n")
}

/// Writes lines into the standard input of a child until it leaves.
fn feed(child: &mut Child) -> std::thread::JoinHandle<()> {
    let mut stdin = child.stdin.take().unwrap();
    std::thread::spawn(move || {
        let mut number = 0;
        while stdin.write_all(line(number).as_bytes()).is_ok() {
            number += 1;
        }
    })
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn a_signal_ends_it_between_two_lines() {
    for (name, status) in [("INT", 130), ("TERM", 143)] {
        for pause in [0, 40, 300] {
            let out = Scrap::new();
            let file = File::create(&out.0).unwrap();
            let mut child = khabar(FILTER).stdout(file).spawn().unwrap();
            let endless = feed(&mut child);
            // Once something is written, it is at work.
            let since = Instant::now();
            while fs::metadata(&out.0).unwrap().len() == 0 {
                assert!(since.elapsed() < Duration::from_secs(60), "nothing written");
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis(pause));
            signal(&child, name);
            let output = child.wait_with_output().unwrap();
            endless.join().unwrap();
            assert_eq!((output.status.code(), stderr(&output)), (Some(status), ""));
            let written = fs::read_to_string(&out.0).unwrap();
            assert!(written.ends_with("}\n"), "half a line");
            for (number, line) in written.lines().enumerate() {
                assert!(line.starts_with(&format!("{{\"id\":{number},")));
            }
        }
    }
}

#[test]
fn a_signal_ends_it_while_it_waits_for_input_or_for_a_reader() {
    // For input: what was answered is shown.
    let mut child = khabar(FILTER).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(line(0).as_bytes()).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));

    // For a reader who does not read: it waits for the line's end, but not for ever.
    let mut child = khabar(FILTER).spawn().unwrap();
    let endless = feed(&mut child);
    std::thread::sleep(Duration::from_millis(1500));
    signal(&child, "INT");
    let since = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(since.elapsed() < Duration::from_secs(20));
    endless.join().unwrap();
}

#[test]
fn a_reader_who_leaves_ends_it_quietly() {
    let sentences: &[&str] = &["sentences", "-"];
    for arguments in [
        FILTER,
        &["parse", "--input", "ndjson"],
        &["parse", "--input", "ndjson", "--json"],
        sentences,
    ] {
        let mut child = khabar(arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || {
            let lines: String = (0..2000).map(line).collect();
            stdin.write_all(lines.as_bytes()).ok();
        });
        let mut start = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut start).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert_eq!(
            (output.status.code(), stderr(&output)),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_full_disk_is_told() {
    let lines: String = (0..200).map(line).collect();
    for (arguments, input) in [
        (FILTER, &*lines),
        (FILTER, "{\"text\":\"وصل الوفد.\"}\n"),
        (&["parse"], "وصل الوفد."),
        (&["parse", "--json"], "وصل الوفد."),
        (&["sentences"], "وصل الوفد. ثم غادر."),
        (&["sentences", "--explain"], &*lines),
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = run(arguments, input, full.into());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(
            stderr(&output),
            "<stdout>: No space left on device (os error 28)\n",
            "{arguments:?}"
        );
    }
}

#[test]
fn inputs_that_cannot_be_read_are_told_and_the_others_go_on() {
    let good = Scrap::file("{\"text\":\"وصل الوفد.\"}\n");
    let folder = Scrap::new();
    fs::create_dir(&folder.0).unwrap();
    let closed = Scrap::file("{\"text\":\"وصل الوفد.\"}\n");
    fs::set_permissions(&closed.0, Permissions::from_mode(0o000)).unwrap();
    let (folder, closed) = (folder.name(), closed.name());
    // Nothing is closed to some users.
    let is_closed = File::open(closed).is_err();
    let ndjson = [FILTER, &[folder, closed, "/no/such/file", good.name()]].concat();
    let text = [
        "parse",
        "--ndjson",
        folder,
        closed,
        "/no/such/file",
        good.name(),
    ];
    let sentences = ["sentences", folder, closed, "/no/such/file", good.name()];
    for arguments in [&ndjson[..], &text, &sentences] {
        let output = run(arguments, "", Stdio::piped());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let messages = stderr(&output);
        assert!(
            messages.contains(&format!("{folder}: no files to read in this folder")),
            "{messages}"
        );
        assert!(
            messages.contains("/no/such/file: No such file or directory"),
            "{messages}"
        );
        assert_eq!(
            messages.contains(&format!("{closed}: Permission denied")),
            is_closed,
            "{messages}"
        );
        assert_eq!(
            messages.lines().count(),
            2 + usize::from(is_closed),
            "{messages}"
        );
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("وصل الوفد.")
        );
    }
}

#[test]
fn a_file_that_vanishes_before_its_turn_is_told() {
    let gone = Scrap::file("{\"text\":\"وصل الوفد.\"}\n");
    let good = Scrap::file("{\"text\":\"وصل الوفد.\"}\n");
    for kind in ["text", "ndjson"] {
        fs::write(&gone.0, "{\"text\":\"وصل الوفد.\"}\n").unwrap();
        let arguments = [
            "parse",
            "--input",
            kind,
            "--ndjson",
            "--threads",
            "1",
            "-",
            gone.name(),
            good.name(),
        ];
        let mut child = khabar(&arguments).spawn().unwrap();
        // It waits for standard input first.
        std::thread::sleep(Duration::from_millis(300));
        fs::remove_file(&gone.0).unwrap();
        drop(child.stdin.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            stderr(&output),
            format!("{}: No such file or directory (os error 2)\n", gone.name())
        );
        let articles = String::from_utf8(output.stdout).unwrap().lines().count();
        assert_eq!(articles, if kind == "text" { 2 } else { 1 });
    }
}

/// A file that never ends is refused at the limit, not read to its end.
#[test]
fn a_file_without_end_is_too_long() {
    let output = run(&["parse", "/dev/zero"], "", Stdio::piped());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).starts_with("/dev/zero: text of 67108865 bytes is too long"),
        "{}",
        stderr(&output)
    );
}
