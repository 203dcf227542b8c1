//! What the tests share. Each test takes what it needs.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test binary uses a part of this module"
)]

#[path = "../../benches/support/adversarial.rs"]
pub mod adversarial;
pub mod fixtures;
pub mod invariants;
pub mod render;
pub mod spell;
pub mod speller;
pub mod values;
