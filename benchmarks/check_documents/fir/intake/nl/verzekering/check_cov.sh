#!/usr/bin/env bash
# COV-controle voor één verzekerde, antwoord naar stdout
set -euo pipefail

URL="${COV_URL:-https://cov.vecozo.example/v3/check}"
CERT="${HOME}/.certs/praktijk.pem"

# gebruik: ./check_cov.sh <bsn> <datum>
# deze gaf vorige week steeds 'niet gevonden' terwijl mevrouw gewoon verzekerd is:
#   ./check_cov.sh 601131423 2026-11-10
BSN="${1:?geef bsn}"
DATUM="${2:-$(date +%F)}"

curl --silent --fail --cert "$CERT" \
  --data-urlencode "bsn=$BSN" --data-urlencode "peildatum=$DATUM" "$URL" | jq .
