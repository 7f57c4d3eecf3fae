//! Identifiers: ULIDs made where the thing happens, one type for each thing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Ulid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ulid::DecodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ulid::from_string(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// One EPN: one hub, its rooms, its stations.
    SiteId;
    /// A room of a site.
    RoomId;
    /// A shared PC.
    StationId;
    /// A console (a mediator's machine) that was paired.
    ConsoleId;
    /// A member or the holder of a ticket.
    VisitorId;
    /// A ticket for an anonymous visit.
    TicketId;
    /// A member of staff.
    StaffId;
    /// One session, from start to proved reset.
    SessionId;
    /// One lease signed by the hub.
    LeaseId;
    /// One start of a machine: a new one after each boot.
    BootId;
    /// One journal of a station: a re-imaged station starts a new one.
    JournalEpoch;
    /// A command of the hub to a station; repeating one has no further effect.
    CommandId;
    /// A request of a station; its answer carries the same.
    RequestId;
    /// One numbered, immutable version of a site's policy.
    PolicyId;
    /// A booking: a slot held for somebody.
    BookingId;
    /// Somebody's wait in the queue.
    QueueId;
    /// Equipment that is no PC: a 3D printer, a tablet, a meeting room.
    EquipmentId;
    /// One print: a document, from its arrival to its settlement.
    PrintJobId;
    /// A printer that the hub sends to.
    PrinterId;
    /// One file of the room's scanner.
    ScanId;
    /// A visitor's money: paid credit and free allowance.
    PurseId;
    /// A receipt; its number, without gaps, is apart.
    ReceiptId;
    /// One time that something was given back for a print.
    AdjustmentId;
}
