//! Whether printing works, as far as CUPS says. Documents' names are never read out.

use super::Finding;
use crate::check::Root;

/// So many documents waiting at once are no ordinary queue of one station.
const MANY_WAITING: usize = 5;

pub fn examine(root: &Root) -> Vec<Finding> {
    if root.program("lpstat").is_none() {
        return Vec::new();
    }
    // `scheduler is running`, or `scheduler is not running`.
    let runs = root.ask("lpstat", &["-r"]).is_ok_and(|said| !said.contains("not running"));
    if !runs {
        return vec![Finding::PrintingStopped];
    }
    // `printer NAME is idle. …` or `printer NAME disabled since DATE - REASON`; it fails where there is no printer.
    let printers = root.ask("lpstat", &["-p"]).unwrap_or_default();
    let stopped = printers.lines().filter_map(|line| {
        let (name, state) = line.strip_prefix("printer ")?.split_once(' ')?;
        state.starts_with("disabled").then(|| Finding::PrinterStopped { name: name.to_owned() })
    });
    // A line a document: `NAME-12 …`.
    let waiting = root.ask("lpstat", &["-o"]).unwrap_or_default().lines().count();
    let many = (waiting >= MANY_WAITING)
        .then(|| Finding::PrintsWaiting { count: u32::try_from(waiting).unwrap_or(u32::MAX) });
    stopped.chain(many).collect()
}
