//! Whether Firefox knows the policies that it is given: judged by the schema that the installed one ships.

use std::process::Command;

use serde_json::Value;

/// Where Firefox keeps it.
const ARCHIVE: &str = "/usr/lib/firefox-esr/browser/omni.ja";
const SCHEMA: &str = "modules/policies/policies-schema.json";

/// Everything that is wrong with these policies.
pub fn faults(policies: &Value) -> Vec<String> {
    // It warns of the archive's unusual order, and so ends with 2 rather than 0.
    let unpacked = Command::new("unzip").args(["-p", ARCHIVE, SCHEMA]).output().unwrap();
    let schema: Value = serde_json::from_slice(&unpacked.stdout).unwrap();
    let mut faults = Vec::new();
    Judge { definitions: part(&schema, "definitions"), faults: &mut faults }.look("", policies, &schema);
    faults
}

struct Judge<'a> {
    definitions: &'a Value,
    faults: &'a mut Vec<String>,
}

impl Judge<'_> {
    fn look(&mut self, path: &str, value: &Value, schema: &Value) {
        if let Some(name) = part(schema, "$ref").as_str() {
            let meant = part(self.definitions, name.trim_start_matches("#/definitions/"));
            return self.look(path, value, meant);
        }
        if !allowed(schema, value) {
            self.faults.push(format!("{path}: {value} is none of {schema}"));
            return;
        }
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let path = format!("{path}/{name}");
                    match part(part(schema, "properties"), name) {
                        Value::Null if part(schema, "patternProperties").is_object() => {}
                        Value::Null => self.faults.push(format!("{path}: Firefox knows no such policy")),
                        schema => self.look(&path, value, schema),
                    }
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.look(path, item, part(schema, "items"));
                }
            }
            _ => {}
        }
    }
}

/// A part of an object; null where there is none.
fn part<'a>(of: &'a Value, name: &str) -> &'a Value {
    of.get(name).unwrap_or(&Value::Null)
}

/// Whether a value is of a type, and one of the words, that a schema names.
fn allowed(schema: &Value, value: &Value) -> bool {
    if let Some(choices) = part(schema, "anyOf").as_array() {
        return choices.iter().any(|choice| allowed(choice, value));
    }
    let kind = |name: &str| match name {
        "boolean" => value.is_boolean(),
        "number" | "integer" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        // Texts, and Firefox's own types for addresses, which are written as texts.
        _ => value.is_string(),
    };
    let typed = match part(schema, "type") {
        Value::String(name) => kind(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(kind),
        _ => true,
    };
    let listed = part(schema, "enum").as_array().is_none_or(|words| words.contains(value));
    typed && listed
}

#[test]
fn what_firefox_does_not_know_or_take_is_found() {
    let wrong = serde_json::json!({
        "DisableTelemetry": "yes",
        "DisablePopups": true,
        "Homepage": { "StartPage": "the-rooms" },
        "SearchEngines": { "Add": [{ "Name": 1 }] },
    });
    let faults = faults(&wrong);
    assert_eq!(faults.len(), 4, "{faults:?}");
}
