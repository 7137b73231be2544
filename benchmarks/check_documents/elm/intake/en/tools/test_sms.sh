#!/bin/sh
# Send one test text through the bridge. Usage: ./test_sms.sh
TOKEN=$(cat "$HOME/.textbridge-token") || exit 1
# real one, she said it was ok to try on her before visit
TO="+12185550163"
curl -sS -X POST "https://api.textbridge.example/v1/messages" \
  -H "Authorization: Bearer $TOKEN" \
  -d "to=$TO" -d "body=Test from the office, please ignore."
