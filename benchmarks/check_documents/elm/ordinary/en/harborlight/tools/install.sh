#!/bin/sh
# Put the office tools on a fresh Mac mini. Run as the "office" user.
set -eu

PREFIX="${PREFIX:-$HOME/harborlight-tools}"
REPO="https://git.harborlight.example/office/tools.git"

command -v python3 >/dev/null || { echo "install python3 first" >&2; exit 1; }

if [ -d "$PREFIX/.git" ]; then
  git -C "$PREFIX" pull --ff-only
else
  git clone "$REPO" "$PREFIX"
fi

python3 -m venv "$PREFIX/venv"
"$PREFIX/venv/bin/pip" install -q -r "$PREFIX/requirements.txt"

# reminders at 7:10 on weekdays; Becky is in at 7:30
( crontab -l 2>/dev/null | grep -v reminders.py
  echo "10 7 * * 1-5 $PREFIX/venv/bin/python $PREFIX/reminders.py" ) | crontab -

echo "done. trouble? call Nate, 218-555-0133"
