#!/usr/bin/env bash
# Reads all payments, page by page, the newest first; each line is a page: bash list-all.sh
set -euo pipefail

cursor=''
while true; do
  page=$(curl -sS --fail-with-body -G "$KP_URL/api/v1/payments" \
    -H "Authorization: Bearer $KP_KEY" -d limit=100 ${cursor:+--data-urlencode "cursor=$cursor"}) ||
    { echo "$page" >&2; exit 1; } # the answer says what is wrong
  echo "$page"
  cursor=$(sed -nE 's/.*"nextCursor":"([^"]+)".*/\1/p' <<<"$page")
  if [ -z "$cursor" ]; then break; fi
done
