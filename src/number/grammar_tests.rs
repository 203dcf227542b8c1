//! Tests of the numeral grammar by itself.

use rust_decimal::Decimal;

use super::grammar::cardinal;
use super::ordinal_words::ordinal;
use crate::doc::{self, Doc};
use crate::lex;
use crate::lexicon::Lexicon;

fn with_doc<T>(text: &str, f: impl FnOnce(&Doc<'_>) -> T) -> T {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    doc::read(text, &mut tokens, &lexicon);
    f(&Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    })
}

/// The value of a phrase that the grammar reads to its end.
fn read(text: &str) -> Option<Decimal> {
    with_doc(text, |doc| {
        let (rest, found) = cardinal(doc.from(0)).ok()?;
        (rest.first().is_none()).then_some(found.value.normalize())
    })
}

fn read_ordinal(text: &str) -> Option<u32> {
    with_doc(text, |doc| {
        let (rest, found) = ordinal(doc.from(0)).ok()?;
        (rest.first().is_none()).then_some(found)
    })
}

#[test]
fn cardinals() {
    for (text, value) in [
        ("خمسة", "5"),
        ("وخمسين", "50"),
        ("خمس عشرة", "15"),
        ("أحد عشر", "11"),
        ("وأحد عشر", "11"),
        ("اثنتي عشرة", "12"),
        ("خمسة وعشرين", "25"),
        ("واحد و عشرون", "21"),
        ("إحدى وثلاثين", "31"),
        ("ثمانيا وأربعين", "48"),
        ("مئة وثلاثة وعشرين", "123"),
        ("مائة وخمسة عشر", "115"),
        ("ثلاث مائة وأربعة", "304"),
        ("ثمانيمئة", "800"),
        ("مئتا ألف", "200000"),
        ("ثلاثمائة وخمسون ألفا", "350000"),
        ("ألفا ومئتي", "1200"),
        ("ألفين وأربعة وعشرين", "2024"),
        ("ثلاثة آلاف وخمسمئة", "3500"),
        ("مليونين ونصف المليون", "2500000"),
        ("مليون ونصف", "1500000"),
        ("ثلاثة مليارات وربع المليار", "3250000000"),
        ("مليار و200 مليون", "1200000000"),
        ("نصف مليون", "500000"),
        ("ثلاثة أرباع المليون", "750000"),
        ("ألف مليار", "1000000000000"),
        ("مئة ألف مليون", "100000000000"),
        ("2,5 مليون", "2500000"),
        ("١٢٫٥ ألف", "12500"),
        ("1.250.000", "1250000"),
        ("1,250,000.75", "1250000.75"),
        ("12 500", "12500"),
        ("6.500", "6500"),
        ("3.125 مليون", "3125000"),
        ("اثنان فاصلة خمسة", "2.5"),
        ("ثلاثة فاصلة صفر خمسة", "3.05"),
        ("صفر فاصلة خمسة وسبعون", "0.75"),
        ("ناقص سبعة", "-7"),
        ("خمسة ونصف", "5.5"),
        ("5 وربع", "5.25"),
    ] {
        assert_eq!(read(text), Some(value.parse().unwrap()), "{text}");
    }
    for text in [
        "عشرون خمسة",
        "خمسة عشرون",
        "وعشرون خمسة",
        "مئة ألفين",
        "1.2.3",
        "ألف وألفين",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn ordinals() {
    for (text, value) in [
        ("الأول", 1),
        ("ثانية", 2),
        ("للرابعة", 4),
        ("الحادي عشر", 11),
        ("الثانية عشرة", 12),
        ("الخامس والعشرين", 25),
        ("الحادية والثلاثون", 31),
        ("الواحد والعشرين", 21),
        ("العشرين", 20),
        ("المئة", 100),
        ("المئة والخمسين", 150),
        ("المئة والخامسة والعشرين", 125),
    ] {
        assert_eq!(read_ordinal(text), Some(value), "{text}");
    }
    for text in ["حادي", "خمسة", "عشرين"] {
        assert_eq!(read_ordinal(text), None, "{text}");
    }
}
