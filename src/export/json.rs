//! The JSON form of an article, and the way back.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::dates::DateLayer;
#[cfg(feature = "json")]
use super::path::path_before;
use super::spans::{self, Spans};
use crate::article::{Article, Document};
use crate::date::{Anchor, Date};
use crate::diagnostic::Diagnostic;
use crate::entity::{Entities, Entity, EntityId, OrganizationMention, PersonMention, PlaceMention};
use crate::error::ArticleError;
use crate::layout::Part;
use crate::number::Number;
use crate::options::Options;
use crate::quotation::Quotation;
use crate::sentence::Sentence;
use crate::span::{Span, Spanned};
use crate::text::{OffsetMap, OffsetUnit};

/// Version of the JSON form; it changes when a field is removed or changes its meaning.
pub(super) const SCHEMA_VERSION: &str = "1";
/// Characters of an unknown version that a message shows.
const VERSION: usize = 40;
const GENERATOR: &str = concat!("khabar ", env!("CARGO_PKG_VERSION"));

/// The JSON form of an article with choices: offset unit, with or without the text.
///
/// ```
/// use khabar::{OffsetUnit, Parser};
/// let article = Parser::new().parse("بلغ عدد الضحايا 25 قتيلا.")?;
/// let value = serde_json::to_value(article.export().offset_unit(OffsetUnit::Char))?;
/// assert_eq!(value["offset_unit"], "char");
/// assert_eq!(value["numbers"][0]["span"], serde_json::json!({"start": 16, "end": 18}));
/// assert_eq!(value["numbers"][0]["text"], "25");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Export<'a> {
    article: &'a Article<'a>,
    unit: OffsetUnit,
    text: bool,
}

impl Article<'_> {
    /// The JSON form of the article, to be given choices and serialised.
    ///
    /// Serialising the article itself is the same with offsets in bytes and with the text.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قتل 3 جنود.")?;
    /// let value = serde_json::to_value(article.export())?;
    /// assert_eq!(value, serde_json::to_value(&article)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn export(&self) -> Export<'_> {
        Export {
            article: self,
            unit: OffsetUnit::Byte,
            text: true,
        }
    }
}

impl Export<'_> {
    /// Counts all spans in `unit`. One pass over the text.
    ///
    /// ```
    /// use khabar::{OffsetUnit, Parser};
    /// let article = Parser::new().parse("قتل 3 جنود.")?;
    /// let value = serde_json::to_value(article.export().offset_unit(OffsetUnit::Utf16))?;
    /// assert_eq!(value["numbers"][0]["span"]["start"], 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn offset_unit(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// Leaves the article's `text` out; mentions keep theirs. Such JSON cannot be read back.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قتل 3 جنود.")?;
    /// let value = serde_json::to_value(article.export().without_text())?;
    /// assert!(value.get("text").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn without_text(mut self) -> Self {
        self.text = false;
        self
    }

    /// The JSON as a string.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قتل 3 جنود.")?;
    /// assert!(!article.export().without_text().to_json().contains(r#","text":"قتل 3 جنود.","parts""#));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every record has a JSON form: strings, numbers, lists and objects with string keys.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(feature = "json")]
impl Article<'_> {
    /// The article as JSON, offsets in bytes.
    ///
    /// ```
    /// use khabar::{Article, Parser};
    /// let article = Parser::new().parse("قتل 3 جنود.")?;
    /// assert_eq!(Article::from_json(&article.to_json())?, article);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.export().to_json()
    }

    /// Reads an article back from JSON in any offset unit.
    ///
    /// # Errors
    /// [`JsonError::Syntax`](crate::JsonError::Syntax) when it is no JSON of this form,
    /// [`JsonError::Article`](crate::JsonError::Article) when it holds no text, or spans or indices
    /// that do not fit.
    ///
    /// ```
    /// use khabar::{Article, ArticleError, JsonError, Parser};
    /// let json = Parser::new().parse("قتل 3 جنود.")?.export().without_text().to_json();
    /// let error = Article::from_json(&json).unwrap_err();
    /// assert_eq!(error, JsonError::Article(ArticleError::MissingText));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Document, crate::JsonError> {
        /// The version alone: another version may differ in all other fields.
        #[derive(Deserialize)]
        struct Version<'j> {
            #[serde(borrow)]
            schema_version: Cow<'j, str>,
        }
        match serde_json::from_str::<Received>(json) {
            Ok(received) => Ok(received.check()?),
            Err(error) => {
                if let Ok(version) = serde_json::from_str::<Version<'_>>(json) {
                    check_version(&version.schema_version)?;
                }
                Err(syntax_error(json, &error))
            }
        }
    }
}

