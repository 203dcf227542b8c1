//! Examples of every rule, both readings of each trap.

use std::collections::BTreeSet;

use super::rules::{ALL, Rejection};
use super::types::{Boundary, Decision, SentencePolicy};
use super::{Candidate, Wanted, candidates, explain, sentences, sentences_of};
use crate::chars::is_blank;
use crate::doc::{Doc, read};
use crate::layout::{LineBreaks, Part, PartKind, join_lines};
use crate::lex::scan;
use crate::lexicon::Lexicon;
use crate::marks::pairs;
use crate::span::Span;

/// Texts cut by «|» where a sentence ends; the rejections that must be named.
const EXAMPLES: &[(&[Rejection], &str)] = &[
    // Terminators.
    (&[], "افتتح الوزير الجسر.| وشكر العمال.| ثم غادر."),
    (
        &[],
        "متى تفتح المدرسة؟| لا أحد يعلم.| يا للعجب!| انتهى الأمر.",
    ),
    (&[], "أين المفر?| لا مفر.|"),
    (&[], "صدر الكتاب۔| وفيه فصلان۔|"),
    (&[], "ماذا جرى؟!| لا نعلم!!| سكت الجميع؟؟|"),
    (&[], "نفد الوقود .| وتوقفت الحافلات .|"),
    (&[], "وصلت الشاحنات.|ثم عادت فارغة.|"),
    (&[], "ارتفع السعر.|وقال تجار إنه سيهبط.|"),
    (&[], "هدأت الريح . ..| انتهت العاصفة.|"),
    (&[], "القرية هادئة، والنهر عال؛ أما الجسر: فمغلق."),
    // Lines.
    (&[], "عنوان بلا نقطة|\nنص الخبر هنا.|\n\nسطر آخر|\r\nوآخر"),
    (&[], "سطر|\u{2028}سطر ثان|\u{85}ثالث"),
    (
        &[Rejection::SoftWrap],
        "وصلت القافلة صباح اليوم إلى\nمدينة أكادير.| ثم غادرت.",
    ),
    (
        &[Rejection::SoftWrap],
        "أعلنت بلدية الوادي الكبير، اليوم، عن فتح\n\
         حديقة عامة جديدة وسط الحي القديم.| وحضر عدد\n\
         كبير من سكان المنطقة الذين طالبوا بها منذ\n\
         سنوات طويلة.|",
    ),
    (&[], "وصل محمد علي|\nوغادر غيره.|"),
    // Numbers.
    (
        &[Rejection::Number],
        "بلغت النسبة 4.7 في المائة.| وكانت 3.9.",
    ),
    (
        &[Rejection::Number],
        "بلغت ٤.٧ ثم ۴.۷ ثم 1.200.000 نسمة.| وتراجعت.",
    ),
    (
        &[Rejection::Number],
        "وصل الرقم إلى 4.\u{200F}7 مليون.| ثم هبط.",
    ),
    (
        &[Rejection::Number],
        "يوم 14.05.2019 على الساعة 18.45 مساء.| وانتهى.",
    ),
    (
        &[Rejection::Number],
        "القانون 14.25 والظهير 2.11.385 نافذان.|",
    ),
    (&[], "فاز سنة 2004.| 16 فريقا شاركوا.|"),
    (&[], "وُلد عام 1970.|وتوفي شابا.|"),
    (&[Rejection::Number], "المدة 3..5 أيام.|"),
    (&[Rejection::Number], "بلغت الزيادة 2. 8 % فقط.| ثم توقفت."),
    (&[], "فاز سنة 2004.| 16 % من الفرق انسحبت.|"),
    // Addresses.
    (
        &[Rejection::Address],
        "سجلوا في www.sijil.example.ma قبل الأحد.| الدخول مجاني.",
    ),
    (
        &[Rejection::Address],
        "زوروا https://example.org/a/b.html?x=1.2 اليوم.| شكرا.",
    ),
    (
        &[Rejection::Address],
        "راسلونا على nadi.alkitab@example.com.| نجيب خلال يوم.",
    ),
    (
        &[Rejection::Address],
        "افتحوا الملف taqrir.final.pdf ثم اطبعوه.| انتهى.",
    ),
    (
        &[Rejection::Address],
        "نشر موقع أخبارنا.كوم الصورة.| ثم حذفها.",
    ),
    (&[Rejection::Address], "نشره موقع أخبارنا.com أمس.| ثم سكت."),
    (&[], "قالت شبكة CNN.|وأكدت الخبر BBC.| انتهى."),
    (&[], "كتب على #صوت_القرية.| فتفاعل الناس."),
    (
        &[Rejection::Address],
        "نزلوا الملفين bayan-2.docx و khutba.mp3 مجانا.| والموقع example.org/a.b مفتوح.",
    ),
    (&[], "المزيد على www.example.ma.| وشكرا."),
    (&[], "تابعوا @nadi_alkitab.| وشاركوا."),
    // Abbreviations.
    (
        &[Rejection::Abbreviation],
        "التقى د. هدى الزين.| وغادر أ.د. وليد سعد.|",
    ),
    (
        &[Rejection::Abbreviation],
        "استقبل أ.د.سلمى الوفد ود.سعاد معها.| وغادر.",
    ),
    (
        &[Rejection::Abbreviation],
        "شرح م. سالم المشروع.| وصفق الحاضرون.",
    ),
    (
        &[Rejection::Abbreviation],
        "يعود القبر إلى 800 ق.م. تقريبا.| وهو سليم.",
    ),
    (&[], "مات سنة 450 هـ.| ودفن في بلدته.|"),
    (&[Rejection::Abbreviation], "مات سنة 450 هـ. في بلدته.|"),
    (
        &[Rejection::Abbreviation],
        "انظر ص. 14 من التقرير.| وفيه الجواب.",
    ),
    (
        &[Rejection::Acronym],
        "يراسل الراغبون ص.ب. 1470 عمان.| وينتظرون الرد.",
    ),
    (
        &[Rejection::Abbreviation],
        "عدد السكان كذا (ط. 3 منقحة).| وانتهى.",
    ),
    (
        &[Rejection::Abbreviation],
        "أعلنت Ardh Inc. عن خسائر.| وانهار السهم.",
    ),
    (&[], "طول السد 90 م.| ويتسع لمليون متر.|"),
    // Acronyms and initials.
    (
        &[Rejection::Acronym],
        "بثت بي.بي.سي التقرير.| ونقلته أ.ف.ب. عنها.|",
    ),
    (
        &[Rejection::Acronym],
        "تعمل الشركتان إن.بي.إل وتي.إن.تي هنا.| وتربحان.",
    ),
    (
        &[Rejection::Acronym],
        "اندمجت شركة داتا.إم.إس في غيرها.| وربحت.",
    ),
    (
        &[Rejection::Acronym],
        "حققت إف.بي.آي ودي.إن.إيه وآر.تك.إل نجاحا.| ثم أغلقت.",
    ),
    (&[Rejection::Acronym], "زار ممثلو و.م.ع المكان.| وعادوا."),
    (&[], "زار ممثلو و.م.ع.| ثم عادوا.|"),
    (
        &[Rejection::Initial],
        "كتبت ل. م. ستيوارت روايتها.| وباعتها.",
    ),
    (
        &[Rejection::Initial],
        "أوقفت الشرطة سالم.ك في بيته.| ثم أطلقته.",
    ),
    (
        &[Rejection::Acronym],
        "قال س. ع.، وهو عامل، إنه تعب.| وسكت.",
    ),
    (&[Rejection::Initial], "الدعوة عامة.| سعاد. م|\nسطر آخر."),
    (&[], "قال: لا.| ما قلته كاف.|"),
    (&[], "اختار الصف ب.| وقال إنه يكفي.|"),
    // Lists.
    (
        &[Rejection::ListMarker],
        "القرارات:|\n1. رفع الأجور.|\n2. خفض الرسوم.|\nأ. فرع أول.|",
    ),
    (
        &[Rejection::ListMarker],
        "نطلب: 1. ماء نظيفا، 2. كهرباء، 3. طريقا.| وننتظر.",
    ),
    (&[Rejection::ListMarker], "نطلب ماء. |2. نطلب كهرباء.|"),
    (
        &[Rejection::ListMarker],
        "القرارات:|\n١. رفع الأجور.|\n۲. خفض الرسوم.|\nب. فرع ثان.|",
    ),
    (&[], "أولا: رفع الأجور.| ثانيا: خفض الرسوم.|"),
    (&[], "حل الفريق في المركز 7.| وحل جاره في المركز 8.|"),
    // Ellipses.
    (&[Rejection::Ellipsis], "قال إنه... لا يعرف أحدا.| وصمت."),
    (
        &[Rejection::Ellipsis],
        "كتب، أوراق، أقلام… كل شيء احترق.| وبقي الجدار.",
    ),
    (&[Rejection::Ellipsis], "الكريم.. والشجاع.. كلهم اجتمعوا.|"),
    (&[], "البحث مستمر..| إنها ليلة طويلة.|"),
    (&[], "انتهى كل شيء...| وبدأ الناس يعودون.|"),
    (&[], "التفاصيل لاحقا...|\nسطر."),
    (
        &[],
        "أمضى الشيخ عمره كله بين بساتين النخيل التي ورثها عن جده وكان يحدثنا كل مساء عن سنوات \
         القحط وعن الرجال الذين حفروا البئر الأولى بأيديهم حتى جرى الماء في الساقية القديمة \
         وعادت الحياة إلى الوادي..| حكاياته باقية في القرية.|",
    ),
    (
        &[Rejection::Ellipsis],
        "أمضى الشيخ عمره كله بين بساتين النخيل التي ورثها عن جده وكان يحدثنا كل مساء عن سنوات \
         القحط وعن الرجال الذين حفروا البئر الأولى بأيديهم حتى جرى الماء في الساقية القديمة \
         وعادت الحياة إلى الوادي.. مشيرا إلى صبر الأوائل.|",
    ),
    (
        &[],
        "حديقة جديدة في الحي...| القاهرة - افتتح الوالي الحديقة.|",
    ),
    (
        &[Rejection::Ellipsis],
        "أحب القاهرة... القاهرة وأهلها.| وأحب غيرها.",
    ),
    (&[], "بالصور..| افتتاح الجسر الجديد|\nافتتح الجسر أمس.|"),
    (&[], "لا فرق بينهما..| فإذن أين المشكلة؟|"),
    (&[Rejection::Ellipsis], "وصف المشهد بالصور.. حتى سكت.|"),
    // Marks behind the stop.
    (&[], "قال: «سنعود غدا.»| وانصرف."),
    (&[], "قال: \"سنعود غدا\".| وانصرف."),
    (&[], "قال: \"سنعود غدا.\".| وانصرف."),
    (&[], "قال: \"سنعود غدا.\"|وانصرف."),
    (&[], "انتهى الأمر.|\"لن نعود\"، قال الشيخ.|"),
    (&[], "انتهى الأمر.| « لن نعود »، قال الشيخ.|"),
    (&[], "قال : « انتهى الأمر . »| وانصرف."),
    (&[], "فاز الفريق.\u{200F}| وبكى الجمهور.\u{202C}|"),
    (&[], "\u{2067}حضر الوالي.\u{2069}| \u{2067}ثم خرج.\u{2069}|"),
    (&[], "مبروك! 🎉| إلى اللقاء 🏆.| شكرا."),
    (&[], "قال: «نعود. |لا بد من ذلك. |وسنعود».| وانصرف."),
    (
        &[Rejection::Brackets],
        "قال الخبير (وهو خصم قديم!) إن الأمر هين.| ومضى.",
    ),
    (&[Rejection::Brackets], "فاز الفريق (!) على البطل.| وفرح."),
    (
        &[Rejection::Brackets],
        "ترفض اللجنة (...) هذا القرار [...] كله.| وتصر.",
    ),
    (
        &[Rejection::Acronym],
        "حضرت منظمة (أ.ب.ج.) اللقاء.| وغابت غيرها.",
    ),
    (&[], "توقف القطار.| (سيعود غدا.)| وغضب الركاب."),
    (&[], "حضر اللقاء مدير الشركة (وهو مؤسسها).| وغاب غيره."),
    // Attribution.
    (
        &[Rejection::Attribution],
        "«متى نعود؟» سأل الطفل.| لم يجبه أحد.",
    ),
    (
        &[Rejection::Attribution],
        "\"كفى!\" صاح الرجل.| وسكت الناس.",
    ),
    (
        &[Rejection::Attribution],
        "\"أين كنت؟\" سألته أمه.| لم يجب.",
    ),
    (&[], "سأل: \"أين كنت؟\"| أجابه أبوه: \"هنا\".|"),
    (&[Rejection::Acronym], "أضاف س.ع. أنه لم ير شيئا.| ثم سكت."),
    (
        &[Rejection::Attribution],
        "\"البيت ضاع.\" بهذه الكلمات استقبلنا.| ثم بكى.",
    ),
    (
        &[Rejection::Attribution],
        "ظهر في برنامج \"لماذا؟\" على قناة محلية.| وغضب.",
    ),
    (&[], "سأل: \"لماذا؟\"| في المساء عاد.|"),
    (&[], "سأل الصحافي: «متى؟»| أجاب المدرب: «غدا».|"),
    (&[], "سأل: «متى؟»| وأجاب غيره.|"),
    (
        &[Rejection::Continuation],
        "«متى نعود؟»، سأل الطفل.| لم يجبه أحد.",
    ),
    (
        &[Rejection::Nested],
        "كتبت: \"قال أبي: 'الصبر جميل.' وكان محقا\".| وختمت.",
    ),
    (&[], "قال: 'الصبر جميل.'| وكان محقا.|"),
    (
        &[Rejection::Attribution],
        "رفعوا شعار \"ارحلوا!\" أمام البلدية.| ثم عادوا.",
    ),
    (
        &[Rejection::Attribution],
        "فيلم «أين داري؟» يعرض غدا.| ويستمر شهرا.",
    ),
    (&[], "تأهل عن المجموعة أ.| ولعب أمام متصدر المجموعة ب.|"),
    (&[Rejection::Number], "سجل في الدقيقة 90.+3 هدفه.| وفرح."),
    // Openings and headlines.
    (&[Rejection::Opening], ".نص يبدأ بنقطة.| ثم آخر."),
    (
        &[Rejection::Headline],
        "هل تعود الأمطار؟ خبراء يجيبون|\nيرى خبراء أنها ستعود.|",
    ),
    (
        &[],
        "هل تعود الأمطار؟| يجيب الخبراء عن هذا السؤال كل سنة، ولا يتفقون.|",
    ),
    (&[], ""),
    (&[], " \n "),
    (&[], "..."),
    // Vowels, spaces.
    (&[], "قَالَ المُعَلِّمُ: اُكْتُبُوا.| ثُمَّ خَرَجَ.|"),
    (&[], "توقف.|\u{A0}\u{A0}ثم\u{A0}مضى.|   وعاد."),
    (&[Rejection::Abbreviation], "قابل د.\u{A0}منى.| ثم مضى."),
];

