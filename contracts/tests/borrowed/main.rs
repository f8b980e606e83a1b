//! Contracts that borrow, beside the same contracts that own what they hold.

mod declared;
mod encoded;
mod json;
mod older;
mod samples;
mod wire;
