#!/bin/sh
# nightly, from root's crontab on "hedgehog". Trouble? Dmitri 218-555-0102, then Jess 218-555-0101
set -eu
STAMP=$(date +%Y%m%d)
pg_dump -Fc caseload > "/mnt/nas/caseload-$STAMP.dump"
gpg --batch --yes -r backup@cedarfork.example -e "/mnt/nas/caseload-$STAMP.dump"
shred -u "/mnt/nas/caseload-$STAMP.dump"
find /mnt/nas -name '*.gpg' -mtime +35 -delete
