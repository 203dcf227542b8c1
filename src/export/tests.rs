//! Articles with every layer and every optional field, out and back.
#![cfg(feature = "json")]

use std::borrow::Cow;

use serde_json::{Value, json};

use super::spans::Spans;
use crate::article::Article;
use crate::date::{
    Calendar, Date, DateKind, DateModifier, DurationRole, Grain, HijriDate, Interval, Timex,
};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::entity::{
    Entities, Entity, EntityId, EntityKind, Gender, MentionForm, OrganizationMention,
    OrganizationType, PersonMention, PlaceMention, TypeEvidence,
};
use crate::error::{ArticleError, JsonError};
use crate::layout::{Part, PartKind};
use crate::number::{Approx, ApproxKind, Number, NumberKind, NumberValue, Unit, UnitId};
use crate::options::Options;
use crate::quotation::{
    Cue, Quotation, QuotationId, QuotationKind, QuotationStyle, Speaker, SpeakerKind, Stance,
};
use crate::rule::RuleId;
use crate::sentence::{Boundary, Sentence, SentencePolicy};
use crate::span::Span;
use crate::text::OffsetUnit;

const TEXT: &str = "😀 قال وزير الصحة علي حسن في عمان: «أكثر من 3,50 مليون دينار».\n\
    من 1 رمضان 1445 الموافق 11 مارس 2024 إلى مساء الجمعة، وأضاف أن العدد بين 3 و5.";

/// The place of a phrase in [`TEXT`].
fn at(phrase: &str) -> Span {
    let start = TEXT.find(phrase).unwrap();
    Span::new(start, start + phrase.len())
}

fn date(phrase: &str, value: &str) -> Date {
    Date {
        span: at(phrase),
        kind: DateKind::Date,
        value: Timex::new(value),
        modifier: None,
        grain: None,
        interval: None,
        calendar: Calendar::Gregorian,
        hijri: None,
        role: None,
        begin: None,
        end: None,
        twin: None,
        alternatives: Vec::new(),
        rule: RuleId::new("date/test"),
    }
}

fn dates() -> Vec<Date> {
    let twin = date("11 مارس 2024", "2024-03-11");
    let begin = Date {
        span: at("1 رمضان 1445 الموافق 11 مارس 2024"),
        calendar: Calendar::Hijri,
        hijri: Some(HijriDate {
            year: Some(1445),
            month: Some(9),
            day: Some(1),
        }),
        grain: Some(Grain::Day),
        twin: Some(Box::new(twin)),
        ..date("1 رمضان 1445", "2024-03-11")
    };
    let end = Date {
        kind: DateKind::Time,
        modifier: Some(DateModifier::Approx),
        grain: Some(Grain::DayPart),
        role: Some(DurationRole::Age),
        ..date("مساء الجمعة", "2024-03-15TEV")
    };
    vec![Date {
        span: at("من 1 رمضان 1445 الموافق 11 مارس 2024 إلى مساء الجمعة"),
        interval: Some(Interval::new(
            Some("2024-03-11T00:00".parse().unwrap()),
            Some("2024-03-15T22:30:05.5".parse().unwrap()),
        )),
        begin: Some(Box::new(begin)),
        end: Some(Box::new(end)),
        ..date("مساء الجمعة", "2024-03-11/2024-03-15")
    }]
}

fn number(span: Span, kind: NumberKind, value: NumberValue) -> Number {
    Number {
        span,
        numeral: span,
        kind,
        value,
        unit: None,
        approx: None,
        counted: None,
        rule: RuleId::new("number/test"),
    }
}

fn numbers() -> Vec<Number> {
    let last = at("3 و5");
    let money = Number {
        numeral: at("3,50 مليون"),
        unit: Some(Unit {
            span: Some(at("دينار")),
            id: UnitId::new("dinar"),
            resolved: Some(UnitId::new("JOD")),
        }),
        approx: Some(Approx {
            span: at("أكثر من"),
            kind: ApproxKind::MoreThan,
        }),
        counted: Some(at("مليون")),
        ..number(
            at("3,50 مليون دينار"),
            NumberKind::Money,
            NumberValue::Exact {
                value: "3500000.00".parse().unwrap(),
            },
        )
    };
    let values = [
        NumberValue::Range {
            low: Some("3".parse().unwrap()),
            high: None,
        },
        NumberValue::Ratio {
            numerator: "1".parse().unwrap(),
            denominator: "3".parse().unwrap(),
        },
        NumberValue::Score {
            first: 2,
            second: 1,
        },
        NumberValue::Vague {
            low: Some("20".parse().unwrap()),
        },
        NumberValue::Text {
            text: "007".to_owned(),
        },
    ];
    let others = values
        .into_iter()
        .map(|value| number(last, NumberKind::Cardinal, value));
    std::iter::once(money).chain(others).collect()
}

