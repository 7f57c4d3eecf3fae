//! What the OpenAPI document says beside its calls.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, PathsBuilder, Server,
};

/// A document without calls.
pub(super) fn frame() -> OpenApi {
    let console = SecurityScheme::MutualTls {
        description: Some("The certificate that a console got when it was paired.".to_owned()),
        extensions: None,
    };
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token that `POST /login` gave, for 12 hours."))
        .build();
    let components = ComponentsBuilder::new()
        .security_scheme("console", console)
        .security_scheme("staff", SecurityScheme::Http(token))
        .build();
    let both = SecurityRequirement::new("console", [""; 0]).add("staff", [""; 0]);
    let mut license = License::new("EUPL-1.2");
    license.identifier = Some("EUPL-1.2".to_owned());
    let info = InfoBuilder::new()
        .title("EPN hub")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The console's API of a public digital space. Moments are RFC 3339 in UTC, days YYYY-MM-DD, identifiers \
             ULIDs, lengths of time whole minutes. A call that is refused answers with a status of 4xx (5xx where the hub \
             itself fails) and an ApiError.",
        ))
        .license(Some(license))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new("/api/v1")]))
        .paths(PathsBuilder::new().build())
        .components(Some(components))
        .security(Some([both]))
        .build()
}
