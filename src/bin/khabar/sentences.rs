//! Sentences of plain texts, or the places where they could end, one a line.

use std::io::{self, Write};
use std::process::ExitCode;

use khabar::{Candidate, Decision, LineBreaks, Span};
use serde::Serialize;

use crate::args::{InputKind, SentencesArgs};
use crate::batch::complain;
use crate::input::{Reading, inputs};
use crate::out::Lines;

/// Characters shown on either side of a place.
const AROUND: usize = 24;

/// A sentence in JSON.
#[derive(Serialize)]
struct Cut<'t> {
    span: Span,
    text: &'t str,
}

/// A candidate in JSON, with what it looks like.
#[derive(Serialize)]
struct Place<'t> {
    #[serde(flatten)]
    candidate: Candidate,
    text: &'t str,
}

/// Cuts the texts that the arguments name.
pub(crate) fn run(args: &SentencesArgs) -> ExitCode {
    let inputs = inputs(&args.files);
    for note in &inputs.notes {
        complain(note);
    }
    let reading = Reading::new(InputKind::Auto, &args.reading);
    let mut out = Lines::new(io::stdout().lock());
    let mut whole = true;
    for found in inputs.found {
        let read = found.and_then(|source| {
            let document = reading.document(&source, u64::from(u32::MAX))?;
            for note in &document.notes {
                complain(&format!("{}: {note}", source.name()));
            }
            Ok(document)
        });
        let document = match read {
            Ok(document) => document,
            Err(fault) => {
                complain(&fault.to_string());
                whole = false;
                continue;
            }
        };
        match print(args, &document.text, &mut out) {
            Ok(()) => {}
            // Whoever reads has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                complain(&format!("<stdout>: {error}"));
                return ExitCode::FAILURE;
            }
        }
    }
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("<stdout>: {error}"));
            ExitCode::FAILURE
        }
        _ if whole => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn print(args: &SentencesArgs, text: &str, out: &mut impl Write) -> io::Result<()> {
    let breaks = LineBreaks::from(args.line_breaks);
    if args.explain {
        for candidate in khabar::explain(text).line_breaks(breaks) {
            let slice = text.get(candidate.span.range()).unwrap_or_default();
            if args.ndjson {
                let place = Place {
                    candidate,
                    text: slice,
                };
                serde_json::to_writer(&mut *out, &place)?;
                writeln!(out)?;
            } else {
                explain(text, &candidate, slice, out)?;
            }
        }
        return Ok(());
    }
    for (start, sentence) in khabar::sentence_indices(text).line_breaks(breaks) {
        let trimmed = sentence.trim();
        if trimmed.is_empty() {
            continue;
        }
        if args.ndjson {
            let start = start + sentence.len() - sentence.trim_start().len();
            let cut = Cut {
                span: Span::new(start, start + trimmed.len()),
                text: trimmed,
            };
            serde_json::to_writer(&mut *out, &cut)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", on_one_line(trimmed))?;
        }
    }
    Ok(())
}

/// «128..129  rejected  abbreviation  وصل د⟦.⟧ محمد».
fn explain(text: &str, candidate: &Candidate, slice: &str, out: &mut impl Write) -> io::Result<()> {
    let (decision, reason) = match candidate.decision {
        Decision::Boundary(reason) => ("boundary", serde_json::to_value(reason)?),
        Decision::Rejected(reason) => ("rejected", serde_json::to_value(reason)?),
        _ => return Ok(()),
    };
    let reason = reason.as_str().unwrap_or_default();
    let before = text.get(..candidate.span.start()).unwrap_or_default();
    let after = text.get(candidate.span.end()..).unwrap_or_default();
    let cut = before.char_indices().rev().nth(AROUND - 1);
    let before = before
        .get(cut.map_or(0, |(at, _)| at)..)
        .unwrap_or_default();
    let end = after.char_indices().nth(AROUND);
    let after = after.get(..end.map_or(after.len(), |(at, _)| at));
    writeln!(
        out,
        "{:?}\t{decision}\t{reason}\t{}⟦{}⟧{}",
        candidate.span,
        on_one_line(before),
        on_one_line(slice),
        on_one_line(after.unwrap_or_default()),
    )
}

/// The text with its line breaks as spaces.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], " ")
}