fn named() -> Entities {
    let entity = |kind, name: &str| Entity {
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        acronym: None,
        country: None,
        evidence: None,
    };
    Entities {
        entities: vec![
            Entity {
                aliases: vec!["الصحة".to_owned()],
                acronym: Some("وص".to_owned()),
                country: crate::kind::CountryCode::new(b"JO"),
                evidence: Some(TypeEvidence::Head),
                ..entity(
                    EntityKind::Organization {
                        organization_type: OrganizationType::ArmedGroup,
                    },
                    "وزارة الصحة",
                )
            },
            entity(
                EntityKind::Person {
                    gender: Some(Gender::Masculine),
                },
                "علي حسن",
            ),
            entity(EntityKind::Person { gender: None }, "علي"),
            entity(EntityKind::Place, "عمان"),
        ],
        organizations: vec![OrganizationMention {
            span: at("وزير الصحة"),
            entity: EntityId::new(0),
            form: MentionForm::Nominal,
            core: Some(at("الصحة")),
            rule: RuleId::new("organization/lexicon"),
            score: 90,
        }],
        people: vec![PersonMention {
            span: at("علي حسن"),
            entity: EntityId::new(1),
            role: Some(at("وزير الصحة")),
            organization: Some(EntityId::new(0)),
            rule: RuleId::new("person/title_name"),
            score: 90,
        }],
        places: vec![PlaceMention {
            span: at("عمان"),
            entity: EntityId::new(3),
            rule: RuleId::new("place/lexicon"),
            score: 90,
        }],
    }
}

fn quotations() -> Vec<Quotation> {
    let first = Quotation {
        span: at("أكثر من 3,50 مليون دينار"),
        kind: QuotationKind::PartialSpeech,
        style: Some(QuotationStyle::Direct),
        opening: Some(at("«")),
        closing: Some(at("»")),
        cue: Some(Cue {
            span: at("قال"),
            lemma: Cow::Borrowed("قال"),
            stance: Stance::Neutral,
        }),
        speaker: Some(Speaker {
            span: Some(at("علي حسن")),
            name: "علي حسن".to_owned(),
            kind: SpeakerKind::Person,
            entity: Some(EntityId::new(1)),
            organization: Some(EntityId::new(0)),
            role: Some(at("وزير الصحة")),
            score: 90,
        }),
        continuation_of: None,
        same_as: None,
        parent: None,
        rule: RuleId::new("quotation/test"),
        score: 80,
    };
    let second = Quotation {
        span: at("العدد بين 3 و5"),
        kind: QuotationKind::Speech,
        style: Some(QuotationStyle::Indirect),
        opening: None,
        closing: None,
        cue: None,
        speaker: None,
        continuation_of: Some(QuotationId::new(0)),
        same_as: Some(QuotationId::new(0)),
        parent: Some(QuotationId::new(0)),
        rule: RuleId::new("quotation/test"),
        score: 70,
    };
    vec![first, second]
}

fn full() -> Article<'static> {
    let line = TEXT.find('\n').unwrap();
    let (first, second) = (Span::new(0, line), Span::new(line + 1, TEXT.len()));
    Article {
        text: Cow::Borrowed(TEXT),
        options: Options {
            sentence_policy: SentencePolicy::KeepQuotations,
            ..Options::default()
        },
        anchor: Some("2024-03-10T18:30".parse().unwrap()),
        parts: vec![
            Part {
                place: Some(first),
                agency: Some(first),
                author: Some(first),
                date: Some(first),
                ..Part::new(first, PartKind::Byline)
            },
            Part::new(second, PartKind::Body),
        ],
        sentences: vec![
            Sentence {
                span: first,
                boundary: Boundary::FullStop,
            },
            Sentence {
                span: second,
                boundary: Boundary::PartEnd,
            },
        ],
        quotations: quotations(),
        numbers: numbers(),
        dates: dates(),
        named: named(),
        diagnostics: vec![Diagnostic::new(
            first,
            DiagnosticCode::AnchorFromDateline,
            "an anchor",
        )],
    }
}

/// Objects that hold exactly `start` and `end`.
fn count_spans(value: &Value) -> usize {
    match value {
        Value::Object(object) if object.len() == 2 && object.contains_key("start") => 1,
        Value::Object(object) => object.values().map(count_spans).sum(),
        Value::Array(values) => values.iter().map(count_spans).sum(),
        _ => 0,
    }
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(object) => object.values().any(has_null),
        Value::Array(values) => values.iter().any(has_null),
        _ => false,
    }
}

