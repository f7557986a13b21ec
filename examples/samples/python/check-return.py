"""Checks a return to the shop without asking the gateway: python3 check-return.py 'https://shop.example/thanks?paymentId=…'"""
import hashlib
import hmac
import json
import os
import sys
from urllib.parse import parse_qs, urlsplit


def verify_return(url: str, secret: str):
    """What the return says, or None when this gateway did not sign it."""
    query = parse_qs(urlsplit(url).query, keep_blank_values=True)
    first = lambda name: query[name][0] if name in query else None
    payment_id, status, ts = (first(name) or "" for name in ("paymentId", "status", "ts"))
    order_id = first("orderId")
    text = ".".join([payment_id, status, ts] + ([] if order_id is None else [order_id]))
    # The key is the secret's text as it is shown: 64 characters, not the 32 bytes that they spell.
    expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), (first("sig") or "").encode()):
        return None
    # Else an order id could stand in the field before it, under the same signature.
    if not ts.isdecimal():
        return None
    return {"paymentId": payment_id, "status": status, "ts": ts, "orderId": order_id}


if __name__ == "__main__":
    said = verify_return(sys.argv[1], os.environ["REDIRECT_SECRET"])
    if said is None:
        sys.exit("This return was not signed by the gateway")
    print(json.dumps(said))
