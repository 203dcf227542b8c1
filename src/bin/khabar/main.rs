//! The command line: articles from files, standard input or NDJSON, to a table or JSON.

mod args;
mod batch;
mod input;
mod record;
mod sentences;
mod table;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match args::Cli::parse().command {
        args::Command::Parse(args) => batch::run(&args),
        args::Command::Sentences(args) => sentences::run(&args),
    }
}
