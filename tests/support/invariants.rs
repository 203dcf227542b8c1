//! What holds for every article, whatever the text: one check for properties, fixtures, saved seeds
//! and fuzzing.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "every user of this module takes a part of it, and a broken promise is a panic"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::thread;

use khabar::{
    Anchor, ApproxKind, Article, Date, EntityId, EntityKind, Number, NumberKind, NumberValue,
    ParseDateError, ParseNumberError, Parser, Quotation, QuotationKind, QuotationStyle, Scratch,
    SentencePolicy, Span, Spanned,
};

/// Faults named in one failure.
const SHOWN: usize = 8;

/// Panics when a record of the article breaks an invariant; the message names the broken ones.
#[track_caller]
pub fn check_invariants(text: &str, article: &Article<'_>) {
    let faults = faults(text, article);
    let shown = faults.iter().take(SHOWN).map(String::as_str);
    assert!(
        faults.is_empty(),
        "{} broken invariants:\n  {}\nin a text of {} bytes: {:?}",
        faults.len(),
        shown.collect::<Vec<_>>().join("\n  "),
        text.len(),
        abbreviated(text),
    );
}

/// Parses a text in the ways that a caller can (with and without anchor, both sentence policies,
/// fresh and reused buffers, two threads, borrowed and owned) and checks every result.
#[track_caller]
pub fn check_text(parsers: &Parsers, scratch: &mut Scratch, text: &str) {
    for parser in [&parsers.plain, &parsers.anchored] {
        let article = parser.parse(text).expect("a text of lawful size parses");
        check_invariants(text, &article);
        let reused = parser
            .parse_with(scratch, text)
            .expect("a text of lawful size parses");
        assert!(
            article == reused,
            "reused buffers change the result of {:?}",
            abbreviated(text)
        );
        check_json(&article);
        let owned = article.clone().into_owned();
        assert!(
            owned == article,
            "an owned article differs from {:?}",
            abbreviated(text)
        );
    }
    check_sentences(text);
}

/// The article comes back from its JSON as it was, in every offset unit.
#[cfg(feature = "json")]
#[track_caller]
pub fn check_json(article: &Article<'_>) {
    use khabar::OffsetUnit::{Byte, Char, Utf16};
    for unit in [Byte, Char, Utf16] {
        let json = article.export().offset_unit(unit).to_json();
        let back = Article::from_json(&json);
        assert!(
            back.as_ref() == Ok(article),
            "{unit:?} JSON of {:?} comes back as {:?}",
            abbreviated(article.text()),
            back.map(|back| abbreviated(&format!("{back:?}"))),
        );
    }
}

