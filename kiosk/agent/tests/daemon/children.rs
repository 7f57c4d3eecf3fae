//! A station for children: what browsers may do, and who answers questions for names. With real resolvers, in network
//! namespaces of their own.

use std::fs;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use epn_rules::session::EndCause;
use epn_wire::kiosk::{KioskIntent, LogInAnswer, Scene};
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use serde_json::Value;

use super::hub::{Hub, until};
use super::installed::assets;
use super::programs::schema;
use super::station::Station;
use super::visit::ends;

/// The resolver that the network names, and the one that the site chose for children.
const OPEN: &str = "10.61.0.2";
const FILTERING: &str = "10.61.0.3";

/// What they answer, whatever they are asked.
const OPEN_ANSWER: &str = "10.0.0.2";
const FILTERED_ANSWER: &str = "10.0.0.3";

/// A network with the station in one namespace and two resolvers in another.
struct Network {
    station: String,
    world: String,
    resolvers: Vec<Child>,
}

impl Network {
    /// Makes it. From here on this thread, and all that it starts, is on the station's side.
    async fn enter(name: &str) -> Self {
        let [station, world] = ["s", "w"].map(|side| format!("epn-{name}-{side}-{}", std::process::id()));
        let far = format!("epnw{}", std::process::id());
        for line in [
            format!("netns add {station}"),
            format!("netns add {world}"),
            format!("-n {station} link set lo up"),
            format!("-n {world} link set lo up"),
            format!("link add epn0 netns {station} type veth peer name {far} netns {world}"),
            format!("-n {station} address add 10.61.0.1/24 dev epn0"),
            format!("-n {world} address add {OPEN}/24 dev {far}"),
            format!("-n {world} address add {FILTERING}/24 dev {far}"),
            format!("-n {station} link set epn0 up"),
            format!("-n {world} link set {far} up"),
        ] {
            assert!(Command::new("ip").args(line.split(' ')).status().unwrap().success(), "ip {line}");
        }
        let mut network = Self { station, world, resolvers: Vec::new() };
        network.resolvers = [(OPEN, OPEN_ANSWER), (FILTERING, FILTERED_ANSWER)]
            .map(|(at, says)| network.resolver(at, says))
            .into();
        network.listen_for_dns_over_tls();
        enter(&network.station);
        until("both resolvers answer", || {
            asked(0, OPEN, &[]) == OPEN_ANSWER && asked(0, FILTERING, &[]) == FILTERED_ANSWER
        })
        .await;
        network
    }

