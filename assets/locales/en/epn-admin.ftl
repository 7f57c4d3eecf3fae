### The console's sentences.

product = Public digital space
close = Close
cancel = Cancel
search = Search
under-way = Under way…
with-key = { $words } ({ $key })
text-size = Text size
contrast = Contrast
closed = Closed

## Time
short-minutes = { $minutes } min
short-hours = { $hours } h { $minutes }
when = { $day }, { $time }
ago-moment = just now
ago = { $length } ago
until = → { $time }
from-until = From { $from } to { $until }
time-left = { $left } left
nobody-waits = Nobody is waiting
nobody-waits-more = Nobody is waiting: the session goes on by itself
date-hint = For example: 10/03/2026 (day first)
date-wrong = Write a date, for example 10/03/2026.
dates-backwards = The last day comes before the first.

## Screens
tab-room = Room
tab-ticket = Ticket
tab-visitors = Visitors
tab-sessions = Sessions
tab-settings = Rules
tab-export = Counts
place = { $site } · { $room }
hours-today = Today: { $hours }
names-show = Show names
names-hide = Hide names
sign-out = Sign out
hub-away = The server does not answer any more.
hub-away-for = The server has not answered for { $length }.
hub-away-more = The stations go on by themselves. The console keeps trying without you.
room-loading = The room is on its way…

## Signing in
sign-in-title = Hello
sign-in-lead = Sign in as a mediator.
sign-in-name = Name
sign-in-password = Password
sign-in = Sign in
signing-in = Checking…
sign-in-hub = Server: { $hub }
signed-out = You are signed out. See you soon!
signed-out-expired = Your session has ended. Enter your password again.

## Pairing
pairing-title = Connect this console
pairing-lead = Only once: ask the server for a code, then type it here.
pairing-address = The server’s address
pairing-address-hint = For example: 192.168.1.10:7443
pairing-address-wrong = Write an address and a port, for example 192.168.1.10:7443.
pairing-code = Code
pairing-code-hint = 16 letters and digits, good for 15 minutes
pairing-code-wrong = This code has 16 letters and digits. Check what you typed.
pairing-name = Name of this console
pairing-go = Connect
pair-unreachable = Nothing answers at this address. Check the address, and that the server is on.
pair-not-this-hub = What answers is not the server that gave this code. Nothing was kept. Check the address and the network.
pair-not-kept = This machine could not keep its key. Check the free space on its disk.
pair-wrong-code = The code is not right. Check what you typed.
pair-code-expired = This code is too old. Ask the server for another.
pair-code-used = This code was used already. Ask the server for another.
pair-name-taken = A machine called “{ $name }” is there already. Choose another name.
pair-bad-request = The server did not understand the request. Check the name of this console.

## Room
needs-unknown = You see the room as it was at { $time }.
room-empty = No station is connected yet.
room-empty-more = On each station, type a pairing code that the server gave: the station appears here at once.
needs-none = All is well: nobody needs you.
need = { $station }: { $need }
need-help = calls
need-fault = out of order
need-away = does not answer
need-wrong-tries = { $times } wrong codes
need-over = time is up
need-ending = { $left } left
health-hot = too hot ({ $degrees } °C)
health-disk-short = disk full
health-memory-short = memory full
health-hot-short = too hot
health-disk = disk nearly full ({ $free } MiB)
health-memory = memory nearly full ({ $free } MiB)
figure-disk = { $free } GiB free on disk
figure-memory = { $free } GiB of memory free
figure-temperature = { $degrees } °C
state-away = Away
state-away-more = The station does not answer. Check that it is on and connected.
open = Open
open-default = Open now
open-for = Open for { $length }
extend = + { $minutes } min
help-answered = I have been there
put-back = Put back in service
put-back-short = Put back
take-out = Take out of service
take-out-yes = Take out of service
for-station = { $action }: { $station }
open-all =
    { $count ->
        [0] Open all
        [one] Open the free station
       *[other] Open the { $count } free stations
    }
open-all-none = No station is free
passage = Passage:
passage-question = Question
passage-wifi = Wi-Fi
passage-own-device = Own device
passage-question-spoken = Count a passage: a question
passage-wifi-spoken = Count a passage: the Wi-Fi
passage-own-device-spoken = Count a passage: their own device
count-sessions =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
count-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
count-waiting =
    { $count ->
        [one] { $count } waiting
       *[other] { $count } waiting
    }
