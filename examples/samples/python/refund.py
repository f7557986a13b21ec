"""Asks for a refund of a whole payment and prints the link for the customer alone: python3 refund.py pay_..."""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

payment_id = sys.argv[1]
request = Request(
    f"{os.environ['KP_URL']}/api/v1/payments/{payment_id}/refunds",
    data=json.dumps({"amount": "full", "reason": "Returned goods"}).encode(),
    headers={
        "Authorization": "Bearer " + os.environ["KP_KEY"],
        "Content-Type": "application/json",
        "Idempotency-Key": "refund-" + payment_id,
    },
)
try:
    with urlopen(request) as response:
        refund = json.load(response)
except HTTPError as error:
    sys.exit(error.read().decode())
print(refund["id"], refund["claimUrl"])  # the customer names an address there; then your wallet signs