    fn resolver(&self, at: &str, says: &str) -> Child {
        Command::new("ip")
            .args(["netns", "exec", &self.world, "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null"])
            .args(["--no-resolv", "--no-hosts", "--bind-interfaces", "--pid-file", "--user=root"])
            .args([format!("--listen-address={at}"), format!("--address=/#/{says}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Somebody who takes questions where no filter could read them.
    fn listen_for_dns_over_tls(&self) {
        let world = self.world.clone();
        let bound = std::thread::spawn(move || {
            enter(&world);
            TcpListener::bind((OPEN, 853)).unwrap()
        });
        // It listens in that namespace for as long as the test runs.
        std::mem::forget(bound.join().unwrap());
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for resolver in &mut self.resolvers {
            // They may have ended.
            let _ = resolver.kill();
            let _ = resolver.wait();
        }
        for name in [&self.station, &self.world] {
            let _ = Command::new("ip").args(["netns", "delete", name]).status();
        }
    }
}

fn enter(namespace: &str) {
    let file = fs::File::open(format!("/run/netns/{namespace}")).unwrap();
    move_into_link_name_space(std::os::fd::AsFd::as_fd(&file), Some(LinkNameSpaceType::Network)).unwrap();
}

/// A program that a uid starts.
fn command_of(uid: u32, program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={uid}")).args(["--clear-groups", program]).stdin(Stdio::null());
    command
}

/// What a uid is told when it asks this resolver for a name.
fn asked(uid: u32, resolver: &str, how: &[&str]) -> String {
    let mut dig = command_of(uid, "dig");
    dig.args(["+short", "+time=5", "+tries=1", &format!("@{resolver}"), "jeux.exemple", "A"]).args(how);
    String::from_utf8(dig.output().unwrap().stdout).unwrap().trim().to_owned()
}

/// Whether a uid reaches that server's DNS over TLS.
fn reaches_dns_over_tls(uid: u32) -> bool {
    let mut connect = command_of(uid, "bash");
    connect.args(["-c", &format!("exec 3<>/dev/tcp/{OPEN}/853")]).stderr(Stdio::null());
    connect.status().unwrap().success()
}

fn firefox(station: &Station) -> Value {
    let text = fs::read(station.seen("/etc/firefox/policies/policies.json")).unwrap();
    serde_json::from_slice::<Value>(&text).unwrap().get("policies").unwrap().clone()
}

fn for_children(hub: &Hub, uid: u32) -> Station {
    hub.known().tags = vec!["children".to_owned()];
    let mut station = Station::paired(hub, uid);
    station.visitor = format!(
        "{}\n[internet]\nhome = \"http://exemple.fr/\"\npolicies = \"{}/browsers\"\n\
         [internet.children]\nblocked = [\"jeux.exemple\"]\nresolver = \"{FILTERING}\"",
        station.visitor,
        assets().display()
    );
    station
}

const SWITCH: (&str, &str) = ("nsswitch.conf", "hosts: files dns\n");

#[tokio::test]
async fn children_are_answered_by_the_sites_resolver_alone_and_only_while_they_are_there() {
    let uid = 61_012;
    let _network = Network::enter("dns").await;
    let hub = Hub::start().await;
    let mut station = for_children(&hub, uid);
    station.start_installed(&[SWITCH, ("resolv.conf", &format!("nameserver {OPEN}\n"))]);
    station.see_locked().await;
    let policies = firefox(&station);
    assert_eq!((schema::faults(&policies), &policies["SearchEngines"]), (Vec::new(), &Value::Null));
    assert_eq!(asked(uid, OPEN, &[]), OPEN_ANSWER);

    station.sit_down().await;
    for how in [&[][..], &["+tcp"]] {
        assert_eq!(asked(uid, OPEN, how), FILTERED_ANSWER, "{how:?}");
        assert_eq!(asked(uid, FILTERING, how), FILTERED_ANSWER, "{how:?}");
        assert_eq!(asked(0, OPEN, how), OPEN_ANSWER, "the station itself asks as ever: {how:?}");
    }
    assert!(reaches_dns_over_tls(0) && !reaches_dns_over_tls(uid));
    let policies = firefox(&station);
    assert_eq!(schema::faults(&policies), Vec::<String>::new());
    assert_eq!(policies["WebsiteFilter"]["Block"][0], "*://*.jeux.exemple/*");
    assert_ne!(policies["SearchEngines"], Value::Null);

    station.say(&KioskIntent::Leave).await;
    station.see_locked().await;
    assert_eq!(asked(uid, OPEN, &[]), OPEN_ANSWER);
    assert!(reaches_dns_over_tls(uid));
    assert_eq!(firefox(&station)["SearchEngines"], Value::Null);
    until("the end is stored", || !ends(&hub).is_empty()).await;
    assert!(matches!(ends(&hub)[..], [(EndCause::VisitorLeft, _)]));
}

#[tokio::test]
async fn children_are_not_let_in_where_the_filter_would_be_passed_by() {
    let hub = Hub::start().await;
    let mut station = for_children(&hub, 61_013);
    station.start_installed(&[SWITCH, ("resolv.conf", "nameserver 127.0.0.53\n")]);
    station.see_locked().await;
    station.log_in().await;
    station
        .see("no session", |view| {
            matches!(view.scene, Scene::Locked { answer: Some(LogInAnswer::DidNotStart), .. })
        })
        .await;
    assert!(station.log().contains("127.0.0.53"), "{}", station.log());
}