reset-short = Erased at { $time }
reset-short-no-time = Erased
reset-at = { $time }: { $said }
name-hidden = Name hidden
name-none = No name
doing-open = Opening…
doing-extend = Adding…
doing-end = Ending…
doing-message = Sending…
doing-move = Moving…
doing-service = Under way…
doing-help = Under way…
end = End
end-question = End this session?
end-more = The station closes and everything is erased at once. Tell the person first.
end-yes = Yes, end it
message = Write a message
message-label = Message
message-hint = It is shown on the station’s screen.
message-too-long = { $most } characters at most.
message-empty = Write a message first
message-send = Send
message-ready-soon = The room closes soon.
message-ready-desk = Please come and see me at the desk.
move = Change station
move-where = To which station? The minutes follow.
move-none = No other station is free.
service-note = Why?
service-hint = For example: broken keyboard
tag-interview = interviews
tag-children = children
tag-accessible = accessible
tag-colour-printing = colour printing
tag-usb-printing = printing from USB keys

## What happened
notice-opened-all =
    { $count ->
        [0] No station was opened.
        [one] { $count } station is open.
       *[other] { $count } stations are open.
    }
notice-passage-question = Passage counted: a question.
notice-passage-wifi = Passage counted: the Wi-Fi.
notice-passage-own-device = Passage counted: their own device.
notice-message-sent = Message sent: { $station }.
notice-saved = Saved: { $path }
notice-not-saved = Cannot write here: { $path }. Check the disk, or choose another folder.
notice-no-document = The document could not be made.
notice-policy = The new rules are in force (no. { $number }).
notice-hub-broken-charter = The charter has an error: the old one stays. { $detail }
notice-hub-other = The server reports: { $code }. { $detail }

## Refusals and failures
error-unreached = The server does not answer. Check the network; the console keeps trying.
error-timed-out = The server is too slow.
error-timed-out-more = It may have been done all the same: look before you try again.
error-unreadable = The server’s answer is not understood. Console and server may be of different versions.
error-not-signed-in = Your session has ended. Enter your password again.
error-wrong-password = The name or the password is not right.
error-throttled = Too many tries. Please wait a little.
error-throttled-for = Too many tries. Please wait { $wait }.
error-not-allowed = Your role does not allow this. Ask the coordinator.
error-not-found = It is not there, or not any more.
error-refused = The room’s rules do not allow it now.
error-station-away = The station does not answer. Check that it is on.
error-not-now = That is not possible now. See how it stands.
error-bad-request = The server did not understand the request.
error-bad-policy = These rules contradict themselves. Correct them before saving.
error-storage = The server could not store it: its disk is full or broken. Nothing changed.

## Ticket
ticket-title = New ticket
ticket-lead = For somebody without an account. Nothing is asked about them.
ticket-minutes = For how long?
minutes-default = The usual length
ticket-age = What age? (for the counts only)
age-not-asked = Not asked
ticket-create = Create the ticket
ticket-code = Code to type at the station
ticket-for = For { $length }
valid-through = Good until the end of { $date }
valid-until = Good until { $date } at { $time }
ticket-once = Write this code down or print it: it will not be shown again.
ticket-qr = The code as a drawing, for a scanner
ticket-save = Save the PDF to print
ticket-another = Another ticket
ticket-file = ticket { $alias }
paper-title = Ticket for a computer
paper-how = On the station’s screen: Start, then type this code or show the drawing.
paper-nothing-kept = At the end, everything you did is erased.
paper-moment = { $day } { $year } at { $time }
paper-receipt-title = Receipt no. { $number }
paper-receipt-top-up = Printing credit added
paper-receipt-refund = Printing credit given back
paper-receipt-holder = For { $name }
paper-receipt-keep = Keep this receipt.
paper-receipt-keep-purse = Keep this receipt: without it, the credit is lost. Show it at the desk.
paper-close-title = Cash close no. { $number }
paper-close-by = Closed on { $moment } by { $staff }.
paper-close-receipts = Receipts no. { $first } to { $last }.
paper-close-no-receipts = No receipt.
paper-close-all = Total
paper-close-revenue = Prints paid for
paper-close-expected = Cash according to the receipts
paper-close-difference = Difference
paper-close-signed = Signature:
paper-statement-title = Account statement
paper-statement-at = The account as it stands on { $moment }.

