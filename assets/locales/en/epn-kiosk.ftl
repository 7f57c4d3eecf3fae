### The kiosk's sentences. Short, plain words. The same word for the same thing.

## Always at hand
back = Back
text-size = Text size
text-size-spoken =
    { $size ->
        [large] Text size: large
        [larger] Text size: very large
        [largest] Text size: largest
       *[normal] Text size: normal
    }
contrast = Contrast
help-call = Call the mediator
help-take-back = Cancel the call
help-called = The mediator knows and is on the way.
message-title = Message from the mediator
understood = I understand
hub-away = The room cannot reach its server. Nobody can enter.
hub-away-session = The room cannot reach its server. Your session goes on.
place = { $room } · { $station }

## Lock screen
welcome = Welcome
start = Start
free = This computer is free
free-until = This computer is free until { $time }
booked-now = This computer is booked at the moment
opens = The room opens { $moment }
today = Today: { $hours }
book = Book
queue = Wait for my turn
called-title = { $alias }, it is your turn
called-left = The computer is kept for you for { $left } more.
room-all = The whole room
room-title = The room today
room-over = The room is closed for today.
row-free = free until { $time }
row-taken = taken
row-taken-until = taken until { $time }
row-closed = closed
row-free-spans = Free { $spans }
row-never-free = Not free again today
span = from { $from } to { $until }
waiting =
    { $count ->
        [one] One person is waiting for a computer
       *[other] { $count } people are waiting for a computer
    }

## Charter
charter-title = Before you start
charter-lead = This is the charter of the room. Take your time to read it.
charter-accept = I accept
charter-refuse = I do not accept

## Entry
entry-title = How do you want to enter?
entry-book-title = Who is booking?
entry-book-lead = To find your booking again, say who you are.
entry-queue-title = How do you want to wait?
entry-queue-lead = You are called when a computer is free.
entry-ticket = I have a ticket
entry-ticket-more = Type it or scan it
entry-member = I have a number
entry-member-more = With your secret code
entry-no-account = No account
entry-no-account-more = Just choose a picture
entry-forgot = I forgot my code
continue = Continue
erase = Erase

ticket-title = The code of your ticket
ticket-lead = Type the 9 characters, or scan the black and white square on the ticket.
ticket-code = Ticket code
code-short = Some characters are missing. A code has { $characters } characters.
code-long = There are too many characters. A code has { $characters } characters.
ticket-mistyped = One character is wrong. Read the code on the ticket again.
keyboard-show = Keyboard on screen
keyboard-hide = Hide the keyboard

member-title = Your number and your secret code
member-number = Your number
member-pin = Your secret code
member-number-wrong = One digit is wrong. Read your number again.
member-number-short = Some digits are missing. A number has 6 digits.
member-pin-short = Some digits are missing. A secret code has 4 digits or more.

forgot-title = Did you forget your code?
forgot-lead = That is all right.
forgot-mediator = The mediator can give you a new code, or a ticket.
forgot-no-account = You can also enter without an account, right now.
forgot-enter = Enter without an account

age-title = How old are you?
age-lead = This is to count visits. We do not ask your name.
picture-title = Choose a picture
picture-lead = It will be your name in the room.
picture-again-title = Which is your picture?
picture-again-lead = Choose the picture of your session.
picture-others = Other pictures

## Waiting
away-title = One moment…
away-lead = The computer is getting ready.
deciding-title = One moment…
deciding-lead = We are checking whether you can use this computer.
starting-title = Hello { $alias }!
starting-lead = Your space is getting ready.
starting-keep = At the end, everything will be erased. Keep your documents elsewhere.
ending-title = Goodbye!
ending-lead = We are erasing everything you did here.
out-title = This computer is out of service
out-lead = Choose another computer, or call the mediator.

## Answers
refused-title = This is not possible now
refused-book = This booking is not possible
refused-queue = Waiting is not possible now
refused-next-slot = Next possible slot
refused-next = Next access
refused-next-unknown = To know when it will be possible, ask the mediator.
advice-other-station = Try another computer.
advice-other-ticket = Ask the mediator for another ticket.
advice-come-back = Come back at that time.
advice-your-station = Go to the computer where your session is open, or end it.
advice-mediator = Talk to the mediator, who can help you.
advice-cancel-another = Cancel a booking first, or ask the mediator to move it.
advice-other-slot = Choose another slot.
unknown-ticket = This ticket is not known
unknown-member = Number or code not known
unknown-any = This is not known
unknown-lead = Check what you typed.
unknown-wait = You can try again in { $wait }.
throttled-title = There were too many tries
throttled-lead = Wait { $wait } before you try again.
throttled-more = This protects everybody’s codes.
no-hub-title = The room cannot reach its server
no-hub-lead = Nobody can enter for now. Try again later.
no-hub-plan-lead = Nothing has changed. Try again a little later.
no-start-title = Your space did not start
no-start-lead = It is not your fault. Try again, or choose another computer.
retry = Try again
home = Back to the start
home-session = Back to my session

