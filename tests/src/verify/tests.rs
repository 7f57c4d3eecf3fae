//! `verify` on a small workspace of the same shape, with and without faults.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::parts::{PARTS, Part};
use super::run::{Context, run};

const MANIFEST: &str = "[package]\nname = \"NAME\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
const LOCK: &str = "version = 4\n[[package]]\nname = \"epn-hub\"\nversion = \"0.1.0\"\n\
                    [[package]]\nname = \"epn-rules\"\nversion = \"0.1.0\"\n";

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Two crates; `rules` holds the rules' code and `hub_tests` what the hub's tests do.
fn workspace(rules: &str, hub_tests: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let at = |path: &str| dir.path().join(path);
    write(&at("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"rules\", \"hub\"]\n");
    write(&at("Cargo.lock"), LOCK);
    write(&at("rules/Cargo.toml"), &MANIFEST.replace("NAME", "epn-rules"));
    write(&at("rules/src/lib.rs"), rules);
    write(&at("hub/Cargo.toml"), &MANIFEST.replace("NAME", "epn-hub"));
    write(&at("hub/src/main.rs"), "fn main() {}\n");
    write(&at("hub/tests/api.rs"), hub_tests);
    dir
}

fn parts(names: &[&str]) -> Vec<&'static Part> {
    PARTS.iter().filter(|part| names.contains(&part.name)).collect()
}

async fn verify(workspace: &TempDir, names: &[&str]) -> String {
    let context = Context::of_workspace(workspace.path(), &parts(names));
    run(context).await.unwrap().to_string()
}

const SOUND: &str = "#[test]\nfn it_adds_up() {\n    assert_eq!(1 + 1, 2);\n}\n";

#[tokio::test]
async fn suites_run_the_tests_of_their_package_with_its_programs_at_hand() {
    let hub_tests = "#[test]\nfn the_program_is_there() {\n    \
                     let folder = std::env::var(\"EPN_BINARIES\").unwrap();\n    \
                     assert!(std::path::Path::new(&folder).join(\"epn-hub\").is_file());\n    \
                     assert!(std::path::Path::new(\"tests/api.rs\").is_file());\n}\n";
    let workspace = workspace(SOUND, hub_tests);
    let report = verify(&workspace, &["format", "build", "rules", "hub"]).await;
    assert!(report.ends_with("\n4 passed, 0 failed"), "{report}");
    assert!(report.contains("passed: tests: 1"), "{report}");
}

#[tokio::test]
async fn a_failed_ignored_or_missing_test_fails_its_part_alone() {
    let failing = workspace(SOUND, "#[test]\nfn it_fails() {\n    panic!(\"no\");\n}\n");
    let report = verify(&failing, &["build", "rules", "hub"]).await;
    assert!(report.contains("epn-hub api: failed tests: 1"), "{report}");
    assert!(report.ends_with("\n2 passed, 1 failed"), "{report}");

    let ignored = workspace("", concat!("#[test]\n#[ig", "nore]\nfn later() {}\n#[test]\nfn now() {}\n"));
    let report = verify(&ignored, &["build", "rules", "hub"]).await;
    assert!(report.contains("there is no test"), "{report}");
    assert!(report.contains("ignored tests: 1"), "{report}");
    assert!(report.ends_with("\n1 passed, 2 failed"), "{report}");
}

#[tokio::test]
async fn what_does_not_compile_or_is_not_formatted_is_told_and_tests_are_not_run() {
    let broken = workspace("pub   fn broken() -> u8 { \"\" }\n", SOUND);
    let report = verify(&broken, &["format", "build", "hub"]).await;
    assert!(report.contains("it does not compile"), "{report}");
    assert!(report.contains("not run, because the build failed"), "{report}");
    assert!(report.ends_with("\n0 passed, 3 failed"), "{report}");
}