## Visitors
visitors-title = Visitors
visitor-new = New visitor
visitor-search = Number or name
visitor-search-hint = Empty: all visitors
visitors-none = Nobody matches.
visitor-name = Name
visitor-optional = Optional
visitor-birth-year = Year of birth
visitor-birth-year-wrong = Write a year, for example 1958.
visitor-picture = Picture chosen (optional)
visitor-authorised = A parent gave their authorisation
visitor-create = Create the visitor
column-picture = Picture
column-number = Number
column-name = Name
column-used = Today
column-pin = PIN
pin-reset = New PIN
pin-reset-spoken = New PIN for visitor { $number }
pin-reset-yes = Yes, change it
pin-once = Write them down for the person: the PIN will not be shown again.
pin-told = Written down

## Sessions
sessions-title = Sessions of the day
sessions-none = No session on that day.
session-runs = Running
day-before = Day before
day-after = Day after
day-today = Today
column-start = Start
column-end = End
column-station = Station
column-category = Entry
column-length = Length
column-price = Price
column-cause = Why it ended
column-erased = Erasing
column-day = Day
erased = Proved
erased-partly = Done
erased-left = Incomplete
page-previous = Page before
page-next = Page after
page-position = Page { $page } of { $count }
page-no-further = There is nothing further

## Rules
settings-title = Rules of access
settings-since = Rules no. { $number }, in force since { $date }
settings-changed = Changed, not yet in force
settings-unchanged = Nothing is changed
settings-wrong = First correct what is red
settings-effect = See the effect
settings-save = Put in force
settings-drop = Discard
settings-hours-lead = Write for example 9:30-12:00, 14:00-18:00. An empty day is closed.
settings-closures = Closures
in-minutes = In minutes.
hours-wrong = “{ $part }” is no range of hours. Write for example 9:30-12:00.
number-wrong = Write a whole number.
session-longest = Longest session
session-granularity = Extension
session-shortest = Shortest session
session-grace = To finish, after time is up
session-extends = The session goes on by itself while nobody waits
age-accompanied = Accompanied under (years)
age-authorisation = Authorisation under (years)
age-consent = Parental consent under (years)
ticket-minutes-rule = Minutes on a ticket
ticket-days-rule = Days a ticket is good for
no-account = Entry without an account is allowed
closure-from = First day
closure-to = Last day
closure-label = Why
closure-add = Add a closure
effect-title = Effect on the next seven days
effect-before = Before
effect-after = After
effect-changed = Changes
effect-changes =
    { $count ->
        [0] No day changes
        [one] { $count } day changes
       *[other] { $count } days change
    }
effect-rest = Limits and ages hold from the moment the rules are in force, for new sessions.
effect-shortened =
    { $count ->
        [one] { $count } running session will end earlier.
       *[other] { $count } running sessions will end earlier.
    }
flaw-time-zone = There is no time zone “{ $name }”.
flaw-range-backwards = The range { $range } ends before it starts.
flaw-ranges-overlap = The ranges { $first } and { $second } overlap.
flaw-closure-backwards = A closure ends before it starts.
flaw-longest-zero = A session lasts at least 1 minute.
flaw-longest-over-a-day = A session lasts a day (1440 minutes) at most.
flaw-granularity-zero = An extension lasts at least 1 minute.
flaw-granularity-over-longest = An extension is no longer than the longest session.
flaw-shortest-zero = Write at least 1 minute.
flaw-shortest-over-longest = The shortest session is longer than the longest.
flaw-quota-below-shortest = A limit of { $quota } is shorter than the shortest session ({ $shortest }).
flaw-quota-twice = This limit is written twice.
flaw-age = { $age } years: nobody is that old.
flaw-ticket-zero = A ticket carries at least 1 minute.
flaw-ticket-below-shortest = A ticket carries at least the shortest session ({ $shortest }).
flaw-ticket-days = A ticket is good for at least 1 day.

## Counts
export-title = Counts
export-lead = Numbers only: no name leaves the room. A CSV file, for a spreadsheet.
export-from = From
export-to = To
export-save = Save the file
export-dates-first = Choose the days first
export-file = counts { $from } { $to }
span-day = Today
span-week = This week
span-month = This month
span-last-month = Last month
span-year = This year

