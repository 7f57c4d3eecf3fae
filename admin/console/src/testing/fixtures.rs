//! A room in the middle of a Tuesday morning.

mod money;
mod planning;
mod prints;
mod scans;

use std::sync::Arc;

use epn_rules::decision::DayHours;
use epn_rules::id::{PolicyId, SessionId, SiteId, StaffId, StationId, TicketId, VisitorId};
use epn_rules::people::{Alias, Category};
use epn_rules::policy::Policy;
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::{Cents, Minutes};
use epn_wire::console::{
    DayCounts, DayEffect, LoggedIn, PolicyEffect, PolicyView, RoomView, SessionRow, StaffRole, StationTile,
    TicketIssued, TileSession, VisitorCreated, VisitorRow,
};
use epn_wire::peer::Identity;
use epn_wire::secret::Secret;
use epn_wire::staff::{CardIssued, StaffRow};
use epn_wire::station::{Health, LastReset, OutOfService};
use jiff::civil::{date, time};
use jiff::{Timestamp, ToSpan as _};
use ulid::Ulid;

use crate::client::Client;

pub use money::{account, cash_day, closes, receipt};
pub use planning::{bookings, broken, calendar_day, calendar_week, printer, queue};
pub use prints::{print_job, printer_row, prints};
pub use scans::{prints_and_scans, scan, session_at};

/// The public key of RFC 8032, section 7.1, test 1: any valid key will do.
const LEASE_KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

/// An identity whose hub has the key of `hub_key` (SHA-256, hex).
pub fn identity(hub_key: &str) -> Arc<Identity> {
    let folder = tempfile::tempdir().unwrap();
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    let peer = serde_json::json!({
        "site": SiteId(Ulid(1)),
        "site_name": "Médiathèque de Saint-Élan",
        "peer": { "kind": "console", "id": Ulid(2).to_string() },
        "hub": "127.0.0.1:7443",
        "hub_key": hub_key,
        "lease_key": LEASE_KEY,
    });
    std::fs::write(folder.path().join("key.pem"), key.serialize_pem()).unwrap();
    std::fs::write(folder.path().join("cert.pem"), certificate.pem()).unwrap();
    std::fs::write(folder.path().join("peer.json"), peer.to_string()).unwrap();
    Arc::new(Identity::load(folder.path()).unwrap())
}

/// A client of a hub that is never asked.
pub fn client() -> Client {
    Client::new("127.0.0.1:7443".parse().unwrap(), identity(&"0".repeat(64))).unwrap()
}

pub fn logged_in() -> LoggedIn {
    LoggedIn {
        token: Secret::from("jeton".to_owned()),
        name: "Claire".to_owned(),
        role: StaffRole::Mediator,
        site: "Médiathèque de Saint-Élan".to_owned(),
    }
}

/// 10:42 in Paris.
pub fn now() -> Timestamp {
    "2026-03-10T10:42:00+01:00".parse().unwrap()
}

pub fn at(minutes: i64) -> Timestamp {
    now().checked_add(minutes.minutes()).unwrap()
}

pub fn station(number: u128) -> StationId {
    StationId(Ulid(number))
}

pub fn alias(picture: &str, ordinal: u16) -> Alias {
    Alias { picture: picture.to_owned(), ordinal }
}

pub fn reset(minutes: i64) -> LastReset {
    LastReset { proved: true, leftovers: 0, not_applicable: 0, ms: 212, at: Some(at(minutes)) }
}

fn healthy() -> Health {
    Health {
        disk_free_mb: 61_234,
        memory_free_mb: 5_210,
        memory_total_mb: 7_900,
        temperature_c: Some(54),
        uptime_s: 7_000,
    }
}

pub fn tile(number: u128, phase: Phase) -> StationTile {
    StationTile {
        id: station(number),
        name: format!("Poste {number}"),
        tags: Vec::new(),
        online: true,
        phase,
        session: None,
        out_of_service: None,
        help: false,
        wrong_tries: 0,
        last_reset: Some(reset(-70)),
        health: Some(healthy()),
        lockdown: None,
        called: None,
        kept: false,
        next_booking: None,
    }
}

