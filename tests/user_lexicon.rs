//! Lexicons of a user: what they find, what they leave as it is, and what is wrong with a bad one.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;

use khabar::{
    Article, BuildError, EntityKind, LexiconErrorKind, OrganizationType, Parser, Scratch,
    UserLexicon,
};
use support::fixtures::project;

fn parser(tsv: &[&str]) -> Parser {
    let lexicons = tsv
        .iter()
        .map(|tsv| UserLexicon::from_tsv("own.tsv", *tsv).unwrap());
    lexicons
        .fold(Parser::builder(), |builder, lexicon| {
            builder.lexicon(lexicon)
        })
        .build()
        .unwrap()
}

/// Surfaces of organizations, with type and entity.
fn organizations(article: &Article<'_>) -> Vec<(String, OrganizationType, usize)> {
    let mentions = article.organizations().iter();
    mentions
        .map(|mention| {
            let EntityKind::Organization {
                organization_type, ..
            } = article.entity(mention.entity).unwrap().kind
            else {
                unreachable!()
            };
            let surface = article.slice(mention.span).to_owned();
            (surface, organization_type, mention.entity.index())
        })
        .collect()
}

const BODIES: &str = "# names of our desk\n\
    name\ttype\tcountry\taliases\tacronyms\tweak\n\
    نبراس الغد\tngo\tTN\tنبراس\tNBG\t\n\
    وزارة السعادة الرقمية\tgovernment\tAE\t\t\t\n\
    مئة نجمة\tcompany\tQA\t\t\t\n\
    إذاعة تلال\tmedia\tJO\t\t\tتلال\n";

#[test]
fn a_body_of_the_user_is_found_in_all_spellings_and_behind_proclitics() {
    let parser = parser(&[BODIES]);
    for text in [
        "رحبت نبراس الغد بالقرار.",
        "رحّبت نبراس الغدّ بالقرار.",
        "رحبت نبـــراس الغد بالقرار.",
        "وجه نداء إلى المانحين بنبراس الغد أمس.",
        "وقعت الوزارة اتفاقا لنبراس الغد وشركائها.",
        "شاركت منظمات كثيرة ونبراس الغد في الحملة.",
    ] {
        assert!(Parser::new().parse(text).unwrap().organizations().len() < 2);
        let article = parser.parse(text).unwrap();
        let found = organizations(&article);
        let (surface, kind, _) = found.last().unwrap();
        assert!(
            khabar::without_marks(surface) == "نبراس الغد",
            "{text}: {found:?}"
        );
        assert_eq!(*kind, OrganizationType::Ngo, "{text}");
    }
}

#[test]
fn alias_and_acronym_are_the_same_body() {
    let parser = parser(&[BODIES]);
    let article = parser
        .parse("أطلقت نبراس الغد (NBG) حملة، وقالت NBG إن نبراس تدعو إلى المشاركة.")
        .unwrap();
    let found = organizations(&article);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|(_, _, entity)| *entity == found[0].2));
    let entity = &article.entities()[found[0].2];
    assert_eq!(entity.acronym.as_deref(), Some("NBG"));
    assert_eq!(entity.country.as_deref(), Some("TN"));
}

#[test]
fn first_words_keep_what_they_were() {
    let parser = parser(&[BODIES]);
    let text = "قالت وزارة الصحة إن مئة شخص أصيبوا، وتبرعت مئة نجمة لوزارة السعادة الرقمية.";
    let article = parser.parse(text).unwrap();
    let found: Vec<String> = organizations(&article)
        .into_iter()
        .map(|(surface, ..)| surface)
        .collect();
    assert_eq!(found, ["وزارة الصحة", "مئة نجمة", "وزارة السعادة الرقمية"]);
    let numbers: Vec<&str> = article
        .numbers()
        .iter()
        .map(|number| article.slice(number.span))
        .collect();
    assert_eq!(numbers, ["مئة"]);
}

#[test]
fn the_users_entry_stands_where_both_have_one() {
    let embedded = Parser::new();
    let own = parser(&[
        "name\ttype\nاليونسكو\tmedia\n",
        "name\tkind\tcountry\nمراكش\tcity\tXX\n",
    ]);
    let text = "أعلنت اليونسكو في مراكش برنامجا جديدا.";
    let kind = |parser: &Parser| organizations(&parser.parse(text).unwrap())[0].1;
    assert_eq!(kind(&embedded), OrganizationType::Intergovernmental);
    assert_eq!(kind(&own), OrganizationType::Media);
    let country = |parser: &Parser| {
        let article = parser.parse(text).unwrap();
        article.entity(article.places()[0].entity).unwrap().country
    };
    assert_eq!(country(&embedded).as_deref(), Some("MA"));
    assert_eq!(country(&own), None);
}

#[test]
fn weak_names_count_in_context_only() {
    let parser = parser(&[BODIES]);
    let found = |text: &str| organizations(&parser.parse(text).unwrap()).len();
    assert_eq!(found("صعد الرعاة تلال المنطقة مع الفجر."), 0);
    assert_eq!(found("وقال في حديث إلى \"تلال\" إن الموسم جيد."), 1);
}

#[test]
fn titles_and_names_of_people() {
    let parser = parser(&[
        "surface\tkind\tgender\tnumber\ttakes\nقيمة الأرشيف\tofficial\tf\ts\tnone\n",
        "name\tgender\nتالوين\tf\n",
        "name\taliases\nآزرماش\tأزر ماش\n",
    ]);
    let article = parser
        .parse("وقالت قيمة الأرشيف تالوين آزرماش إن الوثائق رممت.")
        .unwrap();
    let person = &article.people()[0];
    assert_eq!(article.slice(person.span), "تالوين آزرماش");
    assert_eq!(
        person.role.map(|role| article.slice(role)),
        Some("قيمة الأرشيف")
    );
    assert_eq!(
        article.entity(person.entity).unwrap().kind,
        EntityKind::Person {
            gender: Some(khabar::Gender::Feminine)
        }
    );
}

