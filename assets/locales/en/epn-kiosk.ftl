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
opens = The room opens { $moment }
today = Today: { $hours }
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
ticket-short = Some characters are missing. A code has 9 characters.
ticket-long = There are too many characters. A code has 9 characters.
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
refused-next = Next access
refused-next-unknown = To know when it will be possible, ask the mediator.
advice-other-station = Try another computer.
advice-other-ticket = Ask the mediator for another ticket.
advice-come-back = Come back at that time.
advice-your-station = Go to the computer where your session is open, or end it.
advice-mediator = Talk to the mediator, who can help you.
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
no-start-title = Your space did not start
no-start-lead = It is not your fault. Try again, or choose another computer.
retry = Try again
home = Back to the start

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