/// Text without the bars, and its sentences trimmed.
fn parted(marked: &str) -> (String, Vec<String>) {
    let pieces = marked.split('|').map(|piece| piece.trim_matches(is_blank));
    let expected = pieces.filter(|piece| !piece.is_empty());
    (
        marked.replace('|', ""),
        expected.map(str::to_owned).collect(),
    )
}

fn cut(text: &str) -> Vec<&str> {
    sentences_of(text)
        .map(|sentence| sentence.trim_matches(is_blank))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

fn rejections(text: &str) -> Vec<Rejection> {
    let mut found = Vec::new();
    for candidate in explain(text) {
        if let Decision::Rejected(rule) = candidate.decision {
            found.push(rule);
        }
    }
    found
}

#[test]
fn examples_are_cut_where_they_say_and_tile_the_text() {
    for (rules, marked) in EXAMPLES {
        let (text, expected) = parted(marked);
        assert_eq!(cut(&text), expected, "{text}");
        assert_eq!(sentences_of(&text).collect::<String>(), text);
        let found = rejections(&text);
        for rule in *rules {
            assert!(found.contains(rule), "{}: {text} {found:?}", rule.name());
        }
    }
}

#[test]
fn examples_are_cut_alike_behind_other_paragraphs() {
    for (_, marked) in EXAMPLES {
        let (text, expected) = parted(marked);
        let carried = format!("عنوان الخبر\n\n{text}\n\nوختم كلامه.");
        let found = cut(&carried);
        let inner = found.get(1..found.len() - 1).unwrap_or_default();
        assert_eq!(inner, expected, "{carried}");
    }
}

#[test]
fn every_rule_is_reached() {
    let mut names = BTreeSet::new();
    // Quotations are kept by policy: see `closed_quotations_are_kept_and_open_ones_are_not`.
    for rule in ALL.iter().filter(|rule| **rule != Rejection::Quotation) {
        assert!(names.insert(rule.name()), "{} twice", rule.name());
        assert!(
            EXAMPLES.iter().any(|(rules, _)| rules.contains(rule)),
            "no example of {}",
            rule.name()
        );
    }
}

/// Sentences of a text that is one part, under a policy.
fn of_part(text: &str, policy: SentencePolicy) -> Vec<(String, Boundary)> {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    scan(text, &mut tokens);
    join_lines(text, &mut tokens, LineBreaks::Evident);
    read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    };
    let part = Part::new(Span::new(0, text.len()), PartKind::Body);
    let pairs = pairs(&doc, std::slice::from_ref(&part), &mut Vec::new());
    let parts = [part];
    let breaks = LineBreaks::Evident;
    let cut = |split, kept| sentences(&doc, &parts, &pairs, Wanted { split, kept }, breaks);
    let both = cut(true, true);
    assert_eq!(both.split, cut(true, false).split, "{text}");
    assert_eq!(both.kept, cut(false, true).kept, "{text}");
    let both_differ = both.kept.len() != both.split.len();
    let chosen = match policy {
        SentencePolicy::SplitQuotations => both.split,
        SentencePolicy::KeepQuotations => both.kept,
    };
    // The candidates that were taken are the sentences' ends.
    let explained = candidates(&doc, &parts, &pairs, policy, breaks);
    let taken: Vec<Boundary> = explained
        .iter()
        .filter_map(|candidate| match candidate.decision {
            Decision::Boundary(boundary) => Some(boundary),
            Decision::Rejected(_) => None,
        })
        .collect();
    let reasons: Vec<Boundary> = chosen.iter().map(|sentence| sentence.boundary).collect();
    assert_eq!(taken, reasons, "{text}");
    let kept =
        |candidate: &Candidate| candidate.decision == Decision::Rejected(Rejection::Quotation);
    assert_eq!(
        explained.iter().any(kept),
        policy == SentencePolicy::KeepQuotations && both_differ,
        "{text}"
    );
    chosen
        .into_iter()
        .map(|sentence| (text[sentence.span.range()].to_owned(), sentence.boundary))
        .collect()
}

