//! Strict reader of our TSV form: UTF-8, LF, a header row, `#` comment lines, tab-separated cells,
//! as many as the header has. Errors carry file and line.

use crate::error::{LexiconError, LexiconErrorKind};

/// A data row with its line number (from 1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'t> {
    file: &'t str,
    line: usize,
    text: &'t str,
    /// Byte behind each cell: of small rows thousands are read when a parser is made.
    ends: [u32; MOST],
}

/// Columns of a file at most.
const MOST: usize = 12;

/// Where the cells of a line end, and how many there are.
fn cells(line: &str) -> ([u32; MOST], usize) {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut ends = [place(line.len()); MOST];
    let mut count = 0;
    for at in memchr::memchr_iter(b'\t', line.as_bytes()) {
        if let Some(end) = ends.get_mut(count) {
            *end = place(at);
        }
        count += 1;
    }
    (ends, count + 1)
}

impl<'t> Row<'t> {
    /// The cell of a column, by its position.
    pub(crate) fn cell(&self, column: usize) -> &'t str {
        let end = |column: usize| self.ends.get(column).map(|&end| end as usize);
        let start = column
            .checked_sub(1)
            .map_or(Some(0), |before| Some(end(before)? + 1));
        start
            .zip(end(column))
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
            .trim_ascii()
    }

    /// The cell's list, separated by ` | `.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column)
            .split('|')
            .map(str::trim_ascii)
            .filter(|item| !item.is_empty())
    }

    /// An error at this row.
    pub(crate) fn error(&self, kind: LexiconErrorKind) -> LexiconError {
        LexiconError::new(self.file, self.line, kind)
    }

    /// An error that says what a cell held and what was expected.
    pub(crate) fn unexpected(&self, column: usize, expected: &'static str) -> LexiconError {
        self.error(LexiconErrorKind::UnexpectedCell {
            column: column + 1,
            found: self.cell(column).to_owned(),
            expected,
        })
    }
}

/// The rows of a file. The header must hold the columns given, in that order; more may follow.
pub(crate) fn rows<'t>(
    file: &'t str,
    text: &'t str,
    columns: &'static [&'static str],
) -> impl Iterator<Item = Result<Row<'t>, LexiconError>> {
    let mut header: Option<usize> = None;
    lines(text).enumerate().filter_map(move |(at, line)| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.starts_with('#') || line.trim_ascii().is_empty() {
            return None;
        }
        let (ends, found) = cells(line);
        let row = Row {
            file,
            line: at + 1,
            text: line,
            ends,
        };
        match header {
            None => {
                header = Some(found);
                let found = (0..columns.len()).map(|column| row.cell(column));
                if found.eq(columns.iter().copied()) {
                    None
                } else {
                    Some(Err(
                        row.error(LexiconErrorKind::Header { expected: columns })
                    ))
                }
            }
            Some(expected) if found == expected => Some(Ok(row)),
            Some(expected) => Some(Err(
                row.error(LexiconErrorKind::CellCount { found, expected })
            )),
        }
    })
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match memchr::memchr(b'\n', text.as_bytes()) {
            Some(at) => {
                rest = text.get(at + 1..);
                text.get(..at)
            }
            None => rest.take(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_and_says_where_it_fails() {
        let text = "# facts\nsurface\tkind\n\nأمس\tday\nغدا\n";
        let all: Vec<_> = rows("x.tsv", text, &["surface", "kind"]).collect();
        assert_eq!(all[0].as_ref().unwrap().cell(0), "أمس");
        assert_eq!(all[0].as_ref().unwrap().cell(1), "day");
        assert_eq!(
            all[1].as_ref().unwrap_err().to_string(),
            "x.tsv:5: found 1 cells, expected 2 as in the header"
        );
        let wrong: Vec<_> = rows("x.tsv", "a\tb\n1\t2\n", &["surface"]).collect();
        assert!(wrong[0].is_err());
    }
}
