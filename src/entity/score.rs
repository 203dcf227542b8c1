//! How sure a mention is: what found it, and by how much the tagger prefers it to no name.
//!
//! The figures are shares of right mentions, counted over 1,400 organizations, 730 people and 960 places of
//! news articles annotated by hand, and rounded.

use super::tagger::{Label, Tag};

/// Margins of the tagger from which the next figure of a row holds; 20 is a factor of e.
const STEPS: [i32; 4] = [72, 96, 120, 192];

/// Found by lexicon, title or marks, and by the tagger with the same ends.
const LISTED: [u8; 5] = [65, 84, 93, 95, 98];
/// Found by a head noun and its complements, and by the tagger with the same ends.
const HEADED: [u8; 5] = [65, 78, 85, 88, 92];
/// Found by the tagger alone, or drawn otherwise by the rules.
const TAGGED: [u8; 5] = [58, 66, 72, 85, 90];
/// Found by rules alone.
const ALONE: u8 = 40;
/// The same in marks, or as a short form of what was named before.
const ALONE_KNOWN: u8 = 80;
/// A definite common noun.
const NOMINAL: u8 = 80;
/// A name of the user's own lexicon.
pub(super) const OWN: u8 = 95;

/// The score of the mention `first..end` that a rule found.
pub(super) fn of(rule: &str, tags: &[Tag], first: usize, end: usize) -> u8 {
    if rule == "organization/nominal" {
        return NOMINAL;
    }
    let Some(margin) = margin(tags, first, end) else {
        let known = rule.ends_with("/known_short") || rule == "organization/marked_name";
        return if known { ALONE_KNOWN } else { ALONE };
    };
    let row = if rule.ends_with("/tagger") {
        TAGGED
    } else if ["construct", "definite", "foreign"]
        .into_iter()
        .any(|head| rule.starts_with("organization/") && rule.contains(head))
    {
        HEADED
    } else {
        LISTED
    };
    let step = STEPS.iter().take_while(|step| margin >= **step).count();
    row.get(step).copied().unwrap_or(ALONE)
}

/// The mean margin of a name that the tagger drew with the same ends.
fn margin(tags: &[Tag], first: usize, end: usize) -> Option<i32> {
    let own = tags.get(first..end)?;
    let (begin, rest) = own.split_first()?;
    let Label::Begin(named) = begin.label else {
        return None;
    };
    let inside = |tag: &Tag| tag.label == Label::Inside(named);
    if !rest.iter().all(inside) || tags.get(end).is_some_and(inside) {
        return None;
    }
    let sum: i32 = own.iter().map(|tag| i32::from(tag.margin)).sum();
    Some(sum / i32::try_from(own.len()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::tagger::Named;
    use super::*;

    #[test]
    fn scores_rise_with_the_margin_and_with_agreement() {
        assert!([LISTED, HEADED, TAGGED].iter().all(|row| row.is_sorted()));
        let tags = |margin| {
            [Label::Begin(Named::Place), Label::Inside(Named::Place)]
                .map(|label| Tag { label, margin })
        };
        assert_eq!(of("place/lexicon", &tags(10), 0, 2), 65);
        assert_eq!(of("place/lexicon", &tags(130), 0, 2), 95);
        assert_eq!(of("place/lexicon", &tags(1000), 0, 2), 98);
        assert_eq!(of("place/tagger", &tags(1000), 0, 2), 90);
        assert_eq!(of("place/lexicon", &tags(1000), 0, 1), ALONE);
        assert_eq!(of("place/lexicon", &tags(1000), 1, 2), ALONE);
        assert_eq!(of("place/lexicon", &[], 0, 2), ALONE);
    }
}
