//! `khabar view`, run as a user would run it.
#![cfg(all(feature = "cli", feature = "html"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("khabar-view-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn files(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(name)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn view(arguments: &[&str], input: &str) -> Output {
    let arguments = [&["view"], arguments].concat();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    command::run(&mut command::khabar(folder, &arguments), input.as_bytes())
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn one_file_makes_one_page() {
    let folder = Folder::new("one");
    let target = folder.path("new/pages");
    let fixture = "fixtures/articles/morocco_hospital.txt";
    let run = view(&[fixture, "--published", "2024-09-18", "-o", &target], "");
    assert!(run.status.success(), "{}", err(&run));
    let page = Path::new(&target).join("morocco_hospital.html");
    assert_eq!(out(&run).trim_end(), page.to_str().unwrap());
    assert_eq!(folder.files("new/pages"), ["morocco_hospital.html"]);
    let page = folder.read("new/pages/morocco_hospital.html");
    assert!(page.contains("18 سبتمبر 2024") && !page.contains("index.html"));
}

#[test]
fn several_files_make_an_index() {
    let folder = Folder::new("several");
    let one = folder.file("نص.txt", "قال الوزير: «نعم».");
    let two = folder.file("index.txt", "قال الوزير: «لا».");
    let target = folder.path("pages");
    let run = view(&[&one, &two, &one, "-o", &target, "--language", "en"], "");
    assert!(run.status.success(), "{}", err(&run));
    assert_eq!(
        folder.files("pages"),
        ["index-2.html", "index.html", "نص-2.html", "نص.html"]
    );
    let index = folder.read("pages/index.html");
    for link in ["index-2.html", "%D9%86%D8%B5.html", "%D9%86%D8%B5-2.html"] {
        assert!(index.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(folder.read("pages/نص.html").contains("<html lang=\"en\""));
    // Once more: the same pages.
    let run = view(&[&one, &two, &one, "-o", &target, "--language", "en"], "");
    assert!(run.status.success() && folder.files("pages").len() == 4);
    assert_eq!(folder.read("pages/index.html"), index);
}

#[test]
fn lines_are_named_by_their_ids_and_stay_in_the_folder() {
    let folder = Folder::new("lines");
    let target = folder.path("pages");
    let lines = r#"{"id":"../../escape","text":"قال الوزير أمس: «نعم».","date":"2024-05-14"}
{"id":7,"text":"نص"}

{"text":"نص"}
{"id":"7","text":"<script>alert(1)</script>"}
{"id":"<b>"}
"#;
    let run = view(&["--input", "ndjson", "-o", &target], lines);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(err(&run), "<stdin>:6: missing field `text` at column 12\n");
    assert_eq!(
        folder.files("pages"),
        [
            "7-2.html",
            "7.html",
            "escape.html",
            "index.html",
            "line-4.html"
        ]
    );
    assert_eq!(folder.files(""), ["pages"]);
    assert!(folder.read("pages/escape.html").contains("13 مايو 2024"));
    assert!(!folder.read("pages/7-2.html").contains("<script>alert"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_replaced_and_not_followed() {
    let folder = Folder::new("link");
    let other = folder.file("other", "kept");
    fs::create_dir(folder.0.join("pages")).unwrap();
    std::os::unix::fs::symlink(&other, folder.0.join("pages/article.html")).unwrap();
    let run = view(&["-o", &folder.path("pages")], "نص");
    assert!(run.status.success(), "{}", err(&run));
    assert_eq!(folder.read("other"), "kept");
    assert!(folder.read("pages/article.html").contains("نص"));
    assert_eq!(folder.files("pages"), ["article.html"]);
}

#[test]
fn faults_are_told_and_others_go_on() {
    let folder = Folder::new("faults");
    let good = folder.file("good.txt", "قال الوزير: «نعم».");
    let bad = folder.file("bad.txt", b"ok\n\xFF");
    let missing = folder.path("missing.txt");
    let target = folder.path("pages");
    let run = view(&[&bad, &missing, &good, "-o", &target], "");
    assert_eq!(run.status.code(), Some(1));
    let told = err(&run);
    assert!(told.starts_with(&format!("{bad}:2: ")), "{told}");
    assert!(told.contains(&format!("{missing}: ")), "{told}");
    assert_eq!(folder.files("pages"), ["good.html", "index.html"]);

    // A file where the folder should be.
    let run = view(&[&good, "-o", &good], "");
    assert_eq!(run.status.code(), Some(1));
    assert!(err(&run).starts_with(&format!("{good}: ")), "{}", err(&run));
    assert_eq!(folder.read("good.txt"), "قال الوزير: «نعم».");

    assert_eq!(view(&[&good], "").status.code(), Some(2));
}
