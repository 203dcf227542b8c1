//! Quotations that texts must give: words, kind, style, cue and speaker.

use super::{Quotation, QuotationKind, QuotationStyle, rules};
use crate::{Article, Parser};

/// «kind style [lemma] speaker: words» of each quotation.
fn shown(article: &Article<'_>) -> Vec<String> {
    article
        .quotations()
        .iter()
        .map(|quotation| line(article, quotation))
        .collect()
}

fn line(article: &Article<'_>, quotation: &Quotation) -> String {
    let kind = match quotation.kind {
        QuotationKind::Speech => "speech",
        QuotationKind::PartialSpeech => "part",
        QuotationKind::NameOrTitle => "name",
        QuotationKind::Scare => "scare",
    };
    let style = match quotation.style {
        Some(QuotationStyle::Direct) => " direct",
        Some(QuotationStyle::Mixed) => " mixed",
        Some(QuotationStyle::Indirect) => " indirect",
        None => "",
    };
    let cue = quotation
        .cue
        .as_ref()
        .map_or(String::new(), |cue| format!(" [{}]", cue.lemma));
    let speaker = quotation
        .speaker()
        .map_or(String::new(), |speaker| format!(" {}", speaker.name()));
    let words = article.slice(quotation.span);
    format!("{kind}{style}{cue}{speaker}: {words}")
}

