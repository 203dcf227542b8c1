//! Examples of every rule, read alone, inside carrier sentences, and in other spellings.

use std::collections::BTreeSet;

use super::rules;
use super::types::{Number, NumberKind, NumberValue};
use crate::doc::{self, Doc};
use crate::lex;
use crate::lexicon::Lexicon;

fn find(text: &str) -> Vec<Number> {
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    lex::scan(text, &mut tokens);
    doc::read(text, &mut tokens, &lexicon);
    let mut starts = Vec::new();
    doc::find_starts(&tokens, &mut starts);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    };
    super::find::numbers(&doc, &starts)
}

/// The value as text: `5`, `5..12`, `3/4`, `2-1`, `~`, or an identifier.
fn value(number: &Number) -> String {
    match &number.value {
        NumberValue::Exact { value } => value.to_string(),
        NumberValue::Range { low, high } => format!(
            "{}..{}",
            low.map_or(String::new(), |v| v.to_string()),
            high.map_or(String::new(), |v| v.to_string())
        ),
        NumberValue::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        NumberValue::Score { first, second } => format!("{first}-{second}"),
        NumberValue::Vague { .. } => "~".to_owned(),
        NumberValue::Text { text } => text.clone(),
    }
}

fn unit(number: &Number) -> &str {
    number.unit.as_ref().map_or("", |unit| unit.id.as_str())
}

use NumberKind::{
    Cardinal, Fraction, Identifier, Money, Multiplier, Ordinal, Percent, Quantity, Score,
};

/// Rule, kind, value, unit, and the ways to write it. A phrase is one record from end to end.
type Group = (
    &'static str,
    NumberKind,
    &'static str,
    &'static str,
    &'static [&'static str],
);

