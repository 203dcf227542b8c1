//! What the binary reads: encodings, compressed files, folders, patterns, pages.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use encoding_rs::{ISO_8859_6, WINDOWS_1256};
use flate2::Compression;
use flate2::write::GzEncoder;
use khabar::{Article, Parser};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

/// Runs the binary in `folder` with `input` on its standard input.
fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    command::run(&mut command::khabar(folder, arguments), input)
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let lines = stdout(output).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The only object of an output that told of no fault.
fn object(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    serde_json::from_str(stdout(output)).unwrap()
}

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("khabar-input-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, content: &[u8]) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const TEXT: &str = "قال وزير الصحة أحمد عماد أمس إن 25 شخصا أصيبوا.\nوأضاف أن الوضع تحت السيطرة.\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

fn windows(text: &str) -> Vec<u8> {
    WINDOWS_1256.encode(text).0.into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

#[test]
fn every_encoding_gives_the_same_article() {
    let marked = utf16(&format!("\u{FEFF}{TEXT}"), false);
    let marked_big = utf16(&format!("\u{FEFF}{TEXT}"), true);
    let iso = ISO_8859_6.encode(TEXT).0.into_owned();
    let article = Parser::new().parse(TEXT).unwrap();
    for (bytes, encoding, by, is_guess) in [
        (marked, "utf-16le", "bom", false),
        (marked_big, "utf-16be", "bom", false),
        (utf16(TEXT, false), "utf-16le", "guessed", true),
        (utf16(TEXT, true), "utf-16be", "guessed", true),
        (windows(TEXT), "windows-1256", "guessed", true),
        (iso, "iso-8859-6", "guessed", true),
    ] {
        let output = run(here(), &["parse", "--json"], &bytes);
        let value = object(&output);
        assert_eq!(value["text"], TEXT, "{encoding}");
        assert_eq!(value["source"]["encoding"], encoding);
        assert_eq!(value["source"]["encoding_by"], by);
        let note = format!("<stdin>: read as {encoding}, which is a guess (--encoding decides)\n");
        assert_eq!(stderr(&output), if is_guess { note.as_str() } else { "" });
        // The field is none of the article's, and in nobody's way.
        assert_eq!(Article::from_json(stdout(&output)).unwrap(), article);
        let sentences = run(here(), &["sentences"], &bytes);
        assert_eq!(stdout(&sentences), TEXT, "{encoding}");

        let output = run(here(), &["parse", "--json", "--encoding", encoding], &bytes);
        assert_eq!(stderr(&output), "");
        assert_eq!(object(&output)["text"], TEXT, "{encoding}");
    }
    // Plain UTF-8 says nothing about itself, with a mark or without.
    for text in [TEXT.to_owned(), format!("\u{FEFF}{TEXT}")] {
        for arguments in [
            &["parse", "--json"][..],
            &["parse", "--json", "--encoding", "UTF_8"],
        ] {
            let output = run(here(), arguments, text.as_bytes());
            assert_eq!(
                (stderr(&output), object(&output)["text"].as_str()),
                ("", Some(TEXT))
            );
            assert!(object(&output).get("source").is_none());
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_a_fault_or_replaced() {
    let damaged = [TEXT.as_bytes(), b"\xD9"].concat();
    let length = TEXT.len();
    let output = run(here(), &["parse"], &damaged);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output),
        format!("<stdin>:3: invalid UTF-8 behind byte {length}, expected UTF-8 text\n")
    );
    let output = run(here(), &["parse", "--json", "--lossy"], &damaged);
    assert_eq!(object(&output)["text"], format!("{TEXT}\u{FFFD}"));
    assert_eq!(object(&output)["source"]["replaced"], 1);
    assert_eq!(
        stderr(&output),
        format!(
            "<stdin>: 1 place of invalid utf-8 replaced by U+FFFD, the first behind byte {length}\n"
        )
    );

    let french = b"Le pr\xE9sident est n\xE9 \xE0 Besan\xE7on";
    let output = run(here(), &["sentences"], french);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output),
        "<stdin>:1: invalid UTF-8 behind byte 5, expected UTF-8 text and no other encoding of \
         Arabic fits; name the right one by --encoding (perhaps windows-1252)\n"
    );
    let output = run(
        here(),
        &["parse", "--encoding", "iso-8859-6"],
        b"\xC7\n\xFF",
    );
    assert_eq!(
        stderr(&output),
        "<stdin>:2: invalid iso-8859-6 behind byte 2, expected iso-8859-6 text\n"
    );
    let odd = [&utf16(TEXT, false)[..], b"\x27"].concat();
    let output = run(here(), &["parse", "--encoding", "utf-16le"], &odd);
    let message = format!("invalid utf-16le behind byte {}, expected", odd.len() - 1);
    assert!(stderr(&output).contains(&message), "{}", stderr(&output));

    let output = run(here(), &["parse", "--encoding", "klingon"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("expected auto or a name such as utf-8"));
}

#[test]
fn lines_are_utf8_unless_told_otherwise() {
    let line = |text: &str| format!("{{\"source\":\"mine\",\"text\":\"{text}\"}}\n");
    let input = windows(&line("وصل الوفد إلى الرباط."));
    let arguments = ["parse", "--input", "ndjson", "--ndjson"];
    let output = run(here(), &arguments, &input);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("<stdin>:1: invalid UTF-8 behind byte "));
    let named = [&arguments[..], &["--encoding", "windows-1256"]].concat();
    let output = run(here(), &named, &input);
    assert_eq!((stderr(&output), output.status.code()), ("", Some(0)));
    assert_eq!(lines(&output)[0]["text"], "وصل الوفد إلى الرباط.");
    // A field of that name is the caller's own.
    assert_eq!(lines(&output)[0]["source"], "mine");

    // Bytes that do not decode spoil their line alone.
    let mut input = ISO_8859_6.encode(&line("وصل.")).0.into_owned();
    input.extend_from_slice(b"{\"text\":\"\xFF\"}\n");
    input.extend_from_slice(&ISO_8859_6.encode(&line("غادر.")).0);
    let named = [&arguments[..], &["--encoding", "iso-8859-6"]].concat();
    let output = run(here(), &named, &input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output),
        "<stdin>:2: invalid iso-8859-6 behind byte 9, expected iso-8859-6 text (bytes of the line \
         in UTF-8)\n"
    );
    let texts: Vec<Value> = lines(&output)
        .iter()
        .map(|value| value["text"].clone())
        .collect();
    assert_eq!(texts, ["وصل.", "غادر."]);
    let lossy = [&named[..], &["--lossy"]].concat();
    assert_eq!(lines(&run(here(), &lossy, &input)).len(), 3);

    let many = line("وصل الوفد.").repeat(5000);
    let named = [&arguments[..], &["--encoding", "utf-16"]].concat();
    let output = run(here(), &named, &utf16(&many, false));
    assert_eq!((stderr(&output), lines(&output).len()), ("", 5000));
}

