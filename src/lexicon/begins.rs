//! Which date words begin an expression, for a look at the word alone before any grammar: noted in the
//! bits of words when the block is made.

use super::dates::{DateWord, Prep, Relation};

/// Whether a word by itself begins an expression, far from the text's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// It stands inside expressions or beside them.
    Never,
    /// Before another date word or a numeral.
    Before,
    /// It may.
    Maybe,
}

impl DateWord {
    pub(super) const fn begins(self) -> Begins {
        match self {
            Self::Prep(
                Prep::Before
                | Prep::After
                | Prep::Since
                | Prep::From
                | Prep::Between
                | Prep::More
                | Prep::Less,
            )
            | Self::This
            | Self::That
            | Self::Itself
            | Self::Last
            | Self::Rest
            | Self::Every
            | Self::Few => Begins::Before,
            Self::Prep(_)
            | Self::Relation(
                Relation::Latest
                | Relation::Current
                | Relation::Next
                | Relation::Following
                | Relation::Same,
            )
            | Self::Meridiem(_)
            | Self::Except
            | Self::FromNow
            | Self::Zone { .. }
            | Self::Era(_)
            | Self::Twin
            | Self::Whole
            | Self::Age { .. }
            | Self::Prison
            | Self::Died
            | Self::Lasting
            | Self::NameHead { .. }
            | Self::NotDate
            | Self::NotDay { .. }
            | Self::EventHead
            | Self::YearHead
            | Self::Construct(_)
            | Self::Or
            | Self::FromThen
            | Self::Future => Begins::Never,
            _ => Begins::Maybe,
        }
    }
}
