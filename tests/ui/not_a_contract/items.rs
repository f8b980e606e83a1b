use contracts::contract;

contracts::package!("ui.v1");

#[contract]
fn function() {}

#[contract]
union Union {
    a: u32,
    b: f32,
}

#[contract]
mod module {}

#[contract]
type Alias = u32;

#[contract]
const CONSTANT: u32 = 1;

#[contract]
static STATIC: u32 = 1;

fn main() {}