/// Slices by an offset unit other than the byte.
fn slice(unit: &str, span: &Value) -> String {
    let ends = ["start", "end"].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
    match unit {
        "char" => TEXT.chars().skip(ends[0]).take(ends[1] - ends[0]).collect(),
        "utf16" => {
            let units: Vec<u16> = TEXT.encode_utf16().collect();
            String::from_utf16(&units[ends[0]..ends[1]]).unwrap()
        }
        _ => TEXT.get(ends[0]..ends[1]).unwrap().to_owned(),
    }
}

#[test]
fn comes_back_equal_from_every_unit() {
    let article = full();
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let json = article.export().offset_unit(unit).to_json();
        assert_eq!(Article::from_json(&json).unwrap(), article, "{unit:?}");
        let again: Article<'static> = serde_json::from_str(&json).unwrap();
        assert_eq!(again, article);
    }
    assert_eq!(
        article.to_json(),
        serde_json::to_string(&article).unwrap(),
        "one form"
    );
}

#[test]
fn every_span_is_visited() {
    let article = full();
    let value = serde_json::to_value(&article).unwrap();
    let mut visited = 0;
    let visit = &mut |_: Span| visited += 1;
    article.parts.each_span(visit);
    article.sentences.each_span(visit);
    article.quotations.each_span(visit);
    article.numbers.each_span(visit);
    article.dates.each_span(visit);
    article.named.organizations.each_span(visit);
    article.named.people.each_span(visit);
    article.named.places.each_span(visit);
    article.diagnostics.each_span(visit);
    assert_eq!(visited, count_spans(&value));
    assert!(!has_null(&value));
}

#[test]
fn surfaces_are_what_the_spans_say_in_every_unit() {
    for (unit, name) in [
        (OffsetUnit::Byte, "byte"),
        (OffsetUnit::Char, "char"),
        (OffsetUnit::Utf16, "utf16"),
    ] {
        let value = serde_json::to_value(full().export().offset_unit(unit)).unwrap();
        assert_eq!(value["offset_unit"], name);
        for layer in [
            "parts",
            "sentences",
            "quotations",
            "numbers",
            "dates",
            "organizations",
            "people",
            "places",
        ] {
            let mentions = value[layer].as_array().unwrap();
            assert!(!mentions.is_empty(), "{layer}");
            for mention in mentions {
                assert_eq!(slice(name, &mention["span"]), mention["text"], "{layer}");
            }
        }
        let inner = [
            (&value["quotations"][0]["cue"]["span"], "قال"),
            (&value["quotations"][0]["opening"], "«"),
            (&value["quotations"][0]["speaker"]["role"], "وزير الصحة"),
            (&value["numbers"][0]["numeral"], "3,50 مليون"),
            (&value["numbers"][0]["unit"]["span"], "دينار"),
            (&value["numbers"][0]["approx"]["span"], "أكثر من"),
            (&value["numbers"][0]["counted"], "مليون"),
            (&value["dates"][0]["begin"]["twin"]["span"], "11 مارس 2024"),
            (&value["dates"][0]["end"]["span"], "مساء الجمعة"),
            (&value["organizations"][0]["core"], "الصحة"),
        ];
        for (span, phrase) in inner {
            assert_eq!(slice(name, span), phrase);
        }
    }
}

#[test]
fn exact_values_are_strings_and_closed_sets_snake_case() {
    let value = serde_json::to_value(full()).unwrap();
    assert_eq!(value["schema_version"], "1");
    assert_eq!(value["anchor"], "2024-03-10T18:30:00");
    assert_eq!(value["options"]["sentence_policy"], "keep_quotations");
    assert_eq!(
        value["numbers"][0]["value"],
        json!({"type": "exact", "value": "3500000.00"})
    );
    assert_eq!(value["numbers"][0]["unit"]["resolved"], "JOD");
    assert_eq!(value["dates"][0]["end"]["mod"], "APPROX");
    assert_eq!(
        value["entities"][0],
        json!({
            "kind": "organization", "type": "armed_group", "name": "وزارة الصحة",
            "aliases": ["الصحة"], "acronym": "وص", "country": "JO", "evidence": "head",
        })
    );
    assert_eq!(value["quotations"][0]["speaker"]["type"], "person");
}