## Calendar
tab-calendar = Calendar
calendar-label = The calendar: bookings and sessions
calendar-how = Drag to book or move. By keyboard: arrows, then Enter.
calendar-cell = { $time }: { $what }
calendar-free = free
calendar-new = Book
calendar-week = { $from } to { $to }
scale-day = Day
scale-week = Week
week-before = Week before
week-after = Week after
week-all = All
time-wrong = Write a time, such as 9:30.
find-hint = Number or name, then Enter
session-over = Session over
booking = Booking
booking-held = Booked
booking-arrived = Arrived
booking-released = Released
booking-cancelled = Cancelled
booking-who = For which visitor?
booking-who-other = Choose somebody else
booking-label = Or for what?
booking-label-hint = For example: a school class
booking-time = Time
booking-shorter = Shorter
booking-longer = Longer
booking-places = Where?
booking-any = Any: { $tag }
booking-missing-place = Choose where
booking-missing-day = Write the day
booking-missing-time = Write the time
booking-missing-who = Choose for whom or for what
booking-missing-label = Write less
booking-go = Book
booking-move = Move
booking-nevertheless = Book nevertheless
booking-reason = Nevertheless, because
booking-reason-hint = This reason is recorded.
booking-series = Several dates
booking-not-held = It holds no place any more
booking-give-up = Cancel the booking
booking-cancel-question = Cancel this booking?
booking-cancel-one = Yes, this one
booking-cancel-later = This one and the later ones
booking-keep = No, keep it
booking-gone = This booking is no longer there.
repeat = Repeat
repeat-once = Once
repeat-day = Every day
repeat-week = Every week
repeat-times = { $count } times
repeat-fewer = Once less
repeat-more = Once more
notice-booked =
    { $count ->
        [one] Booked.
       *[other] Booked: { $count } bookings.
    }
notice-booking-moved = Moved: { $place }, { $moment }.
notice-booking-cancelled = The booking is cancelled.
equipment = Equipment
equipment-none = No equipment to book.
equipment-name = New equipment
equipment-hint = For example: 3D printer
equipment-add = Add
equipment-unready = Write its name first
equipment-retire = Take away: { $name }
equipment-question = Take it away? It can then be booked no more.
equipment-yes = Yes, take it away
tags = Tags
tags-hint = Separated by commas
tags-other = Other tags
tags-save = Save the tags

## Queue
queue = Queue
queue-empty = Nobody waits.
queue-about = About { $time }
queue-about-unknown = Wait not known
queue-missed =
    { $count ->
        [one] { $count } call not answered
       *[other] { $count } calls not answered
    }
queue-called = Called: { $station }, until { $time }
queue-call = Call { $alias }: { $station }
queue-remove = Take off the queue: { $alias }
queue-join = Add somebody
queue-member = Add a member
notice-joined = { $alias } waits.
tile-called = Called: { $alias }
tile-booking = { $time }: { $who }
tile-companions = +{ $count }
companions = People beside
companions-fewer = One person less
companions-more = One person more
price = €{ $amount }
price-so-far = { $price } so far
groups = Groups
groups-of = Groups of member { $number }
groups-save = Save the groups

notice-hub-interview-ending = The interview ends soon, and nothing prolongs it: { $detail }
error-breaks-bookings = These rules touch other bookings. Look at the effect again.
error-not-enough = There is not enough credit.
error-other-amount = The amount to take has changed. Nothing was taken: look again.
error-other-amount-now = The amount to take has changed: it is { $amount } now. Nothing was taken.
error-given-back = Money was already given back for this print. Look again before you give any back.
error-given-back-so-far = { $amount } was already given back for this print. Nothing more was given back.
error-voucher-seen = This voucher was handed in before.
error-voucher-refused = This voucher is not taken: it is out of date, or its issuer is not in the rules of access.
error-bad-calendar = This file is no calendar that can be read.
notice-imported =
    { $count ->
        [0] No day was read from this file.
        [one] { $count } span of days read. It is not in force yet.
       *[other] { $count } spans of days read. They are not in force yet.
    }
notice-imported-closed =
    { $count ->
        [one] The room would be closed on { $count } more day, { $from }.
       *[other] The room would be closed on { $count } more days, from { $from } to { $until }.
    }
