//! Generators of texts for property tests.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test binary uses a part of this module"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Words that open a rule of some layer.
#[rustfmt::skip]
pub const WORDS: &[&str] = &[
    // Numbers, scales, units, approximators.
    "واحد", "اثنان", "ثلاثة", "خمس", "عشرة", "أحد عشر", "عشرون", "وعشرين", "مئة", "مائتا", "ألف", "آلاف", "مليون",
    "ملايين", "مليار", "نصف", "ثلث", "ربع", "الأول", "الثالثة", "والعشرين", "ضعف", "عشرات", "بضعة", "نحو", "أكثر من",
    "ما لا يقل عن", "بين", "إلى", "في المئة", "بالمائة", "دينار", "درهم", "دولار", "كيلومترا", "طن", "درجة مئوية",
    "رقم", "صفر", "مقابل", "هدفين", "عاما", "سنة",
    // Dates.
    "يناير", "كانون الثاني", "كانون الأول", "غشت", "أوت", "جويلية", "شباط", "رمضان", "محرم", "ربيع الأول", "ذي الحجة",
    "الاثنين", "الجمعة", "السبت", "أمس", "غدا", "اليوم", "يوم", "شهر", "عام", "أسبوع", "الأسبوع", "الماضي", "المقبل",
    "الجاري", "قبل", "بعد", "منذ", "خلال", "مساء", "صباح", "فجر", "الساعة", "دقيقة", "مطلع", "منتصف", "أواخر", "الموافق",
    "هـ", "م", "القرن", "عقد", "فاتح", "متم", "غرة", "كل",
    // Cues and function words.
    "قال", "قالت", "وقال", "أكد", "وأضاف", "مضيفا", "وتابع", "أوضح", "مشيرا إلى", "شدد على", "نقلا عن", "بحسب", "وفق",
    "على حد قوله", "في تصريح", "بيان", "إن", "أن", "بأن", "الذي", "التي", "من", "على", "هذا", "و", "ف", "ل", "ال",
    // Heads, roles, names.
    "وزارة", "الوزارة", "منظمة", "المنظمة", "شركة", "حزب", "جامعة", "نادي", "بنك", "محكمة", "جمعية", "حركة", "وكالة",
    "وزير", "الوزير", "رئيس", "المدير العام", "الدكتور", "السيد", "الناطق باسم", "محمد", "أحمد", "فاطمة", "الخطيب",
    "المصري", "الصحة", "الداخلية", "الأمم المتحدة", "الرباط", "القاهرة", "بغداد", "المغرب", "الأردن", "مصدر أمني",
    // Layout.
    "المصدر:", "كتب:", "وكالات", "أ ف ب", "(و م ع)", "الرباط -", "د.", "أ. د.", "www.example.com", "CNN", "G20",
];

/// Single characters: marks of all styles, separators, signs, controls, strays.
#[rustfmt::skip]
pub const CHARACTERS: &[&str] = &[
    "«", "»", "“", "”", "„", "‟", "\"", "'", "''", "‘", "’", "‹", "›", "″", "(", ")", "((", "))", "[", "]", "{", "}", "`", ",,",
    ".", "..", "…", "،", ",", "؛", ";", ":", "؟", "?", "!", "-", "–", "—", "--", "/", "\\", "|", "%", "٪", "٫", "٬", "$", "€", "°",
    "*", "#", "@", "&", "+", "=", "_", "•", "·", "؞", "۔", "٭",
    "\u{64B}", "\u{64C}", "\u{64D}", "\u{64E}", "\u{64F}", "\u{650}", "\u{651}", "\u{652}", "\u{670}", "\u{640}", "\u{640}\u{640}",
    "\u{653}", "\u{654}", "\u{655}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}",
    "\u{202E}", "\u{2066}", "\u{2067}", "\u{2069}", "\u{61C}", "\u{FEFF}", "\u{AD}", "\u{A0}", "\u{202F}", "\u{2009}", "\u{3000}",
    "\n", "\n\n", "\r\n", "\r", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}", "\t", "\0", "\u{1F}", "\u{7F}",
    "ء", "آ", "أ", "إ", "ا", "ب", "ة", "ت", "ه", "و", "ؤ", "ى", "ي", "ئ", "ٱ", "پ", "گ", "ک", "ی", "ھ", "ڤ", "لله", "لل", "بال",
    "\u{FEFB}", "\u{FEF7}", "\u{FE8D}", "\u{FEDF}", "\u{FDFA}", "\u{FDF2}",
    "a", "Z", "é", "ß", "İ", "A.", "x.y", "δ", "я", "中", "ア", "ก", "\u{301}", "\u{20DD}",
    "😀", "👩\u{200D}👩\u{200D}👧", "🇲🇦", "🇲", "👍🏽", "❤\u{FE0F}", "\u{E0067}", "\u{1F3FD}", "\u{FFFD}", "\u{10FFFF}", "𝟙", "①", "½",
];

