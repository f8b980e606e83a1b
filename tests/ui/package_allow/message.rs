mod unknown {
    contracts::package!("ui.v1", allow(MESSAGE_PASCAL_CASE, reason = "as it was"));
}

mod without_reason {
    contracts::package!("ui.v1", allow(PACKAGE_VERSION_SUFFIX));
}

mod with_an_empty_reason {
    contracts::package!("ui.v1", allow(PACKAGE_VERSION_SUFFIX, reason = " "));
}

mod last {
    contracts::package!("ui.v1", options(deprecated = true), allow(PACKAGE_VERSION_SUFFIX, reason = "as it was"));
}

fn main() {}
