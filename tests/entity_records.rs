//! What the records of names hold beside their spans.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use khabar::{Article, Entity, EntityKind, OrganizationType, Parser, TypeEvidence};

fn parse(text: &str) -> Article<'_> {
    Parser::new().parse(text).unwrap()
}

/// The entity of the first mention with a surface.
fn organization<'a>(article: &'a Article<'_>, surface: &str) -> &'a Entity {
    let mut mentions = article.organizations().iter();
    let mention = mentions.find(|mention| article.slice(mention.span) == surface);
    let mention = mention.unwrap_or_else(|| panic!("no {surface} in {}", article.text()));
    article.entity(mention.entity).unwrap()
}

fn kind(entity: &Entity) -> OrganizationType {
    let EntityKind::Organization { organization_type } = entity.kind else {
        panic!("{entity:?}")
    };
    organization_type
}

#[test]
fn the_type_comes_with_its_evidence() {
    use TypeEvidence::{Context, Head, Lexicon, Word};
    for (text, surface, own, evidence) in [
        (
            "أعلنت منظمة الصحة العالمية أمس حالة الطوارئ.",
            "منظمة الصحة العالمية",
            OrganizationType::Intergovernmental,
            Lexicon,
        ),
        (
            "قال مجلس بلدية الحرية إن المياه كافية.",
            "مجلس بلدية الحرية",
            OrganizationType::Government,
            Head,
        ),
        (
            "قالت جمعية سواعد لكرة السلة إن الموسم تأجل.",
            "جمعية سواعد لكرة السلة",
            OrganizationType::Sports,
            Word,
        ),
        (
            "ونشرت صحيفة «نوافذ الجنوب» الخبر أمس.",
            "نوافذ الجنوب",
            OrganizationType::Media,
            Context,
        ),
    ] {
        let article = parse(text);
        let entity = organization(&article, surface);
        assert_eq!(
            (kind(entity), entity.evidence),
            (own, Some(evidence)),
            "{text}"
        );
    }
    let article = parse("قال محمد عماد في القاهرة إن الأمر انتهى.");
    assert!(article.entities().len() == 2);
    assert!(
        article
            .entities()
            .iter()
            .all(|entity| entity.evidence.is_none())
    );
}

#[test]
fn the_country_is_the_one_that_the_name_shows() {
    for (text, surface, country) in [
        (
            "قالت وزارة الصحة التونسية إن الوضع مستقر.",
            "وزارة الصحة التونسية",
            Some("TN"),
        ),
        (
            "أكد مجلس النواب الأردني أمس موقفه.",
            "مجلس النواب الأردني",
            Some("JO"),
        ),
        (
            "قضت محكمة الاستئناف بالدار البيضاء بحبسه.",
            "محكمة الاستئناف بالدار البيضاء",
            Some("MA"),
        ),
        (
            "قالت وزارة الزراعة والغابات إن المياه كافية.",
            "وزارة الزراعة والغابات",
            None,
        ),
    ] {
        let article = parse(text);
        let entity = organization(&article, surface);
        assert_eq!(entity.country.as_deref(), country, "{text}");
    }
    // A fuller name shows what the first one did not.
    let article = parse(
        "قالت وزارة الشباب إن الملاعب جاهزة.\nوأضافت وزارة الشباب الليبية أن الدوري يبدأ غدا.",
    );
    let entity = organization(&article, "وزارة الشباب");
    assert_eq!(entity.name, "وزارة الشباب الليبية");
    assert_eq!(entity.country.as_deref(), Some("LY"));
}

#[test]
fn the_name_is_the_fullest_with_its_article_and_without_marks() {
    for (text, name) in [
        (
            "وفق بيان للمنظمة الدولية للهجرة صدر أمس.",
            "المنظمة الدولية للهجرة",
        ),
        (
            "وفق بيان للمُنظَّمة الدّوليّة للهجرة صدر أمس.",
            "المنظمة الدولية للهجرة",
        ),
        ("وفق بيان وللأمم المتحدة رأي آخر.", "الأمم المتحدة"),
        (
            "بالجمعية العامة للأمم المتحدة بدأ النقاش.",
            "الجمعية العامة للأمم المتحدة",
        ),
        (
            "قال ناطق باسم اللجنة الدولية للصليب الأحمر.",
            "اللجنة الدولية للصليب الأحمر",
        ),
        (
            "وتبرع للجنة الدولية للصليب الأحمر أمس.",
            "اللجنة الدولية للصليب الأحمر",
        ),
        ("وفق بيان لوزارتي الزراعة والصحة صدر أمس.", "وزارة الزراعة"),
        (
            "قصف الحوثيين مستمر، وقال الحوثيون إنهم لن يتراجعوا.",
            "الحوثيون",
        ),
    ] {
        let article = parse(text);
        let names: Vec<&str> = article.entities().iter().map(|e| e.name.as_str()).collect();
        assert!(names.contains(&name), "{text}: {names:?}");
    }
}

