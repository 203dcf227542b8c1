//! Quotations that texts must give.

use super::Sources;
use super::scene::Scene;
use crate::doc::{Doc, read};
use crate::lex::scan;
use crate::lexicon::Lexicon;

#[test]
#[ignore = "prints the cues of a text"]
fn debug() {
    let text = std::fs::read_to_string("/tmp/t.txt").unwrap();
    let text = text.trim_end();
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    scan(text, &mut tokens);
    read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
    };
    let parts = crate::layout::parts(&doc);
    let mut d = Vec::new();
    let pairs = crate::marks::pairs(&doc, &parts, &mut d);
    let sentences = crate::sentence::sentences(
        &doc,
        &parts,
        &pairs,
        &[],
        crate::SentencePolicy::KeepQuotations,
    );
    let entities = crate::entity::entities(&doc, &parts, &pairs);
    let scene = Scene::new(
        &doc,
        Sources {
            parts: &parts,
            sentences: &sentences,
            pairs: &pairs,
            entities: &entities,
        },
    );
    for p in &entities.people {
        println!("PER {}", doc.slice(p.span));
    }
    for p in &entities.organizations {
        println!("ORG {}", doc.slice(p.span));
    }
    for s in &scene.stretches {
        println!("S {:?} {}", s.kind, doc.slice(scene.cover(s.first, s.end)));
    }
    for h in scene.hits() {
        println!(
            "{} next={} {:?} compl={:?} initial={} before={} subj={:?}",
            doc.surface(h.at),
            doc.surface(h.next),
            h.form(),
            h.complement,
            h.initial,
            h.before,
            h.subject.map(|m| (
                m.kind,
                scene.text(m.first, m.end),
                m.title.map(|(a, b)| scene.text(a, b)),
                m.same
            ))
        );
    }
}
