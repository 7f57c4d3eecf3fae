//! Bookings at the desk.

use epn_hub::store::booking::{self, Booking, Held};
use epn_hub::store::session::Holder;
use epn_hub::store::{StoreError, Tx};
use epn_rules::decision::{Decision, Refusal, SlotLimit};
use epn_rules::facts::Hold;
use epn_rules::id::{BookingId, StationId, VisitorId};
use epn_rules::units::Minutes;
use epn_wire::calendar::{
    BookingRow, BookingState, CalendarView, EquipmentRow, LongestAsked, LongestBooking, MoveBooking,
    NewBooking, Place, Repeat, RepeatEvery,
};
use epn_wire::console::{ApiError, ErrorCode, VisitorCreated};
use epn_wire::planning::PlaceAsked;
use jiff::civil::DateTime;
use serde_json::json;

use crate::support::{Console, Site, soon};

/// A slot of Tuesday the 10th, or of another day, at a station.
pub fn slot(station: StationId, from: &str, minutes: u32) -> NewBooking {
    NewBooking {
        places: vec![at(station)],
        from: from.parse().unwrap(),
        minutes: Minutes(minutes),
        visitor: None,
        label: "Atelier".to_owned(),
        repeat: None,
        reason: None,
    }
}

fn of(visitor: VisitorId, slot: NewBooking) -> NewBooking {
    NewBooking { visitor: Some(visitor), label: String::new(), ..slot }
}

pub fn at(station: StationId) -> PlaceAsked {
    PlaceAsked::Station { id: Some(station.to_string()) }
}

pub async fn member(console: &Console) -> VisitorId {
    let new = json!({ "birth_year": 1980, "authorised": true, "picture": "moon", "name": "Nadia Hamon" });
    console.post("/visitors", &new).await.read::<VisitorCreated>().id
}

pub async fn book(console: &Console, new: &NewBooking) -> Vec<BookingRow> {
    console.post("/bookings", new).await.read()
}

/// Why the rules refuse a booking.
async fn why(console: &Console, new: &NewBooking) -> Vec<Refusal> {
    because(console.post("/bookings", new).await.refused(409))
}

fn because(error: ApiError) -> Vec<Refusal> {
    match (error.code, error.decision) {
        (ErrorCode::Refused, Some(Decision::Refused { because, .. })) => because,
        other => panic!("{other:?}"),
    }
}

fn moment(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_booking_is_made_shown_moved_and_cancelled() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let visitor = member(&console).await;
    let made = book(&console, &of(visitor, slot(one.id, "2026-03-10T15:00", 60))).await;
    let [booking] = made.as_slice() else { panic!("{made:?}") };
    assert_eq!((booking.from, booking.until), (moment("2026-03-10T14:00Z"), moment("2026-03-10T15:00Z")));
    assert_eq!((booking.name.as_str(), booking.state), ("Poste 1", BookingState::Held));
    assert_eq!(booking.alias.as_ref().unwrap().picture, "moon");
    assert_eq!(booking.visitor_name.as_deref(), Some("Nadia Hamon"));

    let week: CalendarView = console.get("/calendar?from=2026-03-09&to=2026-03-15").await.read();
    assert_eq!((week.days.len(), week.rows.len()), (7, 2));
    assert_eq!(week.bookings, made);
    assert_eq!(week.days[0].hours.ranges, []);
    assert_eq!(week.days[1].hours.ranges.len(), 2);

    let to = MoveBooking {
        place: at(two.id),
        from: "2026-03-11T10:00".parse().unwrap(),
        minutes: Minutes(30),
        reason: None,
    };
    let moved: BookingRow = console.post(&format!("/bookings/{}/move", booking.id), &to).await.read();
    assert_eq!((moved.name.as_str(), moved.from), ("Poste 2", moment("2026-03-11T09:00Z")));
    // Its old place is free, its new one is not.
    book(&console, &slot(one.id, "2026-03-10T15:00", 60)).await;
    let taken = why(&console, &slot(two.id, "2026-03-11T10:15", 60)).await;
    assert_eq!(taken, [Refusal::SlotTaken { from: moved.from, until: moved.until }]);

    let cancel = format!("/bookings/{}/cancel", booking.id);
    console.post(&cancel, &json!({})).await.done();
    assert_eq!(console.post(&cancel, &json!({})).await.refused(409).code, ErrorCode::NotNow);
    book(&console, &slot(two.id, "2026-03-11T10:15", 60)).await;
    let nothing = "/bookings/01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel";
    assert_eq!(console.post(nothing, &json!({})).await.refused(404).code, ErrorCode::NotFound);
}

