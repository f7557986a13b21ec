#!/usr/bin/env bash
# Makes a payment link; `url` of the answer is what you share: KP_URL=… KP_KEY=… bash create-link.sh
set -euo pipefail

curl -sS --fail-with-body "$KP_URL/api/v1/links" \
  -H "Authorization: Bearer $KP_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"title": "Bag of coffee", "amount": "12.50", "currency": "USD"}'