## Session
session-left = You have
session-until = Until { $time }
session-bar = Time left: { $left }
nobody-title = Nobody is waiting
nobody-lead = Your session goes on by itself. Take your time.
more-time = Ask for more time
more-time-short = More time
more-time-asking = Asking for more time…
more-time-granted = Yes. You have more time.
more-time-refused = More time is not possible.
more-time-no-hub = The room cannot reach its server. Try again a little later.
leave = End my session
warning-title = You have { $left } left
warning-lead = Remember to keep your work.
save-title = To keep your work
save-usb = On a USB key
save-print = On paper
save-mail = In your own e-mail
grace-title = Your time is over
grace-lead = Close your work. You have { $left } left.
leave-title = End now?
leave-lead = Everything you did on this computer will be erased.
leave-keep = The time that is left is not lost.
leave-yes = Yes, end it
leave-no = No, I go on
pause = Pause
back-to-work = Back to my work
back-to-work-short = My work
last-minute-title = This is the last minute
last-minute-lead = Your session ends in one minute.
last-minute-erased = After that, everything you did on this computer is erased.
session-price = { $quarter } for a quarter of an hour. So far: { $total }.
still-there-title = Are you still there?
still-there-lead = Without an answer, the computer is locked in { $left }.
still-there-yes = Yes, I am here
paused-title = { $alias } is taking a break
paused-title-neutral = A session is paused
paused-asked = Nobody can use this computer.
paused-left-alone = Nobody was there any more. The computer is locked.
paused-ends = The session ends in { $left }.
paused-ends-at = The session ends in { $left }, at { $time }.
paused-resume = Go on
paused-other-ticket = This is not the ticket of this session
paused-other-picture = This is not the picture of this session
way-back-title = Your code to come back
way-back-lead = Remember it or write it down. It opens your session after the break.
way-back-forgot = If you forget it, call the staff.
way-back-pause = I have my code: pause
resume-code-title = What is your code?
resume-code-lead = The 4 digits that you were given before the break.
resume-code = Your code to come back
resume-code-short = Some digits are missing. The code has 4 digits.
paused-other-code = This is not the code of this session

## Scans
session-scan = Scan
scan-title = Scan a document
scan-wanted = I am going to scan
scan-go = 1. Go to the room’s scanner.
scan-do = 2. Put your document in and start the scan.
scan-come-back = 3. Come back to this computer: your document is in the folder { $folder }.
scan-waits = This computer waits for the scanner until { $time }.
scan-waits-no-more = This computer no longer waits for the scanner.
scan-arriving = Your document is arriving…
scan-arrived =
    { $count ->
        [one] 1 scanned document is in the folder { $folder }.
       *[other] { $count } scanned documents are in the folder { $folder }.
    }
scan-stop = I have finished scanning
scan-no-hub-more = Your request was not sent. Try again a little later.
scan-no-scanner = The scanner cannot be used
scan-no-scanner-more = Do not scan now. Talk to the mediator.
scan-no-room = There is no room left in your folders
scan-not-written = A document could not be saved
scan-with-staff = The mediator has your scanned document. Talk to them.

## Printing from a USB key
usb-title = What would you like to print?
usb-more = The newest documents are shown. There are others on the key.
usb-kilo = { $size } KB
usb-mega = { $size } MB
usb-too-big = This document is too large (more than { $most })
usb-looking = We are looking at your key…
usb-looking-lead = Leave it plugged in.
usb-nothing = There is nothing to print on this key
usb-nothing-lead = PDFs and photos (JPEG, PNG) can be printed here. For another document, open a session on this computer.
usb-unreadable = This key cannot be read
usb-unreadable-lead = Take it out and plug it in once more. Otherwise, talk to the mediator.
usb-gone = The key was taken out
usb-gone-lead = Plug it in to print.
usb-gone-prints = Your prints are still here.
usb-sending = Your document is being sent
usb-sending-lead = Leave the key plugged in. The price comes next.
usb-sent = { $percent }% sent
usb-stop = Do not send it
usb-not-sent = Your document was not sent. Try again a little later.
usb-not-read = The document could not be read
usb-not-read-more = Leave the key plugged in and choose it once more.
usb-not-taken = The document could not be taken
usb-other-kind = This document cannot be printed
usb-formats = PDFs and photos (JPEG, PNG) can be printed here.
usb-ask = Talk to the mediator.
usb-prints = My prints ({ $count })
usb-over = Finish
usb-back = Back to the key
usb-pay = I have a ticket or a number
usb-not-recognised = This ticket, or this number with this code, is not known
entry-pay-title = Where is your credit?
entry-pay-lead = Without credit, pay at the desk.

