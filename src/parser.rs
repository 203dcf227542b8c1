//! The parser: built once, immutable, shared; runs the layers in order.

use std::borrow::Cow;
use std::sync::{Arc, Weak};

use crate::article::{Article, assemble};
use crate::date::{self, Anchor, DateSettings};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::{self, Cardinals, Doc, Keys, Readings};
use crate::entity::{self, Entities};
use crate::error::{BuildError, ParseError};
use crate::layout::{self, LineBreaks, Part, PartKind};
use crate::lex::{self, Token, TokenKind};
use crate::lexicon::{Lexicon, UserLexicon};
use crate::marks;
use crate::number;
use crate::options::{Layers, Options, WeekStart};
use crate::quotation::{self, Sources};
use crate::sentence::{self, Candidate, Cuts, SentencePolicy, Wanted};
use crate::span::Span;

/// Parses articles. Immutable, `Send + Sync`, cheap to clone.
///
/// ```
/// use khabar::Parser;
/// let parser = Parser::new();
/// let article = parser.parse("أعلنت الوزارة إصابة 25 شخصا.")?;
/// assert_eq!(article.numbers().len(), 1);
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    lexicon: Arc<Lexicon>,
    options: Options,
    anchor: Option<Anchor>,
}

/// Buffers that one thread reuses from article to article.
///
/// ```
/// use khabar::{Parser, Scratch};
/// let (parser, mut scratch) = (Parser::new(), Scratch::new());
/// for text in ["قتل 3 جنود.", "وأصيب 5 عمال."] {
///     assert_eq!(parser.parse_with(&mut scratch, text)?.numbers().len(), 1);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    keys: Vec<Keys>,
    /// Tokens that can begin a number or a date.
    starts: Vec<u32>,
    readings: Readings,
    /// The lexicon that the readings come from.
    lexicon: Weak<Lexicon>,
    entities: entity::Scratch,
}

impl Scratch {
    /// Empty buffers; they grow with the first articles.
    ///
    /// ```
    /// let mut scratch = khabar::Scratch::new();
    /// let article = khabar::Parser::new().parse_with(&mut scratch, "قتل 3 جنود.")?;
    /// assert_eq!(article.numbers().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

impl Parser {
    /// A parser with the default options and without an anchor.
    ///
    /// ```
    /// let parser = khabar::Parser::new();
    /// assert!(parser.parse("")?.sentences().is_empty());
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        // A fault in the embedded lexicon is excluded by a test; without a lexicon the parser
        // still finds tokens, parts, sentences and digits.
        let lexicon = Lexicon::embedded().unwrap_or_default();
        Self {
            lexicon,
            options: Options::default(),
            anchor: None,
        }
    }

