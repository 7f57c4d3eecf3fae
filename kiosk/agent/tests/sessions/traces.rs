//! A trace of every kind, planted by a visitor's own commands or, where a service of the machine would leave it, by root.

use std::ffi::CString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};

use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};

/// The folders of the machine in which a visitor itself can write.
pub const OPEN: [&str; 4] = ["/tmp", "/var/tmp", "/dev/shm", "/run/lock"];

/// The folders in which a service can write for a visitor.
const SERVED: [&str; 4] = ["/run", "/var/mail", "/var/lib", "/var/cache"];

/// A daemon that no signal but SIGKILL ends, in a process session of its own.
pub const DAEMON: &str = "setsid sh -c 'trap \"\" HUP INT TERM; while :; do sleep 1000; done' &\n";

/// Shared memory, semaphores, messages. (Perl is part of every Debian.)
pub const SYSV: &str =
    "perl -e 'shmget(0, 100, 0600) // die; semget(0, 1, 0600) // die; msgget(0, 0600) // die'\n";

/// A queue that outlives its maker.
pub fn queue() -> String {
    let create = libc::O_CREAT | libc::O_RDWR;
    format!(
        "perl -e '$n = \"trace-$$\"; syscall({}, $n, {create}, 0600, 0) >= 0 or die'\n",
        libc::SYS_mq_open
    )
}

/// A key in `@u`.
pub fn key() -> String {
    format!(
        "perl -e '($t, $n, $s) = (\"user\", \"trace\", \"secret\"); syscall({}, $t, $n, $s, 6, {}) >= 0 or die'\n",
        libc::SYS_add_key,
        libc::KEY_SPEC_USER_KEYRING
    )
}

/// Files, one in a folder with others inside.
pub fn files() -> String {
    let places = OPEN.join(" ");
    format!(
        "for place in {places}; do mkdir -p $place/trace-$(id -u)/inner; \
         echo secret > $place/trace-$(id -u)/inner/a; ln -s /etc $place/trace-$(id -u)/link; done\n"
    )
}

pub const CRONTAB: &str = "echo '* * * * * true' | crontab -\n";
pub const AT_JOB: &str = "echo true | at now + 10 hours\n";
pub const HOME: &str = "echo secret > $HOME/letter\n";

/// All that a visitor's own commands can leave.
pub fn all_own() -> String {
    [HOME, CRONTAB, AT_JOB, SYSV, DAEMON].concat() + &queue() + &key() + &files()
}

/// What services of the machine leave for a visitor. Removed when dropped, whatever the test found.
pub struct Served {
    uid: u32,
    mounted: PathBuf,
}

impl Served {
    /// Files that a service made and gave away, and a tmpfs mounted for the visitor.
    pub fn plant(uid: u32) -> Self {
        let served = Self { uid, mounted: PathBuf::from(format!("/mnt/epn-trace-{uid}")) };
        for place in SERVED {
            give(&served.file(place), uid);
        }
        fs::create_dir_all(&served.mounted).unwrap();
        let options = CString::new(format!("mode=700,uid={uid}")).unwrap();
        mount("trace", &served.mounted, "tmpfs", MountFlags::empty(), options.as_c_str()).unwrap();
        served
    }

    fn file(&self, place: &str) -> PathBuf {
        Path::new(place).join(format!("epn-trace-{}", self.uid))
    }

    /// Whether the tmpfs is still mounted.
    pub fn is_mounted(&self) -> bool {
        let place = self.mounted.display().to_string();
        fs::read_to_string("/proc/self/mounts")
            .unwrap()
            .lines()
            .any(|line| line.split(' ').nth(1) == Some(&place))
    }

    /// The folders of the files that are still there.
    pub fn still_there(&self) -> Vec<&'static str> {
        SERVED.into_iter().filter(|place| self.file(place).exists()).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        for place in SERVED {
            let _ = fs::remove_file(self.file(place));
        }
        let _ = unmount(&self.mounted, UnmountFlags::DETACH);
        let _ = fs::remove_dir(&self.mounted);
    }
}

/// A file that is the visitor's, and closed to others.
pub fn give(file: &Path, uid: u32) {
    fs::write(file, "secret").unwrap();
    chown(file, Some(uid), Some(uid)).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}
