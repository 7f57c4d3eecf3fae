### What all programs say alike. Short sentences, plain words.

## Times and dates
hour = { $hour }:00
time = { $hour }:{ $minute }
midnight = midnight
moment-today = at { $time }
moment-tomorrow = tomorrow at { $time }
moment-weekday = { $day } at { $time }
moment-date = { $date } at { $time }
day-tomorrow = tomorrow
day-date = { $date }
week-of = the week of { $date }
days-until = the { $days } days up to { $date }
date = { $weekday } { $day }
day-first = 1
day-of-year = { $day } { $month }
seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
hours-minutes = { $hours } h { $minutes }
hours-range = { $start } – { $end }
hours-and = { $before } and { $last }
closed-today = Closed today
closed-because = Closed: { $why }
monday = Monday
tuesday = Tuesday
wednesday = Wednesday
thursday = Thursday
friday = Friday
saturday = Saturday
sunday = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Decisions
granted-until = You can use this computer until { $time }.
next-access = Next access: { $moment }.
next-unknown = Please ask the mediator when it will be possible.
limit-session-length = A session lasts { $length } at most.
limit-closing = You must finish at { $time }: the room closes.
limit-ticket = Your ticket has { $length } left.
running-ticket = Your ticket will then be used up.
running-quota-session = Your time for this session will then be used up: { $allowed }.
running-quota-day = Your time for today will then be used up: { $allowed }.
running-quota-week = Your time for this week will then be used up: { $allowed }.
running-quota-month = Your time for this month will then be used up: { $allowed }.
running-quota-days = Your time for { $days } days will then be used up: { $allowed }.
running-quota-other = Your time for { $when } will then be used up: { $allowed }.
limit-held = This computer is booked from { $time }.
limit-staff = The mediator opened this computer for { $length }.
limit-booking = You have booked this computer until { $time }.
bonus-session = You have { $length } more per session: { $why }.
bonus-day = You have { $length } more per day: { $why }.
bonus-week = You have { $length } more per week: { $why }.
bonus-month = You have { $length } more per month: { $why }.
bonus-days = You have { $length } more over { $days } days: { $why }.
quota-session = You have used { $used } of { $allowed } minutes in this session.
quota-day = You have used { $used } of { $allowed } minutes today.
quota-week = You have used or booked { $used } of { $allowed } minutes this week.
quota-month = You have used or booked { $used } of { $allowed } minutes this month.
quota-days = You have used or booked { $used } of { $allowed } minutes over { $days } days.
quota-other = You have used or booked { $used } of { $allowed } minutes for { $when }.
refusal-closed = The room is closed.
refusal-closed-until = The room is closed. It opens { $moment }.
refusal-closes-soon = The room closes soon, at { $time }. There is not enough time left to start.
refusal-closure = The room is closed: { $why }.
refusal-ticket-spent = Your ticket for { $length } is used up.
refusal-ticket-expired = Your ticket has been out of date since { $date }.
refusal-busy = This computer is already taken.
refusal-busy-until = This computer is taken until { $time }.
refusal-held = This computer is booked from { $from } to { $until }.
refusal-out-of-service = This computer is out of order.
refusal-already-in = You already have an open session: { $station }.
refusal-no-account = Here you need a ticket or an account. The mediator gives you one.
refusal-accompanied = Under { $age }, please come with an adult.
refusal-authorisation = Under { $age }, a parent must give permission. Please talk to the mediator.
refusal-called = This computer is kept until { $time } for somebody who was called.
refusal-too-young = You must be { $age } to use a computer.
refusal-for-children = This computer is for people under { $age }.
refusal-booking-not-allowed = There are no bookings here. Take a free computer.
refusal-slot-past = That time has passed.
refusal-slot-too-far =
    { $days ->
        [0] You can only book for today.
        [one] You can book { $days } day ahead at most.
       *[other] You can book { $days } days ahead at most.
    }
refusal-slot-empty = Please choose how long.
refusal-slot-too-long = You can book { $length } at most.
at-most-closing = At most { $length }: the room closes at { $time }.
at-most-taken = At most { $length }: it is booked from { $time } on.
at-most-own = At most { $length }: you have another booking at { $time }.
at-most-quota = At most { $length }. { $why }
refusal-slot-off-grid = Bookings go in steps of { $length }.
refusal-slot-skipped = On that day there is no { $time }: the clocks change to summer time.
refusal-slot-closed = The room is not open for all of that time.
refusal-slot-closed-until = The room is not open for all of that time. It next opens { $moment }.
refusal-slot-taken = It is already booked from { $from } to { $until }.
refusal-slot-own = You have already booked from { $from } to { $until }.
refusal-too-many-bookings =
    { $held ->
        [one] You already have { $held } of { $allowed } possible bookings.
       *[other] You already have { $held } of { $allowed } possible bookings.
    }