## Prints
session-prints =
    { $held ->
        [0] My prints
       *[other] My prints ({ $held } to confirm)
    }
home-session-short = My session
prints-title = My prints
prints-none = You have not printed anything yet.
prints-how = Print from your document: the price shows here. Nothing comes out unless you say yes.
print-name = Print { $number }
print-arriving = Your document is on its way
print-arriving-pages =
    { $pages ->
        [one] Probably one page.
       *[other] Probably { $pages } pages.
    }
print-arriving-lead = The price shows in a moment.
print-held = To confirm
print-held-title = Print { $number }: to confirm
print-awaits-staff = The mediator has to start it
print-awaits-staff-lead = You said yes. The mediator knows.
print-waiting =
    { $ahead ->
        [0] It is the next to come out
        [one] One print comes out before it
       *[other] { $ahead } prints come out before it
    }
print-on = Pick it up here: { $printer }
print-printing = It comes out: { $done } of { $of }
print-trouble = Printer: { $trouble }.
print-trouble-lead = The mediator knows. Your print waits.
print-done = It is printed
print-came-out =
    { $sides ->
        [0] Nothing came out.
        [one] 1 page came out.
       *[other] { $sides } pages came out.
    }
print-debited = Debited: { $amount }.
print-nothing-debited = Nothing is debited.
print-stopped = The print stopped
print-unclear = We do not know what came out
print-unclear-lead = The mediator looks at it with you. Nothing is debited before that.
print-to-check = The mediator has to check it
print-to-check-lead = Its pages could not be counted. Nothing is debited.
print-refused = It cannot be printed
print-expired = Too late to confirm
print-again = Please print your document again.
print-cancelled = It does not come out
print-incomplete = The document did not arrive whole
print-confirm = Print ({ $price })
print-confirm-free = Print (free)
print-cancel = Do not print
print-cancel-short = Cancel
print-price = Price
print-before = Your credit
print-after = You will have left
print-missing = You lack
print-not-enough = You lack { $missing }
print-pay = Pay at the desk: say “print { $number }”.
print-price-changed = The price has changed
print-price-changed-more = Here is the new price. Nothing is debited.
print-gone = This print does not wait any more
print-gone-more = Nothing changed. It is shown as it is now.
phone-wanted = I have a code (phone)
phone-wanted-short = I have a code
phone-title = A document from your phone
phone-lead = Send it from the room’s printing page, then type here the code that it gives you.
phone-open = On your phone, on the room’s network, open:
phone-then = Send your document, then type here the code that the page gives you.
phone-qr = Address of the page, to be read with the camera
phone-code = Code of the document
phone-mistyped = One character is not right. Look at the code on your phone again.
phone-unknown = This code is not known
phone-unknown-more = A code works once, for one hour. Otherwise, send the document again. Next try in { $wait }.
phone-throttled = Too many tries
phone-throttled-more = Next try in { $wait }.
print-too-many = Too many prints are waiting
print-too-many-more = Confirm or cancel some of them, then type the code again.
print-no-hub-more = Nothing changed. Try again a little later.
print-nowhere = No printer can print it. Ask the mediator.
print-express = Express print: it is free, and comes out at once.
print-released-by-staff = The mediator starts it afterwards.
print-covered = It is free, from the room.
print-not-now = cannot print now
print-at-once = at once
print-wait = in about { $wait }
leave-prints =
    { $count ->
        [one] 1 print is not confirmed: it will not come out.
       *[other] { $count } prints are not confirmed: they will not come out.
    }
leave-prints-show = See my prints
leave-credit = You have { $amount } of credit left. Ask for it at the desk before you go.

## Credit
purse-open = My credit: { $amount }
purse-title = My credit
purse-lead = To add credit, pay at the desk.
purse-paid = Your money
purse-free = Free, from the room
purse-reserved = Reserved
receipts-none = You have no receipt yet.
receipt-name = Receipt { $number }
receipt-what = { $kind }, { $means }
receipts-newer = Newer receipts
receipts-older = Older receipts
receipts-page = page { $page } of { $pages }
receipts-no-further = There are no more.

