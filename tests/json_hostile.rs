//! JSON from somebody who means ill: refused with a message that names the place, or read as an
//! article that works; never a panic, never more than linear time.
#![cfg(feature = "json")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::time::Duration;

use cpu_time::ThreadTime;
use khabar::{Article, Document, OffsetUnit, Parser, Span, Spanned};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Value, json};
use support::render;

/// Has a record of every layer.
const TEXT: &str = "«أزمة المياه» تهدد ثلاث مدن\n\
    بغداد (وكالات) - قال وزير الموارد المائية سالم الحداد، الثلاثاء 14 مايو 2024 الموافق 6 ذي القعدة 1445 هـ: \
    «خسرنا أكثر من 3,5 مليون دينار بين عامي 2020 و2023». وأضاف الوزير أن «ثلثي السكان» ينتظرون.\n\
    ونفت منظمة الصحة العالمية في بيان ذلك 😀. وفاز الفريق 2-1 على ملعب بغداد.";

fn written() -> String {
    let anchor: khabar::Anchor = "2024-05-15".parse().unwrap();
    let article = Parser::new().at(anchor).parse(TEXT).unwrap();
    article.to_json()
}

fn sample() -> Value {
    let value: Value = serde_json::from_str(&written()).unwrap();
    for layer in [
        "parts",
        "sentences",
        "quotations",
        "numbers",
        "dates",
        "organizations",
        "people",
        "places",
        "entities",
    ] {
        assert!(!value[layer].as_array().unwrap().is_empty(), "no {layer}");
    }
    value
}

fn of<T: Spanned>(records: &[T]) -> Vec<Span> {
    records.iter().map(Spanned::span).collect()
}

/// Calls whatever can be called of an article that was read.
fn exercise(article: &Document) {
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let json = article.export().offset_unit(unit).to_json();
        assert_eq!(Article::from_json(&json).as_ref(), Ok(article), "{json}");
    }
    assert!(!article.export().without_text().to_json().is_empty());
    let _ = (render::render(article), render::facts(article));
    let all = Span::new(0, article.text().len());
    let spans = |spans: &[Span]| {
        for &span in spans {
            assert!(article.text().get(span.range()).is_some());
            let _ = (article.sentence_of(span), article.part_of(span));
            let _ = (article.slice(span), article.enclosing(span));
        }
    };
    spans(&of(article.parts()));
    spans(&of(article.sentences()));
    for quotation in article.quotations() {
        spans(&[quotation.span]);
        let mut up = quotation.parent;
        while let Some(outer) = up.and_then(|id| article.quotation(id)) {
            up = outer.parent;
        }
        if let Some(speaker) = quotation.speaker() {
            let _ = article.statements_by(speaker.name()).count();
        }
    }
    for number in article.numbers() {
        spans(&[number.span, number.numeral, number.bounded_span()]);
        let _ = number.bounds();
    }
    for date in article.dates() {
        spans(&[date.span]);
        let _ = (date.edtf(), date.value.to_string());
    }
    for organization in article.organizations() {
        spans(&[organization.span]);
        let _ = article.nested_organizations(organization).count();
        let _ = article.nested_places(organization).count();
        let id = organization.entity;
        assert!(article.entity(id).is_some());
        let _ = (article.mentions_of(id), article.statements_of(id).count());
    }
    spans(&of(article.people()));
    spans(&of(article.places()));
    assert_eq!(
        Article::within(article.sentences(), all).count(),
        article.sentences().len()
    );
    assert_eq!(article.clone().into_owned(), *article);
}

/// Reads, and uses what was read; the message of a refusal is short.
fn read(json: &str) -> Result<(), String> {
    match Article::from_json(json) {
        Ok(article) => {
            exercise(&article);
            Ok(())
        }
        Err(error) => {
            let message = error.to_string();
            assert!(!message.is_empty() && message.chars().count() < 800);
            Err(message)
        }
    }
}

/// The sample with one place changed.
fn with(pointer: &str, value: Value) -> String {
    let mut sample = sample();
    *sample.pointer_mut(pointer).expect(pointer) = value;
    sample.to_string()
}

