#!/bin/sh
# footnotes: start-up script, (c) Heel & Sole Software, Preston
set -eu

: "${DATABASE_URL:?set DATABASE_URL}"
: "${SECRET_KEY:?set SECRET_KEY}"

python -m footnotes.migrate --to head
if [ "${DEMO:-0}" = "1" ]; then
  # three invented people: Ann Example, Bob Example, Cy Example
  python -m footnotes.seed demo
fi
exec gunicorn footnotes.web:app -b 0.0.0.0:8080 --access-logfile -
