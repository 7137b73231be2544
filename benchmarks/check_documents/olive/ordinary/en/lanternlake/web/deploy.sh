#!/usr/bin/env bash
# push the built site; usage: ./deploy.sh [staging|live]
set -euo pipefail
target=${1:-staging}
case "$target" in
  staging) host=staging.lanternlake.example ;;
  live)    host=lanternlake.example ;;
  *) echo "what?" >&2; exit 2 ;;
esac
npm run build
rsync -az --delete dist/ "deploy@$host:/srv/www/"
ssh "deploy@$host" 'sudo systemctl reload caddy'
echo "done, $(date +%H:%M). Tell Mags to hard-refresh."