    /// A builder.
    ///
    /// ```
    /// use khabar::{Layers, Parser};
    /// let parser = Parser::builder().layers(Layers::DATES).country("MA").build()?;
    /// assert_eq!(parser.options().layers, Layers::DATES);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builder() -> ParserBuilder {
        ParserBuilder {
            options: Options::default(),
            anchor: None,
            lexicons: Vec::new(),
        }
    }

    /// The same parser with another reference time: one for each article of a batch. Costs nothing.
    ///
    /// ```
    /// use khabar::{Anchor, Parser};
    /// let parser = Parser::new();
    /// let anchor: Anchor = "2024-05-14".parse()?;
    /// let article = parser.at(anchor).parse("التقى الوزيران أول أمس في عمان.")?;
    /// assert_eq!(article.dates()[0].value.as_str(), "2024-05-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn at(&self, anchor: impl Into<Anchor>) -> Self {
        Self {
            anchor: Some(anchor.into()),
            ..self.clone()
        }
    }

    /// The same parser without a reference time.
    ///
    /// ```
    /// use khabar::{Anchor, Parser};
    /// let parser = Parser::builder().published("2024-05-14".parse::<Anchor>()?).build()?;
    /// let article = parser.without_anchor().parse("وصل الوفد في 3 يونيو.")?;
    /// assert_eq!(article.dates()[0].value.as_str(), "XXXX-06-03");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without_anchor(&self) -> Self {
        Self {
            anchor: None,
            ..self.clone()
        }
    }

    /// Its options.
    ///
    /// ```
    /// assert!(khabar::Parser::new().options().tagger);
    /// ```
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Parses an article.
    ///
    /// # Errors
    /// [`ParseError::TooLong`] when the text is longer than the option `max_bytes`. Anything else,
    /// Arabic or not, parses to a structure, empty if need be.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا».")?;
    /// assert_eq!(article.quotations().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse<'t>(&self, text: &'t str) -> Result<Article<'t>, ParseError> {
        self.parse_with(&mut Scratch::new(), text)
    }

    /// Parses an article from bytes.
    ///
    /// # Errors
    /// [`ParseError::InvalidUtf8`], and those of [`parse`](Self::parse).
    ///
    /// ```
    /// use khabar::{ParseError, Parser};
    /// let error = Parser::new().parse_bytes(b"ok \xFF").unwrap_err();
    /// assert_eq!(error, ParseError::InvalidUtf8 { valid_up_to: 3 });
    /// ```
    pub fn parse_bytes<'t>(&self, bytes: &'t [u8]) -> Result<Article<'t>, ParseError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.parse(text),
            Err(error) => Err(ParseError::InvalidUtf8 {
                valid_up_to: error.valid_up_to(),
            }),
        }
    }

    /// Parses an article with buffers that are reused from call to call.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// use khabar::{Parser, Scratch};
    /// let (parser, mut scratch) = (Parser::new(), Scratch::new());
    /// for text in ["قتل 3 جنود.", "وأصيب 5 آخرون."] {
    ///     assert_eq!(parser.parse_with(&mut scratch, text)?.numbers().len(), 1);
    /// }
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn parse_with<'t>(
        &self,
        scratch: &mut Scratch,
        text: &'t str,
    ) -> Result<Article<'t>, ParseError> {
        let max = self.options.max_bytes as usize;
        if text.len() > max {
            return Err(ParseError::TooLong {
                len: text.len(),
                max,
            });
        }
        let mut buffers = std::mem::take(&mut scratch.entities);
        let mut starts = std::mem::take(&mut scratch.starts);
        let cardinals = Cardinals::default();
        let doc = Doc {
            cardinals: Some(&cardinals),
            ..self.read(scratch, text)
        };
        let article = self.run(text, &doc, &mut starts, &mut buffers);
        scratch.entities = buffers;
        scratch.starts = starts;
        Ok(article)
    }

    /// Every place where a sentence could end, with what was decided about it and why: for those who
    /// ask. The boundaries are those of the article's sentences, under the same options.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// use khabar::{Decision, Parser, Rejection, SentencePolicy};
    /// let keep = SentencePolicy::KeepQuotations;
    /// let parser = Parser::builder().sentence_policy(keep).build()?;
    /// let found = parser.explain("قال: «نعود. ونبني». ثم مضى.")?;
    /// assert_eq!(found[0].decision, Decision::Rejected(Rejection::Quotation));
    /// assert_eq!(found.len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, text: &str) -> Result<Vec<Candidate>, ParseError> {
        let max = self.options.max_bytes as usize;
        if text.len() > max {
            return Err(ParseError::TooLong {
                len: text.len(),
                max,
            });
        }
        let mut scratch = Scratch::new();
        let doc = self.read(&mut scratch, text);
        let parts = layout::parts(&doc);
        let pairs = marks::pairs(&doc, &parts, &mut Vec::new());
        let (policy, breaks) = (self.options.sentence_policy, self.options.line_breaks);
        Ok(sentence::candidates(&doc, &parts, &pairs, policy, breaks))
    }

    /// Scans the text and reads its tokens; line breaks inside sentences are none.
    fn read<'a>(&'a self, scratch: &'a mut Scratch, text: &'a str) -> Doc<'a> {
        let Scratch {
            tokens,
            keys,
            readings,
            lexicon,
            ..
        } = scratch;
        // The buffers may come from a parser with other names.
        if !std::ptr::eq(lexicon.as_ptr(), Arc::as_ptr(&self.lexicon)) {
            *lexicon = Arc::downgrade(&self.lexicon);
            *readings = Readings::default();
        }
        lex::scan(text, tokens);
        layout::join_lines(text, tokens, self.options.line_breaks);
        doc::read_with(text, tokens, &self.lexicon, readings);
        keys.clear();
        // The other layers ask for few keys, which are worked out then.
        let layers = self.options.layers;
        if layers.any(Layers::ENTITIES | Layers::QUOTATIONS) {
            doc::keys_of(text, tokens, keys);
        }
        Doc {
            text,
            tokens,
            lexicon: &self.lexicon,
            keys,
            cardinals: None,
        }
    }

    fn run<'t>(
        &self,
        text: &'t str,
        doc: &Doc<'_>,
        starts: &mut Vec<u32>,
        buffers: &mut entity::Scratch,
    ) -> Article<'t> {
        let mut diagnostics = Vec::new();
        if !is_arabic(doc) {
            diagnostics.push(Diagnostic::new(
                Span::new(0, doc.text.len()),
                DiagnosticCode::NotArabic,
                "the text holds little or no arabic",
            ));
        }
        let layers = self.options.layers;
        let beside_numbers =
            Layers::PARTS | Layers::SENTENCES | Layers::ENTITIES | Layers::QUOTATIONS;
        let dated = layers.any(Layers::DATES) && self.anchor.is_none();
        let mut parts = Vec::new();
        let mut pairs = Vec::new();
        if layers.any(beside_numbers) || dated {
            parts = layout::parts(doc);
        }
        if layers.any(beside_numbers) {
            pairs = marks::pairs(doc, &parts, &mut diagnostics);
        }
        let anchor = self
            .anchor
            .or_else(|| anchor_of(doc, &parts, &mut diagnostics));
        let mut numbers = Vec::new();
        if layers.any(Layers::NUMBERS | Layers::DATES) {
            doc::find_starts(doc.tokens, starts);
            numbers = number::numbers(doc, starts, &mut diagnostics);
            if layers.any(Layers::NUMBERS) {
                number::resolve_currencies(doc, &mut numbers, self.options.country.as_deref());
            }
        }
        let mut dates = Vec::new();
        if layers.any(Layers::DATES | Layers::NUMBERS) {
            let settings = DateSettings {
                anchor,
                week_start: self.options.week_start.weekday(),
            };
            dates = date::dates(doc, starts, &numbers, settings, &mut diagnostics);
        }
        let asked = layers.any(Layers::SENTENCES);
        let keeps = self.options.sentence_policy == SentencePolicy::KeepQuotations;
        let wanted = Wanted {
            split: asked && !keeps,
            kept: asked && keeps || layers.any(Layers::QUOTATIONS),
        };
        let Cuts { split, kept } =
            sentence::sentences(doc, &parts, &pairs, wanted, self.options.line_breaks);
        let mut named = Entities::default();
        if layers.any(Layers::ENTITIES | Layers::QUOTATIONS) {
            named = entity::entities(doc, &parts, self.options.tagger, buffers);
        }
        let mut quotations = Vec::new();
        if layers.any(Layers::QUOTATIONS) {
            let sources = Sources {
                parts: &parts,
                sentences: &kept,
                pairs: &pairs,
                entities: &named,
            };
            quotations = quotation::quotations(doc, sources, &mut diagnostics);
        }
        let sentences = if asked && keeps { kept } else { split };
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        let mut article = assemble(Article {
            text: Cow::Borrowed(text),
            options: self.options.clone(),
            anchor,
            parts,
            sentences,
            quotations,
            numbers,
            dates,
            named,
            diagnostics,
        });
        article.keep_only(layers);
        article
    }
}

