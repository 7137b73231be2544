#!/bin/sh
# nightly backup of the shared drive, Tyne Veterans' Table
# Ron set this up in 2021. If it breaks ring him, not the council.
set -eu

SRC=/srv/table
DEST=/mnt/usb/table
KEEP=30
LOG=/var/log/table-backup.log

stamp=$(date +%Y-%m-%d)

if ! mountpoint -q /mnt/usb; then
    echo "$stamp usb disk is not in, skipping" >>"$LOG"
    exit 1
fi

mkdir -p "$DEST/$stamp"
# encrypted with the committee's public key; private half is in the safe
tar -C "$SRC" -cf - . | age -R /etc/table/recipients.txt >"$DEST/$stamp/table.tar.age"

find "$DEST" -mindepth 1 -maxdepth 1 -type d -mtime +"$KEEP" -exec rm -r {} +
echo "$stamp ok $(du -sh "$DEST/$stamp" | cut -f1)" >>"$LOG"
