//! A print's way to its printer and through it. Each step is durable before the next is made, so that whatever is cut short
//! is found again: by its name before its document is sent, by its number and identifier from then on.

use std::sync::Arc;

use epn_rules::id::PrintJobId;
use epn_wire::printing::PrinterTrouble;

use super::client::{Done, JobState, JobThere};
use super::sender::{POLL, Pace, RETRY, Trouble, Turn};
use crate::grant::Case;
use crate::printing::document;
use crate::printing::life::{Event, PrintError, State, happens, save};
use crate::store::print_job::{self, PrintJob, There};
use crate::store::{StoreError, Tx};

/// How often a printer is asked to create one print.
const MOST_ATTEMPTS: u32 = 5;

impl Turn {
    /// Has the next print created, if its printer prints now.
    pub(super) async fn begin(&self, job: PrintJob) -> Result<Pace, Trouble> {
        let known = self.client.state().await?;
        self.hub.prints.set_known(self.printer.id, known.clone());
        if !known.takes_jobs {
            return Ok(Pace::After(RETRY));
        }
        let asking = |job: &mut PrintJob| (job.attempt, job.there) = (job.attempt + 1, None);
        let Some(job) = self.step(job.id, Event::Asking, asking).await? else { return Ok(Pace::AtOnce) };
        match self.client.create(&job.name_there(), &job.ticket_there()).await? {
            Done::Yes(number) => {
                // Before anything is sent: its number alone may be another's after a restart of the printer.
                let uuid = self.client.job(number).await?.and_then(|there| there.uuid);
                let created = move |job: &mut PrintJob| job.there = Some(There { job: number, uuid });
                self.step(job.id, Event::Created, created).await?;
                Ok(Pace::AtOnce)
            }
            Done::Later => {
                self.step(job.id, Event::Abandoned, |_| ()).await?;
                Ok(Pace::After(RETRY))
            }
            Done::No(status) => {
                tracing::warn!(print = %job.id, ?status, "a printer does not take a print");
                self.decline(job.id).await
            }
        }
    }

    /// Goes on with a print that may be at its printer.
    pub(super) async fn go_on(&self, job: PrintJob) -> Result<Pace, Trouble> {
        match (job.state, job.there.clone()) {
            (State::Created, Some(there)) => self.hand_over(job, there).await,
            (State::Sending, Some(there)) => self.resume(job, there).await,
            (State::Printing, Some(there)) => {
                let ended = self.look_at(&job, &there).await?;
                Ok(if ended { Pace::AtOnce } else { Pace::After(POLL) })
            }
            // It was asked, and what it answered is not known.
            _ => self.clear(job).await,
        }
    }

    /// Cancels whatever was created of an attempt that nothing was sent of; then there is another.
    async fn clear(&self, job: PrintJob) -> Result<Pace, Trouble> {
        for number in self.client.named(&job.name_there()).await? {
            self.client.cancel(number).await?;
        }
        if job.attempt >= MOST_ATTEMPTS {
            return self.decline(job.id).await;
        }
        self.step(job.id, Event::Abandoned, |_| ()).await?;
        Ok(Pace::AtOnce)
    }

    async fn decline(&self, id: PrintJobId) -> Result<Pace, Trouble> {
        self.step(id, Event::Declined, |job| job.trouble = Some(PrinterTrouble::Other)).await?;
        Ok(Pace::AtOnce)
    }

    /// Sends its document, and looks meanwhile what comes out.
    async fn hand_over(&self, job: PrintJob, there: There) -> Result<Pace, Trouble> {
        let found = self.client.print(&there, &job.name_there()).await?;
        if found.is_none_or(|found| found.state != JobState::UnderWay) {
            // It is gone, or somebody cancelled it at the printer: nothing was sent of it.
            return self.clear(job).await;
        }
        let path = document::path(self.hub.folder.layout(), job.id);
        let Some(format) = job.format.filter(|_| path.is_file()) else {
            tracing::error!(print = %job.id, "the document of a print is not there");
            self.client.cancel(there.job).await?;
            return self.decline(job.id).await;
        };
        let Some(job) = self.step(job.id, Event::Sending, |_| ()).await? else { return Ok(Pace::AtOnce) };
        let sending = self.client.send(there.job, &path, format);
        tokio::pin!(sending);
        loop {
            tokio::select! {
                sent = &mut sending => match sent? {
                    Done::Yes(()) => {
                        self.step(job.id, Event::Sent, |_| ()).await?;
                        return Ok(Pace::AtOnce);
                    }
                    Done::Later | Done::No(_) => {
                        // It says itself what came out of it.
                        self.client.cancel(there.job).await?;
                        return Ok(Pace::After(POLL));
                    }
                },
                () = tokio::time::sleep(POLL) => match self.look_at(&job, &there).await {
                    Ok(true) => return Ok(Pace::AtOnce),
                    // A printer may have no ear left while it reads.
                    Ok(false) | Err(Trouble::Printer(_)) => {}
                    Err(error) => return Err(error),
                },
            }
        }
    }

