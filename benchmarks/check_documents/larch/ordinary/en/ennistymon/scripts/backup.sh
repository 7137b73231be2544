#!/bin/sh
# Copies the website to the stick. Notes are on paper and stay there.
set -eu
SRC="$HOME/website"
DEST="/media/deirdre/BLUE"
[ -d "$DEST" ] || { echo "put in the blue stick"; exit 1; }
tar -czf "$DEST/site-$(date +%F).tgz" -C "$SRC" .
ls -t "$DEST"/site-*.tgz | tail -n +7 | xargs -r rm --
echo "done, take it out"
