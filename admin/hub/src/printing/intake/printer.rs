//! What the printer says of itself (RFC 8011, 5.4; PWG 5100.14, 5).

use ipp::attribute::IppAttribute;
use ipp::model::PrinterState;
use ipp::value::IppValue;
use jiff::Timestamp;

use super::described::{Described, Group};
use super::uri::Host;
use super::values::{
    collection, dpi, integer, keyword, keywords, many, media_type, moment, name, octets, one, range, text,
    unknown, uri,
};
use super::{CREATE_PATIENCE, OPERATIONS};
use crate::printing::{ColourMode, DocumentFormat, MOST_COPIES, Media, Orientation, Quality, Scaling, Sides};

/// The unprinted edge of a sheet, in hundredths of a millimetre; what most office printers leave.
const MARGIN: i32 = 423;
/// What a usual office printer prints in a minute; the real one is chosen later.
const PAGES_PER_MINUTE: i32 = 20;

/// What differs from one station, or one moment, to the next.
#[derive(Debug)]
pub struct Standing<'a> {
    pub host: &'a Host,
    /// The site's name.
    pub site: &'a str,
    /// The printer's own, for each station: a UUID (RFC 4122).
    pub uuid: String,
    /// Prints of the session that are not over.
    pub queued: usize,
    /// Whether the disk has room for more.
    pub accepts: bool,
    /// When it began to be there.
    pub since: Timestamp,
    pub now: Timestamp,
    /// The largest document, in bytes.
    pub largest: u64,
}

impl Standing<'_> {
    /// Seconds since it began; 1 at least (RFC 8011, 5.4.29).
    pub fn up(&self) -> i32 {
        seconds_up(self.since, self.now)
    }
}

/// Seconds from a beginning to a moment; 1 at least, and at most what fits.
pub fn seconds_up(since: Timestamp, at: Timestamp) -> i32 {
    i32::try_from(at.duration_since(since).as_secs()).unwrap_or(i32::MAX).max(1)
}

/// All of it.
pub fn describe(standing: &Standing<'_>) -> Described {
    let mut described: Described = Vec::new();
    let mut add = |group: Group, attributes: Vec<IppAttribute>| {
        described.extend(attributes.into_iter().map(|attribute| (group, attribute)));
    };
    add(Group::Description, itself(standing));
    add(Group::Description, how_it_stands(standing));
    add(Group::Description, what_it_does(standing));
    add(Group::Description, raster());
    add(Group::Template, template());
    add(Group::Template, media());
    add(Group::OnRequest, vec![many("media-col-database", Media::ALL.iter().map(|media| media_col(*media)))]);
    described
}

fn itself(standing: &Standing<'_>) -> Vec<IppAttribute> {
    let host = standing.host;
    vec![
        one("printer-uri-supported", uri(&host.printer())),
        // The tunnel's way is what is secured; the client itself speaks to its own machine.
        keywords("uri-security-supported", &["none"]),
        keywords("uri-authentication-supported", &["none"]),
        one("printer-name", name("impression")),
        one("printer-info", text("Impression")),
        one("printer-location", text(standing.site)),
        one("printer-organization", text(standing.site)),
        one("printer-organizational-unit", text("")),
        one("printer-geo-location", unknown()),
        one("printer-make-and-model", text("EPN print queue")),
        one("printer-device-id", text("MFG:EPN;MDL:print queue;CMD:PDF,PWGRaster,URF,JPEG,PNG;")),
        one("printer-uuid", uri(&standing.uuid)),
        one("printer-more-info", uri(&host.page(""))),
        one("printer-supply-info-uri", uri(&host.page(""))),
        one("printer-icons", uri(&host.page("/icon.png"))),
        one("charset-configured", charset()),
        one("charset-supported", charset()),
        one("natural-language-configured", language()),
        one("generated-natural-language-supported", language()),
        keywords("ipp-versions-supported", &["1.0", "1.1", "2.0", "2.1", "2.2"]),
        keywords("ipp-features-supported", &["ipp-everywhere"]),
    ]
}

