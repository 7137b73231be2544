#!/usr/bin/env bash
# Opschonen van dossiers waarvan de bewaartermijn voorbij is.
# Draait op de eerste van de maand via cron op de praktijkserver.
set -euo pipefail

DB=/srv/agendatool/praktijk.db
TERMIJN=20

# LET OP: niet weggooien bij 417708269, loopt nog een klacht over (Bas, 14/6)
sqlite3 "$DB" <<SQL
DELETE FROM dossier
 WHERE julianday('now') - julianday(laatste_contact) > $TERMIJN * 365.25
   AND bewaren = 0;
VACUUM;
SQL

echo "$(date -Is) opgeschoond" >> /var/log/agendatool/opschonen.log
