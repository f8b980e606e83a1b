//! The names of packages.

mod package_lower_snake_case {
    use contracts::contract;

    contracts::package!("corpus.packageLowerSnakeCase.v1");

    /// In a package with capitals: its folder has them too, its file has not.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}
}

mod package_version_suffix {
    use contracts::contract;

    contracts::package!("corpus.package_version_suffix");

    /// In a package without a version.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}

    /// In two modules of it.
    mod inside {
        use contracts::contract;

        /// In a module inside.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        struct Other {}
    }
}

mod package_version_suffix_v0 {
    use contracts::contract;

    contracts::package!("corpus.package_version_suffix.v0");

    /// In a package of no version that there is.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}
}

mod package_nearly {
    use contracts::contract;

    contracts::package!("corpus.package_nearly2.v1p1beta1");

    /// In a package whose name has digits and underscores.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}
}

/// Both rules are allowed to be broken, in one place or in two.
mod package_allowed {
    contracts::package!(
        "corpus.packageAllowed",
        allow(
            PACKAGE_VERSION_SUFFIX,
            reason = "its clients
            are older than the rule"
        ),
        allow(PACKAGE_LOWER_SNAKE_CASE, reason = "as the first of them wrote it"),
        options(go_package = "acme.test/allowed")
    );

    /// In it.
    #[contracts::contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}
}

/// What is allowed, and not broken.
mod package_allowing {
    contracts::package!("allowing.v1", allow(PACKAGE_VERSION_SUFFIX, reason = "it once had none"));

    /// In it.
    #[contracts::contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}
}

/// Two packages that use each other.
mod circle {
    mod one {
        contracts::package!("circle.one.v1");

        /// Uses the other.
        #[contracts::contract]
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct One {
            /// The other.
            #[member(1)]
            two: Option<Box<super::two::Two>>,
        }
    }

    mod two {
        contracts::package!("circle.two.v1");

        /// Uses the other.
        #[contracts::contract]
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct Two {
            /// The other.
            #[member(1)]
            one: Option<Box<super::one::One>>,
        }
    }
}