/// Without JSON there is nothing to compare.
#[cfg(not(feature = "json"))]
pub fn check_json(_article: &Article<'_>) {}

/// The same text from two threads at once and again from this one.
#[track_caller]
pub fn check_threads(parsers: &Parsers, text: &str) {
    let parser = &parsers.anchored;
    let here = parser.parse(text).expect("a text of lawful size parses");
    thread::scope(|scope| {
        let others = [(); 2].map(|()| scope.spawn(|| parser.parse(text)));
        for other in others {
            let there = other
                .join()
                .expect("no thread panics")
                .expect("a text of lawful size");
            assert!(here == there, "threads disagree on {:?}", abbreviated(text));
        }
    });
}

/// `khabar::sentences` tiles the whole text.
#[track_caller]
pub fn check_sentences(text: &str) {
    let mut whole = String::with_capacity(text.len());
    for sentence in khabar::sentences(text) {
        assert!(
            !sentence.is_empty(),
            "an empty sentence of {:?}",
            abbreviated(text)
        );
        whole.push_str(sentence);
    }
    assert!(
        whole == text,
        "sentences do not tile {:?}",
        abbreviated(text)
    );
}

/// A stand-alone phrase is a number with a sound value, or an error that points into it.
#[track_caller]
pub fn check_number(text: &str) {
    match khabar::parse_number(text) {
        Ok(NumberValue::Ratio { denominator, .. }) => assert!(!denominator.is_zero(), "{text:?}"),
        Ok(_) => {}
        Err(ParseNumberError::Unexpected { span, found, .. }) => {
            assert!(
                text.get(span.range()) == Some(&*found),
                "{text:?} has no {found:?} at {span}"
            );
        }
        Err(ParseNumberError::UnexpectedEnd { at, .. }) => {
            let blank = text.get(at..).is_some_and(|rest| rest.trim().is_empty());
            assert!(blank, "{text:?} goes on behind {at}");
        }
        Err(error) => assert!(error == ParseNumberError::Empty, "{text:?} is {error}"),
    }
}

/// A stand-alone phrase is a date that keeps the promises of one, or an error that points into it.
#[track_caller]
pub fn check_date(text: &str) {
    match khabar::parse_date(text, "2024-03-11".parse().ok()) {
        Ok(date) => {
            let mut check = Check {
                text,
                faults: Vec::new(),
            };
            check.place("date", date.span);
            check.date(&date, 0);
            assert!(check.faults.is_empty(), "{text:?}: {:?}", check.faults);
        }
        Err(ParseDateError::Unexpected { at, found, .. }) => {
            let there = text.get(at..).is_some_and(|rest| rest.starts_with(&found));
            assert!(there, "{text:?} has no {found:?} at {at}");
        }
        Err(ParseDateError::TooLong { len, max }) => assert!(len == text.len() && len > max),
        Err(_) => {}
    }
}

/// Parsers made once for many checks.
#[derive(Clone, Debug)]
pub struct Parsers {
    /// The defaults.
    pub plain: Parser,
    /// With an anchor, and closed quotations kept whole.
    pub anchored: Parser,
}

impl Default for Parsers {
    fn default() -> Self {
        let anchor: Anchor = "2024-03-11".parse().expect("a date");
        let anchored = Parser::builder()
            .published(anchor)
            .sentence_policy(SentencePolicy::KeepQuotations)
            .build()
            .expect("the embedded lexicon has no faults");
        Self {
            plain: Parser::new(),
            anchored,
        }
    }
}

/// The broken invariants of an article, in words.
pub fn faults(text: &str, article: &Article<'_>) -> Vec<String> {
    let mut check = Check {
        text,
        faults: Vec::new(),
    };
    check.that(article.text() == text, || {
        "the article holds another text".into()
    });
    check.parts(article);
    check.sentences(article);
    check.quotations(article);
    check.accounts(article);
    check.numbers(article);
    check.dates(article);
    check.entities(article);
    check.diagnostics(article);
    check.queries(article);
    check.faults
}

struct Check<'t> {
    text: &'t str,
    faults: Vec<String>,
}

/// Quotation marks that show by themselves what they are.
const MARKS: &[char] = &[
    '«', '»', '“', '”', '„', '‟', '‹', '›', '「', '」', '『', '』',
];
/// Quotation marks that are inches behind a number.
const STRAIGHT: &[char] = &['"', '″', '‶', '\u{FF02}', '‴'];

/// Apostrophes, feet and minutes.
const SINGLE: &[char] = &['\'', '`', '′', '‵', '‘', '’', '‚', '‛'];

