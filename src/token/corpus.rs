//! Examples of surface tokens and of readings, and tokens beside those of UAX #29.

use super::{CliticKind, Evidence, tokens};
use crate::lex::TokenKind;

/// Texts with the ends of their tokens as «|», spaces left out.
const TOKENS: &[&str] = &[
    "وصل|الوفد|أمس|.",
    "انتهى|.|وقال|الوزير|:|«|نعم|»|.",
    "بلغ|السعر|3.5|دراهم|و|٤٫٣|و|1,250.75|.",
    "الرقم|4.\u{200F}7|مليون",
    "الساعة|18|:|45|يوم|12|/|03|/|2024",
    "بثت|بي.بي.سي|وأ.ف.ب|و|U.S|الخبر|.",
    "زوروا|https://example.org/a/الخبر?x=1.2|و|www.example.ma|.",
    "راسلونا|على|press.office@example.ma|،|وافتحوا|taqrir.final.pdf|.",
    "نشره|موقع|أخبارنا.com|.",
    "كتب|@wam_news|على|#كأس_العالم|و|#2030|.",
    "قمة|G20|في|Côte|d'Azur|و|COP28|.",
    "قَالَ|المُعَلِّمُ|:|اُكْتُبُوا",
    "قالت|شبكة|CNN|.|وأكدت|الخبر|.",
    "بـ|«|الجيش|»",
    "سطر|\n|سطر",
];

fn shown(text: &str) -> Vec<&str> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Space)
        .map(|token| token.text)
        .collect()
}

#[test]
fn texts_are_cut_into_tokens() {
    for marked in TOKENS {
        let expected: Vec<&str> = marked.split('|').collect();
        // A space between two words, none beside marks.
        let mut text = String::new();
        for piece in &expected {
            let wordy =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "#@".contains(c));
            let last = text.chars().next_back();
            let joined = last.is_some_and(|c| c.is_numeric()) && "/:".contains(*piece)
                || last.is_some_and(|c| "/:".contains(c)) && piece.starts_with(char::is_numeric);
            if wordy(piece.chars().next()) && !joined && last.is_some_and(|c| !"«.\n".contains(c))
                || last == Some('.') && piece.len() > 20
            {
                text.push(' ');
            }
            text += piece;
        }
        assert_eq!(shown(&text), expected, "{text}");
    }
}

#[test]
fn tokens_tile_the_text() {
    for text in TOKENS
        .iter()
        .copied()
        .chain(["", " ", "\u{200F}", "a@", "#", "@.", "www.", "1.", "x://"])
    {
        let all = tokens(text);
        assert_eq!(all.iter().map(|token| token.text).collect::<String>(), text);
        for token in &all {
            assert_eq!(&text[token.span.range()], token.text);
            assert!(!token.text.is_empty());
        }
    }
}

/// Word, its first reading as proclitics · host · enclitic, and whether the lexicon knows the host.
const READINGS: &[(&str, &str, bool)] = &[
    ("وزارة", "وزارة", true),
    ("والوزارة", "و+ال+وزارة", true),
    ("للوزارة", "ل+ل+وزارة", true),
    ("وللوزارة", "و+ل+ل+وزارة", true),
    ("وبوزارتهم", "و+ب+وزارت-هم", true),
    ("حكومتنا", "حكومت-نا", true),
    ("بالحكومة", "ب+ال+حكومة", true),
    ("سيعلنون", "س+يعلنون", true),
    ("لها", "ل-ها", true),
    ("وبه", "و+ب-ه", true),
    ("عليهم", "علي-هم", true),
    ("ولد", "ولد", true),
    ("والزقزقة", "و+ال+زقزقة", false),
    ("زقزق", "زقزق", false),
    ("وَلِلْوِزَارَةِ", "وَ+لِ+لْ+وِزَارَةِ", true),
];

#[test]
fn words_are_read_without_their_clitics() {
    for (word, expected, known) in READINGS {
        let token = tokens(word)[0];
        let readings = token.readings();
        let first = readings
            .first()
            .unwrap_or_else(|| panic!("no reading of {word}"));
        let mut shown = String::new();
        for clitic in &first.proclitics {
            shown += clitic.text;
            shown += "+";
        }
        shown += first.host;
        if let Some(enclitic) = first.enclitic {
            assert_eq!(enclitic.kind, CliticKind::Pronoun);
            shown += "-";
            shown += enclitic.text;
        }
        assert_eq!(shown, *expected, "{word}: {readings:?}");
        assert_eq!(first.evidence == Evidence::Lexicon, *known, "{word}");
        // Each reading tiles the word.
        for reading in &readings {
            let mut text: String = reading.proclitics.iter().map(|c| c.text).collect();
            text += reading.host;
            text += reading.enclitic.map_or("", |c| c.text);
            assert_eq!(text, *word);
        }
    }
}

#[test]
fn only_arabic_words_have_readings() {
    for text in ["CNN", "25", ".", "#وسم", "بي.بي.سي", " "] {
        assert!(tokens(text)[0].readings().is_empty(), "{text}");
    }
}

/// Where the Unicode rules cut words otherwise, it is for one of the reasons that the module names.
#[test]
fn differences_from_the_unicode_words_have_reasons() {
    use unicode_segmentation::UnicodeSegmentation;
    let plain = "أعلنت وزارة الصحة، أمس، إصابة 25 شخصا (3.5 في المئة) في G20 وCôte d'Azur.";
    let ours: Vec<&str> = tokens(plain)
        .iter()
        .filter(|token| token.text.contains(char::is_alphanumeric))
        .map(|token| token.text)
        .collect();
    // «وCôte»: letters of two scripts are two words to us.
    let theirs: Vec<&str> = plain
        .unicode_words()
        .flat_map(|word| match word.strip_prefix('و') {
            Some(rest) if rest.starts_with('C') => vec!["و", rest],
            _ => vec![word],
        })
        .collect();
    assert_eq!(ours, theirs);
}
