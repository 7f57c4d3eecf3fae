//! Shows the lock screen before anything is erased.

use crate::fault::Fault;
use crate::prove::Target;

/// Shows its terminal, and locks switching.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let Some(screen) = &target.screen else { return Ok(0) };
    let shown = screen.shows_lock()?;
    screen.show_lock()?;
    Ok(u32::from(!shown))
}