refusal-nothing-such = There is nothing like that here: { $tag }.
refusal-no-queue = There is no queue here.
refusal-queue-full = The queue is full: { $waiting } people are already waiting.
refusal-somebody-waits =
    { $count ->
        [one] One person is waiting for a computer.
       *[other] { $count } people are waiting for a computer.
    }

## Ends of sessions
end-time-up = Time used up
end-visitor-left = Visitor left
end-by-staff = Ended by the mediator
end-moved = Moved to another computer
end-idle = Left alone
end-closing = Room closed
end-station-fault = Computer fault
end-power-lost = Power cut

## Stations
phase-locked = Free
phase-starting = Starting
phase-active = In use
phase-paused = Paused
phase-grace = Ending soon
phase-resetting = Erasing
phase-out-of-service = Out of service
out-staff = The mediator has taken this computer out of service.
out-staff-note = The mediator has taken this computer out of service: { $note }
out-leftovers =
    { $count ->
        [one] Erasing is not complete: 1 trace is left. The computer is blocked.
       *[other] Erasing is not complete: { $count } traces are left. The computer is blocked.
    }
out-session-fails = The workspace does not start.
out-journal = The computer’s disk is full or broken.
out-maintenance = A technician is working on it.
reset-proved = Everything was erased and checked.
reset-unproved =
    { $count ->
        [one] Erased; 1 check is not possible on this computer.
       *[other] Erased; { $count } checks are not possible on this computer.
    }
reset-left =
    { $count ->
        [one] Warning: 1 trace is left.
       *[other] Warning: { $count } traces are left.
    }

## People
category-member = Member
category-ticket = Ticket
category-no-account = No account
category-staff = Opened by the mediator
age-under-12 = Under 12
age-12-17 = 12 to 17
age-18-24 = 18 to 24
age-25-39 = 25 to 39
age-40-59 = 40 to 59
age-60-69 = 60 to 69
age-70-plus = 70 and over
age-unsaid = I’d rather not say

## Pictures
alias-apple = Apple
alias-anchor = Anchor
alias-balloon = Balloon
alias-bell = Bell
alias-bike = Bike
alias-boat = Boat
alias-book = Book
alias-bread = Bread
alias-butterfly = Butterfly
alias-cat = Cat
alias-cherry = Cherry
alias-cloud = Cloud
alias-dog = Dog
alias-feather = Feather
alias-fish = Fish
alias-flower = Flower
alias-guitar = Guitar
alias-house = House
alias-key = Key
alias-leaf = Leaf
alias-moon = Moon
alias-star = Star
alias-sun = Sun
alias-umbrella = Umbrella

## Money
money = €{ $amount }
receipt-top-up = payment
receipt-refund = refund

## Documents to print
print-black-pages =
    { $count ->
        [one] { $count } page in black
       *[other] { $count } pages in black
    }
print-colour-pages =
    { $count ->
        [one] { $count } page in colour
       *[other] { $count } pages in colour
    }
print-mixed-pages = { $count } pages, { $colour } of them in colour
print-large-pages =
    { $count ->
        [one] { $count } large page
       *[other] { $count } large pages
    }
print-copies =
    { $count ->
        [one] { $count } copy
       *[other] { $count } copies
    }
print-duplex = both sides

## A station’s lockdown, item by item
lockdown-held =
    { $held ->
        [one] Lockdown: { $held } item holds, of { $of }
       *[other] Lockdown: { $held } items hold, of { $of }
    }
lockdown-untested =
    { $count ->
        [one] { $count } item can only be checked by hand
       *[other] { $count } items can only be checked by hand
    }
