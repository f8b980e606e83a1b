//! The messages once more, as contracts that borrow; those that hold neither text nor bytes as they are.

mod bulk;
mod calls;
mod events;
mod google1;
mod google2;
mod minecraft;
mod mk48;
mod records;
mod wide;

pub use bulk::*;
pub use calls::*;
pub use events::*;
pub use google1::*;
pub use google2::*;
pub use minecraft::*;
pub use mk48::*;
pub use records::*;
pub use wide::*;

pub use crate::{Mesh, PackedDoubles, PackedFixed64, PackedVarints};