#[test]
fn refusals_name_field_and_record() {
    read(&sample().to_string()).unwrap();
    let mut others = Vec::new();
    let len = TEXT.len();
    for (pointer, value, expected) in [
        (
            "/parts/1/span/end",
            json!(len + 1),
            "of parts[1] does not fit the text",
        ),
        (
            "/sentences/1/span/start",
            json!(1_u64 << 31),
            "sentences[1].span: a span ends before it starts, expected start <= end",
        ),
        (
            "/quotations/0/span",
            json!({"start": 9, "end": 3}),
            "quotations[0].span: a span ends before it starts",
        ),
        (
            "/quotations/0/span",
            json!({"start": 3, "end": 9}),
            "of quotations[0] does not fit",
        ),
        ("/numbers/1/span", json!([3, 9, 12]), "numbers[1].span"),
        (
            "/numbers/1/span",
            json!("3..9"),
            "numbers[1].span: invalid type: string \"3..9\", expected",
        ),
        (
            "/numbers/1/span",
            json!({"start": 3}),
            "numbers[1].span: missing field `end`",
        ),
        (
            "/numbers/1/span",
            Value::Null,
            "numbers[1].span: invalid type: null, expected",
        ),
        (
            "/numbers/1/span/start",
            json!(-1),
            "numbers[1].span.start: invalid value: integer `-1`, expected u32",
        ),
        (
            "/numbers/1/span/start",
            json!(4_294_967_296_u64),
            "numbers[1].span.start: invalid value: integer `4294967296`, expected u32",
        ),
        (
            "/numbers/1/span/start",
            json!(1.5),
            "numbers[1].span.start: invalid type: floating point `1.5`, expected u32",
        ),
        (
            "/numbers/1/span/start",
            json!(1e300),
            "numbers[1].span.start: invalid type: floating point",
        ),
        (
            "/numbers/0/value",
            json!({"type": "magic"}),
            "numbers[0].value.type: unknown variant `magic`, expected one of",
        ),
        (
            "/numbers/0/value",
            json!({"type": "exact", "value": "9".repeat(60)}),
            "numbers[0]: invalid value: string",
        ),
        (
            "/numbers/0/value",
            json!({"type": "score", "first": -1, "second": 0}),
            "numbers[0]: invalid value: integer `-1`, expected u32",
        ),
        (
            "/numbers",
            json!({"0": 1}),
            "numbers: invalid type: map, expected a sequence",
        ),
        (
            "/dates/0/kind",
            json!("day"),
            "dates[0].kind: unknown variant `day`",
        ),
        (
            "/dates/0/interval",
            json!({"begin": "2024-02-30T00:00:00"}),
            "dates[0].interval: parsed date is not valid",
        ),
        (
            "/people/0/entity",
            json!(99),
            "people[0] refers to record 99, expected one of the first",
        ),
        (
            "/people/0/entity",
            json!("0"),
            "people[0].entity: invalid type",
        ),
        (
            "/organizations/0/entity",
            json!(4_294_967_295_u64),
            "organizations[0] refers to record 4294967295",
        ),
        (
            "/places/0/entity",
            json!(u64::MAX),
            "places[0].entity: invalid value: integer `18446744073709551615`",
        ),
        ("/entities/0", json!({}), "entities[0]: missing field"),
        (
            "/entities",
            json!([]),
            "refers to record 0, expected one of the first 0",
        ),
        (
            "/options/max_bytes",
            json!("much"),
            "options.max_bytes: invalid type",
        ),
        (
            "/anchor",
            json!("2024-02-30"),
            "anchor: unexpected date \"2024-02-30\", expected an ISO 8601 date",
        ),
        (
            "/offset_unit",
            json!("nibble"),
            "offset_unit: unknown variant `nibble`",
        ),
        (
            "/text",
            json!(["a"]),
            "text: invalid type: sequence, expected a string",
        ),
        ("/text", Value::Null, "missing field `text`"),
        ("/text", json!(""), "does not fit the text of 0 bytes"),
        (
            "/schema_version",
            json!(1),
            "schema_version: invalid type: integer `1`, expected a string",
        ),
        (
            "/schema_version",
            json!("9".repeat(5000)),
            "unknown schema version \"9999",
        ),
    ] {
        let message = read(&with(pointer, value.clone())).expect_err(pointer);
        if !message.contains(expected) {
            others.push(format!("{pointer} {value}: {message}"));
        }
    }
    let sample = written();
    for (old, new, expected) in [
        ("\"sentences\":", "\"parts\":", "duplicate field `parts`"),
        ("\"text\":", "\"texte\":", "missing field `"),
        (
            "\"start\":0",
            "\"start\":0,\"start\":0",
            "span.start: duplicate field `start`",
        ),
        ("\"start\":0", "\"start\":00", "invalid number"),
        ("\"start\":0", "\"start\":1e999", "number out of range"),
        ("\"start\":0", "\"start\":NaN", "expected"),
        ("«", "\\ud800", "text: "),
        ("«", "\u{1}", "text: control character"),
    ] {
        let changed = sample.replacen(old, new, 1);
        assert_ne!(changed, sample, "{old}");
        let message = read(&changed).expect_err(new);
        if !message.contains(expected) {
            others.push(format!("{new}: {message}"));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

/// Deep nesting anywhere: refused or passed over, without a stack overflow.
#[test]
fn depth_does_no_harm() {
    const DEPTH: usize = 300_000;
    let lists = format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let objects = format!("{}0{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH));
    for deep in [&lists, &objects] {
        for (start, end) in [
            ("", ""),
            (r#"{"schema_version":"1","text":"","x":"#, "}"),
            (r#"{"x":"#, r#","schema_version":"1","text":""}"#),
            (r#"{"schema_version":"1","text":"","parts":"#, "}"),
            (r#"{"schema_version":"1","text":"","parts":[{"x":"#, "}]}"),
            (
                r#"{"schema_version":"1","text":"","numbers":[{"value":{"type":"exact","x":"#,
                "}}]}",
            ),
            (
                r#"{"schema_version":"1","text":"","numbers":[{"value":{"x":"#,
                "}}]}",
            ),
            (
                r#"{"schema_version":"1","text":"","entities":[{"kind":"#,
                "}]}",
            ),
            (
                r#"{"schema_version":"1","text":"","entities":[{"x":"#,
                "}]}",
            ),
            (r#"{"schema_version":"1","text":"","options":{"x":"#, "}}"),
        ] {
            let _ = read(&format!("{start}{deep}{end}"));
            // Without the ends.
            let _ = read(&format!("{start}{}", &deep[..deep.len() / 2]));
        }
    }
    let unknown = format!(r#"{{"schema_version":"1","text":"","x":{lists}}}"#);
    read(&unknown).expect("unknown fields are passed over");
}

/// A kind of JSON that may be large, by its name and the number of its parts.
type Shape<'a> = (&'static str, Box<dyn Fn(usize) -> String + 'a>);

/// Four times the input takes at most eight times as long (twice what is linear, for noise).
#[test]
fn time_is_linear() {
    let part = r#"{"span":{"start":0,"end":0},"kind":"body"},"#;
    let list = |layer: &str, record: &str, count: usize| {
        let records = record.repeat(count);
        let records = records.trim_end_matches(',');
        format!(r#"{{"schema_version":"1","text":"","{layer}":[{records}]}}"#)
    };
    let shapes: [Shape<'_>; 7] = [
        ("records", Box::new(|n| list("parts", part, n))),
        (
            "faulty last",
            Box::new(|n| list("parts", &part.repeat(n), 1).replace("}]}", "}, 5]}")),
        ),
        ("numbers", Box::new(|n| list("numbers", "5,", 4 * n))),
        ("unknown", Box::new(|n| list("unknown", part, n))),
        (
            "fields",
            Box::new(|n| {
                let fields = |i| format!(r#""f{i}":{i},"#);
                format!(
                    r#"{{"schema_version":"1",{}"text":""}}"#,
                    (0..n).map(fields).collect::<String>()
                )
            }),
        ),
        (
            "escapes",
            Box::new(|n| {
                format!(
                    r#"{{"schema_version":"1","text":"{}"}}"#,
                    "\\u0642".repeat(4 * n)
                )
            }),
        ),
        (
            "offsets",
            Box::new(|n| {
                let record = |i| {
                    format!(
                        r#"{{"span":{{"start":{i},"end":{}}},"kind":"body"}}"#,
                        i + 1
                    )
                };
                let records: Vec<String> = (0..n).map(record).collect();
                format!(
                    r#"{{"schema_version":"1","offset_unit":"utf16","text":"{}","parts":[{}]}}"#,
                    "ق".repeat(n),
                    records.join(",")
                )
            }),
        ),
    ];
    for (name, shape) in &shapes {
        let time = |count: usize| -> Duration {
            let json = shape(count);
            let once = || {
                let start = ThreadTime::now();
                let _ = std::hint::black_box(Article::from_json(&json));
                start.elapsed()
            };
            (0..3).map(|_| once()).min().unwrap()
        };
        let (small, large) = (time(10_000), time(40_000));
        let least = Duration::from_millis(2);
        assert!(
            large < 8 * small.max(least),
            "{name}: {small:?}, then {large:?}"
        );
    }
}

/// A source of chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % (n.max(1) as u64)).unwrap()
    }
}

/// The pointers of all values in a value.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                pointers(field, &format!("{here}/{name}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                pointers(element, &format!("{here}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Something that hardly any field expects.
fn strange(chance: &mut Chance, len: usize) -> Value {
    let numbers = [
        0,
        1,
        2,
        3,
        len - 1,
        len,
        len + 1,
        u32::MAX as usize,
        1 << 32,
        usize::MAX,
    ];
    match chance.below(14) {
        0 => Value::Null,
        1 => json!(chance.below(2) == 0),
        2 => json!(-1),
        3 => json!(1.5),
        4 => json!(""),
        5 => json!("9".repeat(chance.below(40))),
        6 => json!("-9999-01-01"),
        7 => json!([]),
        8 => json!({}),
        9 => json!({"start": chance.below(len), "end": chance.below(len)}),
        10 => json!(chance.below(len)),
        _ => json!(numbers[chance.below(numbers.len())]),
    }
}

/// Changes one value of the JSON.
fn mutate(value: &mut Value, chance: &mut Chance) {
    let mut places = Vec::new();
    pointers(value, "", &mut places);
    let place = &places[chance.below(places.len())];
    let other = value.pointer(&places[chance.below(places.len())]).cloned();
    let len = TEXT.len();
    let target = value.pointer_mut(place).unwrap();
    match (chance.below(8), target) {
        (0, Value::Array(elements)) if !elements.is_empty() => {
            elements.remove(chance.below(elements.len()));
        }
        (1, Value::Array(elements)) if !elements.is_empty() => {
            let at = chance.below(elements.len());
            elements.insert(at, elements[at].clone());
        }
        (2, Value::Array(elements)) if !elements.is_empty() => {
            let (a, b) = (chance.below(elements.len()), chance.below(elements.len()));
            elements.swap(a, b);
        }
        (0 | 1, Value::Object(fields)) if !fields.is_empty() => {
            let name = fields
                .keys()
                .nth(chance.below(fields.len()))
                .unwrap()
                .clone();
            fields.remove(&name);
        }
        (2, Value::String(text)) => {
            let at = chance.below(text.len() + 1);
            if text.is_char_boundary(at) {
                text.truncate(at);
            }
        }
        (3, target) => *target = other.unwrap(),
        // Numbers near the old one are the likeliest to be believed.
        (4 | 5, Value::Number(number)) => {
            let old = number.as_u64().unwrap_or_default();
            let step = chance.below(9) as u64;
            *number = old.saturating_add(step).saturating_sub(4).into();
        }
        (_, target) => *target = strange(chance, len),
    }
}

/// Changes some bytes of the text form.
fn scramble(json: &str, chance: &mut Chance) -> String {
    const BYTES: &[u8] = b"{}[]\",:0123456789eE+-.\\ntrufals \n\0\xFF\xD9";
    let mut bytes = json.as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let byte = BYTES[chance.below(BYTES.len())];
        match chance.below(4) {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            2 => drop(bytes.remove(at)),
            _ => bytes.truncate(at.max(1)),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

thread_local! {
    static SAMPLE: Value = sample();
}

/// Cases of each property; `PROPTEST_CASES` sets another number.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 400;
    }
    let beside = FileFailurePersistence::WithSource("regressions");
    config.failure_persistence = Some(Box::new(beside));
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_values_are_refused_or_work(seed in any::<u64>(), changes in 1usize..4, unit in 0usize..3) {
        let mut chance = Chance(seed);
        let mut value = SAMPLE.with(Clone::clone);
        value["offset_unit"] = json!(["byte", "char", "utf16"][unit]);
        for _ in 0..changes {
            mutate(&mut value, &mut chance);
        }
        let _ = read(&value.to_string());
    }

    #[test]
    fn changed_bytes_are_refused_or_work(seed in any::<u64>()) {
        let json = SAMPLE.with(Value::to_string);
        let _ = read(&scramble(&json, &mut Chance(seed)));
    }
}
