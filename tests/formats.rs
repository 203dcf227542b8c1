//! CoNLL, brat, `TimeML` and CSV, read back by strict readers of their own and compared with the article.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use khabar::{Article, Brat, CsvTable, Date, MentionForm, OffsetMap, OffsetUnit, Parser, Span};
use support::{adversarial, fixtures};

/// Texts that hurt careless writers.
const HOSTILE: [&str; 14] = [
    "",
    "\u{FEFF}خبر",
    "قال الوزير: «=HYPERLINK(\"http://x\",\"y\")، 5 آلاف»\r\nوأضاف: \"+1 -2 @3\".",
    "قالت وزارة الصحة ]]> <b>&amp;</b> إن «العدد 5» يوم 3 مايو 2024.\r\rثم عادت.\r\n",
    "\u{202E}قال\u{202C} \u{200F}علي\u{200F} حسن: «\u{2067}نعم\u{2069}» في \u{200E}2024\u{200E}.",
    "سافر 😀👩\u{200D}👧 إلى تونس 🇹🇳 يوم 5 مايو 2024 𝟓𝟔 𐎀 ثم عاد.",
    "\0\u{1}\u{B}\u{C}\u{1B} قال\0 الوزير في تونس يوم\u{1} 3 مايو 2024 \u{FFFE}\u{FFFF}\u{7F}\u{85}\u{9F}.",
    "وزارة\nالصحة\nقالت\u{2028}أمس\u{2029}إن «الوضع\nجيد\n\nجدا»",
    "-DOCSTART- -X- O O\n# newdoc id = 5\n#\tO\nفي تونس\tO",
    "T1\tPlace 0 4\tx\nE1\tReport:T1\n*\tEquiv T1 T2\nقال: «T2\tPlace»",
    "'=1+1\n\"\"\",\"\r\n;|\\ \\n \\\" قتل 3 جنود",
    "ووزارة الصحة ولتونس وبالأمم المتحدة وللأمم المتحدة",
    "بين 3 و5 مايو 2024، من 2010 إلى 2015، 1 محرم 1446 هـ الموافق 7 يوليو 2024، قبل يناير",
    "</TEXT></TimeML><!-- -- --> <![CDATA[ x ]]> <?xml?> &#0; &lol; أمس",
];

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = fixtures::articles().into_iter().map(|f| f.text).collect();
    texts.extend(HOSTILE.map(str::to_owned));
    texts.push(HOSTILE.concat());
    texts.extend(adversarial::ALL.iter().map(|hostile| hostile.text(300)));
    // Every tenth fixture as it comes from Windows.
    texts.extend(
        fixtures::articles()
            .into_iter()
            .step_by(10)
            .map(|f| f.text.replace('\n', "\r\n")),
    );
    texts
}