/// Buffers that one parser used serve another with other names.
#[test]
fn buffers_go_from_parser_to_parser() {
    let (embedded, own) = (Parser::new(), parser(&[BODIES]));
    let text = "رحبت نبراس الغد بالقرار. ".repeat(10);
    let mut scratch = Scratch::new();
    for _ in 0..3 {
        for (parser, count) in [(&embedded, 0), (&own, 10)] {
            let article = parser.parse_with(&mut scratch, &text).unwrap();
            assert_eq!(article.organizations().len(), count);
            assert_eq!(article, parser.parse(&text).unwrap());
        }
    }
}

/// The embedded titles and names of people laid over themselves change nothing.
#[test]
fn the_same_names_again_change_nothing() {
    let mut builder = Parser::builder();
    for file in ["roles", "given_names", "family_names"] {
        let path = project(&format!("src/lexicon/data/{file}.tsv"));
        builder = builder.lexicon(UserLexicon::from_path(path).unwrap());
    }
    let (embedded, doubled) = (Parser::new(), builder.build().unwrap());
    for fixture in support::fixtures::articles() {
        let (one, two) = (
            embedded.parse(&fixture.text).unwrap(),
            doubled.parse(&fixture.text).unwrap(),
        );
        assert!(one == two, "{}", fixture.name);
    }
}

/// Who lists a name wants it found, whatever stands around it.
#[test]
fn the_users_names_are_found_anywhere() {
    let parser = parser(&[BODIES, "name\tkind\nخور الدانات\tsite\n"]);
    for text in [
        "نبراس الغد",
        "التقى نبراس الغد أمس",
        "سعر نبراس الغد",
        "وعن نبراس الغد سألوا",
    ] {
        let article = parser.parse(text).unwrap();
        let found = organizations(&article);
        assert!(found.iter().any(|(s, ..)| s == "نبراس الغد"), "{text}");
        assert!(article.people().is_empty(), "{text}");
    }
    for text in ["في خور الدانات", "قال خور الدانات", "سعر خور الدانات"]
    {
        let article = parser.parse(text).unwrap();
        let place = article
            .places()
            .first()
            .map(|place| article.slice(place.span));
        assert_eq!(place, Some("خور الدانات"), "{text}");
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let shared = "expected the columns of organizations (name, type), places (name, kind), titles \
                  (surface, kind), given names (name, gender) or family names (name, aliases)";
    for (text, message) in [
        ("", format!("own.tsv:1: unexpected header \"\", {shared}")),
        (
            "# only this\n\nbody\tkind\nأ\tب\n",
            format!("own.tsv:3: unexpected header \"body\\tkind\", {shared}"),
        ),
        (
            "name\ttype\tland\nنبراس\tngo\tTN\n",
            format!("own.tsv:1: unexpected header \"name\\ttype\\tland\", {shared}"),
        ),
        (
            "name\ttype\n\nنبراس\tclub\n",
            "own.tsv:3: unexpected \"club\" in column 2, expected intergovernmental, government, \
             security, judicial, party, company, media, ngo, education, health, sports, religious, \
             armed_group, finance or other"
                .to_owned(),
        ),
        (
            "name\ttype\tcountry\nنبراس\tngo\tTUN\n",
            "own.tsv:2: unexpected \"TUN\" in column 3, expected two capital letters of ISO 3166-1, \
             XX for none"
                .to_owned(),
        ),
        (
            "name\ttype\nنبراس\n",
            "own.tsv:2: found 1 cells, expected 2 as in the header".to_owned(),
        ),
        (
            "name\ttype\n«»\tngo\n",
            "own.tsv:2: unexpected \"«»\" in column 1, expected a name with letters".to_owned(),
        ),
        (
            "name\tkind\nتلال\thill\n",
            "own.tsv:2: unexpected \"hill\" in column 2, expected capital, city, continent, country, \
             district, governorate, island, mountain, region, river, sea, site or strait"
                .to_owned(),
        ),
        (
            "surface\tkind\tgender\tnumber\ttakes\nقيم\tofficial\tm\ts\tbody\n",
            "own.tsv:2: unexpected \"body\" in column 5, expected org, place or none".to_owned(),
        ),
    ] {
        let error = UserLexicon::from_tsv("own.tsv", text).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(matches!(BuildError::from(error), BuildError::Lexicon(_)));
    }
}

#[test]
fn files_of_spreadsheets_are_read_and_others_refused() {
    let folder = std::env::temp_dir().join(format!("khabar-lexicon-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("own.tsv");
    fs::write(&path, "\u{FEFF}name\ttype\r\nنبراس الغد\tngo\r\n").unwrap();
    let lexicon = UserLexicon::from_path(&path).unwrap();
    let parser = Parser::builder().lexicon(lexicon).build().unwrap();
    let article = parser.parse("رحبت نبراس الغد بالقرار.").unwrap();
    assert_eq!(article.organizations().len(), 1);
    fs::write(&path, b"name\ttype\n\xC7\xE1\tngo\n").unwrap();
    let error = UserLexicon::from_path(&path).unwrap_err();
    let BuildError::Lexicon(fault) = &error else {
        unreachable!("{error}")
    };
    assert_eq!(
        (fault.line, &fault.kind),
        (2, &LexiconErrorKind::InvalidUtf8)
    );
    fs::remove_dir_all(&folder).unwrap();
    let error = UserLexicon::from_path(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{}: entity not found, expected a file of names",
            path.display()
        )
    );
}
