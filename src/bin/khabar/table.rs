//! An article as a table for people.
//!
//! Arabic stands in the last column, long text is cut, and on a terminal each Arabic cell is an
//! isolate, so that the terminal's reordering does not mix it with the columns beside it.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use khabar::{
    ApproxKind, Article, Entity, EntityKind, Number, NumberValue, OffsetMap, OffsetUnit, Quotation,
    Span, Spanned,
};
use unicode_segmentation::UnicodeSegmentation;

const TITLE: Style = Style::new().bold();
const SECTION: Style = AnsiColor::Cyan.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// Widest cell of a column that is not the last one.
const NARROW: usize = 28;
/// Columns that the last cell has at least.
const LEAST: usize = 24;

/// How a table looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Colours and bold type.
    pub(crate) styled: bool,
    /// Isolates round Arabic.
    pub(crate) isolated: bool,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Unit of the offsets shown.
    pub(crate) unit: OffsetUnit,
}

/// Writes the table of an article.
pub(crate) fn write(
    out: &mut Vec<u8>,
    article: &Article<'_>,
    title: Option<&str>,
    look: Look,
) -> io::Result<()> {
    let mut table = Table {
        out,
        look,
        map: map(article, look.unit),
    };
    if let Some(title) = title {
        table.line(TITLE, &clean(title))?;
    }
    if let Some(anchor) = article.anchor() {
        table.line(FAINT, &format!("published {anchor}"))?;
    }
    let place = |span: Span| clean(article.slice(span));
    table.section("Parts", article.parts(), |part| {
        vec![word(&part.kind), place(part.span)]
    })?;
    let sentences = article.sentences().len();
    table.line(SECTION, &format!("Sentences {sentences}"))?;
    table.section("Quotations", article.quotations(), |quotation| {
        quotation_cells(article, quotation)
    })?;
    table.section("Numbers", article.numbers(), |number| {
        vec![word(&number.kind), value_of(number), place(number.span)]
    })?;
    table.section("Dates", article.dates(), |date| {
        let modifier = date.modifier.as_ref().map(word);
        let value = with(date.value.as_str().to_owned(), modifier);
        vec![word(&date.kind), value, place(date.span)]
    })?;
    table.section("Organizations", article.organizations(), |mention| {
        let entity = article.entity(mention.entity);
        vec![
            kind_of(entity),
            word(&mention.form),
            name_of(entity),
            place(mention.span),
        ]
    })?;
    table.section("People", article.people(), |mention| {
        let role = mention.role.map(place).unwrap_or_default();
        let name = name_of(article.entity(mention.entity));
        vec![name, role, place(mention.span)]
    })?;
    table.section("Places", article.places(), |mention| {
        let name = name_of(article.entity(mention.entity));
        vec![name, place(mention.span)]
    })?;
    let remarks: Vec<_> = article.diagnostics().iter().collect();
    table.rows("Remarks", &remarks, |remark| {
        (
            remark.span,
            vec![word(&remark.code), clean(&remark.message)],
        )
    })?;
    writeln!(table.out)
}

fn quotation_cells(article: &Article<'_>, quotation: &Quotation) -> Vec<String> {
    let style = quotation.style.as_ref().map(word);
    let speaker = quotation.speaker();
    let cue = quotation.cue.as_ref().map(|cue| clean(&cue.lemma));
    vec![
        with(word(&quotation.kind), style),
        speaker.map(|s| word(&s.kind)).unwrap_or_default(),
        speaker.map(|s| clean(s.name())).unwrap_or_default(),
        cue.unwrap_or_default(),
        clean(article.slice(quotation.span)),
    ]
}

struct Table<'o> {
    out: &'o mut Vec<u8>,
    look: Look,
    map: Option<OffsetMap>,
}

