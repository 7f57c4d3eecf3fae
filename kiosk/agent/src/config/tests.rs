use super::*;

const LEAST: &str = "state_dir = \"/s\"\nkiosk_socket = \"/k\"\n[visitor]\nuid = 61001\ncommand = \"true\"\n";

fn parse(text: &str) -> Result<AgentConfig, String> {
    AgentConfig::parse(text, Path::new("agent.toml")).map_err(|error| error.to_string())
}

#[test]
fn the_example_is_good_and_so_is_the_least() {
    let example = parse(EXAMPLE).unwrap();
    assert_eq!(example.site_clock().scale(), 1);
    let demonstration = parse(&[EXAMPLE, DEMONSTRATION].concat()).unwrap();
    assert_eq!(demonstration.site_clock().scale(), 120);
    let least = parse(LEAST).unwrap();
    assert_eq!((least.site_clock().scale(), least.visitor.display()), (1, Display::None));
    let spec = least.session_spec().unwrap();
    assert_eq!((spec.display, spec.bar), (None, None));
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let error = parse(&LEAST.replace("uid = 61001", "uid = \"marie\"")).unwrap_err();
    assert!(error.starts_with("agent.toml, line 4: ") && !error.contains('\n'), "{error}");
    let unknown = parse(&LEAST.replace("command", "comand = \"x\"\ncommand")).unwrap_err();
    assert!(unknown.contains("line 5") && unknown.contains("comand"), "{unknown}");
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let wrong = [
        (LEAST.replace("/s", "s"), "state_dir must be a path that starts with /"),
        (LEAST.replace("61001", "1"), "is no visitor's"),
        (LEAST.replace("/k", &format!("/{}", "k".repeat(200))), "longer than a socket's path"),
        (
            LEAST.replace("[visitor]", "link_uid = 61002\n[visitor]"),
            "link_uid must be none of the visitors' uids",
        ),
        (format!("{LEAST}runtime_dir = \"/var/tmp/x\"\n"), "visitor.runtime_dir must not lie in /var/tmp"),
        (LEAST.replace("\"true\"", "\"/tmp/desktop\""), "visitor.command must not lie in /tmp"),
        (LEAST.replace("\"true\"", "\"/dev/shm/desktop\""), "visitor.command must not lie in /dev/shm"),
        (format!("{LEAST}bar = \"/tmp/bar\"\n"), "visitor.bar must not lie in /tmp"),
        (format!("{LEAST}bar = \"/bin/bar\"\n"), "visitor.bar needs a bar_socket"),
        (LEAST.replace("[visitor]", "bar_socket = \"b\"\n[visitor]"), "bar_socket must be a path"),
        (format!("{LEAST}home_size_mb = 0\n"), "home_size_mb must be at least 1"),
        (
            format!("{LEAST}[visitor.display]\nkind = \"xvfb\"\nsize = \"big\"\n"),
            "is no size such as 1280x800",
        ),
        (
            format!("{LEAST}[visitor.display]\nkind = \"xephyr\"\nparent = \"far:0\"\n"),
            "is no display of this machine",
        ),
        (format!("{LEAST}[visitor.display]\nkind = \"xorg\"\n"), "needs visitor.backend"),
        (
            format!("{LEAST}backend = \"systemd\"\n[visitor.display]\nkind = \"xvfb\"\n"),
            "visitor.display is \"xorg\" or \"none\"",
        ),
        (format!("{LEAST}[visitor.terminals]\nkiosk = 8\n"), "three different numbers"),
        (format!("{LEAST}[internet]\nhome = \"exemple.fr\"\n"), "is no address of a page"),
        (format!("{LEAST}[internet]\npolicies = \"browsers\"\n"), "internet.policies must be a path"),
        (format!("{LEAST}[internet.children]\nblocked = [\"*.fr\"]\n"), "is no name of a site"),
        (format!("{LEAST}[internet.children]\nresolver = \"dns.exemple.fr\"\n"), "line 7"),
    ];
    for (text, why) in wrong {
        let error = parse(&text).unwrap_err();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn a_screen_of_its_own_is_started_with_the_session() {
    let text = format!("{LEAST}[visitor.display]\nkind = \"xephyr\"\nsize = \"800x600\"\nparent = \":7\"\n");
    let screen = parse(&text).unwrap().session_spec().unwrap().display.unwrap();
    assert_eq!(screen.env.get("DISPLAY").map(String::as_str), Some(":7"));
    assert!(screen.args.contains(&"800x600".to_owned()));
}

#[test]
fn the_strip_is_told_where_to_connect() {
    let text = LEAST.replace("[visitor]", "bar_socket = \"/run/b.sock\"\n[visitor]") + "bar = \"/bin/bar\"\n";
    let config = parse(&text).unwrap();
    let bar = config.session_spec().unwrap().bar.unwrap();
    assert_eq!(
        (bar.program.to_str(), bar.args.as_slice()),
        (Some("/bin/bar"), &["--bar", "--socket", "/run/b.sock"].map(str::to_owned)[..])
    );
    assert!(
        config.session_settings().kept.contains(&"/run/b.sock".into()),
        "also where /tmp is the session's own"
    );
}

#[test]
fn with_systemd_the_session_has_the_x_server_of_its_terminal_unless_it_draws_itself() {
    let systemd = parse(&format!("{LEAST}backend = \"systemd\"\n")).unwrap();
    let server = systemd.session_spec().unwrap().display.unwrap();
    assert_eq!(server.program, Path::new("/usr/lib/xorg/Xorg"));
    assert_eq!(systemd.visitor.terminals, TerminalNumbers { kiosk: 7, session: 8, technician: 9 });
    let drawn =
        parse(&format!("{LEAST}backend = \"systemd\"\n[visitor.display]\nkind = \"none\"\n")).unwrap();
    assert_eq!(drawn.session_spec().unwrap().display, None);
}
