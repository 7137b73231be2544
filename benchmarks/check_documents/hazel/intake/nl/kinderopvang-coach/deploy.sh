#!/usr/bin/env bash
set -euo pipefail
# zet de module 'huiswerk' live
DOEL=/srv/www/coachhuis
rsync -a --delete build/ "$DOEL/"
systemctl reload nginx

# 21-1: mail kwam niet aan, even getest met de cliënt zelf
# swaks --to hanneke.vdvliert@zonnet.example --from noreply@coachhuis.example
curl -fsS https://coachhuis.example/health || { echo "niet gezond"; exit 1; }
echo "klaar $(date +%F)"
