//! brat standoff: one `.ann` file beside the text, offsets in code points.
//!
//! - Text-bound annotations (`T`): organizations, people, places, dates, numbers, quotations by their
//!   kinds, words of sources that are none of these (`Source`). None is discontinuous; where one
//!   spans a line break its text has a space there.
//! - Events (`E`): each report, its cue the trigger (`Report`), with `Content` and `Speaker`.
//! - Relations (`R`): `SaidBy` leads from a quotation without cue, or whose speaker is named elsewhere, to the speaker;
//!   `Continues`, `Within` and `SameAs` from a quotation to another one. Mentions of one entity are `Equiv`.
//! - Attributes (`A`): `Style`, `Stance`, `OrganizationType`, `Form`, `Mod`.
//! - Notes (`#`): values of numbers and dates, names of speakers and of entities.
//!
//! The text file is the article with one change: a carriage return becomes a space before a line feed,
//! else a line feed. Readers that open files in text mode would drop or change it; so all offsets hold.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::spans;
use super::words::Named as _;
use crate::article::Article;
use crate::entity::EntityId;
use crate::number::NumberValue;
use crate::span::Span;
use crate::text::{OffsetMap, OffsetUnit};

/// An article's records as brat standoff annotations, by [`Article::brat`].
///
/// ```
/// let article = khabar::Parser::new().parse("قال الوزير أحمد عماد: «سنعمل معا».")?;
/// let brat = article.brat().to_string();
/// let lines: Vec<&str> = brat.lines().collect();
/// assert!(lines.contains(&"T1\tPerson 11 20\tأحمد عماد"));
/// assert!(lines.contains(&"E1\tReport:T3 Content:T2 Speaker:T1"));
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Brat<'a> {
    article: &'a Article<'a>,
}

impl Article<'_> {
    /// The article as brat standoff: its display is the `.ann` file.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("في تونس")?;
    /// assert!(article.brat().to_string().starts_with("T1\tPlace 3 7\tتونس\n"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn brat(&self) -> Brat<'_> {
        Brat { article: self }
    }
}

impl Brat<'_> {
    /// The file `annotation.conf` that a folder of such annotations needs.
    pub const ANNOTATION_CONF: &'static str = include_str!("brat/annotation.conf");
    /// The file `visual.conf` with labels and colours.
    pub const VISUAL_CONF: &'static str = include_str!("brat/visual.conf");

    /// The text file beside the annotations: the article, carriage returns replaced.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("خبر\r\nعاجل")?;
    /// assert_eq!(article.brat().text(), "خبر \nعاجل");
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.article.text();
        text.replace("\r\n", " \n").replace('\r', "\n")
    }
}

/// A number that follows a letter in ids.
type Id = usize;

/// Writes lines and counts their ids.
struct Writer<'a, 'f, 'g> {
    f: &'f mut fmt::Formatter<'g>,
    article: &'a Article<'a>,
    map: Option<OffsetMap>,
    bound: Id,
    events: Id,
    relations: Id,
    attributes: Id,
    notes: Id,
    /// The annotations of names, by span.
    names: BTreeMap<Span, Id>,
    /// The annotations of each entity's mentions, with their starts.
    mentions: BTreeMap<EntityId, Vec<(usize, Id)>>,
}

