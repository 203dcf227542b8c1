//! Predictions for the scorers: `evaluate TASK IN OUT`.
//!
//! Reads IN (JSON lines, or one JSON object) and writes one prediction a line to OUT in the data
//! set's own format, offsets in code points. TASK is `gold`, `numbers-dates`, `sentences` or `ner`.
//! Of each record nothing is read but `id`, `text` and the reference date.

#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "a program prints, and fails by panicking"
)]

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};

use khabar::{
    Anchor, ApproxKind, Article, Calendar, Date, DateKind, DurationRole, EntityKind, MentionForm,
    Number, NumberKind, NumberValue, OffsetMap, OffsetUnit, Parser, Quotation, QuotationStyle,
    SentencePolicy, Span,
};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, input, output] = arguments.as_slice() else {
        return Err("usage: evaluate gold|numbers-dates|sentences|ner IN OUT".into());
    };
    let text = fs::read_to_string(input)?;
    let records: Vec<Value> = match serde_json::from_str(&text) {
        Ok(Value::Array(records)) => records,
        Ok(record) => vec![record],
        Err(_) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?,
    };
    let parser = Parser::builder()
        .sentence_policy(SentencePolicy::KeepQuotations)
        .build()?;
    let mut out = BufWriter::new(fs::File::create(output)?);
    for record in records {
        let text = record
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let id = record.get("id").cloned().unwrap_or(Value::Null);
        let key = if task == "numbers-dates" {
            "ref_time"
        } else {
            "date"
        };
        let anchor: Option<Anchor> = record
            .get(key)
            .and_then(Value::as_str)
            .and_then(|date| date.parse().ok());
        let parser = match anchor {
            Some(anchor) => parser.at(anchor),
            None => parser.without_anchor(),
        };
        let mut prediction = match task.as_str() {
            "gold" => gold(&parser.parse(text)?, anchor),
            "numbers-dates" => numbers_dates(&parser.parse(text)?),
            "sentences" => sentences(text),
            "ner" => ner(&parser.parse(text)?),
            other => return Err(format!("unknown task {other:?}").into()),
        };
        prediction.insert("id".into(), id);
        serde_json::to_writer(&mut out, &prediction)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Byte offsets of a text in code points.
struct Chars<'t> {
    text: &'t str,
    map: OffsetMap,
}

impl<'t> Chars<'t> {
    fn new(text: &'t str) -> Self {
        let all = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self {
            text,
            map: OffsetMap::new(text, OffsetUnit::Char, all),
        }
    }

    /// `start`, `end` and `surface` of a span.
    fn place(&self, span: Span) -> Map<String, Value> {
        let mut object = Map::new();
        let chars = self.map.span_from_bytes(span);
        object.insert("start".into(), chars.start().into());
        object.insert("end".into(), chars.end().into());
        object.insert(
            "surface".into(),
            self.text.get(span.range()).unwrap_or_default().into(),
        );
        object
    }

    fn with(&self, span: Span, fields: Value) -> Value {
        let mut object = self.place(span);
        if let Value::Object(fields) = fields {
            object.extend(fields);
        }
        Value::Object(object)
    }

    fn optional(&self, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| Value::Object(self.place(span)))
    }
}

