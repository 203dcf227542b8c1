//! The article: all layers of one text in one object, with queries across them.

mod assembly;

pub(crate) use assembly::assemble;

use std::borrow::Cow;

use crate::date::{Anchor, Date};
use crate::diagnostic::Diagnostic;
use crate::entity::{Entities, Entity, EntityId, OrganizationMention, PersonMention, PlaceMention};
use crate::fold::Key;
use crate::layout::Part;
use crate::number::Number;
use crate::options::{Layers, Options};
use crate::quotation::{Quotation, QuotationId};
use crate::sentence::Sentence;
use crate::span::{Span, Spanned};

/// The structure of one article. It owns (or borrows) the text; every record holds spans into it.
///
/// ```
/// use khabar::Parser;
/// let article = Parser::new().parse("قال الوزير: «سنعمل معا».")?;
/// assert_eq!(article.sentences().len(), 1);
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Article<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) options: Options,
    pub(crate) anchor: Option<Anchor>,
    pub(crate) parts: Vec<Part>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) numbers: Vec<Number>,
    pub(crate) dates: Vec<Date>,
    pub(crate) named: Entities,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// An article that owns its text.
///
/// ```
/// let parsed = khabar::Parser::new().parse("قتل 3 جنود.")?;
/// let kept: khabar::Document = parsed.into_owned();
/// assert_eq!(kept.numbers().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type Document = Article<'static>;

