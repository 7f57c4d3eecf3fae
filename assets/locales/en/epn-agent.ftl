### What the station says to whoever looks after it. Short sentences, no needless abbreviations.

all-well = All is well on this station.
why = Why it matters: { $why }
do = What to do: { $action }

## The machine
hot = The station is too hot ({ $degrees } °C).
hot-why = a PC that is too hot slows down, then switches itself off in the middle of a session.
hot-do = clean the dust from its vents and see that the fan turns. Leave some space around it.
disk-full = The disk is nearly full: { $free } MiB are left.
disk-full-why = when the disk is full, the station cannot keep its journal and goes out of service.
disk-full-do = remove old packages (apt clean, apt autoremove), then look for what grows (du -xh / | sort -h | tail).
memory-short = The memory is nearly full: { $free } MiB are left.
memory-short-why = programs close by themselves when memory runs out.
memory-short-do = restart the station between two sessions. If it comes back, add memory.
disk-read-only = The disk cannot be written to any more.
disk-read-only-why = this is often the sign of a disk near its end. The station cannot store anything.
disk-read-only-do = take the station out of service and replace the disk.
little-memory = The station has little memory ({ $total } MiB).
little-memory-why = a browser and an office program do not fit together in less than 2 GB.
little-memory-do = add memory, or keep this station for simple uses.
no-swap = The station has { $total } MiB of memory and nothing in reserve.
no-swap-why = when the memory is full, a program is closed without a warning.
no-swap-do = install compressed memory: apt install systemd-zram-generator, then restart.

## The time
clock-behind = The station’s clock is behind: it shows { $shown }.
clock-behind-why = the times that are shown and noted are wrong. The length of sessions stays right.
clock-behind-do = set the time (timedatectl set-time) or mend the network. If it comes back at each start, replace the battery on the board.
battery-clock =
    { $days ->
        [one] The clock on the board is wrong by { $days } day.
       *[other] The clock on the board is wrong by { $days } days.
    }
battery-clock-why = at the next start without a network, the station will show a wrong time.
battery-clock-do = store the time (hwclock --systohc). If it comes back, replace the battery on the board.

## The software
misconfigured = The station’s configuration file cannot be used.
misconfigured-why = the station cannot start without its configuration.
misconfigured-do = correct /etc/epn/agent.toml, then restart: systemctl restart epn-agent.
agent-stopped = The station’s agent does not run.
agent-stopped-why = without it nobody can start a session, and nothing is erased.
agent-stopped-do = restart it: systemctl restart epn-agent. If it stops again, read: journalctl -u epn-agent.
kiosk-stopped = The lock screen does not run.
kiosk-stopped-why = the screen stays black: nobody can start a session.
kiosk-stopped-do = restart it: systemctl restart epn-kiosk. If it stops again, read: journalctl -u epn-kiosk.
no-golden-profile = What sessions start as is missing ({ $path }).
no-golden-profile-why = each session starts with an empty desktop, without the room’s settings.
no-golden-profile-do = prepare an account, then keep it: epn-agent golden save --from ACCOUNT.

## The network
no-network = The station is connected to no network.
no-network-why = without a network nobody can start a session.
no-network-do = check the cable at both ends, or the Wi-Fi.
not-paired = The station belongs to no hub.
not-paired-why = it is the hub that opens sessions.
not-paired-do = ask for a pairing code on the console, then: epn-agent pair --hub ADDRESS -.
hub-silent = The room’s hub does not answer ({ $address }).
hub-silent-why = a running session goes on, but nobody can start another.
hub-silent-do = see that the hub is on and in the same network. If its address changed, correct it in /etc/epn/agent.toml.

## Printing
printing-stopped = The printing service is stopped.
printing-stopped-why = nothing is printed from this station.
printing-stopped-do = restart it: systemctl restart cups.
printer-stopped = The printer { $name } is paused on this station.
printer-stopped-why = documents wait and do not come out.
printer-stopped-do = check paper, ink and cable, then start it again: cupsenable, followed by its name.
prints-waiting = { $count } documents wait to be printed.
prints-waiting-why = a queue that does not empty is stuck. The documents belong to people who have left.
prints-waiting-do = check the printer. To empty the queue: cancel -a.

## Security
lockdown =
    { $count ->
        [one] One item of the lockdown does not hold.
       *[other] { $count } items of the lockdown do not hold.
    }
lockdown-more =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
lockdown-why = a visitor could leave their session, or leave a trace behind.
lockdown-do = read the details with: epn-agent check. Most often: apt install --reinstall epn-station, then restart.
starts-elsewhere = The station tries to start from “{ $name }” before its disk.
starts-elsewhere-why = somebody could start it from a key of their own and read the disk.
starts-elsewhere-do = in the PC’s own settings (often F2 or Del when it starts), put the disk first and set a password.

## What could not be tried
untested-heading = This software could not be tried with the following. Watch them closely at first:
untested-graphics = Graphics cards (Intel, AMD, Nvidia): tried with a virtual screen only.
untested-graphics-watch = Watch for: a black screen between lock screen and desktop, or a frozen picture on the way back.
untested-screens = Several screens, and one that is plugged in during a session.
untested-screens-watch = Watch for: the lock screen must cover all screens, and nothing of the desktop may stay on the second one.
untested-usb = USB keys and disks: opening them, and their removal at the end.
untested-usb-watch = Watch for: the key opens without a password, is released when the session ends, and a forgotten key is not visible to the next person. If the station prints from a key without a session: its documents show within seconds, for each format of keys (FAT, exFAT, NTFS).
untested-bluetooth = Bluetooth headsets and keyboards.
untested-bluetooth-watch = Watch for: what one person paired must not be paired for the next.
untested-sound = Sound, microphone and camera.
untested-sound-watch = Watch for: the volume comes back to its setting, and the microphone stops with the session or the pause.
untested-suspend = Suspend, and closing a laptop’s lid.
untested-suspend-watch = Watch for: closing the lid must change nothing, and the session must end on time.
untested-firmware = The start-up settings of each make of PC.
untested-firmware-watch = Watch for: a password protects them, and the PC starts neither from a key nor from the network.
untested-printers = Printers that are plugged into the station itself.
untested-printers-watch = Watch for: a document that was stopped while printing must not come out for the next person.
untested-scanners = The room’s scanner: tried with files that were put into its folder only.
untested-scanners-watch = Watch for: a scanned document arrives at the right station, whole, and does not stay in the scanner’s folder.
