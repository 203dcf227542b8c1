//! What is read: files, folders and standard input, compressed or not, in any encoding of Arabic,
//! as texts, pages or lines of NDJSON.

mod compressed;
mod encoding;
mod lines;
#[cfg(feature = "html-input")]
mod page;
mod walk;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::UTF_8;
use khabar::{Anchor, ParseError};
use serde::Serialize;

use crate::args::{InputKind, ReadingArgs};
use compressed::Stream;
use encoding::Decoded;
pub(crate) use encoding::{Choice, Found};
pub(crate) use lines::{Chunk, Chunks};
pub(crate) use walk::inputs;

const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// Where an input comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

impl Source {
    /// The name in messages.
    pub(crate) fn name(&self) -> Arc<str> {
        match self {
            Self::Stdin => "<stdin>".into(),
            Self::File(path) => path.display().to_string().into(),
        }
    }

    /// The name of its article: the file's without folder and ending.
    pub(crate) fn stem(&self) -> String {
        let stem = match self {
            Self::Stdin => None,
            Self::File(path) => walk::stem(path),
        };
        stem.unwrap_or_else(|| "article".to_owned())
    }

    /// The bytes, those of a compressed file as they were before that.
    fn open(&self) -> io::Result<Stream> {
        compressed::plain(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }

    /// Length in bytes, where it is known without reading it all.
    pub(crate) fn len(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => {
                let about = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
                let is_compressed = compressed::is_compressed(File::open(path).ok()?).ok()?;
                (!is_compressed).then_some(about.len())
            }
        }
    }

    /// All bytes, at most `max` and one more.
    fn read(&self, max: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?
            .take(max.saturating_add(1))
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn ending(&self) -> Option<String> {
        match self {
            Self::Stdin => None,
            Self::File(path) => walk::ending(path),
        }
    }
}

/// Bytes without a byte order mark before them.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// What went wrong, and where.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) name: Arc<str>,
    /// From 1; absent where the whole file is concerned.
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.name, self.message),
            None => write!(f, "{}: {}", self.name, self.message),
        }
    }
}

/// How inputs are to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    kind: InputKind,
    encoding: Choice,
    lossy: bool,
}

/// A text with what is known of where it comes from.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// Absent for plain UTF-8.
    pub(crate) origin: Option<Origin>,
    /// When a page was published, by its own account.
    pub(crate) published: Option<Anchor>,
    /// What a reader should know, for standard error.
    pub(crate) notes: Vec<String>,
}

/// The field `source` of the output: what is known of a text besides its letters.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) struct Origin {
    /// `page`, or absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) byline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) site: Option<String>,
    /// As the page writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Name of the encoding.
    pub(crate) encoding: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding_by: Option<Found>,
    /// Places where U+FFFD stands for bytes that do not decode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced: Option<usize>,
}

impl Reading {
    pub(crate) fn new(kind: InputKind, args: &ReadingArgs) -> Self {
        Self {
            kind,
            encoding: args.encoding,
            lossy: args.lossy,
        }
    }

    /// Whether a source holds lines of NDJSON: by the arguments, else by its name.
    pub(crate) fn is_lines(&self, source: &Source) -> bool {
        match self.kind {
            InputKind::Ndjson => true,
            InputKind::Auto => {
                matches!(source.ending().as_deref(), Some("ndjson" | "jsonl"))
            }
            InputKind::Text | InputKind::Html => false,
        }
    }

    /// Bytes that will be read of the lines of a source, where that is known.
    pub(crate) fn len(&self, source: &Source) -> Option<u64> {
        match self.encoding {
            Choice::Named(encoding) if encoding != UTF_8 => None,
            _ => source.len(),
        }
    }

    /// A stream of lines in UTF-8, as their standard has it, unless the arguments say otherwise.
    pub(crate) fn open(&self, source: &Source) -> io::Result<Stream> {
        let stream = source.open()?;
        Ok(match self.encoding {
            Choice::Named(encoding) if encoding != UTF_8 => {
                Box::new(encoding::Transcoded::new(stream, encoding))
            }
            _ => stream,
        })
    }

