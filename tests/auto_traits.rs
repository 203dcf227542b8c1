//! Promises of the types themselves: what may cross threads, how large records are.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::error::Error;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use khabar::{
    AnchorError, Article, ArticleError, BuildError, Date, Document, Entity, EntityId, LexiconError,
    Number, OffsetMap, OffsetUnit, Options, OrganizationMention, ParseDateError, ParseError,
    ParseNumberError, Parser, ParserBuilder, Part, PersonMention, PlaceMention, Quotation,
    QuotationId, Scratch, Sentence, Sentences, Span,
};

#[cfg(feature = "html")]
#[test]
fn pages_cross_threads() {
    shared::<khabar::Page<'_>>();
    shared::<khabar::PageIndex>();
    owned::<khabar::PageIndex>();
    value::<khabar::PageLanguage>();
}

const fn shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
const fn owned<T: Send + Sync + 'static>() {}
const fn value<T: Clone + PartialEq + Send + Sync + Debug + 'static>() {}
const fn small<T: Copy + Ord + std::hash::Hash + Send + Sync + Debug + 'static>() {}
const fn error<T: Error + Clone + PartialEq + Send + Sync + 'static>() {}

#[test]
fn parsers_and_articles_cross_threads() {
    shared::<Parser>();
    shared::<ParserBuilder>();
    shared::<Article<'_>>();
    shared::<Scratch>();
    shared::<Sentences<'_>>();
    owned::<Parser>();
    owned::<Article<'static>>();
    owned::<Document>();
    owned::<Scratch>();
    value::<Document>();
    value::<Options>();
    value::<OffsetMap>();
}

#[test]
fn records_are_values() {
    value::<Part>();
    value::<Sentence>();
    value::<Quotation>();
    value::<Number>();
    value::<Date>();
    value::<Entity>();
    value::<OrganizationMention>();
    value::<PersonMention>();
    value::<PlaceMention>();
    small::<Span>();
    small::<EntityId>();
    small::<QuotationId>();
    value::<OffsetUnit>();
}

#[test]
fn errors_travel() {
    error::<ParseError>();
    error::<ParseNumberError>();
    error::<ParseDateError>();
    error::<BuildError>();
    error::<LexiconError>();
    error::<ArticleError>();
    error::<AnchorError>();
}

#[test]
fn sizes_stay_small() {
    assert_eq!(size_of::<Span>(), 8);
    assert_eq!(size_of::<EntityId>(), 4);
    assert_eq!(size_of::<Option<Span>>(), 12);
    assert!(size_of::<Sentence>() <= 16);
    assert!(size_of::<Part>() <= 72, "{}", size_of::<Part>());
    assert!(size_of::<OrganizationMention>() <= 56);
    assert!(size_of::<Number>() <= 208, "{}", size_of::<Number>());
    assert!(size_of::<Date>() <= 240, "{}", size_of::<Date>());
    assert!(size_of::<Quotation>() <= 208, "{}", size_of::<Quotation>());
    assert!(size_of::<Parser>() <= 64, "{}", size_of::<Parser>());
}