## Booking
plan-asking = We are looking.
place-here = This computer
place-interview = Interview room
place-accessible = Accessible computer
place-children = Computer for children
place-colour-printing = Colour printing
day-today = Today
day-tomorrow = Tomorrow
book-day-title = For which day?
book-day-closed = closed
book-other-days = Other days
book-time-title = At what time?
book-for = { $date } · { $place }
book-none-title = Booking is not possible now
book-no-other-time = At the other times, nothing is free any more.
book-held = { $when } · { $place }
book-no-time = Nothing is free any more on that day.
book-length-title = For how long?
book-at = { $date } at { $time }
book-until = until { $time }
book-span = { $span } ({ $length })
book-confirm-title = Is this right?
book-confirm = Yes, book it
book-other = Choose another slot
booked-title = It is booked
booked-late = Come on time. If you are late, the place is given away.
booking-when = { $date }, { $span }
mine-title = My bookings
mine-count =
    { $count ->
        [0] My bookings
       *[other] My bookings ({ $count })
    }
mine-none = You have no booking.
mine-book = Book a slot
mine-cancel = Cancel
mine-cancel-spoken = Cancel: { $when }
cancel-title = Cancel this booking?
cancel-yes = Yes, cancel it
cancel-no = No, I keep it
cancelled-title = It is cancelled
cancelled-lead = The place is free for somebody else.
gone-title = This booking does not exist any more
gone-lead = It is over, or was cancelled already.

## Waiting for one’s turn
queue-next = You are next
queue-place = Your place in the queue: { $place }
queue-about = About { $wait } to wait
queue-soon = It is your turn soon
queue-unknown = We do not know yet how long it takes.
queue-called = It is your turn: { $station }
queue-called-until = The computer is kept for you until { $time }.
queue-lead = You are called by this picture. Stay near the room.
queue-leave = Stop waiting
queue-leave-title = Stop waiting?
queue-leave-lead = You lose your place.
queue-leave-yes = Yes, I stop waiting
queue-leave-no = No, I wait
left-queue-title = You are not waiting any more

## Screen on the wall
wall-called-title = Your turn
wall-queue = Waiting
wall-nobody = Nobody is waiting
wall-others =
    { $count ->
        [one] and 1 other person
       *[other] and { $count } other people
    }
wall-free = Free computers
wall-none-free = No computer is free
wall-free-more = { $named } and { $count } more

## Strip in the session
bar-left = You have { $left } left
bar-near = You have { $left } left. Save your work.
bar-last = Last minute! Save your work.
bar-nobody = Nobody is waiting: your session goes on.
bar-closing = Your time is up. Close your work. { $left } left.
bar-closing-short = Close your work: { $left }
bar-room = { $time } · almost no room left: copy to a stick
bar-room-short = Almost no room left
bar-print-to-confirm = Print to confirm
bar-print-trouble = Trouble with a print
bar-scans =
    { $count ->
        [one] 1 scanned document
       *[other] { $count } scanned documents
    }
bar-menu = Menu
bar-menu-spoken = Menu: more time, pause, finish

## For staff
staff-wanted = For staff
staff-card-title = Staff card
staff-card-lead = Scan your card, or type its 16 characters.
staff-card-code = The card’s code
staff-card-wrong = This is no card’s code. Please check it.
staff-pin-title = Your secret code
staff-pin-lead = It opens the quick actions for 30 seconds.
staff-pin = The card’s secret code
staff-pin-short = Some digits are missing.
staff-unknown-title = Card or code not recognised
staff-unknown-lead = Check the card and the secret code.
staff-no-hub-lead = Without the server, a card opens nothing.
staff-title = Hello { $name }
staff-left =
    { $count ->
        [one] This screen closes in 1 second
       *[other] This screen closes in { $count } seconds
    }
staff-open = Open this computer
staff-open-more = For { $length }
staff-let-back = Let them back in
staff-let-back-more = To the paused session
staff-extend = Add { $length }
staff-extend-more = To the running session
staff-move = Change computer
staff-move-more = It goes on elsewhere
staff-end = End the session
staff-end-more = Everything will be erased
staff-pin-new = New code
staff-pin-new-more = For a number
staff-close = Close
staff-move-title = To which computer?
staff-move-none = No other computer is free.
staff-number-title = For whom?
staff-number = Their number
staff-number-here = Whoever is at this computer
staff-end-title = End this session?
staff-end-no = No, it goes on
staff-insist = Go ahead all the same, because:
staff-reason-urgent = An urgent matter
staff-reason-workshop = A workshop or an interview
staff-reason-fault = A fault of ours
staff-reason-other = Another reason
staff-not-now-lead = This computer is in no state for it right now.
staff-no-member-title = Nobody has this number
staff-no-member-lead = Check the number. Without a number there is no secret code.
staff-new-pin-title = New secret code
staff-new-pin-lead = For the number { $number }. Write it down: it will not be shown again.
staff-new-pin-noted = Noted
staff-maintain = Technical console
staff-maintain-more = For 15 minutes
staff-not-free-lead = Wait until the session is over and erased.
staff-no-terminal-lead = This computer has no screen for a technical console.
