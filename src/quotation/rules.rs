//! The rules that decide what words in marks are, and those that find speech without marks.

use super::types::QuotationKind;
use crate::rule::RuleId;

/// A kind and the rule that chose it.
pub(super) type Decision = (QuotationKind, RuleId);

/// How sure the decisions of a rule are, in hundredths: the share that holds on articles read by hand,
/// drawn towards 85 where few were read.
pub(super) fn score_of(rule: &RuleId) -> u8 {
    SCORES
        .iter()
        .find(|(name, _)| *name == rule.as_str())
        .map_or(50, |&(_, score)| score)
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $score:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: RuleId = RuleId::new($text);)*
        const SCORES: &[(&str, u8)] = &[$(($text, $score)),*];
        /// The names of all rules.
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($text),*];
    };
}

rules! {
    /// «بلغت "1500" حبة»
    DIGITS = "quotation/digits", 80;
    /// «صحيفة "الحياة"»
    ANNOUNCED_NAME = "quotation/announced_name", 93;
    /// «فيلم "البحر" و"الجبل"»
    LISTED_NAME = "quotation/listed_name", 85;
    /// «بعنوان "…"»
    ANNOUNCED_TITLE = "quotation/announced_title", 74;
    /// «قال لـ"الجريدة" إن»
    ADDRESSED_NAME = "quotation/addressed_name", 90;
    /// «هتافات "…"»
    ANNOUNCED_SPEECH = "quotation/announced_speech", 80;
    /// «قال "الإنتربول" إن»
    KNOWN_NAME = "quotation/known_name", 96;
    /// «قال: "…"»
    COLON = "quotation/colon", 94;
    /// «أكد أن "…"»
    COMPLEMENTIZER = "quotation/complementizer", 95;
    /// «وصفه بأنه "تكريم"»
    COMPLEMENTIZER_PART = "quotation/complementizer_part", 88;
    /// «أكد أن "الفيلق" عاد»
    SUBJECT_NAME = "quotation/subject_name", 68;
    /// «قال فلان "سنعود غدا"», «"سنعود"، يقول فلان»
    BARE = "quotation/bare", 96;
    /// «قال "نعم"»
    BARE_PART = "quotation/bare_part", 80;
    /// «المخلوع "صالح"»
    APPOSED_NAME = "quotation/apposed_name", 63;
    /// «أشار إلى "زيادة الخطر"», «وصفه بـ"الكارثي"»
    OBJECT = "quotation/object", 85;
    /// «وصفه بأنه "كارثة"»
    LABEL = "quotation/label", 92;
    /// «أشار إلى "أن الخطر زاد"»
    OBJECT_CLAUSE = "quotation/object_clause", 90;
    /// «أكد أن الأمر "لا يحتمل التأخير"»
    CLAUSE = "quotation/clause", 85;
    /// «أكد أن الحملة تمر في "ظروف عادية"»
    CLAUSE_PART = "quotation/clause_part", 89;
    /// Long words without a cue in reach.
    LONG = "quotation/long", 80;
    /// «خوفا من "عدو داخلي"»
    SET_APART = "quotation/set_apart", 60;
    /// Short words without a cue in reach.
    NAME = "quotation/name", 60;
    /// «أكد فلان أن …» without marks.
    INDIRECT = "quotation/indirect", 89;
    /// «وقال فلان: …» without marks.
    INDIRECT_COLON = "quotation/indirect_colon", 80;
    /// What is answered in an interview.
    ANSWER = "quotation/answer", 85;
    /// «فلان: …» as a headline.
    HEADLINE = "quotation/headline", 80;
}
