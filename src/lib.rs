//! Reads one Arabic press article and returns its typed structure: parts, sentences, quotations with
//! who said them, numbers with their values, organizations with their names and aliases, people,
//! places, and dates resolved to the calendar. Every record carries spans into the caller's text.
//!
//! # A tour
//! ```
//! use khabar::{Anchor, NumberKind, OrganizationType, EntityKind, Parser};
//!
//! let parser = Parser::builder().published("2024-05-14".parse::<Anchor>()?).build()?;
//! let article = parser.parse(
//!     "أعلنت وزارة الصحة المغربية أمس الاثنين إصابة 25 شخصا.\n\
//!      وقال الوزير خالد آيت الطالب: «الوضع تحت السيطرة».",
//! )?;
//!
//! // Sentences, in the parts that hold some.
//! assert_eq!(article.sentences().len(), 2);
//!
//! // Numbers with exact values and the noun that they count.
//! let number = &article.numbers()[0];
//! assert_eq!(number.kind, NumberKind::Cardinal);
//! assert_eq!(number.counted.map(|span| article.slice(span)), Some("شخصا"));
//!
//! // Dates resolved against the day of publication.
//! assert_eq!(article.dates()[0].value.as_str(), "2024-05-13");
//!
//! // Organizations and the entities that their mentions refer to.
//! let ministry = article.entity(article.organizations()[0].entity).expect("an id of the article");
//! assert_eq!(ministry.kind, EntityKind::Organization {
//!     organization_type: OrganizationType::Government,
//! });
//!
//! // Who said what.
//! let quotation = article.quotations().last().expect("one between marks");
//! assert_eq!(article.slice(quotation.content()), "الوضع تحت السيطرة");
//! assert_eq!(quotation.speaker().map(|speaker| speaker.name()), Some("خالد آيت الطالب"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Guarantees
//! - Offsets are UTF-8 bytes into the text given, absolute, half-open, on character boundaries;
//!   [`OffsetMap`] and `Article::export` turn them into code points or UTF-16 units.
//! - [`Parser::parse`] fails only for a text above the option `max_bytes`. What is no article parses to
//!   a structure with [`Diagnostic`]s. No panic, no I/O, no clock, no global mutable state.
//! - A [`Parser`] is immutable, cheap to clone and shared between threads; the same text gives the same
//!   result everywhere. Work is linear in the text.
//!
//! # Features
//! - `serde` (default): `Serialize` and `Deserialize` for every record. Off, it saves a derive.
//! - `hijri` (default): Hijri dates converted by the Umm al-Qura tables of `icu_calendar`. Off, it saves
//!   22 crates; Hijri dates then keep their written parts.
//! - `json`: `Article::to_json` and its way back, by `serde_json`. CoNLL, brat, `TimeML` and CSV need no feature.
//! - `schema`: the JSON Schema of the output.
//! - `html`: `Article::to_html`, a page to look at, by `askama` (8 crates).
//! - `cli`: the `khabar` binary; `html-input`: web pages as its input.
//!
//! # Limits
//! One article a call, Modern Standard Arabic as the press writes it. Dialect, poetry and texts without
//! punctuation parse, but are not what the rules were measured on.

#![cfg_attr(
    test,
    allow(
        clippy::string_slice,
        clippy::cast_possible_truncation,
        clippy::format_push_string,
        reason = "a test fails by panicking"
    )
)]

mod article;
mod chars;
mod date;
mod diagnostic;
mod doc;
mod entity;
mod error;
mod export;
mod fold;
mod kind;
mod layout;
mod lex;
mod lexicon;
mod marks;
mod number;
mod options;
mod parser;
mod quotation;
mod rule;
mod sentence;
mod span;
mod text;
mod token;

pub use article::{Article, Document};
pub use date::{
    Alternative, Anchor, Calendar, Date, DateKind, DateModifier, DurationRole, Grain, HijriDate,
    Interval, Timex, parse_date,
};
pub use diagnostic::{Diagnostic, DiagnosticCode};
#[cfg(feature = "train")]
#[doc(hidden)]
pub use entity::tagger::train;
pub use entity::{
    CountryCode, Entity, EntityId, EntityKind, Gender, MentionForm, OrganizationMention,
    OrganizationType, PersonMention, PlaceMention, TypeEvidence,
};
#[cfg(feature = "json")]
pub use error::JsonError;
pub use error::{
    AnchorError, ArticleError, BuildError, LexiconError, LexiconErrorKind, ParseDateError,
    ParseError, ParseNumberError,
};
#[cfg(feature = "serde")]
pub use export::Export;
#[cfg(feature = "schema")]
pub use export::json_schema;
pub use export::{Brat, Conll, Csv, CsvTable, TimeMl};
#[cfg(feature = "html")]
pub use export::{Page, PageIndex, PageLanguage};
pub use fold::without_marks;
pub use layout::{LineBreaks, Part, PartKind};
pub use lex::TokenKind;
pub use lexicon::UserLexicon;
pub use number::{
    Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId, parse_number, unit_english,
};
pub use options::{Layers, Options, WeekStart};
pub use parser::{Parser, ParserBuilder, Scratch};
pub use quotation::{
    Cue, Quotation, QuotationId, QuotationKind, QuotationStyle, Speaker, SpeakerKind, Stance,
};
pub use rule::RuleId;
pub use sentence::{
    Boundary, Candidate, Candidates, Decision, Rejection, Sentence, SentenceIndices,
    SentencePolicy, Sentences, explain, sentence_indices_of as sentence_indices,
    sentences_of as sentences,
};
pub use span::{Span, Spanned};
pub use text::{OffsetMap, OffsetUnit};
pub use token::{Clitic, CliticKind, Evidence, Reading, Token, tokens};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
