//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use khabar::{Anchor, BuildError, LineBreaks, OffsetUnit, SentencePolicy, UserLexicon};

use crate::input::Choice;

/// Reads Arabic press articles and prints their structure: parts, sentences, quotations with their
/// speakers, numbers, dates, organizations, people and places.
#[derive(Debug, Parser)]
#[command(name = "khabar", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Parse articles: one a file, or one a line of NDJSON
    Parse(ParseArgs),
    /// Cut texts into sentences, one a line
    Sentences(SentencesArgs),
    /// Make HTML pages to look at: one an article, and an index of several
    #[cfg(feature = "html")]
    View(ViewArgs),
}

#[cfg(feature = "html")]
#[derive(Debug, Args)]
#[command(after_help = "The file to open is printed: the index, or the page of the only article.")]
pub(crate) struct ViewArgs {
    /// Files, folders, or patterns in quotation marks such as '*.txt'; none, or `-`, for standard
    /// input. Files may be compressed by gzip or zstd
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Folder for the pages, made if need be; pages of the same names are replaced
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,

    /// Language of the pages' own words
    #[arg(long, value_enum, default_value_t = Language::Ar, value_name = "LANG")]
    pub(crate) language: Language,

    /// What the files hold
    #[arg(long, value_enum, default_value_t = InputKind::Auto, value_name = "KIND")]
    pub(crate) input: InputKind,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) parser: ParserArgs,
}

/// [`khabar::PageLanguage`] by its name.
#[cfg(feature = "html")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Arabic
    Ar,
    /// English
    En,
}

#[cfg(feature = "html")]
impl From<Language> for khabar::PageLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Ar => Self::Arabic,
            Language::En => Self::English,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct SentencesArgs {
    /// Files, folders, or patterns in quotation marks such as '*.txt'; none, or `-`, for standard
    /// input. Files may be compressed by gzip or zstd
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// Print every place where a sentence could end, what was decided about it and why
    #[arg(long)]
    pub(crate) explain: bool,

    /// Print JSON, one object a line
    #[arg(long)]
    pub(crate) ndjson: bool,

    /// Which line breaks may stand inside a sentence
    #[arg(long, value_enum, default_value_t = Breaks::Evident, value_name = "WHICH")]
    pub(crate) line_breaks: Breaks,
}

/// [`LineBreaks`] by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Breaks {
    /// Those that the text shows to be wraps
    Evident,
    /// None: each line is a paragraph
    Hard,
    /// All but blank lines
    Soft,
}

impl From<Breaks> for LineBreaks {
    fn from(breaks: Breaks) -> Self {
        match breaks {
            Breaks::Evident => Self::Evident,
            Breaks::Hard => Self::Hard,
            Breaks::Soft => Self::Soft,
        }
    }
}

const AFTER: &str = "\
As a filter:
  khabar parse --input ndjson --ndjson < articles.ndjson > parsed.ndjson
  reads objects with `text` and optional `id` and `date`, and writes one line for each, in the same
  order. Their other fields stay as they are, save those that bear the name of an output field.

Forms:
  table, json, ndjson   to standard output, as without --format, with --json, with --ndjson
  conll    names as IOB2 tags, a token a line (token, start, end, tag), `-DOCSTART-` before each article
  brat     per article ID.txt and ID.ann in brat's standoff form; annotation.conf and visual.conf
  timeml   per article ID.tml, the text with its dates as TIMEX3
  csv      sentences.csv, quotations.csv, numbers.csv, dates.csv, organizations.csv, people.csv and
           places.csv of all articles, RFC 4180
  conll, and timeml of one file, go to standard output unless --output names a folder. ID is the name
  of the file without its ending, or the field `id`. Offsets are code points unless --offsets is given
  (brat: always).

Inputs:
  A folder is read with all folders in it, in the order of names: what ends in .txt, .text, .html,
  .htm, .xhtml, .ndjson, .jsonl or in nothing, and in .gz, .zst or .zstd behind that. Hidden files
  are left out.
  The text that is parsed is part of the JSON, and offsets count in it: decoded, without byte order
  mark, of a page only the article. What is not plain UTF-8 text has an object `source` with
  `encoding` and `encoding_by` (bom, valid, declared, named, guessed); pages with `format`, `title`,
  `byline`, `site`, `published` and `url` too. A page's own day of publication counts unless
  --published is given.

Tables are as wide as the variable COLUMNS says, or 100 columns.

Exit status:
  0  all inputs were parsed (with --errors inline: or have their error in the output)
  1  at least one was not; messages on standard error say which, as FILE:LINE: message
  2  the command line was not understood
  130 or 143  an interrupt, or a request to terminate, ended it behind a whole line";

