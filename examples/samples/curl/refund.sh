#!/usr/bin/env bash
# Asks for a refund of a whole payment; `claimUrl` of the answer is for the customer alone: bash refund.sh pay_…
set -euo pipefail

curl -sS --fail-with-body "$KP_URL/api/v1/payments/$1/refunds" \
  -H "Authorization: Bearer $KP_KEY" \
  -H 'Content-Type: application/json' \
  -H "Idempotency-Key: refund-$1" \
  -d '{"amount": "full", "reason": "Returned goods"}'
