//! What the examples read.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Names and texts of the files on the command line; of none, of the articles in `fixtures/articles`.
pub(crate) fn articles() -> io::Result<Vec<(String, String)>> {
    let mut files: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
        let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        files = entries.collect::<io::Result<_>>()?;
        files.sort();
    }
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok((name.into_owned(), fs::read_to_string(&path)?))
    };
    files.into_iter().map(read).collect()
}
