#!/usr/bin/env bash
# haalt het dossier op bij de wijkzorg (test), alleen vanaf kantoor
set -euo pipefail

BASIS="https://koppel.wijkzorg.example/v2"
TOKEN_BESTAND="${HOME}/.veerhuis/token"

# werkt: ./koppel_ons.sh 114728331
BSN="${1:?geef een bsn}"

curl --fail --silent --show-error \
  -H "Authorization: Bearer $(cat "$TOKEN_BESTAND")" \
  "${BASIS}/clienten/${BSN}/zorgplan" | jq '.doelen'
