//! What is said of a job. Its name is its number: what the client called it was not kept.

use ipp::attribute::IppAttribute;
use ipp::model::JobState;
use ipp::value::IppValue;
use jiff::Timestamp;

use super::described::{Described, Group};
use super::printer::seconds_up;
use super::uri::Host;
use super::values::{integer, keyword, keywords, many, moment, name, one, range, text, uri};
use crate::printing::Media;
use crate::printing::life::State;
use crate::store::print_job::PrintJob;

/// What an answer about a job needs to know besides it.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub host: &'a Host,
    /// When the printer began to be there.
    pub since: Timestamp,
    pub now: Timestamp,
}

/// How a job stands: its state, and the keyword and words for it.
///
/// Whatever waits for people is held: the station's queue is free for the next.
fn standing(job: &PrintJob) -> (JobState, &'static str, &'static str) {
    match job.state {
        State::Receiving if job.format.is_none() => (JobState::PendingHeld, "job-incoming", "it arrives"),
        State::Receiving => (JobState::PendingHeld, "job-hold-until-specified", "its pages are counted"),
        State::Held => (JobState::PendingHeld, "job-hold-until-specified", "it waits for its visitor's word"),
        State::Authorised => (JobState::PendingHeld, "job-hold-until-specified", "it waits for a mediator"),
        State::ToCheck | State::Unknown => {
            (JobState::PendingHeld, "job-hold-until-specified", "a mediator looks at it")
        }
        State::Released | State::Asked | State::Created => {
            (JobState::Pending, "none", "it waits for its printer")
        }
        State::Sending | State::Printing => (JobState::Processing, "job-printing", "it comes out"),
        State::Settled => (JobState::Completed, "job-completed-successfully", "it came out"),
        State::Aborted => (JobState::Aborted, "aborted-by-system", "its printer gave it up"),
        State::Incomplete => (JobState::Aborted, "submission-interrupted", "it did not arrive whole"),
        State::Refused => (JobState::Aborted, "aborted-by-system", "it is not printed"),
        State::Expired => (JobState::Aborted, "aborted-by-system", "nobody said yes in time"),
        State::Cancelled => (JobState::Canceled, "job-canceled-by-user", "it was taken back"),
    }
}

/// What is said of a job that was just made, or of which a document just came.
pub fn brief(job: &PrintJob, host: &Host) -> Vec<IppAttribute> {
    let (state, reason, words) = standing(job);
    vec![
        one("job-uri", uri(&host.job(job.ipp))),
        one("job-id", integer(job.ipp)),
        one("job-state", IppValue::Enum(state as i32)),
        keywords("job-state-reasons", &[reason]),
        one("job-state-message", text(words)),
    ]
}

/// All that is said of a job.
pub fn describe(job: &PrintJob, around: Around<'_>) -> Described {
    let own = brief(job, around.host).into_iter().chain(progress(job, around));
    let own = own.map(|attribute| (Group::Description, attribute));
    own.chain(template(job).into_iter().map(|attribute| (Group::Template, attribute))).collect()
}

fn progress(job: &PrintJob, around: Around<'_>) -> Vec<IppAttribute> {
    let is_over = job.state.is_over();
    let started = job.there.is_some().then_some(job.since);
    let ended = is_over.then_some(job.ended).flatten();
    let up = |at: Option<Timestamp>| match at {
        // What was before this printer began to be there (RFC 8011, 5.3.14).
        Some(at) if at < around.since => integer(0),
        Some(at) => integer(seconds_up(around.since, at)),
        None => IppValue::NoValue,
    };
    let at = |at: Option<Timestamp>| at.map_or(IppValue::NoValue, moment);
    let kilobytes = job.bytes.map_or(IppValue::NoValue, |bytes| integer(bytes.div_ceil(1024)));
    let sides = job.pages.as_ref().map(|pages| pages.len().saturating_mul(job.ticket.copies as usize));
    vec![
        one("job-printer-uri", uri(&around.host.printer())),
        one("job-name", name(&format!("{}", job.number))),
        one("job-originating-user-name", name("visitor")),
        one("job-printer-up-time", integer(seconds_up(around.since, around.now))),
        one("time-at-creation", up(Some(job.made))),
        one("time-at-processing", up(started)),
        one("time-at-completed", up(ended)),
        one("date-time-at-creation", at(Some(job.made))),
        one("date-time-at-processing", at(started)),
        one("date-time-at-completed", at(ended)),
        one("number-of-documents", integer(i32::from(job.format.is_some()))),
        one("job-k-octets", kilobytes),
        one("job-impressions", sides.map_or(IppValue::NoValue, integer)),
        one("job-impressions-completed", integer(job.impressions)),
    ]
}

fn template(job: &PrintJob) -> Vec<IppAttribute> {
    let ticket = &job.ticket;
    let handling = if ticket.collated {
        "separate-documents-collated-copies"
    } else {
        "separate-documents-uncollated-copies"
    };
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let mut attributes = vec![
        one("copies", integer(ticket.copies)),
        one("sides", keyword(ticket.sides.keyword())),
        one("print-color-mode", keyword(ticket.colour.keyword())),
        one("media", keyword(ticket.media.unwrap_or(Media::A4).keyword())),
        one("print-quality", IppValue::Enum(ticket.quality.number())),
        one("print-scaling", keyword(ticket.scaling.keyword())),
        one("multiple-document-handling", keyword(handling)),
    ];
    attributes.extend(
        ticket.orientation.map(|turned| one("orientation-requested", IppValue::Enum(turned.number()))),
    );
    if !ticket.page_ranges.is_empty() {
        let ranges = ticket.page_ranges.iter().map(|pages| range(number(pages.first), number(pages.last)));
        attributes.push(many("page-ranges", ranges));
    }
    attributes
}
