#!/bin/sh
# Nightly backup of the portal database. Keeps fourteen days.
# Encrypted for Ravi and for Twin Ports IT; keys are in the office safe.
set -eu

DIR=/srv/backup
STAMP=$(date +%Y%m%d)
OUT="$DIR/portal-$STAMP.sql.gpg"

pg_dump --no-owner portal \
  | gpg --batch --encrypt \
        -r ravi@bluestem-nutrition.example \
        -r help@twinportsit.example \
        -o "$OUT"

find "$DIR" -name 'portal-*.sql.gpg' -mtime +14 -delete
logger -t backup "wrote $OUT ($(wc -c < "$OUT") bytes)"