    /// One line as text.
    pub(crate) fn line<'a>(&self, line: &'a [u8]) -> Result<std::borrow::Cow<'a, str>, String> {
        match std::str::from_utf8(line) {
            Ok(text) => Ok(text.into()),
            Err(_) if self.lossy => Ok(String::from_utf8_lossy(line)),
            Err(error) => {
                let before = error.valid_up_to();
                Err(match self.encoding {
                    Choice::Named(encoding) if encoding != UTF_8 => format!(
                        "{} (bytes of the line in UTF-8)",
                        encoding::undecodable(encoding, before)
                    ),
                    _ => encoding::undecodable(UTF_8, before),
                })
            }
        }
    }

    /// The text of a source that holds one article, of at most `max` bytes.
    pub(crate) fn document(&self, source: &Source, max: u64) -> Result<Document, Fault> {
        let name = source.name();
        let fault = |line, message| Fault {
            name: Arc::clone(&name),
            line,
            message,
        };
        let bytes = source
            .read(max)
            .map_err(|error| fault(None, error.to_string()))?;
        if bytes.len() as u64 > max {
            let error = ParseError::TooLong {
                len: bytes.len(),
                max: usize::try_from(max).unwrap_or(usize::MAX),
            };
            return Err(fault(None, error.to_string()));
        }
        let is_page = match self.kind {
            InputKind::Html => true,
            InputKind::Auto => {
                matches!(source.ending().as_deref(), Some("html" | "htm" | "xhtml"))
                    || encoding::opens_page(&bytes)
            }
            InputKind::Text | InputKind::Ndjson => false,
        };
        if is_page {
            return self.page(bytes).map_err(|message| fault(None, message));
        }
        let decoded = encoding::decode(bytes, self.encoding, self.lossy)
            .map_err(|error| fault(Some(error.line), error.message))?;
        let notes = notes(&decoded);
        let origin = (decoded.encoding != UTF_8 || decoded.replaced > 0).then(|| origin(&decoded));
        let mut text = decoded.text;
        if text.starts_with('\u{FEFF}') {
            text.drain(..BOM.len());
        }
        Ok(Document {
            text,
            origin,
            published: None,
            notes,
        })
    }

    #[cfg(feature = "html-input")]
    fn page(&self, bytes: Vec<u8>) -> Result<Document, String> {
        let decoded = encoding::decode_page(bytes, self.encoding).map_err(|error| error.message)?;
        let page = page::read(&decoded.text)?;
        let mut origin = origin(&decoded);
        // Bytes that spoil what is not of the article are of no interest.
        let mut decoded = decoded;
        if !page.text.contains('\u{FFFD}') {
            decoded.replaced = 0;
            origin.replaced = None;
        }
        let mut notes = notes(&decoded);
        let published = page.published.as_deref().and_then(page::day);
        if let (Some(day), None) = (&page.published, published) {
            notes.push(format!(
                "the page's day of publication is not understood: {day:?}"
            ));
        }
        Ok(Document {
            text: page.text,
            origin: Some(Origin {
                format: Some("page"),
                title: page.title,
                byline: page.byline,
                site: page.site,
                published: page.published,
                url: page.url,
                ..origin
            }),
            published,
            notes,
        })
    }

    #[cfg(not(feature = "html-input"))]
    #[expect(clippy::unused_self, reason = "its twin reads pages")]
    fn page(&self, _: Vec<u8>) -> Result<Document, String> {
        Err(
            "an HTML page, which this program was built without: build it with the feature \
            `html-input`, or give --input text to read the tags as text"
                .to_owned(),
        )
    }
}

fn origin(decoded: &Decoded) -> Origin {
    Origin {
        encoding: name(decoded),
        encoding_by: Some(decoded.found),
        replaced: (decoded.replaced > 0).then_some(decoded.replaced),
        ..Origin::default()
    }
}

fn name(decoded: &Decoded) -> String {
    decoded.encoding.name().to_ascii_lowercase()
}

/// What is said about a text that was guessed or mended.
fn notes(decoded: &Decoded) -> Vec<String> {
    let name = name(decoded);
    let mut notes = Vec::new();
    if decoded.found == Found::Guessed {
        notes.push(format!(
            "read as {name}, which is a guess (--encoding decides)"
        ));
    }
    if decoded.replaced > 0 {
        let places = match decoded.replaced {
            1 => "1 place".to_owned(),
            count => format!("{count} places"),
        };
        let first = decoded.first;
        notes.push(format!(
            "{places} of invalid {name} replaced by U+FFFD, the first behind byte {first}"
        ));
    }
    notes
}
