//! Grammar of numerals: digits with separators, number words, scales, ordinals.
//!
//! Gender of units and spelling of hundreds are free, as in the press («خمسة عشرة», «ثلاث مائة»);
//! the order of terms is that of the written language: greater scales first, joined by و, units
//! before tens.

use nom::Parser as _;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::digits::{self, Digits};
use crate::chars;
use crate::doc::{Cardinal, PResult, Tokens};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::numbers::{Form, NumberWord, WordKind};

pub(super) const FAIL: nom::Err<()> = nom::Err::Error(());

/// A number word at the head of the input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) token: &'a Token,
    pub(super) row: NumberWord,
    /// With the article.
    pub(super) definite: bool,
    /// With a conjunction written to it.
    pub(super) and: bool,
    /// With a preposition written to it.
    pub(super) preposition: bool,
}

impl Word<'_> {
    pub(super) fn bare(&self) -> bool {
        !self.and && !self.preposition
    }
}

/// The number word at the head of the input, whatever its clitics.
#[inline]
pub(super) fn word(i: Tokens<'_>) -> PResult<'_, Word<'_>> {
    match i.first() {
        Some(token)
            if token.flags & Class::Number.bit() != 0
                && matches!(token.kind, TokenKind::Word | TokenKind::Other) =>
        {
            known_word(i, token)
        }
        _ => Err(FAIL),
    }
}

fn known_word<'a>(i: Tokens<'a>, token: &'a Token) -> PResult<'a, Word<'a>> {
    let lexicon = i.doc.lexicon;
    let numbers = &lexicon.numbers;
    let row = lexicon
        .row(token.word, Class::Number)
        .and_then(|row| numbers.words.get(row as usize))
        .ok_or(FAIL)?;
    if row.kind == WordKind::Hundreds && row.value == 200 && is_dead(i, token) {
        return Err(FAIL);
    }
    let mut found = Word {
        token,
        row: *row,
        definite: token.has(mark::ARTICLE),
        and: token.has(mark::CONJUNCTION),
        preposition: token.has(mark::PREPOSITION),
    };
    if found.definite && row.kind == WordKind::Scale && row.value == 1000 {
        // ألف begins with the letters of the article itself.
        let key = i.doc.host_key(i.at());
        found.definite = key.letter(2) == chars::ALEF && key.letter(3) == chars::LAM;
    }
    if row.kind == WordKind::Unit && row.value == 1 && !found.and && splits_to_one(i, token) {
        found.and = true;
        found.row.kind = WordKind::One;
    }
    Ok((i.skip(1), found))
}

/// «ميتا» is no «مئتا», though the hamza is folded away.
fn is_dead(i: Tokens<'_>, token: &Token) -> bool {
    let host = i.doc.slice(token.host());
    let mut letters = host.chars().filter(|c| !chars::is_ignorable(*c));
    letters.nth(1) == Some('ي') && letters.next_back() == Some('ا')
}

/// «وأحد» and «واحد» are one folded word; the hamza tells them apart, or the ten of «مئة واحد عشر».
fn splits_to_one(i: Tokens<'_>, token: &Token) -> bool {
    let mut letters = i
        .doc
        .slice(token.host())
        .chars()
        .filter(|c| !chars::is_ignorable(*c));
    letters.next() == Some('و')
        && match letters.next() {
            Some('أ') => true,
            Some('ا') => teen_tail(i.skip(1)).is_ok(),
            _ => false,
        }
}

/// A number word of the kinds that `want` accepts.
pub(super) fn word_where<'a>(
    want: impl Fn(&Word<'a>) -> bool,
) -> impl FnMut(Tokens<'a>) -> PResult<'a, Word<'a>> {
    move |i| {
        let (rest, found) = word(i)?;
        if want(&found) {
            Ok((rest, found))
        } else {
            Err(FAIL)
        }
    }
}

