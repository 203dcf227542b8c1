//! Names of the rules that made a record.

use std::borrow::Cow;
use std::fmt;

/// The name of the rule that made a record, such as `cardinal/words`: layer, slash, rule.
///
/// An open set: new rules come with new versions, so compare by name and expect others.
///
/// ```
/// let article = khabar::Parser::new().parse("وصل الوفد في 3 مايو 2021.")?;
/// assert!(article.dates()[0].rule.as_str().starts_with("date/"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
    ///
    /// ```
    /// assert_eq!(khabar::Rejection::Initial.rule().as_str(), "sentence/initial");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
