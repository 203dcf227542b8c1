//! The weights: a table that is used as it lies in the file, without decoding.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `KHTAGGR1` |
//! | 4 + 4 | number of buckets (a power of two), number of rows; little endian, as all else |
//! | 1,024 | transition weights, `i16`: class of the token, tag before (7: none), tag |
//! | 2 a bucket | displacement of the bucket's features, 0 when it has none |
//! | 8 a row | one `i8` a tag and a byte of the feature's number, by which others are told apart |
//!
//! A feature's bucket is read from its number's upper bits; the bucket's displacement gives its row:
//! a perfect hash, so a look-up reads one row. A feature that the model does not hold meets a row of
//! another one and is taken for it once in 256 times; its weight is then noise.

use super::features::EDGES;

/// Number of tags, and of the lanes that hold them.
pub(super) const TAGS: usize = 7;
pub(super) const LANES: usize = 8;

const MAGIC: &[u8; 8] = b"KHTAGGR1";
const HEADER: usize = 16;
const STEPS: usize = EDGES * LANES * LANES * 2;

/// Scores of the tags.
pub(super) type Scores = [i16; LANES];

/// Transition weights of a class of tokens: one row for each tag before.
pub(super) type Steps = [Scores; LANES];

/// A model: slices of its file.
#[derive(Clone, Debug)]
pub(super) struct Model<'m> {
    /// Transition weights by class of the token.
    pub(super) steps: [Steps; EDGES],
    buckets: &'m [[u8; 2]],
    rows: &'m [[u8; 8]],
    shift: u32,
}

impl<'m> Model<'m> {
    /// The model of a file; `None` when it is none.
    pub(super) fn new(file: &'m [u8]) -> Option<Self> {
        let (header, rest) = file.split_at_checked(HEADER)?;
        let (magic, sizes) = header.split_at_checked(MAGIC.len())?;
        let (buckets, rows) = sizes.split_at_checked(4)?;
        let buckets = u32::from_le_bytes(buckets.try_into().ok()?);
        let rows = u32::from_le_bytes(rows.try_into().ok()?);
        let (steps, rest) = rest.split_at_checked(STEPS)?;
        let (displacements, table) = rest.split_at_checked(buckets as usize * 2)?;
        let (displacements, _) = displacements.as_chunks::<2>();
        let (table, left) = table.as_chunks::<8>();
        if magic != MAGIC
            || !buckets.is_power_of_two()
            || buckets < 2
            || table.len() != rows as usize
            || !left.is_empty()
        {
            return None;
        }
        let mut weights = steps
            .as_chunks::<2>()
            .0
            .iter()
            .map(|w| i16::from_le_bytes(*w));
        let mut steps = [[[0; LANES]; LANES]; EDGES];
        for step in steps.iter_mut().flatten().flatten() {
            *step = weights.next()?;
        }
        Some(Self {
            steps,
            buckets: displacements,
            rows: table,
            shift: 64 - buckets.trailing_zeros(),
        })
    }

    /// Adds the weights of a feature to the scores.
    #[inline]
    pub(super) fn add(&self, feature: u64, scores: &mut Scores) {
        let Some(&displacement) = self.buckets.get((feature >> self.shift) as usize) else {
            return;
        };
        let displacement = u16::from_le_bytes(displacement);
        let Some(row) = self
            .rows
            .get(row_of(feature, displacement, self.rows.len()))
        else {
            return;
        };
        let [weights @ .., mark] = row;
        // The row of a feature that is not in the model counts as zeros, without a branch.
        let mask = if *mark == mark_of(feature) { -1 } else { 0 };
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score = score.wrapping_add(i16::from(weight.cast_signed()) & mask);
        }
    }
}

/// The row of a feature whose bucket has a displacement.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "below the number of rows")]
pub(super) const fn row_of(feature: u64, displacement: u16, rows: usize) -> usize {
    let mixed = (feature ^ (displacement as u64 * 0x1_0001_0001)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (((mixed >> 32) * rows as u64) >> 32) as usize
}

/// The byte by which features of one row are told apart.
#[inline]
pub(super) const fn mark_of(feature: u64) -> u8 {
    (feature >> 24) as u8
}

/// Writes a model: features with their weights, most important first. Features that find no place
/// are left out; their number is returned.
#[cfg(feature = "train")]
pub(super) fn pack(
    features: &[(u64, [i8; TAGS])],
    steps: &[[[i16; LANES]; LANES]; EDGES],
) -> (Vec<u8>, usize) {
    let buckets = (features.len() / 4).next_power_of_two().max(2);
    let rows = features.len() + features.len() / 25 + 8;
    let shift = 64 - buckets.trailing_zeros();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (at, (feature, _)) in features.iter().enumerate() {
        if let Some(bucket) = members.get_mut((feature >> shift) as usize) {
            bucket.push(at);
        }
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|bucket| usize::MAX - members.get(*bucket).map_or(0, Vec::len));
    let mut table: Vec<Option<[u8; 8]>> = vec![None; rows];
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
                    .filter_map(|at| features.get(*at))
                    .map(|(feature, _)| row_of(*feature, *displacement, rows))
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
            for (feature, weights) in list.iter().filter_map(|at| features.get(*at)) {
                let mut row = [0; 8];
                for (byte, weight) in row.iter_mut().zip(weights) {
                    *byte = weight.cast_unsigned();
                }
                row[7] = mark_of(*feature);
                if let Some(slot) = table.get_mut(row_of(*feature, displacement, rows)) {
                    *slot = Some(row);
                }
            }
            if let Some(slot) = displacements.get_mut(bucket) {
                *slot = displacement;
            }
            break;
        }
    }
    let mut file = Vec::new();
    file.extend(MAGIC);
    file.extend(u32::try_from(buckets).unwrap_or(0).to_le_bytes());
    file.extend(u32::try_from(rows).unwrap_or(0).to_le_bytes());
    file.extend(
        steps
            .iter()
            .flatten()
            .flatten()
            .flat_map(|step| step.to_le_bytes()),
    );
    file.extend(
        displacements
            .iter()
            .flat_map(|displacement| displacement.to_le_bytes()),
    );
    file.extend(table.iter().flat_map(|row| row.unwrap_or_default()));
    (file, lost)
}
