//! Forms in which an article leaves the crate: JSON, in any offset unit, and back; a page to look at;
//! CoNLL, brat standoff, `TimeML` and CSV for the programs that read those.
//!
//! The only module that knows formats. One object an article:
//! `schema_version`, `offset_unit`, `generator`, `options`, `anchor`, `text`, then the layers in
//! text order. What is absent is left out, never `null`.

mod brat;
mod conll;
mod csv;
#[cfg(feature = "serde")]
mod dates;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "json")]
mod path;
#[cfg(feature = "schema")]
mod schema;
mod spans;
#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;
mod timeml;
mod words;

pub use brat::Brat;
pub use conll::Conll;
pub use csv::{Csv, CsvTable};

#[cfg(feature = "html")]
pub use html::{Page, PageIndex, PageLanguage};
#[cfg(feature = "serde")]
pub use json::Export;
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use timeml::TimeMl;