/// Longest message of a fault, in characters: it may quote what it found.
#[cfg(feature = "json")]
const MESSAGE: usize = 400;

/// The fault with its place, as line and column and as a field.
#[cfg(feature = "json")]
fn syntax_error(json: &str, error: &serde_json::Error) -> crate::JsonError {
    let (line, column) = (error.line(), error.column());
    let whole = error.to_string();
    let place = format!(" at line {line} column {column}");
    let mut message = whole.strip_suffix(&place).unwrap_or(&whole).to_owned();
    if let Some((end, _)) = message.char_indices().nth(MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
    let mut ends = memchr::memchr_iter(b'\n', json.as_bytes());
    let start = match line.checked_sub(2) {
        Some(before) => ends.nth(before).map_or(0, |end| end + 1),
        None => 0,
    };
    crate::JsonError::Syntax {
        line,
        column,
        field: path_before(json, start + column),
        message,
    }
}

// ---------------------------------------------------------------- out

/// One article, as it is written.
#[derive(Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "Article")
)]
pub(super) struct Sent<'a> {
    /// Version of this form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA_VERSION)))]
    schema_version: &'static str,
    /// Unit of all offsets.
    offset_unit: OffsetUnit,
    /// What made it: name and version.
    generator: &'static str,
    /// The options that changed the result.
    options: &'a Options,
    /// Reference time of relative dates, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    anchor: Option<Anchor>,
    /// The text of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Headline, byline, paragraphs.
    parts: Layer<'a, Part>,
    /// Sentences of headline, subheadings, captions and body.
    sentences: Layer<'a, Sentence>,
    /// Quotations and reported speech, in the order of their contents' starts.
    quotations: Layer<'a, Quotation>,
    /// Numbers outside dates and names.
    numbers: Layer<'a, Number>,
    /// Dates, times, durations and sets.
    dates: DateLayer<'a>,
    /// Mentions of organizations.
    organizations: Layer<'a, OrganizationMention>,
    /// Mentions of people.
    people: Layer<'a, PersonMention>,
    /// Mentions of places.
    places: Layer<'a, PlaceMention>,
    /// What the mentions refer to by index.
    entities: &'a [Entity],
    /// What was repaired, contradicts itself or could not be resolved.
    diagnostics: Remarks<'a>,
}

/// The records of one layer.
struct Layer<'a, T> {
    text: &'a str,
    records: &'a [T],
    map: Option<&'a OffsetMap>,
}

/// A record with the text of its span.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}WithText"))]
struct Mention<'a, T> {
    #[serde(flatten)]
    record: &'a T,
    /// The text of the span.
    text: &'a str,
}

impl<T: Serialize + Spans + Spanned + Clone> Serialize for Layer<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let surface = |record: &T| self.text.get(record.span().range()).unwrap_or_default();
        match self.map {
            None => serializer.collect_seq(self.records.iter().map(|record| Mention {
                record,
                text: surface(record),
            })),
            Some(map) => serializer.collect_seq(self.records.iter().map(|record| Owned {
                record: converted(record, map),
                text: surface(record),
            })),
        }
    }
}

/// [`Mention`] with a record of its own, its offsets converted.
struct Owned<'a, T> {
    record: T,
    text: &'a str,
}