#[rustfmt::skip]
const GROUPS: &[Group] = &[
    (rules::CARDINAL_DIGITS, Cardinal, "25", "", &["25", "٢٥", "۲۵"]),
    (rules::CARDINAL_DIGITS, Cardinal, "1250000", "", &["1.250.000", "1,250,000", "١٬٢٥٠٬٠٠٠", "1 250 000", "1\u{A0}250\u{202F}000"]),
    (rules::CARDINAL_DIGITS, Cardinal, "7500000", "", &["7,5 ملايين", "7.5 مليون", "٧٫٥ ملايين"]),
    (rules::CARDINAL_DIGITS, Cardinal, "12500", "", &["12.5 ألف", "12 500", "12.500"]),
    (rules::CARDINAL_DIGITS, Cardinal, "27.5", "", &["5ر27", "5.\u{200F}27", "27 1/2", "27½", "2.75e1"]),
    (rules::CARDINAL_DIGITS, Cardinal, "1234567.89", "", &["1 234 567.89", "1,234,567.89", "1.234.567,89"]),
    (rules::CARDINAL_DIGITS, Cardinal, "6671878", "", &["6.671.878", "6.671.878 مليون", "(6.671.878) مليون"]),
    (rules::CARDINAL_DIGITS, Cardinal, "60417", "", &["60.417 ألف", "(60.417) ألف", "60,417"]),
    (rules::CARDINAL_DIGITS, Cardinal, "300", "", &["3 مئة", "+300", "3e2"]),
    (rules::CARDINAL_DIGITS, Cardinal, "-4", "", &["-4", "\u{2212}٤"]),
    (rules::CARDINAL_WORDS, Cardinal, "25", "", &["خمسة وعشرون", "خمس وعشرين", "خمسه و عشرين", "خَمْسَةٌ وَعِشْرُون"]),
    (rules::CARDINAL_WORDS, Cardinal, "12", "", &["اثنا عشر", "اثني عشر", "اثنتا عشرة", "إثنتي عشرة"]),
    (rules::CARDINAL_WORDS, Cardinal, "360000", "", &["ثلاثمئة وستون ألفا", "ثلاثمائة وستين ألف", "ثلاث مئة وستين ألفاً"]),
    (rules::CARDINAL_WORDS, Cardinal, "2500000", "", &["مليونين ونصف المليون", "مليونان ونصف", "مليونين و500 ألف"]),
    (rules::CARDINAL_WORDS, Cardinal, "1200", "", &["ألفا ومئتي", "ألف ومائتين", "ألفاً ومئتان"]),
    (rules::ORDINAL_WORDS, Ordinal, "25", "", &["الخامس والعشرون", "الخامسة والعشرين"]),
    (rules::ORDINAL_WORDS, Ordinal, "11", "", &["الحادي عشر", "الحادية عشرة"]),
    (rules::ORDINAL_WORDS, Ordinal, "103", "", &["الثالث بعد المئة", "الثالثة بعد المائة"]),
    (rules::PERCENT, Percent, "3.4", "%", &["3.4%", "3,4 في المئة", "%3.4", "٣٫٤٪", "3.4 بالمائة", "3.4 في المية"]),
    (rules::PERCENT, Percent, "0.5", "%", &["نصف في المئة", "0.5%", "صفر فاصلة خمسة بالمئة"]),
    (rules::MONEY, Money, "5.5", "USD", &["خمسة دولارات وخمسين سنتا", "5.5 دولار", "5 دولارات و50 سنتا", "5,5$", "$5.5", "5.5 USD"]),
    (rules::MONEY, Money, "2000", "KWD", &["ألفي دينار كويتي", "2000 د.ك", "2.000 دينار كويتي"]),
    (rules::MONEY, Money, "40", "dirham", &["40 درهما", "أربعين درهماً", "(40) درهما"]),
    (rules::MONEY, Money, "2", "lira", &["ليرتين"]),
    (rules::QUANTITY, Quantity, "12000", "ha", &["12 ألف هكتار", "اثني عشر ألف هكتار"]),
    (rules::QUANTITY, Quantity, "-3", "deg", &["ثلاث درجات تحت الصفر", "-3 درجات"]),
    (rules::QUANTITY, Quantity, "6.1", "richter", &["6.1 درجات على مقياس ريختر", "6,1 على مقياس ريختر"]),
    (rules::QUANTITY, Quantity, "20.5", "t", &["20 طنا ونصف الطن", "20,5 طن"]),
    (rules::QUANTITY, Quantity, "3", "pp", &["3 نقاط مئوية", "ثلاث نقاط مئوية"]),
    (rules::QUANTITY, Quantity, "400", "km2", &["400 كيلومتر مربع", "400 كلم²", "أربعمئة كيلو متر مربع"]),
    (rules::UNIT_FIRST, Quantity, "2", "t", &["طنين", "طنان"]),
    (rules::UNIT_FIRST, Quantity, "1.5", "L", &["لتر ونصف", "لتر و نصف اللتر"]),
    (rules::FRACTION, Fraction, "3/4", "", &["ثلاثة أرباع", "ثلاث أرباع"]),
    (rules::FRACTION, Fraction, "2/3", "", &["ثلثي", "ثلثا", "ثلثين"]),
    (rules::RATIO, Fraction, "1/5", "", &["واحد من كل خمسة", "1 من كل 5", "واحد من أصل خمسة"]),
    (rules::RANGE_BETWEEN, Cardinal, "300..400", "", &["بين 300 و400", "ما بين ثلاثمئة وأربعمئة"]),
    (rules::RANGE_BETWEEN, Percent, "2..3", "%", &["بين 2 و3 في المئة", "بين 2% و3%"]),
    (rules::RANGE_TO, Cardinal, "3000000..4000000", "", &["من 3 إلى 4 ملايين", "3 إلى 4 ملايين", "من ثلاثة إلى أربعة ملايين"]),
    (rules::RANGE_TO, Money, "10..20", "USD", &["من 10 إلى 20 دولارا", "من عشرة لعشرين دولار"]),
    (rules::RANGE_DASH, Quantity, "10..15", "kg", &["10-15 كيلوغراما", "10 – 15 كغ"]),
    (rules::RANGE_OF_BOUNDS, Cardinal, "100..300", "", &["أكثر من 100 وأقل من 300", "أقل من 300 و أكثر من 100"]),
    (rules::RANGE_OF_BOUNDS, Percent, "5..7", "%", &["أكثر من 5 وأقل من 7 في المئة"]),
    (rules::MULTIPLIER, Multiplier, "3", "", &["3 أضعاف", "ثلاثة أضعاف"]),
    (rules::VAGUE, Cardinal, "~", "", &["عشرات", "مئات الآلاف", "بضعة ملايين", "بضع عشرات"]),
];