/// Runs a check on every text, with and without a reference time.
fn each(mut check: impl FnMut(&Article<'_>)) {
    let parser = Parser::new();
    let dated = parser.at("2024-05-14T18:30".parse::<khabar::Anchor>().unwrap());
    for text in texts() {
        check(&parser.parse(&text).unwrap());
        check(&dated.parse(&text).unwrap());
    }
}

fn characters(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Spans of the article in code points.
fn in_chars(article: &Article<'_>, spans: impl IntoIterator<Item = Span>) -> Vec<(usize, usize)> {
    let spans: Vec<Span> = spans.into_iter().collect();
    let offsets = spans.iter().flat_map(|span| [span.start(), span.end()]);
    let map = OffsetMap::new(article.text(), OffsetUnit::Char, offsets);
    let spans = spans.into_iter().map(|span| map.span_from_bytes(span));
    spans.map(|span| (span.start(), span.end())).collect()
}

// ---------------------------------------------------------------- CoNLL

/// Names of the article, outer ones only.
fn outer_names(article: &Article<'_>) -> Vec<((usize, usize), &'static str)> {
    let organizations = article.organizations().iter();
    let named = organizations.filter(|mention| mention.form != MentionForm::Nominal);
    let mut all: Vec<(Span, &str)> = named.map(|mention| (mention.span, "ORG")).collect();
    all.extend(article.people().iter().map(|mention| (mention.span, "PER")));
    all.extend(article.places().iter().map(|mention| (mention.span, "LOC")));
    all.sort_by_key(|(span, _)| (span.start(), usize::MAX - span.end()));
    let mut reached = 0;
    all.retain(|(span, _)| {
        let is_outer = span.start() >= reached;
        reached = reached.max(span.end());
        is_outer
    });
    let spans = in_chars(article, all.iter().map(|(span, _)| *span));
    spans
        .into_iter()
        .zip(all)
        .map(|(span, (_, tag))| (span, tag))
        .collect()
}

/// Sentences of (token, start, end, tag).
fn read_conll(file: &str) -> (String, Vec<Vec<(String, usize, usize, String)>>) {
    let mut blocks = file.strip_suffix('\n').unwrap().split("\n\n");
    let head: Vec<&str> = blocks
        .next()
        .unwrap()
        .trim_end_matches('\n')
        .split('\t')
        .collect();
    assert_eq!(
        (head.len(), head[0], head[2], head[3]),
        (4, "-DOCSTART-", "-X-", "O")
    );
    let mut sentences = Vec::new();
    for block in blocks.filter(|block| !block.is_empty()) {
        let lines = block.trim_end_matches('\n').split('\n').map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line:?}");
            let by_space = line
                .split(|c: char| c.is_whitespace() || c.is_control())
                .count();
            assert_eq!(by_space, 4, "{line:?}");
            (
                cells[0].to_owned(),
                cells[1].parse().unwrap(),
                cells[2].parse().unwrap(),
                cells[3].to_owned(),
            )
        });
        sentences.push(lines.collect());
    }
    (head[1].to_owned(), sentences)
}

#[test]
fn conll_gives_the_names_back() {
    each(|article| {
        let text = characters(article.text());
        let (id, sentences) = read_conll(&article.conll().id("a\t1 %").to_string());
        assert_eq!(id, "a%091%20%25");
        let mut found: Vec<((usize, usize), String)> = Vec::new();
        let mut written = String::new();
        let mut end_before = 0;
        for sentence in &sentences {
            let mut before = "O".to_owned();
            for (token, start, end, tag) in sentence {
                let source: String = text[*start..*end].iter().collect();
                let same = token.chars().zip(source.chars());
                assert!(
                    token.chars().count() == end - start
                        && same.clone().all(|(a, b)| a == b || a == '\u{FFFD}')
                );
                assert!(*start >= end_before);
                let gap = &text[end_before..*start];
                assert!(
                    gap.iter().all(|c| support::invariants::is_blank(*c)),
                    "{gap:?}"
                );
                end_before = *end;
                written.push_str(token);
                match tag.split_once('-') {
                    Some(("B", kind)) => found.push(((*start, *end), kind.to_owned())),
                    Some(("I", kind)) => {
                        assert!(before.ends_with(kind) && before != "O", "{before} {tag}");
                        let last = found.last_mut().unwrap();
                        assert_eq!(last.1, kind);
                        last.0.1 = *end;
                    }
                    _ => assert_eq!(tag, "O"),
                }
                before.clone_from(tag);
            }
        }
        let expected = outer_names(article);
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(span, tag)| (span, tag.to_owned()))
            .collect();
        assert_eq!(found, expected, "{:?}", article.text());
        // Whole words: the same tags, no more tokens than words.
        let (_, whole) = read_conll(&article.conll().whole_words().to_string());
        let begun = |sentences: &Vec<Vec<(String, usize, usize, String)>>| {
            let tags = sentences.iter().flatten().map(|token| token.3.clone());
            tags.filter(|tag| tag.starts_with("B-")).count()
        };
        assert!(begun(&whole) <= begun(&sentences));
        let joined: String = whole
            .iter()
            .flatten()
            .map(|token| token.0.as_str())
            .collect();
        assert_eq!(joined, written);
    });
}

