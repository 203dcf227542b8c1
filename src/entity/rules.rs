//! Names of the rules that find mentions.

/// All rules.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    "organization/lexicon",
    "organization/nominal",
    "organization/marked_name",
    "organization/definite_head_purpose",
    "organization/definite_head_adjective",
    "organization/construct_name",
    "organization/construct_noun",
    "organization/construct_chain",
    "organization/construct_person",
    "organization/foreign_name",
    "organization/outside_head",
    "organization/weak_in_context",
    "organization/bracket_acronym",
    "organization/bracket_name",
    "organization/bracket_tail",
    "organization/before_bracket",
    "organization/known_short",
    "person/title_name",
    "person/name_chain",
    "person/single_name",
    "person/foreign_name",
    "person/joined_name",
    "person/after_saying",
    "person/known_short",
    "place/lexicon",
    "place/weak_behind_noun",
    "place/noun_inside",
    "place/noun_outside",
];