impl<T: Serialize> Serialize for Owned<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Mention {
            record: &self.record,
            text: self.text,
        }
        .serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Layer<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}Layer", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<Mention<'_, T>>>::json_schema(generator)
    }
}

/// Records without a surface: a remark may concern the whole text.
struct Remarks<'a> {
    records: &'a [Diagnostic],
    map: Option<&'a OffsetMap>,
}

impl Serialize for Remarks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.map {
            None => self.records.serialize(serializer),
            Some(map) => serializer.collect_seq(self.records.iter().map(|r| converted(r, map))),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Remarks<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Remarks".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<Diagnostic>>::json_schema(generator)
    }
}

pub(super) fn converted<T: Spans + Clone>(record: &T, map: &OffsetMap) -> T {
    let mut record = record.clone();
    record.each_span_mut(&mut |span| *span = map.span_from_bytes(*span));
    record
}

impl Serialize for Export<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let article = self.article;
        let map = spans::map(article, self.unit);
        let map = map.as_ref();
        let text: &str = &article.text;
        Sent {
            schema_version: SCHEMA_VERSION,
            offset_unit: self.unit,
            generator: GENERATOR,
            options: &article.options,
            anchor: article.anchor,
            text: self.text.then_some(text),
            parts: layer(text, map, &article.parts),
            sentences: layer(text, map, &article.sentences),
            quotations: layer(text, map, &article.quotations),
            numbers: layer(text, map, &article.numbers),
            dates: DateLayer {
                text,
                records: &article.dates,
                map,
            },
            organizations: layer(text, map, &article.named.organizations),
            people: layer(text, map, &article.named.people),
            places: layer(text, map, &article.named.places),
            entities: &article.named.entities,
            diagnostics: Remarks {
                records: &article.diagnostics,
                map,
            },
        }
        .serialize(serializer)
    }
}

fn layer<'a, T>(text: &'a str, map: Option<&'a OffsetMap>, records: &'a [T]) -> Layer<'a, T> {
    Layer { text, records, map }
}

/// Offsets in bytes, with the text; [`Article::export`] gives other forms.
impl Serialize for Article<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.export().serialize(serializer)
    }
}

// ---------------------------------------------------------------- in

/// One article as it is read; fields unknown to this version are passed over.
#[derive(Deserialize)]
struct Received {
    schema_version: String,
    #[serde(default)]
    offset_unit: OffsetUnit,
    #[serde(default)]
    options: Options,
    #[serde(default)]
    anchor: Option<Anchor>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    sentences: Vec<Sentence>,
    #[serde(default)]
    quotations: Vec<Quotation>,
    #[serde(default)]
    numbers: Vec<Number>,
    #[serde(default)]
    dates: Vec<Date>,
    #[serde(default)]
    organizations: Vec<OrganizationMention>,
    #[serde(default)]
    people: Vec<PersonMention>,
    #[serde(default)]
    places: Vec<PlaceMention>,
    #[serde(default)]
    entities: Vec<Entity>,
    #[serde(default)]
    diagnostics: Vec<Diagnostic>,
}

/// Reads JSON in any offset unit, and refuses what does not fit its text.
impl<'de> Deserialize<'de> for Article<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let received = Received::deserialize(deserializer)?;
        received.check().map_err(D::Error::custom)
    }
}

