#!/usr/bin/env bash
# Makes a payment for an order; send the customer to `checkoutUrl` of the answer: bash create-payment.sh order-1001
set -euo pipefail
order=$1

# The order's id as the idempotency key: a repeated request answers the same payment.
curl -sS --fail-with-body "$KP_URL/api/v1/payments" \
  -H "Authorization: Bearer $KP_KEY" \
  -H 'Content-Type: application/json' \
  -H "Idempotency-Key: $order" \
  -d '{"amount": "25.00", "currency": "USD", "orderId": "'"$order"'", "redirectUrl": "https://shop.example/thanks"}'