async fn longest(console: &Console, asked: &LongestAsked) -> LongestBooking {
    console.post("/bookings/longest", asked).await.read()
}

#[tokio::test]
async fn how_long_a_booking_can_be_is_told_before_it_is_made() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let visitor = member(&console).await;
    book(&console, &slot(one.id, "2026-03-10T15:30", 60)).await;
    let from = "2026-03-10T15:00".parse().unwrap();
    let of_both = LongestAsked { places: vec![at(one.id), at(two.id)], from, visitor: None };
    let taken = SlotLimit::Taken { from: moment("2026-03-10T14:30Z") };
    let expected = LongestBooking { longest: Minutes(30), limit: Some(taken) };
    assert_eq!(longest(&console, &of_both).await, expected);
    // What is said is what is held.
    let both =
        |minutes| NewBooking { places: of_both.places.clone(), ..slot(one.id, "2026-03-10T15:00", minutes) };
    let refusals = why(&console, &both(45)).await;
    assert!(matches!(refusals.as_slice(), [Refusal::SlotTaken { .. }]), "{refusals:?}");
    assert_eq!(book(&console, &both(30)).await.len(), 2);

    let at_two = LongestAsked { places: vec![at(two.id)], from, visitor: Some(visitor) };
    assert_eq!(
        longest(&console, &at_two).await,
        LongestBooking { longest: Minutes::ZERO, limit: None },
        "it is held now"
    );
    let later = LongestAsked { from: "2026-03-10T16:00".parse().unwrap(), ..at_two.clone() };
    let of_visitors = SlotLimit::Longest { longest: Minutes(60) };
    assert_eq!(
        longest(&console, &later).await,
        LongestBooking { longest: Minutes(60), limit: Some(of_visitors) }
    );
    let of_desk = LongestAsked { visitor: None, ..later.clone() };
    let closing = SlotLimit::Closing { at: moment("2026-03-10T17:00Z") };
    assert_eq!(
        longest(&console, &of_desk).await,
        LongestBooking { longest: Minutes(120), limit: Some(closing) }
    );

    let nowhere = LongestAsked { places: Vec::new(), ..later.clone() };
    assert_eq!(console.post("/bookings/longest", &nowhere).await.refused(400).code, ErrorCode::BadRequest);
    let unknown = LongestAsked { visitor: Some(VisitorId(ulid::Ulid::new())), ..later };
    assert_eq!(console.post("/bookings/longest", &unknown).await.refused(404).code, ErrorCode::NotFound);
}

#[tokio::test]
async fn slots_that_cannot_be_are_refused_with_their_reason() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let visitor = member(&console).await;
    let ask = async |from: &str, minutes| why(&console, &of(visitor, slot(station, from, minutes))).await;
    let is = |because: &[Refusal], wanted: fn(&Refusal) -> bool| {
        assert!(because.iter().any(wanted), "{because:?}");
    };
    is(&ask("2026-03-10T11:30", 60).await, |why| matches!(why, Refusal::SlotClosed { .. }));
    is(&ask("2026-03-09T10:00", 60).await, |why| matches!(why, Refusal::SlotPast));
    is(&ask("2026-03-16T10:00", 60).await, |why| matches!(why, Refusal::SlotClosed { .. }));
    is(&ask("2026-03-25T10:00", 60).await, |why| matches!(why, Refusal::SlotTooFar { days: 14 }));
    assert_eq!(ask("2026-03-10T15:00", 0).await, [Refusal::SlotEmpty]);
    is(&ask("2026-03-10T15:00", 75).await, |why| matches!(why, Refusal::SlotTooLong { .. }));
    is(&ask("2026-03-10T15:05", 15).await, |why| matches!(why, Refusal::SlotOffGrid { .. }));
    // On 29 March the clocks go from 2 to 3.
    let from: DateTime = "2026-03-29T02:30".parse().unwrap();
    assert_eq!(ask("2026-03-29T02:30", 15).await, [Refusal::SlotSkipped { at: from }]);
    let long = console.post("/bookings", &slot(station, "2026-03-10T15:00", 1441)).await.refused(400);
    assert_eq!(long.code, ErrorCode::BadRequest);
    // A refusal names the first start that would do.
    let refused =
        console.post("/bookings", &of(visitor, slot(station, "2026-03-10T12:00", 60))).await.refused(409);
    let Some(Decision::Refused { next, .. }) = refused.decision else { panic!("{refused:?}") };
    assert_eq!(next, Some(moment("2026-03-10T13:00Z")));
}

