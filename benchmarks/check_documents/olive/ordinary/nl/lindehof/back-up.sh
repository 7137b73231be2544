#!/bin/sh
# dagelijkse back-up van de onthaaldatabank, versleuteld
set -eu
DAG=$(date +%F)
DOEL=/mnt/kluis/onthaal-$DAG.sql.age
SLEUTEL=/etc/onthaal/age.pub

pg_dump --no-owner onthaal | age -R "$SLEUTEL" > "$DOEL"

# 30 dagen houden
find /mnt/kluis -name 'onthaal-*.age' -mtime +30 -delete

if [ ! -s "$DOEL" ]; then
  echo "back-up leeg, verwittig Bart (0400 90 12 12)" | mail -s "back-up" bart@huysmans-it.example
  exit 1
fi
