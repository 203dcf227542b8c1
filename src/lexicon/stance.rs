//! How speakers stand to what they say, as their verbs show it.

/// How the speaker stands to the reported words, by the cue that reports them.
///
/// It comes from the lexicon of cues: «نفى» is a denial, «حذر» a warning, «تساءل» a question. A
/// negated cue («لم ينف») keeps the stance of its verb.
///
/// ```
/// use khabar::{Parser, Stance};
/// let article = Parser::new().parse("حذر الوزير من أن اللقاح سينفد.")?;
/// let cue = article.quotations()[0].cue.as_ref().expect("«حذر»");
/// assert_eq!(cue.stance, Stance::Warning);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Stance {
    /// «قال», «أضاف», «بحسب»
    #[default]
    Neutral,
    /// «أكد», «شدد على»
    Assertive,
    /// «اعتبر», «رأى», «توقع»
    Opinion,
    /// The reporter keeps at a distance: «زعم», «ادعى».
    Claim,
    /// «نفى», «رفض»
    Denial,
    /// «اعترف», «أقر»
    Admission,
    /// «حذر», «هدد ب»
    Warning,
    /// «سأل», «تساءل»
    Question,
    /// «دعا إلى», «طالب»
    Call,
    /// «وعد ب», «تعهد ب»
    Promise,
    /// «أشاد ب», «رحب ب»
    Praise,
    /// «انتقد», «ندد ب», «اتهم»
    Criticism,
    /// «تأسف», «تحسر على»
    Regret,
}

impl Stance {
    /// The stance of a cell of the lexicon.
    pub(super) fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "neutral" => Self::Neutral,
            "assertive" => Self::Assertive,
            "opinion" => Self::Opinion,
            "claim" => Self::Claim,
            "denial" => Self::Denial,
            "admission" => Self::Admission,
            "warning" => Self::Warning,
            "question" => Self::Question,
            "call" => Self::Call,
            "promise" => Self::Promise,
            "praise" => Self::Praise,
            "criticism" => Self::Criticism,
            "regret" => Self::Regret,
            _ => return None,
        })
    }
}