/// Carrier sentences; none holds a number of its own.
const CARRIERS: &[&str] = &[
    "وقال المتحدث إن الرقم بلغ {} حسب التقرير.",
    "«سجلنا {}»، قال الوزير.",
    "جاء في البيان:\n{}\nوانتهى.",
];

fn check(text: &str, phrase: &str, group: &Group) -> Number {
    let (rule, kind, expected, id, _) = *group;
    let found = find(text);
    let at = text.find(phrase).unwrap();
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    let number = &found[0];
    assert_eq!(text.get(number.span.range()).unwrap(), phrase, "{text}");
    assert_eq!(number.span.start(), at, "{text}");
    assert_eq!(
        (value(number).as_str(), number.kind, unit(number)),
        (expected, kind, id),
        "{text}"
    );
    let money_first = rule == rules::MONEY && number.rule.as_str() == rules::MONEY;
    assert!(
        money_first || number.rule.as_str() == rule,
        "{text}: {}",
        number.rule
    );
    assert!(number.span.start() <= number.numeral.start());
    number.clone()
}

#[test]
fn each_phrase_is_one_record_alone() {
    for group in GROUPS {
        for phrase in group.4 {
            check(phrase, phrase, group);
        }
    }
}

#[test]
fn each_phrase_is_the_same_inside_sentences() {
    for group in GROUPS {
        // Signs, symbols and bare fractions or ordinals want their own context.
        if matches!(group.0, rules::FRACTION | rules::ORDINAL_WORDS) || group.2.starts_with('-') {
            continue;
        }
        for phrase in group.4 {
            for carrier in CARRIERS {
                check(&carrier.replace("{}", phrase), phrase, group);
            }
        }
    }
}

#[test]
fn vowel_signs_tatweel_and_proclitics_change_nothing() {
    for group in GROUPS {
        for phrase in group.4 {
            let words = phrase.chars().all(|c| c.is_alphabetic() || c == ' ');
            if !words
                || phrase.starts_with(['ب', 'ط', 'ل', 'م']) && group.0 != rules::CARDINAL_WORDS
            {
                continue;
            }
            // A tatweel and a fatha behind the second letter of each word of four letters or more.
            let marked: String = phrase
                .split(' ')
                .map(|word| {
                    let mut chars = word.chars();
                    if word.chars().count() < 4 || word.starts_with("ال") {
                        return word.to_owned();
                    }
                    let head: String = chars.by_ref().take(2).collect();
                    format!("{head}\u{64E}\u{640}{}", chars.as_str())
                })
                .collect::<Vec<_>>()
                .join(" ");
            check(&marked, &marked, group);
            for proclitic in ["و", "ب", "ل", "وب"] {
                if phrase.starts_with("ال") && proclitic.ends_with('ل') {
                    continue;
                }
                check(&format!("{proclitic}{phrase}"), phrase, group);
            }
        }
    }
}

