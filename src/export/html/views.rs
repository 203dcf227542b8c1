//! What the tables of a page hold: every cell as text, escaped by the templates.

use std::collections::BTreeMap;

use jiff::civil::{Date as Day, DateTime};
use rust_decimal::Decimal;

use super::body::{Layer, Mark, part_class};
use super::labels::Labels;
use crate::article::Article;
use crate::date::{Date, DateKind, Grain};
use crate::entity::{Entity, EntityId, EntityKind};
use crate::number::{ApproxKind, Number, NumberKind, NumberValue, unit_english};
use crate::quotation::{Quotation, QuotationKind, SpeakerKind, Stance};
use crate::span::Span;

/// Everything beside the text.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) speakers: Vec<SpeakerView>,
    pub(super) terms: Vec<QuotationView>,
    pub(super) organizations: Vec<EntityView>,
    pub(super) people: Vec<EntityView>,
    pub(super) places: Vec<EntityView>,
    pub(super) days: Vec<DayView>,
    pub(super) other_dates: Vec<DateView>,
    pub(super) numbers: Vec<NumberView>,
    pub(super) remarks: Vec<RemarkView>,
}

/// Somebody and what they say.
#[derive(Debug, Default)]
pub(super) struct SpeakerView {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) role: String,
    pub(super) organization: String,
    pub(super) quotations: Vec<QuotationView>,
}

#[derive(Debug, Default)]
pub(super) struct QuotationView {
    pub(super) index: usize,
    pub(super) words: String,
    pub(super) class: &'static str,
    pub(super) kind: &'static str,
    pub(super) style: &'static str,
    pub(super) speaker: String,
    pub(super) role: String,
    /// What kind of source it is, where that is not the group's.
    pub(super) source: &'static str,
    pub(super) cue: String,
    pub(super) stance: &'static str,
    pub(super) continues: Option<usize>,
    pub(super) same_as: Option<usize>,
    pub(super) score: u8,
    pub(super) speaker_score: Option<u8>,
    pub(super) rule: String,
}

/// An entity with its mentions.
#[derive(Debug, Default)]
pub(super) struct EntityView {
    pub(super) id: usize,
    pub(super) layer: &'static str,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) role: String,
    pub(super) organization: String,
    pub(super) acronym: String,
    pub(super) country: String,
    pub(super) aliases: Vec<String>,
    pub(super) surfaces: Vec<SurfaceView>,
}

impl EntityView {
    /// Whether it is mentioned by its name alone.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.surfaces.as_slice(), [form] if form.text == self.name)
    }
}

/// A form in which an entity is mentioned, with the mentions' indices.
#[derive(Debug, Default)]
pub(super) struct SurfaceView {
    pub(super) text: String,
    pub(super) mentions: Vec<usize>,
}

/// A day, month or year of the timeline.
#[derive(Debug, Default)]
pub(super) struct DayView {
    pub(super) name: String,
    pub(super) is_anchor: bool,
    pub(super) dates: Vec<DateView>,
}

#[derive(Debug, Default)]
pub(super) struct DateView {
    pub(super) index: usize,
    pub(super) written: String,
    pub(super) value: String,
    pub(super) kind: &'static str,
    pub(super) modifier: &'static str,
    pub(super) name: String,
    /// Whether the heading above says the value already.
    pub(super) is_told: bool,
    pub(super) hijri: String,
    pub(super) also: String,
    pub(super) rule: String,
}

#[derive(Debug, Default)]
pub(super) struct NumberView {
    pub(super) index: usize,
    pub(super) written: String,
    pub(super) value: String,
    pub(super) kind: &'static str,
    pub(super) approx: &'static str,
    pub(super) unit: String,
    pub(super) unit_id: String,
    pub(super) unit_name: &'static str,
    pub(super) counted: String,
    pub(super) rule: String,
}

#[derive(Debug, Default)]
pub(super) struct RemarkView {
    pub(super) text: &'static str,
    pub(super) words: String,
}

/// Characters of a text shown in a table.
const SHOWN: usize = 400;

