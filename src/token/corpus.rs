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
    "نشره|موقع|أخبارنا.com|و|AKHBAR.INFO|.",
    "الرابط|:|http://example.org/|.",
    "نسبة|1.1|في|المائة|و|U.S|.",
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

/// Where the two differ over a corpus, for a human to look at:
/// `KHABAR_CORPUS=FILE.jsonl cargo test --release --lib token -- --ignored --nocapture`.
#[test]
#[ignore = "needs a corpus"]
fn table_of_differences_from_the_unicode_words() {
    use std::collections::BTreeMap;
    use unicode_segmentation::UnicodeSegmentation;
    let path = std::env::var_os("KHABAR_CORPUS").expect("KHABAR_CORPUS names a file");
    let file = std::fs::read_to_string(path).unwrap();
    let mut table: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let mut both = 0;
    for line in file.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap_or_default();
        let theirs: std::collections::BTreeSet<(usize, usize)> = text
            .unicode_word_indices()
            .map(|(at, word)| (at, at + word.len()))
            .collect();
        for token in tokens(text) {
            if !token.text.contains(char::is_alphanumeric) {
                continue;
            }
            if theirs.contains(&(token.span.start(), token.span.end())) {
                both += 1;
                continue;
            }
            let around: String = text[token.span.start()..].chars().take(24).collect();
            let entry = table.entry(format!("{:?}", token.kind)).or_default();
            entry.0 += 1;
            entry.1.push(format!("{:?} in {around:?}", token.text));
        }
    }
    println!("{both} alike");
    for (kind, (count, examples)) in table {
        println!("{count} {kind}");
        for example in examples.iter().step_by((examples.len() / 25).max(1)) {
            println!("    {example}");
        }
    }
}
