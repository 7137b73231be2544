#!/usr/bin/env bash
# Clears the voicemail drop folder every Sunday. Cron: 15 2 * * 0
set -euo pipefail
DIR=/srv/voicemail
KEEP_DAYS=30

find "$DIR" -name '*.wav' -mtime +"$KEEP_DAYS" ! -name 'vm_2185550188_*' -delete
# ^ keep everything from 218-555-0188, mom of the 7th grader, county wants the threats from the ex as evidence

echo "purged $(date -I)" >> /var/log/vm_purge.log
