//! Character classes of Arabic press text.
//!
//! One look-up per character: letters get a six-bit code after folding (hamza seats, final ya and
//! ta marbuta, presentation forms, Persian letter shapes), so that every spelling variant of a word
//! has the same codes. Sources: Unicode 16 blocks Arabic, Arabic Presentation Forms-A and -B.

/// What a character is to the scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Arabic letter with its folded code (1..=29).
    Arabic(u8),
    /// Ligature of two Arabic letters (lam-alef presentation forms), both codes.
    Ligature(u8, u8),
    /// Latin letter with its folded code (30..=55).
    Latin(u8),
    /// Decimal digit of one of three families, with its value.
    Digit(Family, u8),
    /// Vowel sign, tatweel or other mark that belongs to the word before it and is not counted.
    Mark,
    /// Invisible format control: bidi marks, joiners, BOM, soft hyphen.
    Control,
    /// White space, but no line break.
    Space,
    /// Line break: LF, CR, NEL, LS, PS.
    Break,
    /// Quotation mark of any style; brackets are punctuation.
    Quote,
    /// Punctuation.
    Punct,
    /// Anything else: symbols, emoji, other scripts.
    Other,
}

/// The three digit families.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// 0-9
    Ascii,
    /// ٠-٩
    Arabic,
    /// ۰-۹
    Persian,
}

/// Codes of folded Arabic letters, in this order from 1.
#[cfg(test)]
pub(crate) const LETTERS: &str = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي";
/// Code of bare alef, to which أ إ آ ٱ fold.
pub(crate) const ALEF: u8 = 2;
/// Code of ba.
pub(crate) const BA: u8 = 3;
/// Code of mim.
pub(crate) const MEEM: u8 = 25;
/// Code of ta.
pub(crate) const TA: u8 = 4;
/// Code of sin.
pub(crate) const SEEN: u8 = 13;
/// Code of fa.
pub(crate) const FA: u8 = 21;
/// Code of kaf.
pub(crate) const KAF: u8 = 23;
/// Code of lam.
pub(crate) const LAM: u8 = 24;
/// Code of nun.
pub(crate) const NUN: u8 = 26;
/// Code of ha, to which ة folds.
pub(crate) const HA: u8 = 27;
/// Code of waw, to which ؤ folds.
pub(crate) const WAW: u8 = 28;
/// Code of ya, to which ى and ئ fold.
pub(crate) const YA: u8 = 29;
/// Code of `a`; the other Latin letters follow.
pub(crate) const LATIN_A: u8 = 30;

/// Codes of U+0621..=U+064A; 0 where the code point is no letter (tatweel, gaps).
#[rustfmt::skip]
const BASIC: [u8; 42] = [
    1, ALEF, ALEF, WAW, ALEF, YA, ALEF, BA, HA, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
    18, 19, 20, 0, 0, 0, 0, 0, 0, FA, 22, KAF, LAM, 25, 26, HA, WAW, YA, YA,
];

/// Codes of the presentation forms U+FE80..=U+FEF4: (code, number of forms).
#[rustfmt::skip]
const FORMS: [(u8, u8); 36] = [
    (1, 1), (ALEF, 2), (ALEF, 2), (WAW, 2), (ALEF, 2), (YA, 4), (ALEF, 2), (BA, 4), (HA, 2),
    (4, 4), (5, 4), (6, 4), (7, 4), (8, 4), (9, 2), (10, 2), (11, 2), (12, 2), (13, 4), (14, 4),
    (15, 4), (16, 4), (17, 4), (18, 4), (19, 4), (20, 4), (FA, 4), (22, 4), (KAF, 4), (LAM, 4),
    (25, 4), (26, 4), (HA, 4), (WAW, 2), (YA, 2), (YA, 4),
];

fn presentation_form(offset: u32) -> Class {
    let mut left = offset;
    for (code, forms) in FORMS {
        if left < u32::from(forms) {
            return Class::Arabic(code);
        }
        left -= u32::from(forms);
    }
    Class::Other
}

/// Classes of U+0000..=U+07FF, one load each.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "in a constant: a fault does not compile"
)]
static COMMON: [Class; 0x800] = {
    let mut table = [Class::Other; 0x800];
    let mut n = 0;
    while n < 0x800 {
        table[n] = common(n as u32);
        n += 1;
    }
    table
};

/// The class of a character.
#[inline]
pub(crate) fn class(c: char) -> Class {
    match COMMON.get(c as usize) {
        None | Some(Class::Other) => rare(c),
        Some(&class) => class,
    }
}

