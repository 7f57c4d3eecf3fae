//! A station as the package installs it, on a machine where nothing of it is installed: the agent sees an `/etc` that it
//! may write and the package's launchers; outside nothing changes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::station::{AGENT, Station};

/// What the package ships.
pub fn assets() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets")).unwrap()
}

impl Station {
    /// Starts the agent as installed, with these files of `/etc` in place of the machine's own.
    pub fn start_installed(&mut self, etc: &[(&str, &str)]) {
        for folder in ["etc", "etc-work"] {
            fs::create_dir_all(self.path(folder)).unwrap();
        }
        // The machine's own is 0755, whatever the umask here.
        fs::set_permissions(self.path("etc"), fs::Permissions::from_mode(0o755)).unwrap();
        for (name, text) in etc {
            fs::write(self.path("etc").join(name), text).unwrap();
            fs::set_permissions(self.path("etc").join(name), fs::Permissions::from_mode(0o644)).unwrap();
        }
        let program = self.path("installed");
        let (folder, assets) = (self.path(""), assets());
        let script = format!(
            "#!/bin/sh\nexec unshare --mount --propagation private /bin/sh -ec '\n\
             cd \"{folder}\"\n\
             mount -t overlay overlay -o lowerdir=/etc,upperdir=etc,workdir=etc-work /etc\n\
             mount -t overlay overlay -o \"lowerdir={assets}/applications:/usr/share/applications\" \
             /usr/share/applications\n\
             exec \"{AGENT}\" \"$@\"' sh \"$@\"\n",
            folder = folder.display(),
            assets = assets.display(),
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        self.start_program(&program);
    }

    /// A path as the agent sees it.
    pub fn seen(&self, path: &str) -> PathBuf {
        let agent = self.agent.as_ref().expect("an agent").id();
        PathBuf::from(format!("/proc/{agent}/root{path}"))
    }
}