#[test]
fn compressed_texts_are_known_by_their_bytes() {
    for bytes in [
        gzip(TEXT.as_bytes()),
        zstd(TEXT.as_bytes()),
        [gzip(&TEXT.as_bytes()[..50]), gzip(&TEXT.as_bytes()[50..])].concat(),
        [zstd(&TEXT.as_bytes()[..50]), zstd(&TEXT.as_bytes()[50..])].concat(),
        // A frame to be skipped before the text.
        [b"\x50\x2A\x4D\x18\x03\0\0\0abc", &zstd(TEXT.as_bytes())[..]].concat(),
    ] {
        let output = run(here(), &["parse", "--json"], &bytes);
        assert_eq!(
            (stderr(&output), object(&output)["text"].as_str()),
            ("", Some(TEXT))
        );
        assert_eq!(stdout(&run(here(), &["sentences"], &bytes)), TEXT);
    }
    // Both at once: UTF-16 in gzip.
    let output = run(here(), &["parse", "--json"], &gzip(&utf16(TEXT, true)));
    assert_eq!(object(&output)["text"], TEXT);
}

#[test]
fn compressed_lines_come_as_far_as_the_stream_is_whole() {
    let mut input = String::new();
    for number in 0..4000_u32 {
        // Numbers that do not compress well, so that a stream has several blocks.
        let noise = number.wrapping_mul(2_654_435_761);
        let line = format!("{{\"id\":{number},\"text\":\"وصل {noise} شخصا.\"}}\n");
        input.push_str(&line);
    }
    let arguments = ["parse", "--input", "ndjson", "--ndjson"];
    let half = input.len() / 2;
    for (name, compress) in [
        ("gzip", gzip as fn(&[u8]) -> Vec<u8>),
        ("zstd", zstd as fn(&[u8]) -> Vec<u8>),
    ] {
        let (first, second) = input.as_bytes().split_at(half);
        let whole = [compress(first), compress(second)].concat();
        let output = run(here(), &arguments, &whole);
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)));
        let ids: Vec<u64> = lines(&output)
            .iter()
            .map(|value| value["id"].as_u64().unwrap())
            .collect();
        assert_eq!(ids, (0..4000).collect::<Vec<u64>>());

        let output = run(here(), &arguments, &whole[..whole.len() - 20]);
        assert_eq!(output.status.code(), Some(1));
        let come = lines(&output).len();
        assert!((1500..4000).contains(&come), "{name}: {come}");
        let message =
            format!("the {name} stream ends too early, what is behind this place is missing\n");
        assert!(
            stderr(&output).starts_with("<stdin>:"),
            "{}",
            stderr(&output)
        );
        assert!(stderr(&output).ends_with(&message), "{}", stderr(&output));

        let mut bad = compress(first);
        let end = bad.len();
        for byte in &mut bad[end / 2..end / 2 + 40] {
            *byte ^= 0x55;
        }
        let output = run(here(), &arguments, &bad);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            stderr(&output).contains(&format!("the {name} stream ")),
            "{}",
            stderr(&output)
        );
        // A text that is cut off is no article.
        let output = run(here(), &["parse"], &whole[..whole.len() - 20]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
    }
}