/// Entry of [`PLAIN`] for what is no letter; greater than every code.
pub(crate) const NO_LETTER: u64 = 0x80;

/// Codes of the letters U+0621..=U+064A for the scanner's inner loop over plain words, by six bits of
/// the second byte and, above them, bits 0 and 3 of the leading one. 0 where the character is missing
/// (of its leading byte bit 0 may be left), [`NO_LETTER`] for all else.
#[expect(
    clippy::indexing_slicing,
    reason = "in a constant: a fault does not compile"
)]
pub(crate) static PLAIN: [u8; 1024] = {
    #[expect(clippy::cast_possible_truncation, reason = "one bit of eight")]
    let mut table = [NO_LETTER as u8; 1024];
    table[0] = 0;
    table[1 << 6] = 0;
    let mut n = 0x621;
    while n <= 0x64A {
        if let Class::Arabic(code) = common(n) {
            // U+0600 and U+0640 stand behind leading bytes that differ in bit 0.
            table[(0x200 | n & 0x7F) as usize] = code;
        }
        n += 1;
    }
    table
};

/// The class of a character and its length in bytes, at a byte offset of the text; `None` at its end.
#[inline]
pub(crate) fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return COMMON.get(first as usize).map(|&class| (class, 1));
    }
    if first < 0xE0 {
        let second = *bytes.get(at + 1)?;
        let n = (usize::from(first) & 0x1F) << 6 | usize::from(second) & 0x3F;
        if let Some(&class) = COMMON.get(n) {
            if class != Class::Other {
                return Some((class, 2));
            }
        }
    }
    let c = text.get(at..)?.chars().next()?;
    Some((class(c), c.len_utf8()))
}

/// The class and length of the character that ends at a byte offset of the text; `None` at its start.
#[inline]
pub(crate) fn class_before(text: &str, at: usize) -> Option<(Class, usize)> {
    let bytes = text.as_bytes();
    let last = *bytes.get(at.checked_sub(1)?)?;
    if last < 0x80 {
        return COMMON.get(last as usize).map(|&class| (class, 1));
    }
    let first = at.checked_sub(2).and_then(|at| bytes.get(at)).copied()?;
    if (0xC0..0xE0).contains(&first) {
        let n = (usize::from(first) & 0x1F) << 6 | usize::from(last) & 0x3F;
        if let Some(&class) = COMMON.get(n) {
            if class != Class::Other {
                return Some((class, 2));
            }
        }
    }
    let c = text.get(..at)?.chars().next_back()?;
    Some((class(c), c.len_utf8()))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "each difference is below 256, and below the table's length in its arm"
)]
const fn common(n: u32) -> Class {
    match n {
        0x0A..=0x0D | 0x85 => Class::Break,
        0x09 | 0x20 | 0xA0 => Class::Space,
        0x30..=0x39 => Class::Digit(Family::Ascii, (n - 0x30) as u8),
        0x41..=0x5A => Class::Latin(LATIN_A + (n - 0x41) as u8),
        0x61..=0x7A => Class::Latin(LATIN_A + (n - 0x61) as u8),
        0x22 | 0x27 | 0x60 | 0x00AB | 0x00BB => Class::Quote,
        0x00..=0x1F | 0x7F..=0x84 | 0x86..=0x9F => Class::Control,
        0x21..=0x7E => Class::Punct,
        0x0640
        | 0x0610..=0x061A
        | 0x064B..=0x065F
        | 0x0670
        | 0x06D6..=0x06DC
        | 0x06DF..=0x06E8
        | 0x06EA..=0x06ED => Class::Mark,
        0x0621..=0x064A => match BASIC[(n - 0x0621) as usize] {
            0 => Class::Other,
            code => Class::Arabic(code),
        },
        0x0660..=0x0669 => Class::Digit(Family::Arabic, (n - 0x0660) as u8),
        0x06F0..=0x06F9 => Class::Digit(Family::Persian, (n - 0x06F0) as u8),
        0x060C | 0x061B | 0x061E | 0x061F | 0x066A..=0x066D | 0x06D4 => Class::Punct,
        _ => Class::Other,
    }
}

