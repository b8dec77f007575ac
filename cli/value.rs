//! Names that `build/source.rs` expects beside itself.

pub(crate) use p2p_review::Value;