/// و, written to the next word or apart. The word itself is not consumed.
pub(super) fn and(i: Tokens<'_>) -> PResult<'_, ()> {
    let token = i.first().ok_or(FAIL)?;
    if !token.is_word() {
        return Err(FAIL);
    }
    if token.letters == 1 && token.key.letter(0) == chars::WAW {
        return match i.skip(1).first() {
            Some(next) if !next.has(mark::CONJUNCTION) => Ok((i.skip(1), ())),
            _ => Err(FAIL),
        };
    }
    let (_, found) = word(i)?;
    if !found.and || found.preposition {
        return Err(FAIL);
    }
    let first = i.doc.slice(token.span()).chars().next();
    if first == Some('و') {
        Ok((i, ()))
    } else {
        Err(FAIL)
    }
}

/// One to nine in any form; `compound` admits those that stand only in compounds.
pub(super) fn unit<'a>(compound: bool) -> impl FnMut(Tokens<'a>) -> PResult<'a, Word<'a>> {
    word_where(move |w: &Word<'_>| {
        w.row.value < 10
            && match w.row.kind {
                WordKind::Unit => true,
                WordKind::One | WordKind::Two => compound,
                _ => false,
            }
    })
}

pub(super) fn ten(i: Tokens<'_>) -> PResult<'_, Word<'_>> {
    word_where(|w| w.row.kind == WordKind::Ten).parse(i)
}

/// عشر or عشرة behind its unit.
pub(super) fn teen_tail(i: Tokens<'_>) -> PResult<'_, Word<'_>> {
    word_where(|w| w.row.kind == WordKind::Unit && w.row.value == 10 && w.bare() && !w.definite)
        .parse(i)
}

