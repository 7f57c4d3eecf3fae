//! Who answers a visitor's questions for names, on a station for children: the resolver that the site chose, and nobody
//! else. The kernel's packet filter tells the visitor's packets by their uid, so that the rest of the machine, the link to
//! the hub above all, asks as ever.
//!
//! Questions hidden in other traffic (DNS over HTTPS) look like any page: the browsers' policies switch those off.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::process::{Command, Stdio};

use super::Children;
use crate::fault::{Doing, Fault};
use crate::visitor::VisitorUid;

/// Where programs find out whom to ask for names.
const RESOLVERS: &str = "/etc/resolv.conf";
const SWITCH: &str = "/etc/nsswitch.conf";

/// Where a cache answers names for everybody alike.
const CACHE: &str = "/run/nscd/socket";

/// Lets the visitor's questions reach the site's resolver alone; does nothing where the site chose none.
pub fn put(visitor: VisitorUid, children: &Children) -> Result<(), Fault> {
    if !children.has_resolver() {
        return Ok(());
    }
    if let Some(why) = passed_by(&read(RESOLVERS), &read(SWITCH), Path::new(CACHE).exists(), children) {
        return Err(Fault::new("filtering names for children", why));
    }
    nft(&rules(visitor, children.resolver, children.resolver_v6))
}

/// Lets the visitor's uid ask as everybody does.
pub fn remove(visitor: VisitorUid) -> Result<(), Fault> {
    let table = table(visitor);
    // Adding it first makes removing it right whether it was there or not.
    nft(&format!("table inet {table}\ndelete table inet {table}\n"))
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Why the filter would not see who asks, if something on this machine asks for everybody.
fn passed_by(resolvers: &str, switch: &str, cache: bool, children: &Children) -> Option<String> {
    let lookups = switch.lines().find_map(|line| line.trim().strip_prefix("hosts:")).unwrap_or_default();
    if lookups.split_whitespace().any(|service| service == "resolve") {
        return Some(format!(
            "{SWITCH} asks systemd-resolved, which does not tell who asks: remove `resolve`"
        ));
    }
    if cache {
        return Some("nscd answers names for everybody alike: remove it".to_owned());
    }
    let local = |address: &Ipv4Addr| address.is_loopback();
    let mut asked =
        resolvers.lines().filter_map(|line| line.trim().strip_prefix("nameserver")?.trim().parse().ok());
    let own = asked.find(local)?;
    if children.resolver.as_ref().is_some_and(local) {
        return None;
    }
    Some(format!(
        "{RESOLVERS} asks {own} on the station itself, from where nothing can be sent elsewhere: \
         name the network's resolver there"
    ))
}

/// The rules of a uid's own table, in place of any that were there, at once.
fn rules(visitor: VisitorUid, v4: Option<Ipv4Addr>, v6: Option<Ipv6Addr>) -> String {
    let (table, uid) = (table(visitor), visitor.as_raw());
    let names = format!("meta skuid {uid} meta l4proto {{ tcp, udp }} th dport 53");
    let send = |family: &str, to: Option<String>| {
        to.map_or_else(String::new, |to| format!("    meta nfproto {family} {names} dnat to {to}\n"))
    };
    let sent = send("ipv4", v4.map(|to| to.to_string())) + &send("ipv6", v6.map(|to| format!("[{to}]")));
    let keep = |address: &str, to: Option<String>| {
        to.map_or_else(String::new, |to| format!("    {names} {address} {to} accept\n"))
    };
    let kept =
        keep("ip daddr", v4.map(|to| to.to_string())) + &keep("ip6 daddr", v6.map(|to| to.to_string()));
    // 853: DNS over TLS and over QUIC (RFC 7858, RFC 9250).
    format!(
        "table inet {table}\ndelete table inet {table}\ntable inet {table} {{\n  \
         chain send {{\n    type nat hook output priority -100; policy accept;\n{sent}  }}\n  \
         chain refuse {{\n    type filter hook output priority 0; policy accept;\n{kept}    \
         {names} reject\n    meta skuid {uid} meta l4proto {{ tcp, udp }} th dport 853 reject\n  }}\n}}\n"
    )
}

/// Visitors of several stations may share a machine: each has a table of its own.
fn table(visitor: VisitorUid) -> String {
    format!("epn_visitor_{visitor}")
}

fn nft(script: &str) -> Result<(), Fault> {
    let doing = || "steering the packet filter with nft";
    let mut nft = Command::new("nft")
        .args(["-f", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .doing(doing)?;
    if let Some(mut input) = nft.stdin.take() {
        input.write_all(script.as_bytes()).doing(doing)?;
    }
    let output = nft.wait_with_output().doing(doing)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(Fault::new(doing(), String::from_utf8_lossy(&output.stderr).trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn children(resolver: &str) -> Children {
        Children { resolver: Some(resolver.parse().unwrap()), ..Children::default() }
    }

    #[test]
    fn what_asks_for_everybody_would_pass_the_filter_by_and_is_told() {
        let network = "# made by NetworkManager\nnameserver 192.168.1.1\n";
        let usual = "passwd: files\nhosts:          files mdns4_minimal [NOTFOUND=return] dns\n";
        let filter = children("192.168.1.53");
        assert_eq!(passed_by(network, usual, false, &filter), None);
        let told = |why: Option<String>, what: &str| assert!(why.unwrap().contains(what));
        let resolved = "hosts: mymachines resolve [!UNAVAIL=return] files dns\n";
        told(passed_by(network, resolved, false, &filter), "systemd-resolved");
        told(passed_by(network, usual, true, &filter), "nscd");
        let stub = "nameserver 127.0.0.53\noptions edns0\n";
        told(passed_by(stub, usual, false, &filter), "127.0.0.53");
        assert_eq!(passed_by(stub, usual, false, &children("127.0.0.1")), None);
    }
}
