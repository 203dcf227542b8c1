//! An article's structure as lines for people: `start..end layer kind value │ surface`.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every user of this module takes a part of it"
)]

use std::fmt::Write;

use khabar::{
    Article, Cue, Date, Entity, EntityId, EntityKind, Number, NumberValue, OrganizationMention,
    PersonMention, PlaceMention, Quotation, Span, Speaker,
};

/// Longest surface shown whole, in characters.
const LONGEST: usize = 96;

/// The structure of an article, one record a line, in text order; entities and diagnostics follow.
pub fn render(article: &Article<'_>) -> String {
    let mut out = String::new();
    for (span, line) in lines(article) {
        let _ = writeln!(out, "{span} {line} │ {}", surface(article, span));
    }
    for (index, entity) in article.entities().iter().enumerate() {
        let _ = writeln!(out, "{}", self::entity(index, entity));
    }
    for diagnostic in article.diagnostics() {
        let code = snake(diagnostic.code);
        let shown = surface(article, diagnostic.span);
        let _ = writeln!(
            out,
            "{} ! {code} {} │ {shown}",
            diagnostic.span, diagnostic.message
        );
    }
    out
}

/// What the article says, without offsets, vowel signs, tatweel, controls and kinds of white space:
/// the same for two spellings of one text.
pub fn facts(article: &Article<'_>) -> Vec<String> {
    let plain = |text: &str| {
        let text = khabar::without_marks(&unescaped(text));
        let words = text.split_whitespace().filter(|word| !is_span(word));
        words.collect::<Vec<_>>().join(" ")
    };
    let records = lines(article).into_iter().map(|(span, line)| {
        let surface = khabar::without_marks(article.slice(span));
        format!("{} │ {}", plain(&line), plain(&surface))
    });
    let entities = article.entities().iter().enumerate();
    let entities = entities.map(|(index, entity)| plain(&self::entity(index, entity)));
    records.chain(entities).collect()
}

