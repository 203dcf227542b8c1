//! Which field of a JSON text an offset lies in, for messages.

use std::fmt::Write;

/// Steps of a path that are shown.
const STEPS: usize = 12;
/// Characters of a name that are shown.
const NAME: usize = 40;

/// Where the reader stands inside one object or list.
enum Step<'j> {
    /// In an object, perhaps behind a name.
    Field(Option<&'j str>),
    /// In a list, at this element.
    Element(usize),
}

/// The path of the value that was read last before an offset, `numbers[3].span.start`; empty for the
/// whole text. One pass, whether the text is JSON or not.
pub(super) fn path_before(json: &str, offset: usize) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let read = json.as_bytes().get(..offset).unwrap_or(json.as_bytes());
    let mut at = 0;
    while let Some(&byte) = read.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => steps.push(Step::Field(None)),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Field(name)) => *name = None,
                Some(Step::Element(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                at = behind_string(read, start);
                if let Some(Step::Field(name @ None)) = steps.last_mut() {
                    *name = json.get(start + 1..at - 1);
                }
            }
            _ => {}
        }
    }
    written(&steps)
}

/// The end of the string that starts at `start`, or of the bytes.
fn behind_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'"' => return at + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    bytes.len().max(start + 2)
}

fn written(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in steps.iter().take(STEPS) {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Field(None) => Ok(()),
            Step::Field(Some(name)) => {
                let dot = if path.is_empty() { "" } else { "." };
                let end = name.char_indices().nth(NAME).map(|(end, _)| end);
                let shown = end.and_then(|end| name.get(..end)).unwrap_or(name);
                let more = if end.is_some() { "…" } else { "" };
                write!(path, "{dot}{shown}{more}")
            }
            Step::Element(index) => write!(path, "[{index}]"),
        };
    }
    if steps.len() > STEPS {
        path.push('…');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path_before;

    /// The path before the mark `¤`.
    fn path(json: &str) -> String {
        let offset = json.find('¤').unwrap();
        path_before(&json.replacen('¤', "", 1), offset)
    }

    #[test]
    fn the_value_read_last_is_named() {
        for (json, expected) in [
            ("¤", ""),
            ("5¤", ""),
            ("{¤", ""),
            (r#"{"text":5¤}"#, "text"),
            (r#"{"text"¤: 5}"#, "text"),
            (r#"{"a":1,"b":[{"c":[0,1,"x"¤]}]}"#, "b[0].c[2]"),
            (r#"{"a":1,"b":[{"c":[0,1]},{"d":{}}¤]}"#, "b[1]"),
            (r#"{"a":1,"b":[{"c":[0,1]},{"d":{}}]¤}"#, "b"),
            (r#"{"a":{"b":1}}¤"#, ""),
            (r#"{"a\"}":[",]}",{"é":tru¤e}]}"#, r#"a\"}[1].é"#),
            (r#"{"a":"\\","b":1¤}"#, "b"),
            // What is no JSON has a path too.
            ("}]]}¤", ""),
            (r#"{"a" "b" : ]1¤"#, ""),
            (r#"{"a":[[[1¤"#, "a[0][0][0]"),
            ("\"abc\\¤", ""),
            ("\"¤", ""),
        ] {
            assert_eq!(path(json), expected, "{json}");
        }
    }

    #[test]
    fn long_paths_and_names_are_cut() {
        let deep = r#"{"twin":"#.repeat(100_000);
        let shown = path_before(&deep, deep.len());
        assert_eq!(shown, format!("twin{}…", ".twin".repeat(11)));
        let name = "ن".repeat(1000);
        let json = format!(r#"{{"{name}":1}}"#);
        assert_eq!(
            path_before(&json, json.len() - 1),
            format!("{}…", "ن".repeat(40))
        );
    }
}