// ---------------------------------------------------------------- brat

/// Types of a section of `annotation.conf`, and the values of attributes.
fn section(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let conf = Brat::ANNOTATION_CONF;
    let body = conf.split(&format!("[{name}]\n")).nth(1).unwrap();
    let body = body.split("\n[").next().unwrap();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in body
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        let mut cells = line.trim().split(['\t', ' ']);
        let values = line.split("Value:").nth(1).unwrap_or_default();
        types
            .entry(cells.next().unwrap().to_owned())
            .or_default()
            .extend(values.split('|').map(str::to_owned));
    }
    types
}

#[test]
fn brat_gives_the_spans_back() {
    let (entities, events) = (section("entities"), section("events"));
    let (relations, attributes) = (section("relations"), section("attributes"));
    each(|article| {
        let brat = article.brat();
        let text = characters(&brat.text());
        assert!(!text.contains(&'\r'));
        assert_eq!(text.len(), article.text().chars().count());
        let mut bound: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        let mut reports = Vec::new();
        for line in brat.to_string().split_terminator('\n') {
            let (id, rest) = line.split_once('\t').unwrap();
            assert!(id == "*" || ids.insert(id.to_owned()), "{id} twice");
            match id.as_bytes()[0] {
                b'T' => {
                    let (what, surface) = rest.split_once('\t').unwrap();
                    let cells: Vec<&str> = what.split(' ').collect();
                    let [kind, start, end] = cells[..] else {
                        panic!("{line}")
                    };
                    let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
                    assert!(start < end && end <= text.len(), "{line}");
                    let source: String = text[start..end].iter().collect();
                    let same = surface.chars().zip(source.chars());
                    assert_eq!(surface.chars().count(), end - start);
                    assert!(
                        same.into_iter().all(|(a, b)| a == b
                            || a == ' ' && b.is_whitespace()
                            || b.is_control()),
                        "{line}"
                    );
                    assert!(surface.lines().count() == 1 && !surface.contains('\t'));
                    assert!(
                        entities.contains_key(kind)
                            || entities.contains_key(&format!("!{kind}"))
                            || events.contains_key(kind),
                        "{kind}"
                    );
                    bound.insert(id.to_owned(), (kind.to_owned(), start, end));
                }
                b'E' => {
                    let parts: Vec<(&str, &str)> = rest
                        .split(' ')
                        .map(|part| part.split_once(':').unwrap())
                        .collect();
                    assert_eq!((parts[0].0, parts[1].0), ("Report", "Content"));
                    assert!(parts.iter().all(|(_, target)| bound.contains_key(*target)));
                    assert_eq!(bound[parts[0].1].0, "Report");
                    reports.push(
                        parts
                            .iter()
                            .map(|(role, target)| ((*role).to_owned(), bound[*target].clone()))
                            .collect::<Vec<_>>(),
                    );
                }
                b'R' => {
                    let cells: Vec<&str> = rest.split(' ').collect();
                    assert!(relations.contains_key(cells[0]), "{line}");
                    assert!(bound.contains_key(cells[1].strip_prefix("Arg1:").unwrap()));
                    assert!(bound.contains_key(cells[2].strip_prefix("Arg2:").unwrap()));
                }
                b'A' => {
                    let cells: Vec<&str> = rest.split(' ').collect();
                    assert!(attributes[cells[0]].contains(cells[2]), "{line}");
                    assert!(ids.contains(cells[1]), "{line}");
                }
                b'#' => assert!(
                    bound.contains_key(
                        rest.split_once('\t')
                            .unwrap()
                            .0
                            .strip_prefix("AnnotatorNotes ")
                            .unwrap()
                    )
                ),
                b'*' => assert!(
                    rest.strip_prefix("Equiv ")
                        .unwrap()
                        .split(' ')
                        .all(|id| bound.contains_key(id))
                ),
                _ => panic!("{line}"),
            }
        }
        let of = |kinds: &[&str]| {
            let found = bound
                .values()
                .filter(|(kind, ..)| kinds.contains(&kind.as_str()));
            let mut found: Vec<(usize, usize)> =
                found.map(|(_, start, end)| (*start, *end)).collect();
            found.sort_unstable();
            found
        };
        let sorted = |spans: Vec<Span>| {
            let mut spans = in_chars(article, spans);
            spans.sort_unstable();
            spans
        };
        assert_eq!(
            of(&["Organization"]),
            sorted(article.organizations().iter().map(|m| m.span).collect())
        );
        assert_eq!(
            of(&["Person"]),
            sorted(article.people().iter().map(|m| m.span).collect())
        );
        assert_eq!(
            of(&["Place"]),
            sorted(article.places().iter().map(|m| m.span).collect())
        );
        assert_eq!(
            of(&["Date", "Time", "Duration", "Set"]),
            sorted(article.dates().iter().map(|m| m.span).collect())
        );
        let kinds = [
            "Cardinal",
            "Ordinal",
            "Percent",
            "Money",
            "Quantity",
            "Fraction",
            "Multiplier",
            "Score",
            "Identifier",
        ];
        assert_eq!(
            of(&kinds),
            sorted(article.numbers().iter().map(|m| m.span).collect())
        );
        let kinds = ["Speech", "PartialSpeech", "NameOrTitle", "Scare"];
        assert_eq!(
            of(&kinds),
            sorted(article.quotations().iter().map(|m| m.span).collect())
        );
        // Each quotation with a cue is one event: its cue, content and speaker.
        let cued: Vec<_> = article
            .quotations()
            .iter()
            .filter(|q| q.cue.is_some())
            .collect();
        assert_eq!(reports.len(), cued.len());
        for (report, quotation) in reports.iter().zip(cued) {
            let cue = quotation.cue.as_ref().unwrap().span;
            let speaker = quotation.speaker().and_then(|speaker| speaker.span);
            let spans: Vec<_> = report
                .iter()
                .map(|(_, (_, start, end))| (*start, *end))
                .collect();
            assert_eq!(
                spans,
                in_chars(
                    article,
                    [Some(cue), Some(quotation.span), speaker]
                        .into_iter()
                        .flatten()
                )
            );
        }
    });
}

