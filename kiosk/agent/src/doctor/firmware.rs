//! What the firmware tries to start from, where it is UEFI and tells.

use super::Finding;
use crate::check::Root;

/// Marks of what is no disk of the machine, in the names that firmware gives its entries.
const ELSEWHERE: [&str; 9] = ["usb", "removable", "cd", "dvd", "pxe", "network", "ipv4", "ipv6", "lan"];

pub fn examine(root: &Root) -> Option<Finding> {
    let said = root.ask("efibootmgr", &[]).ok()?;
    let value = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let current = value("BootCurrent:").unwrap_or_default();
    let order = value("BootOrder:")?.split(',');
    // What comes after the entry that this start used was not needed for it, and starts nothing while the disk is well.
    order.take_while(|entry| *entry != current).find_map(|entry| {
        let name = entry_name(&said, entry)?;
        let lower = name.to_lowercase();
        let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| ELSEWHERE.contains(&word)).then_some(Finding::StartsElsewhere { name })
    })
}

/// `Boot0003* USB HDD<tab>PciRoot(0x0)…`: the star marks what is tried at all.
fn entry_name(said: &str, entry: &str) -> Option<String> {
    let start = format!("Boot{entry}* ");
    let name = said.lines().find_map(|line| line.strip_prefix(&start))?;
    Some(name.split('\t').next().unwrap_or(name).trim().to_owned())
}