lockdown-short = Does not hold: { $item }
lockdown-item-no-terminals = No log-in prompt appears by itself
lockdown-item-leftover-programs = A session’s programs end with it
lockdown-item-leftover-ipc = A session’s shared memory goes with it
lockdown-item-leftover-manager = A session’s services end at once
lockdown-item-power-key = The power key switches off in good order
lockdown-item-restart-key = The restart key does nothing
lockdown-item-suspend-key = The suspend key does nothing
lockdown-item-hibernate-key = The hibernate key does nothing
lockdown-item-lid = The lid does nothing
lockdown-item-idle = An idle station is left as it is
lockdown-item-suspend = The station never sleeps
lockdown-item-hibernate = The memory is never written to the disk
lockdown-item-ctrl-alt-del = Ctrl+Alt+Del does nothing
lockdown-item-keyboard-request = Alt+Up does nothing
lockdown-item-terminal-prompt = No log-in prompt on terminal 1
lockdown-item-terminal-prompt-auto = No log-in prompt on the other terminals
lockdown-item-console-prompt = No log-in prompt on the console
lockdown-item-debug-shell = No debugging console is open
lockdown-item-ctrl-alt-del-burst = Ctrl+Alt+Del seven times does nothing
lockdown-item-terminal-programs = Nothing runs on another terminal
lockdown-item-terminal-shown = The screen shows one of the station’s terminals
lockdown-item-terminal-lock = Switching between terminals is locked
lockdown-item-reserved-terminal = No terminal is kept for a log-in
lockdown-item-xorg-switch = The desktop does not leave its terminal (Ctrl+Alt+F1)
lockdown-item-xorg-zap = The desktop does not die by a key
lockdown-item-sysrq = The system’s rescue keys (SysRq) are off
lockdown-item-ctrl-alt-del-kernel = Ctrl+Alt+Del does not restart the machine
lockdown-item-core-pattern = No copy of a crashed program’s memory
lockdown-item-core-privileged = Nor of a system program’s
lockdown-item-crash-restart = After a crash of the system, the station starts anew
lockdown-item-kernel-messages = The system’s messages are for the technician
lockdown-item-kernel-addresses = The system’s inner addresses are hidden
lockdown-item-tracing = A program does not look into others
lockdown-item-bpf = Programs inside the kernel need rights
lockdown-item-terminal-disciplines = Special terminal modes need rights
lockdown-item-planted-links = Planted links do nothing
lockdown-item-planted-names = Planted file names do nothing
lockdown-item-planted-pipes = Planted pipes do nothing
lockdown-item-planted-files = Planted files do nothing
lockdown-item-terminal-typing = A program cannot type in somebody’s place
lockdown-item-swap = What is swapped out cannot be read later
lockdown-item-visitor-account = The visitors’ account is the right one
lockdown-item-visitor-groups = The visitors’ account has no further rights
lockdown-item-visitor-password = The visitors’ account has no usable password
lockdown-item-kiosk-groups = The lock screen has no further rights
lockdown-item-kiosk-password = The lock screen’s account is closed
lockdown-item-link-groups = The link to the hub has no further rights
lockdown-item-link-password = The link’s account is closed
lockdown-item-empty-passwords = No account opens without a password
lockdown-item-core-limit = Programs leave no copy of their memory
lockdown-item-visitor-manager = The visitor’s services gain no rights
lockdown-item-other-printers = No other printer adds itself
lockdown-item-agent-runs = The agent runs
lockdown-item-agent-restart = The agent comes back by itself
lockdown-item-agent-no-limit = However often it has to
lockdown-item-kiosk-restart = The lock screen comes back by itself
lockdown-item-kiosk-no-limit = The lock screen comes back however often it has to
lockdown-item-visitor-processes = No program of the visitor can gain rights
lockdown-item-polkit = The visitor cannot ask the system for rights
lockdown-item-sshd = The station’s accounts are refused over the network
lockdown-item-cron = The visitor cannot plan repeated work
lockdown-item-at = The visitor cannot plan work
lockdown-item-package-files = The installed files are unchanged
lockdown-item-home-in-memory = The visitor’s documents stay in memory
lockdown-item-configuration = The configuration is usable and protected
lockdown-item-configuration-folder = The configuration’s folder is protected
lockdown-item-agent-program = The station’s program is protected
lockdown-item-state-folder = The station’s journal is protected
lockdown-item-station-key = The station’s key is protected
lockdown-item-golden-profile = The sessions’ model is protected
lockdown-item-boot-lock = Changing how it starts asks for a password
lockdown-item-boot-alone = The station starts without a password
lockdown-item-boot-recovery = Recovery mode is not offered
lockdown-item-boot-secret = The start-up password is protected
lockdown-item-start-parameters = The station did not start in rescue mode
lockdown-item-start-shell = A failing disk opens no console
lockdown-item-firmware = Starting from a USB key is refused
lockdown-item-file-logind = File unchanged: terminals and keys
lockdown-item-file-systemd = File unchanged: service manager
lockdown-item-file-coredump = File unchanged: core dumps
lockdown-item-file-sleep = File unchanged: sleep
lockdown-item-file-user-manager = File unchanged: the visitor’s services
lockdown-item-file-sysctl = File unchanged: the kernel’s settings
lockdown-item-file-modules = File unchanged: forbidden kernel modules
lockdown-item-file-polkit = File unchanged: the visitor’s rights
lockdown-item-file-xorg = File unchanged: the desktop’s keys
lockdown-item-file-sshd = File unchanged: log-ins over the network
lockdown-item-file-cups = File unchanged: print service
lockdown-item-file-cups-files = File unchanged: what printing keeps
lockdown-item-file-cron = File unchanged: repeated work
lockdown-item-file-at = File unchanged: planned work
lockdown-item-file-grub-defaults = File unchanged: boot menu
lockdown-item-file-grub = File unchanged: lock of the boot menu

## Prints and payments
printer-jam = paper jam
printer-no-paper = out of paper
printer-no-ink = out of ink
printer-cover-open = cover open
printer-offline = does not answer
printer-paused = paused
printer-stopped = stopped
print-encrypted = This document is protected by a password. Save it without the password, then print it again.
print-too-large = The pages are too large for the printer.
print-too-many-pages = This document has { $pages } pages. At most { $most } pages can be printed.
print-too-big = This document is too big to be printed.
print-unreadable = This document cannot be read. Try saving it as a PDF.
means-cash = cash
means-card = card
means-cheque = cheque
means-voucher = voucher
