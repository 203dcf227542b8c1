//! What a word is seen as once it is read, one bit each.

/// A frequent common word in any reading, or known as something else than a name.
pub(super) const COMMON: u8 = 1;
/// Unknown, uncommon, without article and Arabic endings.
pub(super) const FOREIGN: u8 = 2;
/// A word of sports as written.
pub(super) const SPORTS: u8 = 4;
/// An organization's name can begin here.
pub(super) const ORGANIZATION: u8 = 8;
/// A title or a listed name, or a word that opens names.
pub(super) const PERSON: u8 = 16;
/// A place of the lexicon, or a noun before the name of one.
pub(super) const PLACE: u8 = 32;
/// A reporting verb.
pub(super) const SAYING: u8 = 64;
