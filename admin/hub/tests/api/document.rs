//! The OpenAPI document says all that the API does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The table on top of `epn_wire::console`.
const TABLE: [&str; 62] = [
    "POST /login",
    "POST /logout",
    "GET /room",
    "GET /events",
    "POST /stations/{id}/open",
    "POST /stations/{id}/extend",
    "POST /stations/{id}/end",
    "POST /stations/{id}/message",
    "POST /stations/{id}/move",
    "POST /stations/{id}/service",
    "POST /stations/{id}/help-answered",
    "POST /room/open-all",
    "POST /passages",
    "POST /tickets",
    "POST /visitors",
    "GET /visitors",
    "POST /visitors/{id}/pin",
    "GET /sessions",
    "GET /policy",
    "POST /policy/preview",
    "POST /policy",
    "GET /counts",
    "GET /calendar",
    "POST /bookings",
    "POST /bookings/longest",
    "POST /bookings/{id}/move",
    "POST /bookings/{id}/cancel",
    "GET /equipment",
    "POST /equipment",
    "POST /equipment/{id}/retire",
    "POST /stations/{id}/tags",
    "POST /visitors/{id}/groups",
    "GET /calendar.ics",
    "POST /policy/calendar",
    "POST /stations/{id}/companions",
    "GET /queue",
    "POST /queue",
    "POST /queue/{id}/call",
    "POST /queue/{id}/remove",
    "GET /staff",
    "POST /staff/card",
    "POST /staff/{id}/card/revoke",
    "GET /prints",
    "POST /prints/{id}/release",
    "POST /prints/{id}/pay",
    "POST /prints/{id}/refuse",
    "POST /prints/{id}/decide",
    "POST /prints/{id}/reprint",
    "POST /prints/{id}/refund",
    "POST /scans/{id}/assign",
    "POST /scans/{id}/delete",
    "POST /printers",
    "POST /printers/{id}",
    "POST /printers/{id}/pause",
    "POST /printers/{id}/resume",
    "POST /printers/{id}/remove",
    "GET /accounts/{holder}/{id}",
    "POST /cash/top-up",
    "POST /cash/refund",
    "GET /cash",
    "POST /cash/close",
    "GET /cash/closes",
];

fn document() -> Value {
    serde_json::from_str(&epn_hub::api::document().to_json().unwrap()).unwrap()
}

/// Every call of the document, as `POST /login`.
fn calls(document: &Value) -> BTreeMap<String, &Value> {
    let paths = document["paths"].as_object().unwrap();
    let calls = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().iter();
        methods.map(move |(method, call)| (format!("{} {path}", method.to_uppercase()), call))
    });
    calls.collect()
}

#[test]
fn every_call_is_in_it_and_no_other() {
    let document = document();
    let said: BTreeSet<_> = calls(&document).into_keys().collect();
    assert_eq!(said, TABLE.into_iter().map(str::to_owned).collect());
    assert_eq!(document["servers"][0]["url"], "/api/v1");
}

#[test]
fn every_call_is_described_with_its_answers_and_its_own_identifier() {
    let document = document();
    let mut identifiers = BTreeSet::new();
    for (name, call) in calls(&document) {
        assert!(identifiers.insert(call["operationId"].as_str().unwrap().to_owned()), "{name}");
        assert!(call["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{name}");
        let answers = call["responses"].as_object().unwrap();
        assert!(answers.contains_key("4XX") && answers.len() == 2, "{name}");
        let in_path = name.matches('{').count();
        let parameters = call["parameters"]
            .as_array()
            .map_or(0, |parameters| parameters.iter().filter(|parameter| parameter["in"] == "path").count());
        assert_eq!(in_path, parameters, "{name}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 40, "{}", found.len());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn all_but_the_log_in_wants_certificate_and_token() {
    let document = document();
    let both = serde_json::json!([{ "console": [], "staff": [] }]);
    assert_eq!(document["security"], both);
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(
        (&schemes["console"]["type"], &schemes["staff"]["scheme"]),
        (&"mutualTLS".into(), &"bearer".into())
    );
    for (name, call) in calls(&document) {
        let own = call.get("security");
        let expected = (name == "POST /login").then(|| serde_json::json!([{ "console": [] }]));
        assert_eq!(own, expected.as_ref(), "{name}");
    }
}

#[test]
fn a_request_says_that_it_takes_nothing_else() {
    let document = document();
    let calls = calls(&document);
    let bodies = calls.values().filter_map(|call| {
        let schema = &call["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        schema.as_str()?.rsplit('/').next()
    });
    let bodies: BTreeSet<_> = bodies.collect();
    assert!(bodies.len() > 25, "{bodies:?}");
    for name in bodies {
        let schema = &document["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{name}: {schema}");
    }
}