// ---------------------------------------------------------------- TimeML

/// Tags and text of a small strict reader: no entities but the five and `&#13;`, attributes in double
/// quotes, tags balanced.
fn read_xml(file: &str) -> Vec<(String, BTreeMap<String, String>, usize, usize, String)> {
    let body = file
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .unwrap();
    let mut open: Vec<(String, BTreeMap<String, String>, usize, String)> = Vec::new();
    let mut closed = Vec::new();
    let mut at = 0;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        assert!(
            !matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'),
            "{c:?} is not allowed"
        );
        if c == '<' {
            let (tag, behind) = rest[1..].split_once('>').unwrap();
            rest = behind;
            if let Some(name) = tag.strip_prefix('/') {
                let (opened, attributes, start, text) = open.pop().unwrap();
                assert_eq!(opened, name);
                if name == "TEXT" || name == "DCT" || name == "DOCID" {
                    at = 0;
                }
                if let Some(outer) = open.last_mut() {
                    outer.3.push_str(&text);
                }
                closed.push((
                    opened,
                    attributes,
                    start,
                    start + text.chars().count(),
                    text,
                ));
                continue;
            }
            let (tag, empty) = tag
                .strip_suffix('/')
                .map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let mut found = BTreeMap::new();
            let mut cells = attributes.split('"');
            while let (Some(key), Some(value)) = (cells.next(), cells.next()) {
                let key = key.trim().strip_suffix('=').unwrap().to_owned();
                assert!(found.insert(key, value.to_owned()).is_none(), "{tag}");
            }
            if name == "TEXT" {
                at = 0;
            }
            if empty {
                closed.push((name.to_owned(), found, at, at, String::new()));
            } else {
                open.push((name.to_owned(), found, at, String::new()));
            }
            continue;
        }
        let (c, len) = if c == '&' {
            let entities = [
                ("&amp;", '&'),
                ("&lt;", '<'),
                ("&gt;", '>'),
                ("&quot;", '"'),
                ("&#13;", '\r'),
            ];
            let (entity, c) = entities
                .into_iter()
                .find(|(entity, _)| rest.starts_with(entity))
                .unwrap();
            (c, entity.len())
        } else {
            assert!(c != '>' && c != '\r', "raw {c:?}");
            (c, c.len_utf8())
        };
        if let Some(inner) = open.last_mut() {
            inner.3.push(c);
        }
        at += 1;
        rest = &rest[len..];
    }
    assert!(open.is_empty());
    closed
}

