#!/bin/bash
# sends tomorrow's texts. list comes from the diary, I paste it in each evening - Aoife
set -u
while IFS='|' read -r who num at; do
  [ -z "$who" ] && continue
  curl -s -X POST "https://sms.ennisphysio.example/send" \
    -d "to=$num" -d "msg=Hi $who, see you tomorrow at $at. Aoife"
done <<'LIST'
Maura Clohessy|087 000 4418|9.15
Tomasz Wrobel|085 000 6672|10.00
Noreen Garrihy|086 000 1190|11.30
LIST
