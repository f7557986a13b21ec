#!/usr/bin/env bash
# Follows a payment to its end, without a key; ends with 0 when it is confirmed: bash poll.sh pay_…
set -euo pipefail

last=''
while true; do
  answer=$(curl -sS --fail-with-body "$KP_URL/api/v1/payments/$1/status") || { echo "$answer" >&2; exit 1; }
  [[ $answer =~ \"status\":\"([a-z]+)\" ]]
  status=${BASH_REMATCH[1]}
  if [ "$status" != "$last" ]; then echo "$status"; fi
  last=$status
  case $status in
    pending | underpaid | confirming) sleep 3 ;;
    confirmed) exit 0 ;;
    *) exit 1 ;;
  esac
done
