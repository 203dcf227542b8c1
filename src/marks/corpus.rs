//! Pairs that the marks of a text must give.

use super::{MarkPair, pairs};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::{Doc, read};
use crate::lex::scan;
use crate::lexicon::Lexicon;

fn with_doc<T>(text: &str, f: impl FnOnce(&Doc<'_>) -> T) -> T {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    scan(text, &mut tokens);
    read(text, &mut tokens, &lexicon);
    f(&Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    })
}

fn paired(text: &str) -> (Vec<MarkPair>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let found = with_doc(text, |doc| pairs(doc, &[], &mut diagnostics));
    (found, diagnostics)
}

/// «opening|content|closing» of each pair.
fn shown(text: &str) -> Vec<String> {
    paired(text)
        .0
        .iter()
        .map(|pair| {
            format!(
                "{}|{}|{}",
                &text[pair.opening.range()],
                &text[pair.content.range()],
                &text[pair.closing.range()]
            )
        })
        .collect()
}

#[test]
fn one_pair() {
    for (text, expected) in [
        ("قال «نعم سنأتي».", "«|نعم سنأتي|»"),
        ("قال: \"نعم سنأتي\".", "\"|نعم سنأتي|\""),
        ("قال:\" نعم سنأتي \".", "\"|نعم سنأتي|\""),
        ("قال :\" نعم سنأتي\"", "\"|نعم سنأتي|\""),
        ("قال ”نعم سنأتي”.", "”|نعم سنأتي|”"),
        ("قال “نعم سنأتي“.", "“|نعم سنأتي|“"),
        ("قال ”نعم سنأتي“.", "”|نعم سنأتي|“"),
        ("قال “نعم سنأتي″.", "“|نعم سنأتي|″"),
        ("قال »نعم سنأتي» ثم مضى.", "»|نعم سنأتي|»"),
        ("قال »نعم سنأتي« ثم مضى.", "»|نعم سنأتي|«"),
        ("قال ''نعم سنأتي''.", "''|نعم سنأتي|''"),
        ("قال ‹نعم سنأتي›.", "‹|نعم سنأتي|›"),
        ("قال ‘نعم سنأتي’.", "‘|نعم سنأتي|’"),
        ("قال 'نعم سنأتي'.", "'|نعم سنأتي|'"),
        ("قال ((نعم سنأتي)).", "((|نعم سنأتي|))"),
        ("قال <<نعم سنأتي>>.", "<<|نعم سنأتي|>>"),
        ("قال ,,نعم سنأتي''.", ",,|نعم سنأتي|''"),
        ("قال \"\"نعم سنأتي\"\".", "\"\"|نعم سنأتي|\"\""),
        ("وصلوا إلى بـ\"النصر\" أمس", "\"|النصر|\""),
        ("ويعرف ب\"الأسد\" عندهم", "\"|الأسد|\""),
        ("حضر من ال\"إف بي آي\" رجلان", "\"|إف بي آي|\""),
        ("قال «\u{A0}نعم سنأتي\u{A0}» ومضى", "«|نعم سنأتي|»"),
        ("قال «نعم سنأتي\" ثم مضى.", "«|نعم سنأتي|\""),
        ("قال \"...ثم مضينا\" أمس", "\"|...ثم مضينا|\""),
        ("صدرت مجلة (الربيع) أمس", "(|الربيع|)"),
        ("بثت القناة برنامجها بعنوان (صباح البحر)", "(|صباح البحر|)"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn no_pair() {
    for text in [
        "شاشة مقاس 55\" بسعر مناسب",
        "شاشة مقاس 42″ وأخرى 55″ في المتجر",
        "شركة McDonald's ومتجر Levi’s في المدينة",
        "منظمة الأغذية (الفاو) والوزير (أحمد)",
        "اتفاق (2015) وقانون (12)",
        "عاد \" إلى البيت",
        "\"\"",
        "«»",
    ] {
        assert_eq!(
            shown(text)
                .into_iter()
                .filter(|pair| !pair.ends_with('|'))
                .collect::<Vec<_>>(),
            Vec::<String>::new(),
            "{text}"
        );
    }
}

#[test]
fn several_pairs() {
    let cases: &[(&str, &[&str])] = &[
        (
            "قال “إن «الفرقة» وصلت” أمس",
            &["“|إن «الفرقة» وصلت|”", "«|الفرقة|»"],
        ),
        (
            "قال \"إن \"الفرقة\" وصلت\" أمس",
            &["\"|إن \"الفرقة\" وصلت|\"", "\"|الفرقة|\""],
        ),
        (
            "قال \"وصلنا \"وأضاف \"سنعود\".",
            &["\"|وصلنا|\"", "\"|سنعود|\""],
        ),
        (
            "قال \"وصلنا.\"وأضاف:\"سنعود\".",
            &["\"|وصلنا.|\"", "\"|سنعود|\""],
        ),
        (
            "شاشة 55\" و\"هاتف\" و\"ساعة\"",
            &["\"|هاتف|\"", "\"|ساعة|\""],
        ),
        (
            "«الأولى» و»الثانية» و«الثالثة«.",
            &["«|الأولى|»", "»|الثانية|»", "«|الثالثة|«"],
        ),
        (
            "قال \"وصلنا أمس. وتابع \"سنعود\".",
            &["\"|وصلنا أمس. وتابع|", "\"|سنعود|\""],
        ),
        (
            "قال: «وصلنا أمس.\nولن نعود».\nثم مضى.",
            &["«|وصلنا أمس.\nولن نعود|»"],
        ),
        (
            "قال: «وصلنا أمس.\nوقال «لن نعود».",
            &["«|وصلنا أمس.|", "«|لن نعود|»"],
        ),
        ("قال: \"وصلنا أمس.\nومضى الجميع.", &["\"|وصلنا أمس.|"]),
        ("قال \"«وصلنا»\" أمس", &["\"|«وصلنا»|\"", "«|وصلنا|»"]),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

#[test]
fn repairs_are_reported() {
    let codes = |text: &str| -> Vec<DiagnosticCode> {
        paired(text).1.iter().map(|remark| remark.code).collect()
    };
    assert_eq!(codes("قال «نعم»."), []);
    assert_eq!(codes("شاشة 55\" هنا"), []);
    assert_eq!(codes("قال: «نعم."), [DiagnosticCode::UnclosedMark]);
    assert_eq!(codes("قال نعم»."), [DiagnosticCode::StrayMark]);
    assert_eq!(codes("قال ”نعم”."), [DiagnosticCode::AmbiguousMark]);
}

#[test]
fn parents_are_linked() {
    let (found, _) = paired("قال “إن «الفرقة» وصلت” و«عادت».");
    let parents: Vec<_> = found.iter().map(|pair| pair.parent).collect();
    assert_eq!(parents, [None, Some(0), None]);
    assert!(found.iter().all(MarkPair::is_closed));
}

#[test]
fn depth_and_work_are_bounded() {
    for unit in [
        "«",
        "\"",
        "“ ",
        "« كلمة ",
        "»",
        "(",
        "صحيفة (",
        "'",
        "«\n",
        "\"أ \"ب\" ",
    ] {
        let text = unit.repeat(20_000);
        let (found, _) = paired(&text);
        for pair in &found {
            let mut depth = 0;
            let mut at = pair.parent;
            while let Some(around) = at {
                depth += 1;
                at = found[around].parent;
            }
            assert!(depth <= 8, "{unit}");
        }
    }
}