/// A run of digits of one or more families.
fn digits() -> impl Strategy<Value = String> {
    let digit = select(
        "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
            .chars()
            .collect::<Vec<char>>(),
    );
    let one_family = prop_oneof!["[0-9]{1,6}", "[٠-٩]{1,6}", "[۰-۹]{1,6}"];
    let mixed = vec(digit, 1..24).prop_map(String::from_iter);
    let formed = prop_oneof![
        "[0-9]{1,3}([.,٫٬/:-][0-9٠-٩]{1,4}){1,3}",
        "[+-]?[0-9]{1,2}:[0-9]{2}",
        "[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}",
        "[%٪$]?[0-9]{1,9}[%٪$]?",
        "(19|20)[0-9]{2}",
        "1[34][0-9]{2}",
    ];
    prop_oneof![4 => one_family, 1 => mixed, 3 => formed]
}

/// A made-up word of Arabic letters with harakat, tatweel and joiners here and there.
fn letters() -> impl Strategy<Value = String> {
    "[وفبلكس]{0,2}(ال)?([ء-غف-ي][\u{64B}-\u{652}\u{640}\u{200C}\u{200D}]{0,2}){1,14}"
}

/// What may stand between two pieces.
fn joint() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        12 => Just(" "),
        4 => Just(""),
        1 => Just("\u{A0}"),
        1 => Just("  "),
        1 => Just(" و"),
        1 => Just("\n"),
    ]
}

/// Arabic soup: what press texts are made of, in no order, with marks that need not match.
pub fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(WORDS).prop_map(str::to_owned),
        4 => select(CHARACTERS).prop_map(str::to_owned),
        3 => digits(),
        2 => letters(),
        1 => "\\PC{1,3}",
    ];
    vec((piece, joint()), 0..60).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, joint) in pieces {
            text.push_str(&piece);
            text.push_str(joint);
        }
        text
    })
}

/// A short phrase: a few pieces of the soup, as one passes to the parsers of single phrases.
pub fn phrase() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => select(WORDS).prop_map(str::to_owned),
        2 => select(CHARACTERS).prop_map(str::to_owned),
        3 => digits(),
    ];
    vec((piece, joint()), 0..6).prop_map(|pieces| {
        let pieces = pieces.into_iter().map(|(piece, joint)| piece + joint);
        pieces.collect()
    })
}

/// Marks only, with a word now and then: the hardest text for pairing.
pub fn marks() -> impl Strategy<Value = String> {
    const MARKS: &[&str] = &[
        "«",
        "»",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "‹",
        "›",
        "″",
        "(",
        ")",
        "((",
        "))",
        "[",
        "]",
        ":",
        ".",
        "؟",
        " ",
        " ",
        "\n",
        "قال",
        "وأضاف",
        "إن",
        "كلمة",
        "وزير",
        "12",
    ];
    vec(select(MARKS), 0..50).prop_map(|pieces| pieces.concat())
}

/// Any text at all.
pub fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(any::<char>(), 0..200).prop_map(String::from_iter),
        "[\u{600}-\u{6FF}\u{8A0}-\u{8FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF} .«»\n]{0,120}",
        "[\u{0}-\u{200}\u{2000}-\u{2070}\u{600}-\u{6FF}]{0,120}",
    ]
}

/// A change of a text at one character.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// Everything from here on is lost.
    Cut,
    /// Everything before is lost.
    Behead,
    /// The character is lost.
    Delete,
    /// The character is doubled.
    Double,
    /// The character changes places with the next one.
    Swap,
    /// One of [`CHARACTERS`] is put before it.
    Insert,
}

/// Where and how a text is damaged: places in thousandths of the text.
pub fn damages() -> impl Strategy<Value = Vec<(Damage, u16, usize)>> {
    let kind = prop_oneof![
        1 => Just(Damage::Cut),
        1 => Just(Damage::Behead),
        6 => Just(Damage::Delete),
        4 => Just(Damage::Double),
        4 => Just(Damage::Swap),
        6 => Just(Damage::Insert),
    ];
    vec((kind, 0u16..1000, 0..CHARACTERS.len()), 1..16)
}

/// The text with the damages done, one after the other.
pub fn damaged(text: &str, damages: &[(Damage, u16, usize)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for &(damage, place, which) in damages {
        if characters.is_empty() {
            break;
        }
        let at = characters.len() * usize::from(place) / 1000;
        match damage {
            Damage::Cut => characters.truncate(at),
            Damage::Behead => {
                characters.drain(..at);
            }
            Damage::Delete => {
                characters.remove(at);
            }
            Damage::Double => {
                let copy = characters.get(at).copied().unwrap_or(' ');
                characters.insert(at, copy);
            }
            Damage::Swap if at + 1 < characters.len() => characters.swap(at, at + 1),
            Damage::Swap => {}
            Damage::Insert => {
                let inserted = CHARACTERS.get(which).copied().unwrap_or(" ");
                characters.splice(at..at, inserted.chars());
            }
        }
    }
    characters.into_iter().collect()
}