notice-imported-long = Warning: { $count } closed days in a row.
notice-imported-every = Warning: the room opens on no day any more.
notice-imported-left = Left out: { $what }
notice-not-read = This file cannot be read: { $path }. Check its name.
flaw-quota-zero = A limit of 0 minutes lets nobody in.
flaw-end-before-closing = Sessions would end earlier than they last.
flaw-children = No child of that age comes in.
flaw-companions = Nine people at most.
flaw-pause = A pause lasts at least 1 minute.
flaw-left-alone = Leave at least 1 minute before the end.
flaw-allowance = From 0.01 € to 1,000 €.
flaw-allowance-stations = Free credit is good on all stations.
flaw-held = From 1 to 480 minutes.
flaw-longest-pages = From 1 to 2,000 pages.
flaw-express = At most twenty pages.
flaw-range-minutes = From { $least } to { $most } minutes.
flaw-range-days = From { $least } to { $most } days.
flaw-range-times = From { $least } to { $most }.
flaw-range-money = From { $least } to { $most }.
flaw-issuer-twice = { $issuer } is written twice.
flaw-no-holidays = Zone { $zone } has no holidays here. Add them.
flaw-special-day-twice = { $date } is written twice.
flaw-name-empty = Write a name.
flaw-quota-days = So many days are not kept.
flaw-bonus-zero = A bonus gives at least 1 minute.
flaw-bonus-without-quota = No limit is over this span.
flaw-tariff = A tariff costs at least 1 cent.
flaw-slot-granularity = An hour has equal steps: 5, 10, 15, 20, 30 or 60 minutes.
flaw-slot-longest = Write a whole number of steps, a day at most.
flaw-slots-too-far = That is too far ahead.
flaw-no-booking = Allow at least one booking.
flaw-released = Leave at least 1 minute to arrive.
flaw-answer = Leave at least 1 minute to answer.
flaw-calls = Call at least once.
flaw-days-backwards = The last day comes before the first.

## Rules, section by section
section-wrong = { $section }: to be corrected
settings-from = From
settings-from-hint = Empty: at once
settings-coming = Rules no. { $number } from { $date }
settings-hours = Hours
settings-days = Closures and holidays
settings-variants = Other hours
settings-slots = Bookings
settings-limits = Limits
settings-prices = Prices
settings-printing = Prints
settings-sessions = Sessions
settings-people = Entry and ages
list-remove = Remove
special-days = Special days
special-days-lead = A day whose hours differ from all else.
special-day-add = Add a day
special-day-hours = Hours that day
special-day-hours-hint = Empty: closed
closures-lead = The room is closed, whatever the weekday.
holidays = School holidays
holidays-lead = Other hours may depend on them, by zone.
holiday-add = Add holidays
holiday-zone = Zone
import-title = Read an iCalendar file
import-lead = For example the ministry’s school calendar. Nothing is saved before it is put in force.
import-path = File
import-path-hint = For example: /home/claire/zone-b.ics
import-zone-hint = For holidays: A, B or C
import-unready = Write first where the file is
import-no-zone = Write the zone first
import-holidays = Read as holidays
import-closures = Read as closures
variants-lead = During a part of the year. The first hours that fit count.
variant-add = Add hours
variant-holidays = School holidays
variant-dates = Dates
slots-allowed = Visitors book for themselves
slots-granularity = Steps of slots
slots-longest = Longest slot
slots-released = Released if nobody comes, after
slots-horizon = Days ahead
slots-at-once = Bookings at once
queue-allowed = There is a queue
queue-answer = Minutes to answer a call
queue-calls = Calls before leaving the queue
quotas-lead = All these limits count together. In minutes.
quota-add = Add a limit
quota-pooled = All stations together
bonuses = In addition
bonuses-lead = Minutes beyond the limits over the same span, for some.
bonus-add = Add a bonus
per-session = Per session
per-day = Per day
per-week = Per week
per-month = Per month
per-year = Per year
per-days = Over several days
per-how-many-days = How many days
column-minutes = Minutes
scope-who = For:
scope-where = On stations:
scope-member = members
scope-ticket = tickets
scope-no-account = without account
scope-groups = Groups
prices-lead = The first price that fits counts. Without one, it is free.
price-add = Add a price
price-quarter = Price of a quarter of an hour begun
price-hint = In euros, such as 0.25
price-free-minutes = First minutes free
price-wrong = Write a price, such as 0.25.
release-lead = Once the visitor said yes.
release-automatic = Print at once
release-mediator = Wait for the mediator
printing-express = Pages of an express print
printing-express-hint = Black, paid by free credit. 0: never
printing-held = Minutes to wait for a yes
printing-longest = Most pages without the mediator
allowances = Free credit
allowances-lead = The first credit that fits counts. What is left at the end of the period is lost.
allowance-add = Give free credit
allowance-amount = Free credit
desk-rules = Cash desk
voucher-issuers = Vouchers taken: who gives them
voucher-issuers-hint = Separated by semicolons
refund-on-leaving = Paid credit is given back to those who leave and ask
session-before-closing = End before closing
pause = Pause
pause-lead = The screen is locked, time runs on. In minutes.
pause-longest = Longest pause
pause-times = Pauses per session
zero-never = 0: never
left-alone = Station left alone
left-alone-lead = The screen asks whether somebody is there, locks, then the session ends. In minutes.
left-alone-ask = Ask after
left-alone-end = Then end after
companions-most = People beside, at most
ages = Ages
ages-lead = In years. 0: no rule.
age-minimum = Minimum age
age-children = Stations for children: under
broken-lead =
    { $count ->
        [one] One booking no longer follows these rules. Choose what becomes of it.
       *[other] { $count } bookings no longer follow these rules. Choose what becomes of each.
    }