/// The snake-case name of a unit variant, as in our JSON.
fn name(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

// ---------------------------------------------------------------- gold

fn gold(article: &Article<'_>, anchor: Option<Anchor>) -> Map<String, Value> {
    let chars = Chars::new(article.text());
    let mut out = Map::new();
    out.insert("format".into(), "press-gold/1".into());
    out.insert("text".into(), article.text().into());
    let parts = article.parts().iter();
    let parts = parts.map(|part| chars.with(part.span, json!({"kind": name(part.kind)})));
    out.insert("parts".into(), parts.collect());
    let sentences = article.sentences().iter();
    let sentences = sentences.map(|sentence| Value::Object(chars.place(sentence.span)));
    out.insert("sentences".into(), sentences.collect());
    let quotations = article.quotations().iter().enumerate();
    let quotations =
        quotations.map(|(at, quotation)| gold_quotation(at, quotation, article, &chars));
    out.insert("quotations".into(), quotations.collect());
    let mut numbers: Vec<Value> = article
        .numbers()
        .iter()
        .map(|number| gold_number(number, &chars))
        .collect();
    let mut dates = Vec::new();
    for date in article.dates() {
        gold_date(date, article, &chars, anchor, &mut dates, &mut numbers);
    }
    numbers.sort_by_key(|number| number.get("start").and_then(Value::as_u64));
    out.insert("numbers".into(), numbers.into());
    out.insert("dates".into(), dates.into());
    gold_organizations(article, &chars, &mut out);
    out
}

fn gold_quotation(
    at: usize,
    quotation: &Quotation,
    article: &Article<'_>,
    chars: &Chars<'_>,
) -> Value {
    let mark = |span: Option<Span>| span.map_or("", |span| article.slice(span));
    let speech = quotation.is_speech() || quotation.style == Some(QuotationStyle::Indirect);
    let cue = quotation
        .cue
        .as_ref()
        .filter(|_| speech)
        .map_or(Value::Null, |cue| {
            let mut cue_object = chars.place(cue.span);
            cue_object.insert("lemma".into(), cue.lemma.as_ref().into());
            Value::Object(cue_object)
        });
    let source = quotation
        .speaker
        .as_ref()
        .filter(|_| speech)
        .map_or(Value::Null, |speaker| {
            let mut object = match speaker.span {
                Some(span) => chars.place(span),
                None => ["start", "end", "surface"]
                    .into_iter()
                    .map(|key| (key.to_owned(), Value::Null))
                    .collect(),
            };
            let reference = speaker.organization.map(|id| format!("o{}", id.index()));
            object.insert("name".into(), speaker.name.as_str().into());
            object.insert("type".into(), name(speaker.kind));
            object.insert("ref".into(), reference.into());
            object.insert("role".into(), chars.optional(speaker.role));
            object.insert("score".into(), speaker.score.into());
            Value::Object(object)
        });
    chars.with(
        quotation.span,
        json!({
            "id": format!("q{at}"),
            "marks": [mark(quotation.opening), mark(quotation.closing)],
            "kind": name(quotation.kind),
            "style": quotation.style.map(name),
            "cue": cue,
            "source": source,
            "rule": quotation.rule.as_str(),
            "continuation_of": quotation.continuation_of.map(|id| format!("q{}", id.index())),
        }),
    )
}

fn gold_number(number: &Number, chars: &Chars<'_>) -> Value {
    let value = match &number.value {
        NumberValue::Exact { value } => Some(value.normalize().to_string()),
        NumberValue::Range { low, high } => {
            let bound = |bound: &Option<_>| {
                bound.map_or(String::new(), |b: rust_decimal::Decimal| {
                    b.normalize().to_string()
                })
            };
            Some(format!("{}..{}", bound(low), bound(high)))
        }
        NumberValue::Ratio {
            numerator,
            denominator,
        } => Some(format!(
            "{}/{}",
            numerator.normalize(),
            denominator.normalize()
        )),
        NumberValue::Score { first, second } => Some(format!("{first}-{second}")),
        NumberValue::Text { text } => Some(text.clone()),
        _ => None,
    };
    let kind = match &number.value {
        NumberValue::Range { .. } => json!("range"),
        _ => name(number.kind),
    };
    let unit = number.unit.as_ref().map_or(Value::Null, |unit| {
        let id = unit.resolved.as_ref().unwrap_or(&unit.id);
        match unit.span {
            Some(span) => chars.with(span, json!({"id": id.as_str()})),
            None => json!({"id": id.as_str()}),
        }
    });
    let approx = number.approx.as_ref().map_or(Value::Null, |approx| {
        chars.with(approx.span, json!({"kind": name(approx.kind)}))
    });
    let counted = chars.optional(number.counted);
    chars.with(
        number.numeral,
        json!({"value": value, "kind": kind, "unit": unit, "approx": approx, "counted": counted}),
    )
}

fn gold_date(
    date: &Date,
    article: &Article<'_>,
    chars: &Chars<'_>,
    anchor: Option<Anchor>,
    dates: &mut Vec<Value>,
    numbers: &mut Vec<Value>,
) {
    if date.role == Some(DurationRole::Age) {
        let years = date
            .value
            .as_str()
            .strip_prefix('P')
            .and_then(|v| v.strip_suffix('Y'));
        // The numeral is the age without its unit word, which the surface ends with.
        let surface = article.slice(date.span);
        let numeral = match surface.rsplit_once([' ', '\u{A0}']) {
            Some((numeral, _)) => Span::new(date.span.start(), date.span.start() + numeral.len()),
            None => date.span,
        };
        let unit = Span::new(numeral.end(), date.span.end());
        numbers.push(chars.with(
            numeral,
            json!({"value": years, "kind": "quantity", "unit": chars.with(unit, json!({"id": "a"}))}),
        ));
        return;
    }
    if date.begin.is_some() || date.end.is_some() {
        for end in [&date.begin, &date.end].into_iter().flatten() {
            gold_date(end, article, chars, anchor, dates, numbers);
        }
        return;
    }
    dates.push(gold_one_date(date, chars, anchor));
    if let Some(twin) = &date.twin {
        dates.push(gold_one_date(twin, chars, anchor));
    }
}

fn gold_one_date(date: &Date, chars: &Chars<'_>, anchor: Option<Anchor>) -> Value {
    let mut value = date.value.as_str().to_owned();
    if date.calendar == Calendar::Hijri {
        if let Some(hijri) = date.hijri {
            let year = hijri
                .year
                .map_or("XXXX".to_owned(), |year| format!("{year:04}"));
            value = format!("H{year}");
            if let Some(month) = hijri.month {
                value.push_str(&format!("-{month:02}"));
                if let Some(day) = hijri.day {
                    value.push_str(&format!("-{day:02}"));
                }
            }
        }
    }
    if date.kind == DateKind::Time && value.starts_with('T') {
        let day = anchor.map_or("XXXX-XX-XX".to_owned(), |anchor| anchor.date().to_string());
        value.insert_str(0, &day);
    }
    let kind = name(date.kind).as_str().unwrap_or_default().to_uppercase();
    chars.with(
        date.span,
        json!({
            "type": kind,
            "value": value,
            "mod": date.modifier.map(name),
            "calendar": name(date.calendar),
        }),
    )
}

fn gold_organizations(article: &Article<'_>, chars: &Chars<'_>, out: &mut Map<String, Value>) {
    let mut entities = Vec::new();
    for (at, entity) in article.entities().iter().enumerate() {
        if let EntityKind::Organization { organization_type } = entity.kind {
            entities.push(json!({
                "id": format!("o{at}"),
                "canonical": entity.name,
                "type": name(organization_type),
                "aliases": entity.aliases,
                "acronym": entity.acronym,
            }));
        }
    }
    let mentions = article.organizations().iter().map(|mention| {
        chars.with(
            mention.span,
            json!({"ref": format!("o{}", mention.entity.index()), "form": name(mention.form)}),
        )
    });
    out.insert("organizations".into(), mentions.collect());
    out.insert("entities".into(), entities.into());
}

// ---------------------------------------------------------------- numbers-dates

fn numbers_dates(article: &Article<'_>) -> Map<String, Value> {
    let chars = Chars::new(article.text());
    let mut entities: Vec<Value> = Vec::new();
    let place = |span: Span, mut fields: Value| {
        let at = chars.map.span_from_bytes(span);
        fields["start_char"] = at.start().into();
        fields["end_char"] = at.end().into();
        fields["surface"] = article.slice(span).into();
        fields
    };
    for number in article.numbers() {
        if let Some(fields) = plain_number(number) {
            entities.push(place(number.span, fields));
        }
        if let Some(fields) = open_range(number) {
            entities.push(place(number.bounded_span(), fields));
        }
    }
    for date in article.dates() {
        // Two calendars of one day are one entity over both.
        let twin = date.twin.as_ref().map(|twin| twin.span);
        let span = twin.map_or(date.span, |twin| date.span.cover(twin));
        entities.push(place(span, plain_date(date)));
    }
    Map::from_iter([("entities".to_owned(), Value::Array(entities))])
}

/// English singular names of the guidelines' unit ids.
fn english_unit(id: &str) -> String {
    khabar::unit_english(id).map_or_else(|| id.to_owned(), str::to_owned)
}

fn plain_number(number: &Number) -> Option<Value> {
    let kind = match number.kind {
        NumberKind::Cardinal | NumberKind::Fraction => "number",
        NumberKind::Ordinal => "ordinal",
        NumberKind::Percent => "percent",
        NumberKind::Money => "money",
        NumberKind::Quantity => "unit",
        _ => return None,
    };
    let mut fields = match &number.value {
        NumberValue::Exact { value } => {
            json!({"kind": kind, "value": value.normalize().to_string()})
        }
        NumberValue::Ratio {
            numerator,
            denominator,
        } => {
            let value = numerator.checked_div(*denominator)?;
            json!({"kind": kind, "value": value.normalize().to_string()})
        }
        NumberValue::Range { low, high } => {
            let mut fields = match number.kind {
                NumberKind::Cardinal => json!({"kind": "number_range"}),
                _ => json!({"kind": kind}),
            };
            for (key, bound) in [("low", low), ("high", high)] {
                if let Some(bound) = bound {
                    fields[key] = bound.normalize().to_string().into();
                }
            }
            fields
        }
        _ => return None,
    };
    if let Some(unit) = number
        .unit
        .as_ref()
        .filter(|_| number.kind != NumberKind::Percent)
    {
        fields["unit"] = match number.kind {
            NumberKind::Quantity => english_unit(unit.id.as_str()).into(),
            _ => unit.id.as_str().into(),
        };
    }
    if let Some(approx) = &number.approx {
        let word = match approx.kind {
            ApproxKind::About => json!("approx"),
            kind => name(kind),
        };
        fields["mod"] = word;
    }
    Some(fields)
}

/// A bound on a number that counts no indefinite noun («تجاوز 3000», «أكثر من نصف الناس») is an
/// open range as well, over both.
fn open_range(number: &Number) -> Option<Value> {
    let bare = number.kind == NumberKind::Cardinal && number.counted.is_none()
        || number.kind == NumberKind::Fraction;
    let exact = !matches!(number.value, NumberValue::Range { .. });
    let (low, high) = number.bounds().filter(|_| bare && exact)?;
    let mut fields = json!({"kind": "number_range"});
    for (key, bound) in [("low", low), ("high", high)] {
        if let Some(bound) = bound {
            fields[key] = bound.normalize().to_string().into();
        }
    }
    Some(fields)
}

fn plain_date(date: &Date) -> Value {
    let mut fields = json!({});
    // A length that the anchor bounds is written as the time that it covers.
    let bounded = date.interval.is_some_and(|interval| interval.end.is_some());
    let kind = match date.kind {
        DateKind::Duration if bounded && date.rule.as_str() == "duration/ago" => "date",
        DateKind::Duration if bounded => "range",
        DateKind::Duration => "duration",
        DateKind::Set => "set",
        _ if date.begin.is_some() || date.end.is_some() => "range",
        DateKind::Time if date.value.as_str().starts_with('T') => "time",
        DateKind::Time => "datetime",
        DateKind::Date => "date",
    };
    fields["kind"] = kind.into();
    match date.kind {
        DateKind::Duration if bounded => {
            if let Some((begin, end)) = date.interval.and_then(|i| i.begin.zip(i.end)) {
                fields["start"] = begin.to_string().into();
                fields["end"] = end.to_string().into();
            }
        }
        DateKind::Duration | DateKind::Set => fields["value"] = date.value.as_str().into(),
        _ => {
            if kind != "range" {
                fields["timex"] = date.value.as_str().into();
            }
            if let Some(interval) = date.interval {
                if let Some(begin) = interval.begin {
                    fields["start"] = begin.to_string().into();
                }
                if let Some(end) = interval.end {
                    fields["end"] = end.to_string().into();
                }
            }
        }
    }
    if let Some(grain) = date.grain {
        fields["grain"] = name(grain);
    }
    if let Some(role) = date.role {
        fields["role"] = name(role);
    }
    if let Some(hijri) = date.hijri {
        fields["hijri"] = name(hijri);
    }
    fields
}

// ---------------------------------------------------------------- sentences, names

fn sentences(text: &str) -> Map<String, Value> {
    let chars = Chars::new(text);
    let mut at = 0;
    let spans = khabar::sentences(text).map(|sentence| {
        let span = Span::new(at, at + sentence.len());
        at = span.end();
        let span = chars.map.span_from_bytes(span);
        json!([span.start(), span.end()])
    });
    Map::from_iter([("sentences".to_owned(), spans.collect())])
}

fn ner(article: &Article<'_>) -> Map<String, Value> {
    let chars = Chars::new(article.text());
    let mut all: Vec<(Span, &str)> = Vec::new();
    let mut push = |span: Span, class: &'static str| all.push((span, class));
    for mention in article
        .organizations()
        .iter()
        .filter(|m| m.form != MentionForm::Nominal)
    {
        push(mention.span, "ORG");
    }
    for mention in article.people() {
        push(mention.span, "PER");
    }
    for mention in article.places() {
        push(mention.span, "LOC");
    }
    // The measure is flat: what lies inside another mention is left out.
    all.sort_by_key(|(span, _)| (span.start(), usize::MAX - span.end()));
    let mut reached = 0;
    let mut entities = Vec::new();
    for (span, class) in all {
        if span.end() > reached {
            reached = span.end();
            let at = chars.map.span_from_bytes(span);
            entities.push(json!({"start": at.start(), "end": at.end(), "type": class}));
        }
    }
    Map::from_iter([("entities".to_owned(), Value::Array(entities))])
}