pub fn session(picture: &str, category: Category, from: i64, to: i64) -> TileSession {
    TileSession {
        id: SessionId(Ulid(u128::from(from.unsigned_abs()))),
        alias: alias(picture, 1),
        name: None,
        category,
        started: at(from),
        ends: at(to),
        extends_by_itself: false,
        companions: 0,
        price: None,
    }
}

fn busy(number: u128, session: TileSession) -> StationTile {
    StationTile { session: Some(session), ..tile(number, Phase::Active) }
}

/// Nine stations, each in a state of its own.
pub fn room() -> RoomView {
    let named =
        TileSession { name: Some("Nadia Benali".to_owned()), ..session("moon", Category::Member, -37, 23) };
    let extends = TileSession { extends_by_itself: true, ..session("bike", Category::NoAccount, -52, 8) };
    let second = TileSession { alias: alias("star", 2), ..session("star", Category::Ticket, -19, 41) };
    let broken = Some(OutOfService::Staff { note: "clavier cassé".to_owned() });
    let stations = vec![
        busy(1, named),
        busy(2, extends),
        StationTile { help: true, ..busy(3, second) },
        StationTile { tags: vec!["accessible".to_owned()], ..tile(4, Phase::Locked) },
        busy(5, session("cat", Category::Member, -56, 4)),
        StationTile { out_of_service: broken, ..tile(6, Phase::OutOfService) },
        StationTile { online: false, last_reset: None, health: None, ..tile(7, Phase::Locked) },
        StationTile {
            tags: vec!["interview".to_owned(), "colour-printing".to_owned()],
            health: Some(Health { disk_free_mb: 410, ..healthy() }),
            last_reset: Some(reset(-12)),
            ..tile(8, Phase::Locked)
        },
        tile(9, Phase::Resetting),
    ];
    RoomView {
        site_id: SiteId(Ulid(1)),
        site: "Médiathèque de Saint-Élan".to_owned(),
        room: "Salle bleue".to_owned(),
        now: now(),
        timezone: "Europe/Paris".to_owned(),
        today: DayHours {
            ranges: vec![
                (time(9, 30, 0, 0), Some(time(12, 0, 0, 0))),
                (time(14, 0, 0, 0), Some(time(18, 0, 0, 0))),
            ],
            closure: None,
        },
        stations,
        waiting: 2,
        day: DayCounts { sessions: 11, minutes: 385, passages: 6, refusals: 2 },
    }
}

pub fn ticket() -> TicketIssued {
    TicketIssued {
        id: TicketId(Ulid(7)),
        code: Secret::from("7KQ-F2M-0XR".to_owned()),
        alias: alias("umbrella", 1),
        minutes: Minutes(60),
        expires: "2026-03-11T00:00:00+01:00".parse().unwrap(),
        site: "Médiathèque de Saint-Élan".to_owned(),
    }
}

pub fn card() -> CardIssued {
    CardIssued {
        name: "Claire".to_owned(),
        card: Secret::from("K7QF-2M0X-9TRB-HD4W".to_owned()),
        pin: Secret::from("730519".to_owned()),
        site: "Médiathèque de Saint-Élan".to_owned(),
    }
}

/// Claire, who is signed in; with a card or without.
pub fn staff(with_card: bool) -> Vec<StaffRow> {
    let row = |number: u128, name: &str, role, card: bool| StaffRow {
        id: StaffId(Ulid(number)),
        name: name.to_owned(),
        role,
        me: name == "Claire",
        card: card.then(now),
    };
    vec![
        row(1, "Claire", StaffRole::Mediator, with_card),
        row(2, "Dominique", StaffRole::Coordinator, false),
        row(3, "Tom", StaffRole::Technician, true),
    ]
}

