//! Examples of every kind of part, with the readings that look alike.

use std::collections::BTreeSet;

use super::PartKind::{
    self, Body, Byline, Caption, Dateline, Headline, Other, SourceTrailer, Subheading,
};
use super::{Part, parts};
use crate::doc::{Doc, read};
use crate::lex::scan;
use crate::lexicon::Lexicon;

/// The parts of an article in order; «~» before a part tells that it stands on the line of the part
/// before it.
type Example = &'static [(PartKind, &'static str)];

/// A paragraph that none can take for a title.
const LONG: &str = "افتتح رئيس البلدية صباح اليوم حديقة عامة جديدة في حي الزيتون بحضور عدد كبير من \
                    السكان الذين انتظروا هذا المشروع منذ سنوات طويلة.";

/// The same behind a dateline.
const BEHIND: &str = "~افتتح رئيس البلدية صباح اليوم حديقة عامة جديدة في حي الزيتون بحضور عدد \
                      كبير من السكان الذين انتظروا هذا المشروع منذ سنوات طويلة.";

const TITLE: &str = "حديقة جديدة في حي الزيتون";

const EXAMPLES: &[Example] = &[
    // A headline is an open line before something longer.
    &[(Headline, TITLE), (Body, LONG)],
    &[(Headline, "هل تعود الحديقة إلى الحي؟"), (Body, LONG)],
    &[(Body, "وصلت الحافلة."), (Body, LONG)],
    &[(Body, "حديقة جديدة في حي الزيتون:"), (Body, LONG)],
    &[(Body, LONG)],
    // Subheadings: a second title, and titles between paragraphs.
    &[
        (Headline, TITLE),
        (Subheading, "مطالب بزيادة المساحات الخضراء"),
        (Body, LONG),
    ],
    &[(Body, LONG), (Subheading, "مقاعد وأشجار"), (Body, LONG)],
    &[(Body, LONG), (Body, "- مقاعد وأشجار"), (Body, LONG)],
    &[(Body, LONG), (Body, "وقال:"), (Body, LONG)],
    &[(Body, LONG), (Body, "مقاعد وأشجار.")],
    // Bylines name author, place and agency and say nothing.
    &[
        (Headline, TITLE),
        (Byline, "سامي القرعان - عمان"),
        (Body, LONG),
    ],
    &[
        (Headline, TITLE),
        (Byline, "بقلم: سامي القرعان"),
        (Body, LONG),
    ],
    &[
        (Headline, TITLE),
        (Body, "كتب سامي القرعان مقالا عن الحديقة."),
        (Body, LONG),
    ],
    &[(Body, LONG), (Byline, "سمير العلمي")],
    &[(Byline, "محمد السالمي – جدة"), (Body, LONG)],
    &[(Byline, "محمد العتيبي"), (Body, LONG)],
    &[(Byline, "Next Previous سامي القرعان – عمان"), (Body, LONG)],
    &[
        (Other, "Next Previous"),
        (Byline, "سامي القرعان - عمان"),
        (Body, LONG),
    ],
    &[(Byline, "رصد وتصوير: سامي القرعان"), (Body, LONG)],
    &[(Body, LONG), (Byline, "* وزير سابق")],
    // Datelines: place, country, agency and day in many forms.
    &[(Dateline, "عمان -"), (Body, BEHIND)],
    &[(Dateline, "عمان:"), (Body, BEHIND)],
    &[(Dateline, "رويترز -"), (Body, BEHIND)],
    &[(Dateline, "عمان (رويترز) -"), (Body, BEHIND)],
    &[(Dateline, "عمان، الأردن (رويترز) --"), (Body, BEHIND)],
    &[(Dateline, "تونس، 3 مايو 2021 (رويترز) -"), (Body, BEHIND)],
    &[(Headline, TITLE), (Dateline, "عمان -"), (Body, BEHIND)],
    &[(
        Body,
        "القاهرة - وهي العاصمة - تستضيف اللقاء المقبل للبلديات العربية بمشاركة وفود كثيرة.",
    )],
    // Source lines, on lines of their own, over two, and behind the last sentence.
    &[(Body, LONG), (SourceTrailer, "المصدر: رويترز")],
    &[(Body, LONG), (SourceTrailer, "المصدر:\nصحيفة الوادي")],
    &[(Body, LONG), (SourceTrailer, "(رويترز)")],
    &[(Body, LONG), (SourceTrailer, "~(رويترز)")],
    &[(Body, LONG), (SourceTrailer, "~المصدر: رويترز")],
    // What comes with a page.
    &[
        (Body, LONG),
        (Other, "اقرأ أيضا: حديقة أخرى في الحي المجاور"),
    ],
    &[
        (Body, LONG),
        (Other, "مواضيع ذات صلة"),
        (Other, "حديقة أخرى"),
        (Other, "شجرة نادرة"),
    ],
    &[(Body, LONG), (Other, "#حدائق #عمان")],
    &[(Body, LONG), (Other, "http://example.org/a")],
    &[(Body, LONG), (Other, "amal.saleh@example.com")],
    &[(Body, LONG), (Other, "فيسبوك")],
    &[(Body, LONG), (SourceTrailer, "* خدمة «نيويورك تايمز»")],
    &[(Body, LONG), (Other, "طباعة")],
    &[(Body, LONG), (Other, "// يتبع // 11:02 ت م")],
    &[(Body, LONG), (Other, "737221 - Zain")],
    &[(Body, LONG), (Other, "14:18 ت م")],
    &[(Body, LONG), (Other, "----"), (Body, LONG)],
    // Words under a picture.
    &[(Body, LONG), (Caption, "صورة أرشيفية"), (Body, LONG)],
    &[(Caption, "جانب من افتتاح الحديقة"), (Body, LONG)],
    &[(Body, LONG), (Caption, "(الصورة: رويترز)"), (Body, LONG)],
    &[
        (Headline, TITLE),
        (Caption, "(الصورة: رويترز)"),
        (Body, LONG),
    ],
];