/// One line without controls: what stands in a table cannot turn the table round.
pub(super) fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for (count, c) in text.chars().enumerate() {
        if count > SHOWN {
            line.push('…');
            break;
        }
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !c.is_control() && !steers(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Marks, embeddings, overrides and isolates of writing direction.
const fn steers(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' | '\u{2028}' | '\u{2029}'
    )
}

/// Reads an article into tables and marks.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) labels: &'a Labels,
    pub(super) is_english: bool,
}

impl Reading<'_> {
    fn words(&self, span: Span) -> String {
        clean(self.article.slice(span))
    }

    fn words_of(&self, span: Option<Span>) -> String {
        span.map(|span| self.words(span)).unwrap_or_default()
    }

    fn name_of(&self, id: Option<EntityId>) -> String {
        let entity = id.and_then(|id| self.article.entity(id));
        entity.map(|entity| clean(&entity.name)).unwrap_or_default()
    }

    pub(super) fn tables(&self) -> Tables {
        let mut tables = Tables::default();
        self.quotations(&mut tables);
        let article = self.article;
        let organizations = article.organizations().iter();
        tables.organizations = self.entities(
            Layer::Organizations,
            organizations.map(|mention| (mention.entity, mention.span, None, None)),
        );
        let people = article.people().iter();
        tables.people = self.entities(
            Layer::People,
            people.map(|m| (m.entity, m.span, m.role, m.organization)),
        );
        let places = article.places().iter();
        tables.places = self.entities(
            Layer::Places,
            places.map(|mention| (mention.entity, mention.span, None, None)),
        );
        self.dates(&mut tables);
        tables.numbers = (article.numbers().iter().enumerate())
            .map(|(index, number)| self.number(index, number))
            .collect();
        tables.remarks = (article.diagnostics().iter())
            .map(|remark| RemarkView {
                text: self.labels.name(&remark.code),
                words: if remark.span.len() < article.text().len() {
                    self.words(remark.span)
                } else {
                    String::new()
                },
            })
            .collect();
        tables
    }

    fn quotations(&self, tables: &mut Tables) {
        /// A person or an organization with its documents, or words for somebody unnamed.
        type Group = (Option<EntityId>, String);
        let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
        // Quotations without a speaker come last, as one group.
        let mut unknown = SpeakerView::default();
        for (index, quotation) in self.article.quotations().iter().enumerate() {
            let mut view = self.quotation(index, quotation);
            let Some(speaker) = &quotation.speaker else {
                if quotation.is_speech() {
                    unknown.quotations.push(view);
                } else {
                    tables.terms.push(view);
                }
                continue;
            };
            let entity = match speaker.kind {
                SpeakerKind::Document => speaker.organization.or(speaker.entity),
                _ => speaker.entity,
            };
            let group = match entity {
                Some(id) => (Some(id), String::new()),
                None => (None, clean(&speaker.name)),
            };
            let at = *groups.entry(group).or_insert(tables.speakers.len());
            if at == tables.speakers.len() {
                tables.speakers.push(SpeakerView {
                    name: clean(&speaker.name),
                    kind: self.labels.name(&speaker.kind),
                    ..SpeakerView::default()
                });
            }
            let Some(place) = tables.speakers.get_mut(at) else {
                continue;
            };
            let kind = self.labels.name(&speaker.kind);
            if kind != place.kind {
                view.source = kind;
            }
            if place.role.is_empty() {
                place.role = self.words_of(speaker.role);
            }
            if place.organization.is_empty() && speaker.entity != speaker.organization {
                let name = self.name_of(speaker.organization);
                if name != place.name && !place.role.contains(&name) {
                    place.organization = name;
                }
            }
            place.quotations.push(view);
        }
        if !unknown.quotations.is_empty() {
            tables.speakers.push(unknown);
        }
    }

    fn quotation(&self, index: usize, quotation: &Quotation) -> QuotationView {
        let labels = self.labels;
        let cue = quotation.cue.as_ref();
        let stance = cue.map(|cue| cue.stance).unwrap_or_default();
        let speaker = quotation.speaker.as_ref();
        QuotationView {
            index,
            words: self.words(quotation.span),
            class: quotation_class(quotation),
            kind: labels.name(&quotation.kind),
            style: (quotation.style.as_ref()).map_or("", |style| labels.name(style)),
            speaker: speaker.map(|s| clean(&s.name)).unwrap_or_default(),
            role: self.words_of(speaker.and_then(|speaker| speaker.role)),
            source: "",
            cue: cue.map(|cue| clean(&cue.lemma)).unwrap_or_default(),
            stance: if stance == Stance::Neutral {
                ""
            } else {
                labels.name(&stance)
            },
            continues: quotation.continuation_of.map(|id| id.index()),
            same_as: (quotation.same_as.map(|id| id.index()))
                .filter(|&at| at < self.article.quotations().len()),
            score: quotation.score,
            speaker_score: speaker.map(|speaker| speaker.score),
            rule: clean(quotation.rule.as_str()),
        }
    }

    /// The entities of one layer in the order of their first mentions.
    fn entities(
        &self,
        layer: Layer,
        mentions: impl Iterator<Item = (EntityId, Span, Option<Span>, Option<EntityId>)>,
    ) -> Vec<EntityView> {
        let mut views: Vec<EntityView> = Vec::new();
        let mut places: BTreeMap<EntityId, usize> = BTreeMap::new();
        for (index, (id, span, role, organization)) in mentions.enumerate() {
            let at = *places.entry(id).or_insert(views.len());
            if at == views.len() {
                views.push(self.entity(layer, id));
            }
            let Some(view) = views.get_mut(at) else {
                continue;
            };
            if view.role.is_empty() {
                view.role = self.words_of(role);
            }
            if view.organization.is_empty() {
                let name = self.name_of(organization);
                if !view.role.contains(&name) {
                    view.organization = name;
                }
            }
            let text = self.words(span);
            match view.surfaces.iter_mut().find(|form| form.text == text) {
                Some(form) => form.mentions.push(index),
                None => view.surfaces.push(SurfaceView {
                    text,
                    mentions: vec![index],
                }),
            }
        }
        views
    }

    fn entity(&self, layer: Layer, id: EntityId) -> EntityView {
        let mut view = EntityView {
            id: id.index(),
            layer: layer.name(),
            ..EntityView::default()
        };
        if let Some(entity) = self.article.entity(id) {
            view.name = clean(&entity.name);
            view.kind = self.entity_kind(entity);
            view.acronym = entity.acronym.as_deref().map(clean).unwrap_or_default();
            view.country = entity.country.as_deref().map(clean).unwrap_or_default();
            view.aliases = entity.aliases.iter().map(|alias| clean(alias)).collect();
        }
        view
    }

    fn entity_kind(&self, entity: &Entity) -> &'static str {
        match entity.kind {
            EntityKind::Organization { organization_type } => self.labels.name(&organization_type),
            _ => "",
        }
    }

    fn dates(&self, tables: &mut Tables) {
        let article = self.article;
        let anchor = article.anchor().map(|anchor| anchor.date());
        let mut dated: Vec<(DateTime, DateTime, usize)> = Vec::new();
        for (index, date) in article.dates().iter().enumerate() {
            let interval = date.interval.filter(|_| date.kind != DateKind::Duration);
            let begin = interval.and_then(|interval| interval.begin.or(interval.end));
            match begin {
                Some(begin) => {
                    let end = interval.and_then(|interval| interval.end).unwrap_or(begin);
                    dated.push((begin, end, index));
                }
                None => tables.other_dates.push(self.date(index, date)),
            }
        }
        dated.sort_unstable();
        let mut has_anchor = false;
        for (begin, _, index) in dated {
            let Some(date) = article.dates().get(index) else {
                continue;
            };
            if let Some(anchor) = anchor
                && !has_anchor
                && begin.date() > anchor
            {
                tables.days.push(self.anchor_day(anchor));
                has_anchor = true;
            }
            let mut view = self.date(index, date);
            view.is_told = view.value == view.name;
            let is_anchor = is_whole_day(date) && Some(begin.date()) == anchor;
            has_anchor |= is_anchor;
            match tables.days.last_mut() {
                Some(day) if day.name == view.name => day.dates.push(view),
                _ => tables.days.push(DayView {
                    name: view.name.clone(),
                    is_anchor,
                    dates: vec![view],
                }),
            }
        }
        if let Some(anchor) = anchor
            && !has_anchor
            && !tables.days.is_empty()
        {
            tables.days.push(self.anchor_day(anchor));
        }
    }

    fn anchor_day(&self, day: Day) -> DayView {
        DayView {
            name: self.day(day),
            is_anchor: true,
            dates: Vec::new(),
        }
    }

    fn date(&self, index: usize, date: &Date) -> DateView {
        let labels = self.labels;
        let role = date.role.as_ref().map(|role| labels.name(role));
        let twin = date.twin.as_ref().and_then(|twin| twin.hijri);
        let also: Vec<&str> = (date.alternatives.iter())
            .map(|alternative| alternative.value.as_str())
            .collect();
        DateView {
            index,
            written: self.words(date.span),
            value: clean(date.value.as_str()),
            kind: role.unwrap_or_else(|| labels.name(&date.kind)),
            modifier: (date.modifier.as_ref()).map_or("", |modifier| labels.name(modifier)),
            name: self.date_name(date),
            is_told: false,
            hijri: self.hijri(date.hijri.or(twin)),
            also: clean(&also.join(", ")),
            rule: clean(date.rule.as_str()),
        }
    }

    /// `15 سبتمبر 2024`, with the labels' month names; the value where a date has no such name.
    fn date_name(&self, date: &Date) -> String {
        let value = || clean(date.value.as_str());
        let Some(interval) = date.interval.filter(|_| date.kind != DateKind::Duration) else {
            return value();
        };
        let (Some(begin), end) = (interval.begin, interval.end) else {
            return match interval.end {
                Some(end) => self.sided(None, Some(last_day(end))),
                None => value(),
            };
        };
        let day = begin.date();
        if date.begin.is_none() && date.end.is_none() {
            match date.grain {
                Some(Grain::Day) if end == next_day(day) => return self.day(day),
                Some(Grain::DayPart | Grain::Hour | Grain::Minute | Grain::Second) => {
                    return self.day(day);
                }
                Some(Grain::Month) if day.day() == 1 => return self.month(day),
                Some(Grain::Year) if day.day() == 1 && day.month() == 1 && end.is_some() => {
                    return day.year().to_string();
                }
                _ => {}
            }
        }
        self.sided(Some(day), end.map(last_day))
    }

    fn sided(&self, begin: Option<Day>, end: Option<Day>) -> String {
        match (begin, end) {
            (Some(begin), Some(end)) if begin == end => self.day(begin),
            (Some(begin), Some(end)) if begin.year() == end.year() => {
                format!("{} – {}", self.day_of_month(begin), self.short_day(end))
            }
            (Some(begin), Some(end)) => {
                format!("{} – {}", self.short_day(begin), self.short_day(end))
            }
            (Some(begin), None) => format!("{} – …", self.short_day(begin)),
            (None, Some(end)) => format!("… – {}", self.short_day(end)),
            (None, None) => String::new(),
        }
    }

    pub(super) fn day(&self, day: Day) -> String {
        let weekday = self
            .labels
            .numbered("weekday.name", day.weekday().to_monday_one_offset());
        format!("{weekday} {}", self.short_day(day))
    }

    fn short_day(&self, day: Day) -> String {
        format!("{} {}", day.day(), self.month(day))
    }

    fn day_of_month(&self, day: Day) -> String {
        let month = self.labels.numbered("month.name", day.month());
        format!("{} {month}", day.day())
    }

    fn month(&self, day: Day) -> String {
        format!(
            "{} {}",
            self.labels.numbered("month.name", day.month()),
            day.year()
        )
    }

    fn hijri(&self, hijri: Option<crate::date::HijriDate>) -> String {
        let Some(hijri) = hijri else {
            return String::new();
        };
        let month = hijri.month.and_then(|month| i8::try_from(month).ok());
        let mut words = Vec::new();
        words.extend(hijri.day.map(|day| day.to_string()));
        words.extend(month.map(|month| self.labels.numbered("hijri.month", month).to_owned()));
        if let Some(year) = hijri.year {
            words.push(year.to_string());
            words.push(self.labels.of("hijri.era").to_owned());
        }
        words.join(" ")
    }

    fn number(&self, index: usize, number: &Number) -> NumberView {
        let unit = number.unit.as_ref();
        let id = unit.map(|unit| unit.resolved.as_ref().unwrap_or(&unit.id));
        let approx = number.approx.as_ref();
        let unit_name = id
            .and_then(|id| unit_english(id.as_str()))
            .filter(|_| self.is_english);
        NumberView {
            index,
            written: self.words(number.bounded_span()),
            value: value(number),
            kind: self.labels.name(&number.kind),
            approx: approx.map_or("", |approx| self.labels.name(&approx.kind)),
            // A percent sign has many forms, of which one is enough.
            unit: self.words_of(
                unit.filter(|_| number.kind != NumberKind::Percent)
                    .and_then(|unit| unit.span),
            ),
            unit_id: id.map(|id| clean(id.as_str())).unwrap_or_default(),
            unit_name: unit_name.unwrap_or_default(),
            counted: self.words_of(number.counted),
            rule: clean(number.rule.as_str()),
        }
    }

    /// The marks of all layers.
    pub(super) fn marks(&self, tables: &Tables) -> Vec<Mark> {
        let article = self.article;
        let labels = self.labels;
        let mut marks = Vec::new();
        let mut further = Vec::new();
        let mut add = |layer, index, span, class, row, summary| {
            marks.push(Mark {
                layer,
                index,
                span,
                is_more: false,
                class,
                row,
                summary,
            });
        };
        for (index, part) in article.parts().iter().enumerate() {
            let name = labels.name(&part.kind).to_owned();
            add(
                Layer::Parts,
                index,
                part.span,
                part_class(part.kind),
                String::new(),
                name,
            );
        }
        for (index, sentence) in article.sentences().iter().enumerate() {
            let name = format!("{} · {}", index + 1, labels.name(&sentence.boundary));
            add(
                Layer::Sentences,
                index,
                sentence.span,
                "",
                String::new(),
                name,
            );
        }
        for (index, quotation) in article.quotations().iter().enumerate() {
            let speaker = quotation.speaker.as_ref();
            let parts = [
                labels.name(&quotation.kind).to_owned(),
                speaker.map(|s| clean(&s.name)).unwrap_or_default(),
            ];
            let row = format!("row-quotations-{index}");
            let class = quotation_class(quotation);
            add(
                Layer::Quotations,
                index,
                quotation.span,
                class,
                row,
                joined(&parts),
            );
            if let Some(span) = speaker.and_then(|speaker| speaker.span) {
                add(
                    Layer::Speakers,
                    index,
                    span,
                    "",
                    String::new(),
                    String::new(),
                );
            }
            if let Some(cue) = &quotation.cue {
                add(
                    Layer::Cues,
                    index,
                    cue.span,
                    "",
                    String::new(),
                    String::new(),
                );
            }
        }
        for (layer, views) in [
            (Layer::Organizations, &tables.organizations),
            (Layer::People, &tables.people),
            (Layer::Places, &tables.places),
        ] {
            for view in views {
                for &index in view.surfaces.iter().flat_map(|form| &form.mentions) {
                    let span = match layer {
                        Layer::Organizations => article.organizations().get(index).map(|m| m.span),
                        Layer::People => article.people().get(index).map(|m| m.span),
                        _ => article.places().get(index).map(|m| m.span),
                    };
                    let kind = if view.kind.is_empty() {
                        &view.role
                    } else {
                        view.kind
                    };
                    let summary = joined(&[view.name.clone(), kind.to_owned()]);
                    let row = format!("row-{}-{}", view.layer, view.id);
                    add(layer, index, span.unwrap_or_default(), "", row, summary);
                }
            }
        }
        let days = tables.days.iter().flat_map(|day| &day.dates);
        for view in days.chain(&tables.other_dates) {
            let Some(date) = article.dates().get(view.index) else {
                continue;
            };
            let row = format!("row-dates-{}", view.index);
            let summary = joined(&[view.kind.to_owned(), view.name.clone()]);
            add(
                Layer::Dates,
                view.index,
                date.span,
                "",
                row.clone(),
                summary.clone(),
            );
            // The other calendar's date, unless it lies inside.
            if let Some(twin) = &date.twin
                && !date.span.intersects(twin.span)
            {
                further.push(Mark {
                    layer: Layer::Dates,
                    index: view.index,
                    span: twin.span,
                    is_more: true,
                    class: "",
                    row,
                    summary,
                });
            }
        }
        for (view, number) in tables.numbers.iter().zip(article.numbers()) {
            let row = format!("row-numbers-{}", view.index);
            let value = format!("{} {}", view.value, view.unit_id);
            let summary = joined(&[view.kind.to_owned(), value.trim_end().to_owned()]);
            add(Layer::Numbers, view.index, number.span, "", row, summary);
        }
        marks.append(&mut further);
        marks
    }
}

