#!/usr/bin/env bash
# Rename incoming scans to a random code and move them out of the inbox.
set -euo pipefail

inbox=${INBOX:-"$HOME/inbox"}
vault=${VAULT:?set VAULT to the mounted encrypted disk}
dry=0
[[ ${1:-} == --dry-run ]] && { dry=1; shift; }
[[ $# -gt 0 ]] && inbox=$1

mountpoint -q "$vault" || { echo "vault is not mounted" >&2; exit 2; }

count=0
while IFS= read -r -d '' file; do
  ext=${file##*.}
  code=$(tr -dc 'bcdfghjkmnpqrstvwxz23456789' </dev/urandom | head -c 8)
  target=$vault/$(date +%Y)/$code.${ext,,}
  if ((dry)); then
    count=$((count + 1))
    continue
  fi
  mkdir -p "${target%/*}"
  mv -n -- "$file" "$target"
  chmod 0400 "$target"
  count=$((count + 1))
done < <(find "$inbox" -maxdepth 1 -type f \( -iname '*.pdf' -o -iname '*.jpg' \) -print0)

echo "$count file(s) moved"