#[test]
fn a_text_that_grows_without_end_is_too_long() {
    let million = gzip(&vec![b'x'; 1 << 20]);
    let bomb = million.repeat(80);
    assert!(bomb.len() < 1 << 20);
    let output = run(here(), &["parse"], &bomb);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
    assert_eq!(
        stderr(&output),
        "<stdin>: text of 67108865 bytes is too long, expected at most 67108864\n"
    );
}

#[test]
fn folders_are_read_in_the_order_of_names() {
    let folder = Folder::new();
    folder
        .put("b/two.txt", "وصل الوفد.".as_bytes())
        .put("b/.hidden.txt", b"\xFF")
        .put(".git/config", b"\xFF")
        .put("a.txt.gz", &gzip("غادر الوفد.".as_bytes()))
        .put(
            "c.jsonl",
            "{\"id\":7,\"text\":\"عاد.\"}\n{\"id\":8,\"text\":\"بقي.\"}\n".as_bytes(),
        )
        .put("picture.jpg", b"\xFF\xD8\xFF")
        .put("d", "ثم سافر.".as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", folder.0.join("b/up")).unwrap();
    let output = run(&folder.0, &["parse", "--ndjson", "."], b"");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let found: Vec<String> = lines(&output)
        .iter()
        .map(|value| format!("{} {}", value["file"], value["text"]))
        .collect();
    assert_eq!(
        found,
        [
            "\"./a.txt.gz\" \"غادر الوفد.\"",
            "\"./b/two.txt\" \"وصل الوفد.\"",
            "null \"عاد.\"",
            "null \"بقي.\"",
            "\"./d\" \"ثم سافر.\"",
        ]
    );
    let mut messages: Vec<&str> = stderr(&output).lines().collect();
    if cfg!(unix) {
        assert_eq!(
            messages.remove(0),
            "./b/up: leads back to a folder that holds it, passed over"
        );
    }
    assert!(messages[0].starts_with(".: 1 file passed over, where names end in .txt, "));
    assert_eq!(messages.len(), 1, "{messages:?}");
    // One file in a folder makes an array all the same: it could have been more.
    let output = run(&folder.0, &["parse", "--json", "b"], b"");
    assert!(stdout(&output).starts_with('['));
    assert_eq!(
        stdout(&run(&folder.0, &["sentences", "b/two.txt", "d"], b"")),
        "وصل الوفد.\nثم سافر.\n"
    );
    folder.put("empty/x.jpg", b"");
    let output = run(&folder.0, &["parse", "empty"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("empty: no files to read in this folder, where"));
}

#[test]
fn the_output_is_no_input() {
    let folder = Folder::new();
    folder.put("a.txt", "وصل الوفد.".as_bytes());
    let out = fs::File::create(folder.0.join("out.ndjson")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_khabar"))
        .args(["parse", "--ndjson", "."])
        .current_dir(&folder.0)
        .stdout(out)
        .status()
        .unwrap();
    assert!(status.success());
    let text = fs::read_to_string(folder.0.join("out.ndjson")).unwrap();
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn patterns_are_expanded_where_no_file_bears_their_name() {
    let folder = Folder::new();
    folder
        .put("b.txt", "وصل.".as_bytes())
        .put("a.txt", "غادر.".as_bytes())
        .put("x/c.txt", "عاد.".as_bytes())
        .put(".h.txt", b"\xFF")
        .put("[1].txt", "بقي.".as_bytes());
    for (pattern, expected) in [
        ("?.txt", "غادر.\nوصل.\n"),
        ("**/c.txt", "عاد.\n"),
        ("[ab].txt", "غادر.\nوصل.\n"),
        ("[1].txt", "بقي.\n"),
    ] {
        let output = run(&folder.0, &["sentences", pattern], b"");
        assert_eq!(
            (stdout(&output), stderr(&output)),
            (expected, ""),
            "{pattern}"
        );
    }
    let output = run(&folder.0, &["parse", "--json", "b*.txt"], b"");
    let array: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(array[0]["file"], "b.txt");
    let output = run(&folder.0, &["parse", "*.html"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "*.html: no file of this name or pattern\n");
    let output = run(&folder.0, &["parse", "a***"], b"");
    assert!(stderr(&output).starts_with("a***: no such file, and no pattern: "));
}

#[cfg(not(feature = "html-input"))]
#[test]
fn a_page_is_refused_by_a_program_without_the_feature() {
    let page = "<!DOCTYPE html><p>وصل الوفد إلى الرباط.";
    for arguments in [&["parse"][..], &["sentences"]] {
        let output = run(here(), arguments, page.as_bytes());
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
        assert_eq!(
            stderr(&output),
            "<stdin>: an HTML page, which this program was built without: build it with the \
             feature `html-input`, or give --input text to read the tags as text\n"
        );
    }
    let output = run(
        here(),
        &["parse", "--json", "--input", "text"],
        page.as_bytes(),
    );
    assert_eq!(object(&output)["text"], page);
}

#[cfg(feature = "html-input")]
mod pages {
    use super::*;

    fn page(name: &str, more: &[&str]) -> Output {
        let path = format!("fixtures/pages/{name}.html");
        run(here(), &[&["parse", "--json", &path], more].concat(), b"")
    }

    /// The kinds of the parts and how they begin.
    fn parts(value: &Value) -> Vec<(String, String)> {
        let parts = value["parts"].as_array().unwrap().iter();
        parts
            .map(|part| {
                let text = part["text"].as_str().unwrap();
                let start = text.split_whitespace().next().unwrap_or_default();
                (part["kind"].as_str().unwrap().to_owned(), start.to_owned())
            })
            .collect()
    }

    #[test]
    fn a_news_page_gives_headline_byline_paragraphs_and_day() {
        let output = page("news", &[]);
        assert_eq!(stderr(&output), "");
        let value = object(&output);
        let expected = serde_json::json!({
            "format": "page",
            "title": "افتتاح جسر جديد فوق نهر السند",
            "byline": "سعاد العلمي",
            "site": "صحيفة المرفأ",
            "published": "2024-05-14T18:30:00+03:00",
            "url": "https://almarfa.example/news/1204",
            "encoding": "utf-8",
            "encoding_by": "valid",
        });
        assert_eq!(value["source"], expected);
        assert_eq!(value["anchor"], "2024-05-14T18:30:00");
        let kinds = [
            ("headline", "افتتاح"),
            ("byline", "سعاد"),
            ("body", "افتتح"),
            ("body", "وقال"),
            ("body", "من"),
        ];
        for ((kind, start), expected) in parts(&value).iter().zip(kinds) {
            assert_eq!((kind.as_str(), start.as_str()), expected);
        }
        let text = value["text"].as_str().unwrap();
        for foreign in [
            "الرئيسية",
            "إعلان",
            "فيسبوك",
            "تعليقات",
            "الحقوق",
            "ads",
            "النفط",
        ] {
            assert!(!text.contains(foreign), "{foreign} in {text}");
        }
        // «أمس الاثنين», read on the page's own day.
        let first = &value["dates"][0];
        assert_eq!(first["value"], "2024-05-13");
        let article = Article::from_json(stdout(&output)).unwrap();
        assert_eq!(article.slice(article.dates()[0].span), "أمس الاثنين");

        let value = object(&page("news", &["--published", "2001-01-01"]));
        assert_eq!(value["anchor"], "2001-01-01");
    }

    #[test]
    fn a_page_is_decoded_as_it_declares() {
        let value = object(&page("windows_1256", &[]));
        assert_eq!(value["source"]["encoding"], "windows-1256");
        assert_eq!(value["source"]["encoding_by"], "declared");
        assert_eq!(value["source"]["byline"], "كريم بوزيد");
        assert_eq!(value["anchor"], "2023-02-07T10:05:00");
        let text = value["text"].as_str().unwrap();
        assert!(text.starts_with("البنك المركزي يرفع سعر الفائدة\n\nكريم بوزيد\n\nقرر البنك"));
        assert!(!text.contains("محليات"));
        // Saved anew as UTF-8, with the old declaration: what is valid is believed.
        let bytes = fs::read(here().join("fixtures/pages/windows_1256.html")).unwrap();
        let anew = WINDOWS_1256.decode(&bytes).0;
        let output = run(here(), &["parse", "--json"], anew.as_bytes());
        assert_eq!(object(&output)["text"], text);
        assert_eq!(object(&output)["source"]["encoding_by"], "valid");
    }

    #[test]
    fn a_page_without_words_for_machines_is_read_too() {
        let value = object(&page("bare", &[]));
        assert!(value.get("anchor").is_none() && value["source"].get("title").is_none());
        assert!(
            value["text"]
                .as_str()
                .unwrap()
                .contains("«أحد أعمدة الفن الحديث»")
        );
        assert_eq!(parts(&value).len(), 3);
    }

    #[test]
    fn what_is_no_article_is_told() {
        let output = page("no_article", &[]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
        assert_eq!(
            stderr(&output),
            "fixtures/pages/no_article.html: no article found in this page\n"
        );
        let output = run(here(), &["parse", "--input", "html"], b"");
        assert_eq!(stderr(&output), "<stdin>: no article found in this page\n");
    }

    #[test]
    fn hostile_pages_are_read_or_refused() {
        let output = page("hostile", &[]);
        assert_eq!(
            stderr(&output),
            "fixtures/pages/hostile.html: the page's day of publication is not understood: \
             \"قبل قليل\"\n"
        );
        let value = object(&output);
        let text = value["text"].as_str().unwrap();
        assert!(text.starts_with("قرار alert(\"\n\nأعلنت بلدية"), "{text}");
        assert!(!text.contains("دخيل") && !text.contains("script"));
        assert!(value.get("anchor").is_none());

        let open = "<div>".repeat(200_000);
        let output = run(here(), &["parse", "--input", "html"], open.as_bytes());
        assert_eq!(
            stderr(&output),
            "<stdin>: the page has elements more than 500 deep, which no article needs\n"
        );
        let flat = "<div></div>".repeat(250_000);
        let output = run(here(), &["parse", "--input", "html"], flat.as_bytes());
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("elements, expected at most 200000"));
        // Tags that need no closing one lie beside each other.
        let many = "<p>وصل الوفد إلى الرباط أمس في زيارة تستغرق ثلاثة أيام كاملة.".repeat(2000);
        let output = run(
            here(),
            &["parse", "--json", "--input", "html"],
            many.as_bytes(),
        );
        assert_eq!(object(&output)["sentences"].as_array().unwrap().len(), 2000);
    }

    #[test]
    fn pages_are_known_by_name_or_by_what_they_open_with() {
        let folder = Folder::new();
        let bytes = fs::read(here().join("fixtures/pages/bare.html")).unwrap();
        folder.put("a.htm.gz", &gzip(&bytes)).put(
            "b",
            &[b"<?xml version='1.0'?> <!-- x --><HTML>", &bytes[..]].concat(),
        );
        let output = run(&folder.0, &["parse", "--ndjson", "."], b"");
        let formats: Vec<Value> = lines(&output)
            .iter()
            .map(|value| value["source"]["format"].clone())
            .collect();
        assert_eq!(formats, ["page", "page"]);
        let output = run(&folder.0, &["sentences", "b"], b"");
        assert_eq!(stdout(&output).lines().count(), 3);
        let output = run(&folder.0, &["parse", "--json", "--input", "text", "b"], b"");
        assert!(object(&output).get("source").is_none());
    }
}
