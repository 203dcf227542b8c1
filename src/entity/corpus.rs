//! Examples of every rule, alone and behind other text, and spellings that change nothing.

use std::collections::BTreeSet;

use super::grammar::Grammar;
use super::types::{Entities, EntityKind, MentionForm, OrganizationType};
use super::words::Words;
use super::{Scratch, entities, findings, rules};
use crate::doc::{self, Doc};
use crate::lex;
use crate::lexicon::Lexicon;

fn with_doc<T>(text: &str, then: impl FnOnce(&Doc<'_>) -> T) -> T {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    doc::read(text, &mut tokens, &lexicon);
    then(&Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    })
}

fn find(text: &str) -> Entities {
    with_doc(text, |doc| {
        entities(doc, &[], true, &mut Scratch::default())
    })
}

/// Mentions in text order: `O`, `P` or `L`, and the surface; common nouns are `N`.
fn mentions(text: &str) -> Vec<(char, &str)> {
    let found = find(text);
    let mut all = Vec::new();
    for mention in &found.organizations {
        let class = if mention.form == MentionForm::Nominal {
            'N'
        } else {
            'O'
        };
        all.push((mention.span, class));
    }
    all.extend(found.people.iter().map(|mention| (mention.span, 'P')));
    all.extend(found.places.iter().map(|mention| (mention.span, 'L')));
    all.sort_by_key(|(span, _)| (span.start(), usize::MAX - span.end()));
    all.into_iter()
        .map(|(span, class)| (class, &text[span.range()]))
        .collect()
}

