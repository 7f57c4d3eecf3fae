//! A window along the top edge of an X11 screen: no other window covers it, it never takes the focus by itself, and no task
//! bar lists it. The toolkit cannot ask for that; the window manager reads it from these properties when the window is shown.
//! (Extended Window Manager Hints 1.5, `_NET_WM_WINDOW_TYPE_DOCK` and `_NET_WM_STRUT_PARTIAL`.)

use std::env;

use x11rb::protocol::xproto::{Atom, AtomEnum, ConfigureWindowAux, ConnectionExt as _, PropMode, Window};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// On every desktop.
const ALL_DESKTOPS: u32 = u32::MAX;

/// Why a window cannot be docked.
#[derive(Debug, thiserror::Error)]
pub enum NotDocked {
    #[error("the number of the window is none of an X11 server: {0}")]
    NoWindow(u64),
    #[error("the X11 server cannot be reached: {0}")]
    Connect(#[from] x11rb::errors::ConnectError),
    #[error("the X11 server does not take it: {0}")]
    Refused(#[from] x11rb::errors::ReplyError),
    #[error("the X11 server is gone: {0}")]
    Gone(#[from] x11rb::errors::ConnectionError),
}

/// Whether windows are X11's, as the toolkit chooses it.
pub fn is_possible() -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .all(|name| env::var_os(name).is_none_or(|value| value.is_empty()))
}

/// Puts a window that is not shown yet along the top edge of its screen, as wide as that. `window` is its number as the
/// toolkit knows it.
///
/// # Errors
/// The server cannot be reached, or refuses.
pub fn at_top(window: u64) -> Result<(), NotDocked> {
    let window = Window::try_from(window).map_err(|_| NotDocked::NoWindow(window))?;
    let (server, _) = RustConnection::connect(None)?;
    let own = server.get_geometry(window)?.reply()?;
    let screen = server.get_geometry(own.root)?.reply()?;
    let (width, height) = (u32::from(screen.width), u32::from(own.height));
    let dock = Dock { server: &server, window };
    dock.say("_NET_WM_WINDOW_TYPE", Value::Atoms(&["_NET_WM_WINDOW_TYPE_DOCK"]))?;
    let state = [
        "_NET_WM_STATE_ABOVE",
        "_NET_WM_STATE_STICKY",
        "_NET_WM_STATE_SKIP_TASKBAR",
        "_NET_WM_STATE_SKIP_PAGER",
    ];
    dock.say("_NET_WM_STATE", Value::Atoms(&state))?;
    dock.say("_NET_WM_DESKTOP", Value::Numbers(&[ALL_DESKTOPS]))?;
    // Zero: not by anything that somebody did, so that it does not take the focus.
    dock.say("_NET_WM_USER_TIME", Value::Numbers(&[0]))?;
    // Left, right, top, bottom; then where each begins and ends.
    let whole_top = [0, 0, height, 0, 0, 0, 0, 0, 0, width.saturating_sub(1), 0, 0];
    dock.say("_NET_WM_STRUT", Value::Numbers(&[0, 0, height, 0]))?;
    dock.say("_NET_WM_STRUT_PARTIAL", Value::Numbers(&whole_top))?;
    let place = ConfigureWindowAux::new().x(0).y(0).width(width);
    server.configure_window(window, &place)?.check()?;
    Ok(())
}

/// A window that is being docked.
struct Dock<'s> {
    server: &'s RustConnection,
    window: Window,
}

/// What a property says.
#[derive(Clone, Copy)]
enum Value<'v> {
    Atoms(&'v [&'v str]),
    Numbers(&'v [u32]),
}

impl Dock<'_> {
    fn say(&self, property: &str, value: Value<'_>) -> Result<(), NotDocked> {
        let (kind, numbers) = match value {
            Value::Atoms(names) => {
                let atoms = names.iter().map(|name| self.atom(name)).collect::<Result<Vec<_>, _>>()?;
                (AtomEnum::ATOM, atoms)
            }
            Value::Numbers(numbers) => (AtomEnum::CARDINAL, numbers.to_vec()),
        };
        let property = self.atom(property)?;
        self.server.change_property32(PropMode::REPLACE, self.window, property, kind, &numbers)?.check()?;
        Ok(())
    }

    fn atom(&self, name: &str) -> Result<Atom, NotDocked> {
        Ok(self.server.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}