/// Classes outside the common ranges.
fn rare(c: char) -> Class {
    let n = c as u32;
    match n {
        0x2028 | 0x2029 => Class::Break,
        0x2018..=0x201F | 0x2032..=0x2036 | 0x2039 | 0x203A | 0x300C..=0x300F | 0xFF02 => {
            Class::Quote
        }
        0x08D3..=0x08FF => Class::Mark,
        0x00AD | 0x034F | 0x061C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF => {
            Class::Control
        }
        0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => Class::Space,
        0x0671..=0x0673 => Class::Arabic(ALEF),
        0x067E | 0x067B => Class::Arabic(BA),
        0x0686 => Class::Arabic(6),
        0x0698 => Class::Arabic(12),
        0x06A4 | 0x06A2 => Class::Arabic(FA),
        0x06A9 | 0x06AF | 0x06AD | 0x0763 => Class::Arabic(KAF),
        0x06C1 | 0x06BE | 0x06C0 | 0x06C2 | 0x06C3 | 0x06D5 => Class::Arabic(HA),
        0x06CC | 0x06D0 | 0x06CE => Class::Arabic(YA),
        0x06C6 | 0x06C7 | 0x06CB => Class::Arabic(WAW),
        0x06A8 | 0x06A7 => Class::Arabic(22),
        0x0300..=0x0338 => Class::Mark,
        0x00C0..=0x017F => latin(c),
        0xFE80..=0xFEF4 => presentation_form(n - 0xFE80),
        0xFEF5..=0xFEFC => Class::Ligature(LAM, ALEF),
        0xFE70..=0xFE7F => Class::Mark,
        0x2010..=0x2015
        | 0x2022
        | 0x2026
        | 0x2030
        | 0x00A7
        | 0x00B7
        | 0x00BF
        | 0x00A1
        | 0xFD3E
        | 0xFD3F
        | 0x2212
        | 0x25CF
        | 0x25AA
        | 0x2043 => Class::Punct,
        _ => Class::Other,
    }
}

/// Latin letters with diacritics fold to their base letter.
fn latin(c: char) -> Class {
    const TABLE: &str = "àáâãäåāăą:a çćĉċč:c ďđð:d èéêëēĕėęě:e ĝğġģ:g ĥħ:h ìíîïĩīĭįı:i ĵ:j ķ:k \
                         ĺļľŀł:l ñńņňŋ:n òóôõöøōŏőœ:o ŕŗř:r śŝşšß:s ţťŧþ:t ùúûüũūŭůűų:u ŵ:w ýÿŷ:y \
                         źżž:z æ:a";
    let lower = c.to_lowercase().next().unwrap_or(c);
    for group in TABLE.split(' ') {
        if let Some((members, base)) = group.split_once(':') {
            if members.contains(lower) {
                let base = base.bytes().next().unwrap_or(b'a');
                return Class::Latin(LATIN_A + (base - b'a'));
            }
        }
    }
    Class::Other
}

/// Whether the character is a vowel sign, tatweel or format control, which no comparison counts.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(class(c), Class::Mark | Class::Control)
}

/// Whether the character is white space or a format control.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(class(c), Class::Space | Class::Break | Class::Control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_at_and_before_an_offset_are_those_of_the_character() {
        let samples = [
            'a', '.', '\n', 'ب', 'ً', '\u{61C}', '؟', 'é', '…', '\u{200F}', 'ﻻ', '😀',
        ];
        for c in samples {
            for around in samples {
                let text: String = [around, c, around].iter().collect();
                let (start, len) = (around.len_utf8(), c.len_utf8());
                let expected = Some((class(c), len));
                assert_eq!(class_at(&text, start), expected, "{text:?}");
                assert_eq!(class_before(&text, start + len), expected, "{text:?}");
            }
        }
        assert_eq!(class_at("", 0), None);
        assert_eq!(class_before("ب", 0), None);
    }

    #[test]
    fn codes_follow_the_letter_list() {
        for (i, c) in LETTERS.chars().enumerate() {
            let code = u8::try_from(i + 1).unwrap();
            assert_eq!(class(c), Class::Arabic(code), "{c}");
        }
        for (c, code) in [
            ('ا', ALEF),
            ('ب', BA),
            ('س', SEEN),
            ('ف', FA),
            ('ك', KAF),
            ('ل', LAM),
        ] {
            assert_eq!(class(c), Class::Arabic(code));
        }
        for (a, b) in [
            ('آ', 'ا'),
            ('ى', 'ي'),
            ('ة', 'ه'),
            ('ؤ', 'و'),
            ('ئ', 'ي'),
            ('گ', 'ك'),
        ] {
            assert_eq!(class(a), class(b));
        }
        assert_eq!(class('\u{FEDF}'), class('ل'));
        assert_eq!(class('\u{FEF2}'), class('ي'));
        assert_eq!(class('\u{FE8D}'), class('ا'));
        assert_eq!(class('É'), class('e'));
    }
}
