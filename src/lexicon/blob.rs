//! The words of all files in one block of bytes, made ahead of time: the trie, the bits of words in
//! names, organizations and places. `src/lexicon/build.rs` makes it from the TSV files.

use super::frozen::Frozen;
use super::words::Words;

/// The block, as long as it is not older than the files.
pub(super) static BYTES: &[u8] = include_bytes!("data/lexicon.bin");

/// Its sections, each with its length before all of them.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(super) enum Section {
    /// Lengths of the files that it was made of.
    Files,
    RootMarks,
    Roots,
    EdgeMarks,
    Edges,
    Nodes,
    Steps,
    Rows,
    BitMarks,
    Bits,
    /// Type (1), country (2), place (3) and length (1) of the acronym.
    Organizations,
    /// Kind (1) and country (2).
    Places,
    /// Acronyms, one behind the other.
    Text,
}

/// Number of sections.
pub(super) const SECTIONS: usize = Section::Text as usize + 1;

/// Where a section lies; an empty one where the block is too short.
const fn bounds(bytes: &[u8], section: Section) -> (usize, usize) {
    let mut start = 4 * SECTIONS;
    let mut at = 0;
    while at < section as usize {
        start += u32_at(bytes, 4 * at) as usize;
        at += 1;
    }
    (start, u32_at(bytes, 4 * at) as usize)
}

const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut number = 0;
    let mut n = 4;
    while n > 0 {
        n -= 1;
        number <<= 8;
        if at + n < bytes.len() {
            #[expect(clippy::indexing_slicing, reason = "below the length")]
            let byte = bytes[at + n];
            number |= byte as u32;
        }
    }
    number
}

/// A block of bytes by its sections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob(pub(super) &'static [u8]);

impl Blob {
    /// A section; empty where the block is too short.
    pub(super) fn section(self, section: Section) -> &'static [u8] {
        let (start, len) = bounds(self.0, section);
        self.0.get(start..start + len).unwrap_or_default()
    }

    /// The trie.
    pub(super) fn words(self) -> Words {
        let section = |section| self.section(section);
        Words {
            roots: Frozen::new(section(Section::RootMarks), section(Section::Roots)),
            edges: Frozen::new(section(Section::EdgeMarks), section(Section::Edges)),
            nodes: section(Section::Nodes).as_chunks().0,
            steps: section(Section::Steps).as_chunks().0,
            rows: section(Section::Rows).as_chunks().0,
            own: None,
        }
    }

    /// The bits of words in names, by key.
    pub(super) fn bits(self) -> Frozen<12> {
        Frozen::new(self.section(Section::BitMarks), self.section(Section::Bits))
    }
}

macro_rules! lengths {
    ($($name:literal)*) => {
        /// Lengths of the files.
        pub(super) const LENGTHS: &[usize] = &[$(include_str!(concat!("data/", $name)).len()),*];
    };
}

lengths! {
    "abbreviations.tsv" "approximators.tsv" "clitics.tsv" "common_words.tsv" "cue_nouns.tsv" "cues.tsv"
    "dates.tsv" "dates_events.tsv" "family_names.tsv" "function_words.tsv" "generic_bodies.tsv"
    "given_names.tsv" "heads.tsv" "layout_sentences.tsv" "layout_words.tsv" "name_adjectives.tsv"
    "name_particles.tsv" "name_parts.tsv" "name_stops.tsv" "name_topics.tsv" "name_types.tsv"
    "nisba.tsv" "number_particles.tsv" "number_stops.tsv" "numbers.tsv" "organizations.tsv"
    "place_heads.tsv" "places.tsv" "quotation_heads.tsv" "roles.tsv" "speaker_nouns.tsv"
    "units.tsv"
}

/// Whether the block was made of files as long as these.
#[cfg(not(test))]
const fn is_fresh() -> bool {
    let (start, len) = bounds(BYTES, Section::Files);
    let mut at = 0;
    while at < LENGTHS.len() {
        #[expect(clippy::indexing_slicing, reason = "below the length")]
        let length = LENGTHS[at];
        if u32_at(BYTES, start + 4 * at) as usize != length {
            return false;
        }
        at += 1;
    }
    len == 4 * at
}

#[cfg(not(test))]
const _: () = assert!(
    is_fresh(),
    "src/lexicon/data/lexicon.bin is older than the files beside it; make it anew: \
     KHABAR_UPDATE=1 cargo test --lib lexicon::build"
);
