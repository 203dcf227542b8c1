//! Examples of every kind of part.
