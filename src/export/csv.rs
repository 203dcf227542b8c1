//! CSV: a table a layer, a row a record, the article's id first.
//!
//! RFC 4180: UTF-8, a header, commas, CR LF behind each row, cells with quotes, commas or line ends
//! in quotes. What is absent is an empty cell. A NUL, which many readers stop at, becomes U+FFFD;
//! all else stands as in the JSON.
//!
//! A spreadsheet would run a cell that begins with `=` as a formula, and take UTF-8 for another encoding.
//! Tables for programs must not be changed for that; [`Csv::for_spreadsheets`] puts an apostrophe before
//! cells of text that begin with `=`, `+`, `-`, `@`, a tab or a line end, also as full-width characters, and
//! [`CsvTable::BOM`] belongs at the start of such a file.

use std::fmt::{self, Display, Write as _};

use super::spans;
use super::words::Named as _;
use crate::article::Article;
use crate::entity::{EntityId, EntityKind};
use crate::number::NumberValue;
use crate::quotation::QuotationId;
use crate::span::Span;
use crate::text::{OffsetMap, OffsetUnit};

/// A table of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CsvTable {
    /// Sentences.
    Sentences,
    /// Quotations and reported speech with their speakers.
    Quotations,
    /// Numbers with value, unit and counted noun.
    Numbers,
    /// Dates, times, durations and sets.
    Dates,
    /// Mentions of organizations.
    Organizations,
    /// Mentions of people.
    People,
    /// Mentions of places.
    Places,
}

impl CsvTable {
    /// All tables.
    pub const ALL: [Self; 7] = [
        Self::Sentences,
        Self::Quotations,
        Self::Numbers,
        Self::Dates,
        Self::Organizations,
        Self::People,
        Self::Places,
    ];
    /// The byte order mark that tells spreadsheets that a file is UTF-8.
    pub const BOM: &'static str = "\u{FEFF}";

    /// Its name, as the layer's in the JSON.
    ///
    /// ```
    /// assert_eq!(khabar::CsvTable::Quotations.name(), "quotations");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Quotations => "quotations",
            Self::Numbers => "numbers",
            Self::Dates => "dates",
            Self::Organizations => "organizations",
            Self::People => "people",
            Self::Places => "places",
        }
    }

    /// The row of column names, with its end.
    ///
    /// ```
    /// assert!(khabar::CsvTable::Sentences.header().ends_with(",boundary\r\n"));
    /// ```
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            Self::Sentences => "id,index,start,end,text,part,boundary\r\n",
            Self::Quotations => {
                "id,index,start,end,text,kind,style,sentence,cue,cue_start,cue_end,cue_lemma,stance,\
                 speaker,speaker_type,speaker_start,speaker_end,speaker_entity,role,organization,\
                 continuation_of,same_as,parent,score,rule\r\n"
            }
            Self::Numbers => {
                "id,index,start,end,text,kind,sentence,numeral,value,low,high,unit,unit_resolved,\
                 approx,counted,rule\r\n"
            }
            Self::Dates => {
                "id,index,start,end,text,kind,sentence,value,mod,grain,begin,end_before,edtf,calendar,\
                 role,rule\r\n"
            }
            Self::Organizations => {
                "id,index,start,end,text,entity,name,sentence,type,form,country,acronym,score,rule\r\n"
            }
            Self::People => {
                "id,index,start,end,text,entity,name,sentence,gender,role,organization,score,rule\r\n"
            }
            Self::Places => "id,index,start,end,text,entity,name,sentence,country,score,rule\r\n",
        }
    }
}

/// The rows of an article in one table, by [`Article::csv`].
///
/// ```
/// use khabar::{CsvTable, Parser};
/// let article = Parser::new().parse("قتل 3 جنود.")?;
/// let rows = article.csv(CsvTable::Numbers).id("a,1").to_string();
/// assert_eq!(
///     rows,
///     "\"a,1\",0,4,5,3,cardinal,0,3,3,,,,,,جنود,number/cardinal_digits\r\n"
/// );
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Csv<'a> {
    article: &'a Article<'a>,
    table: CsvTable,
    id: &'a str,
    unit: OffsetUnit,
    guarded: bool,
}