#[test]
fn an_empty_article_comes_back() {
    let article = crate::Parser::new().parse("").unwrap();
    assert_eq!(Article::from_json(&article.to_json()).unwrap(), article);
}

/// The sample with one place of its JSON changed.
fn hostile(unit: OffsetUnit, pointer: &str, value: Value) -> Result<Article<'static>, JsonError> {
    let mut json = serde_json::to_value(full().export().offset_unit(unit)).unwrap();
    *json.pointer_mut(pointer).expect(pointer) = value;
    Article::from_json(&json.to_string())
}

#[test]
fn spans_that_do_not_fit_are_refused() {
    let len = TEXT.len();
    for (pointer, layer) in [
        ("/parts/1/span/end", "parts"),
        ("/quotations/0/speaker/role/end", "quotations"),
        ("/numbers/0/unit/span/end", "numbers"),
        ("/dates/0/begin/twin/span/end", "dates"),
        ("/people/0/role/end", "people"),
        ("/diagnostics/0/span/end", "diagnostics"),
    ] {
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            for end in [len + 1, u32::MAX as usize] {
                let error = hostile(unit, pointer, json!(end)).unwrap_err();
                assert!(
                    matches!(error, JsonError::Article(ArticleError::Span { layer: l, .. }) if l == layer),
                    "{pointer} {unit:?}: {error}"
                );
            }
        }
    }
    // Inside the emoji: its second to fourth byte, its second UTF-16 unit.
    for (unit, offset) in [
        (OffsetUnit::Byte, 1),
        (OffsetUnit::Byte, 3),
        (OffsetUnit::Utf16, 1),
    ] {
        let error = hostile(unit, "/diagnostics/0/span/start", json!(offset)).unwrap_err();
        assert!(matches!(
            error,
            JsonError::Article(ArticleError::Span {
                layer: "diagnostics",
                ..
            })
        ));
    }
    let inside = hostile(OffsetUnit::Char, "/diagnostics/0/span/start", json!(1)).unwrap();
    assert_eq!(inside.diagnostics()[0].span.start(), "😀".len());
}

#[test]
fn references_that_lead_nowhere_or_forward_are_refused() {
    for (pointer, found, layer, count) in [
        ("/organizations/0/entity", 4, "organizations", 4),
        ("/people/0/organization", 99, "people", 4),
        ("/places/0/entity", 4_294_967_295_u32, "places", 4),
        ("/quotations/0/speaker/entity", 4, "quotations", 4),
        ("/quotations/1/parent", 1, "quotations", 1),
        ("/quotations/1/continuation_of", 7, "quotations", 1),
        ("/quotations/1/same_as", 1, "quotations", 1),
    ] {
        let error = hostile(OffsetUnit::Byte, pointer, json!(found)).unwrap_err();
        let index = pointer.split('/').nth(2).unwrap().parse().unwrap();
        let expected = ArticleError::Reference {
            layer,
            index,
            found: found as usize,
            count,
        };
        assert_eq!(error, JsonError::Article(expected), "{pointer}");
    }
}

#[test]
fn messages_say_where_and_what() {
    let message = |pointer: &str, value| {
        hostile(OffsetUnit::Byte, pointer, value)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        message("/parts/0/span/start", json!(2)),
        format!(
            "span 2..{} of parts[0] does not fit the text of {} bytes, expected character boundaries inside it",
            TEXT.find('\n').unwrap(),
            TEXT.len()
        )
    );
    assert_eq!(
        message("/places/0/entity", json!(4)),
        "places[0] refers to record 4, expected one of the first 4"
    );
    assert_eq!(
        message("/schema_version", json!("2")),
        "unknown schema version \"2\", expected \"1\""
    );
    assert_eq!(
        message("/text", Value::Null),
        "missing field `text`, expected JSON that was written with the text"
    );
    assert_eq!(
        message(
            "/parts/0/span",
            json!({"start": TEXT.len(), "end": TEXT.len()})
        ),
        "parts[1] starts before the record ahead of it, expected text order"
    );
    let syntax = Article::from_json("{\n  \"schema_version\": }").unwrap_err();
    assert_eq!(syntax.to_string(), "2:21: expected value");
    assert_eq!(
        message("/parts/1/kind", json!("poem"))
            .split_once(", expected")
            .unwrap()
            .0
            .split_once(": ")
            .unwrap()
            .1,
        "parts[1].kind: unknown variant `poem`"
    );
    let syntax = Article::from_json(r#"{"schema_version":"7","parts":"none"}"#).unwrap_err();
    assert_eq!(
        syntax.to_string(),
        "unknown schema version \"7\", expected \"1\""
    );
}
