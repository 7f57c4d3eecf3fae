# Starts CUPS's ippeveprinter in this folder, on $PORT. It wants a system bus with Avahi on it, though it announces itself to
# nobody: all three run in a namespace of their own, whose end is theirs.
set -e
mount -t tmpfs tmpfs /run
mkdir /run/avahi-daemon
cat > bus.conf <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path=/run/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
END
printf '[server]\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n' > avahi.conf
dbus-daemon --config-file=bus.conf --nofork &
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus
while ! [ -S /run/bus ]; do sleep 0.05; done
avahi-daemon -f "$PWD/avahi.conf" --no-drop-root --no-chroot --no-rlimits &
while ! [ -S /run/avahi-daemon/socket ]; do sleep 0.05; done
exec ippeveprinter -r off -n localhost -p "$PORT" -d "$PWD/spool" -2 -s 60,30 -c "$PWD/engine.sh" -f application/pdf EPN
