//! The weights: tables that are used as they lie in the file, without decoding.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `KHTAGGR4` |
//! | 3 × (4 + 4) | of each table (words, pairs, single features) the number of buckets (a power of two) and of rows; little endian, as all else |
//! | 1,024 | transition weights, `i16`: class of the token, tag before (7: none), tag |
//! | 4,096 + 4,096 + 1 | weights of the gate for tokens by themselves, for neighbours (for the second and for the first), and the sum from which on it lets a word in |
//! | 4 a row of words | three weights of the word in the gate, seven bits that tell keys apart, a bit for frequent words |
//! | table by table: 2 a bucket | displacement of the bucket's keys, 0 when it has none |
//! | and 16 or 8 a row | groups of seven weights (one a tag, 128 added): two of a word and of a pair, one of a single feature; then what tells keys apart |
//!
//! A key's bucket is read from its upper bits; the bucket's displacement gives its row: a perfect hash,
//! so a look-up reads one row, and all that belongs to one key lies in it. A key that the table does not
//! hold meets the row of another one; a row's last byte (two of a word's or a pair's) tells them
//! apart, so that in a table of single features one of 256 is taken for what it is not: noise.

use super::features::{EDGES, Known, OWN, PAIRS, Source};
#[cfg(feature = "train")]
use std::collections::BTreeMap;

/// Number of tags, and of the lanes that hold them.
pub(super) const TAGS: usize = 7;
pub(super) const LANES: usize = 8;

/// Groups of weights in a word's row and in a pair's.
#[cfg(feature = "train")]
const GROUPS: usize = 2;

/// Far below every score that can arise.
pub(super) const NEVER: i16 = -16_000;

const MAGIC: &[u8; 8] = b"KHTAGGR4";
const STEPS: usize = EDGES * LANES * LANES * 2;

/// Bit of the last byte of a word's weights in the gate: the word is frequent.
const FREQUENT: u8 = 0x80;

/// Scores of the tags.
pub(super) type Scores = [i16; LANES];

/// Transition weights of a class of tokens: one row for each tag before.
pub(super) type Steps = [Scores; LANES];

/// A table of rows of `N` bytes.
#[derive(Clone, Copy, Debug)]
struct Table<'m, const N: usize> {
    displacements: &'m [[u8; 2]],
    rows: &'m [[u8; N]],
    shift: u32,
}

impl<'m, const N: usize> Table<'m, N> {
    /// The table of the sizes given at the start of `file`, and the rest of it.
    fn new(file: &'m [u8], (buckets, rows): (u32, u32)) -> Option<(Self, &'m [u8])> {
        if !buckets.is_power_of_two() || buckets < 2 {
            return None;
        }
        let (displacements, file) = file.split_at_checked(buckets as usize * 2)?;
        let (rows, file) = file.split_at_checked((rows as usize).checked_mul(N)?)?;
        let table = Self {
            displacements: displacements.as_chunks::<2>().0,
            rows: rows.as_chunks::<N>().0,
            shift: 64 - buckets.trailing_zeros(),
        };
        Some((table, file))
    }

    /// The row where a key's weights would be.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "a few upper bits")]
    fn place(&self, key: u64) -> usize {
        let displacement = self.displacements.get((key >> self.shift) as usize);
        let displacement = displacement.map_or(0, |bytes| u16::from_le_bytes(*bytes));
        place(key, displacement, self.rows.len())
    }
}

/// A model: slices of its file.
#[derive(Clone, Debug)]
pub(super) struct Model<'m> {
    /// Transition weights by class of the token.
    pub(super) steps: [Steps; EDGES],
    /// The gate's weights for tokens by themselves and for neighbours, and what lets a word in.
    own: &'m [u8; OWN],
    neighbours: &'m [[u8; 2]],
    least: i8,
    /// Weights of words in the gate, in the order of `words`.
    gates: &'m [[u8; 4]],
    words: Table<'m, 16>,
    pairs: Table<'m, 16>,
    singles: Table<'m, 8>,
}

