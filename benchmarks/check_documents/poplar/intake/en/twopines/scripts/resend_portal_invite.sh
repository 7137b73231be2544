#!/bin/sh
# resend the portal invite when the first one bounced
# usage: resend_portal_invite.sh [patient email]
set -eu
API=https://portal.twopines.example/api
PT=${1:-tricia.mattila@lakemail.example}

curl -fsS -X POST "$API/invites" \
  -H "X-Key: $PORTAL_KEY" \
  -d "email=$PT" -d "lang=en"
echo "sent"
