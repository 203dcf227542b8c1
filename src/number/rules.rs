//! The rules that make records out of numerals, by name.

/// Digits that count.
pub(super) const CARDINAL_DIGITS: &str = "number/cardinal_digits";
/// Number words that count.
pub(super) const CARDINAL_WORDS: &str = "number/cardinal_words";
/// «الثالثة», «رابع أكبر».
pub(super) const ORDINAL_WORDS: &str = "number/ordinal_words";
/// «الـ70», «الدقيقة 60».
pub(super) const ORDINAL_DIGITS: &str = "number/ordinal_digits";
/// «25 في المئة».
pub(super) const PERCENT: &str = "number/percent";
/// «5 دولارات».
pub(super) const MONEY: &str = "number/money";
/// «12 كيلومترا».
pub(super) const QUANTITY: &str = "number/quantity";
/// «طنين», «لتر ونصف».
pub(super) const UNIT_FIRST: &str = "number/unit_first";
/// «ثلاثة أرباع».
pub(super) const FRACTION: &str = "number/fraction";
/// «واحد من كل خمسة».
pub(super) const RATIO: &str = "number/ratio";
/// «بين 3 و5».
pub(super) const RANGE_BETWEEN: &str = "number/range_between";
/// «من 3 إلى 5», «3 إلى 5».
pub(super) const RANGE_TO: &str = "number/range_to";
/// «3-5».
pub(super) const RANGE_DASH: &str = "number/range_dash";
/// «أكثر من 100 وأقل من 300».
pub(super) const RANGE_OF_BOUNDS: &str = "number/range_of_bounds";
/// «3 أضعاف», «ضعف عدد».
pub(super) const MULTIPLIER: &str = "number/multiplier";
/// «عشرات», «مئات الآلاف».
pub(super) const VAGUE: &str = "number/vague";
/// «3-1».
pub(super) const SCORE: &str = "number/score";
/// «القانون رقم 13.22».
pub(super) const IDENTIFIER: &str = "number/identifier";

/// All rules.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    CARDINAL_DIGITS,
    CARDINAL_WORDS,
    ORDINAL_WORDS,
    ORDINAL_DIGITS,
    PERCENT,
    MONEY,
    QUANTITY,
    UNIT_FIRST,
    FRACTION,
    RATIO,
    RANGE_BETWEEN,
    RANGE_TO,
    RANGE_DASH,
    RANGE_OF_BOUNDS,
    MULTIPLIER,
    VAGUE,
    SCORE,
    IDENTIFIER,
];
