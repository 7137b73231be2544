#!/usr/bin/env bash
# Turn handouts/*.md into letter-size PDFs for the rack by the door.
# Bjorn Lindqvist, 2024. Needs pandoc 3 and tectonic.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p dist/handouts

footer="Two Pines Nutrition · 318 W Superior St · 218-555-0100"

for f in handouts/*.md; do
  name=$(basename "$f" .md)
  pandoc "$f" \
    --pdf-engine=tectonic \
    -V geometry:letterpaper,margin=0.8in \
    -V "footer-left=$footer" \
    -o "dist/handouts/$name.pdf"
  printf '%-24s ok\n' "$name"
done
