//! A tree of files that stands for a station.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::item::How;
use super::super::{Root, Station, items};

const SAYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/tests/says.sh");

pub const CONFIGURATION: &str = r#"
state_dir = "/var/lib/epn-agent"
kiosk_socket = "/run/epn/kiosk.sock"

[visitor]
backend = "systemd"
uid = 61000
command = "/usr/bin/startxfce4"
home_golden = "/var/lib/epn-golden/profile"
"#;

pub const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash
marie:x:1000:1000:Marie,,,:/home/marie:/bin/bash
epn-kiosk:x:990:990::/nonexistent:/usr/sbin/nologin
epn-link:x:991:991::/nonexistent:/usr/sbin/nologin
visitor:x:61000:61000::/run/epn-visitor/61000/home:/bin/bash
";

pub const GROUP: &str = "root:x:0:
sudo:x:27:marie
video:x:44:marie
epn-kiosk:x:990:
epn-link:x:991:
marie:x:1000:
visitor:x:61000:
";

pub const SHADOW: &str = "root:!:20000:0:99999:7:::
marie:$y$j9T$abc$def:20000:0:99999:7:::
epn-kiosk:!:20000::::::
epn-link:!*:20000::::::
visitor:*:20000:0:99999:7:::
";

pub const MOUNTS: &str = "/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw,nosuid,nodev,mode=755 0 0
epn-visitor /run/epn-visitor/61000 tmpfs rw,nosuid,nodev,size=2097152k,mode=750,gid=61000 0 0
";

pub const MENU: &str = "set superusers=\"epn\"
export superusers
password_pbkdf2 epn grub.pbkdf2.sha512.10000.AB.CD
menuentry 'Debian GNU/Linux' --class debian --unrestricted {
        linux   /boot/vmlinuz root=UUID=x ro quiet panic=10
}
menuentry 'Debian GNU/Linux' --class debian {
        linux   /boot/vmlinuz root=UUID=x ro quiet panic=10
}
";

pub struct Tree {
    folder: TempDir,
}

impl Tree {
    /// A station on which everything holds.
    pub fn well() -> Self {
        let tree = Self { folder: tempfile::tempdir().unwrap() };
        for program in ["busctl", "systemctl", "dpkg", "sshd", "crontab", "at"] {
            tree.install(program);
        }
        for item in items() {
            match item.how {
                How::Kernel { file, value } => tree.write(&format!("proc/sys/{file}"), &format!("{value}\n")),
                How::File(shipped) => {
                    tree.write(shipped.path, std::str::from_utf8(shipped.contents).unwrap());
                    tree.mode(shipped.path, if shipped.runs { 0o755 } else { 0o644 });
                }
                How::Logind { value, .. } | How::Systemd { value, .. } => tree.answers(item.how, value),
                How::LogindCan { .. } => tree.answers(item.how, "s \"na\""),
                How::Look { .. } => {}
            }
        }
        tree.kernel();
        tree.accounts();
        tree.places();
        tree
    }

    fn kernel(&self) {
        self.write("proc/sys/dev/tty/legacy_tiocsti", "0\n");
        self.write("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 100 0 100\n");
        self.write("proc/cmdline", "BOOT_IMAGE=/boot/vmlinuz root=UUID=x ro quiet panic=10\n");
        self.write("proc/self/mounts", MOUNTS);
        self.write("sys/class/tty/tty0/active", "tty7\n");
        self.process(700, "cage", 990, 0x407);
        self.process(800, "xfce4 (panel)", 61000, 0);
    }

    fn accounts(&self) {
        self.write("etc/passwd", PASSWD);
        self.write("etc/group", GROUP);
        self.write("etc/shadow", SHADOW);
        self.says("systemctl", "show --property=ActiveState --value ssh.service", "active");
        self.says("sshd", "-T", "port 22\ndenygroups visitor\ndenygroups epn-kiosk\ndenygroups epn-link");
        self.says("dpkg", "--verify epn-station", "");
    }