impl Table<'_> {
    fn line(&mut self, style: Style, text: &str) -> io::Result<()> {
        if self.look.styled {
            writeln!(self.out, "{style}{text}{style:#}")
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// A heading and a row for each record; nothing when there are none.
    fn section<T: Spanned>(
        &mut self,
        heading: &str,
        records: &[T],
        cells: impl Fn(&T) -> Vec<String>,
    ) -> io::Result<()> {
        self.rows(heading, records, |record| (record.span(), cells(record)))
    }

    fn rows<T>(
        &mut self,
        heading: &str,
        records: &[T],
        cells: impl Fn(&T) -> (Span, Vec<String>),
    ) -> io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        self.line(SECTION, &format!("{heading} {}", records.len()))?;
        let rows: Vec<Vec<String>> = records
            .iter()
            .map(|record| {
                let (span, mut cells) = cells(record);
                let span = self.map.as_ref().map_or(span, |m| m.span_from_bytes(span));
                cells.insert(0, span.to_string());
                if let Some((_, narrow)) = cells.split_last_mut() {
                    for cell in narrow {
                        *cell = cut(cell, NARROW);
                    }
                }
                cells
            })
            .collect();
        let mut widths: Vec<usize> = Vec::new();
        for row in &rows {
            for (column, cell) in row.iter().enumerate() {
                let width = columns(cell);
                match widths.get_mut(column) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widths.push(width),
                }
            }
        }
        for row in &rows {
            self.row(row, &widths)?;
        }
        Ok(())
    }

    fn row(&mut self, row: &[String], widths: &[usize]) -> io::Result<()> {
        let Some((last, narrow)) = row.split_last() else {
            return Ok(());
        };
        let mut used = 2;
        write!(self.out, "  ")?;
        for (column, (cell, &width)) in narrow.iter().zip(widths).enumerate() {
            // A column that no record fills is left out.
            if width == 0 {
                continue;
            }
            let cell_shown = self.isolate(cell);
            if column == 0 && self.look.styled {
                write!(self.out, "{FAINT}{cell_shown}{FAINT:#}")?;
            } else {
                write!(self.out, "{cell_shown}")?;
            }
            let gap = width.saturating_sub(columns(cell)) + 2;
            write!(self.out, "{:gap$}", "")?;
            used += width + 2;
        }
        let room = self.look.width.saturating_sub(used).max(LEAST);
        let last = self.isolate(&cut(last, room));
        writeln!(self.out, "{last}")
    }

    fn isolate(&self, cell: &str) -> String {
        if self.look.isolated && !cell.is_ascii() {
            format!("\u{2068}{cell}\u{2069}")
        } else {
            cell.to_owned()
        }
    }
}

fn map(article: &Article<'_>, unit: OffsetUnit) -> Option<OffsetMap> {
    fn spans<T: Spanned>(records: &[T]) -> impl Iterator<Item = Span> {
        records.iter().map(Spanned::span)
    }
    if unit == OffsetUnit::Byte {
        return None;
    }
    let all = spans(article.parts())
        .chain(spans(article.quotations()))
        .chain(spans(article.numbers()))
        .chain(spans(article.dates()))
        .chain(spans(article.organizations()))
        .chain(spans(article.people()))
        .chain(spans(article.places()))
        .chain(article.diagnostics().iter().map(|remark| remark.span));
    let offsets = all.flat_map(|span| [span.start(), span.end()]);
    Some(OffsetMap::new(article.text(), unit, offsets))
}

/// The name of a variant, as in the JSON, with spaces.
fn word<T: serde::Serialize>(variant: &T) -> String {
    let json = serde_json::to_string(variant).unwrap_or_default();
    json.trim_matches('"').replace('_', " ")
}

fn with(mut first: String, second: Option<String>) -> String {
    if let Some(second) = second {
        first.push(' ');
        first.push_str(&second);
    }
    first
}

fn name_of(entity: Option<&Entity>) -> String {
    entity.map(|entity| clean(&entity.name)).unwrap_or_default()
}

fn kind_of(entity: Option<&Entity>) -> String {
    match entity.map(|entity| entity.kind) {
        Some(EntityKind::Organization { organization_type }) => word(&organization_type),
        _ => String::new(),
    }
}