/// The text without the escapes of invisible characters; a space stands for a no-break space.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (code, behind) = escape.split_once('}').unwrap_or((escape, ""));
        if code == "a0" {
            out.push(' ');
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn is_span(word: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    word.trim_end_matches(']')
        .split_once("..")
        .is_some_and(|(start, end)| digits(start) && digits(end))
}

/// Every record of every layer as a line with its span, in text order.
fn lines(article: &Article<'_>) -> Vec<(Span, String)> {
    let mut lines: Vec<(Span, u8, String)> = Vec::new();
    for part in article.parts() {
        let mut line = format!("part {}", snake(part.kind));
        for (name, span) in [
            ("place", part.place),
            ("agency", part.agency),
            ("author", part.author),
            ("date", part.date),
        ] {
            if let Some(span) = span {
                let _ = write!(line, " {name}={}", article.slice(span));
            }
        }
        lines.push((part.span, 0, line));
    }
    for sentence in article.sentences() {
        let line = format!("  sentence {}", snake(sentence.boundary));
        lines.push((sentence.span, 1, line));
    }
    for (index, quotation) in article.quotations().iter().enumerate() {
        lines.push((
            quotation.span,
            2,
            self::quotation(article, index, quotation),
        ));
    }
    for organization in article.organizations() {
        lines.push((
            organization.span,
            3,
            self::organization(article, organization),
        ));
    }
    for person in article.people() {
        lines.push((person.span, 4, self::person(article, person)));
    }
    for place in article.places() {
        lines.push((place.span, 5, self::place(article, place)));
    }
    for number in article.numbers() {
        lines.push((number.span, 6, self::number(article, number)));
    }
    for date in article.dates() {
        lines.push((
            date.span,
            7,
            format!("    date {}", self::date(article, date)),
        ));
    }
    lines.sort_by_key(|(span, layer, _)| (span.start(), *layer));
    lines
        .into_iter()
        .map(|(span, _, line)| (span, line))
        .collect()
}

/// The name of a variant in snake case, as in the JSON.
fn snake(value: impl std::fmt::Debug) -> String {
    let mut out = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The surface of a span in one line, invisible characters escaped, its middle left out when long.
fn surface(article: &Article<'_>, span: Span) -> String {
    let text = article.slice(span);
    let count = text.chars().count();
    if count <= LONGEST {
        return visible(text.chars());
    }
    let head = visible(text.chars().take(LONGEST / 2));
    let tail = visible(text.chars().skip(count - LONGEST / 2));
    format!("{head} […] {tail}")
}

fn visible(characters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in characters {
        if c != ' ' && super::invariants::is_blank(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

fn short(article: &Article<'_>, span: Option<Span>) -> String {
    span.map_or_else(
        || "–".to_owned(),
        |span| visible(article.slice(span).chars()),
    )
}

fn name(article: &Article<'_>, id: EntityId) -> String {
    let name = article
        .entity(id)
        .map_or("?", |entity| entity.name.as_str());
    format!("e{} {name}", id.index())
}

fn quotation(article: &Article<'_>, index: usize, quotation: &Quotation) -> String {
    let mut line = format!("    quotation q{index} {}", snake(quotation.kind));
    if let Some(style) = quotation.style {
        let _ = write!(line, " {}", snake(style));
    }
    let marks = [quotation.opening, quotation.closing].map(|mark| short(article, mark));
    let _ = write!(line, " {}", marks.join(" "));
    if let Some(Cue { span, lemma, .. }) = &quotation.cue {
        let _ = write!(line, " cue[{} = {lemma}]", short(article, Some(*span)));
    }
    if let Some(speaker) = &quotation.speaker {
        let _ = write!(line, " {}", self::speaker(article, speaker));
    }
    if let Some(before) = quotation.continuation_of {
        let _ = write!(line, " continues q{}", before.index());
    }
    if let Some(parent) = quotation.parent {
        let _ = write!(line, " inside q{}", parent.index());
    }
    line
}

fn speaker(article: &Article<'_>, speaker: &Speaker) -> String {
    let mut line = format!("speaker[{} {}", snake(speaker.kind), speaker.name);
    if let Some(span) = speaker.span {
        let _ = write!(line, " at {span}");
    }
    if let Some(role) = speaker.role {
        let _ = write!(line, " role {}", short(article, Some(role)));
    }
    if let Some(id) = speaker.entity {
        let _ = write!(line, " is e{}", id.index());
    }
    if let Some(id) = speaker.organization {
        let _ = write!(line, " for e{}", id.index());
    }
    line.push(']');
    line
}

fn organization(article: &Article<'_>, mention: &OrganizationMention) -> String {
    let mut line = format!("    organization {}", snake(mention.form));
    if let Some(core) = mention.core {
        let _ = write!(line, " core[{}]", short(article, Some(core)));
    }
    let _ = write!(line, " {}", name(article, mention.entity));
    line
}

fn person(article: &Article<'_>, mention: &PersonMention) -> String {
    let mut line = format!("    person {}", name(article, mention.entity));
    if let Some(role) = mention.role {
        let _ = write!(line, " role[{}]", short(article, Some(role)));
    }
    if let Some(id) = mention.organization {
        let _ = write!(line, " of e{}", id.index());
    }
    line
}

fn place(article: &Article<'_>, mention: &PlaceMention) -> String {
    format!("    place {}", name(article, mention.entity))
}

fn number(article: &Article<'_>, number: &Number) -> String {
    let bound = |bound: &Option<_>| bound.map_or_else(String::new, |bound| format!("{bound}"));
    let value = match &number.value {
        NumberValue::Exact { value } => value.to_string(),
        NumberValue::Range { low, high } => format!("{}..{}", bound(low), bound(high)),
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        NumberValue::Score { first, second } => format!("{first}-{second}"),
        NumberValue::Vague { low } => format!("vague {}", bound(low)),
        NumberValue::Text { text } => format!("text {text}"),
        other => format!("{other:?}"),
    };
    let mut line = format!("    number {} {}", snake(number.kind), value.trim_end());
    if number.numeral != number.span {
        let _ = write!(line, " numeral[{}]", short(article, Some(number.numeral)));
    }
    if let Some(unit) = &number.unit {
        let _ = write!(
            line,
            " unit[{} {}",
            unit.id.as_str(),
            short(article, unit.span)
        );
        if let Some(resolved) = &unit.resolved {
            let _ = write!(line, " = {}", resolved.as_str());
        }
        line.push(']');
    }
    if let Some(approx) = &number.approx {
        let _ = write!(
            line,
            " {}[{}]",
            snake(approx.kind),
            short(article, Some(approx.span))
        );
    }
    if let Some(counted) = number.counted {
        let _ = write!(line, " counted[{}]", short(article, Some(counted)));
    }
    let _ = write!(line, " ({})", number.rule);
    line
}

fn date(article: &Article<'_>, date: &Date) -> String {
    let mut line = format!("{} {}", snake(date.kind), date.value);
    if let Some(modifier) = date.modifier {
        let _ = write!(line, " mod {}", snake(modifier));
    }
    if let Some(grain) = date.grain {
        let _ = write!(line, " grain {}", snake(grain));
    }
    if let Some(interval) = date.interval {
        let moment = |moment: Option<_>| moment.map_or_else(String::new, |m| format!("{m}"));
        let _ = write!(
            line,
            " [{}, {})",
            moment(interval.begin),
            moment(interval.end)
        );
    }
    if let Some(hijri) = date.hijri {
        let part = |part: Option<u16>| part.map_or_else(|| "X".to_owned(), |n| n.to_string());
        let (month, day) = (hijri.month.map(u16::from), hijri.day.map(u16::from));
        let parts = [hijri.year, month, day].map(part).join("-");
        let _ = write!(line, " {} {parts}", snake(date.calendar));
    }
    if let Some(role) = date.role {
        let _ = write!(line, " role {}", snake(role));
    }
    let nested = [
        ("begin", &date.begin),
        ("end", &date.end),
        ("twin", &date.twin),
    ];
    for (label, nested) in nested {
        if let Some(nested) = nested {
            let surface = short(article, Some(nested.span));
            let _ = write!(line, " {label}[{} {surface}]", nested.value);
        }
    }
    let _ = write!(line, " ({})", date.rule);
    line
}

fn entity(index: usize, entity: &Entity) -> String {
    let kind = match entity.kind {
        EntityKind::Organization { organization_type } => {
            format!("organization {}", snake(organization_type))
        }
        EntityKind::Person { gender } => {
            format!("person {}", gender.map_or_else(String::new, snake))
        }
        EntityKind::Place => "place".to_owned(),
        _ => "other".to_owned(),
    };
    let mut line = format!("e{index} {} │ {}", kind.trim_end(), entity.name);
    for alias in &entity.aliases {
        let _ = write!(line, " = {alias}");
    }
    if let Some(acronym) = &entity.acronym {
        let _ = write!(line, " ({acronym})");
    }
    if let Some(country) = &entity.country {
        let _ = write!(line, " {country}");
    }
    line
}
