### What all programs say alike. Short sentences, plain words.

## Times and dates
hour = { $hour }:00
time = { $hour }:{ $minute }
midnight = midnight
moment-today = at { $time }
moment-tomorrow = tomorrow at { $time }
moment-weekday = { $day } at { $time }
moment-date = { $date } at { $time }
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
refusal-closed = The room is closed.
refusal-closed-until = The room is closed. It opens { $moment }.
refusal-closes-soon = The room closes soon, at { $time }. There is not enough time left to start.
refusal-closure = The room is closed: { $why }.
refusal-ticket-spent = The { $length } on your ticket are used up.
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
