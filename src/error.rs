//! All error types. Parsing an article fails only for its size; the rest concerns building a
//! parser, loading a lexicon, reading JSON back and parsing one standalone phrase.

use std::path::PathBuf;

use crate::span::Span;

/// Why an article was not parsed.
///
/// ```
/// use khabar::{ParseError, Parser};
/// let error = Parser::new().parse_bytes(b"abc\xFF").unwrap_err();
/// assert_eq!(error, ParseError::InvalidUtf8 { valid_up_to: 3 });
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The text is longer than the option `max_bytes` allows.
    #[error("text of {len} bytes is too long, expected at most {max}")]
    TooLong {
        /// Length of the text in bytes.
        len: usize,
        /// The limit in bytes.
        max: usize,
    },
    /// The bytes are not UTF-8.
    #[error("invalid UTF-8 behind byte {valid_up_to}, expected UTF-8 text")]
    InvalidUtf8 {
        /// Number of bytes that are valid.
        valid_up_to: usize,
    },
}

/// Why a parser was not built.
///
/// ```
/// use khabar::{BuildError, UserLexicon};
/// let error = UserLexicon::from_path("no-such-file.tsv").unwrap_err();
/// assert!(matches!(error, BuildError::File { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A lexicon has a fault.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A file of a lexicon cannot be read.
    #[error("{}: {kind}, expected a file of names", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        kind: std::io::ErrorKind,
    },
}

/// Why a phrase was not read as a number.
///
/// ```
/// let error = khabar::parse_number("ثلاثة بيوت").unwrap_err();
/// assert!(matches!(error, khabar::ParseNumberError::Unexpected { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseNumberError {
    /// Nothing but white space was given.
    #[error("empty phrase, expected a number in digits or words")]
    Empty,
    /// A word or sign that fits no number at its place.
    #[error("unexpected {found:?} at byte {}, expected {expected}", span.start())]
    Unexpected {
        /// Where it stands, in bytes.
        span: Span,
        /// What was found.
        found: String,
        /// What was expected there.
        expected: &'static str,
    },
    /// The phrase stops before the number is whole.
    #[error("unexpected end at byte {at}, expected {expected}")]
    UnexpectedEnd {
        /// Where it ends, in bytes.
        at: usize,
        /// What was expected there.
        expected: &'static str,
    },
}

/// A fault in a lexicon file.
///
/// ```
/// let error = khabar::UserLexicon::from_tsv("own.tsv", "name\tgender\nتاليا\n").unwrap_err();
/// assert_eq!((error.file.as_str(), error.line), ("own.tsv", 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {kind}")]
#[non_exhaustive]
pub struct LexiconError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub kind: LexiconErrorKind,
}

impl LexiconError {
    pub(crate) fn new(file: &str, line: usize, kind: LexiconErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            line,
            kind,
        }
    }
}

/// What is wrong in a line of a lexicon file.
///
/// ```
/// use khabar::{LexiconErrorKind, UserLexicon};
/// let error = UserLexicon::from_tsv("own.tsv", "name\tgender\nتاليا\n").unwrap_err();
/// assert_eq!(error.kind, LexiconErrorKind::CellCount { found: 1, expected: 2 });
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconErrorKind {
    /// The first row does not name the columns.
    #[error("unexpected header, expected the columns {expected:?}")]
    Header {
        /// The columns expected.
        expected: &'static [&'static str],
    },
    /// The first row names the columns of no kind of lexicon.
    #[error(
        "unexpected header {found:?}, expected the columns of organizations (name, type), places (name, \
         kind), titles (surface, kind), given names (name, gender) or family names (name, aliases)"
    )]
    UnknownHeader {
        /// The row.
        found: String,
    },
    /// The line is not UTF-8.
    #[error("invalid UTF-8, expected a file in UTF-8")]
    InvalidUtf8,
    /// A row has too few or too many cells.
    #[error("found {found} cells, expected {expected} as in the header")]
    CellCount {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// A cell holds something else than its column allows.
    #[error("unexpected {found:?} in column {column}, expected {expected}")]
    UnexpectedCell {
        /// Column, from 1.
        column: usize,
        /// What the cell holds.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
}

/// Why JSON did not become an article again.
///
/// ```
/// let error = khabar::ArticleError::MissingText;
/// assert!(error.to_string().starts_with("missing field `text`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// The JSON holds no `text`.
    #[error("missing field `text`, expected JSON that was written with the text")]
    MissingText,
    /// A span does not fit the text.
    #[error(
        "span {span} of {layer}[{index}] does not fit the text of {len} bytes, expected character boundaries inside it"
    )]
    Span {
        /// The layer of the record.
        layer: &'static str,
        /// The record.
        index: usize,
        /// The span, in bytes.
        span: Span,
        /// Length of the text in bytes.
        len: usize,
    },
    /// A record refers to another one that is not there.
    #[error("{layer}[{index}] refers to record {found}, expected one of the first {count}")]
    Reference {
        /// The layer that refers.
        layer: &'static str,
        /// The record that refers.
        index: usize,
        /// The index to which it refers.
        found: usize,
        /// Number of records to which it may refer.
        count: usize,
    },
    /// A record stands before an earlier one.
    #[error("{layer}[{index}] starts before the record ahead of it, expected text order")]
    Order {
        /// The layer of the record.
        layer: &'static str,
        /// The record.
        index: usize,
    },
    /// The schema version is unknown.
    #[error("unknown schema version {found:?}, expected {expected:?}")]
    SchemaVersion {
        /// The version in the JSON.
        found: String,
        /// The version that this crate reads.
        expected: &'static str,
    },
}

/// Why a JSON string did not become an article.
///
/// ```
/// use khabar::{Document, JsonError};
/// let error = Document::from_json("[1, 2").unwrap_err();
/// assert!(matches!(error, JsonError::Syntax { line: 1, .. }));
/// ```
#[cfg(feature = "json")]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// It is no JSON, or a field does not hold what this form has there.
    #[error("{line}:{column}: {field}{}{message}", if field.is_empty() { "" } else { ": " })]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// Path of the field, `numbers[3].span.start`; empty for the whole text.
        field: String,
        /// What was found and expected.
        message: String,
    },
    /// It is no article.
    #[error(transparent)]
    Article(#[from] ArticleError),
}

/// Why a phrase is no date.
///
/// ```
/// let error = khabar::parse_date("بيت كبير", None).unwrap_err();
/// assert!(matches!(error, khabar::ParseDateError::NoDate { at: 0, .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text is too long for one phrase.
    #[error("phrase of {len} bytes is too long, expected at most {max}")]
    TooLong {
        /// Length of the text in bytes.
        len: usize,
        /// The limit in bytes.
        max: usize,
    },
    /// Nothing in the text is a date.
    #[error("no date in {found:?} from byte {at}, expected a date, time, duration or set")]
    NoDate {
        /// Where the text begins, in bytes.
        at: usize,
        /// The text.
        found: String,
    },
    /// A word beside the date does not belong to it.
    #[error("unexpected word {found:?} at byte {at}, expected {expected}")]
    Unexpected {
        /// Where, in bytes.
        at: usize,
        /// The word.
        found: String,
        /// What was expected there.
        expected: &'static str,
    },
}

/// A reference date that is none.
///
/// ```
/// let error = "غدا".parse::<khabar::Anchor>().unwrap_err();
/// assert_eq!(error.found, "غدا");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unexpected date {found:?}, expected an ISO 8601 date such as 2015-07-31, perhaps with a time"
)]
#[non_exhaustive]
pub struct AnchorError {
    /// What was given.
    pub found: String,
}
