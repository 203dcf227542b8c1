//! The command line: articles from files, standard input or NDJSON, to a table or JSON.

mod args;
mod batch;
mod folder;
mod format;
mod held;
mod inline;
mod input;
mod out;
mod record;
mod sentences;
mod table;
#[cfg(feature = "html")]
mod view;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let command = args::Cli::parse().command;
    out::end_at_signals();
    match command {
        args::Command::Parse(args) => batch::run(&args),
        args::Command::Sentences(args) => sentences::run(&args),
        #[cfg(feature = "html")]
        args::Command::View(args) => view::run(&args),
    }
}
