"""Prints all payments, the newest first: KP_URL=... KP_KEY=... python3 list-all.py"""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

cursor = None
while True:
    query = urlencode({"limit": 100, **({"cursor": cursor} if cursor else {})})
    request = Request(
        f"{os.environ['KP_URL']}/api/v1/payments?{query}",
        headers={"Authorization": "Bearer " + os.environ["KP_KEY"]},
    )
    try:
        with urlopen(request) as response:
            page = json.load(response)
    except HTTPError as error:
        sys.exit(error.read().decode())
    for payment in page["data"]:
        print(payment["id"], payment["status"], payment["amountReceived"])
    cursor = page["nextCursor"]
    if not cursor:
        break
