//! What a mark is by its characters and by what stands on either side of it.

use crate::doc::Doc;
use crate::lex::{Token, TokenKind, mark};

/// Systems of marks; a pair stays inside one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Family {
    /// “ ” „ " ″ and doubled single marks.
    Double,
    /// « » and doubled signs.
    Guillemet,
    /// ‹ ›
    Angle,
    /// ‘ ’ ' ′ and the grave accent
    Single,
    /// 「 」 『 』
    Corner,
    /// (( ))
    Round,
}

impl Family {
    pub(super) const ALL: [Self; 6] = [
        Self::Double,
        Self::Guillemet,
        Self::Angle,
        Self::Single,
        Self::Corner,
        Self::Round,
    ];

    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Whether words between such marks are quotations in every paper; a lone one is a fault.
    pub(super) const fn is_strong(self) -> bool {
        matches!(self, Self::Double | Self::Guillemet)
    }
}

/// The direction that a mark's shape shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Opens,
    Closes,
    Neutral,
}

/// What is done with a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Action {
    #[default]
    Stray,
    Open,
    Close,
    /// Opens, and gives up the mark that was open.
    Reopen,
}

/// A mark of one or two tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Its first token.
    pub(super) first: usize,
    /// The token behind it.
    pub(super) end: usize,
    pub(super) family: Family,
    pub(super) shape: Shape,
    /// Cost of reading it as opening.
    pub(super) open: u16,
    /// Cost of reading it as closing.
    pub(super) close: u16,
    /// Cost of leaving it out.
    pub(super) stray: u16,
    pub(super) action: Action,
    /// Back pointers of the search: for each depth the action and the depth before it.
    pub(super) back: [(Action, u8); super::DEPTHS],
}

/// Cost of a reading against which nothing speaks, some, much, everything.
const NONE: u16 = 0;
const LITTLE: u16 = 1;
const SOME: u16 = 2;
const MUCH: u16 = 4;
const ALL: u16 = 8;
/// Cost of a mark without partner.
pub(super) const LONE: u16 = 5;

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Line start or line end.
    Edge,
    Space,
    /// Colon or opening bracket on the left.
    Opener,
    /// Comma on the left.
    Comma,
    /// Full stop, question or exclamation mark on the left.
    Stop,
    /// Closing punctuation on the right.
    Closer,
    /// A letter that is written together with what follows: و ب ل ف ك ال, also with tatweel.
    Proclitic,
    /// A number.
    Number,
    /// A word that begins with و, on the right.
    Waw,
    Word,
}

/// Reads the mark that starts at a token, if one does.
pub(super) fn mark_at(doc: &Doc<'_>, at: usize) -> Option<Mark> {
    let token = doc.token(at)?;
    let c = match token.kind {
        TokenKind::Quote | TokenKind::Punct => token.character()?,
        _ => return None,
    };
    let doubled = || doc.is_char(at + 1, c) && doc.is_glued(at + 1);
    let (family, shape, tokens) = match c {
        '"' | '″' | '‶' | '\u{FF02}' | '‴' => {
            let tokens = if doubled() && is_one(doc, at) { 2 } else { 1 };
            (Family::Double, Shape::Neutral, tokens)
        }
        '“' | '„' | '‟' => (Family::Double, Shape::Opens, 1),
        '”' => (Family::Double, Shape::Closes, 1),
        '«' => (Family::Guillemet, Shape::Opens, 1),
        '»' => (Family::Guillemet, Shape::Closes, 1),
        '<' if doubled() => (Family::Guillemet, Shape::Opens, 2),
        '>' if doubled() => (Family::Guillemet, Shape::Closes, 2),
        '‹' => (Family::Angle, Shape::Opens, 1),
        '›' => (Family::Angle, Shape::Closes, 1),
        '\'' | '`' | '′' | '‵' | '‘' | '’' | ',' if doubled() => {
            (Family::Double, Shape::Neutral, 2)
        }
        '‘' | '‚' | '‛' => (Family::Single, Shape::Opens, 1),
        '’' => (Family::Single, Shape::Closes, 1),
        '\'' | '`' | '′' | '‵' => (Family::Single, Shape::Neutral, 1),
        '「' | '『' => (Family::Corner, Shape::Opens, 1),
        '」' | '』' => (Family::Corner, Shape::Closes, 1),
        '(' if doubled() => (Family::Round, Shape::Opens, 2),
        ')' if doubled() => (Family::Round, Shape::Closes, 2),
        _ => return None,
    };
    let end = at + tokens;
    let (left, right) = (left_of(doc, at), right_of(doc, end));
    if family == Family::Single && is_apostrophe(left, right) {
        return None;
    }
    let (mut open, mut close) = position(left, right);
    let against = match family {
        Family::Double => SOME,
        _ => SOME + LITTLE,
    };
    match shape {
        Shape::Opens => close += against,
        Shape::Closes => open += against,
        Shape::Neutral => {}
    }
    let stray = if family == Family::Single || shape == Shape::Neutral && left == Side::Number {
        // An apostrophe, or inches.
        LITTLE
    } else if open < close {
        // A mark that evidently opens was rather forgotten to be closed.
        LONE + SOME
    } else {
        LONE
    };
    Some(Mark {
        first: at,
        end,
        family,
        shape,
        open,
        close,
        stray,
        action: Action::Stray,
        back: [(Action::Stray, 0); super::DEPTHS],
    })
}