impl Received {
    fn check(self) -> Result<Document, ArticleError> {
        check_version(&self.schema_version)?;
        let text = self.text.ok_or(ArticleError::MissingText)?;
        let mut article = Article {
            text: Cow::Owned(text),
            options: self.options,
            anchor: self.anchor,
            parts: self.parts,
            sentences: self.sentences,
            quotations: self.quotations,
            numbers: self.numbers,
            dates: self.dates,
            named: Entities {
                entities: self.entities,
                organizations: self.organizations,
                people: self.people,
                places: self.places,
            },
            diagnostics: self.diagnostics,
        };
        if self.offset_unit != OffsetUnit::Byte {
            let map = OffsetMap::inverse(&article.text, self.offset_unit, spans::offsets(&article));
            let visit = &mut |span: &mut Span| *span = map.span_to_bytes(*span);
            article.parts.each_span_mut(visit);
            article.sentences.each_span_mut(visit);
            article.quotations.each_span_mut(visit);
            article.numbers.each_span_mut(visit);
            article.dates.each_span_mut(visit);
            article.named.organizations.each_span_mut(visit);
            article.named.people.each_span_mut(visit);
            article.named.places.each_span_mut(visit);
            article.diagnostics.each_span_mut(visit);
        }
        let text: &str = &article.text;
        ordered(text, "parts", &article.parts)?;
        ordered(text, "sentences", &article.sentences)?;
        ordered(text, "quotations", &article.quotations)?;
        ordered(text, "numbers", &article.numbers)?;
        ordered(text, "dates", &article.dates)?;
        ordered(text, "organizations", &article.named.organizations)?;
        ordered(text, "people", &article.named.people)?;
        ordered(text, "places", &article.named.places)?;
        inside(text, "diagnostics", &article.diagnostics)?;
        check_references(&article)?;
        Ok(article)
    }
}

fn check_version(found: &str) -> Result<(), ArticleError> {
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    Err(ArticleError::SchemaVersion {
        found: found.chars().take(VERSION).collect(),
        expected: SCHEMA_VERSION,
    })
}

/// All spans stand on character boundaries of the text.
fn inside<T: Spans>(text: &str, layer: &'static str, records: &[T]) -> Result<(), ArticleError> {
    for (index, record) in records.iter().enumerate() {
        let mut fault = None;
        record.each_span(&mut |span| {
            if !(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end())) {
                fault.get_or_insert(span);
            }
        });
        if let Some(span) = fault {
            return Err(ArticleError::Span {
                layer,
                index,
                span,
                len: text.len(),
            });
        }
    }
    Ok(())
}

/// The same, and the records are in text order: queries search by halves.
fn ordered<T: Spans + Spanned>(
    text: &str,
    layer: &'static str,
    records: &[T],
) -> Result<(), ArticleError> {
    inside(text, layer, records)?;
    let mut last = 0;
    for (index, record) in records.iter().enumerate() {
        let start = record.span().start();
        if start < last {
            return Err(ArticleError::Order { layer, index });
        }
        last = start;
    }
    Ok(())
}

/// Entities exist; a quotation refers to earlier ones only, so that following it always ends.
fn check_references(article: &Article<'_>) -> Result<(), ArticleError> {
    let refers = |layer, index, found: usize, count| {
        if found < count {
            Ok(())
        } else {
            Err(ArticleError::Reference {
                layer,
                index,
                found,
                count,
            })
        }
    };
    let count = article.named.entities.len();
    let exists = |layer, index, id: EntityId| refers(layer, index, id.index(), count);
    for (index, mention) in article.named.organizations.iter().enumerate() {
        exists("organizations", index, mention.entity)?;
    }
    for (index, mention) in article.named.people.iter().enumerate() {
        for id in [Some(mention.entity), mention.organization] {
            id.map_or(Ok(()), |id| exists("people", index, id))?;
        }
    }
    for (index, mention) in article.named.places.iter().enumerate() {
        exists("places", index, mention.entity)?;
    }
    for (index, quotation) in article.quotations.iter().enumerate() {
        let speaker = quotation.speaker.as_ref();
        let entities = speaker.map(|speaker| [speaker.entity, speaker.organization]);
        for id in entities.into_iter().flatten().flatten() {
            exists("quotations", index, id)?;
        }
        let earlier = [
            quotation.continuation_of,
            quotation.same_as,
            quotation.parent,
        ];
        for id in earlier.into_iter().flatten() {
            refers("quotations", index, id.index(), index)?;
        }
    }
    Ok(())
}