/// `≥ 3500000.00 JOD`, `3–5 km`, `2-1`.
fn value_of(number: &Number) -> String {
    let open = |bound: Option<&dyn Display>| bound.map(ToString::to_string).unwrap_or_default();
    let value = match &number.value {
        NumberValue::Exact { value } => value.to_string(),
        NumberValue::Range { low, high } => {
            let low = open(low.as_ref().map(|bound| bound as &dyn Display));
            let high = open(high.as_ref().map(|bound| bound as &dyn Display));
            format!("{low}–{high}")
        }
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        NumberValue::Score { first, second } => format!("{first}-{second}"),
        NumberValue::Vague { low: Some(low) } => format!("{low} or more"),
        NumberValue::Text { text } => clean(text),
        _ => "?".to_owned(),
    };
    let sign = match number.approx.as_ref().map(|approx| approx.kind) {
        Some(ApproxKind::MoreThan) => "> ",
        Some(ApproxKind::LessThan) => "< ",
        Some(ApproxKind::AtLeast) => "≥ ",
        Some(ApproxKind::AtMost | ApproxKind::UpTo) => "≤ ",
        Some(ApproxKind::About) => "≈ ",
        _ => "",
    };
    let unit = number.unit.as_ref().map(|unit| {
        let id = unit.resolved.as_ref().unwrap_or(&unit.id);
        id.as_str().to_owned()
    });
    with(format!("{sign}{value}"), unit)
}

/// Terminal columns of a cell, near enough.
fn columns(cell: &str) -> usize {
    cell.graphemes(true).count()
}

/// At most `width` graphemes.
fn cut(cell: &str, width: usize) -> String {
    let mut graphemes = cell.grapheme_indices(true);
    if graphemes.nth(width).is_none() {
        return cell.to_owned();
    }
    let kept = cell.grapheme_indices(true).nth(width.saturating_sub(1));
    let kept = kept.and_then(|(at, _)| cell.get(..at)).unwrap_or_default();
    format!("{}…", kept.trim_end())
}

/// One line without control characters: a text cannot steer the terminal, or turn the table round.
fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !(c.is_control() || is_direction(c)) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar::Parser;

    fn look(width: usize) -> Look {
        Look {
            styled: false,
            isolated: false,
            width,
            unit: OffsetUnit::Byte,
        }
    }

    fn table(text: &str, look: Look) -> String {
        let mut out = Vec::new();
        let article = Parser::new().parse(text).unwrap();
        write(&mut out, &article, Some("title"), look).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cutting_keeps_whole_graphemes() {
        assert_eq!(cut("مدرسة", 5), "مدرسة");
        assert_eq!(cut("مدرسة", 4), "مدر…");
        assert_eq!(cut("م\u{64F}د\u{652}ن", 2), "م\u{64F}…");
        assert_eq!(cut("👨\u{200D}👩\u{200D}👧👨\u{200D}👩\u{200D}👧", 1), "…");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(
            clean(" \u{1b}[31mقال\u{202E}\u{2069}\n\t له\u{a0}\r\n"),
            "[31mقال له"
        );
    }

    #[test]
    fn lines_fit_the_width_and_hold_their_text_last() {
        let text = "قال الوزير للصحفيين إن المدينة ستشهد افتتاح ثلاثة مستشفيات جديدة قبل نهاية العام الجاري.";
        for width in [0, 40, 60, 200] {
            let table = table(text, look(width));
            assert!(table.starts_with("title\n"));
            for line in table.lines() {
                assert!(columns(line) <= width.max(LEAST + 2 + 3 * (NARROW + 2)));
            }
        }
    }

    #[test]
    fn arabic_is_isolated_on_a_terminal_only() {
        let terminal = Look {
            isolated: true,
            styled: true,
            ..look(80)
        };
        let text = "أعلنت الوزارة خطتها الجديدة أمس في العاصمة.";
        let shown = table(text, terminal);
        assert_eq!(
            shown.matches('\u{2068}').count(),
            shown.matches('\u{2069}').count()
        );
        assert!(shown.contains('\u{1b}'));
        let plain = table(text, look(80));
        assert!(!plain.contains(['\u{2068}', '\u{1b}']));
    }
}
