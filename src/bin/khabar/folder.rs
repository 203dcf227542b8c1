//! Files of a folder: safe names, and writing that follows no links.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Name of the page that lists the others.
const INDEX: &str = "index";
/// Bytes of a file's stem at most; file systems allow 255 with the ending.
const LONGEST: usize = 120;

/// Writes a file of the folder: whole under another name first, so that a link of that name, wherever
/// it leads, is replaced and not followed.
pub(crate) fn write(folder: &Path, file: &str, content: &[u8]) -> Result<PathBuf, String> {
    let path = folder.join(file);
    let half = folder.join(format!(".{file}.{}", std::process::id()));
    let written = create(&half).and_then(|mut half| half.write_all(content));
    match written.and_then(|()| fs::rename(&half, &path)) {
        Ok(()) => Ok(path),
        Err(error) => {
            let _ = fs::remove_file(&half);
            Err(format!("{}: {error}", path.display()))
        }
    }
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Names that were given, in small letters (some file systems tell no others apart), and the number
/// that the next of the same name gets.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<String, u64>);

impl Names {
    /// A name for a stem: letters, digits and `-_.`, not hidden, not given before.
    pub(crate) fn take(&mut self, stem: &str) -> String {
        let mut name = String::with_capacity(stem.len());
        for c in stem.chars() {
            let c = if c.is_alphanumeric() || matches!(c, '_' | '.') {
                c
            } else {
                '-'
            };
            if name.len() + c.len_utf8() > LONGEST {
                break;
            }
            if !(c == '-' && name.ends_with('-')) {
                name.push(c);
            }
        }
        let name = name.trim_matches(['-', '.', ' ']);
        let name = match name {
            "" => "article".to_owned(),
            device if is_device(&device.to_lowercase()) => format!("article-{device}"),
            name => name.to_owned(),
        };
        let small = name.to_lowercase();
        let mut found = name.clone();
        if small == INDEX || self.0.contains_key(&small) {
            let mut number = self.0.get(&small).copied().unwrap_or(2);
            loop {
                found = format!("{name}-{number}");
                number += 1;
                if !self.0.contains_key(&found.to_lowercase()) {
                    break;
                }
            }
            self.0.insert(small, number);
        }
        self.0.insert(found.to_lowercase(), 2);
        found
    }
}

/// Whether a file of this name would be a device on Windows, whatever its ending.
fn is_device(small: &str) -> bool {
    let stem = small.split('.').next().unwrap_or_default();
    let numbered = |prefix| {
        let rest = stem.strip_prefix(prefix).map(str::as_bytes);
        matches!(rest, Some([b'0'..=b'9']))
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_given_once() {
        let mut names = Names::default();
        for (stem, name) in [
            ("iraq_water", "iraq_water"),
            ("iraq_water", "iraq_water-2"),
            ("iraq_water-2", "iraq_water-2-2"),
            ("Iraq_Water", "Iraq_Water-3"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "article"),
            ("", "article-2"),
            (".hidden", "hidden"),
            ("a\u{202E}b/c\\d\0e", "a-b-c-d-e"),
            ("index", "index-2"),
            ("INDEX", "INDEX-3"),
            ("مقال عن الماء", "مقال-عن-الماء"),
            ("con", "article-con"),
            ("Com1.old", "article-Com1.old"),
            ("<script>", "script"),
        ] {
            assert_eq!(names.take(stem), name, "{stem:?}");
        }
        let long = names.take(&"م".repeat(500));
        assert!(long.len() <= LONGEST && long.chars().all(|c| c == 'م'));
    }
}