#[tokio::test]
async fn two_who_take_the_last_slot_at_once_are_one_who_has_it_and_one_who_is_told() {
    let site = Site::new().await;
    let station = site.station("Poste 1").await.id;
    let mut consoles = Vec::new();
    for _ in 0..4 {
        consoles.push(site.coordinator().await);
    }
    let new = slot(station, "2026-03-10T15:00", 60);
    let answers = consoles.iter().map(|console| console.post("/bookings", &new));
    let answers = futures_util::future::join_all(answers).await;
    let (held, told): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status.is_success());
    assert_eq!((held.len(), told.len()), (1, 3));
    for answer in told {
        let taken = because(answer.refused(409));
        assert!(matches!(taken.as_slice(), [Refusal::SlotTaken { .. }]), "{taken:?}");
    }
}

#[tokio::test]
async fn the_rules_bind_until_the_desk_gives_a_reason_and_what_is_held_stays_held() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await.id, site.station("Poste 2").await.id);
    let visitor = member(&console).await;
    // Two hours a day are allowed.
    book(&console, &of(visitor, slot(one, "2026-03-11T09:30", 60))).await;
    book(&console, &of(visitor, slot(one, "2026-03-11T14:00", 60))).await;
    let third = of(visitor, slot(one, "2026-03-11T16:00", 60));
    let refused = why(&console, &third).await;
    assert!(refused.contains(&Refusal::TooManyBookings { held: 2, allowed: 2 }), "{refused:?}");
    let spent = |why: &Refusal| matches!(why, Refusal::QuotaSpent { used: Minutes(120), .. });
    assert!(refused.iter().any(spent), "{refused:?}");
    let with_reason = NewBooking { reason: Some("Entretien d’embauche".to_owned()), ..third.clone() };
    book(&console, &with_reason).await;
    let over_another = NewBooking { from: "2026-03-11T09:30".parse().unwrap(), ..with_reason.clone() };
    let held = why(&console, &over_another).await;
    assert!(matches!(held.as_slice(), [Refusal::SlotTaken { .. }]), "{held:?}");
    let closed = NewBooking { from: "2026-03-11T20:00".parse().unwrap(), ..with_reason };
    assert!(matches!(why(&console, &closed).await.as_slice(), [Refusal::SlotClosed { .. }]));
    // The quota is of the booking's own day.
    let other_day = of(visitor, slot(two, "2026-03-12T10:00", 60));
    let refused = why(&console, &other_day).await;
    assert!(matches!(refused.as_slice(), [Refusal::TooManyBookings { held: 3, .. }]), "{refused:?}");
    // A class has no quota.
    book(&console, &slot(two, "2026-03-11T14:00", 240)).await;
}