impl Article<'_> {
    /// The rows of the article in a table, without its header, offsets in code points.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("في تونس")?;
    /// let table = khabar::CsvTable::Places;
    /// assert_eq!(article.csv(table).to_string().split(',').nth(4), Some("تونس"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn csv(&self, table: CsvTable) -> Csv<'_> {
        Csv {
            article: self,
            table,
            id: "",
            unit: OffsetUnit::Char,
            guarded: false,
        }
    }
}

impl<'a> Csv<'a> {
    /// The first cell of each row.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("في تونس")?;
    /// let rows = article.csv(khabar::CsvTable::Places).id("7").to_string();
    /// assert!(rows.starts_with("7,0,3,7,تونس,"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = id;
        self
    }

    /// Counts starts and ends in `unit`.
    ///
    /// ```
    /// use khabar::{CsvTable, OffsetUnit};
    /// let article = khabar::Parser::new().parse("في تونس")?;
    /// let rows = article.csv(CsvTable::Places).offset_unit(OffsetUnit::Byte).to_string();
    /// assert!(rows.starts_with(",0,5,13,تونس,"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn offset_unit(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// Puts an apostrophe before text that a spreadsheet would run as a formula.
    ///
    /// ```
    /// use khabar::CsvTable;
    /// let article = khabar::Parser::new().parse("قال: «=1+1 هذا خبر»")?;
    /// let text = |rows: String| rows.split(',').nth(4).map(str::to_owned);
    /// let rows = article.csv(CsvTable::Quotations);
    /// assert_eq!(text(rows.to_string()).as_deref(), Some("=1+1 هذا خبر"));
    /// assert_eq!(text(rows.for_spreadsheets().to_string()).as_deref(), Some("'=1+1 هذا خبر"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn for_spreadsheets(mut self) -> Self {
        self.guarded = true;
        self
    }
}

/// Writes the cells of one row.
struct Row<'a, 'f, 'g> {
    f: &'f mut fmt::Formatter<'g>,
    csv: &'a Csv<'a>,
    map: Option<&'a OffsetMap>,
    is_first: bool,
}

impl Row<'_, '_, '_> {
    fn comma(&mut self) -> fmt::Result {
        if self.is_first {
            self.is_first = false;
            return Ok(());
        }
        self.f.write_char(',')
    }

    /// A cell of the article's words.
    fn text(&mut self, text: &str) -> fmt::Result {
        self.comma()?;
        let is_formula = self.csv.guarded
            && text.starts_with([
                '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}',
                '\u{FF20}',
            ]);
        let quoted = text.contains(['"', ',', '\r', '\n']);
        if quoted {
            self.f.write_char('"')?;
        }
        if is_formula {
            self.f.write_char('\'')?;
        }
        if text.contains(['"', '\0']) {
            for c in text.chars() {
                match c {
                    '"' => self.f.write_str("\"\"")?,
                    '\0' => self.f.write_char(char::REPLACEMENT_CHARACTER)?,
                    c => self.f.write_char(c)?,
                }
            }
        } else {
            self.f.write_str(text)?;
        }
        if quoted {
            self.f.write_char('"')?;
        }
        Ok(())
    }

    fn text_of(&mut self, span: Option<Span>) -> fmt::Result {
        self.text(span.map_or("", |span| self.csv.article.slice(span)))
    }

    /// A cell of the crate's own words and numbers: no quotes, no formulas.
    fn plain(&mut self, value: Option<impl Display>) -> fmt::Result {
        self.comma()?;
        value.map_or(Ok(()), |value| write!(self.f, "{value}"))
    }

    fn ends(&mut self, span: Option<Span>) -> fmt::Result {
        let span = span.map(|span| spans::at(self.map, span));
        self.plain(span.map(Span::start))?;
        self.plain(span.map(Span::end))
    }

    fn sentence(&mut self, span: Span) -> fmt::Result {
        let sentences = self.csv.article.sentences();
        let behind = sentences.partition_point(|s| s.span.start() <= span.start());
        let index = behind.checked_sub(1);
        let holds = |index: &usize| {
            let sentence = sentences.get(*index);
            sentence.is_some_and(|s| s.span.contains_offset(span.start()))
        };
        self.plain(index.filter(holds))
    }

    /// The columns that all tables begin with.
    fn head(&mut self, index: usize, span: Span) -> fmt::Result {
        self.text(self.csv.id)?;
        self.plain(Some(index))?;
        self.ends(Some(span))?;
        self.text_of(Some(span))
    }

    fn name(&mut self, entity: Option<EntityId>) -> fmt::Result {
        let entity = entity.and_then(|entity| self.csv.article.entity(entity));
        self.text(entity.map_or("", |entity| &entity.name))
    }

    fn mention(&mut self, index: usize, span: Span, entity: EntityId) -> fmt::Result {
        self.head(index, span)?;
        self.plain(Some(entity.index()))?;
        self.name(Some(entity))?;
        self.sentence(span)
    }
}

