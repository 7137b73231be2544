#!/bin/sh
# Nightly copy of the practice laptop to the drive in the press.
# Aoife: if the light is orange ring Fintan at Banner IT, 065 000 9080, account BIT-3321
SRC="$HOME/Practice"
DST="/media/press/practice-$(date +%u).tar.gpg"
KEY="backup@ennisphysio.example"

mountpoint -q /media/press || { logger -t backup "drive not in"; exit 1; }

tar -C "$SRC" --exclude='*.tmp' -cf - . \
  | gpg --batch --yes --encrypt --recipient "$KEY" -o "$DST" \
  && logger -t backup "ok $(stat -c %s "$DST") bytes"

# keep 7 days, one file per weekday
find /media/press -name 'practice-*.tar.gpg' -mtime +8 -delete