fn how_it_stands(standing: &Standing<'_>) -> Vec<IppAttribute> {
    let (state, reason) = match (standing.accepts, standing.queued) {
        (false, _) => (PrinterState::Stopped, "spool-area-full"),
        (true, 0) => (PrinterState::Idle, "none"),
        (true, _) => (PrinterState::Processing, "none"),
    };
    vec![
        one("printer-state", IppValue::Enum(state as i32)),
        keywords("printer-state-reasons", &[reason]),
        one("printer-is-accepting-jobs", IppValue::Boolean(standing.accepts)),
        one("queued-job-count", integer(standing.queued)),
        one("printer-up-time", integer(standing.up())),
        one("printer-current-time", moment(standing.now)),
        one("printer-state-change-time", integer(1)),
        one("printer-state-change-date-time", moment(standing.since)),
        one("printer-config-change-time", integer(1)),
        one("printer-config-change-date-time", moment(standing.since)),
        // What the real printers have left is theirs to say; nobody knows here.
        one(
            "printer-supply",
            octets(
                "type=toner;maxcapacity=100;level=-2;class=supplyThatIsConsumed;unit=percent;colorantname=black;",
            ),
        ),
        one("printer-supply-description", text("Toner")),
    ]
}

fn what_it_does(standing: &Standing<'_>) -> Vec<IppAttribute> {
    let formats = DocumentFormat::ALL.iter().map(|format| media_type(format.media_type()));
    let formats = formats.chain([media_type("application/octet-stream")]);
    let kilobytes = i32::try_from(standing.largest / 1024).unwrap_or(i32::MAX);
    vec![
        many("operations-supported", OPERATIONS.iter().map(|operation| IppValue::Enum(*operation as i32))),
        many("document-format-supported", formats),
        one("document-format-default", media_type("application/octet-stream")),
        keywords("compression-supported", &["none"]),
        keywords("pdl-override-supported", &["attempted"]),
        one("job-k-octets-supported", range(0, kilobytes)),
        one("job-ids-supported", IppValue::Boolean(true)),
        one("multiple-document-jobs-supported", IppValue::Boolean(false)),
        one("multiple-operation-time-out", integer(CREATE_PATIENCE.as_secs())),
        keywords("multiple-operation-time-out-action", &["abort-job"]),
        keywords("which-jobs-supported", &["completed", "not-completed", "all"]),
        keywords("printer-get-attributes-supported", &["document-format"]),
        one("preferred-attributes-supported", IppValue::Boolean(false)),
        one("job-account-id-supported", IppValue::Boolean(false)),
        one("job-accounting-user-id-supported", IppValue::Boolean(false)),
        keywords("overrides-supported", &["document-number", "pages"]),
        keywords("identify-actions-supported", &["display"]),
        keywords("identify-actions-default", &["display"]),
        one("color-supported", IppValue::Boolean(true)),
        one("pages-per-minute", integer(PAGES_PER_MINUTE)),
        one("pages-per-minute-color", integer(PAGES_PER_MINUTE)),
        keywords(
            "job-creation-attributes-supported",
            &[
                "copies",
                "finishings",
                "ipp-attribute-fidelity",
                "job-sheets",
                "media",
                "media-col",
                "multiple-document-handling",
                "number-up",
                "orientation-requested",
                "output-bin",
                "page-ranges",
                "print-color-mode",
                "print-content-optimize",
                "print-quality",
                "print-rendering-intent",
                "print-scaling",
                "printer-resolution",
                "sides",
            ],
        ),
    ]
}

fn raster() -> Vec<IppAttribute> {
    vec![
        many("pwg-raster-document-resolution-supported", [dpi(300), dpi(600)]),
        keywords("pwg-raster-document-sheet-back", &["normal"]),
        keywords("pwg-raster-document-type-supported", &["sgray_8", "srgb_8"]),
        keywords("urf-supported", &["CP1", "DM1", "RS300-600", "SRGB24", "V1.4", "W8"]),
    ]
}

