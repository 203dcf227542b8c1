//! Which files the arguments name: files, folders with all that lies in them, patterns.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Fault, Source};

/// Endings of files that are taken out of folders, besides none at all; compressed ones too.
const ENDINGS: [&str; 7] = ["txt", "text", "html", "htm", "xhtml", "ndjson", "jsonl"];
const COMPRESSED: [&str; 3] = ["gz", "zst", "zstd"];

/// What the arguments name, in their order, files of a folder in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) found: Vec<Result<Source, Fault>>,
    /// Whether more than one could have been found.
    pub(crate) several: bool,
    /// What was passed over, for people.
    pub(crate) notes: Vec<String>,
}

/// Finds the files of the arguments; standard input without any.
pub(crate) fn inputs(arguments: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs {
        several: arguments.len() > 1,
        ..Inputs::default()
    };
    if arguments.is_empty() {
        inputs.found.push(Ok(Source::Stdin));
    }
    for path in arguments {
        if path.as_os_str() == "-" {
            inputs.found.push(Ok(Source::Stdin));
        } else if path.is_dir() {
            inputs.several = true;
            inputs.folder(path);
        } else if path.symlink_metadata().is_err() && is_pattern(path) {
            inputs.several = true;
            inputs.pattern(path);
        } else {
            inputs.found.push(Ok(Source::File(path.clone())));
        }
    }
    inputs
}

/// The ending of a name in small letters, that of compression left out.
pub(crate) fn ending(path: &Path) -> Option<String> {
    let last = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
    let mut ending = last(path);
    if ending
        .as_deref()
        .is_some_and(|ending| COMPRESSED.iter().any(|known| ending == *known))
    {
        ending = path.file_stem().and_then(|stem| last(Path::new(stem)));
    }
    ending.map(|ending| ending.to_string_lossy().into_owned())
}

/// The name of a file without its ending, that of compression left out too.
pub(crate) fn stem(path: &Path) -> Option<String> {
    let stem = path.file_stem().map(Path::new)?;
    let is_packed = path.extension().is_some_and(|ending| {
        COMPRESSED
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    let stem = if is_packed {
        Path::new(stem.file_stem()?)
    } else {
        stem
    };
    Some(stem.to_string_lossy().into_owned())
}

fn is_pattern(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|path| path.contains(['*', '?', '[']))
}

impl Inputs {
    fn fail(&mut self, name: &Path, message: String) {
        self.found.push(Err(Fault {
            name: Arc::from(name.display().to_string()),
            line: None,
            message,
        }));
    }

    fn folder(&mut self, folder: &Path) {
        let (mut taken, mut passed) = (0_usize, 0_usize);
        let entries = walkdir::WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for entry in entries {
            match entry {
                Ok(entry) if !entry.file_type().is_file() || is_output(&entry) => {}
                Ok(entry) => match ending(entry.path()) {
                    Some(ending) if !ENDINGS.contains(&ending.as_str()) => passed += 1,
                    _ => {
                        taken += 1;
                        self.found.push(Ok(Source::File(entry.into_path())));
                    }
                },
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    if error.loop_ancestor().is_some() {
                        let note = "leads back to a folder that holds it, passed over";
                        self.notes.push(format!("{}: {note}", path.display()));
                    } else {
                        let message = error.io_error().map(ToString::to_string);
                        self.fail(&path, message.unwrap_or_else(|| error.to_string()));
                    }
                }
            }
        }
        if taken == 0 {
            self.fail(folder, format!("no files to read in this folder, {KNOWN}"));
        } else if passed > 0 {
            let files = if passed == 1 { "file" } else { "files" };
            let note = format!(
                "{}: {passed} {files} passed over, {KNOWN}",
                folder.display()
            );
            self.notes.push(note);
        }
    }

    fn pattern(&mut self, pattern: &Path) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            require_literal_separator: true,
            ..glob::MatchOptions::default()
        };
        let name = pattern.to_string_lossy();
        let paths = match glob::glob_with(&name, options) {
            Ok(paths) => paths,
            Err(error) => {
                let message = format!("no such file, and no pattern: {}", error.msg);
                return self.fail(pattern, message);
            }
        };
        let before = self.found.len();
        for path in paths {
            match path {
                Ok(path) if path.is_dir() => {}
                Ok(path) => self.found.push(Ok(Source::File(path))),
                Err(error) => self.fail(error.path(), error.error().to_string()),
            }
        }
        if self.found.len() == before {
            self.fail(pattern, "no file of this name or pattern".to_owned());
        }
    }
}

const KNOWN: &str = "where names end in .txt, .text, .html, .htm, .xhtml, .ndjson, .jsonl or in \
    nothing, and in .gz, .zst or .zstd behind that";

/// Whether a file is what standard output goes to: it would feed on itself.
#[cfg(unix)]
fn is_output(entry: &walkdir::DirEntry) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let place = |about: std::fs::Metadata| (about.dev(), about.ino());
    let output = std::io::stdout().as_fd().try_clone_to_owned();
    let output = output.and_then(|output| std::fs::File::from(output).metadata());
    match (entry.metadata(), output) {
        (Ok(file), Ok(output)) => place(file) == place(output),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_output(_: &walkdir::DirEntry) -> bool {
    false
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_look_through_compression() {
        for (name, expected) in [
            ("a.txt", Some("txt")),
            ("a/b.HTML", Some("html")),
            ("a.ndjson.gz", Some("ndjson")),
            ("a.tar.ZST", Some("tar")),
            ("a.gz", None),
            ("a", None),
        ] {
            assert_eq!(ending(Path::new(name)).as_deref(), expected, "{name}");
        }
    }
}
