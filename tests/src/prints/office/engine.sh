#!/bin/sh
# The engine of a printer: says side by side what comes out, and fails as the file "fault" beside it says. A document has as many
# pages as the file "pages" says; a duplex print fills its last sheet. Each side is a line of the
# file "tray".
here=$(dirname "$0")
read -r fault < "$here/fault"
read -r pages < "$here/pages"
case "$IPP_PAGE_RANGES" in *-*) pages=$((${IPP_PAGE_RANGES#*-} - ${IPP_PAGE_RANGES%-*} + 1)) ;; esac
case "$IPP_SIDES" in two-sided-*) pages=$(((pages + 1) / 2 * 2)) ;; esac
sides=$((pages * ${IPP_COPIES:-1}))
echo "STATE: -media-jam-error,media-empty-error,media-needed" >&2
side=0
while [ $side -lt $sides ]; do
    if [ $side -eq 2 ]; then
        case "$fault" in
        jam) echo "STATE: +media-jam-error" >&2; exit 1 ;;
        abort) exit 1 ;;
        empty)
            echo "STATE: +media-empty-error,media-needed" >&2
            while [ "$(cat "$here/fault")" = empty ]; do sleep 0.1; done
            echo "STATE: -media-empty-error,media-needed" >&2
            ;;
        hang) while :; do sleep 1; done ;;
        esac
    fi
    side=$((side + 1))
    echo >> "$here/tray"
    echo "ATTR: job-impressions-completed=$side" >&2
done