broken-keep = Keep
broken-cancel = Cancel
broken-first = Choose for each booking first
override = Do it nevertheless
override-reason = Nevertheless, because
override-unready = Write why first

## Staff cards
tab-cards = Cards
cards-title = Staff cards
cards-lead = With a card and its secret code, each opens the quick actions at a computer, for 30 seconds.
card-new = Make my card
card-replaces = You already have a card. It will open nothing any more.
card-new-yes = Make another card
card-code = The card’s code, to scan or to type
card-pin = Secret code, to keep in mind
card-once = Save the card and keep the secret code in mind: they will not be shown again.
card-save = Save the card to print
card-file = card { $name }
card-title = Staff card
column-role = Role
column-card = Card
column-lost = Lost?
role-mediator = Mediation
role-coordinator = Coordination
role-technician = Technical
card-me = { $name } (you)
card-since = since { $day }
card-none = no card
card-revoke = Revoke the card
card-revoke-spoken = Revoke the card of { $name }
card-revoke-yes = Yes, revoke it

## Scans
scans-lead = These documents came from the scanner. Say whose they are: what is in them is not shown.
scans-none = No document from the scanner is waiting.
scans-on-their-way =
    { $count ->
        [one] 1 document is on its way to its computer.
       *[other] { $count } documents are on their way to their computers.
    }
scan-action = Scanned document no. { $number }: { $action }
scan-pages =
    { $count ->
        [one] 1 page
       *[other] { $count } pages
    }
size-kb = { $size } kB
size-mb = { $size } MB
scan-until = Deleted at { $time } if nobody takes it
scan-why-nobody = Nobody had said “I am going to scan”
scan-why-several = Several people were going to scan
scan-why-found = It was in the scanner’s folder already
scan-why-over = That person’s session is over
scan-why-not-taken = The computer could not save it
scan-give = Give to a computer
scan-give-other = To another computer
scan-give-to = Give to { $who }
scan-whose = Whose is this document?
scan-nobody = Nobody has an open session
scan-delete = Delete
scan-delete-question = Delete this document? It will have to be scanned again.
scan-delete-yes = Yes, delete it
scans-left = Some files stay in the scanner’s folder
scan-left-format =
    { $count ->
        [one] 1 is neither a PDF nor a JPEG, PNG or TIFF picture.
       *[other] { $count } are neither PDFs nor JPEG, PNG or TIFF pictures.
    }
scan-left-large =
    { $count ->
        [one] 1 is too large.
       *[other] { $count } are too large.
    }
scan-left-unfinished =
    { $count ->
        [one] 1 did not arrive whole: scan again.
       *[other] { $count } did not arrive whole: scan again.
    }
scan-left-no-file =
    { $count ->
        [one] 1 is not a real file.
       *[other] { $count } are not real files.
    }
scan-left-rights =
    { $count ->
        [one] 1 cannot be read or removed: the server has no right to.
       *[other] { $count } cannot be read or removed: the server has no right to.
    }
scan-left-room =
    { $count ->
        [one] 1 is waiting: the server has no room left.
       *[other] { $count } are waiting: the server has no room left.
    }
scan-folder = The scanner cannot be used
scan-folder-missing = Its folder is not there. Check that it is on and connected, then call the technician. All goes on by itself when the folder is back.
scan-folder-no-rights = The server has no right to use its folder. Call the technician.
scan-folder-broken = Its folder does not answer. Check the network, then call the technician. All goes on by itself when it answers.

## Prints
tab-prints = Prints
tab-prints-count = { $words }: { $count } to see to
prints-title = Prints
prints-queue = Queue
prints-printers = Printers
prints-scans =
    { $count ->
        [0] Scans
       *[other] Scans ({ $count })
    }
