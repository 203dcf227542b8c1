//! Reads one Arabic press article and returns its typed structure: parts, sentences, quotations with
//! who said them, numbers with their values, organizations with their names and aliases, and dates
//! resolved to the calendar. Every record carries spans into the caller's text.

mod article;
mod chars;
mod date;
mod diagnostic;
mod doc;
mod entity;
mod error;
#[cfg(feature = "serde")]
mod export;
mod fold;
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

pub use article::{Article, Document};
pub use date::{
    Anchor, Calendar, Date, DateKind, DateModifier, DurationRole, Grain, HijriDate, Interval,
    Timex, parse_date,
};
pub use diagnostic::{Diagnostic, DiagnosticCode};
#[cfg(feature = "train")]
#[doc(hidden)]
pub use entity::tagger::train;
pub use entity::{
    Entity, EntityId, EntityKind, Gender, MentionForm, OrganizationMention, OrganizationType,
    PersonMention, PlaceMention,
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
pub use fold::without_marks;
pub use layout::{Part, PartKind};
pub use lex::TokenKind;
pub use number::{
    Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId, parse_number, unit_english,
};
pub use options::{Layers, Options, WeekStart};
pub use parser::{Parser, ParserBuilder, Scratch};
pub use quotation::{
    Cue, Quotation, QuotationId, QuotationKind, QuotationStyle, Speaker, SpeakerKind,
};
pub use rule::RuleId;
pub use sentence::{Boundary, Sentence, SentencePolicy, Sentences, sentences_of as sentences};
pub use span::{Span, Spanned};
pub use text::{OffsetMap, OffsetUnit};