#[derive(Debug, Args)]
#[command(after_help = AFTER)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct ParseArgs {
    /// Files, folders, or patterns in quotation marks such as '*.txt'; none, or `-`, for standard
    /// input. Files may be compressed by gzip or zstd
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Print JSON: one object, or an array for several files or NDJSON input
    #[arg(long, group = "format")]
    pub(crate) json: bool,

    /// Print JSON, one object a line
    #[arg(long, group = "format")]
    pub(crate) ndjson: bool,

    /// Print another form, or write its files into the folder that `--output` names; see below
    #[arg(
        long = "format",
        id = "form",
        value_enum,
        group = "format",
        value_name = "FORM"
    )]
    pub(crate) form: Option<Form>,

    /// Folder for the files of conll, brat, timeml and csv, made if need be; files of the same names
    /// are replaced
    #[arg(short, long, value_name = "DIR", requires = "form")]
    pub(crate) output: Option<PathBuf>,

    /// Leave words whole in CoNLL, instead of cutting them where a name begins or ends inside
    #[arg(long, requires = "form")]
    pub(crate) whole_words: bool,

    /// Make CSV safe for spreadsheets: a byte order mark, and an apostrophe before text that would be
    /// run as a formula
    #[arg(long, requires = "form")]
    pub(crate) spreadsheet: bool,

    /// Where it is told which lines of NDJSON could not be parsed; inline, only with NDJSON output, is
    /// an object with `error` and `line` in place of the article
    #[arg(long, value_enum, default_value_t = Errors::Stderr, value_name = "WHERE")]
    pub(crate) errors: Errors,

    /// What the files hold
    #[arg(long, value_enum, default_value_t = InputKind::Auto, value_name = "KIND")]
    pub(crate) input: InputKind,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) parser: ParserArgs,

    /// Unit in which offsets are counted [default: byte; conll, brat and csv: char]
    #[arg(long, value_enum, value_name = "UNIT")]
    pub(crate) offsets: Option<Offsets>,

    /// Leave the article's text out of the JSON
    #[arg(long, requires = "format")]
    pub(crate) without_text: bool,

    /// Number of parsing threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Table,
    Json,
    Ndjson,
    Conll,
    Brat,
    Timeml,
    Csv,
}

/// Where errors of single lines go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Errors {
    /// Standard error; the exit status is 1
    Stderr,
    /// The output, in place of the article; the exit status stays 0
    Inline,
}

/// What the input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    /// What each file shows: lines if it is named .ndjson or .jsonl; a page if it is named .html,
    /// .htm or .xhtml or opens with an HTML tag; else text
    Auto,
    /// One article a file
    Text,
    /// One object with an article a line
    Ndjson,
    /// One HTML page a file (feature `html-input`)
    Html,
}

/// How articles are parsed.
#[derive(Args, Debug)]
pub(crate) struct ParserArgs {
    /// Day of publication, `2024-05-14` or `2024-05-14T18:30`: what «yesterday» refers to, unless
    /// an NDJSON line has a `date` of its own
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Anchor>,

    /// Never end a sentence inside a closed quotation
    #[arg(long)]
    pub(crate) keep_quotations: bool,

    /// Which line breaks may stand inside a sentence
    #[arg(long, value_enum, default_value_t = Breaks::Evident, value_name = "WHICH")]
    pub(crate) line_breaks: Breaks,

    /// Names of your own in the form of the embedded lexicon, tabs between cells: its header says
    /// what it holds (name type …: organizations; name kind …: places; surface kind …: titles; name
    /// gender …: given names; name aliases …: family names). May be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Vec<PathBuf>,
}

impl ParserArgs {
    /// The parser that they ask for.
    pub(crate) fn build(&self) -> Result<khabar::Parser, BuildError> {
        let mut builder = khabar::Parser::builder().line_breaks(self.line_breaks.into());
        if let Some(anchor) = self.published {
            builder = builder.published(anchor);
        }
        if self.keep_quotations {
            builder = builder.sentence_policy(SentencePolicy::KeepQuotations);
        }
        for path in &self.lexicon {
            builder = builder.lexicon(UserLexicon::from_path(path)?);
        }
        builder.build()
    }
}

/// How bytes become text.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct ReadingArgs {
    /// Encoding of the files: auto, or a name such as utf-8, utf-16le, windows-1256, iso-8859-6.
    /// auto: byte order mark, valid UTF-8, else a guess, which is told; NDJSON is UTF-8. Offsets
    /// count in the decoded text, which the JSON holds
    #[arg(long, default_value = "auto", value_name = "NAME")]
    pub(crate) encoding: Choice,

    /// Put U+FFFD for bytes that do not decode, with a warning, instead of refusing the text
    #[arg(long)]
    pub(crate) lossy: bool,
}

/// [`OffsetUnit`] by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// UTF-8 bytes
    Byte,
    /// Unicode code points
    Char,
    /// UTF-16 code units
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Byte => Self::Byte,
            Offsets::Char => Self::Char,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}
