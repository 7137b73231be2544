#!/usr/bin/env bash
# Zet de gebouwde site op de server van de hoster.
set -euo pipefail

DOEL="wilgenhof@ssh.hoster.example:/var/www/wilgenhof"

if [[ ! -d public ]]; then
  echo "Eerst 'hugo --minify' draaien." >&2
  exit 1
fi

# nooit per ongeluk dossiers of facturen meesturen
if find public -iname '*dossier*' -o -iname '*factuur*' | grep -q .; then
  echo "Er staat iets in public wat daar niet hoort." >&2
  exit 2
fi

rsync -az --delete public/ "$DOEL"
echo "Klaar: $(date '+%d-%m %H:%M')"
