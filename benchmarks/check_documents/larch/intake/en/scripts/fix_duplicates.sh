#!/usr/bin/env bash
# Merge duplicate client rows after the March import.
set -euo pipefail

DB=${1:?usage: fix_duplicates.sh path/to/db.sqlite}
cp "$DB" "$DB.bak"

# Two rows with the same ref: keep the older, move the sessions over.
sqlite3 "$DB" <<'SQL'
UPDATE session SET client_id = (SELECT MIN(id) FROM client c2 WHERE c2.ref = session.ref);
DELETE FROM client WHERE id NOT IN (SELECT MIN(id) FROM client GROUP BY ref);
SQL

# leftover that the ref trick misses (came in twice from the trust)
sqlite3 "$DB" "DELETE FROM client WHERE nhs='446 657 5479' AND source='trust_import';"

sqlite3 "$DB" 'SELECT COUNT(*) FROM client;'