prints-loading = The print queue is on its way…
prints-none = No prints to show.
prints-wanted = Search: number or picture
prints-turn-staff = Yours to see to
prints-turn-way = On their way
prints-turn-over = Over
prints-count = { $turn }: { $count }
print-number = No. { $number }
print-action = Print no. { $number }: { $action }
print-arriving = The document is arriving
print-counting = Its pages are being counted: probably { $count }
print-held = The person has not said yes yet
print-awaits-staff = To be released
print-waits-printer = Waits for the printer: { $why }
print-next = Next on the printer
print-waiting =
    { $count ->
        [one] { $count } print comes before it
       *[other] { $count } prints come before it
    }
print-printing = Coming out: { $done } of { $of }
print-halted = Halted at { $done } of { $of }: { $why }
print-done =
    { $count ->
        [one] Printed: { $count } side
       *[other] Printed: { $count } sides
    }
print-stopped =
    { $count ->
        [0] Stopped, nothing came out
        [one] Stopped after { $count } side
       *[other] Stopped after { $count } sides
    }
print-stopped-why = { $stopped }: { $why }
print-unclear = Nobody knows what came out
print-to-check = To be checked
print-refused = Refused. { $why }
print-expired = Nobody said yes in time
print-cancelled = Cancelled by the person
print-incomplete = Document incomplete: to be printed again
print-charged = { $charged } paid of { $quote }
print-given-back = { $amount } given back
measure-unknown = Pages not counted
check-counters-disagree = Two counts give different numbers of pages.
check-no-pages = No page could be counted.
check-too-large = Some pages are larger than A3.
check-too-many-pages = It has more pages than the rules allow.
check-damaged = The document is damaged: pages may be missing.
check-too-hard = The document is too complicated to be counted.
check-unsupported = This kind of document cannot be counted.
check-not-counted = Counting did not succeed.
check-other = The number of pages is not sure.
print-release = Release
print-release-on = Release: { $printer }
print-other-price = At another price
print-make-price = Set the price and release
print-price = Price to pay
print-reason = Why?
print-price-most = At most { $amount }: the person said yes to that price.
print-release-at = Release at this price
print-where = On which printer?
print-where-first = Choose the printer first
print-pay = Take { $amount } and release
print-pay-on = Take { $amount } and release: { $printer }
print-pay-other = Card or cheque
print-refuse-open = Refuse
print-refuse = Refuse the print
print-refuse-words = What should the person be told?
print-refuse-hint = They read it on their screen. Nothing is charged.
print-refuse-unready = Write first what they should be told
print-refuse-long = This document is too long to be printed here.
print-decide = Say what came out
print-decide-sides = How many sides came out?
print-decide-most =
    { $count ->
        [one] The document has { $count } side. 0: nothing is charged.
       *[other] The document has { $count } sides. 0: nothing is charged.
    }
print-decide-go = Count these sides
print-again = Print again
print-refund = Refund
refund-amount = Amount to give back
refund-go = Give this amount back
printer-ready = Ready
printer-paused = Paused
printer-waiting =
    { $count ->
        [0] No print waits
        [one] { $count } print waits
       *[other] { $count } prints wait
    }
printers-none = No printer has been added yet.
printer-add = Add a printer
poster-save = Poster for the room
poster-file = poster printing
poster-title = Print here
poster-phone = With your phone
poster-phone-network = 1. Choose the room’s Wi-Fi network.
poster-phone-open = 2. Point your camera at this drawing, or type the address.
poster-phone-send = 3. Send a PDF or a photo: the page gives you a code.
poster-phone-code = 4. On a PC: “My prints”, “I have a code (phone)”.
poster-key = With a USB key
poster-key-how = Plug it into the printing PC, then choose your document.
poster-price = The price is shown first. Nothing comes out unless you agree.
printer-new = New printer
printer-change = Change
printer-pause = Pause
printer-resume = Resume
printer-remove = Remove
printer-remove-question = Remove this printer?
printer-remove-yes = Yes, remove it
printer-name = Name
printer-name-hint = For example: Desk laser
printer-name-first = Write its name first
printer-uri = Address
printer-uri-hint = For example: ipp://192.168.1.20/ipp/print
printer-uri-wrong = Write an address, for example ipp://192.168.1.20/ipp/print.
printer-prices-lead = Price of a side, in euros, for example 0.15. Empty: the printer does not do it.
printer-black = Black
printer-colour = Colour
printer-a3-black = A3 black
printer-a3-colour = A3 colour
printer-second = Second side cheaper by
printer-duplex = It prints on both sides
printer-save = Save the printer
tariff-black = black { $price }
tariff-colour = colour { $price }
tariff-a3-black = A3 black { $price }
tariff-a3-colour = A3 colour { $price }
tariff-second-face = second side { $price } less
tile-prints =
    { $count ->
        [one] { $count } print to see to
       *[other] { $count } prints to see to
    }

