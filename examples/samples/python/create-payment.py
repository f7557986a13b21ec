"""Makes a payment for an order; keep the id, send the customer to the URL: python3 create-payment.py order-1001"""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

order_id = sys.argv[1]
order = {
    "amount": "25.00",
    "currency": "USD",
    "orderId": order_id,
    "redirectUrl": "https://shop.example/thanks",
}
request = Request(
    os.environ["KP_URL"] + "/api/v1/payments",
    data=json.dumps(order).encode(),
    headers={
        "Authorization": "Bearer " + os.environ["KP_KEY"],
        "Content-Type": "application/json",
        "Idempotency-Key": order_id,  # a repeated request answers the same payment
    },
)
try:
    with urlopen(request) as response:
        payment = json.load(response)
except HTTPError as error:
    sys.exit(error.read().decode())
print(payment["id"], payment["checkoutUrl"])
