"""Follows a payment to its end, without a key; ends with 0 when it is confirmed: python3 poll.py pay_..."""
import json
import os
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

url = f"{os.environ['KP_URL']}/api/v1/payments/{sys.argv[1]}/status"
etag = ""
while True:
    try:
        with urlopen(Request(url, headers={"If-None-Match": etag})) as response:
            etag = response.headers["etag"]
            status = json.load(response)["status"]
            print(status, flush=True)
    except HTTPError as error:
        if error.code != 304:  # 304: nothing has changed
            raise
    if status not in ("pending", "underpaid", "confirming"):
        sys.exit(0 if status == "confirmed" else 1)
    time.sleep(3)
