#!/usr/bin/env bash
# Verifies one kaspa-pay delivery with openssl alone, as a CGI program (lighttpd, busybox httpd, fcgiwrap):
# body on stdin, headers in HTTP_WEBHOOK_ID, HTTP_WEBHOOK_TIMESTAMP, HTTP_WEBHOOK_SIGNATURE. Secret: WEBHOOK_SECRET.
# openssl takes the key as an argument, so other users of this machine may see it in the process list.
set -euo pipefail
export LC_ALL=C

answer() {
  printf 'Status: %s\r\nContent-Type: text/plain\r\n\r\n%s' "$1" "$2"
  exit 0
}

hmac() { # key as hex; data on stdin; prints hex
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -r | cut -d ' ' -f 1
}

body=$(mktemp)
trap 'rm -f "$body"' EXIT
head -c 1048576 >"$body" # the raw bytes, in a file: shell variables lose zero bytes and last newlines

id=${HTTP_WEBHOOK_ID:-}
timestamp=${HTTP_WEBHOOK_TIMESTAMP:-}
key=$(printf '%s' "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
[[ -n $key && $WEBHOOK_SECRET == whsec_* ]] || answer '500 Internal Server Error' 'set WEBHOOK_SECRET'

[[ -n $id && $timestamp =~ ^[0-9]{1,12}$ ]] || answer '401 Unauthorized' 'bad signature'
age=$(($(date +%s) - 10#$timestamp))
((age <= 300 && age >= -300)) || answer '401 Unauthorized' 'too old or too new' # stale, or a wrong clock

expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat "$body"; } | hmac "$key")
# [ = ] stops at the first difference. Comparing keyed hashes under a fresh random key tells an attacker nothing.
blind=$(openssl rand -hex 32)
genuine=no
# Two signatures while a secret is being rotated: one of them has to match.
IFS=' ' read -r -a signatures <<<"${HTTP_WEBHOOK_SIGNATURE:-}"
for part in ${signatures[@]+"${signatures[@]}"}; do
  [[ $part =~ ^v1,[A-Za-z0-9+/]{43}=$ ]] || continue # any other length is refused before comparing
  given=$(printf '%s' "${part#v1,}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
  if [[ $(printf '%s' "$given" | hmac "$blind") == $(printf '%s' "$expected" | hmac "$blind") ]]; then genuine=yes; fi
done
[[ $genuine == yes ]] || answer '401 Unauthorized' 'bad signature'

# Genuine. Now read the JSON from "$body" and compare store, payment, order and amount with your own records.
# Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
# `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
answer '200 OK' 'OK'
