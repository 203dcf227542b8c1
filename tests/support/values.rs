//! Values of numbers as the tables of tests write them: `25`, `3..5`, `3/4`, `2-1`, `~`.

use khabar::NumberValue;
use rust_decimal::Decimal;

pub fn value(value: &NumberValue) -> String {
    let plain = |value: &Decimal| value.normalize().to_string();
    let bound = |value: &Option<Decimal>| value.as_ref().map_or(String::new(), plain);
    match value {
        NumberValue::Exact { value } => plain(value),
        NumberValue::Range { low, high } => format!("{}..{}", bound(low), bound(high)),
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{}/{}", plain(numerator), plain(denominator)),
        NumberValue::Score { first, second } => format!("{first}-{second}"),
        NumberValue::Text { text } => text.clone(),
        _ => "~".to_owned(),
    }
}
