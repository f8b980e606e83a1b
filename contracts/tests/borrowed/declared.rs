//! Declarations: those of the contract that owns what it holds.

use contracts::descriptor;
use contracts::{Message, View};
use prost_types::FileDescriptorSet;

use crate::samples::{borrowing, owning};

#[test]
fn both_are_the_same_message() {
    let encoded = descriptor::file_descriptor_set().expect("no rule is broken");
    let files = <FileDescriptorSet as prost::Message>::decode(&encoded[..]).expect("it is a set").file;
    let file = |package: &str| {
        let file = files.iter().find(|file| file.package() == package).expect(package);
        format!("{:#?}{:#?}", file.dependency, file.message_type).replace(package, "package")
    };
    let (borrowing, owning) = (file("borrowing.v1"), file("owning.v1"));
    assert_eq!(borrowing, owning);
    assert!(borrowing.contains("PlaceOrderRequest") && borrowing.contains("Line"), "{borrowing}");
}

#[test]
fn both_have_the_same_json_schema() {
    let borrowing = schemars::schema_for!(borrowing::PlaceOrderRequest<'static>).as_value().to_string();
    let owning = schemars::schema_for!(owning::PlaceOrderRequest);
    let renamed: serde_json::Value = serde_json::from_str(&borrowing.replace("borrowing.v1", "owning.v1")).unwrap();
    assert_eq!(&renamed, owning.as_value());
}

#[test]
fn the_name_is_that_of_the_struct() {
    assert_eq!(borrowing::Line::schema().full_name(), "borrowing.v1.Line");
    assert_eq!(owning::Line::schema().full_name(), "owning.v1.Line");
}