/// The dates that are elements: ends for ranges, twins beside.
fn leaves(date: &Date) -> Vec<&Date> {
    let ends = [date.begin.as_deref(), date.end.as_deref()];
    let mut leaves: Vec<&Date> = ends.into_iter().flatten().collect();
    if leaves.is_empty() {
        leaves.push(date);
    }
    leaves.extend(date.twin.as_deref());
    leaves
}

#[test]
fn timeml_gives_the_dates_back() {
    let mut count = 0;
    let mut ranges = 0;
    each(|article| {
        let xml = article.timeml().id("a<&\"1").to_string();
        let elements = read_xml(&xml);
        let text = elements.iter().find(|element| element.0 == "TEXT").unwrap();
        let allowed = |c: char| match c {
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                '\u{FFFD}'
            }
            c => c,
        };
        let expected: String = article.text().chars().map(allowed).collect();
        assert_eq!(text.4, expected);
        assert_eq!(
            elements
                .iter()
                .find(|element| element.0 == "DOCID")
                .unwrap()
                .4,
            "a<&\"1"
        );
        let timexes: Vec<_> = elements
            .iter()
            .filter(|element| element.0 == "TIMEX3")
            .collect();
        assert_eq!(timexes[0].1["tid"], "t0");
        assert_eq!(timexes[0].1["functionInDocument"], "CREATION_TIME");
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        assert!(timexes.iter().all(|timex| ids.insert(&timex.1["tid"])));
        for timex in &timexes {
            for key in ["anchorTimeID", "beginPoint", "endPoint"] {
                assert!(timex.1.get(key).is_none_or(|id| ids.contains(id.as_str())));
            }
            assert!(["DATE", "TIME", "DURATION", "SET"].contains(&timex.1["type"].as_str()));
            ranges += usize::from(timex.1.contains_key("beginPoint"));
        }
        let found: Vec<_> = timexes[1..]
            .iter()
            .filter(|timex| timex.2 < timex.3)
            .collect();
        let mut dates: Vec<&Date> = article.dates().iter().flat_map(leaves).collect();
        dates.sort_by_key(|date| date.span.start());
        let mut reached = 0;
        dates.retain(|date| {
            let is_free = date.span.start() >= reached;
            reached = reached.max(date.span.end());
            is_free
        });
        let spans = in_chars(article, dates.iter().map(|date| date.span));
        assert_eq!(
            found
                .iter()
                .map(|timex| (timex.2, timex.3))
                .collect::<Vec<_>>(),
            spans
        );
        for (timex, date) in found.iter().zip(&dates) {
            assert_eq!(timex.1["value"], date.value.as_str());
            assert_eq!(timex.1.contains_key("mod"), date.modifier.is_some());
            count += 1;
        }
    });
    assert!(count > 100 && ranges > 2, "{count} dates, {ranges} ranges");
}