/// Texts with all their quotations.
const CASES: &[(&str, &[&str])] = &[
    // The subject behind the verb, with and without a title, behind media and places.
    (
        "قال سالم الحداد: «سنفتح الطريق غدا».",
        &["speech direct [قال] سالم الحداد: سنفتح الطريق غدا"],
    ),
    (
        "وقال وزير النقل الدكتور سالم الحداد إن «الطريق ستفتح غدا أمام الناس».",
        &["speech mixed [قال] سالم الحداد: الطريق ستفتح غدا أمام الناس"],
    ),
    (
        "وقال الناطق باسم الوزارة سالم الحداد، أمس، في تصريح لـ«الجريدة»: «سنفتح الطريق».",
        &[
            "name: الجريدة",
            "speech direct [قال] سالم الحداد: سنفتح الطريق",
        ],
    ),
    (
        "أكد سالم الحداد، رئيس البلدية، في بيان له، أن الطريق ستفتح غدا.",
        &["speech indirect [أكد] سالم الحداد: الطريق ستفتح غدا"],
    ),
    // The subject before the verb.
    (
        "أما سالم الحداد فقال: «سنفتح الطريق».",
        &["speech direct [قال] سالم الحداد: سنفتح الطريق"],
    ),
    (
        "وكان سالم الحداد وصف المشكلة خلال الجلسة بأنها «كارثة كبيرة».",
        &["part mixed [وصف] سالم الحداد: كارثة كبيرة"],
    ),
    // The subject behind the words.
    (
        "«سنفتح الطريق غدا»، يقول سالم الحداد.",
        &["speech direct [قال] سالم الحداد: سنفتح الطريق غدا"],
    ),
    (
        "«من حقنا أن نعرف الحقيقة»، تقول سلمى الحداد، قبل أن تشدد على أن الطريق طويلة.",
        &[
            "speech direct [قال] سلمى الحداد: من حقنا أن نعرف الحقيقة",
            "speech indirect [شدد على] سلمى الحداد: الطريق طويلة",
        ],
    ),
    (
        "وأوضح مسؤول، فضل عدم ذكر اسمه، أن الطريق ستفتح غدا.",
        &["speech indirect [أوضح] مسؤول: الطريق ستفتح غدا"],
    ),
    // What is said of something is no name of it.
    (
        "وقال سالم الحداد إن السوق \"يتهاوى\" تحت الضغط.",
        &["part mixed [قال] سالم الحداد: يتهاوى"],
    ),
    (
        "«سنفتح الطريق غدا أمام الجميع»، وفقا لسالم الحداد.",
        &["speech direct [وفق] سالم الحداد: سنفتح الطريق غدا أمام الجميع"],
    ),
    // Dropped subjects follow turn, gender and number.
    (
        "قالت ليلى الحداد: «سنفتح الطريق». وأضافت: «لن نتأخر».",
        &[
            "speech direct [قال] ليلى الحداد: سنفتح الطريق",
            "speech direct [أضاف] ليلى الحداد: لن نتأخر",
        ],
    ),
    (
        "قال سالم الحداد إن «الطريق ستفتح غدا»، مضيفا: «لن نتأخر أكثر».",
        &[
            "speech mixed [قال] سالم الحداد: الطريق ستفتح غدا",
            "speech direct [أضاف] سالم الحداد: لن نتأخر أكثر",
        ],
    ),
    (
        "قال سالم الحداد إن الطريق مغلقة.\nوقال الحداد: «سنفتح الطريق».",
        &[
            "speech indirect [قال] سالم الحداد: الطريق مغلقة",
            "speech direct [قال] سالم الحداد: سنفتح الطريق",
        ],
    ),
    // Documents, unnamed sources, groups.
    (
        "وجاء في بيان الوزارة: «سنفتح الطريق غدا».",
        &["speech direct [جاء في] الوزارة: سنفتح الطريق غدا"],
    ),
    (
        "وقال مصدر أمني إن الطريق مغلقة. وأضاف المصدر ذاته: «سنفتح الطريق».",
        &[
            "speech indirect [قال] مصدر أمني: الطريق مغلقة",
            "speech direct [أضاف] مصدر أمني: سنفتح الطريق",
        ],
    ),
    (
        "وقال السكان المحليون إن «الطريق مغلقة منذ شهر كامل».",
        &["speech mixed [قال] السكان المحليون: الطريق مغلقة منذ شهر كامل"],
    ),
    // Parts of speech and objects.
    (
        "وأشار سالم الحداد إلى «زيادة كبيرة في عدد الحوادث».",
        &["part mixed [أشار إلى] سالم الحداد: زيادة كبيرة في عدد الحوادث"],
    ),
    (
        "وأشار سالم الحداد إلى «أن الطريق لن تفتح هذا العام».",
        &["speech mixed [أشار إلى] سالم الحداد: أن الطريق لن تفتح هذا العام"],
    ),
    (
        "أكد سالم الحداد أن الحملة تمر في «ظروف عادية جدا».",
        &["part mixed [أكد] سالم الحداد: ظروف عادية جدا"],
    ),
    (
        "أكد سالم الحداد أن هذا الأمر «لا يحتمل أي تأخير».",
        &["speech mixed [أكد] سالم الحداد: لا يحتمل أي تأخير"],
    ),
    (
        "قال سالم الحداد «نعم».",
        &["speech direct [قال] سالم الحداد: نعم"],
    ),
    (
        "قال سالم الحداد «سنفتح الطريق غدا».",
        &["speech direct [قال] سالم الحداد: سنفتح الطريق غدا"],
    ),
    (
        "وصفت ليلى الحداد القرار بأنه «تكريم».",
        &["part mixed [وصف] ليلى الحداد: تكريم"],
    ),
    (
        "قالت ليلى الحداد إنه «شرف» لها أن تعمل هنا.",
        &["part mixed [قال] ليلى الحداد: شرف"],
    ),
    // Names, titles, words set apart.
    ("صدرت صحيفة «الربيع» أمس.", &["name: الربيع"]),
    (
        "ألقى محاضرة بعنوان «كيف نقرأ البحر».",
        &["name: كيف نقرأ البحر"],
    ),
    ("باع التاجر «1500» حبة.", &["scare: 1500"]),
    (
        "تصدى الجيش لـ«مغامرة عابرة» في الجنوب.",
        &["name: مغامرة عابرة"],
    ),
    ("يمشي بوجه من «حجر» في الشارع.", &["scare: حجر"]),
    ("انتقل «الربيع العربي» إلى المدن.", &["name: الربيع العربي"]),
    (
        "زار المعلم «سمير» القرية وأكد الأهالي أن «الدفعة» عادت.",
        &[
            "name: سمير",
            "speech indirect [أكد] الأهالي: «الدفعة» عادت",
            "name: الدفعة",
        ],
    ),
    ("اتهم البيان المخلوع «زعفران» بالخيانة.", &["name: زعفران"]),
    ("طالت تلك «ليالي القمر» كثيرا.", &["name: ليالي القمر"]),
    (
        "وتعالت في الساحة هتافات «عاش الوطن».",
        &["speech direct [هتاف]: عاش الوطن"],
    ),
    (
        "«كنا نمشي كل يوم إلى المدرسة ولم نكن نعرف أن الطريق طويلة إلى هذا الحد».",
        &["speech direct: كنا نمشي كل يوم إلى المدرسة ولم نكن نعرف أن الطريق طويلة إلى هذا الحد"],
    ),
    (
        "وقال اللاعب «ناسا» إن الفوز قريب. وحضر «ناسا» الحفل.",
        &[
            "name: ناسا",
            "speech indirect [قال] ناسا: الفوز قريب",
            "name: ناسا",
        ],
    ),
    // Speech without marks.
    (
        "وأضاف سالم الحداد: سنفتح الطريق غدا إن شاء الله.",
        &["speech indirect [أضاف] سالم الحداد: سنفتح الطريق غدا إن شاء الله"],
    ),
    // A word behind the cue; a name beside a noun in the reported clause.
    (
        "قال سالم الحداد «كفى» وخرج مسرعا.",
        &["part mixed [قال] سالم الحداد: كفى"],
    ),
    (
        "أكد سالم الحداد أن اللاعب «منير» سيعود.",
        &[
            "speech indirect [أكد] سالم الحداد: اللاعب «منير» سيعود",
            "name: منير",
        ],
    ),
    (
        "أكد سالم الحداد أن فيلم «أولاد البحر» و«حياة صعبة» نجحا.",
        &[
            "speech indirect [أكد] سالم الحداد: فيلم «أولاد البحر» و«حياة صعبة» نجحا",
            "name: أولاد البحر",
            "name: حياة صعبة",
        ],
    ),
    // Abbreviated titles, nouns before names, names inside titles.
    (
        "قال د. سالم الحداد إن الطريق مغلقة.",
        &["speech indirect [قال] سالم الحداد: الطريق مغلقة"],
    ),
    (
        "وقال م. عصام الملا رئيس البلدية إن الطريق مغلقة. وأضاف الملا أن الجسر سيفتح.",
        &[
            "speech indirect [قال] عصام الملا: الطريق مغلقة",
            "speech indirect [أضاف] عصام الملا: الجسر سيفتح",
        ],
    ),
    (
        "وأكد الزائر عبدالله بن سعيد أن الطريق مغلقة.",
        &["speech indirect [أكد] عبدالله بن سعيد: الطريق مغلقة"],
    ),
    (
        "وقالت شقيقتها شيماء إن الطريق مغلقة.",
        &["speech indirect [قال] شيماء: الطريق مغلقة"],
    ),
    (
        "وأوضح مدير عام مطار الملك فهد الدولي المهندس يوسف بن خليفة الظاهري أن الطريق مغلقة.",
        &["speech indirect [أوضح] يوسف بن خليفة الظاهري: الطريق مغلقة"],
    ),
    (
        "أكد والد الطفل سالم المصاب بمرض نادر أن الطريق مغلقة.",
        &["speech indirect [أكد] والد الطفل سالم: الطريق مغلقة"],
    ),
    (
        "وقال المتطوع فيصل الحداد إن الطريق مغلقة. وأضاف الحداد أن الجسر سيفتح.",
        &[
            "speech indirect [قال] فيصل الحداد: الطريق مغلقة",
            "speech indirect [أضاف] فيصل الحداد: الجسر سيفتح",
        ],
    ),
    ("وخسر الفريق مرتين، ما يؤكد أن الموسم انتهى.", &[]),
    (
        "وقال مدير المدرسة الأستاذ / سالم الحداد إن الطريق مغلقة.",
        &["speech indirect [قال] سالم الحداد: الطريق مغلقة"],
    ),
    // A subject that cannot be read is nobody who spoke before.
    (
        "قال سالم الحداد: «سنفتح الطريق». ويقول خصومه: «الطريق طويلة».",
        &[
            "speech direct [قال] سالم الحداد: سنفتح الطريق",
            "speech direct [قال]: الطريق طويلة",
        ],
    ),
    // A clause that describes the subject reports nothing, nor does one of things and places.
    (
        "وقال دبلوماسي يتابع الأحداث في البلاد «هناك تحرك ضعيف نحو الحل».",
        &["speech direct [قال] دبلوماسي: هناك تحرك ضعيف نحو الحل"],
    ),
    (
        "وقال سالم الحداد إنه سيغلق تلك الطرق التي قال إن «العمال يقفون فيها».",
        &["speech mixed [قال] سالم الحداد: العمال يقفون فيها"],
    ),
    (
        "لم يحدث أي لقاء بين الأطراف وبين دمشق أو داعميها: إيران وروسيا.",
        &[],
    ),
    ("وتبين أيضا أن رجال القرية كانوا هناك.", &[]),
    ("طالب سالم الحداد بفتح الطريق.", &[]),
    ("يذكر أن الطريق مغلقة منذ شهر.", &[]),
    ("تحدث التعاون بين البلدين على أن يستمر.", &[]),
];