impl<'m> Model<'m> {
    /// The model of a file; `None` when it is none.
    pub(super) fn new(file: &'m [u8]) -> Option<Self> {
        let (magic, file) = file.split_at_checked(MAGIC.len())?;
        let (sizes, file) = file.split_at_checked(24)?;
        let mut sizes = sizes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|size| u32::from_le_bytes(*size));
        let mut size = || Some((sizes.next()?, sizes.next()?));
        let (of_words, of_pairs, of_singles) = (size()?, size()?, size()?);
        let (steps, file) = file.split_at_checked(STEPS)?;
        let (own, file) = file.split_first_chunk()?;
        let (neighbours, file) = file.split_at_checked(2 * PAIRS)?;
        let ([least], file) = file.split_first_chunk()?;
        let (gates, file) = file.split_at_checked((of_words.1 as usize).checked_mul(4)?)?;
        let (words, file) = Table::new(file, of_words)?;
        let (pairs, file) = Table::new(file, of_pairs)?;
        let (singles, file) = Table::new(file, of_singles)?;
        if magic != MAGIC || !file.is_empty() {
            return None;
        }
        let mut weights = steps
            .as_chunks::<2>()
            .0
            .iter()
            .map(|w| i16::from_le_bytes(*w));
        let mut steps = [[[0; LANES]; LANES]; EDGES];
        for edge in &mut steps {
            for (before, row) in edge.iter_mut().enumerate() {
                for (tag, step) in row.iter_mut().enumerate() {
                    // A name goes on only behind its own beginning.
                    let inside = matches!(tag, 2 | 4 | 6) && before != tag && before + 1 != tag;
                    let weight = weights.next()?;
                    *step = if inside || tag == TAGS { NEVER } else { weight };
                }
            }
        }
        Some(Self {
            steps,
            own,
            neighbours: neighbours.as_chunks::<2>().0,
            least: least.cast_signed(),
            gates: gates.as_chunks::<4>().0,
            words,
            pairs,
            singles,
        })
    }

    /// A group of a word's weights.
    #[inline]
    pub(super) fn word(&self, key: u64, place: usize, slot: usize) -> Weights {
        two_groups(self.words.rows.get(place), key, slot)
    }

    /// A group of a pair's weights.
    #[inline]
    pub(super) fn pair(&self, key: u64, slot: usize) -> Weights {
        two_groups(self.pairs.rows.get(self.pairs.place(key)), key, slot)
    }

    /// A single feature's weights.
    #[inline]
    pub(super) fn single(&self, key: u64) -> Weights {
        let Some(row) = self.singles.rows.get(self.singles.place(key)) else {
            return Weights::NONE;
        };
        let [.., own] = *row;
        Weights {
            row: u64::from_le_bytes(*row),
            own: own == mark(key),
        }
    }
}

/// Seven weights and a byte that counts for nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    row: u64,
    /// Whether they are those of the key, which is known only then.
    own: bool,
}

impl Weights {
    const NONE: Self = Self { row: 0, own: false };
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "eight of sixteen bytes")]
fn two_groups(row: Option<&[u8; 16]>, key: u64, slot: usize) -> Weights {
    let Some(row) = row else {
        return Weights::NONE;
    };
    let row = u128::from_le_bytes(*row);
    let group = if slot == 0 { row } else { row >> (8 * TAGS) };
    Weights {
        row: group as u64,
        own: (row >> 112) as u16 == row_mark(key),
    }
}

impl Source for Model<'_> {
    #[inline]
    fn known(&self, key: u64) -> Known {
        let place = self.words.place(key);
        let [own, behind, before, mark] = self.gates.get(place).copied().unwrap_or_default();
        let held = mark & !FREQUENT == gate_mark(key);
        let gate = [own, behind, before].map(u8::cast_signed);
        Known {
            place: u32::try_from(place).unwrap_or(u32::MAX),
            gate: if held { gate } else { [0; 3] },
            frequent: held && mark & FREQUENT != 0,
        }
    }

    #[inline]
    fn own(&self, at: usize) -> i8 {
        self.own.get(at % OWN).copied().unwrap_or(0).cast_signed()
    }

    #[inline]
    fn neighbours(&self, at: usize) -> [i8; 2] {
        let weights = self.neighbours.get(at).copied().unwrap_or_default();
        weights.map(u8::cast_signed)
    }

    fn least(&self) -> i8 {
        self.least
    }
}