    /// Sending was cut short: what the printer has of it, it has; nothing is sent a second time.
    async fn resume(&self, job: PrintJob, there: There) -> Result<Pace, Trouble> {
        let found = self.client.print(&there, &job.name_there()).await?;
        match found {
            Some(found) if found.state == JobState::UnderWay && found.waits_for_document => {
                self.client.cancel(there.job).await?;
                Ok(Pace::After(POLL))
            }
            Some(found) if found.state == JobState::UnderWay => {
                self.step(job.id, Event::Sent, |_| ()).await?;
                Ok(Pace::AtOnce)
            }
            found => {
                self.conclude(&job, &there, found).await?;
                Ok(Pace::AtOnce)
            }
        }
    }

    /// Looks how it comes out; whether it is over.
    async fn look_at(&self, job: &PrintJob, there: &There) -> Result<bool, Trouble> {
        let found = self.client.print(there, &job.name_there()).await?;
        let known = self.client.state().await?;
        self.hub.prints.set_known(self.printer.id, known);
        match found {
            Some(JobThere { state: JobState::UnderWay, impressions, .. }) => {
                self.progress(job, impressions.unwrap_or(0)).await?;
                Ok(false)
            }
            found => {
                self.conclude(job, there, found).await?;
                Ok(true)
            }
        }
    }

    /// It is over, as its printer says; or its printer knows nothing of it, then nobody does.
    async fn conclude(&self, job: &PrintJob, there: &There, found: Option<JobThere>) -> Result<(), Trouble> {
        let found = match found {
            Some(over) => Some(self.in_the_end(job, there, over).await?),
            None => None,
        };
        let all = job.quote().map_or(0, |quote| quote.sides());
        let troubled = self.hub.prints.trouble(self.printer.id);
        let (event, sides, trouble) = match found {
            // A printer that does not count brought out what was asked of it.
            Some(JobThere { state: JobState::Completed, impressions, .. }) => {
                (Event::Completed, impressions.unwrap_or(all), None)
            }
            Some(JobThere { impressions: Some(sides), trouble, .. }) => {
                (Event::Stopped, sides, trouble.or(troubled))
            }
            Some(JobThere { impressions: None, .. }) | None => (Event::Lost, job.impressions, troubled),
        };
        let told = move |job: &mut PrintJob| (job.impressions, job.trouble) = (sides, trouble);
        self.step(job.id, event, told).await?;
        Ok(())
    }

    /// What a printer says once more of a print that is over. One that finishes while it answers (CUPS's `ippeveprinter` does) may have
    /// said how many sides came out before the last of them, and then that all is done; what it says afterwards goes together.
    async fn in_the_end(&self, job: &PrintJob, there: &There, over: JobThere) -> Result<JobThere, Trouble> {
        let again = self.client.print(there, &job.name_there()).await?;
        Ok(again.filter(|again| again.state != JobState::UnderWay).unwrap_or(over))
    }

    async fn progress(&self, job: &PrintJob, sides: u32) -> Result<(), StoreError> {
        if job.impressions == sides {
            return Ok(());
        }
        let (hub, id) = (Arc::clone(&self.hub), job.id);
        let keep = move |tx: &Tx<'_>| {
            let found = print_job::get(tx, id)?;
            let found = found.filter(|job| matches!(job.state, State::Sending | State::Printing));
            let Some(mut job) = found.filter(|job| job.impressions != sides) else { return Ok(()) };
            job.impressions = sides;
            save(&Case::new(tx, &hub)?, &job)
        };
        self.hub.store.writer.run(keep).await
    }

    /// Makes a step of a print's life; the print as it is then, or nothing if it stands otherwise by now.
    async fn step(
        &self,
        id: PrintJobId,
        event: Event,
        change: impl FnOnce(&mut PrintJob) + Send + 'static,
    ) -> Result<Option<PrintJob>, StoreError> {
        let hub = Arc::clone(&self.hub);
        let step = move |tx: &Tx<'_>| {
            let case = Case::new(tx, &hub)?;
            let mut job = print_job::get(tx, id)?.ok_or(PrintError::NotFound("print"))?;
            change(&mut job);
            happens(&case, &mut job, event)?;
            Ok(job)
        };
        match self.hub.store.writer.run(step).await {
            Ok(job) => Ok(Some(job)),
            Err(PrintError::NotNow(_) | PrintError::NotFound(_)) => Ok(None),
            Err(PrintError::Store(error)) => Err(error),
            Err(other) => Err(StoreError::Value(other.to_string().into())),
        }
    }
}