/// What is not empty, with dots between.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = (parts.iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

const fn quotation_class(quotation: &Quotation) -> &'static str {
    match quotation.kind {
        QuotationKind::Speech | QuotationKind::PartialSpeech => match quotation.opening {
            None if quotation.closing.is_none() => "indirect",
            _ => "speech",
        },
        _ => "term",
    }
}

fn is_whole_day(date: &Date) -> bool {
    date.grain == Some(Grain::Day) && date.begin.is_none() && date.end.is_none()
}

fn next_day(day: Day) -> Option<DateTime> {
    day.tomorrow()
        .ok()
        .map(|day| day.to_datetime(jiff::civil::Time::midnight()))
}

/// The last day before a moment that is no part of an interval.
fn last_day(end: DateTime) -> Day {
    if end.time() == jiff::civil::Time::midnight() {
        end.date().yesterday().unwrap_or_else(|_| end.date())
    } else {
        end.date()
    }
}

/// `≥ 3,500,000`, `3–5`, `2-1`.
fn value(number: &Number) -> String {
    let bound = |bound: &Option<Decimal>| bound.map(grouped).unwrap_or_default();
    let value = match &number.value {
        NumberValue::Exact { value } => grouped(*value),
        NumberValue::Range { low, high } => match (low, high) {
            (low, Some(_)) => format!("{}–{}", bound(low), bound(high)),
            (low, None) => format!("{}–…", bound(low)),
        },
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        NumberValue::Score { first, second } => format!("{first}–{second}"),
        NumberValue::Vague { low: Some(low) } => format!("{}+", grouped(*low)),
        NumberValue::Vague { low: None } => "?".to_owned(),
        NumberValue::Text { text } => clean(text),
    };
    let sign = match number.approx.as_ref().map(|approx| approx.kind) {
        Some(ApproxKind::MoreThan) => "> ",
        Some(ApproxKind::LessThan) => "< ",
        Some(ApproxKind::AtLeast) => "≥ ",
        Some(ApproxKind::AtMost | ApproxKind::UpTo) => "≤ ",
        Some(ApproxKind::About) => "≈ ",
        _ => "",
    };
    format!("{sign}{value}")
}

/// A decimal with its thousands apart; a year-like number of four digits stays whole.
fn grouped(value: Decimal) -> String {
    let digits = value.to_string();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits.as_str()),
    };
    let (whole, rest) = digits
        .find('.')
        .map_or((digits, ""), |at| digits.split_at(at));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}