impl Display for Csv<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let map = spans::map(self.article, self.unit);
        let count = match self.table {
            CsvTable::Sentences => self.article.sentences().len(),
            CsvTable::Quotations => self.article.quotations().len(),
            CsvTable::Numbers => self.article.numbers().len(),
            CsvTable::Dates => self.article.dates().len(),
            CsvTable::Organizations => self.article.organizations().len(),
            CsvTable::People => self.article.people().len(),
            CsvTable::Places => self.article.places().len(),
        };
        for index in 0..count {
            let mut row = Row {
                f: &mut *f,
                csv: self,
                map: map.as_ref(),
                is_first: true,
            };
            match self.table {
                CsvTable::Sentences => row.of_sentence(index)?,
                CsvTable::Quotations => row.of_quotation(index)?,
                CsvTable::Numbers => row.of_number(index)?,
                CsvTable::Dates => row.of_date(index)?,
                CsvTable::Organizations => row.of_organization(index)?,
                CsvTable::People => row.of_person(index)?,
                CsvTable::Places => row.of_place(index)?,
            }
            f.write_str("\r\n")?;
        }
        Ok(())
    }
}

impl Row<'_, '_, '_> {
    fn of_sentence(&mut self, index: usize) -> fmt::Result {
        let article = self.csv.article;
        let Some(sentence) = article.sentences().get(index) else {
            return Ok(());
        };
        self.head(index, sentence.span)?;
        let part = article.part_of(sentence.span);
        self.plain(part.map(|part| part.kind.name()))?;
        self.plain(Some(sentence.boundary.name()))
    }

    fn of_quotation(&mut self, index: usize) -> fmt::Result {
        let Some(quotation) = self.csv.article.quotations().get(index) else {
            return Ok(());
        };
        self.head(index, quotation.span)?;
        self.plain(Some(quotation.kind.name()))?;
        self.plain(quotation.style.map(|style| style.name()))?;
        self.sentence(quotation.span)?;
        let cue = quotation.cue.as_ref();
        self.text_of(cue.map(|cue| cue.span))?;
        self.ends(cue.map(|cue| cue.span))?;
        self.text(cue.map_or("", |cue| &cue.lemma))?;
        self.plain(cue.map(|cue| cue.stance.name()))?;
        let speaker = quotation.speaker.as_ref();
        self.text(speaker.map_or("", |speaker| &speaker.name))?;
        self.plain(speaker.map(|speaker| speaker.kind.name()))?;
        self.ends(speaker.and_then(|speaker| speaker.span))?;
        let entity = speaker.and_then(|speaker| speaker.entity);
        self.plain(entity.map(EntityId::index))?;
        self.text_of(speaker.and_then(|speaker| speaker.role))?;
        self.name(speaker.and_then(|speaker| speaker.organization))?;
        self.plain(quotation.continuation_of.map(QuotationId::index))?;
        self.plain(quotation.same_as.map(QuotationId::index))?;
        self.plain(quotation.parent.map(QuotationId::index))?;
        self.plain(Some(quotation.score))?;
        self.text(quotation.rule.as_str())
    }

    fn of_number(&mut self, index: usize) -> fmt::Result {
        let Some(number) = self.csv.article.numbers().get(index) else {
            return Ok(());
        };
        self.head(index, number.span)?;
        self.plain(Some(number.kind.name()))?;
        self.sentence(number.span)?;
        self.text_of(Some(number.numeral))?;
        match &number.value {
            NumberValue::Exact { value } => self.plain(Some(value))?,
            NumberValue::Range { .. } | NumberValue::Vague { .. } => self.plain(None::<u8>)?,
            NumberValue::Ratio {
                numerator,
                denominator,
            } => self.plain(Some(format_args!("{numerator}/{denominator}")))?,
            NumberValue::Score { first, second } => {
                self.plain(Some(format_args!("{first}:{second}")))?;
            }
            NumberValue::Text { text } => self.text(text)?,
        }
        let (low, high) = match number.value {
            NumberValue::Range { low, high } => (low, high),
            NumberValue::Vague { low } => (low, None),
            _ => (None, None),
        };
        self.plain(low)?;
        self.plain(high)?;
        let unit = number.unit.as_ref();
        self.text(unit.map_or("", |unit| unit.id.as_str()))?;
        let resolved = unit.and_then(|unit| unit.resolved.as_ref());
        self.text(resolved.map_or("", |id| id.as_str()))?;
        self.plain(number.approx.as_ref().map(|approx| approx.kind.name()))?;
        self.text_of(number.counted)?;
        self.text(number.rule.as_str())
    }

    fn of_date(&mut self, index: usize) -> fmt::Result {
        let Some(date) = self.csv.article.dates().get(index) else {
            return Ok(());
        };
        self.head(index, date.span)?;
        self.plain(Some(date.kind.name()))?;
        self.sentence(date.span)?;
        // Years before Christ begin with a minus.
        self.text(date.value.as_str())?;
        self.plain(date.modifier.map(|modifier| modifier.name()))?;
        self.plain(date.grain.map(|grain| grain.name()))?;
        self.plain(date.interval.and_then(|interval| interval.begin))?;
        self.plain(date.interval.and_then(|interval| interval.end))?;
        self.text(date.edtf().as_deref().unwrap_or_default())?;
        self.plain(Some(date.calendar.name()))?;
        self.plain(date.role.map(|role| role.name()))?;
        self.text(date.rule.as_str())
    }

    fn of_organization(&mut self, index: usize) -> fmt::Result {
        let article = self.csv.article;
        let Some(mention) = article.organizations().get(index) else {
            return Ok(());
        };
        self.mention(index, mention.span, mention.entity)?;
        let entity = article.entity(mention.entity);
        self.plain(entity.and_then(|entity| match entity.kind {
            EntityKind::Organization { organization_type } => Some(organization_type.name()),
            _ => None,
        }))?;
        self.plain(Some(mention.form.name()))?;
        let country = entity.and_then(|entity| entity.country.as_deref());
        self.text(country.unwrap_or_default())?;
        let acronym = entity.and_then(|entity| entity.acronym.as_deref());
        self.text(acronym.unwrap_or_default())?;
        self.plain(Some(mention.score))?;
        self.text(mention.rule.as_str())
    }

    fn of_person(&mut self, index: usize) -> fmt::Result {
        let article = self.csv.article;
        let Some(mention) = article.people().get(index) else {
            return Ok(());
        };
        self.mention(index, mention.span, mention.entity)?;
        let entity = article.entity(mention.entity);
        self.plain(entity.and_then(|entity| match entity.kind {
            EntityKind::Person { gender } => gender.map(|gender| gender.name()),
            _ => None,
        }))?;
        self.text_of(mention.role)?;
        self.name(mention.organization)?;
        self.plain(Some(mention.score))?;
        self.text(mention.rule.as_str())
    }

    fn of_place(&mut self, index: usize) -> fmt::Result {
        let article = self.csv.article;
        let Some(mention) = article.places().get(index) else {
            return Ok(());
        };
        self.mention(index, mention.span, mention.entity)?;
        let entity = article.entity(mention.entity);
        let country = entity.and_then(|entity| entity.country.as_deref());
        self.text(country.unwrap_or_default())?;
        self.plain(Some(mention.score))?;
        self.text(mention.rule.as_str())
    }
}
