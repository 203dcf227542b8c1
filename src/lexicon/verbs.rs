//! The forms of verbs made from lemma and pattern.

use super::cues::OBJECT;

/// The stems of a verb from which its forms are made.
#[derive(Debug, Default)]
pub(super) struct Stems {
    /// Third person masculine singular perfect.
    perfect: String,
    /// Before the ending ت of the feminine.
    feminine: String,
    /// Before the ending وا of the plural.
    plural: String,
    /// Before endings that begin with a consonant.
    short: String,
    /// Behind the prefixes of the imperfect, without its last vowel.
    imperfect: Option<String>,
    /// Before the plural ending of the imperfect.
    imperfect_plural: String,
    /// Active participle.
    participle: Option<String>,
}

/// Makes the stems of a verb by its pattern; `None` when the pattern does not fit.
pub(super) fn stems_of(
    verb: &str,
    pattern: &str,
    imperfect: &str,
    participle: &str,
) -> Option<Stems> {
    let letters: Vec<char> = verb.chars().collect();
    let first = *letters.first()?;
    let last = *letters.last()?;
    let body: String = letters.get(..letters.len() - 1)?.iter().collect();
    let digits = pattern.trim_end_matches(|c: char| !c.is_ascii_digit());
    let weakness = pattern.get(digits.len()..)?;
    let mut stems = Stems {
        perfect: verb.to_owned(),
        feminine: verb.to_owned(),
        plural: verb.to_owned(),
        short: verb.to_owned(),
        ..Stems::default()
    };
    if pattern == "x" {
        let listed = |cell: &str| (cell != "-").then(|| cell.to_owned());
        stems.imperfect = listed(imperfect);
        stems.imperfect_plural = stems.imperfect.clone().unwrap_or_default();
        stems.participle = listed(participle);
        if last == 'ى' {
            stems.feminine.clone_from(&body);
            stems.plural = body;
        }
        return Some(stems);
    }
    // What stands behind the prefix of the imperfect and of the participle.
    let behind = match digits {
        "1" => match weakness {
            "a" => letters.get(1..)?.iter().collect(),
            "w" | "y" => {
                let vowel = if weakness == "w" { 'و' } else { 'ي' };
                stems.short = [first, last].iter().collect();
                [first, vowel, last].iter().collect()
            }
            "dw" => format!("{body}و"),
            "dy" => format!("{body}ي"),
            "g" => {
                stems.short = format!("{verb}{last}");
                verb.to_owned()
            }
            _ => verb.to_owned(),
        },
        "2" | "3" | "5" | "6" | "" => verb.to_owned(),
        "4" | "7" | "8" | "10" => letters.get(1..)?.iter().collect::<String>(),
        _ => return None,
    };
    let behind = match (digits, weakness) {
        // Hollow: the alef before the last radical turns to ي and falls out.
        ("4" | "10", "h") => {
            let start = letters.get(..letters.len().checked_sub(2)?)?;
            stems.short = start.iter().chain([&last]).collect();
            start.iter().skip(1).chain([&'ي', &last]).collect()
        }
        (_, "d") => {
            let start: String = behind.chars().take(behind.chars().count() - 1).collect();
            format!("{start}ي")
        }
        (_, "g") if digits != "1" => {
            stems.short = format!("{verb}{last}");
            behind
        }
        _ => behind,
    };
    let weak = weakness.starts_with('d');
    if weak {
        stems.feminine.clone_from(&body);
        stems.plural.clone_from(&body);
        stems.short = if weakness == "dw" {
            format!("{body}و")
        } else {
            format!("{body}ي")
        };
    }
    // «أكد»: the seat of the hamza behind a prefix is و.
    let behind = if matches!(digits, "2" | "3") && matches!(first, 'أ' | 'آ') {
        let rest: String = behind.chars().skip(1).collect();
        format!("ؤ{rest}")
    } else {
        behind
    };
    stems.participle = Some(match (digits, weakness) {
        ("1", "w" | "y") => format!("{first}ائ{last}"),
        ("1", "dw" | "dy") => {
            let second = letters.get(1)?;
            format!("{first}ا{second}ي")
        }
        ("1", "g") => format!("{first}ا{last}"),
        ("1", _) => {
            let rest: String = letters.get(1..)?.iter().collect();
            format!("{first}ا{rest}")
        }
        _ => format!("م{behind}"),
    });
    stems.imperfect_plural = if weak {
        behind.chars().take(behind.chars().count() - 1).collect()
    } else {
        behind.clone()
    };
    stems.imperfect = Some(behind);
    if imperfect != "-" {
        stems.imperfect = Some(imperfect.to_owned());
        imperfect.clone_into(&mut stems.imperfect_plural);
    }
    if participle != "-" {
        stems.participle = Some(participle.to_owned());
    }
    Some(stems)
}

/// Calls `add` with each form of a verb and the form's number in [`FORMS`].
pub(super) fn forms(stems: &Stems, masdar: &str, mut add: impl FnMut(&str, u32)) {
    let Stems {
        perfect,
        feminine,
        plural,
        short,
        imperfect,
        imperfect_plural,
        participle,
    } = stems;
    add(perfect, 0);
    add(&format!("{feminine}ت"), 1);
    add(&format!("{plural}وا"), 2);
    add(&format!("{perfect}ا"), 2);
    add(&format!("{feminine}تا"), 2);
    add(&format!("{short}ن"), 2);
    add(&format!("{short}نا"), 3);
    add(&format!("{short}ت"), 3);
    for object in ["ه", "ها", "هم"] {
        let base = perfect.strip_suffix('ى').unwrap_or(perfect);
        let vowel = if base.len() < perfect.len() { "ا" } else { "" };
        add(&format!("{base}{vowel}{object}"), OBJECT);
        add(&format!("{feminine}ت{object}"), 1 | OBJECT);
        add(&format!("{plural}و{object}"), 2 | OBJECT);
    }
    if let Some(stem) = imperfect {
        add(&format!("ي{stem}"), 4);
        add(&format!("ت{stem}"), 5);
        add(&format!("ي{imperfect_plural}ون"), 6);
        add(&format!("ي{imperfect_plural}وا"), 6);
        add(&format!("ي{stem}ان"), 6);
        add(&format!("ن{stem}"), 7);
        add(&format!("أ{stem}"), 7);
        for object in ["ه", "ها"] {
            add(&format!("ي{stem}{object}"), 4 | OBJECT);
            add(&format!("ت{stem}{object}"), 5 | OBJECT);
            add(&format!("ي{imperfect_plural}ون{object}"), 6 | OBJECT);
        }
    }
    if let Some(stem) = participle {
        add(&format!("{stem}ا"), 8);
        add(&format!("{stem}ة"), 9);
        let base = stem.strip_suffix('ي').unwrap_or(stem);
        add(&format!("{base}ين"), 10);
        add(&format!("{stem}ات"), 10);
    }
    if masdar != "-" {
        add(masdar, 11);
        let base = masdar
            .strip_suffix('ة')
            .map_or_else(|| masdar.to_owned(), |base| format!("{base}ت"));
        for suffix in ["ه", "ها", "هم", "هما"] {
            add(&format!("{base}{suffix}"), 12);
        }
    }
}
