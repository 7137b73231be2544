#!/usr/bin/env bash
# Ruimt de map met tijdelijke afdrukken op. Draait elke nacht om drie uur.
set -euo pipefail

MAP="${GORZEN_TMP:-/var/tmp/gorzen}"
DAGEN=2

if [[ ! -d "$MAP" ]]; then
  echo "map $MAP bestaat niet" >&2
  exit 1
fi

find "$MAP" -type f -name '*.pdf' -mtime +"$DAGEN" -print -delete
find "$MAP" -type d -empty -mindepth 1 -delete

echo "klaar: $(date '+%d-%m-%Y %H:%M')"
