//! A package's control file, from the one in `assets/packaging` whose blanks are filled in.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::content::Packaged;
use super::release::Release;

/// The control file of a package that needs these libraries and takes so many KiB.
///
/// # Errors
/// There is none, or it has a blank that nothing fills.
pub fn fill(
    root: &Path,
    packaged: &Packaged,
    release: &Release,
    libraries: &str,
    kilobytes: u64,
) -> Result<String> {
    fill_in(
        &read(root, packaged)?,
        &[
            ("version", &release.version()),
            ("architecture", &release.architecture),
            ("libraries", libraries),
            ("installed-size", &kilobytes.to_string()),
        ],
    )
}

/// A field of one line, as it stands in the repository.
///
/// # Errors
/// There is no such field.
pub fn field(root: &Path, packaged: &Packaged, name: &str) -> Result<String> {
    let text = read(root, packaged)?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    Ok(value.with_context(|| format!("the control file of {} has no {name}", packaged.name))?.to_owned())
}

fn read(root: &Path, packaged: &Packaged) -> Result<String> {
    let path = root.join("assets/packaging").join(packaged.name).join("control");
    fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

fn fill_in(text: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("${{{name}}}"), value);
    }
    if let Some((_, blank)) = filled.split_once("${") {
        bail!(
            "the control file has a blank that nothing fills: {}",
            blank.split('}').next().unwrap_or_default()
        );
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::super::content::PACKAGES;
    use super::*;
    use crate::support::workspace_root;

    #[test]
    fn every_blank_is_filled_and_a_strange_one_is_named() {
        assert_eq!(fill_in("A: ${a}, ${b}\n", &[("a", "1"), ("b", "2")]).unwrap(), "A: 1, 2\n");
        let error = fill_in("A: ${c}\n", &[("a", "1")]).unwrap_err();
        assert!(error.to_string().ends_with(": c"), "{error}");
    }

    #[test]
    fn each_package_is_the_one_that_its_control_file_says() {
        for packaged in &PACKAGES {
            assert_eq!(field(workspace_root(), packaged, "Package").unwrap(), packaged.name);
        }
    }
}