fn template() -> Vec<IppAttribute> {
    let enums = |numbers: Vec<i32>| numbers.into_iter().map(IppValue::Enum);
    let most = i32::try_from(MOST_COPIES).unwrap_or(i32::MAX);
    vec![
        one("copies-default", integer(1)),
        one("copies-supported", range(1, most)),
        one("sides-default", keyword(Sides::OneSided.keyword())),
        many("sides-supported", Sides::ALL.iter().map(|sides| keyword(sides.keyword()))),
        one("print-color-mode-default", keyword(ColourMode::Auto.keyword())),
        many("print-color-mode-supported", ColourMode::ALL.iter().map(|colour| keyword(colour.keyword()))),
        one("print-quality-default", IppValue::Enum(Quality::Normal.number())),
        many("print-quality-supported", enums(Quality::ALL.iter().map(|quality| quality.number()).collect())),
        one("print-scaling-default", keyword(Scaling::Auto.keyword())),
        many("print-scaling-supported", Scaling::ALL.iter().map(|scaling| keyword(scaling.keyword()))),
        one("orientation-requested-default", IppValue::NoValue),
        many(
            "orientation-requested-supported",
            enums(Orientation::ALL.iter().map(|turned| turned.number()).collect()),
        ),
        one("page-ranges-supported", IppValue::Boolean(true)),
        one("multiple-document-handling-default", keyword("separate-documents-collated-copies")),
        keywords(
            "multiple-document-handling-supported",
            &["separate-documents-uncollated-copies", "separate-documents-collated-copies"],
        ),
        one("finishings-default", IppValue::Enum(3)),
        one("finishings-supported", IppValue::Enum(3)),
        one("number-up-default", integer(1)),
        one("number-up-supported", integer(1)),
        keywords("job-sheets-default", &["none"]),
        keywords("job-sheets-supported", &["none"]),
        keywords("output-bin-default", &["face-down"]),
        keywords("output-bin-supported", &["face-down"]),
        keywords("print-content-optimize-default", &["auto"]),
        keywords("print-content-optimize-supported", &["auto"]),
        keywords("print-rendering-intent-default", &["auto"]),
        keywords("print-rendering-intent-supported", &["auto"]),
        one("printer-resolution-default", dpi(300)),
        many("printer-resolution-supported", [dpi(300), dpi(600)]),
    ]
}

fn media() -> Vec<IppAttribute> {
    let margins = |side: &str| one(&format!("media-{side}-margin-supported"), integer(MARGIN));
    vec![
        one("media-default", keyword(Media::A4.keyword())),
        many("media-supported", Media::ALL.iter().map(|media| keyword(media.keyword()))),
        one("media-ready", keyword(Media::A4.keyword())),
        one("media-col-default", media_col(Media::A4)),
        one("media-col-ready", media_col(Media::A4)),
        keywords(
            "media-col-supported",
            &[
                "media-bottom-margin",
                "media-left-margin",
                "media-right-margin",
                "media-size",
                "media-size-name",
                "media-source",
                "media-top-margin",
                "media-type",
            ],
        ),
        many("media-size-supported", Media::ALL.iter().map(|media| size(*media))),
        margins("bottom"),
        margins("left"),
        margins("right"),
        margins("top"),
        keywords("media-source-supported", &["auto"]),
        keywords("media-type-supported", &["stationery"]),
    ]
}

fn media_col(media: Media) -> IppValue {
    collection(vec![
        ("media-size", size(media)),
        ("media-size-name", keyword(media.keyword())),
        ("media-bottom-margin", integer(MARGIN)),
        ("media-left-margin", integer(MARGIN)),
        ("media-right-margin", integer(MARGIN)),
        ("media-top-margin", integer(MARGIN)),
        ("media-source", keyword("auto")),
        ("media-type", keyword("stationery")),
    ])
}

fn size(media: Media) -> IppValue {
    let (width, height) = media.size();
    collection(vec![("x-dimension", integer(width)), ("y-dimension", integer(height))])
}

fn charset() -> IppValue {
    IppValue::new_charset("utf-8").unwrap_or(IppValue::NoValue)
}

fn language() -> IppValue {
    IppValue::new_natural_language("en").unwrap_or(IppValue::NoValue)
}