    fn places(&self) {
        self.write("etc/epn/agent.toml", CONFIGURATION);
        self.write("usr/bin/epn-agent", "program");
        self.write("var/lib/epn-agent/identity/key.pem", "key");
        self.mode("var/lib/epn-agent/identity/key.pem", 0o640);
        self.write("var/lib/epn-golden/profile/.profile", "");
        self.write("boot/grub/grub.cfg", MENU);
        self.mode("boot/grub/grub.cfg", 0o600);
        for folder in ["etc/epn", "var/lib/epn-agent", "var/lib/epn-golden/profile"] {
            self.mode(folder, 0o755);
        }
    }

    /// A pairing with a hub.
    pub fn pair(&self) {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
        // The public key of RFC 8032, section 7.1, test 1: any valid key will do.
        let lease_key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let peer = serde_json::json!({
            "site": ulid::Ulid(1).to_string(),
            "site_name": "Salle",
            "peer": { "kind": "station", "id": ulid::Ulid(2).to_string() },
            "hub": "127.0.0.1:1",
            "hub_key": "0".repeat(64),
            "lease_key": lease_key,
        });
        self.write("var/lib/epn-agent/identity/cert.pem", &certificate.pem());
        self.write("var/lib/epn-agent/identity/peer.json", &peer.to_string());
        self.write("var/lib/epn-agent/identity/key.pem", &key.serialize_pem());
        self.mode("var/lib/epn-agent/identity/key.pem", 0o640);
    }

    /// A process of a uid, on a terminal (its device's number; 0 for none), that cannot gain rights.
    pub fn process(&self, pid: u32, name: &str, uid: u32, terminal: u32) {
        self.write(
            &format!("proc/{pid}/stat"),
            &format!("{pid} ({name}) S 1 {pid} {pid} {terminal} -1 4194560\n"),
        );
        let status =
            format!("Name:\t{name}\nUmask:\t0022\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\nNoNewPrivs:\t1\n");
        self.write(&format!("proc/{pid}/status"), &status);
    }

    pub fn station(&self) -> Station {
        Station::new(Root::below(self.folder.path()))
    }

    /// The same where the system's files should belong to somebody else.
    pub fn station_of_owner(&self, owner: u32) -> Station {
        Station::new(Root::owned_by(self.folder.path(), owner))
    }

    pub fn owner(&self) -> u32 {
        Root::below(self.folder.path()).owner()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path.trim_start_matches('/'))
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    }

    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.at(path)).unwrap();
        assert!(text.contains(old), "{path} has no {old}");
        fs::write(self.at(path), text.replace(old, new)).unwrap();
    }

    pub fn mode(&self, path: &str, mode: u32) {
        fs::set_permissions(self.at(path), Permissions::from_mode(mode)).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.at(path)).unwrap();
    }

    pub fn install(&self, program: &str) {
        let path = self.at(&format!("usr/bin/{program}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // A link: a file that was just written cannot be run while another test's child still holds it open.
        symlink(Path::new(SAYS), path).unwrap();
    }

    fn answers(&self, how: How, answer: &str) {
        let (program, asked) = asked(how).unwrap();
        self.says(program, &asked, answer);
    }

    /// What a program says when it is asked this.
    pub fn says(&self, program: &str, asked: &str, answer: &str) {
        self.write(&answer_file(program, asked), &format!("{answer}\n"));
    }

    /// The program fails when it is asked this.
    pub fn silent(&self, program: &str, asked: &str) {
        self.remove(&answer_file(program, asked));
    }
}

fn answer_file(program: &str, asked: &str) -> String {
    format!("usr/bin/{program}.says/{}", asked.replace(['/', ' '], "_"))
}

/// Which program such an item asks, and what.
pub fn asked(how: How) -> Option<(&'static str, String)> {
    let logind = "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager";
    match how {
        How::Logind { property, .. } => Some(("busctl", format!("get-property {logind} {property}"))),
        How::LogindCan { method } => Some(("busctl", format!("call {logind} {method}"))),
        How::Systemd { unit: Some(unit), property, .. } => {
            Some(("systemctl", format!("show --property={property} --value {unit}")))
        }
        How::Systemd { unit: None, property, .. } => {
            Some(("systemctl", format!("show --property={property} --value")))
        }
        How::Kernel { .. } | How::File(_) | How::Look { .. } => None,
    }
}