#[test]
fn relative_dates_hang_on_the_day_of_publication() {
    let anchor: khabar::Anchor = "2024-05-14".parse().unwrap();
    let text =
        "وصل أمس، وغادر 3 مايو 2024، ويعود الثلاثاء المقبل، وبقي بين يناير ومارس 2023، ويعمل حاليا.";
    let article = Parser::new().at(anchor).parse(text).unwrap();
    let xml = article.timeml().to_string();
    let shown: Vec<(String, bool)> = read_xml(&xml)
        .into_iter()
        .filter(|element| element.0 == "TIMEX3" && element.1["tid"] != "t0")
        .map(|element| {
            (
                element.1["value"].clone(),
                element.1.contains_key("anchorTimeID"),
            )
        })
        .collect();
    let expected = [
        ("2024-05-13", true),
        ("2024-05-03", false),
        ("2024-05-21", true),
        ("2023-01", false),
        ("2023-03", false),
        ("P3M", false),
        ("PRESENT_REF", true),
    ];
    assert_eq!(
        shown,
        expected.map(|(value, anchored)| (value.to_owned(), anchored))
    );
}

// ---------------------------------------------------------------- CSV

/// Rows of RFC 4180, nothing looser.
fn read_csv(file: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut characters = file.chars().peekable();
    let mut quoted = false;
    while let Some(c) = characters.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match c {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => {
                quoted = false;
                assert!(
                    matches!(characters.peek(), Some(',' | '\r')),
                    "text behind a quoted cell"
                );
            }
            '"' => {
                assert!(cell.is_empty(), "a quote inside a plain cell");
                quoted = true;
            }
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            '\n' if !quoted => panic!("a bare line feed"),
            c => cell.push(c),
        }
    }
    assert!(!quoted);
    assert_eq!(rows.pop(), Some(vec![String::new()]));
    rows
}

#[test]
fn csv_gives_every_record_back() {
    each(|article| {
        for table in CsvTable::ALL {
            let spans: Vec<Span> = match table {
                CsvTable::Sentences => article.sentences().iter().map(|r| r.span).collect(),
                CsvTable::Quotations => article.quotations().iter().map(|r| r.span).collect(),
                CsvTable::Numbers => article.numbers().iter().map(|r| r.span).collect(),
                CsvTable::Dates => article.dates().iter().map(|r| r.span).collect(),
                CsvTable::Organizations => article.organizations().iter().map(|r| r.span).collect(),
                CsvTable::People => article.people().iter().map(|r| r.span).collect(),
                _ => article.places().iter().map(|r| r.span).collect(),
            };
            let file = format!("{}{}", table.header(), article.csv(table).id("a\"1,\n"));
            let rows = read_csv(&file);
            assert_eq!(rows.len(), spans.len() + 1);
            let places = in_chars(article, spans.iter().copied());
            for (index, (row, (start, end))) in rows[1..].iter().zip(places).enumerate() {
                assert_eq!(row.len(), rows[0].len(), "{row:?}");
                assert_eq!(row[0], "a\"1,\n");
                assert_eq!(row[1..4], [index, start, end].map(|n| n.to_string()));
                assert_eq!(
                    row[4],
                    article.slice(spans[index]).replace('\0', "\u{FFFD}")
                );
            }
            // Nothing runs in a spreadsheet; all else stays.
            let guarded = read_csv(&article.csv(table).id("=1").for_spreadsheets().to_string());
            for (row, plain) in guarded.iter().zip(&rows[1..]) {
                assert_eq!(row[0], "'=1");
                for (cell, plain) in row.iter().zip(plain).skip(1) {
                    let numeric = cell
                        .trim_start_matches('-')
                        .starts_with(|c: char| c.is_ascii_digit());
                    assert!(
                        numeric || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                        "{cell:?}"
                    );
                    assert_eq!(
                        cell.strip_prefix('\'')
                            .filter(|cell| *cell == plain)
                            .unwrap_or(cell),
                        plain
                    );
                }
            }
        }
    });
}