pub fn created() -> VisitorCreated {
    VisitorCreated {
        id: VisitorId(Ulid(31)),
        number: "10427".to_owned(),
        pin: Secret::from("4816".to_owned()),
        alias: alias("guitar", 1),
    }
}

pub fn visitors() -> Vec<VisitorRow> {
    let names = [Some("Nadia Benali"), None, Some("Jean-François Le Goff"), Some("Awa Diop"), None];
    let pictures = ["moon", "cat", "boat", "butterfly", "leaf"];
    let rows = names.into_iter().zip(pictures).zip(0_u32..);
    rows.map(|((name, picture), index)| VisitorRow {
        id: VisitorId(Ulid(u128::from(index) + 100)),
        number: (10_400 + index * 3).to_string(),
        name: name.map(str::to_owned),
        alias: alias(picture, 1),
        used_today: Minutes(index * 17),
        groups: if index == 3 { vec!["job-seeker".to_owned()] } else { Vec::new() },
    })
    .collect()
}

pub fn sessions() -> Vec<SessionRow> {
    let causes = [
        EndCause::TimeUp,
        EndCause::VisitorLeft,
        EndCause::VisitorLeft,
        EndCause::EndedByStaff,
        EndCause::Moved,
        EndCause::StationFault,
        EndCause::PowerLost,
        EndCause::Idle,
        EndCause::VisitorLeft,
        EndCause::TimeUp,
    ];
    let pictures = ["sun", "fish", "apple", "key", "dog", "cloud", "book", "feather", "house", "bell"];
    let categories = [Category::Member, Category::Ticket, Category::NoAccount, Category::Staff];
    let mut rows: Vec<_> = (0_i64..10)
        .zip(causes)
        .zip(pictures)
        .zip(categories.into_iter().cycle())
        .map(|(((index, cause), picture), category)| SessionRow {
            id: SessionId(Ulid(u128::from(index.unsigned_abs()))),
            station: format!("Poste {}", index % 8 + 1),
            alias: alias(picture, 1),
            category,
            started: at(index * 6 - 70),
            ended: Some(at(index * 6 - 41)),
            minutes: Some(Minutes(29)),
            cause: Some(cause),
            reset: Some(reset(index * 6 - 40)),
            companions: u8::from(index == 7),
            price: (index == 8).then_some(Cents(150)),
        })
        .collect();
    let running = room().stations.into_iter().filter_map(|tile| Some((tile.name, tile.session?)));
    rows.extend(running.map(|(station, session)| SessionRow {
        id: session.id,
        station,
        alias: session.alias,
        category: session.category,
        started: session.started,
        ended: None,
        minutes: None,
        cause: None,
        reset: None,
        companions: session.companions,
        price: session.price,
    }));
    rows.sort_by_key(|row| std::cmp::Reverse(row.started));
    rows
}

pub fn policy() -> PolicyView {
    PolicyView {
        id: PolicyId(Ulid(5)),
        number: 3,
        since: "2026-01-06T09:00:00+01:00".parse().unwrap(),
        policy: Policy::default(),
        coming: Vec::new(),
    }
}

/// Monday opens, Saturday's afternoon closes.
pub fn effect() -> PolicyEffect {
    let range = |from: i8, to: i8| (time(from, 0, 0, 0), Some(time(to, 0, 0, 0)));
    let days = (0_i8..7).map(|index| {
        let before = DayHours {
            ranges: if index == 6 { Vec::new() } else { vec![range(9, 12), range(14, 18)] },
            closure: None,
        };
        let after = match index {
            4 => DayHours { ranges: vec![range(9, 12)], closure: None },
            6 => DayHours { ranges: vec![range(14, 17)], closure: None },
            _ => before.clone(),
        };
        DayEffect { date: date(2026, 3, 10 + index), before, after }
    });
    PolicyEffect { problems: Vec::new(), days: days.collect(), shortened_sessions: 2, broken: Vec::new() }
}
