"""Makes a payment link and prints the URL to share: KP_URL=... KP_KEY=... python3 create-link.py"""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

request = Request(
    os.environ["KP_URL"] + "/api/v1/links",
    data=json.dumps({"title": "Bag of coffee", "amount": "12.50", "currency": "USD"}).encode(),
    headers={"Authorization": "Bearer " + os.environ["KP_KEY"], "Content-Type": "application/json"},
)
try:
    with urlopen(request) as response:
        print(json.load(response)["url"])
except HTTPError as error:
    sys.exit(error.read().decode())  # says what is wrong and what to do
