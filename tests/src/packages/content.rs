//! What is in each package, and where it comes from.

/// A package.
#[derive(Debug)]
pub struct Packaged {
    pub name: &'static str,
    /// Programs, for `/usr/bin`.
    pub programs: &'static [&'static str],
    /// Files and folders of the repository.
    pub content: &'static [Content],
}

/// A file, or a folder with all that is in it, and where it goes; both from the root.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    pub source: &'static str,
    pub target: &'static str,
}

const fn content(source: &'static str, target: &'static str) -> Content {
    Content { source, target }
}

/// Every package.
pub const PACKAGES: [Packaged; 3] = [
    Packaged {
        name: "epn-station",
        programs: &["epn-agent", "epn-kiosk"],
        content: &[
            content("assets/packaging/epn-station/tree", ""),
            // In force from the installation on: nobody who worked with this PC before is hindered by it.
            content("assets/hardening/usr", "usr"),
            // From the pairing on: see usr/libexec/epn-station/lockdown.
            content("assets/hardening/etc", "usr/share/epn-station/lockdown/etc"),
            content("assets/golden", "usr/share/epn-station/golden"),
            content("assets/golden.md", "usr/share/doc/epn-station/golden.md"),
            content("assets/browsers", "usr/share/epn-station/browsers"),
            content("assets/applications", "usr/share/applications"),
            content("assets/hardening/README.md", "usr/share/doc/epn-station/hardening.md"),
        ],
    },
    Packaged {
        name: "epn-hub",
        programs: &["epn-hub"],
        content: &[
            content("assets/packaging/epn-hub/tree", ""),
            content("assets/policies", "usr/share/epn-hub/policies"),
        ],
    },
    Packaged {
        name: "epn-console",
        programs: &["epn-admin"],
        content: &[content("assets/packaging/epn-console/tree", "")],
    },
];