fn found(text: &str) -> Vec<Part> {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    scan(text, &mut tokens);
    read(text, &mut tokens, &lexicon);
    parts(&Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    })
}

/// The text of an example, its lines parted by `between`.
fn text_of(example: Example, between: &str) -> String {
    let mut text = String::new();
    for (_, part) in example {
        let inline = part.strip_prefix('~');
        if !text.is_empty() {
            text.push_str(if inline.is_some() { " " } else { between });
        }
        text.push_str(&inline.unwrap_or(part).replace('\n', between));
    }
    text
}

fn check(example: Example, before: &str, between: &str) {
    let text = format!("{before}{}", text_of(example, between));
    let found = found(&text);
    let shown: Vec<(PartKind, String)> = found
        .iter()
        .map(|part| (part.kind, text[part.span.range()].to_owned()))
        .collect();
    let expected: Vec<(PartKind, String)> = example
        .iter()
        .map(|(kind, part)| {
            let part = part.strip_prefix('~').unwrap_or(part);
            (*kind, part.replace('\n', between))
        })
        .collect();
    assert_eq!(shown, expected);
    // Every visible character lies in exactly one part.
    let mut end = 0;
    for part in &found {
        assert!(part.span.start() >= end, "{text}");
        assert!(text[end..part.span.start()].chars().all(blank), "{text}");
        end = part.span.end();
    }
    assert!(text[end..].chars().all(blank), "{text}");
}

fn blank(c: char) -> bool {
    crate::chars::is_blank(c)
}

#[test]
fn examples_have_their_parts() {
    for example in EXAMPLES {
        check(example, "", "\n");
    }
}

/// What datelines, bylines and source lines name: place, agency, author, date.
#[test]
fn signed_parts_have_their_fields() {
    type Fields = [&'static str; 4];
    let inline: &[(&str, Fields)] = &[
        ("عمان -", ["عمان", "", "", ""]),
        ("دمشق، سوريا (CNN) --", ["دمشق", "CNN", "", ""]),
        ("الرباط (و م ع) -", ["الرباط", "و م ع", "", ""]),
        ("القاهرة (أ.ف.ب.) –", ["القاهرة", "أ.ف.ب.", "", ""]),
        ("باريس - أ. ف. ب:", ["باريس", "أ. ف. ب", "", ""]),
        (
            "تونس، 3 مايو 2021 (رويترز) -",
            ["تونس", "رويترز", "", "3 مايو 2021"],
        ),
        (
            "لندن (رويترز) 3-11-2024 -",
            ["لندن", "رويترز", "", "3-11-2024"],
        ),
        (
            "محمد السالمي - سبق - جدة:",
            ["جدة", "سبق", "محمد السالمي", ""],
        ),
        ("سيدي واسط (و م ع) -", ["سيدي واسط", "و م ع", "", ""]),
    ];
    for (dateline, fields) in inline {
        let text = format!("{dateline} {LONG}");
        check_fields(&text, Dateline, fields);
    }
    let lines: &[(&str, Fields)] = &[
        ("بقلم: سامي القرعان", ["", "", "سامي القرعان", ""]),
        ("سامي القرعان - عمان", ["عمان", "", "سامي القرعان", ""]),
        ("الرياض: سلمان الحربي", ["الرياض", "", "سلمان الحربي", ""]),
        ("باريس - أ. ف. ب", ["باريس", "أ. ف. ب", "", ""]),
    ];
    for (byline, fields) in lines {
        let text = format!("{TITLE}\n{byline}\n{LONG}");
        check_fields(&text, Byline, fields);
    }
    check_fields(
        &format!("{LONG}\nالمصدر: رويترز"),
        SourceTrailer,
        &["", "رويترز", "", ""],
    );
}

fn check_fields(text: &str, kind: PartKind, fields: &[&str; 4]) {
    let parts = found(text);
    let part = parts
        .iter()
        .find(|part| part.kind == kind)
        .unwrap_or_else(|| panic!("no {kind:?} in {text}"));
    let shown = [part.place, part.agency, part.author, part.date]
        .map(|span| span.map_or("", |span| &text[span.range()]));
    assert_eq!(shown, *fields, "{text}");
}

#[test]
fn empty_lines_and_direction_marks_change_nothing() {
    for example in EXAMPLES {
        check(example, "", "\r\n");
        check(example, "", "\n\n \n");
        check(example, "\n \n", "\u{2028}");
        check(example, "\u{FEFF}\u{200F}", "\n");
    }
}

#[test]
fn every_kind_is_reached() {
    let reached: BTreeSet<PartKind> = EXAMPLES
        .iter()
        .flat_map(|example| example.iter().map(|(kind, _)| *kind))
        .collect();
    let all = [
        Headline,
        Subheading,
        Byline,
        Dateline,
        Body,
        Caption,
        SourceTrailer,
        Other,
    ];
    assert_eq!(reached, BTreeSet::from(all));
}

#[test]
fn a_text_without_words_has_no_parts() {
    for text in ["", " ", "\n\n", "\u{200F}\n\u{FEFF} "] {
        assert_eq!(found(text), [], "{text:?}");
    }
}
