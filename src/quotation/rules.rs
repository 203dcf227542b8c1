//! The rules that decide what words in marks are, and those that find speech without marks.

use super::types::QuotationKind;
use crate::rule::RuleId;

/// A kind and the rule that chose it.
pub(super) type Decision = (QuotationKind, RuleId);

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: RuleId = RuleId::new($text);)*
        /// The names of all rules.
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($text),*];
    };
}

rules! {
    /// «بلغت "1500" حبة»
    DIGITS = "quotation/digits";
    /// «صحيفة "الحياة"»
    ANNOUNCED_NAME = "quotation/announced_name";
    /// «بعنوان "…"»
    ANNOUNCED_TITLE = "quotation/announced_title";
    /// «قال لـ"الجريدة" إن»
    ADDRESSED_NAME = "quotation/addressed_name";
    /// «هتافات "…"»
    ANNOUNCED_SPEECH = "quotation/announced_speech";
    /// «قال "الإنتربول" إن»
    KNOWN_NAME = "quotation/known_name";
    /// «قال: "…"»
    COLON = "quotation/colon";
    /// «أكد أن "…"»
    COMPLEMENTIZER = "quotation/complementizer";
    /// «وصفه بأنه "تكريم"»
    COMPLEMENTIZER_PART = "quotation/complementizer_part";
    /// «أكد أن "الفيلق" عاد»
    SUBJECT_NAME = "quotation/subject_name";
    /// «قال فلان "سنعود غدا"», «"سنعود"، يقول فلان»
    BARE = "quotation/bare";
    /// «قال "نعم"»
    BARE_PART = "quotation/bare_part";
    /// «المخلوع "صالح"»
    APPOSED_NAME = "quotation/apposed_name";
    /// «أشار إلى "زيادة الخطر"», «وصفه بـ"الكارثي"»
    OBJECT = "quotation/object";
    /// «وصفه بأنه "كارثة"»
    LABEL = "quotation/label";
    /// «أشار إلى "أن الخطر زاد"»
    OBJECT_CLAUSE = "quotation/object_clause";
    /// «أكد أن الأمر "لا يحتمل التأخير"»
    CLAUSE = "quotation/clause";
    /// «أكد أن الحملة تمر في "ظروف عادية"»
    CLAUSE_PART = "quotation/clause_part";
    /// Long words without a cue in reach.
    LONG = "quotation/long";
    /// «خوفا من "عدو داخلي"»
    SET_APART = "quotation/set_apart";
    /// Short words without a cue in reach.
    NAME = "quotation/name";
    /// «أكد فلان أن …» without marks.
    INDIRECT = "quotation/indirect";
    /// «وقال فلان: …» without marks.
    INDIRECT_COLON = "quotation/indirect_colon";
    /// «فلان: …» as a headline.
    HEADLINE = "quotation/headline";
}
