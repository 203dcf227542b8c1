//! The money in some articles: exact amounts with their currency, the largest first in each.
//!
//! `cargo run --example money -- FILE…` (without a file: articles that are part of the repository).

mod support;

use std::error::Error;
use std::io::{self, Write as _};

use khabar::{Number, NumberKind, NumberValue, Parser};
use rust_decimal::Decimal;

fn main() -> Result<(), Box<dyn Error>> {
    let parser = Parser::new();
    let mut out = io::stdout().lock();
    for (name, text) in support::articles()? {
        let article = parser.parse(&text)?;
        let mut sums: Vec<(&str, Decimal, &Number)> = article
            .numbers()
            .iter()
            .filter(|number| number.kind == NumberKind::Money)
            .filter_map(|number| Some((currency(number)?, amount(number)?, number)))
            .collect();
        sums.sort_by(|(a, much, _), (b, more, _)| a.cmp(b).then(more.cmp(much)));
        for (currency, amount, number) in sums {
            let words = article.slice(number.bounded_span());
            writeln!(out, "{name}\t{amount:>16} {currency}\t{words}")?;
        }
    }
    Ok(())
}

/// The ISO 4217 code, or the generic name («دينار») where nothing tells the country.
fn currency(number: &Number) -> Option<&str> {
    let unit = number.unit.as_ref()?;
    Some(unit.resolved.as_ref().unwrap_or(&unit.id).as_str())
}

/// The amount; of a range its upper bound.
fn amount(number: &Number) -> Option<Decimal> {
    match number.value {
        NumberValue::Exact { value } => Some(value),
        NumberValue::Range { low, high } => high.or(low),
        _ => None,
    }
}
