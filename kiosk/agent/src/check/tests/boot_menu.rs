//! What the script for the boot menu writes is what the audit wants to read.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use epn_wire::audit::Verdict;

use super::tree::Tree;
use super::{item, verdict};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/hardening/etc/grub.d/09_epn_station");

/// As Debian's own script writes it: functions first, then an entry a kernel.
const ENTRIES: &str = r#"function gfxmode {
	set gfxpayload="${1}"
}
menuentry 'Debian GNU/Linux, with Linux 6.1.0-29-amd64' --class debian $menuentry_id_option 'gnulinux-6.1.0-29' {
	load_video
	if [ x$grub_platform = xxen ]; then insmod xzio; fi
	linux	/boot/vmlinuz-6.1.0-29-amd64 root=UUID=x ro  quiet panic=10
}
menuentry 'Debian GNU/Linux, with Linux 6.1.0-28-amd64' --class debian $menuentry_id_option 'gnulinux-6.1.0-28' {
	linux	/boot/vmlinuz-6.1.0-28-amd64 root=UUID=x ro  quiet panic=10
}
"#;

fn menu(password: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("password"), password).unwrap();
    // Stands for the system's script: prints the entries, by the same means as the tree's programs.
    let linux = folder.path().join("10_linux");
    symlink(concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/tests/says.sh"), &linux).unwrap();
    let answers = folder.path().join("10_linux.says");
    fs::create_dir(&answers).unwrap();
    fs::write(answers.join("nothing"), ENTRIES).unwrap();
    let output = Command::new("sh")
        .arg(SCRIPT)
        .env("EPN_GRUB_PASSWORD", folder.path().join("password"))
        .env("EPN_GRUB_LINUX", &linux)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_first_entry_starts_alone_and_all_else_asks() {
    let hash = "grub.pbkdf2.sha512.10000.0A1B.2C3D";
    let own = menu(&format!("PBKDF2 hash of your password is {hash}\n"));
    assert!(own.contains(&format!("password_pbkdf2 epn {hash}\n")), "{own}");
    assert_eq!(own.matches("menuentry ").count(), 1, "{own}");
    assert!(own.contains("'gnulinux-6.1.0-29' --unrestricted {\n"), "{own}");
    assert!(own.starts_with("set superusers=\"epn\"\n") && own.ends_with("panic=10\n}\n"), "{own}");

    let tree = Tree::well();
    // The system's own entries follow, and are not free to start.
    tree.write("boot/grub/grub.cfg", &format!("{own}{ENTRIES}"));
    tree.mode("boot/grub/grub.cfg", 0o600);
    for id in ["boot-lock", "boot-alone", "boot-recovery", "boot-secret"] {
        assert_eq!(verdict(&tree, item(id)), Verdict::Held, "{id}");
    }
}

#[test]
fn without_a_password_nothing_is_locked() {
    assert_eq!(menu(""), "");
}
