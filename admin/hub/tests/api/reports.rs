//! Sessions and counts.

use std::collections::BTreeMap;

use epn_rules::people::AgeBand;
use epn_rules::session::EndCause;
use epn_rules::units::Minutes;
use epn_wire::console::{ErrorCode, SessionRow, TicketIssued};
use epn_wire::station::Entry;
use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn counts_add_up_to_the_sessions_they_are_made_from() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (mut one, mut two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let walk_in = |age| Entry::NoAccount { age, picture: "cat".to_owned() };
    for seconds in [59, 60, 1799] {
        one.log_in(walk_in(AgeBand::SoixanteDixPlus)).await.unwrap();
        one.ends(EndCause::VisitorLeft, seconds).await;
    }
    let ticket: TicketIssued =
        console.post("/tickets", &json!({ "age": AgeBand::DixHuitVingtQuatre })).await.read();
    two.log_in(Entry::Ticket { code: ticket.code }).await.unwrap();
    two.ends(EndCause::TimeUp, 600).await;
    two.log_in(walk_in(AgeBand::MoinsDeDouze)).await.unwrap_err();
    two.log_in(walk_in(AgeBand::QuaranteCinquanteNeuf)).await.unwrap();
    console.post("/passages", &json!({ "age": AgeBand::NonCommunique })).await.done();

    let sessions: Vec<SessionRow> = console.get("/sessions?date=2026-03-10").await.read();
    let ended: Vec<_> = sessions.iter().map(|row| (row.station.as_str(), row.minutes, row.cause)).collect();
    let left = Some(EndCause::VisitorLeft);
    assert_eq!(
        ended,
        [
            ("Poste 1", Some(Minutes(0)), left),
            ("Poste 1", Some(Minutes(1)), left),
            ("Poste 1", Some(Minutes(29)), left),
            ("Poste 2", Some(Minutes(10)), Some(EndCause::TimeUp)),
            ("Poste 2", None, None),
        ]
    );
    assert!(sessions[0].reset.as_ref().unwrap().proved && sessions[4].reset.is_none());
    assert!(console.get("/sessions?date=2026-03-11").await.read::<Vec<SessionRow>>().is_empty());

    let answer = console.get("/counts?from=2026-03-01&to=2026-03-31").await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(
        answer.text(),
        "day,station,category,age,sessions,minutes,passages,refusals\n\
         2026-03-10,,,non_communique,0,0,1,0\n\
         2026-03-10,Poste 1,no-account,soixante_dix_plus,3,30,0,0\n\
         2026-03-10,Poste 2,ticket,dix_huit_vingt_quatre,1,10,0,0\n\
         2026-03-10,Poste 2,no-account,moins_de_douze,0,0,0,1\n\
         2026-03-10,Poste 2,no-account,quarante_cinquante_neuf,1,0,0,0\n"
    );
    let minutes: u32 = sessions.iter().filter_map(|row| row.minutes).map(|minutes| minutes.0).sum();
    assert_eq!(total(answer.text(), "minutes"), u64::from(minutes));
    assert_eq!(total(answer.text(), "sessions"), sessions.len() as u64);
}

fn total(file: &str, column: &str) -> u64 {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| row.unwrap()[column].parse::<u64>().unwrap()).sum()
}

#[tokio::test]
async fn days_on_which_nothing_happened_give_an_empty_table() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let answer = console.get("/counts?from=2025-01-01&to=2025-12-31").await;
    assert_eq!(answer.text(), "day,station,category,age,sessions,minutes,passages,refusals\n");
    let reversed = console.get("/counts?from=2026-03-10&to=2026-03-09").await.refused(400);
    assert_eq!(reversed.code, ErrorCode::BadRequest);
    assert!(reversed.message.contains("swap them"), "{}", reversed.message);
}
