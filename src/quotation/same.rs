//! Links a quotation to an earlier one of the same words: headline and lead often repeat one.

use super::scene::Scene;
use super::types::{Quotation, QuotationId};

/// Words that two quotations must share from their beginnings, or all if one of them has fewer.
const WORDS: usize = 5;
/// Shorter quotations are not compared.
const LEAST: usize = 3;

/// Links every quotation of speech to the first one that begins with the same words.
pub(super) fn link(scene: &Scene<'_>, quotations: &mut [Quotation]) {
    let mut begins: Vec<(u64, usize)> = Vec::with_capacity(quotations.len());
    let speech = quotations
        .iter()
        .enumerate()
        .filter(|(_, quotation)| quotation.is_speech());
    begins.extend(speech.filter_map(|(at, quotation)| Some((beginning(scene, quotation)?, at))));
    begins.sort_unstable();
    for group in begins.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((&(_, first), rest)) = group.split_first() else {
            continue;
        };
        for &(_, at) in rest {
            if let Some(quotation) = quotations.get_mut(at) {
                quotation.same_as = Some(QuotationId::new(first));
            }
        }
    }
}

/// A hash of the first words of a quotation.
fn beginning(scene: &Scene<'_>, quotation: &Quotation) -> Option<u64> {
    let mut words = 0;
    let mut hash = 0u64;
    for at in scene.doc.tokens_in(quotation.span) {
        if !scene.is_word(at) {
            continue;
        }
        let key = scene.token(at)?.key;
        hash = (hash.rotate_left(9) ^ key.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        words += 1;
        if words == WORDS {
            break;
        }
    }
    (words >= LEAST).then_some(hash)
}