/// Whether two equal neutral marks are one: `""كذا""`.
fn is_one(doc: &Doc<'_>, at: usize) -> bool {
    let (left, right) = (left_of(doc, at), right_of(doc, at + 2));
    let free = |side| matches!(side, Side::Edge | Side::Space | Side::Opener | Side::Closer);
    free(left) != free(right)
}

fn is_apostrophe(left: Side, right: Side) -> bool {
    matches!(left, Side::Word | Side::Number) && matches!(right, Side::Word | Side::Waw)
}

/// Costs of opening and closing by position: a space before and none after opens.
fn position(left: Side, right: Side) -> (u16, u16) {
    let free = matches!(right, Side::Edge | Side::Space | Side::Closer);
    match (left, right) {
        (_, Side::Edge) => (ALL, NONE),
        (Side::Edge, _) => (NONE, ALL),
        (Side::Opener, Side::Closer) => (SOME, LITTLE),
        (Side::Opener, _) => (NONE, MUCH + LITTLE),
        (Side::Space, Side::Space) => (SOME, SOME),
        (Side::Space, Side::Closer) => (MUCH + SOME, LITTLE),
        (Side::Space, Side::Waw) => (NONE, MUCH),
        (Side::Space, _) => (NONE, MUCH + LITTLE),
        (Side::Proclitic, _) if !free => (LITTLE, MUCH),
        (Side::Proclitic, Side::Space) => (SOME, SOME),
        (Side::Comma, Side::Waw) => (SOME, SOME),
        (Side::Comma, _) if !free => (LITTLE, SOME + LITTLE),
        (Side::Comma, _) => (SOME + LITTLE, LITTLE),
        (Side::Stop, _) if !free => (SOME + LITTLE, SOME),
        (_, Side::Waw) => (SOME + LITTLE, LITTLE),
        (_, _) if !free => (SOME, SOME),
        _ => (MUCH + SOME, NONE),
    }
}

/// The side before token `at`, through other marks that touch it.
fn left_of(doc: &Doc<'_>, at: usize) -> Side {
    let mut at = at;
    for _ in 0..4 {
        let Some(previous) = at.checked_sub(1).and_then(|before| doc.token(before)) else {
            return Side::Edge;
        };
        if previous.kind == TokenKind::Break {
            return Side::Edge;
        }
        if !doc.is_glued(at) {
            return match previous.character() {
                // «قال : "…"» and «قال: "…"» are the same.
                Some(':') => Side::Opener,
                _ => Side::Space,
            };
        }
        match previous.kind {
            TokenKind::Quote => at -= 1,
            TokenKind::Number => return Side::Number,
            TokenKind::Word if is_proclitic(previous) => return Side::Proclitic,
            TokenKind::Punct => {
                return match previous.character() {
                    Some(':' | '(' | '[' | '{' | '-' | '–' | '—' | '/') => Side::Opener,
                    Some('،' | ',' | '؛' | ';') => Side::Comma,
                    Some('.' | '؟' | '?' | '!' | '…') => Side::Stop,
                    _ => Side::Word,
                };
            }
            _ => return Side::Word,
        }
    }
    Side::Word
}

/// The side from token `at`, through other marks that touch it.
fn right_of(doc: &Doc<'_>, at: usize) -> Side {
    let mut at = at;
    for _ in 0..4 {
        let Some(next) = doc.token(at) else {
            return Side::Edge;
        };
        if next.kind == TokenKind::Break {
            return Side::Edge;
        }
        if !next.has(mark::GLUED) {
            return Side::Space;
        }
        match next.kind {
            TokenKind::Quote => at += 1,
            TokenKind::Word if starts_with_waw(doc, next) => return Side::Waw,
            TokenKind::Punct => {
                return match next.character() {
                    // Three dots begin many a quotation.
                    Some('.') if doc.is_char(at + 1, '.') => Side::Word,
                    Some('.' | '،' | ',' | '؛' | ';' | ':' | '؟' | '?' | '!' | ')' | ']' | '}') => {
                        Side::Closer
                    }
                    Some('-' | '–' | '—' | '/') => Side::Closer,
                    _ => Side::Word,
                };
            }
            _ => return Side::Word,
        }
    }
    Side::Word
}

fn starts_with_waw(doc: &Doc<'_>, token: &Token) -> bool {
    token.letters > 2 && doc.slice(token.span()).starts_with('و')
}

/// One of the letters that are written together with the next word, or the bare article.
fn is_proclitic(token: &Token) -> bool {
    use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW};
    let last = token.key.letter(u32::from(token.letters).saturating_sub(1));
    match token.letters {
        1 => matches!(last, WAW | FA | BA | LAM | KAF),
        2 => {
            let first = token.key.letter(0);
            matches!(first, WAW | FA) && matches!(last, BA | LAM | KAF)
                || first == ALEF && last == LAM
                || first == LAM && last == LAM
        }
        3 => {
            let (first, second) = (token.key.letter(0), token.key.letter(1));
            matches!(first, WAW | FA | BA | KAF) && second == ALEF && last == LAM
        }
        _ => false,
    }
}