## Cash desk
tab-cash = Cash desk
cash-title = Cash desk
cash-till = Take money
cash-day = Takings
cash-closes = Closes
cash-who = For whom?
cash-member = A member: number or name
cash-sitting = At a station
cash-nobody-sits = Nobody is at a station.
cash-anonymous = Without a name
cash-anonymous-more = The receipt holds the credit: without it, the credit is lost.
cash-anonymous-go = New credit without a name
cash-purse = Credit without a name: number on the receipt
cash-purse-hint = 26 letters and digits, or scan the receipt
cash-purse-wrong = This number has 26 letters and digits. Check what you typed.
cash-purse-name = Credit without a name
cash-new-purse = New credit without a name
cash-other = Somebody else
cash-ticket = Ticket { $alias }
purse-paid = Credit
purse-free = Free
purse-reserved = Held
purse-reserved-more = for prints under way
account-loading = The account is on its way…
account-empty = Nothing happened yet.
account-lines = Movements
account-receipts = Receipts
entry-top-up = Credit added (receipt no. { $receipt })
entry-refund = Given back (receipt no. { $receipt })
entry-allowance = Free credit of the period
entry-allowance-over = End of the free credit
entry-print =
    { $sides ->
        [one] Print no. { $number }: { $sides } side
       *[other] Print no. { $number }: { $sides } sides
    }
entry-adjustment = Correction: { $reason }
column-when = When
column-what = What
column-amount = Amount
column-receipt = Receipt
column-means = Means
column-taken = Taken
column-given-back = Given back
column-stays = Balance
column-close = No.
column-staff = By
column-receipts = Receipts
column-counted = Counted
column-difference = Difference
column-note = Note
top-up-title = Add credit
top-up-other = Another amount
amount-hint = In euros, such as 3.50
amount-wrong = Write an amount, such as 3.50.
amount-most = No more than { $amount } at once.
top-up-go = Take it
top-up-give = Take { $amount }
voucher-issuer = Issuer of the voucher
voucher-no-issuer = The access rules name no issuer of vouchers.
voucher-serial = Number of the voucher
voucher-expires = Valid until
voucher-expires-hint = Empty: no date
voucher-issuer-first = Choose the issuer first
voucher-serial-first = Write the number of the voucher first
refund-open = Give credit back
refund-title = Give credit back
refund-means = Given back by
refund-most = To give back at most: { $amount }
refund-none = Nothing to give back: a voucher is never given back as money, the rest as the site’s rules say.
payment-unknown = Nobody knows whether this payment was recorded: { $amount }.
payment-unknown-more = Try again: the same payment counts once only.
payment-retry = Try again
payment-drop = Drop it
payment-first = Finish the pending payment first
notice-receipt-top-up = Taken: { $amount } ({ $means }), receipt no. { $number }.
notice-receipt-refund = Given back: { $amount } ({ $means }), receipt no. { $number }.
notice-day-closed = The day is closed (no. { $number }).
cash-since = Since the last close ({ $moment })
cash-since-start = Since the start
cash-none = Nothing has been taken since the last close.
cash-revenue = Prints paid for: { $amount }
cash-account = See the account of receipt no. { $number }
close-open = Close the day
close-title = Close the day
close-once = Count the cash in the drawer, without the float. A close is never opened again.
close-counted = Cash counted
close-note = Note
close-expected = By the receipts: { $amount }
close-exact = It is exact.
close-over = { $amount } too much.
close-under = { $amount } missing.
close-go = Close
close-none = No closes yet.
close-receipts-none = none
close-receipts = { $first } to { $last }
receipt-save = Save the receipt
receipt-save-spoken = Save receipt no. { $number }
receipt-last = Receipt no. { $number }: { $amount }
receipt-file = receipt { $number }
close-save = Save
close-save-spoken = Save close no. { $number }
close-file = close { $number }
statement-save = Save the statement
statement-file = statement { $whose }
account-open = Account
account-of = Account of member { $number }
ticket-credit = Add credit