/// Text with its records: (phrase, kind, value, unit).
type Case = (
    &'static str,
    &'static [(&'static str, NumberKind, &'static str, &'static str)],
);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("أصيب 14 شرطيا وسبعة محتجين في المواجهات.", &[("14", Cardinal, "14", ""), ("سبعة", Cardinal, "7", "")]),
    ("بلغ الربح 434 مليون ريال2025 وفق البيان.", &[("434 مليون ريال", Money, "434000000", "riyal"), ("2025", Cardinal, "2025", "")]),
    ("احتفل النادي بعيد ميلاده الـ70.", &[("الـ70", Ordinal, "70", "")]),
    ("سجل الهدف في الدقيقة 83.", &[("83", Ordinal, "83", "")]),
    ("دعت الدول الـ27 إلى الهدوء.", &[("الـ27", Cardinal, "27", "")]),
    ("دخلت الحرب يومها الـ100.", &[("الـ100", Ordinal, "100", "")]),
    ("بيع المتر بين 80 و85 دولارا، وبيع العقد بـ90 أو 95 يورو.", &[("بين 80 و85 دولارا", Money, "80..85", "USD"), ("90", Money, "90", "EUR"), ("95 يورو", Money, "95", "EUR")]),
    ("قال إن قرار مجلس الأمن 9876 ملزم.", &[("9876", Identifier, "9876", "")]),
    ("نص الأمر الحكومي عدد 345 على ذلك، وشارك عدد 70 من العمال.", &[("345", Identifier, "345", ""), ("70", Cardinal, "70", "")]),
    ("تنص المادة (12) والمادة 14 / 3 من النظام.", &[("12", Identifier, "12", ""), ("14 / 3", Identifier, "14 / 3", "")]),
    ("للاتصال: +213 21 45 67 89.", &[("+213 21 45 67 89", Identifier, "+213 21 45 67 89", "")]),
    ("انطلق مهرجان الورد 14، وحضره 9 فنانين.", &[("9", Cardinal, "9", "")]),
    ("درجة الحرارة في الظل 41م، والبرج علوه 41م.", &[("41م", Quantity, "41", "°C"), ("41م", Quantity, "41", "°C")]), // FIXME: the second are metres
    ("ظهر ثاني أعلى مستوى، ثم يعود ثانية إلى مكانه.", &[("ثاني", Ordinal, "2", "")]),
    ("نسبة الملح 3 في الألف والرصاص 5 أجزاء في المليون.", &[("3 في الألف", Quantity, "3", "permille"), ("5 أجزاء في المليون", Quantity, "5", "ppm")]),
    ("هو جزء من ألف، وذاك 3 من 10.", &[("جزء من ألف", Fraction, "1/1000", ""), ("3 من 10", Fraction, "3/10", "")]),
    ("زار الوفد 24 و25 مايو معرضا.", &[]),
    ("الترتيب: 1- الوداد 20 نقطة 2- الرجاء 18 نقطة 3- الفتح 15 نقطة", &[("20", Cardinal, "20", ""), ("18", Cardinal, "18", ""), ("15", Cardinal, "15", "")]),
    ("أولها: 1. الماء. 2. الهواء. وهي 9 عناصر.", &[("أولها", Ordinal, "1", ""), ("9", Cardinal, "9", "")]),
    ("تليت الآية (ربنا آتنا) البقرة: 201 أمام 40 مصليا.", &[("201", Identifier, "201", ""), ("40", Cardinal, "40", "")]),
    ("دول الخمسة زائد واحد أو الـ5 + 1 دعت 3 وفود.", &[("الخمسة", Cardinal, "5", ""), ("3", Cardinal, "3", "")]), // FIXME: «الخمسة زائد واحد» is a name
    ("يتطلع البلد إلى بلوغ الهدف بحلول 2035 بعد كأس العالم 2030.", &[]),
    ("وطن واحد للجميع، وجاء حيا أو ميتا.", &[]),
    ("عثر على مادة C4 في ملف الصنف أ2.", &[]),
    ("تغلب الأول على الثاني في المباراة 3 / صفر.", &[("الأول", Ordinal, "1", ""), ("الثاني", Ordinal, "2", ""), ("3 / صفر", Score, "3-0", "")]),
    ("بلغ الإنتاج 3.8 و3.9 مليون برميل.", &[("3.8", Quantity, "3800000", "bbl"), ("3.9 مليون برميل", Quantity, "3900000", "bbl")]),
    ("يزن بين كيلوغرامين وثلاثة كيلوغرامات.", &[("بين كيلوغرامين وثلاثة كيلوغرامات", Quantity, "2..3", "kg")]),
    ("زار الوفد 3 مدن خلال الـ48 ساعة الماضية.", &[("3", Cardinal, "3", ""), ("الـ48", Cardinal, "48", "")]),
    ("تعد ثالث أكبر شركة في البلاد.", &[("ثالث", Ordinal, "3", "")]),
    ("فاز الاتحاد على الأهلي 2-1 في المباراة.", &[("2-1", Score, "2-1", "")]),
    ("تعادل المنتخبان 1 - 1.", &[("1 - 1", Score, "1-1", "")]),
    ("انتهى اللقاء 4-صفر.", &[("4-صفر", Score, "4-0", "")]),
    ("ينص القانون رقم 12.34 على ذلك.", &[("12.34", Identifier, "12.34", "")]),
    ("نشر القانون الأساسي عدد 58 الصادر أمس.", &[("58", Identifier, "58", "")]),
    ("للتواصل يرجى الاتصال على 0522-987654.", &[("0522-987654", Identifier, "0522-987654", "")]),
    ("ارتفع الرقم من 5 ملايين دولار إلى 7 ملايين دولار.", &[("5 ملايين دولار", Money, "5000000", "USD"), ("7 ملايين دولار", Money, "7000000", "USD")]),
    ("أكلت الحرائق نصف الغابة.", &[("نصف", Fraction, "1/2", "")]),
    ("بلغ السعر ضعف قيمة العقد.", &[("ضعف", Multiplier, "2", "")]),
    ("أنقذ خمسة عشر بحارا و3 صيادين.", &[("خمسة عشر", Cardinal, "15", ""), ("3", Cardinal, "3", "")]),
    ("دفع 15شخصا الرسوم وحضر لـ30 يوما.", &[("15", Cardinal, "15", ""), ("30", Cardinal, "30", "")]),
    ("بيع كيلومتر واحد من الكابل بدولار واحد.", &[("كيلومتر واحد", Quantity, "1", "km"), ("دولار واحد", Money, "1", "USD")]),
    ("قتل ما لا يقل عن (200) ألف شخص.", &[("(200) ألف", Cardinal, "200000", "")]),
];

