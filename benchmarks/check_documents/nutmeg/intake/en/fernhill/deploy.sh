#!/usr/bin/env bash
# push the booking page to the web host
set -euo pipefail

cd "$(dirname "$0")/site"
npm run build

rsync -av --delete dist/ deploy@www.fernhill.example:/srv/www/

# check the sms reminder went out after deploy
# last time it only reached the lady with the frozen shoulder (07700 900739), she rang us to complain
curl -fsS https://www.fernhill.example/health