#[test]
fn names_inside_names_are_reached() {
    let article =
        parse("قررت الجمعية العامة للأمم المتحدة أمس، وقضت محكمة الاستئناف بالدار البيضاء بحبسه.");
    let [assembly, nations, court] = article.organizations() else {
        panic!("{:?}", article.organizations())
    };
    let inner: Vec<_> = article.nested_organizations(assembly).collect();
    assert_eq!(inner, [nations]);
    assert_eq!(article.nested_organizations(nations).count(), 0);
    assert_eq!(article.nested_places(court).count(), 1);
    assert_eq!(article.enclosing(nations.span), Some(assembly));
    assert_eq!(article.enclosing(assembly.span), None);
    let town = article.places()[0].span;
    assert_eq!(article.enclosing(town), Some(court));
}

/// What the lexicon and the tagger both know is surer than what one of them knows.
#[test]
fn scores_order_the_mentions() {
    let article = parse("أعلنت منظمة الصحة العالمية أمس حالة الطوارئ في السودان.");
    let [organization] = article.organizations() else {
        panic!("{:?}", article.organizations())
    };
    assert!(organization.score >= 90, "{organization:?}");
    assert!(article.places()[0].score >= 90);
    for text in [
        "وأعلنت المنظمة أن الوزارة ومصرف الرافدين وتلفزيون دبي وافقوا.",
        "قال سامر نبهان وهلا الطويل في حلب إن حركة نداء الجبل توقفت.",
    ] {
        let article = parse(text);
        let scores = article.organizations().iter().map(|m| m.score);
        let scores = scores.chain(article.people().iter().map(|m| m.score));
        assert!(
            scores
                .chain(article.places().iter().map(|m| m.score))
                .all(|s| (1..=99).contains(&s))
        );
    }
}

/// One head in the dual names two: each has a name of its own, and is found again by it.
#[test]
fn two_behind_one_head() {
    for (text, surfaces) in [
        (
            "وفق بيان لوزارتي الزراعة والصحة صدر أمس، وقالت وزارة الصحة إن الوضع جيد.",
            ["وزارتي الزراعة", "الصحة", "وزارة الصحة"],
        ),
        (
            "اجتمعت وزارتا النقل والشؤون البلدية والقروية أمس.\nورأت وزارة النقل أن الوقت ضيق.",
            ["وزارتا النقل", "الشؤون البلدية والقروية", "وزارة النقل"],
        ),
    ] {
        let article = parse(text);
        let found: Vec<&str> = article
            .organizations()
            .iter()
            .map(|m| article.slice(m.span))
            .collect();
        assert_eq!(found, surfaces);
        let entities: Vec<_> = article.organizations().iter().map(|m| m.entity).collect();
        assert_eq!(article.entities().len(), 2, "{text}");
        assert!(entities[0] != entities[1] && entities[..2].contains(&entities[2]));
        assert!(
            article
                .entities()
                .iter()
                .all(|e| e.name.starts_with("وزارة "))
        );
    }
}

/// Name, title, name of the organization in the title.
fn people<'a>(article: &'a Article<'_>) -> Vec<(&'a str, Option<&'a str>, Option<&'a str>)> {
    let people = article.people().iter();
    people
        .map(|person| {
            let organization = person.organization.and_then(|id| article.entity(id));
            (
                article.slice(person.span),
                person.role.map(|role| article.slice(role)),
                organization.map(|entity| entity.name.as_str()),
            )
        })
        .collect()
}