#[tokio::test]
async fn a_class_is_held_whole_or_not_at_all_and_cancelled_from_a_day_on() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await.id, site.station("Poste 2").await.id);
    let class = |count| NewBooking {
        places: vec![at(one), at(two)],
        repeat: Some(Repeat { every: RepeatEvery::Week, count }),
        ..slot(one, "2026-03-11T14:00", 120)
    };
    // In the third week one of them is taken.
    let single = book(&console, &slot(two, "2026-03-25T15:30", 30)).await;
    let taken = why(&console, &class(4)).await;
    assert_eq!(taken, [Refusal::SlotTaken { from: single[0].from, until: single[0].until }]);
    let calendar =
        async || -> CalendarView { console.get("/calendar?from=2026-03-10&to=2026-04-30").await.read() };
    assert_eq!(calendar().await.bookings, single);
    console.post(&format!("/bookings/{}/cancel", single[0].id), &json!({})).await.done();

    let made = book(&console, &class(4)).await;
    assert_eq!(made.len(), 8);
    assert!(made.iter().all(|booking| booking.series == made[0].series && booking.series.is_some()));
    // Over the change of the clocks they stay at two in the afternoon.
    assert_eq!(made[0].from, moment("2026-03-11T13:00Z"));
    assert_eq!(made[7].from, moment("2026-04-01T12:00Z"));
    console.post(&format!("/bookings/{}/cancel", made[4].id), &json!({ "and_later": true })).await.done();
    assert_eq!(calendar().await.bookings.len(), 4);
}

#[tokio::test]
async fn any_place_with_a_tag_will_do_and_none_with_it_is_said() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    for station in [&one, &two] {
        let path = format!("/stations/{}/tags", station.id);
        console.post(&path, &json!({ "tags": ["interview", " interview "] })).await.done();
    }
    let any = |tag: &str| NewBooking {
        places: vec![PlaceAsked::Tag { tag: tag.to_owned() }],
        ..slot(one.id, "2026-03-11T14:00", 60)
    };
    assert_eq!(book(&console, &any("interview")).await[0].name, "Poste 1");
    assert_eq!(book(&console, &any("interview")).await[0].name, "Poste 2");
    let refused = console.post("/bookings", &any("interview")).await.refused(409);
    let Some(Decision::Refused { next, .. }) = refused.decision else { panic!("{refused:?}") };
    assert_eq!(next, Some(moment("2026-03-11T14:00Z")));
    assert_eq!(why(&console, &any("laser")).await, [Refusal::NothingSuchHere { tag: "laser".to_owned() }]);
    let view: CalendarView = console.get("/calendar?from=2026-03-10&to=2026-03-10").await.read();
    assert_eq!(view.rows[0].tags, ["interview"]);
}

#[tokio::test]
async fn equipment_is_booked_and_retired_when_nobody_has_it() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let new = json!({ "name": "Imprimante 3D", "tags": ["3d"] });
    let printer: EquipmentRow = console.post("/equipment", &new).await.read();
    assert_eq!(console.post("/equipment", &new).await.refused(400).code, ErrorCode::BadRequest);
    assert_eq!(console.get("/equipment").await.read::<Vec<EquipmentRow>>(), std::slice::from_ref(&printer));
    let place = PlaceAsked::Equipment { id: printer.id.to_string() };
    let new =
        NewBooking { places: vec![place], ..slot(StationId(ulid::Ulid::nil()), "2026-03-11T14:00", 60) };
    let booked = book(&console, &new).await;
    assert_eq!(booked[0].place, Place::Equipment { id: printer.id });
    let retire = format!("/equipment/{}/retire", printer.id);
    assert_eq!(console.order(&retire).await.refused(409).code, ErrorCode::NotNow);
    console.post(&format!("/bookings/{}/cancel", booked[0].id), &json!({})).await.done();
    console.order(&retire).await.done();
    assert_eq!(console.order(&retire).await.refused(404).code, ErrorCode::NotFound);
    assert!(console.get("/equipment").await.read::<Vec<EquipmentRow>>().is_empty());
    assert!(why(&console, &new).await.contains(&Refusal::OutOfService));
}