/// «خمسة عشر» ⇒ 15. Gender of both parts is free in press usage.
fn teen(i: Tokens<'_>) -> PResult<'_, u64> {
    (unit(true), teen_tail)
        .map(|(unit, _)| unit.row.value + 10)
        .parse(i)
}

/// «خمسة وعشرون» ⇒ 25.
fn unit_and_ten(i: Tokens<'_>) -> PResult<'_, u64> {
    (unit(true), preceded(and, ten))
        .map(|(unit, ten)| unit.row.value + ten.row.value)
        .parse(i)
}

/// One to ninety-nine.
pub(super) fn below_hundred(i: Tokens<'_>) -> PResult<'_, u64> {
    let single = |i| {
        let (rest, word) =
            word_where(|w| matches!(w.row.kind, WordKind::Unit | WordKind::Ten)).parse(i)?;
        // «مئة وثلاثة أرباع»: the three counts quarters.
        let parts = word_where(|w| {
            w.row.kind == WordKind::Fraction && w.row.form == Form::Plural && w.bare()
        })
        .parse(rest);
        match parts {
            Ok(_) if word.row.kind == WordKind::Unit => Err(FAIL),
            _ => Ok((rest, word.row.value)),
        }
    };
    alt((teen, unit_and_ten, single)).parse(i)
}

/// «مئة», «مئتين», «ثلاثمئة», «ثلاث مائة».
pub(super) fn hundreds(i: Tokens<'_>) -> PResult<'_, u64> {
    let fused = word_where(|w| matches!(w.row.kind, WordKind::Hundred | WordKind::Hundreds));
    let split = (
        word_where(|w| w.row.kind == WordKind::Unit && (3..10).contains(&w.row.value)),
        word_where(|w| {
            matches!(w.row.kind, WordKind::Hundred | WordKind::VagueHundreds) && w.bare()
        }),
    );
    alt((
        split.map(|(unit, _)| unit.row.value * 100),
        fused.map(|w| w.row.value),
    ))
    .parse(i)
}

/// One to nine hundred and ninety-nine in words.
fn group(i: Tokens<'_>) -> PResult<'_, u64> {
    let hundred = (hundreds, opt(preceded(and, below_hundred)))
        .map(|(hundreds, rest)| hundreds + rest.unwrap_or(0));
    alt((hundred, below_hundred)).parse(i)
}

/// A scale word behind its count, or with a fraction before it.
fn scale_word(i: Tokens<'_>) -> PResult<'_, Word<'_>> {
    word_where(|w| w.row.kind == WordKind::Scale && w.row.form != Form::Dual && w.bare()).parse(i)
}

/// One term of a sum: a count with its scales.
#[derive(Clone, Copy, Debug)]
struct Term {
    value: Decimal,
    decimal: Option<Decimal>,
    grouped: bool,
    scale: Decimal,
    digits: bool,
}

/// Digits, or words below a thousand, with the scales behind them.
fn counted_term(i: Tokens<'_>) -> PResult<'_, Term> {
    let written = digits::digits.map(|found| (found, true));
    let worded = group.map(|value| (Digits::whole(Decimal::from(value)), false));
    let (mut rest, (found, digits)) = alt((written, worded)).parse(i)?;
    let Digits {
        mut value,
        mut decimal,
        grouped,
    } = found;
    if let Ok((behind, fraction)) = decimal_words(rest) {
        value = value.checked_add(fraction).ok_or(FAIL)?;
        rest = behind;
    }
    let mut scale = Decimal::ONE;
    for turn in 0..2 {
        let Ok((behind, word)) = scale_word(rest) else {
            break;
        };
        let factor = Decimal::from(word.row.value);
        if word.definite || turn == 1 && (factor <= scale || word.row.form == Form::Plural) {
            break;
        }
        if turn == 0 && digits {
            let plural = word.row.form == Form::Plural;
            value = digits::scaled(value, decimal, grouped, factor, plural).ok_or(FAIL)?;
        } else {
            value = value.checked_mul(factor).ok_or(FAIL)?;
        }
        decimal = None;
        scale = scale.checked_mul(factor).ok_or(FAIL)?;
        rest = behind;
    }
    Ok((
        rest,
        Term {
            value,
            decimal,
            grouped,
            scale,
            digits,
        },
    ))
}

/// «فاصلة خمسة» ⇒ 0.5 behind a whole number.
fn decimal_words(i: Tokens<'_>) -> PResult<'_, Decimal> {
    let (mut i, _) = word_where(|w| w.row.kind == WordKind::Point && w.bare()).parse(i)?;
    let mut places = 0u32;
    while let Ok((rest, _)) = word_where(|w| w.row.kind == WordKind::Zero && w.bare()).parse(i) {
        places += 1;
        i = rest;
        if places > 9 {
            return Err(FAIL);
        }
    }
    let token = i.first().ok_or(FAIL)?;
    let (rest, value, written) = match token.number() {
        Some(value) if token.letters <= 9 => (i.skip(1), value, u32::from(token.letters)),
        _ => match group(i) {
            Ok((rest, value)) => (rest, value, value.checked_ilog10().unwrap_or(0) + 1),
            Err(_) if places > 0 => return Ok((i, Decimal::ZERO)),
            Err(error) => return Err(error),
        },
    };
    let value = i64::try_from(value).map_err(|_| FAIL)?;
    let fraction = Decimal::try_new(value, places + written).map_err(|_| FAIL)?;
    Ok((rest, fraction))
}

/// A scale without a count: «ألف», «مليونين», «ألف مليون», «ألفا ومئتي».
fn bare_scale(i: Tokens<'_>) -> PResult<'_, Term> {
    let (mut rest, head) = word_where(|w| w.row.kind == WordKind::Scale).parse(i)?;
    let mut scale = Decimal::from(head.row.value);
    let mut value = match head.row.form {
        Form::Dual => scale * Decimal::TWO,
        Form::Plural => return Err(FAIL),
        Form::Accusative if is_construct_dual(i, rest, head) => scale * Decimal::TWO,
        _ => scale,
    };
    if head.row.value == 1000 {
        if let Ok((behind, word)) = scale_word(rest) {
            let factor = Decimal::from(word.row.value);
            if factor > Decimal::ONE_THOUSAND && !word.definite {
                value = value.checked_mul(factor).ok_or(FAIL)?;
                scale = scale.checked_mul(factor).ok_or(FAIL)?;
                rest = behind;
            }
        }
    }
    Ok((
        rest,
        Term {
            value,
            decimal: None,
            grouped: false,
            scale,
            digits: false,
        },
    ))
}

/// «ألفا جندي» is the dual in construct state (2000), «ألفا ومئتي» the accusative (1200).
fn is_construct_dual(i: Tokens<'_>, rest: Tokens<'_>, head: Word<'_>) -> bool {
    if i.doc.slice(head.token.span()).contains('\u{64B}') || head.definite {
        return false;
    }
    rest.first().is_some_and(|next| {
        next.is_word()
            && next.letters > 2
            && !next.has(mark::CONJUNCTION)
            && !next.has(mark::PREPOSITION)
            && !next.has(mark::ARTICLE)
            && next.flags & Class::Function.bit() == 0
            // «مليونا وأحد عشر ألفا»: a word that is read as «واحد» elsewhere.
            && and(rest).is_err()
    })
}

/// A fraction word that cannot be anything else behind و or before a scale: «نصف», «ثلاثة أرباع».
pub(super) fn fraction(i: Tokens<'_>) -> PResult<'_, (u64, u64)> {
    let counted = (
        word_where(|w| w.row.kind == WordKind::Unit),
        word_where(|w| w.row.kind == WordKind::Fraction && w.row.form == Form::Plural && w.bare()),
    )
        .map(|(count, part)| (count.row.value, part.row.value));
    let single = word_where(|w| w.row.kind == WordKind::Fraction && w.row.form != Form::Plural)
        .map(|part| {
            let count = if part.row.form == Form::Dual { 2 } else { 1 };
            (count, part.row.value)
        });
    alt((counted, single)).parse(i)
}

fn ratio(of: Decimal, (count, parts): (u64, u64)) -> Option<Decimal> {
    of.checked_mul(Decimal::from(count))?
        .checked_div(Decimal::from(parts))
}

/// «نصف مليون», «ثلاثة أرباع المليون», «ربع مئة».
fn fraction_of_scale(i: Tokens<'_>) -> PResult<'_, Term> {
    let whole = word_where(|w| {
        w.bare()
            && match w.row.kind {
                WordKind::Hundred => true,
                WordKind::Scale => w.row.form != Form::Dual && w.row.form != Form::Plural,
                _ => false,
            }
    });
    let (rest, (fraction, whole)) = (fraction, whole).parse(i)?;
    let scale = Decimal::from(whole.row.value);
    let value = ratio(scale, fraction).ok_or(FAIL)?;
    Ok((
        rest,
        Term {
            value,
            decimal: None,
            grouped: false,
            scale: Decimal::ONE,
            digits: false,
        },
    ))
}

/// «ونصف», «ونصف المليون», «وثلاثة أرباع»: a part of the scale before it.
fn additive_fraction(i: Tokens<'_>, scale: Decimal) -> PResult<'_, Decimal> {
    let (rest, fraction) = preceded(and, fraction).parse(i)?;
    let value = ratio(scale, fraction).ok_or(FAIL)?;
    if scale > Decimal::ONE {
        if let Ok((behind, word)) = word(rest) {
            if word.row.kind == WordKind::Scale && word.bare() {
                return if Decimal::from(word.row.value) == scale && word.row.form != Form::Plural {
                    Ok((behind, value))
                } else {
                    Err(FAIL)
                };
            }
        }
    }
    // «12 وثلث الأعضاء» counts two things.
    match rest.first() {
        Some(next) if next.is_word() && next.has(mark::ARTICLE) && !next.has(mark::PREPOSITION) => {
            Err(FAIL)
        }
        _ => Ok((rest, value)),
    }
}

/// A sum of terms with falling scales; `head` is the number word at its head.
fn sum<'a>(i: Tokens<'a>, head: Option<Word<'a>>) -> PResult<'a, Cardinal> {
    let (mut rest, first) = match head.map(|word| word.row.kind) {
        Some(WordKind::Scale) => bare_scale(i)?,
        Some(WordKind::Fraction) => fraction_of_scale(i)?,
        Some(WordKind::Unit) => alt((fraction_of_scale, counted_term)).parse(i)?,
        _ => counted_term(i)?,
    };
    let Term {
        mut value,
        decimal,
        grouped,
        mut scale,
        mut digits,
    } = first;
    let mut last = scale;
    loop {
        if let Ok((behind, part)) = additive_fraction(rest, last) {
            value = value.checked_add(part).ok_or(FAIL)?;
            rest = behind;
            break;
        }
        if last <= Decimal::ONE {
            break;
        }
        let next = preceded(and, alt((counted_term, bare_scale))).parse(rest);
        let Ok((behind, term)) = next else { break };
        if term.value >= last {
            break;
        }
        value = value.checked_add(term.value).ok_or(FAIL)?;
        digits |= term.digits;
        last = term.scale;
        scale = term.scale;
        rest = behind;
    }
    Ok((
        rest,
        Cardinal {
            value,
            decimal: decimal.filter(|_| value == first.value),
            grouped,
            digits,
            definite: head.is_some_and(|word| word.definite),
            scale,
            head: head.map_or(WordKind::Zero, |word| word.row.kind),
            len: rest.at() - i.at(),
        },
    ))
}

/// «صفر».
fn zero(i: Tokens<'_>) -> PResult<'_, Cardinal> {
    let (rest, word) = word_where(|w| w.row.kind == WordKind::Zero).parse(i)?;
    let (rest, value) = match decimal_words(rest) {
        Ok((behind, value)) => (behind, value),
        Err(_) => (rest, Decimal::ZERO),
    };
    Ok((
        rest,
        Cardinal {
            value,
            decimal: None,
            grouped: false,
            digits: false,
            definite: word.definite,
            scale: Decimal::ONE,
            head: WordKind::Zero,
            len: rest.at() - i.at(),
        },
    ))
}

/// Whether what stands behind a numeral may belong to it: a number word, or و apart with a number
/// behind it.
fn may_go_on(i: Tokens<'_>) -> bool {
    let Some(token) = i.first() else { return false };
    if !token.is_word() {
        return false;
    }
    token.flags & Class::Number.bit() != 0
        || token.letters == 1
            && token.key.letter(0) == chars::WAW
            && i.skip(1).first().is_some_and(|next| {
                next.kind == TokenKind::Number || next.flags & Class::Number.bit() != 0
            })
}

const fn single(value: Decimal, digits: bool, definite: bool, head: WordKind) -> Cardinal {
    Cardinal {
        value,
        decimal: None,
        grouped: false,
        digits,
        definite,
        scale: Decimal::ONE,
        head,
        len: 1,
    }
}

/// A cardinal number: digits with separators, or words, with scales («خمسة وعشرين», «2,5 مليون»,
/// «مليونين ونصف المليون», «سالب خمسة»). A proclitic of the first word is allowed.
pub(crate) fn cardinal(i: Tokens<'_>) -> PResult<'_, Cardinal> {
    let token = i.first().ok_or(FAIL)?;
    if token.kind == TokenKind::Number {
        let rest = i.skip(1);
        return match token.number() {
            Some(value) if !digits::may_go_on(rest) && !may_go_on(rest) => {
                let value = Decimal::from(value);
                Ok((rest, single(value, true, false, WordKind::Zero)))
            }
            _ => long_cardinal(i),
        };
    }
    if token.flags & Class::Number.bit() == 0 {
        return Err(FAIL);
    }
    long_cardinal(i)
}

/// A cardinal number that the tokens behind its first one may belong to; readings of dates and numbers
/// ask for the same one many times.
fn long_cardinal(i: Tokens<'_>) -> PResult<'_, Cardinal> {
    let Some(known) = i.doc.cardinals else {
        return read_cardinal(i);
    };
    let read = || read_cardinal(i).ok().map(|(_, found)| found);
    let found = known.get_or(i.at()..i.end(), read).ok_or(FAIL)?;
    Ok((i.skip(found.len), found))
}

fn read_cardinal(i: Tokens<'_>) -> PResult<'_, Cardinal> {
    if i.first()
        .is_some_and(|token| token.kind == TokenKind::Number)
    {
        return sum(i, None);
    }
    let (rest, head) = word(i)?;
    match head.row.kind {
        WordKind::Unit
        | WordKind::Ten
        | WordKind::Hundred
        | WordKind::Hundreds
        | WordKind::Zero
            if !may_go_on(rest) =>
        {
            let value = Decimal::from(head.row.value);
            Ok((rest, single(value, false, head.definite, head.row.kind)))
        }
        WordKind::One | WordKind::Two | WordKind::Fraction if !may_go_on(rest) => Err(FAIL),
        WordKind::Unit
        | WordKind::One
        | WordKind::Two
        | WordKind::Ten
        | WordKind::Hundred
        | WordKind::Hundreds
        | WordKind::Scale
        | WordKind::Fraction => sum(i, Some(head)),
        WordKind::Zero => zero(i),
        WordKind::Negative if !head.definite => {
            let head = word(rest).ok().map(|(_, word)| word);
            let (behind, found) = sum(rest, head).or_else(|_| zero(rest))?;
            let found = Cardinal {
                value: -found.value,
                decimal: found.decimal.map(|value| -value),
                len: found.len + 1,
                ..found
            };
            Ok((behind, found))
        }
        _ => Err(FAIL),
    }
}