impl Check<'_> {
    /// Every quotation mark opens or closes a quotation, or a remark stands on it.
    fn accounts(&mut self, article: &Article<'_>) {
        let mut spans: Vec<Span> = article
            .quotations()
            .iter()
            .flat_map(|quotation| [quotation.opening, quotation.closing])
            .flatten()
            .chain(article.diagnostics().iter().map(|remark| remark.span))
            .collect();
        spans.sort_unstable();
        let mut ends = 0;
        let mut spans = spans.into_iter().peekable();
        let mut behind_number = false;
        for (at, c) in self.text.char_indices() {
            let straight = STRAIGHT.contains(&c);
            if straight || MARKS.contains(&c) {
                while let Some(span) = spans.next_if(|span| span.start() <= at) {
                    ends = ends.max(span.end());
                }
                if ends <= at && !(straight && behind_number) {
                    self.faults
                        .push(format!("nothing is said of the mark {c:?} at {at}"));
                }
            } else if !SINGLE.contains(&c) {
                behind_number = c.is_numeric();
            }
        }
    }

    fn that(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn shown(&self, span: Span) -> String {
        format!("{span} {:?}", abbreviated(self.slice(span)))
    }

    /// A span fits the text, is not empty, and neither begins nor ends with white space.
    fn place(&mut self, what: &str, span: Span) {
        let Some(surface) = self.text.get(span.range()) else {
            self.faults
                .push(format!("{what} {span} does not fit the text"));
            return;
        };
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let edges = blank(surface.chars().next()) || blank(surface.chars().next_back());
        self.that(!edges, || {
            format!("{what} {span} is empty or has white edges: {surface:?}")
        });
    }

    fn optional(&mut self, what: &str, span: Option<Span>) {
        if let Some(span) = span {
            self.place(what, span);
        }
    }

    fn inside(&mut self, what: &str, inner: Span, outer: Span) {
        let (inner_text, outer_text) = (self.shown(inner), self.shown(outer));
        self.that(outer.contains(inner), || {
            format!("{what} {inner_text} is not inside {outer_text}")
        });
    }

    /// Records in text order, each in its place.
    fn layer<T: Spanned + Debug>(&mut self, what: &str, records: &[T]) {
        for record in records {
            self.place(what, record.span());
        }
        let spans = records.iter().map(Spanned::span);
        let sorted = spans.map(Span::start).is_sorted();
        self.that(sorted, || format!("{what} records are out of text order"));
    }

    fn disjoint<T: Spanned>(&mut self, what: &str, records: &[T]) {
        let mut spans: Vec<Span> = records.iter().map(Spanned::span).collect();
        spans.sort_unstable();
        for pair in spans.windows(2) {
            if let &[a, b] = pair {
                let (left, right) = (self.shown(a), self.shown(b));
                self.that(!a.intersects(b), || format!("{what} {left} meets {right}"));
            }
        }
    }

    fn rule(&mut self, what: &str, rule: &str) {
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        let named = rule
            .split_once('/')
            .is_some_and(|(layer, name)| plain(layer) && plain(name));
        self.that(named, || {
            format!("{what} has a rule named {rule:?}, expected layer/rule")
        });
    }

    /// Parts cover every visible character once.
    fn parts(&mut self, article: &Article<'_>) {
        self.layer("part", article.parts());
        self.disjoint("part", article.parts());
        let spans: Vec<Span> = article.parts().iter().map(|part| part.span).collect();
        if let Some(at) = uncovered(self.text, Span::new(0, self.text.len()), &spans) {
            self.faults
                .push(format!("the character at byte {at} lies in no part"));
        }
        for part in article.parts() {
            for field in [part.place, part.agency, part.author, part.date]
                .into_iter()
                .flatten()
            {
                self.place("field of a part", field);
                self.that(part.span.contains(field), || {
                    format!("{field} is named by a part that does not hold it")
                });
            }
        }
    }

    /// Sentences are disjoint, and cover the parts that hold sentences, no other.
    fn sentences(&mut self, article: &Article<'_>) {
        self.layer("sentence", article.sentences());
        self.disjoint("sentence", article.sentences());
        let spans: Vec<Span> = article
            .sentences()
            .iter()
            .map(|sentence| sentence.span)
            .collect();
        for &span in &spans {
            let holder = article.part_of(span);
            let held =
                holder.is_some_and(|part| part.kind.holds_sentences() && part.span.contains(span));
            let shown = self.shown(span);
            self.that(held, || {
                format!("sentence {shown} is not inside a part with sentences: {holder:?}")
            });
        }
        for part in article.parts() {
            if part.kind.holds_sentences()
                && let Some(at) = uncovered(self.text, part.span, &spans)
            {
                self.faults
                    .push(format!("the character at byte {at} lies in no sentence"));
            }
        }
    }

    fn quotations(&mut self, article: &Article<'_>) {
        let quotations = article.quotations();
        self.layer("quotation", quotations);
        let mut marks = BTreeSet::new();
        for (index, quotation) in quotations.iter().enumerate() {
            self.rule("quotation", quotation.rule.as_str());
            for mark in [quotation.opening, quotation.closing].into_iter().flatten() {
                self.place("quotation mark", mark);
                self.that(marks.insert(mark), || {
                    format!("two quotations share the mark {mark}")
                });
            }
            self.marks(quotation);
            self.speech(article, quotation);
            if let Some(before) = quotation.continuation_of {
                self.that(before.index() < index, || {
                    format!("quotation {index} continues quotation {}", before.index())
                });
            }
            if let Some(id) = quotation.parent {
                match article.quotation(id) {
                    Some(parent) => {
                        self.inside("nested quotation", quotation.span, parent.span);
                        self.optional("opening mark", quotation.opening);
                        for mark in [quotation.opening, quotation.closing].into_iter().flatten() {
                            self.inside("nested quotation's mark", mark, parent.span);
                        }
                    }
                    None => self
                        .faults
                        .push(format!("quotation {index} has no parent {id:?}")),
                }
            }
            let mut at = quotation.parent;
            let mut steps = 0;
            while let Some(parent) = at.and_then(|id| article.quotation(id)) {
                steps += 1;
                if steps > quotations.len() {
                    self.faults
                        .push(format!("quotation {index} lies inside itself"));
                    break;
                }
                at = parent.parent;
            }
        }
        self.crossing(quotations);
        self.kept_whole(article);
    }

    /// Content between its marks, nothing but blanks on either side of it.
    fn marks(&mut self, quotation: &Quotation) {
        let content = quotation.span;
        let opening = quotation
            .opening
            .map(|mark| Span::new(mark.end(), content.start()));
        let closing = quotation
            .closing
            .map(|mark| Span::new(content.end(), mark.start()));
        let shown = self.shown(content);
        if let Some(mark) = quotation.opening {
            self.that(mark.end() <= content.start(), || {
                format!("{shown} opens inside itself")
            });
        }
        if let Some(mark) = quotation.closing {
            self.that(content.end() <= mark.start(), || {
                format!("{shown} closes inside itself")
            });
        }
        for gap in [opening, closing].into_iter().flatten() {
            let blank = self.slice(gap).chars().all(is_blank);
            self.that(blank, || {
                format!("{shown} has more than blanks before its marks: {gap}")
            });
        }
    }

    /// Only speech has style, cue, speaker and turn; only indirect speech has no marks.
    fn speech(&mut self, article: &Article<'_>, quotation: &Quotation) {
        let shown = self.shown(quotation.span);
        let marked = quotation.opening.is_some() || quotation.closing.is_some();
        let indirect = quotation.style == Some(QuotationStyle::Indirect);
        self.that(marked != indirect, || {
            format!("{shown}: {:?} with marks: {marked}", quotation.style)
        });
        if quotation.is_speech() {
            self.that(quotation.style.is_some(), || {
                format!("speech without style: {shown}")
            });
        } else {
            let bare = quotation.style.is_none()
                && quotation.cue.is_none()
                && quotation.speaker.is_none()
                && quotation.continuation_of.is_none();
            self.that(bare, || {
                format!("{:?} with cue or speaker: {shown}", quotation.kind)
            });
        }
        if indirect {
            let clause = quotation.kind == QuotationKind::Speech;
            self.that(clause, || format!("indirect {:?}: {shown}", quotation.kind));
        }
        if let Some(cue) = &quotation.cue {
            self.place("cue", cue.span);
            self.that(!cue.lemma.trim().is_empty(), || {
                format!("cue without lemma: {shown}")
            });
            let apart = !quotation.span.intersects(cue.span);
            self.that(apart || marked, || {
                format!("cue inside its own indirect speech: {shown}")
            });
        }
        if let Some(speaker) = &quotation.speaker {
            self.optional("speaker", speaker.span);
            self.optional("speaker's role", speaker.role);
            self.that(!speaker.name.trim().is_empty(), || {
                format!("speaker without name: {shown}")
            });
            for id in [speaker.entity, speaker.organization].into_iter().flatten() {
                self.entity_id(article, "speaker", id);
            }
            if let Some(id) = speaker.organization {
                self.organization(article, "speaker's organization", id);
            }
        }
    }

    /// Quotations lie beside or inside one another.
    fn crossing(&mut self, quotations: &[Quotation]) {
        let mut open: Vec<Span> = Vec::new();
        let mut spans: Vec<Span> = quotations.iter().map(|quotation| quotation.span).collect();
        spans.sort_unstable_by_key(|span| (span.start(), usize::MAX - span.end()));
        for span in spans {
            while open.last().is_some_and(|last| last.end() <= span.start()) {
                open.pop();
            }
            if let Some(&last) = open.last() {
                let (a, b) = (self.shown(last), self.shown(span));
                self.that(last.contains(span), || format!("quotation {a} crosses {b}"));
            }
            open.push(span);
        }
    }

    /// Under the policy that keeps quotations, no sentence ends inside a closed one of one line.
    fn kept_whole(&mut self, article: &Article<'_>) {
        if article.options().sentence_policy != SentencePolicy::KeepQuotations {
            return;
        }
        for quotation in article.quotations() {
            let (Some(opening), Some(closing)) = (quotation.opening, quotation.closing) else {
                continue;
            };
            let whole = opening.cover(closing);
            let one_line = !self.slice(whole).contains([
                '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}',
            ]);
            let one_part = article
                .part_of(opening)
                .is_some_and(|part| part.kind.holds_sentences() && part.span.contains(whole));
            if one_line && one_part {
                let shown = self.shown(whole);
                let kept = article
                    .sentence_of(opening)
                    .is_some_and(|s| s.span.contains(whole));
                self.that(kept, || format!("the closed quotation {shown} is cut"));
            }
        }
    }

    fn numbers(&mut self, article: &Article<'_>) {
        self.layer("number", article.numbers());
        self.disjoint("number", article.numbers());
        for number in article.numbers() {
            let shown = self.shown(number.span);
            self.rule("number", number.rule.as_str());
            self.place("numeral", number.numeral);
            self.inside("numeral", number.numeral, number.span);
            self.optional("unit", number.unit.as_ref().and_then(|unit| unit.span));
            self.optional("counted noun", number.counted);
            if let Some(unit) = &number.unit {
                let named = !unit.id.as_str().trim().is_empty();
                self.that(named, || format!("number {shown} has a unit without id"));
            }
            if let Some(approx) = &number.approx {
                self.place("approximator", approx.span);
                let apart =
                    approx.kind == ApproxKind::Vague || !approx.span.intersects(number.numeral);
                self.that(apart, || format!("number {shown} holds its approximator"));
            }
            self.value(number);
        }
        let dates = article.dates().iter();
        let dates = dates.flat_map(|date| [Some(date.span), date.twin.as_ref().map(|t| t.span)]);
        let dates = dates.flatten().map(|span| ("date", span));
        let organizations = article
            .organizations()
            .iter()
            .map(|m| ("organization", m.span));
        let people = article.people().iter().map(|m| ("person", m.span));
        let places = article.places().iter().map(|m| ("place", m.span));
        let mut covers: Vec<_> = dates
            .chain(organizations)
            .chain(people)
            .chain(places)
            .collect();
        covers.sort_unstable_by_key(|(_, span)| *span);
        let mut furthest: Option<(&str, Span)> = None;
        let mut covers = covers.into_iter().peekable();
        for number in article.numbers() {
            while let Some(&(layer, span)) = covers.peek() {
                if span.start() >= number.numeral.end() {
                    break;
                }
                if furthest.is_none_or(|(_, far)| far.end() < span.end()) {
                    furthest = Some((layer, span));
                }
                covers.next();
            }
            if let Some((layer, span)) = furthest {
                let (numeral, cover) = (self.shown(number.numeral), self.shown(span));
                self.that(span.end() <= number.numeral.start(), || {
                    format!("number {numeral} lies inside the {layer} {cover}")
                });
            }
        }
    }

    fn value(&mut self, number: &Number) {
        let shown = self.shown(number.span);
        let sound = match &number.value {
            NumberValue::Range { low, high } => low.is_some() || high.is_some(),
            NumberValue::Ratio { denominator, .. } => !denominator.is_zero(),
            NumberValue::Text { text } => !text.trim().is_empty(),
            _ => true,
        };
        self.that(sound, || {
            format!("number {shown} has the value {:?}", number.value)
        });
        let unit = number.unit.as_ref().map(|unit| unit.id.as_str());
        let fitting = match number.kind {
            NumberKind::Percent => unit.is_some(),
            NumberKind::Money | NumberKind::Quantity => unit.is_some_and(|id| id != "%"),
            _ => true,
        };
        self.that(fitting, || {
            format!("{:?} {shown} has the unit {unit:?}", number.kind)
        });
    }

    fn dates(&mut self, article: &Article<'_>) {
        self.layer("date", article.dates());
        self.disjoint("date", article.dates());
        let twins = article
            .dates()
            .iter()
            .filter_map(|date| date.twin.as_deref());
        for twin in twins {
            let met = Article::within(article.dates(), twin.span);
            let met = met
                .map(|date| date.span)
                .find(|span| !span.contains(twin.span));
            let shown = self.shown(twin.span);
            self.that(met.is_none(), || {
                format!("the twin {shown} holds the date {met:?}")
            });
        }
        for date in article.dates() {
            self.date(date, 0);
        }
    }

    fn date(&mut self, date: &Date, depth: usize) {
        let shown = self.shown(date.span);
        self.rule("date", date.rule.as_str());
        let value = date.value.as_str();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_:./,".contains(&b);
        self.that(!value.is_empty() && value.bytes().all(plain), || {
            format!("date {shown} has the value {value:?}")
        });
        if let Some(interval) = date.interval
            && let (Some(begin), Some(end)) = (interval.begin, interval.end)
        {
            self.that(begin < end, || {
                format!("date {shown} runs from {begin} to {end}")
            });
        }
        if let Some(hijri) = date.hijri {
            let month = hijri.month.is_none_or(|month| (1..=12).contains(&month));
            let day = hijri.day.is_none_or(|day| (1..=30).contains(&day));
            self.that(month && day, || {
                format!("date {shown} has the parts {hijri:?}")
            });
        }
        if depth > 4 {
            self.faults.push(format!("date {shown} is nested too deep"));
            return;
        }
        for nested in [&date.begin, &date.end].into_iter().flatten() {
            self.place("nested date", nested.span);
            self.inside("nested date", nested.span, date.span);
            self.date(nested, depth + 1);
        }
        if let Some(twin) = &date.twin {
            self.place("twin", twin.span);
            let apart = !twin.span.intersects(date.span) || date.span.contains(twin.span);
            self.that(apart, || {
                format!("date {shown} and its twin meet: {}", twin.span)
            });
            self.date(twin, depth + 1);
        }
        if let (Some(begin), Some(end)) = (&date.begin, &date.end) {
            let ordered = begin.span.end() <= end.span.start();
            self.that(ordered, || {
                format!("range {shown} holds its end before its begin")
            });
        }
    }

    /// Ids lead to entities of the mention's layer, and every entity is mentioned.
    fn entities(&mut self, article: &Article<'_>) {
        self.layer("organization", article.organizations());
        self.layer("person", article.people());
        self.layer("place", article.places());
        self.disjoint("person", article.people());
        self.disjoint("place", article.places());
        let mut mentioned = vec![false; article.entities().len()];
        let mut mention = |id: EntityId| {
            if let Some(seen) = mentioned.get_mut(id.index()) {
                *seen = true;
            }
        };
        let mut spans = BTreeSet::new();
        for organization in article.organizations() {
            self.organization(article, "organization", organization.entity);
            mention(organization.entity);
            self.found_by(
                "organization",
                organization.rule.as_str(),
                organization.score,
            );
            self.that(spans.insert(organization.span), || {
                format!("two organizations at {}", organization.span)
            });
            if let Some(core) = organization.core {
                self.place("core", core);
                self.inside("core", core, organization.span);
            }
        }
        for person in article.people() {
            let kind = article.entity(person.entity).map(|entity| entity.kind);
            let sound = matches!(kind, Some(EntityKind::Person { .. }));
            self.that(sound, || format!("a person's entity is {kind:?}"));
            mention(person.entity);
            self.found_by("person", person.rule.as_str(), person.score);
            self.optional("role", person.role);
            if let Some(id) = person.organization {
                self.organization(article, "person's organization", id);
            }
        }
        for place in article.places() {
            let kind = article.entity(place.entity).map(|entity| entity.kind);
            let sound = matches!(kind, Some(EntityKind::Place));
            self.that(sound, || format!("a place's entity is {kind:?}"));
            mention(place.entity);
            self.found_by("place", place.rule.as_str(), place.score);
        }
        for (entity, mentioned) in article.entities().iter().zip(mentioned) {
            self.that(mentioned, || {
                format!("nothing mentions the entity {entity:?}")
            });
            let names = [&entity.name]
                .into_iter()
                .chain(&entity.aliases)
                .chain(&entity.acronym);
            for name in names {
                let normal = !name.is_empty() && *name == khabar::without_marks(name);
                self.that(normal, || format!("the entity has the name {name:?}"));
            }
        }
    }

    /// The rule that found a mention is of its layer, and the score a share.
    fn found_by(&mut self, what: &str, rule: &str, score: u8) {
        self.rule(what, rule);
        let own = rule.split_once('/').is_some_and(|(layer, _)| layer == what);
        self.that(own && (1..=100).contains(&score), || {
            format!("{what} found by {rule} has the score {score}")
        });
    }

    fn entity_id(&mut self, article: &Article<'_>, what: &str, id: EntityId) {
        let there = article.entity(id).is_some();
        self.that(there, || {
            format!("{what} refers to {id:?} of {}", article.entities().len())
        });
    }

    fn organization(&mut self, article: &Article<'_>, what: &str, id: EntityId) {
        let kind = article.entity(id).map(|entity| entity.kind);
        let sound = matches!(kind, Some(EntityKind::Organization { .. }));
        self.that(sound, || format!("{what} refers to {kind:?}"));
    }

    fn diagnostics(&mut self, article: &Article<'_>) {
        let diagnostics = article.diagnostics();
        for diagnostic in diagnostics {
            let fits = self.text.get(diagnostic.span.range()).is_some();
            self.that(fits, || format!("{diagnostic:?} does not fit the text"));
            let message = diagnostic.message.as_ref();
            let worded = message.chars().next().is_some_and(|c| !c.is_uppercase())
                && !message.ends_with('.');
            self.that(worded, || format!("diagnostic says {message:?}"));
        }
        let sorted = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.span)
            .is_sorted();
        self.that(sorted, || "diagnostics are out of text order".into());
    }

    /// The queries agree with the layers.
    fn queries(&mut self, article: &Article<'_>) {
        let all = Span::new(0, self.text.len());
        let numbers = Article::within(article.numbers(), all).count();
        self.that(numbers == article.numbers().len(), || {
            format!(
                "{numbers} of {} numbers lie in the text",
                article.numbers().len()
            )
        });
        for sentence in article.sentences() {
            let found = article.sentence_of(sentence.span);
            self.that(found == Some(sentence), || {
                format!("sentence_of finds {found:?}")
            });
        }
        let mentions =
            article.organizations().len() + article.people().len() + article.places().len();
        if mentions <= 500 {
            let ids: BTreeSet<EntityId> = article
                .organizations()
                .iter()
                .map(|mention| mention.entity)
                .chain(article.people().iter().map(|mention| mention.entity))
                .chain(article.places().iter().map(|mention| mention.entity))
                .collect();
            let found: usize = ids
                .into_iter()
                .map(|id| article.mentions_of(id).len())
                .sum();
            self.that(found == mentions, || {
                format!("mentions_of finds {found} of {mentions}")
            });
        }
    }
}

/// The first visible character inside `span` that none of the sorted spans covers.
fn uncovered(text: &str, span: Span, covers: &[Span]) -> Option<usize> {
    let first = covers.partition_point(|cover| cover.end() <= span.start());
    let mut covers = covers.get(first..).unwrap_or_default().iter().peekable();
    let slice = text.get(span.range())?;
    slice.char_indices().find_map(|(offset, c)| {
        let at = span.start() + offset;
        while covers.next_if(|cover| cover.end() <= at).is_some() {}
        let covered = covers.peek().is_some_and(|cover| cover.contains_offset(at));
        (!covered && !is_blank(c)).then_some(at)
    })
}

/// White space, control and format characters: what lies between tokens.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// The text with its middle left out when it is long; costs no more for longer texts.
pub fn abbreviated(text: &str) -> String {
    const SIDE: usize = 150;
    let head = text
        .char_indices()
        .nth(SIDE)
        .map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(SIDE).map_or(0, |(at, _)| at);
    match (text.get(..head), text.get(tail..)) {
        (Some(left), Some(right)) if head < tail => format!("{left} … {right}"),
        _ => text.to_owned(),
    }
}
