#!/bin/sh
# A visitor's hour in one second, so that there is something to erase: documents in every place that can be written,
# a program that goes on by itself and does not want to end, shared memory that outlives its maker.
set -u
umask 077
mkdir -p "$HOME/Documents" "$HOME/.config/navigateur"
for n in 1 2 3 4 5 6 7 8 9 10; do
    echo "Lettre de motivation $n" > "$HOME/Documents/lettre-$n.txt"
done
echo "mot de passe" > "$HOME/.config/navigateur/profil"
for place in /tmp /var/tmp /dev/shm; do
    echo "brouillon" > "$place/brouillon-$$" 2> /dev/null
done
command -v ipcmk > /dev/null && ipcmk --shmem 4096 > /dev/null 2>&1
setsid sh -c 'trap "" TERM HUP INT; while :; do sleep 3600; done' > /dev/null 2>&1 < /dev/null &
exec sleep 86400
