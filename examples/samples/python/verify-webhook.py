"""Verifies webhooks and prints what they say: WEBHOOK_SECRET=whsec_... python3 verify-webhook.py"""
import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_genuine(headers, body):
    event_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    digest = hmac.new(KEY, f"{event_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    # Two signatures while a secret is rotated: one of them has to fit.
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(part, expected) for part in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))  # the raw bytes: parse only after the check
        if not is_genuine(self.headers, body):
            return self.answer(401, b"bad signature")
        payment = json.loads(body)["data"].get("payment")
        if payment:  # ship once when the status is confirmed, whatever the event's name
            print(f"{payment['id']} is {payment['status']}", flush=True)
        self.answer(200, b"OK")

    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text)


server = HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Receiver)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