const BYTES: u64 = 0x00FF_00FF_00FF_00FF;

/// Sum of rows: weights lie in their bytes with 128 added, so that eight are added at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    even: u64,
    odd: u64,
    count: u64,
}

impl Sum {
    /// Adds weights if they are the feature's own, without a branch.
    #[inline]
    pub(super) fn add(&mut self, weights: Weights) {
        let own = u64::from(weights.own);
        let row = weights.row & own.wrapping_neg();
        self.even = self.even.wrapping_add(row & BYTES);
        self.odd = self.odd.wrapping_add((row >> 8) & BYTES);
        self.count += own;
    }

    /// The scores, 128 a group taken off again.
    #[allow(
        clippy::cast_possible_wrap,
        clippy::cast_possible_truncation,
        reason = "some thirteen groups of at most 255 each"
    )]
    pub(super) fn scores(self) -> Scores {
        let lane = |word: u64, n: u32| {
            (((word >> (16 * n)) & 0xFFFF) as i16).wrapping_sub(128 * self.count as i16)
        };
        let (even, odd) = (self.even, self.odd);
        [
            lane(even, 0),
            lane(odd, 0),
            lane(even, 1),
            lane(odd, 1),
            lane(even, 2),
            lane(odd, 2),
            lane(even, 3),
            0,
        ]
    }
}

/// The row of a key whose bucket has a displacement.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "the lower half; below the number of rows"
)]
const fn place(key: u64, displacement: u16, rows: usize) -> usize {
    let mixed = key as u32 ^ (displacement as u32).wrapping_mul(0x9E37_79B1);
    ((mixed as u64 * rows as u64) >> 32) as usize
}

/// What tells the keys of one row apart.
#[inline]
const fn mark(key: u64) -> u8 {
    key.to_le_bytes()[0]
}

#[inline]
const fn row_mark(key: u64) -> u16 {
    let [a, b, ..] = key.to_le_bytes();
    u16::from_le_bytes([a, b])
}

/// Never 0, which empty rows have.
#[inline]
const fn gate_mark(key: u64) -> u8 {
    let [a, ..] = key.to_le_bytes();
    a & !FREQUENT | 1
}

/// A word's weights for itself, the word behind it, the one before; the gate's;
/// whether it is frequent.
#[cfg(feature = "train")]
pub type WordRow = (u64, [[i8; TAGS]; GROUPS], [i8; 3], bool);
/// A pair's weights for its first and its second word.
#[cfg(feature = "train")]
pub type PairRow = (u64, [[i8; TAGS]; GROUPS]);
/// A feature's weights.
#[cfg(feature = "train")]
pub type SingleRow = (u64, [i8; TAGS]);

