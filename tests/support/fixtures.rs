//! The fixture articles.

use std::fs;
use std::path::{Path, PathBuf};

use khabar::Anchor;

/// One article of `fixtures/articles`.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// File name without extension.
    pub name: String,
    /// Day of publication.
    pub published: Anchor,
    /// The article.
    pub text: String,
}

/// A path of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The articles that `fixtures/articles.tsv` lists, in its order.
#[track_caller]
pub fn articles() -> Vec<Fixture> {
    let table = fs::read_to_string(project("fixtures/articles.tsv")).expect("the list of fixtures");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, _country, published, ..] = cells.as_slice() else {
            unreachable!("a row of fixtures/articles.tsv has too few cells: {row}");
        };
        let path = project("fixtures").join(file);
        Fixture {
            name: path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default(),
            published: published.parse().expect("a day of publication"),
            text: fs::read_to_string(&path).expect("a listed fixture"),
        }
    })
    .collect()
}

/// The files of a folder, sorted; empty when there is no such folder.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(project(folder)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}