#[tokio::test]
async fn a_booking_that_nobody_comes_to_is_let_go_by_itself() {
    // Two seconds before ten minutes past three.
    let site = Site::at("2026-03-10T15:09:58+01:00").await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let visitor = member(&console).await;
    let since_three = Booking {
        id: BookingId(ulid::Ulid::new()),
        place: Place::Station { id: station },
        tag: None,
        holder: Holder::Visitor(visitor),
        alias: None,
        label: String::new(),
        series: None,
        policy: site.hub.policies.now().id,
        day: "2026-03-10".parse().unwrap(),
        span: Hold { from: moment("2026-03-10T14:00Z"), until: moment("2026-03-10T15:00Z") },
        state: BookingState::Held,
        made: moment("2026-03-09T14:00Z"),
        staff: None,
        reason: None,
        session: None,
    };
    let insert = move |tx: &Tx<'_>| booking::insert(tx, &since_three);
    assert_eq!(site.hub.store.writer.run::<_, StoreError, _>(insert).await.unwrap(), Held::Yes);
    // Another booking, of a class: nobody has to come to it.
    book(&console, &slot(station, "2026-03-10T17:00", 60)).await;
    let mut changes = site.hub.bookings.subscribe();
    loop {
        let view: CalendarView = console.get("/calendar?from=2026-03-10&to=2026-03-10").await.read();
        if view.bookings.len() == 1 {
            assert_eq!(view.bookings[0].label, "Atelier");
            break;
        }
        soon(changes.changed()).await.unwrap();
    }
    assert!(site.hub.clock.now() >= moment("2026-03-10T14:10Z"));
}

#[tokio::test]
async fn requests_without_sense_are_refused() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let good = slot(station, "2026-03-11T14:00", 60);
    let repeated = |count| Some(Repeat { every: RepeatEvery::Day, count });
    for bad in [
        NewBooking { places: Vec::new(), ..good.clone() },
        NewBooking { places: vec![at(station); 61], ..good.clone() },
        NewBooking { places: vec![PlaceAsked::Station { id: None }], ..good.clone() },
        NewBooking { label: " ".to_owned(), ..good.clone() },
        NewBooking { label: "x".repeat(81), ..good.clone() },
        NewBooking { reason: Some("x".repeat(201)), ..good.clone() },
        NewBooking { repeat: repeated(1), ..good.clone() },
        NewBooking { repeat: repeated(61), ..good.clone() },
    ] {
        assert_eq!(console.post("/bookings", &bad).await.refused(400).code, ErrorCode::BadRequest, "{bad:?}");
    }
    let nobody = VisitorId(ulid::Ulid::nil());
    assert_eq!(
        console.post("/bookings", &of(nobody, good.clone())).await.refused(404).code,
        ErrorCode::NotFound
    );
    let nowhere = slot(StationId(ulid::Ulid::nil()), "2026-03-11T14:00", 60);
    assert_eq!(console.post("/bookings", &nowhere).await.refused(404).code, ErrorCode::NotFound);
    for range in ["from=2026-03-10&to=2026-03-09", "from=2026-03-01&to=2026-05-02", "from=2026-03-01"] {
        assert_eq!(console.get(&format!("/calendar?{range}")).await.status, 400, "{range}");
    }
    let groups = format!("/visitors/{}/groups", member(&console).await);
    console.post(&groups, &json!({ "groups": ["job-seeker"] })).await.done();
    let many: Vec<_> = (0..17).map(|number| number.to_string()).collect();
    for bad in [json!(["member"]), json!([""]), json!(["two\nlines"]), json!(many)] {
        assert_eq!(
            console.post(&groups, &json!({ "groups": bad })).await.refused(400).code,
            ErrorCode::BadRequest
        );
    }
}

#[tokio::test]
async fn what_turns_the_writing_around_it_is_no_label_and_no_reason() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let plain = slot(station, "2026-03-10T15:00", 60);
    for label in ["\u{202e}reilet A", "two\nlines", "a\0b"] {
        let error = console.post("/bookings", &NewBooking { label: label.to_owned(), ..plain.clone() }).await;
        assert_eq!(error.refused(400).code, ErrorCode::BadRequest, "{label:?}");
    }
    let reason = Some("\u{2066}promis".to_owned());
    let error = console.post("/bookings", &NewBooking { reason, ..plain.clone() }).await.refused(400);
    assert_eq!(error.message, "a reason has at most 200 characters that can be read");
    assert_eq!(book(&console, &plain).await.len(), 1, "nothing was held before");
}
