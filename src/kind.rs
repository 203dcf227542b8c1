//! Closed sets that the lexicon's rows and the layers' records share.

use std::fmt;

/// What an approximator says.
///
/// ```
/// use khabar::{ApproxKind, Parser};
/// let article = Parser::new().parse("حضر نحو 500 موظف.")?;
/// let approx = article.numbers()[0].approx.as_ref().expect("«نحو»");
/// assert_eq!(approx.kind, ApproxKind::About);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ApproxKind {
    /// أكثر من، تجاوز
    MoreThan,
    /// أقل من، دون
    LessThan,
    /// نحو، حوالي
    About,
    /// ما لا يقل عن
    AtLeast,
    /// لا يزيد على
    AtMost,
    /// حتى، يصل إلى
    UpTo,
    /// بالضبط، يساوي
    Exactly,
    /// عشرات، بضعة
    Vague,
}

/// TIMEX3 `mod`.
///
/// ```
/// use khabar::{DateModifier, parse_date};
/// let date = parse_date("أواخر مايو 2021", None)?;
/// assert_eq!(date.modifier, Some(DateModifier::End));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "SCREAMING_SNAKE_CASE")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum DateModifier {
    /// مطلع، بداية، أوائل
    Start,
    /// منتصف
    Mid,
    /// نهاية، أواخر
    End,
    /// نحو، حوالي
    Approx,
    /// قبل، حتى
    Before,
    /// بعد
    After,
    /// أكثر من
    MoreThan,
    /// أقل من
    LessThan,
}

/// The fifteen types of organizations in the press.
///
/// ```
/// use khabar::{EntityKind, OrganizationType, Parser};
/// let article = Parser::new().parse("أعلنت وزارة الصحة ذلك.")?;
/// let organization_type = OrganizationType::Government;
/// assert_eq!(article.entities()[0].kind, EntityKind::Organization { organization_type });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum OrganizationType {
    /// United Nations, Arab League, Interpol.
    Intergovernmental,
    /// Ministries, governments, parliaments, agencies.
    Government,
    /// Police, armies, intelligence.
    Security,
    /// Courts, prosecution.
    Judicial,
    /// Political parties.
    Party,
    /// Companies.
    Company,
    /// Papers, channels, agencies.
    Media,
    /// Associations, unions, think tanks.
    Ngo,
    /// Universities, schools.
    Education,
    /// Hospitals.
    Health,
    /// Clubs, federations, national teams.
    Sports,
    /// Religious institutions.
    Religious,
    /// Armed groups.
    ArmedGroup,
    /// Banks, funds, exchanges.
    Finance,
    /// Anything else.
    Other,
}

/// Gender of a person, or of a word.
///
/// ```
/// use khabar::{EntityKind, Gender, Parser};
/// let article = Parser::new().parse("قالت الوزيرة نعيمة أوحدو إن العمل بدأ.")?;
/// let person = article.entity(article.people()[0].entity).expect("an id of the article");
/// assert_eq!(person.kind, EntityKind::Person { gender: Some(Gender::Feminine) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(
    clippy::exhaustive_enums,
    reason = "closed: the two genders of Arabic grammar"
)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Two letters of ISO 3166-1 for a country; reads like a string.
///
/// ```
/// let article = khabar::Parser::new().parse("وصل الوفد إلى القاهرة.")?;
/// let country = article.entities()[0].country.expect("a country");
/// assert_eq!(country.as_str(), "EG");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(try_from = "String")
)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, if it has two capital letters.
    pub(crate) fn new(code: &[u8]) -> Option<Self> {
        let letters: [u8; 2] = code.try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(letters))
    }

    /// The two letters.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("وصل الوفد إلى الرباط.")?;
    /// let country = article.entities()[0].country;
    /// assert_eq!(country.as_ref().map(khabar::CountryCode::as_str), Some("MA"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::ops::Deref for CountryCode {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl TryFrom<String> for CountryCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(code.as_bytes()).ok_or("expected a country, two capital letters")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}