#[test]
fn the_parser_cuts_where_the_iterator_does() {
    for (_, marked) in EXAMPLES {
        let (text, expected) = parted(marked);
        let found = of_part(&text, SentencePolicy::SplitQuotations);
        let found: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn closed_quotations_are_kept_and_open_ones_are_not() {
    for marked in [
        "قال: «نعود. لا بد من ذلك. وسنعود».| وانصرف.",
        "قال: «نعود. لا بد من ذلك!»| وانصرف.",
        "«نعود. ثم نبني».| قال هذا. |وانصرف.",
        "قال: «نعود.| لا بد من ذلك.| وانصرف.",
        "كتب: \"قالت: «نعود. نبني.» ثم مضت. وعادت\".| وانصرف.",
    ] {
        let (text, expected) = parted(marked);
        let found = of_part(&text, SentencePolicy::KeepQuotations);
        let found: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn boundaries_have_their_reason() {
    let text = "وصل.\nمن؟ لا أحد! وانتهى.. ثم عاد\nوسكن";
    let reasons: Vec<Boundary> = of_part(text, SentencePolicy::SplitQuotations)
        .into_iter()
        .map(|(_, boundary)| boundary)
        .collect();
    assert_eq!(
        reasons,
        [
            Boundary::FullStop,
            Boundary::Question,
            Boundary::Exclamation,
            Boundary::Ellipsis,
            Boundary::LineEnd,
            Boundary::PartEnd,
        ]
    );
}

/// Speed beside the Unicode splitter, for a human to look at:
/// `KHABAR_TEXT=FILE cargo test --release --lib sentence -- --ignored --nocapture`.
#[test]
#[ignore = "measures time"]
fn speed_beside_the_unicode_splitter() {
    use unicode_segmentation::UnicodeSegmentation;
    let own: String = EXAMPLES
        .iter()
        .map(|(_, marked)| parted(marked).0 + "\n")
        .collect();
    let text = std::env::var("KHABAR_TEXT")
        .ok()
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_else(|| own.repeat(200));
    for round in 0..5 {
        let time = |work: &dyn Fn() -> usize| {
            let start = cpu_time::ThreadTime::now();
            let count = work();
            (start.elapsed(), count)
        };
        let (ours, a) = time(&|| sentences_of(&text).count());
        let (theirs, b) = time(&|| text.unicode_sentences().count());
        #[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
        let speed = |time: std::time::Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{round}: {a} sentences at {:.0} MB/s, unicode {b} at {:.0} MB/s: {:.1} x",
            speed(ours),
            speed(theirs),
            speed(ours) / speed(theirs)
        );
    }
}