#[test]
fn cases() {
    let parser = Parser::new();
    let mut failures = String::new();
    for (text, expected) in CASES {
        let article = parser.parse(text).unwrap();
        let found = shown(&article);
        if found != *expected {
            failures.push_str(&format!(
                "{text}\n  expected {expected:#?}\n  found {found:#?}\n"
            ));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn quotations_do_not_depend_on_their_place_vowels_or_tatweel() {
    let parser = Parser::new();
    for (text, expected) in CASES.iter().take(12) {
        let shifted = format!("بدأ يوم جديد في المدينة.\n{text}");
        assert_eq!(shown(&parser.parse(&shifted).unwrap()), *expected, "{text}");
        let marked = text.replace("قال ", "قَالَ ").replace("إن ", "إنّ ");
        let article = parser.parse(&marked).unwrap();
        assert_eq!(shown(&article).len(), expected.len(), "{marked}");
    }
}

#[test]
fn spans_of_cues_and_speakers() {
    let text = "وقال وزير النقل سالم الحداد إن «الطريق ستفتح غدا». ومضى مضيفا: «لن نتأخر أبدا».";
    let article = Parser::new().parse(text).unwrap();
    let quotations = article.quotations();
    let cue = quotations[0].cue.as_ref().unwrap();
    assert_eq!(article.slice(cue.span), "قال");
    let speaker = quotations[0].speaker().unwrap();
    assert_eq!(article.slice(speaker.span.unwrap()), "سالم الحداد");
    assert_eq!(article.slice(speaker.role.unwrap()), "وزير النقل");
    let inherited = quotations[1].speaker().unwrap();
    assert_eq!(inherited.span, None);
    assert_eq!(inherited.name(), "سالم الحداد");
    assert_eq!(quotations[1].continuation_of.unwrap().index(), 0);
}

const INTERVIEW: &str = "قال وزير النقل سالم الحداد في حوار مع الجريدة إن الطريق ستفتح غدا.
* كيف ترى الوضع في الجنوب؟
- الوضع جيد ونحن متفائلون.
* متى تنتهي الأشغال؟
- تنتهي بعد شهر كما وعدنا.
* هل هناك صعوبات؟
- نعم، وهي كثيرة.";

#[test]
fn answers_of_interviews() {
    let parser = Parser::new();
    let answers = [
        "speech indirect سالم الحداد: الوضع جيد ونحن متفائلون.",
        "speech indirect سالم الحداد: تنتهي بعد شهر كما وعدنا.",
        "speech indirect سالم الحداد: نعم، وهي كثيرة.",
    ];
    let found = shown(&parser.parse(INTERVIEW).unwrap());
    assert_eq!(found[1..], answers);
    let letters = INTERVIEW.replace("\n*", "\nس:").replace("\n-", "\nج:");
    let found = shown(&parser.parse(&letters).unwrap());
    assert_eq!(found[1..], answers);
    let names = INTERVIEW
        .replace("\n*", "\nالجريدة:")
        .replace("\n-", "\nسالم الحداد:");
    let article = parser.parse(&names).unwrap();
    assert_eq!(article.statements_by("الحداد").count(), 4);
    // Questions that nobody answers make no interview.
    let questions = "* كيف ترى الوضع؟\n* متى تنتهي الأشغال؟\n* هل هناك صعوبات؟\nانتهت الأسئلة.";
    assert_eq!(shown(&parser.parse(questions).unwrap()), [""; 0]);
}

#[test]
fn reports_inside_reports() {
    let text = "قال سالم الحداد إن الوزير كريم النجار أكد أن الطريق «مغلقة منذ شهر كامل».";
    let article = Parser::new().parse(text).unwrap();
    assert_eq!(
        shown(&article),
        [
            "speech indirect [قال] سالم الحداد: الوزير كريم النجار أكد أن الطريق «مغلقة منذ شهر كامل»",
            "part mixed [أكد] كريم النجار: مغلقة منذ شهر كامل",
        ]
    );
    assert_eq!(article.quotations()[1].parent.unwrap().index(), 0);
    let text = "قال سالم الحداد إن الوزير كريم النجار أكد أن الطريق مغلقة.";
    let article = Parser::new().parse(text).unwrap();
    assert_eq!(
        shown(&article),
        [
            "speech indirect [قال] سالم الحداد: الوزير كريم النجار أكد أن الطريق مغلقة",
            "speech indirect [أكد] كريم النجار: الطريق مغلقة",
        ]
    );
    assert_eq!(article.quotations()[1].parent.unwrap().index(), 0);
}

#[test]
fn unnamed_sources_and_documents() {
    let parser = Parser::new();
    for (text, expected) in [
        (
            "وقال مسؤول طلب عدم ذكر اسمه إن الطريق مغلقة.",
            "speech indirect [قال] مسؤول: الطريق مغلقة",
        ),
        (
            "وأوضحت مصادر مطلعة أن الطريق مغلقة.",
            "speech indirect [أوضح] مصادر مطلعة: الطريق مغلقة",
        ),
        (
            "وقال شهود عيان إن الطريق مغلقة.",
            "speech indirect [قال] شهود عيان: الطريق مغلقة",
        ),
        (
            "وبحسب مصادر أمنية فإن الطريق مغلقة.",
            "speech indirect [حسب] مصادر أمنية: الطريق مغلقة",
        ),
        (
            "وأفاد تقرير للأمم المتحدة بأن الطريق مغلقة.",
            "speech indirect [أفاد] الأمم المتحدة: الطريق مغلقة",
        ),
    ] {
        assert_eq!(shown(&parser.parse(text).unwrap()), [expected], "{text}");
    }
}

#[test]
fn every_rule_has_an_example() {
    let parser = Parser::new();
    let mut reached: Vec<String> = Vec::new();
    for (text, _) in CASES {
        let article = parser.parse(text).unwrap();
        reached.extend(article.quotations().iter().map(|q| q.rule.to_string()));
    }
    let headline = "سالم الحداد: سنفتح الطريق غدا\nقال الوزير إن الطريق مغلقة منذ شهر بسبب الأمطار الغزيرة في الجبال.";
    let article = parser.parse(headline).unwrap();
    reached.extend(article.quotations().iter().map(|q| q.rule.to_string()));
    let article = parser.parse(INTERVIEW).unwrap();
    reached.extend(article.quotations().iter().map(|q| q.rule.to_string()));
    let missing: Vec<_> = rules::ALL
        .iter()
        .filter(|rule| !reached.iter().any(|name| name == *rule))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn work_is_bounded() {
    let parser = Parser::new();
    for unit in [
        "قال ",
        "قال \"",
        "وقال إن ",
        "قال رئيس ",
        "أن ",
        "«قال» ",
        "حسب ",
        "أكد أن وقال: ",
    ] {
        let text = unit.repeat(4_000);
        assert!(parser.parse(&text).is_ok(), "{unit}");
    }
}
