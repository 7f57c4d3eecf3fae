//! The screen of a session: none but the machine's, or an X server of its own.

use std::path::PathBuf;

use serde::Deserialize;

use super::BackendKind;
use crate::session::Program;

/// Which screen a session gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Display {
    /// None: the command draws where it is, or not at all.
    #[default]
    None,
    /// The session's own terminal: for a session of systemd, on a real PC.
    Xorg {
        /// The server's program.
        #[serde(default = "xorg")]
        program: PathBuf,
        /// Further arguments of the server.
        #[serde(default)]
        args: Vec<String>,
    },
    /// One that nobody sees: for tests.
    Xvfb {
        #[serde(default = "size")]
        size: String,
    },
    /// A window on another display: for a demonstration.
    Xephyr {
        #[serde(default = "size")]
        size: String,
        /// The display that the window opens on, such as `:0`.
        parent: String,
        /// What opens that display, if it asks for it (`XAUTHORITY`); the visitor's uid must be able to read it.
        authority: Option<PathBuf>,
    },
}

/// The server itself: Debian's `Xorg` in the path is a wrapper that gains rights, which a visitor has no way to.
fn xorg() -> PathBuf {
    PathBuf::from("/usr/lib/xorg/Xorg")
}

fn size() -> String {
    "1280x800".to_owned()
}

impl Display {
    /// The one of a session of systemd.
    pub fn xorg() -> Self {
        Self::Xorg { program: xorg(), args: Vec::new() }
    }

    /// What is wrong with it, in a sentence.
    pub(super) fn check(&self, backend: BackendKind) -> Result<(), String> {
        let with_systemd = backend == BackendKind::Systemd;
        match self {
            Self::None => Ok(()),
            Self::Xorg { .. } if with_systemd => Ok(()),
            Self::Xorg { .. } => {
                Err("visitor.display \"xorg\" needs visitor.backend = \"systemd\"".to_owned())
            }
            Self::Xvfb { .. } | Self::Xephyr { .. } if with_systemd => {
                Err("with visitor.backend = \"systemd\" visitor.display is \"xorg\" or \"none\"".to_owned())
            }
            Self::Xvfb { size } => check_size(size),
            Self::Xephyr { size, parent, .. } => {
                check_size(size)?;
                number(parent).map(drop).ok_or_else(|| {
                    format!("visitor.display.parent {parent:?} is no display of this machine, such as :0")
                })
            }
        }
    }

    /// The server to start.
    pub fn program(&self) -> Option<Program> {
        match self {
            Self::None => None,
            Self::Xorg { program, args } => Some(Program {
                program: program.clone(),
                args: args.iter().cloned().chain(["-nolisten", "tcp"].map(str::to_owned)).collect(),
                ..Program::default()
            }),
            Self::Xvfb { size } => Some(server("Xvfb", ["-screen", "0", &format!("{size}x24")])),
            Self::Xephyr { size, parent, authority } => {
                let mut server = server("Xephyr", ["-screen", size, "-br"]);
                server.env.insert("DISPLAY".to_owned(), parent.clone());
                if let Some(authority) = authority {
                    server.env.insert("XAUTHORITY".to_owned(), authority.display().to_string());
                }
                Some(server)
            }
        }
    }

    /// Paths that the session must see although their folder is its own.
    pub fn kept(&self) -> Vec<PathBuf> {
        let Self::Xephyr { parent, authority, .. } = self else { return Vec::new() };
        let socket = number(parent).map(|number| PathBuf::from(format!("/tmp/.X11-unix/X{number}")));
        socket.into_iter().chain(authority.clone()).filter(|path| path.exists()).collect()
    }
}

fn server<'a>(program: &str, args: impl IntoIterator<Item = &'a str>) -> Program {
    let args = args.into_iter().chain(["-nolisten", "tcp"]).map(str::to_owned).collect();
    Program { program: program.into(), args, ..Program::default() }
}

fn check_size(size: &str) -> Result<(), String> {
    let sides: Vec<Option<u16>> = size.split('x').map(|side| side.parse().ok()).collect();
    match sides.as_slice() {
        [Some(width), Some(height)] if *width >= 320 && *height >= 240 => Ok(()),
        _ => Err(format!("visitor.display.size {size:?} is no size such as 1280x800")),
    }
}

/// The number of a local display: 0 of `:0` or `:0.0`.
fn number(display: &str) -> Option<u32> {
    display.strip_prefix(':')?.split('.').next()?.parse().ok()
}
