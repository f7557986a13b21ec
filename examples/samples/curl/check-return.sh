#!/usr/bin/env bash
# Asks the gateway whether it signed a return to the shop: bash check-return.sh 'https://shop.example/thanks?paymentId=…'
set -euo pipefail

query=${1#*\?}
signed=''
IFS='&' read -ra fields <<<"${query%%#*}"
for field in "${fields[@]}"; do
  case $field in
    paymentId=* | status=* | ts=* | orderId=* | sig=*) signed+="&$field" ;; # what else is there is the shop's own
  esac
done
curl -sS --fail-with-body "$KP_URL/api/v1/payments/verify-redirect?${signed#&}"
