//! What the compiler says of contracts with mistakes: a folder for each rule, and in it items whose other members are
//! right. `TRYBUILD=overwrite cargo test -p tests-ui` writes down what it says now; read it as a user would.

#[cfg(test)]
#[test]
fn each_mistake_is_told_of_once_at_its_place_and_with_help() {
    trybuild::TestCases::new().compile_fail("*/*.rs");
}
