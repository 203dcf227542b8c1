//! Examples of every rule, both readings of each trap.