#[test]
fn people_have_their_titles_and_organizations() {
    for (text, name, role, organization) in [
        (
            "أوضح سليم حداد، الأمين العام لمنظمة الصحة العالمية، أن الوضع مستقر.",
            "سليم حداد",
            Some("الأمين العام لمنظمة الصحة العالمية"),
            Some("منظمة الصحة العالمية"),
        ),
        (
            "قال المتحدث باسم وزارة الداخلية العقيد سالم نجار إن الطرق مفتوحة.",
            "سالم نجار",
            Some("المتحدث باسم وزارة الداخلية العقيد"),
            Some("وزارة الداخلية"),
        ),
        (
            "أكد مدير الطوارئ بوزارة الصحة الأردنية الدكتور سامر الخطيب جاهزية المراكز.",
            "سامر الخطيب",
            Some("مدير الطوارئ بوزارة الصحة الأردنية"),
            Some("وزارة الصحة الأردنية"),
        ),
        (
            "التقى الشيخ أحمد العلي رئيس الاتحاد الآسيوي لكرة القدم وفدا كويتيا.",
            "أحمد العلي",
            Some("رئيس الاتحاد الآسيوي لكرة القدم"),
            Some("الاتحاد الآسيوي لكرة القدم"),
        ),
        (
            "وصل نيكولا ماركوس، رئيس جمهورية قبرص، إلى عمان.",
            "نيكولا ماركوس",
            Some("رئيس جمهورية قبرص"),
            None,
        ),
        (
            "قالت وزيرة الثقافة، نادية الحسيني، إن المعرض يفتح غدا.",
            "نادية الحسيني",
            Some("وزيرة الثقافة"),
            None,
        ),
        (
            "وأضاف خالد العمري، القيادي في حركة النهضة، أن الحوار مستمر.",
            "خالد العمري",
            Some("القيادي في حركة النهضة"),
            Some("حركة النهضة"),
        ),
        (
            "وتحدث وزير الخارجية المصري سامح شكري عن القمة.",
            "سامح شكري",
            Some("وزير الخارجية المصري"),
            None,
        ),
        (
            "كشف رئيس البنك المركزي الأوروبي ماريو دراغي خطته.",
            "ماريو دراغي",
            Some("رئيس البنك المركزي الأوروبي"),
            Some("البنك المركزي الأوروبي"),
        ),
        (
            "قال رئيس اللجنة الأولمبية الدولية الألماني توماس باخ إنه راض.",
            "توماس باخ",
            Some("رئيس اللجنة الأولمبية الدولية الألماني"),
            Some("اللجنة الأولمبية الدولية"),
        ),
        (
            "أكد وزير التموين والتجارة الداخلية الدكتور شريف سالم أن القمح كاف.",
            "شريف سالم",
            Some("وزير التموين والتجارة الداخلية"),
            None,
        ),
        (
            "تفقد مدير إدارة الطرق بمنطقة القصيم م. سلمان الضلعان المشروع.",
            "سلمان الضلعان",
            Some("مدير إدارة الطرق بمنطقة القصيم"),
            Some("إدارة الطرق بمنطقة القصيم"),
        ),
        (
            "قال المتحدث الرسمي لقيادة حرس الحدود بالمنطقة النقيب عمر الحربي إن البحث مستمر.",
            "عمر الحربي",
            Some("المتحدث الرسمي لقيادة حرس الحدود بالمنطقة النقيب"),
            Some("حرس الحدود"),
        ),
        (
            "على غرار عطا محمد نور، زعيم الحرب السابق من الشمال.",
            "عطا محمد نور",
            Some("زعيم الحرب السابق"),
            None,
        ),
        (
            "ضم الوفد الدكتور خالد القحطاني - المدير الطبي للمستشفى، وغيره.",
            "خالد القحطاني",
            Some("المدير الطبي للمستشفى"),
            None,
        ),
        (
            "كشف الأمير عبدالله بن مساعد رئيس اللجنة الأولمبية الدولية أمس خطته.",
            "عبدالله بن مساعد",
            Some("رئيس اللجنة الأولمبية الدولية"),
            Some("اللجنة الأولمبية الدولية"),
        ),
        // What is no title, or the title of another.
        (
            "وقف المتهم أمام محمود سالم دقيقة.",
            "محمود سالم",
            None,
            None,
        ),
        (
            "ينوي الترشح لمنصب رئيس البرلمان خلفا لجوزيف نصار.",
            "جوزيف نصار",
            None,
            None,
        ),
        (
            "كشف نجل الصحافي محمود سالم عن خطته.",
            "محمود سالم",
            Some("الصحافي"),
            None,
        ),
        (
            "استقبل محمود سالم الوزير سامي حداد.",
            "محمود سالم",
            None,
            None,
        ),
    ] {
        let article = parse(text);
        let found = people(&article);
        let own = found.iter().find(|(own, ..)| *own == name);
        assert_eq!(own, Some(&(name, role, organization)), "{text}: {found:?}");
    }
}

/// Letters of a name that could be proclitics are its own.
#[test]
fn names_are_not_torn() {
    for (text, names) in [
        (
            "وقال الرئيس الألماني توماس باخ إنه راض.\nورفض باخ التعليق.",
            &["توماس باخ", "باخ"][..],
        ),
        ("تحدث الدكتور سامر الخطيب عن الوباء.", &["سامر الخطيب"]),
        (
            "قال الرئيس التنفيذي فيصل بن خادم الرميثي إنه راض.",
            &["فيصل بن خادم الرميثي"],
        ),
    ] {
        let article = parse(text);
        let found: Vec<&str> = article
            .people()
            .iter()
            .map(|p| article.slice(p.span))
            .collect();
        assert_eq!(found, names);
    }
}