impl Article<'_> {
    /// The text that was parsed.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قتل 3 جنود.")?;
    /// assert_eq!(article.text(), "قتل 3 جنود.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty when the span does not fit.
    ///
    /// ```
    /// use khabar::{Parser, Span};
    /// let article = Parser::new().parse("قتل 3 جنود.")?;
    /// assert_eq!(article.slice(article.numbers()[0].span), "3");
    /// assert_eq!(article.slice(Span::new(0, 999)), "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The options that the parser had.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قتل 3 جنود.")?;
    /// assert!(article.options().tagger);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// The reference time of relative dates: the caller's, or a full date in the dateline.
    ///
    /// ```
    /// let text = "تونس، 3 مايو 2021 (رويترز) - وصل الوفد أمس.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// assert_eq!(article.anchor().map(|anchor| anchor.to_string()).as_deref(), Some("2021-05-03"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn anchor(&self) -> Option<Anchor> {
        self.anchor
    }

    /// Headline, byline, paragraphs, in text order.
    ///
    /// ```
    /// use khabar::{Parser, PartKind};
    /// let article = Parser::new().parse("الرباط (و م ع) - افتتح المعرض أمس.")?;
    /// let kinds: Vec<_> = article.parts().iter().map(|part| part.kind).collect();
    /// assert_eq!(kinds, [PartKind::Dateline, PartKind::Body]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Sentences of headline, subheadings, captions and body, in text order.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("وصل د. علي. ثم غادر.")?;
    /// let first = &article.sentences()[0];
    /// assert_eq!(article.slice(first.span), "وصل د. علي.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Quotations and reported speech, in the order of their contents' starts.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا».")?;
    /// assert_eq!(article.slice(article.quotations()[0].content()), "سنعمل معا");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// Numbers outside dates and names, in text order.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("بلغت الكلفة 2,5 مليون درهم.")?;
    /// assert_eq!(article.slice(article.numbers()[0].span), "2,5 مليون درهم");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// Dates, times, durations and sets, in text order.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("افتتح المعرض في 3 مايو 2021.")?;
    /// assert_eq!(article.dates()[0].value.as_str(), "2021-05-03");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// What the mentions refer to.
    ///
    /// ```
    /// let text = "دعت منظمة الصحة العالمية إلى التلقيح. وقالت المنظمة إنه آمن.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// assert_eq!(article.entities()[0].name, "منظمة الصحة العالمية");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn entities(&self) -> &[Entity] {
        &self.named.entities
    }

    /// Mentions of organizations, in text order; an inner name follows the name around it.
    ///
    /// ```
    /// let text = "دعت منظمة الصحة العالمية إلى التلقيح. وقالت المنظمة إنه آمن.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// let [full, short] = article.organizations() else { unreachable!() };
    /// assert_eq!(full.entity, short.entity);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn organizations(&self) -> &[OrganizationMention] {
        &self.named.organizations
    }

    /// Mentions of people, in text order.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("استقبل الوزير أحمد عماد الوفد.")?;
    /// let person = &article.people()[0];
    /// assert_eq!(article.slice(person.span), "أحمد عماد");
    /// assert_eq!(person.role.map(|role| article.slice(role)), Some("الوزير"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn people(&self) -> &[PersonMention] {
        &self.named.people
    }

    /// Mentions of places, in text order.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("وصل الوفد أمس إلى القاهرة.")?;
    /// assert_eq!(article.slice(article.places()[0].span), "القاهرة");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn places(&self) -> &[PlaceMention] {
        &self.named.places
    }

    /// What was repaired, contradicts itself or could not be resolved.
    ///
    /// ```
    /// use khabar::{DiagnosticCode, Parser};
    /// let article = Parser::new().parse("قال الوزير: «سنعمل معا.")?;
    /// assert!(article.diagnostics().iter().any(|d| d.code == DiagnosticCode::UnclosedMark));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The entity of an id.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("وصل الوفد أمس إلى القاهرة.")?;
    /// let id = article.places()[0].entity;
    /// assert_eq!(article.entity(id).map(|entity| entity.name.as_str()), Some("القاهرة"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.named.entities.get(id.index())
    }

    /// The quotation of an id.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير إن الوضع جيد، مضيفا: «سنعمل معا».")?;
    /// let second = &article.quotations()[1];
    /// let first = second.continuation_of.and_then(|id| article.quotation(id)).expect("the same turn");
    /// assert_eq!(article.slice(first.content()), "الوضع جيد");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn quotation(&self, id: QuotationId) -> Option<&Quotation> {
        self.quotations.get(id.index())
    }

    /// The records of one layer that lie wholly inside a span, in text order.
    ///
    /// ```
    /// use khabar::{Article, Parser};
    /// let article = Parser::new().parse("قتل 3 جنود.\nوأصيب 5 آخرون.")?;
    /// let second = article.parts()[1].span;
    /// let inside: Vec<_> = Article::within(article.numbers(), second).collect();
    /// assert_eq!(article.slice(inside[0].span), "5");
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn within<T: Spanned>(records: &[T], span: Span) -> impl Iterator<Item = &T> {
        let first = records.partition_point(|record| record.span().start() < span.start());
        records
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |record| record.span().start() < span.end())
            .filter(move |record| span.contains(record.span()))
    }

    /// The sentence in which a span starts.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("هطل المطر. وأصيب 5 عمال.")?;
    /// let sentence = article.sentence_of(article.numbers()[0].span).expect("one around the number");
    /// assert_eq!(article.slice(sentence.span), "وأصيب 5 عمال.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sentence_of(&self, span: Span) -> Option<&Sentence> {
        let behind = self
            .sentences
            .partition_point(|s| s.span.start() <= span.start());
        let sentence = self.sentences.get(behind.checked_sub(1)?)?;
        sentence
            .span
            .contains_offset(span.start())
            .then_some(sentence)
    }

    /// The part in which a span starts.
    ///
    /// ```
    /// use khabar::{Parser, PartKind};
    /// let article = Parser::new().parse("هطل المطر.\nوأصيب 5 عمال.")?;
    /// let part = article.part_of(article.numbers()[0].span).expect("one around the number");
    /// assert_eq!(part.kind, PartKind::Body);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn part_of(&self, span: Span) -> Option<&Part> {
        let behind = self
            .parts
            .partition_point(|p| p.span.start() <= span.start());
        let part = self.parts.get(behind.checked_sub(1)?)?;
        part.span.contains_offset(span.start()).then_some(part)
    }

    /// All quotations and reports of a speaker, by entity: of a person what they say, of an
    /// organization what it says itself, in its documents, or through its people.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير أحمد عماد: «سنعمل معا».")?;
    /// let person = article.people()[0].entity;
    /// assert_eq!(article.statements_of(person).count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn statements_of(&self, id: EntityId) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(move |quotation| {
            quotation.speaker.as_ref().is_some_and(|speaker| {
                speaker.entity == Some(id) || speaker.organization == Some(id)
            })
        })
    }

    /// All quotations and reports of the speakers whose names hold these words in a row, whatever
    /// their spelling of hamza, ة, ى and vowel signs: a family name, a name in full, an organization.
    ///
    /// Each has its place, cue, stance and exact words.
    ///
    /// ```
    /// use khabar::{Parser, Stance};
    /// let text = "نفى وزير الصحة علي حسن أن يكون الدواء مفقودا. وحذر الوزير من «نقص قريب في اللقاح».";
    /// let article = Parser::new().parse(text)?;
    /// let stances: Vec<_> = article
    ///     .statements_by("حسن")
    ///     .filter_map(|quotation| quotation.cue.as_ref().map(|cue| cue.stance))
    ///     .collect();
    /// assert_eq!(stances, [Stance::Denial, Stance::Warning]);
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn statements_by(&self, name: &str) -> impl Iterator<Item = &Quotation> {
        let wanted: Vec<Key> = name.split_whitespace().map(Key::of).collect();
        self.quotations.iter().filter(move |quotation| {
            quotation.speaker.as_ref().is_some_and(|speaker| {
                let keys: Vec<Key> = speaker.name.split_whitespace().map(Key::of).collect();
                !wanted.is_empty() && keys.windows(wanted.len()).any(|part| part == wanted)
            })
        })
    }

    /// The organizations named inside the name of another, in text order.
    ///
    /// ```
    /// let text = "قررت الجمعية العامة للأمم المتحدة عقد دورة طارئة.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// let assembly = &article.organizations()[0];
    /// assert_eq!(article.slice(assembly.span), "الجمعية العامة للأمم المتحدة");
    /// let inner = article.nested_organizations(assembly).next().expect("a name inside");
    /// let entity = article.entity(inner.entity).expect("an id of the article");
    /// assert_eq!(entity.name, "الأمم المتحدة");
    /// assert_eq!(article.enclosing(inner.span), Some(assembly));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn nested_organizations(
        &self,
        mention: &OrganizationMention,
    ) -> impl Iterator<Item = &OrganizationMention> {
        let span = mention.span;
        Self::within(self.organizations(), span).filter(move |inner| inner.span != span)
    }

    /// The places named inside the name of an organization, in text order.
    ///
    /// ```
    /// let text = "أصدرت محكمة الاستئناف بالدار البيضاء حكمها.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// let court = &article.organizations()[0];
    /// let place = article.nested_places(court).next().expect("a town");
    /// assert_eq!(article.slice(place.span), "الدار البيضاء");
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn nested_places(
        &self,
        mention: &OrganizationMention,
    ) -> impl Iterator<Item = &PlaceMention> {
        Self::within(self.places(), mention.span)
    }

    /// The narrowest name of an organization around a span that is longer than that span.
    ///
    /// ```
    /// let text = "قررت الجمعية العامة للأمم المتحدة عقد دورة طارئة.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// let inner = article.organizations()[1].span;
    /// let outer = article.enclosing(inner).expect("a longer name");
    /// assert_eq!(article.slice(outer.span), "الجمعية العامة للأمم المتحدة");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn enclosing(&self, span: Span) -> Option<&OrganizationMention> {
        /// Names that can begin between a name around the span and the span itself.
        const NESTED: usize = 16;
        let organizations = self.organizations();
        let behind = organizations.partition_point(|m| m.span.start() <= span.start());
        organizations
            .get(..behind)?
            .iter()
            .rev()
            .take(NESTED)
            .filter(|m| m.span != span && m.span.contains(span))
            .min_by_key(|m| m.span.len())
    }

    /// The spans of all mentions of an entity, in text order.
    ///
    /// ```
    /// let text = "دعت منظمة الصحة العالمية إلى التلقيح. وقالت المنظمة إنه آمن.";
    /// let article = khabar::Parser::new().parse(text)?;
    /// let spans = article.mentions_of(article.organizations()[0].entity);
    /// assert_eq!(spans.iter().map(|s| article.slice(*s)).collect::<Vec<_>>(), ["منظمة الصحة العالمية", "المنظمة"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn mentions_of(&self, id: EntityId) -> Vec<Span> {
        let organizations = self
            .named
            .organizations
            .iter()
            .filter(|m| m.entity == id)
            .map(|m| m.span);
        let people = self
            .named
            .people
            .iter()
            .filter(|m| m.entity == id)
            .map(|m| m.span);
        let places = self
            .named
            .places
            .iter()
            .filter(|m| m.entity == id)
            .map(|m| m.span);
        let mut spans: Vec<Span> = organizations.chain(people).chain(places).collect();
        spans.sort_unstable();
        spans
    }

    /// Drops layers that were worked out only because others read them.
    pub(crate) fn keep_only(&mut self, layers: Layers) {
        if !layers.contains(Layers::PARTS) {
            self.parts.clear();
        }
        if !layers.contains(Layers::NUMBERS) {
            self.numbers.clear();
        }
        if !layers.contains(Layers::DATES) {
            self.dates.clear();
        }
        if !layers.any(Layers::ENTITIES | Layers::QUOTATIONS) {
            self.named = Entities::default();
        }
    }

    /// The same article with a text of its own.
    ///
    /// ```
    /// fn read() -> Result<khabar::Document, khabar::ParseError> {
    ///     let text = String::from("قتل 3 جنود.");
    ///     Ok(khabar::Parser::new().parse(&text)?.into_owned())
    /// }
    /// assert_eq!(read()?.numbers().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Document {
        Article {
            text: Cow::Owned(self.text.into_owned()),
            options: self.options,
            anchor: self.anchor,
            parts: self.parts,
            sentences: self.sentences,
            quotations: self.quotations,
            numbers: self.numbers,
            dates: self.dates,
            named: self.named,
            diagnostics: self.diagnostics,
        }
    }
}
