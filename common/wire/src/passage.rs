//! A presence without a station.

use epn_rules::people::AgeBand;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why somebody came without using a station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PassagePurpose {
    /// A question at the desk.
    #[default]
    Question,
    /// The room's Wi-Fi.
    Wifi,
    /// Their own device.
    OwnDevice,
}

/// A presence without a station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassage {
    #[serde(default)]
    pub purpose: PassagePurpose,
    #[schema(value_type = String)]
    #[serde(default)]
    pub age: AgeBand,
}
