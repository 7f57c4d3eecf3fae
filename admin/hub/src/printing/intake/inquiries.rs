//! Questions about the printer and its jobs, and taking jobs back. Only the jobs of the session that is open are told of: the next
//! visitor of a station learns nothing of the one before.

use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, StatusCode};
use ipp::value::IppValue;

use super::answer::{Answer, Refusal};
use super::described::Wanted;
use super::job::{Around, describe};
use super::printer::{self, Standing};
use super::receive::{own, requesting_user};
use super::{Asking, asked, jobs};
use crate::printing::document;
use crate::printing::life::Cancel;
use crate::store::print_job::PrintJob;

/// `Get-Printer-Attributes`.
pub async fn printer(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let hub = asking.hub;
    let wanted = Wanted::of(asking.request, &["all"])?;
    asked::format(asking.request)?;
    let queued = jobs::all(hub, asking.station).await?.iter().filter(|job| !job.state.is_over()).count();
    let standing = Standing {
        host: asking.host,
        site: &hub.site.name,
        uuid: uuid(asking.station.0),
        queued,
        accepts: document::has_room(hub, 0),
        since: hub.intake.since,
        now: hub.clock.now(),
        largest: hub.config.printing.largest_mib.saturating_mul(1024 * 1024),
    };
    let attributes = wanted.of_these(printer::describe(&standing));
    Ok(Answer::ok().with(DelimiterTag::PrinterAttributes, attributes))
}

/// A station's id, which has as many bits, as a UUID is written (RFC 4122, 3).
fn uuid(id: ulid::Ulid) -> String {
    let hex = format!("{:032x}", u128::from(id));
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// `Get-Job-Attributes`.
pub async fn job(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let wanted = Wanted::of(asking.request, &["all"])?;
    let job = own(asking).await?;
    Ok(Answer::ok().with(DelimiterTag::JobAttributes, wanted.of_these(describe(&job, around(asking)))))
}

/// `Get-Jobs`.
pub async fn jobs(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let wanted = Wanted::of(asking.request, &["job-uri", "job-id"])?;
    let limit = match asking.request.operation_attribute(IppAttribute::LIMIT) {
        None => usize::MAX,
        Some(IppValue::Integer(limit)) if *limit > 0 => usize::try_from(*limit).unwrap_or(usize::MAX),
        Some(_) => return Err(Refusal::bad_request("the limit is none")),
    };
    let mine = asking.request.boolean(IppAttribute::MY_JOBS)?.unwrap_or(false);
    let is_mine = |job: &PrintJob| !mine || is_of_asker(asking, job);
    let mut found = jobs::all(asking.hub, asking.station).await?;
    match asking.request.word(IppAttribute::WHICH_JOBS)? {
        None | Some("not-completed") => {
            found.retain(|job| !job.state.is_over());
            // What comes out next is said first (RFC 8011, 4.2.6.2).
            found.reverse();
        }
        Some("completed") => found.retain(|job| job.state.is_over()),
        Some("all") => {}
        Some(_) => {
            return Err(Refusal::new(
                StatusCode::ClientErrorAttributesOrValuesNotSupported,
                "completed, not-completed and all are known here",
            ));
        }
    }
    let around = around(asking);
    let answer = found.iter().filter(|job| is_mine(job)).take(limit).fold(Answer::ok(), |answer, job| {
        answer.with(DelimiterTag::JobAttributes, wanted.of_these(describe(job, around)))
    });
    Ok(answer)
}

/// `Cancel-Job`.
pub async fn cancel(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let job = own(asking).await?;
    take_back(asking, &job).await.map(|()| Answer::ok())
}

/// `Cancel-My-Jobs` (PWG 5100.11, 4.2): those that are named, or all that are not over.
pub async fn cancel_mine(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let mine: Vec<PrintJob> = jobs::all(asking.hub, asking.station)
        .await?
        .into_iter()
        .filter(|job| is_of_asker(asking, job))
        .collect();
    let named = numbers(asking.request.operation_attribute("job-ids"))?;
    if named.iter().any(|number| !mine.iter().any(|job| job.ipp == *number)) {
        return Err(Refusal::not_found("one of these jobs is not known here"));
    }
    for job in mine.iter().filter(|job| named.contains(&job.ipp) || named.is_empty() && !job.state.is_over())
    {
        match take_back(asking, job).await {
            // What is over by itself meanwhile is no fault, unless it was named.
            Err(refusal) if !named.is_empty() => return Err(refusal),
            _ => {}
        }
    }
    Ok(Answer::ok())
}

fn numbers(value: Option<&IppValue>) -> Result<Vec<i32>, Refusal> {
    let number = |value: &IppValue| match value {
        IppValue::Integer(number) => Ok(*number),
        _ => Err(Refusal::bad_request("the number of a job is none")),
    };
    match value {
        None => Ok(Vec::new()),
        Some(IppValue::Array(values)) => values.iter().map(number).collect(),
        Some(value) => Ok(vec![number(value)?]),
    }
}

async fn take_back(asking: &Asking<'_>, job: &PrintJob) -> Result<(), Refusal> {
    // If it waits for its document, it does no longer.
    asking.hub.intake.claim(job.id);
    match jobs::cancel(asking.hub, job.id).await? {
        Cancel::Done => Ok(()),
        Cancel::TooLate => Err(Refusal::not_possible("it is at its printer")),
        Cancel::Over => Err(Refusal::not_possible("it is over")),
    }
}

/// Narrows the jobs of this session to those of one name; no name opens anything else.
fn is_of_asker(asking: &Asking<'_>, job: &PrintJob) -> bool {
    requesting_user(asking).is_none_or(|name| asking.hub.intake.may_be_of(job.id, name))
}

fn around<'a>(asking: &Asking<'a>) -> Around<'a> {
    Around { host: asking.host, since: asking.hub.intake.since, now: asking.hub.clock.now() }
}