/// The day that a dateline or byline names in full, where the caller gives none.
fn anchor_of(doc: &Doc<'_>, parts: &[Part], diagnostics: &mut Vec<Diagnostic>) -> Option<Anchor> {
    let signed = |part: &&Part| matches!(part.kind, PartKind::Dateline | PartKind::Byline);
    let (span, anchor) = parts
        .iter()
        .filter(signed)
        .find_map(|part| Some((part.span, date::anchor_in(doc, part.span)?)))?;
    diagnostics.push(Diagnostic::new(
        span,
        DiagnosticCode::AnchorFromDateline,
        format!("dates refer to {anchor}, the day of the dateline"),
    ));
    Some(anchor)
}

/// Whether at least a third of the words are Arabic, or there are none.
fn is_arabic(doc: &Doc<'_>) -> bool {
    /// Tokens after which it is asked whether all others could still outweigh the Arabic ones.
    const BLOCK: usize = 64;
    let count = |tokens: &[Token], kind| tokens.iter().filter(|token| token.kind == kind).count();
    let mut arabic = 0;
    for block in doc.tokens.chunks(BLOCK) {
        arabic += count(block, TokenKind::Word);
        if arabic > 0 && arabic * 2 >= doc.tokens.len() - arabic {
            return true;
        }
    }
    arabic > 0 && arabic * 2 >= count(doc.tokens, TokenKind::Latin)
}