impl Writer<'_, '_, '_> {
    /// A text-bound annotation.
    fn bound(&mut self, kind: &str, span: Span) -> Result<Id, fmt::Error> {
        self.bound += 1;
        let at = spans::at(self.map.as_ref(), span);
        write!(
            self.f,
            "T{}\t{kind} {} {}\t",
            self.bound,
            at.start(),
            at.end()
        )?;
        spaced(self.f, self.article.slice(span))?;
        self.f.write_char('\n')?;
        Ok(self.bound)
    }

    fn relation(&mut self, kind: &str, from: Id, to: Id) -> fmt::Result {
        self.relations += 1;
        writeln!(
            self.f,
            "R{}\t{kind} Arg1:T{from} Arg2:T{to}",
            self.relations
        )
    }

    fn attribute(&mut self, kind: &str, of: fmt::Arguments<'_>, value: &str) -> fmt::Result {
        self.attributes += 1;
        writeln!(self.f, "A{}\t{kind} {of} {value}", self.attributes)
    }

    fn note(&mut self, of: Id, note: &str) -> fmt::Result {
        self.notes += 1;
        write!(self.f, "#{}\tAnnotatorNotes T{of}\t", self.notes)?;
        spaced(self.f, note)?;
        self.f.write_char('\n')
    }

    /// A mention of an entity.
    fn mention(&mut self, kind: &str, span: Span, entity: EntityId) -> Result<Id, fmt::Error> {
        let id = self.bound(kind, span)?;
        self.names.entry(span).or_insert(id);
        let mentions = self.mentions.entry(entity).or_default();
        mentions.push((span.start(), id));
        let article = self.article;
        if let Some(entity) = article.entity(entity)
            && entity.name != article.slice(span)
        {
            self.note(id, &entity.name)?;
        }
        Ok(id)
    }

    fn names(&mut self) -> fmt::Result {
        let article = self.article;
        for mention in article.organizations() {
            let id = self.mention("Organization", mention.span, mention.entity)?;
            let kind = article.entity(mention.entity).map(|entity| entity.kind);
            if let Some(crate::entity::EntityKind::Organization { organization_type }) = kind {
                let title = organization_type.title();
                self.attribute("OrganizationType", format_args!("T{id}"), title)?;
            }
            self.attribute("Form", format_args!("T{id}"), mention.form.title())?;
        }
        for mention in article.people() {
            self.mention("Person", mention.span, mention.entity)?;
        }
        for mention in article.places() {
            self.mention("Place", mention.span, mention.entity)?;
        }
        for ids in self.mentions.values().filter(|ids| ids.len() > 1) {
            self.f.write_str("*\tEquiv")?;
            for (_, id) in ids {
                write!(self.f, " T{id}")?;
            }
            self.f.write_char('\n')?;
        }
        Ok(())
    }

    fn values(&mut self) -> fmt::Result {
        for number in self.article.numbers() {
            let id = self.bound(number.kind.title(), number.span)?;
            let mut note = shown(&number.value);
            if let Some(unit) = &number.unit {
                note.push(' ');
                note.push_str(unit.resolved.as_ref().unwrap_or(&unit.id).as_str());
            }
            self.note(id, &note)?;
            if let Some(approx) = &number.approx {
                self.attribute("Approx", format_args!("T{id}"), approx.kind.title())?;
            }
        }
        for date in self.article.dates() {
            let id = self.bound(date.kind.title(), date.span)?;
            self.note(id, date.value.as_str())?;
            if let Some(modifier) = date.modifier {
                self.attribute("Mod", format_args!("T{id}"), modifier.title())?;
            }
        }
        Ok(())
    }

    fn quotations(&mut self) -> fmt::Result {
        let article = self.article;
        let quotations = article.quotations();
        let mut contents = Vec::with_capacity(quotations.len());
        for quotation in quotations {
            let id = self.bound(quotation.kind.title(), quotation.span)?;
            contents.push(id);
            if let Some(style) = quotation.style {
                self.attribute("Style", format_args!("T{id}"), style.title())?;
            }
            if let Some(speaker) = &quotation.speaker {
                self.note(id, speaker.name())?;
            }
        }
        let mut cues: BTreeMap<Span, Id> = BTreeMap::new();
        for (quotation, &content) in quotations.iter().zip(&contents) {
            let speaker = quotation.speaker.as_ref();
            let named = match speaker.and_then(|speaker| speaker.span) {
                None => None,
                Some(span) => Some(match self.names.get(&span) {
                    Some(&id) => id,
                    None => {
                        let id = self.bound("Source", span)?;
                        self.names.insert(span, id);
                        id
                    }
                }),
            };
            if let Some(cue) = &quotation.cue {
                let trigger = match cues.get(&cue.span) {
                    Some(&id) => id,
                    None => {
                        let id = self.bound("Report", cue.span)?;
                        cues.insert(cue.span, id);
                        id
                    }
                };
                self.events += 1;
                let event = self.events;
                write!(self.f, "E{event}\tReport:T{trigger} Content:T{content}")?;
                if let Some(speaker) = named {
                    write!(self.f, " Speaker:T{speaker}")?;
                }
                self.f.write_char('\n')?;
                self.attribute("Stance", format_args!("E{event}"), cue.stance.title())?;
            }
            let entity = speaker.and_then(|speaker| speaker.entity);
            let said_by = match named {
                Some(_) if quotation.cue.is_some() => None,
                Some(id) => Some(id),
                None => entity.and_then(|entity| self.nearest(entity, quotation.span.start())),
            };
            if let Some(speaker) = said_by {
                self.relation("SaidBy", content, speaker)?;
            }
            for (kind, other) in [
                ("Continues", quotation.continuation_of),
                ("SameAs", quotation.same_as),
                ("Within", quotation.parent),
            ] {
                let other = other.and_then(|other| contents.get(other.index()).copied());
                if let Some(other) = other.filter(|other| *other != content) {
                    self.relation(kind, content, other)?;
                }
            }
        }
        Ok(())
    }

    /// The last mention of an entity before a byte, or its first.
    fn nearest(&self, entity: EntityId, byte: usize) -> Option<Id> {
        let mentions = self.mentions.get(&entity)?;
        let before = mentions.iter().filter(|(start, _)| *start < byte);
        let last = before.max_by_key(|(start, _)| *start);
        last.or_else(|| mentions.first()).map(|(_, id)| *id)
    }
}

impl fmt::Display for Brat<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut writer = Writer {
            f,
            article: self.article,
            map: spans::map(self.article, OffsetUnit::Char),
            bound: 0,
            events: 0,
            relations: 0,
            attributes: 0,
            notes: 0,
            names: BTreeMap::new(),
            mentions: BTreeMap::new(),
        };
        writer.names()?;
        writer.values()?;
        writer.quotations()
    }
}

/// A value for people: `25`, `3..5`, `3/4`, `2:1`.
pub(super) fn shown(value: &NumberValue) -> String {
    let side =
        |side: &Option<rust_decimal::Decimal>| side.map_or_else(String::new, |n| n.to_string());
    match value {
        NumberValue::Exact { value } => value.to_string(),
        NumberValue::Range { low, high } => format!("{}..{}", side(low), side(high)),
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        NumberValue::Score { first, second } => format!("{first}:{second}"),
        NumberValue::Vague { low } => format!("{}..", side(low)),
        NumberValue::Text { text } => text.clone(),
    }
}

/// Text on one line, one character for one.
fn spaced(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for c in text.chars() {
        // Where readers part lines.
        let is_end =
            matches!(c, '\n'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        f.write_char(if is_end || c == '\t' { ' ' } else { c })?;
    }
    Ok(())
}
