//! Numbers and dates of press sentences from many countries, as a reader would take them:
//! `tests/data/press_sentences.tsv`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{
    Anchor, ApproxKind, Calendar, Date, DateKind, DurationRole, Layers, Number, NumberKind, Parser,
};
use support::values::value;

const ROWS: &str = include_str!("data/press_sentences.tsv");

/// `25`, `3..5`, `3/4`, `2-1`, `~`, with unit or kind and approximation.
fn number(number: &Number) -> String {
    let mut out = value(&number.value);
    if let Some(unit) = &number.unit {
        out = format!("{out} {}", unit.id.as_str());
    }
    let kind = match number.kind {
        NumberKind::Ordinal => " #ordinal",
        NumberKind::Fraction => " #fraction",
        NumberKind::Multiplier => " #multiplier",
        NumberKind::Score => " #score",
        NumberKind::Identifier => " #identifier",
        _ => "",
    };
    out += kind;
    let approx = number.approx.as_ref().map(|approx| approx.kind);
    if let Some(kind) = approx.filter(|kind| *kind != ApproxKind::Vague) {
        out = format!("{out} ~{}", name(kind));
    }
    out
}

/// `MoreThan` as `more_than`.
fn name(variant: impl std::fmt::Debug) -> String {
    let mut out = String::new();
    for c in format!("{variant:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Each date that a record holds, every one in the forms in which the table may give it.
fn dates(date: &Date, out: &mut Vec<Vec<String>>) {
    let ends = [&date.begin, &date.end];
    if ends.iter().any(|end| end.is_some()) {
        for end in ends.into_iter().flatten() {
            dates(end, out);
        }
        return;
    }
    let value = date.value.as_str();
    let mut forms = vec![value.to_owned()];
    if date.calendar == Calendar::Hijri {
        if let Some(parts) = date.hijri {
            let two = |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
            let year = parts.year.map_or("XXXX".to_owned(), |y| y.to_string());
            forms.push(format!("H{year}{}{}", two(parts.month), two(parts.day)));
        }
    }
    if let Some(at) = value.find('T').filter(|_| !value.starts_with('P')) {
        forms.extend(value.get(at..).map(str::to_owned));
    }
    for form in &mut forms {
        if date.kind == DateKind::Set {
            *form = format!("every {form}");
        }
        if let Some(modifier) = date.modifier {
            *form = format!("{form} {}", name(modifier).to_uppercase());
        }
        match date.role {
            Some(DurationRole::Age) => *form += " age",
            Some(DurationRole::Sentence) => *form += " sentence",
            _ => {}
        }
    }
    out.push(forms);
    if let Some(twin) = &date.twin {
        dates(twin, out);
    }
}

/// Items of a cell, each with the values that are equally good.
fn cell(text: &str) -> Vec<Vec<&str>> {
    let items = text
        .split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items.map(|item| item.split(" or ").collect()).collect()
}

/// Wanted, found and right items: the longest common subsequence.
fn right(wanted: &[Vec<&str>], found: &[Vec<String>]) -> usize {
    let mut table = vec![vec![0; found.len() + 1]; wanted.len() + 1];
    for (w, want) in wanted.iter().enumerate() {
        for (f, forms) in found.iter().enumerate() {
            let same = forms.iter().any(|form| want.contains(&form.as_str()));
            table[w + 1][f + 1] = if same {
                table[w][f] + 1
            } else {
                table[w][f + 1].max(table[w + 1][f])
            };
        }
    }
    table[wanted.len()][found.len()]
}

#[test]
fn sentences_hold_what_a_reader_finds() {
    let parser = Parser::builder()
        .layers(Layers::NUMBERS | Layers::DATES)
        .build()
        .unwrap();
    let mut faults = Vec::new();
    let mut totals = [[0; 3]; 2];
    let rows = ROWS.lines().filter(|line| !line.starts_with('#')).skip(1);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [sentence, published, numbers, times] = cells[..] else {
            panic!("four cells: {row}");
        };
        if cfg!(not(feature = "hijri")) && times.contains('H') {
            continue;
        }
        let anchor: Anchor = published.parse().unwrap();
        let article = parser.at(anchor).parse(sentence).unwrap();
        let found_numbers: Vec<_> = article.numbers().iter().map(|n| vec![number(n)]).collect();
        let mut found_dates = Vec::new();
        for date in article.dates() {
            dates(date, &mut found_dates);
        }
        let both = [(numbers, found_numbers), (times, found_dates)];
        for (layer, (wanted_text, found)) in both.into_iter().enumerate() {
            let wanted = cell(wanted_text);
            let right = right(&wanted, &found);
            totals[layer][0] += wanted.len();
            totals[layer][1] += found.len();
            totals[layer][2] += right;
            if right != wanted.len() || right != found.len() {
                let found: Vec<_> = found.iter().map(|forms| forms.join(" = ")).collect();
                let found = found.join("; ");
                faults.push(format!(
                    "{sentence}\n  wanted {wanted_text}\n  found  {found}"
                ));
            }
        }
    }
    for (layer, [wanted, found, right]) in ["numbers", "dates"].iter().zip(totals) {
        println!("{layer}: {wanted} wanted, {found} found, {right} right");
    }
    assert!(
        faults.is_empty(),
        "{} cells:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
