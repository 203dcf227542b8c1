//! Forms in which an article leaves the crate: JSON, in any offset unit, and back.
//!
//! The only module that knows formats. One object an article:
//! `schema_version`, `offset_unit`, `generator`, `options`, `anchor`, `text`, then the layers in
//! text order. What is absent is left out, never `null`.

mod dates;
mod json;
#[cfg(feature = "json")]
mod path;
#[cfg(feature = "schema")]
mod schema;
mod spans;
#[cfg(test)]
mod tests;

pub use json::Export;
#[cfg(feature = "schema")]
pub use schema::json_schema;