/// Writes a model. Rows that find no place are left out; their number is returned.
#[cfg(feature = "train")]
pub(super) fn pack(
    words: &[WordRow],
    pairs: &[PairRow],
    singles: &[SingleRow],
    steps: &[[[i16; LANES]; LANES]; EDGES],
    cells: &[i8],
) -> (Vec<u8>, usize) {
    let group = |row: &mut [u8], slot: usize, weights: &[i8; TAGS]| {
        for (byte, weight) in row.iter_mut().skip(slot * TAGS).zip(weights) {
            *byte = weight.cast_unsigned() ^ 0x80;
        }
    };
    let gates: BTreeMap<u64, [u8; 4]> = words
        .iter()
        .map(|(key, _, gate, frequent)| {
            let [own, behind, before] = gate.map(i8::cast_unsigned);
            let frequent = if *frequent { FREQUENT } else { 0 };
            (*key, [own, behind, before, gate_mark(*key) | frequent])
        })
        .collect();
    let two_groups = |key: u64, weights: &[[i8; TAGS]; GROUPS]| {
        let mut row = [0; 16];
        for (slot, weights) in weights.iter().enumerate() {
            group(&mut row, slot, weights);
        }
        row[14..].copy_from_slice(&row_mark(key).to_le_bytes());
        (key, row)
    };
    let words: Vec<(u64, [u8; 16])> = words
        .iter()
        .map(|(key, weights, ..)| two_groups(*key, weights))
        .collect();
    let pairs: Vec<(u64, [u8; 16])> = pairs
        .iter()
        .map(|(key, weights)| two_groups(*key, weights))
        .collect();
    let singles: Vec<(u64, [u8; 8])> = singles
        .iter()
        .map(|(key, weights)| {
            let mut row = [0; 8];
            group(&mut row, 0, weights);
            row[7] = mark(*key);
            (*key, row)
        })
        .collect();
    // The weights of an empty row are nothing.
    let tables = [
        table(&words, [0x80; 16]),
        table(&pairs, [0x80; 16]),
        table(&singles, [0x80; 8]),
    ];
    let mut file = Vec::new();
    file.extend(MAGIC);
    for table in &tables {
        file.extend(table.buckets.to_le_bytes());
        file.extend(table.rows.to_le_bytes());
    }
    file.extend(
        steps
            .iter()
            .flatten()
            .flatten()
            .flat_map(|step| step.to_le_bytes()),
    );
    file.extend(cells.iter().map(|cell| cell.cast_unsigned()));
    let [of_words, ..] = &tables;
    for key in &of_words.keys {
        let gate = key.and_then(|key| gates.get(&key).copied());
        file.extend(gate.unwrap_or_default());
    }
    let mut lost = 0;
    for table in tables {
        file.extend(table.bytes);
        lost += table.lost;
    }
    (file, lost)
}

/// A table as it is written.
#[cfg(feature = "train")]
struct Written {
    buckets: u32,
    rows: u32,
    /// The key of each row that has one.
    keys: Vec<Option<u64>>,
    bytes: Vec<u8>,
    lost: usize,
}

/// Lays rows out by a perfect hash; rows without a key are `none`.
#[cfg(feature = "train")]
#[allow(clippy::cast_possible_truncation, reason = "a few upper bits")]
fn table<const N: usize>(keyed: &[(u64, [u8; N])], none: [u8; N]) -> Written {
    let buckets = (keyed.len() / 4).next_power_of_two().max(2);
    let rows = keyed.len() + keyed.len() / 25 + 8;
    let shift = 64 - buckets.trailing_zeros();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (at, (key, _)) in keyed.iter().enumerate() {
        if let Some(bucket) = members.get_mut((key >> shift) as usize) {
            bucket.push(at);
        }
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|bucket| usize::MAX - members.get(*bucket).map_or(0, Vec::len));
    let mut table: Vec<Option<(u64, [u8; N])>> = vec![None; rows];
    let mut displacements = vec![0u16; buckets];
    let mut lost = 0;
    for bucket in order {
        let Some(mut list) = members.get(bucket).cloned() else {
            continue;
        };
        while !list.is_empty() {
            let fits = (1..=u16::MAX).find(|displacement| {
                let mut places: Vec<usize> = list
                    .iter()
                    .filter_map(|at| keyed.get(*at))
                    .map(|(key, _)| place(*key, *displacement, rows))
                    .collect();
                places.sort_unstable();
                places.windows(2).all(|pair| pair.first() != pair.last())
                    && places
                        .iter()
                        .all(|place| table.get(*place).is_some_and(Option::is_none))
            });
            let Some(displacement) = fits else {
                list.pop();
                lost += 1;
                continue;
            };
            for (key, row) in list.iter().filter_map(|at| keyed.get(*at)) {
                if let Some(slot) = table.get_mut(place(*key, displacement, rows)) {
                    *slot = Some((*key, *row));
                }
            }
            if let Some(slot) = displacements.get_mut(bucket) {
                *slot = displacement;
            }
            break;
        }
    }
    let mut bytes: Vec<u8> = displacements
        .iter()
        .flat_map(|displacement| displacement.to_le_bytes())
        .collect();
    bytes.extend(
        table
            .iter()
            .flat_map(|row| row.map_or(none, |(_, row)| row)),
    );
    Written {
        buckets: u32::try_from(buckets).unwrap_or(0),
        rows: u32::try_from(rows).unwrap_or(0),
        keys: table.iter().map(|row| row.map(|(key, _)| key)).collect(),
        bytes,
        lost,
    }
}
