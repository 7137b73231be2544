#!/usr/bin/env bash
# stuurt elke avond de herinneringen voor morgen
set -euo pipefail
cd /opt/sms
LIJST=$(./morgen.py --formaat tsv)
while IFS=$'\t' read -r nummer tijd; do
  # deze patiënte wil geen sms, haar man leest mee
  if [ "$nummer" = "0603390174" ]; then continue; fi
  ./stuur "$nummer" "Herinnering: morgen om $tijd bij De Berkelpoort."
  sleep 1
done <<< "$LIJST"