#[test]
fn records_in_sentences() {
    for (text, expected) in CASES {
        let found = find(text);
        let shown: Vec<_> = found
            .iter()
            .map(|n| (text.get(n.span.range()).unwrap(), n.kind, value(n), unit(n)))
            .collect();
        let wanted: Vec<_> = expected
            .iter()
            .map(|(s, k, v, u)| (*s, *k, (*v).to_owned(), *u))
            .collect();
        assert_eq!(shown, wanted, "{text}");
    }
}

#[test]
fn words_and_digits_that_count_nothing() {
    for text in [
        "كان واحدا من أبرز الكتاب.",
        "لا أحد يعرف ذلك.",
        "نظم الحزب حملة واحدة.",
        "ألّف الكاتب الرواية في المنفى.",
        "ألف كتابا عن المدينة.",
        "قصص من ألف ليلة وليلة.",
        "استقبل الملك محمد السادس الوفد.",
        "قال البابا شنودة الثالث ذلك.",
        "بثت القناة الثانية المقابلة.",
        "دعت مجموعة السبع إلى الحوار.",
        "قمة مجموعة الـ20 انتهت.",
        "هبطت طائرات إف-16 في القاعدة.",
        "أصيب بفيروس كوفيد-19 أمس.",
        "تحطمت طائرة بوينغ 737 صباحا.",
        "بثت فرانس 24 المقابلة.",
        "تأهل الفريق إلى ربع النهائي.",
        "بلغ المنتخب نصف نهائي الكأس.",
        "ارتفع ثمن التذكرة.",
        "هذا أقل من ثمن ليلة في الفندق.",
        "الوزير الأول زار المدينة.",
        "لست متأكدا من كمية المياه.",
        "ثانيا، يجب الحوار.",
        "1- أهداف المشروع",
        "عملية حسابية: 5+1",
        "جاء ميلان من إيطاليا.",
        "أولى الوزير اهتماما بالملف.",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn approximators_and_counted_nouns() {
    use super::types::ApproxKind::{About, AtLeast, AtMost, LessThan, MoreThan, UpTo};
    for (text, approx, kind, counted) in [
        ("قتل نحو 40 جنديا.", "نحو", About, "جنديا"),
        ("قتل ما لا يقل عن 40 جنديا.", "ما لا يقل عن", AtLeast, "جنديا"),
        ("حضر أكثر من خمسمئة موظف.", "أكثر من", MoreThan, "موظف"),
        ("لأقل من 20 طفلا وطفلة.", "أقل من", LessThan, "طفلا وطفلة"),
        ("جرح 12 شخصا على الأقل.", "على الأقل", AtLeast, "شخصا"),
        ("حضر 50 طالبا تقريبا.", "تقريبا", About, "طالبا"),
        (
            "لا يتجاوز العدد 9، ولا يزيد على 30 لاعبا.",
            "لا يزيد على",
            AtMost,
            "لاعبا",
        ),
        ("يصل إلى 700 عامل.", "يصل إلى", UpTo, "عامل"),
    ] {
        let found = find(text);
        let number = found.last().unwrap();
        let own = number.approx.as_ref().unwrap();
        assert_eq!(
            (text.get(own.span.range()).unwrap(), own.kind),
            (approx, kind),
            "{text}"
        );
        assert_eq!(
            text.get(number.counted.unwrap().range()).unwrap(),
            counted,
            "{text}"
        );
    }
}

#[test]
fn every_rule_has_an_example() {
    let mut reached = BTreeSet::new();
    let phrases = GROUPS.iter().flat_map(|group| group.4.iter().copied());
    let texts = CASES.iter().map(|case| case.0);
    for text in phrases.chain(texts) {
        reached.extend(find(text).iter().map(|n| n.rule.as_str().to_owned()));
    }
    for rule in rules::ALL {
        assert!(reached.contains(*rule), "no example reached {rule}");
    }
}

#[test]
fn errors_of_a_phrase_say_where_and_what() {
    use crate::{ParseNumberError, parse_number};
    assert_eq!(parse_number(" \n"), Err(ParseNumberError::Empty));
    for (text, message) in [
        (
            "كتاب",
            "unexpected \"كتاب\" at byte 0, expected a number in digits or words",
        ),
        (
            "خمسة وعشرون ألفا و",
            "unexpected \"و\" at byte 31, expected a further number behind it",
        ),
        (
            "بين 5 كتب",
            "unexpected \"كتب\" at byte 9, expected و with the upper bound",
        ),
        (
            "من خمسة إلى",
            "unexpected end at byte 20, expected the upper bound",
        ),
        (
            "أكثر من",
            "unexpected end at byte 13, expected a number in digits or words",
        ),
        (
            "1.2.3",
            "unexpected \"1\" at byte 0, expected a number by itself, no part of a date, a name or a list",
        ),
        (
            "5 دولارات جديدة",
            "unexpected \"جديدة\" at byte 17, expected the end behind the unit",
        ),
        (
            "خمسة وعشرون كتابا",
            "unexpected \"كتابا\" at byte 22, expected a scale, a unit, و with a smaller number, or the end",
        ),
    ] {
        assert_eq!(parse_number(text).unwrap_err().to_string(), message);
    }
    assert_eq!(
        ParseNumberError::Empty.to_string(),
        "empty phrase, expected a number in digits or words"
    );
}
