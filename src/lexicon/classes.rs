//! The classes that an entry can stand in, one bit each.

/// Class of a lexicon entry. A token's `flags` hold a bit for each class in which its word stands or
/// begins a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// Number words: cardinals, ordinals, fractions, scales.
    Number,
    /// Months, weekdays, time units, deictics, relative adjectives, parts of day, eras.
    Date,
    /// Units of measure and currencies.
    Unit,
    /// Approximators and bounds.
    Approximator,
    /// Reporting cues in all forms.
    Cue,
    /// Head nouns of organizations, and head nouns of names in marks.
    Head,
    /// Titles and functions of persons.
    Role,
    /// Complementizers, prepositions, pronouns, relatives, conjunctions.
    Function,
    /// Nationality adjectives.
    Nisba,
    /// Given names.
    Given,
    /// Family names.
    Family,
    /// Places.
    Place,
    /// Organizations.
    Organization,
}

impl Class {
    /// The class's bit in a token's flags.
    pub(crate) const fn bit(self) -> u16 {
        1 << self as u8
    }

    /// Beside the classes: a date word that begins a phrase too.
    pub(crate) const DATE_PHRASE: u16 = 1 << 15;

    /// Beside the classes: a date word that begins no expression.
    pub(crate) const IDLE_DATE: u16 = 1 << 13;

    /// Beside the classes: a date word that begins an expression only before a date word or numeral.
    pub(crate) const LEADING_DATE: u16 = 1 << 14;

    /// Names, whose reading yields to that of any other class: «وأن» is no «Wan».
    pub(crate) const WEAK: u16 =
        Self::Given.bit() | Self::Family.bit() | Self::Place.bit() | Self::Organization.bit();
}
