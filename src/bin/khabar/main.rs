//! The command line: articles from files, standard input or NDJSON, to a table or JSON.

mod args;
mod batch;
mod input;
mod record;
mod table;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let args::Command::Parse(args) = args::Cli::parse().command;
    batch::run(&args)
}