/// Builds a [`Parser`].
///
/// ```
/// use khabar::{Anchor, Parser, SentencePolicy};
/// let parser = Parser::builder()
///     .published("2025-11-27".parse::<Anchor>()?)
///     .sentence_policy(SentencePolicy::KeepQuotations)
///     .build()?;
/// assert_eq!(parser.options().sentence_policy, SentencePolicy::KeepQuotations);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ParserBuilder {
    options: Options,
    anchor: Option<Anchor>,
    lexicons: Vec<UserLexicon>,
}

impl ParserBuilder {
    /// The day (and time) of publication: the reference of relative dates.
    ///
    /// ```
    /// use khabar::{Anchor, Parser};
    /// let parser = Parser::builder().published("2024-05-14".parse::<Anchor>()?).build()?;
    /// assert_eq!(parser.parse("وصل الوفد أمس.")?.dates()[0].value.as_str(), "2024-05-13");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn published(mut self, anchor: impl Into<Anchor>) -> Self {
        self.anchor = Some(anchor.into());
        self
    }

    /// Whether closed quotations are cut into sentences.
    ///
    /// ```
    /// use khabar::{Parser, SentencePolicy};
    /// let text = "قال: «انتهى العمل. سنعود غدا» ثم مضى.";
    /// assert_eq!(Parser::new().parse(text)?.sentences().len(), 2);
    /// let parser = Parser::builder().sentence_policy(SentencePolicy::KeepQuotations).build()?;
    /// assert_eq!(parser.parse(text)?.sentences().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sentence_policy(mut self, policy: SentencePolicy) -> Self {
        self.options.sentence_policy = policy;
        self
    }

    /// Which line breaks end a paragraph.
    ///
    /// ```
    /// use khabar::{LineBreaks, Parser};
    /// let text = "افتتح الوزير أمس\nمعرض الكتاب\nفي الرباط.";
    /// assert_eq!(Parser::new().parse(text)?.parts().len(), 3);
    /// let parser = Parser::builder().line_breaks(LineBreaks::Soft).build()?;
    /// assert_eq!(parser.parse(text)?.parts().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn line_breaks(mut self, breaks: LineBreaks) -> Self {
        self.options.line_breaks = breaks;
        self
    }

    /// Whether the embedded model draws names; see [`Options::tagger`].
    ///
    /// ```
    /// use khabar::Parser;
    /// let rules = Parser::builder().tagger(false).build()?;
    /// let article = rules.parse("أعلنت منظمة الصحة العالمية ذلك.")?;
    /// assert_eq!(article.organizations().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn tagger(mut self, tagger: bool) -> Self {
        self.options.tagger = tagger;
        self
    }

    /// First day of a week.
    ///
    /// ```
    /// use khabar::{Parser, WeekStart};
    /// let parser = Parser::builder().week_start(WeekStart::Saturday).build()?;
    /// assert_eq!(parser.options().week_start, WeekStart::Saturday);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn week_start(mut self, day: WeekStart) -> Self {
        self.options.week_start = day;
        self
    }

    /// Country of the paper, two letters of ISO 3166-1: it decides which currency a generic name
    /// means. Without it the countries that the text names decide.
    ///
    /// ```
    /// let parser = khabar::Parser::builder().country("TN").build()?;
    /// let article = parser.parse("بلغ السعر 600 دينار.")?;
    /// let unit = article.numbers()[0].unit.as_ref().expect("a currency");
    /// assert_eq!(unit.id.as_str(), "dinar");
    /// assert_eq!(unit.resolved.as_ref().map(khabar::UnitId::as_str), Some("TND"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn country(mut self, code: impl Into<String>) -> Self {
        self.options.country = Some(code.into());
        self
    }

    /// Names of your own beside the embedded ones; where both hold one, yours stands. Further lexicons
    /// are added to the first. [`UserLexicon`] says what they look like.
    ///
    /// ```
    /// use khabar::{Parser, UserLexicon};
    /// let places = UserLexicon::from_tsv("places.tsv", "name\tkind\tcountry\nتل الهوادج\tsite\tJO\n")?;
    /// let people = UserLexicon::from_tsv("people.tsv", "name\tgender\nتالين\tf\n")?;
    /// let parser = Parser::builder().lexicon(places).lexicon(people).build()?;
    /// let article = parser.parse("عثر المنقبون في تل الهوادج على نقوش.")?;
    /// assert_eq!(article.slice(article.places()[0].span), "تل الهوادج");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn lexicon(mut self, lexicon: UserLexicon) -> Self {
        self.lexicons.push(lexicon);
        self
    }

    /// The layers that are filled.
    ///
    /// ```
    /// use khabar::{Layers, Parser};
    /// let parser = Parser::builder().layers(Layers::QUOTATIONS).build()?;
    /// let article = parser.parse("قال الوزير: «سنعمل معا».")?;
    /// assert!(article.sentences().is_empty() && article.quotations().len() == 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn layers(mut self, layers: Layers) -> Self {
        self.options.layers = layers;
        self
    }

    /// Longest text that is parsed, in bytes; at most 4 GiB.
    ///
    /// ```
    /// use khabar::{ParseError, Parser};
    /// let parser = Parser::builder().max_bytes(4).build()?;
    /// assert_eq!(parser.parse("سلام"), Err(ParseError::TooLong { len: 8, max: 4 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn max_bytes(mut self, max: u32) -> Self {
        self.options.max_bytes = max;
        self
    }

    /// The parser.
    ///
    /// # Errors
    /// [`BuildError::Lexicon`] when a lexicon has a fault.
    ///
    /// ```
    /// let parser = khabar::Parser::builder().build()?;
    /// assert!(parser.parse("")?.parts().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn build(self) -> Result<Parser, BuildError> {
        let lexicon = Lexicon::with_user(&self.lexicons)?;
        Ok(Parser {
            lexicon,
            options: self.options,
            anchor: self.anchor,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchored(parser: &Parser, text: &str) -> (Option<String>, Vec<String>, usize) {
        let article = parser.parse(text).unwrap();
        let told = |diagnostic: &&Diagnostic| diagnostic.code == DiagnosticCode::AnchorFromDateline;
        (
            article.anchor.map(|anchor| anchor.to_string()),
            article
                .dates()
                .iter()
                .map(|date| date.value.to_string())
                .collect(),
            article.diagnostics.iter().filter(told).count(),
        )
    }

    const DATED: &str = "عمان، 14 مايو 2024 (رويترز) - التقى الوزيران أمس في مقر الحكومة.";

    #[test]
    fn a_full_day_in_the_dateline_is_the_anchor() {
        let (anchor, dates, told) = anchored(&Parser::new(), DATED);
        assert_eq!(anchor.as_deref(), Some("2024-05-14"));
        assert_eq!(dates.last().map(String::as_str), Some("2024-05-13"));
        assert_eq!(told, 1);
    }

    #[test]
    fn the_callers_anchor_goes_before_that_of_the_dateline() {
        let own: Anchor = "2020-02-10".parse().unwrap();
        let (anchor, dates, told) = anchored(&Parser::new().at(own), DATED);
        assert_eq!(anchor.as_deref(), Some("2020-02-10"));
        assert_eq!(dates.last().map(String::as_str), Some("2020-02-09"));
        assert_eq!(told, 0);
    }

    #[test]
    fn a_dateline_without_year_and_a_day_in_the_text_are_no_anchor() {
        for text in [
            "عمان، 14 مايو (رويترز) - التقى الوزيران أمس في مقر الحكومة.",
            "عمان (رويترز) - التقى الوزيران في 14 مايو 2024 في مقر الحكومة.",
        ] {
            let (anchor, _, told) = anchored(&Parser::new(), text);
            assert_eq!((anchor, told), (None, 0), "{text}");
        }
    }
}