type Case = (&'static str, &'static [(char, &'static str)]);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("أعلنت المنظمة الدولية للشرطة الجنائية (إنتربول) نتائجها، وقالت المنظمة إن العملية ناجحة.",
        &[('O', "المنظمة الدولية للشرطة الجنائية"), ('O', "إنتربول"), ('N', "المنظمة")]),
    ("اجتمعت الجمعية العامة للأمم المتحدة في نيويورك.",
        &[('O', "الجمعية العامة للأمم المتحدة"), ('O', "لأمم المتحدة"), ('L', "نيويورك")]),
    ("أصدرت وزارة التربية والتعليم العالي بيانا.", &[('O', "وزارة التربية والتعليم العالي")]),
    ("قررت وزارة الصحة السعودية إغلاق المصنع.", &[('O', "وزارة الصحة السعودية")]),
    ("نشرت صحيفة \"الأيام\" الخبر.", &[('O', "الأيام")]),
    ("نقلت وكالة رويترز الخبر عن مصدر.", &[('O', "رويترز")]),
    ("نقل المصاب إلى مستشفى شارل نيكول.", &[('O', "مستشفى شارل نيكول")]),
    ("استقبل مستشفى الأمير محمد بن عبدالعزيز المصابين.",
        &[('O', "مستشفى الأمير محمد بن عبدالعزيز")]),
    ("انضم إلى حركة طالبان قبل عامين، ثم هاجم طالبان علنا.",
        &[('O', "حركة طالبان"), ('O', "طالبان")]),
    ("وقعت شركة بلومغارد عقدا جديدا، وقالت بلومغارد إن العقد كبير.",
        &[('O', "شركة بلومغارد"), ('O', "بلومغارد")]),
    ("عينت لجنة حماية المستهلك خبيرا.", &[('O', "لجنة حماية المستهلك")]),
    ("قالت المحكمة الابتدائية إن القضية مغلقة.", &[('O', "المحكمة الابتدائية")]),
    ("قال وزير الصحة الدكتور أحمد عماد إن اللقاح متوفر.", &[('P', "أحمد عماد")]),
    ("قال دروغان كيشلوم إن الأمر جدي، وأضاف كيشلوم أن العمل مستمر.",
        &[('P', "دروغان كيشلوم"), ('P', "كيشلوم")]),
    ("التقى محمد بن سلمان في جدة نظيره.", &[('P', "محمد بن سلمان"), ('L', "جدة")]),
    ("انتقد ترامب القرار.", &[('P', "ترامب")]),
    ("زار جلالة الملك عبد الله الثاني مصر.", &[('P', "عبد الله الثاني"), ('L', "مصر")]),
    ("وصل الوفد إلى القاهرة قادما من الرباط.", &[('L', "القاهرة"), ('L', "الرباط")]),
    ("تقع قرية الزعتور قرب الحدود.", &[('L', "الزعتور")]),
    ("أكد الحبيب الصيد ذلك.", &[('P', "الحبيب الصيد")]),
    // Other names in brackets.
    ("قالت وكالة الأنباء البوركانية (و.أ.ب) إن الوفد وصل.",
        &[('O', "وكالة الأنباء البوركانية"), ('O', "و.أ.ب")]),
    ("أعلنت الجمعية الخيرية لرعاية الأيتام (أكناف) برنامجها، وقالت أكناف إن البرنامج مفتوح.",
        &[('O', "الجمعية الخيرية لرعاية الأيتام"), ('O', "أكناف"), ('O', "أكناف")]),
    ("حضر ممثل حزب التجمع الوطني المغمور المستنير (توم) الاجتماع.",
        &[('O', "حزب التجمع الوطني المغمور المستنير"), ('O', "توم")]),
    ("وقعت شركة (ميتافورج) العقد.", &[('O', "ميتافورج")]),
    ("أغلقت وزارة الصحة (مؤقتا) المكاتب.", &[('O', "وزارة الصحة")]),
    ("زار الوفد جامعة القاهرة (وسط المدينة) أمس.",
        &[('O', "جامعة القاهرة"), ('L', "القاهرة")]),
    ("قالت الهيئة الوطنية لحماية المستهلك المعروفة اختصارا باسم \"هوامش\" إن الأمر خطير.",
        &[('O', "الهيئة الوطنية لحماية المستهلك")]),
    ("قالت الحركة الانعتاقية (ح.إ.ن) إن الأمر خطير.", &[('O', "الحركة الانعتاقية"), ('O', "ح.إ.ن")]),
    ("افتتحت شركة الصناعات الزجاجية المشرقية (زجاج) مصنعها.",
        &[('O', "شركة الصناعات الزجاجية المشرقية"), ('O', "زجاج")]),
    ("بثت وكالة الأنباء البوركانية (وبا) الخبر.", &[('O', "وكالة الأنباء البوركانية"), ('O', "وبا")]),
    // What is no name.
    ("كان الحادث كبيرا وقاسيا على السكان.", &[]),
    ("وافقت قوات الأمن على الطلب.", &[]),
    ("قالت شركة خاصة إن العرض مغر.", &[]),
    ("على هامش الزيارة وقف الناس في الطريق.", &[]),
    ("تقرر إيفاد لجنة من الخبراء إلى المكان.", &[]),
    ("سيضرب بيد من حديد، وكتبها بلون أزرق.", &[]),
    ("اندلعت حرب بالوكالة بين الجارين.", &[]),
    // No body twice.
    ("رفع البنك المركزي الأوروبي الفائدة.", &[('O', "البنك المركزي الأوروبي")]),
    ("اجتمعت اللجنة الأولمبية الدولية أمس.", &[('O', "اللجنة الأولمبية الدولية")]),
];

#[test]
fn mentions_in_sentences() {
    for (text, expected) in CASES {
        assert_eq!(mentions(text), *expected, "{text}");
    }
}

#[test]
fn mentions_behind_other_text() {
    for (text, expected) in CASES {
        for carrier in ["كان الجو باردا.\n", "2024: "] {
            let moved = format!("{carrier}{text}");
            assert_eq!(mentions(&moved), *expected, "{moved}");
        }
    }
}

#[test]
fn proclitics_and_vowel_signs_change_nothing() {
    for (text, expected) in [
        (
            "تعاونت معها ولوزارة الصحة دور.",
            &[('O', "وزارة الصحة")][..],
        ),
        ("قال بوِزارة الصّحة.", &[('O', "وِزارة الصّحة")]),
        ("زار الوفد المنظمة للأمم المتحدة.", &[('O', "لأمم المتحدة")]),
        ("ذهب وبالقاهرة أهله.", &[('L', "القاهرة")]),
        ("رأى محمّد بن سلمان ذلك.", &[('P', "محمّد بن سلمان")]),
    ] {
        let found = mentions(text);
        for mention in expected {
            assert!(found.contains(mention), "{text}: {found:?}");
        }
    }
}

#[test]
fn names_are_linked_and_restored() {
    let found = find(CASES[0].0);
    assert_eq!(found.entities.len(), 1);
    assert_eq!(found.entities[0].name, "المنظمة الدولية للشرطة الجنائية");
    assert_eq!(
        found.entities[0].kind,
        EntityKind::Organization {
            organization_type: OrganizationType::Intergovernmental
        }
    );
    let found = find("قدم للأمم المتحدة تقريرا.");
    assert_eq!(found.entities[0].name, "الأمم المتحدة");
    let found = find(CASES[9].0);
    assert_eq!(found.organizations[0].entity, found.organizations[1].entity);
    assert_eq!(found.organizations[1].form, MentionForm::Short);
    let text = CASES[12].0;
    let found = find(text);
    let role = found.people[0].role.unwrap();
    assert!(text[role.range()].starts_with("وزير الصحة"));
}

/// Sentences that reach the rules which the cases above do not.
const REACHING: &[&str] = &[
    "اجتمعت اللجنة التنفيذية للاتحاد الدولي (الفيفا) أمس.",
    "جاء في البيان (واس).",
    "افتتح معهد القاهرة قسما.",
    "قال أحمد دروغان إن الأمر جدي. ثم زار دروغان المكان.",
    "حضر كريستوف ديلماس وكوشنير غاندولف الحفل.",
    "وأوضحت بيرنوفا أن البرنامج مفتوح.",
    "افتتح شارع بورغانزي أمس.",
    "وصل إلى مدينة الوسط مساء.",
    "وصل إلى مدينة العين مساء.",
    "أنشأت الهيئة التونسية لصيانة الطرق مكتبا.",
    "زار المتدربون معهد الدراسات الفلكية ومركز صيانة الجسور الكبرى.",
    "أعلنت نقابة عمال المطاحن إضرابا.",
    "دخلت مستشفى فاطمة بورغان.",
    "قالت منظمة زرقون إن الوضع صعب.",
];

#[test]
fn every_rule_has_an_example() {
    let mut reached = BTreeSet::new();
    for text in CASES
        .iter()
        .map(|case| case.0)
        .chain(REACHING.iter().copied())
    {
        with_doc(text, |doc| {
            let grammar = Grammar {
                words: Words::new(doc, &[]),
            };
            let found = findings(&grammar, &[]);
            reached.extend(found.organizations.iter().map(|o| o.rule));
            reached.extend(found.people.iter().map(|p| p.rule));
            reached.extend(found.places.iter().map(|p| p.rule));
        });
    }
    let missing: Vec<_> = rules::ALL
        .iter()
        .filter(|rule| !reached.contains(*rule))
        .collect();
    assert!(missing.is_empty(), "no example reached {missing:?}");
    for rule in reached {
        assert!(rules::ALL.contains(&rule), "{rule} has no name");
    }
}
