//! Closed sets that the lexicon's rows and the layers' records share.

/// What an approximator says.
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
