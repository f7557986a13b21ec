"""Checks a signed receipt without asking the gateway: python3 verify.py receipt.json keys.json"""
import base64
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verify_receipt(file: dict, keys: list):
    """What the receipt says, or None when none of these keys signed it."""
    receipt, signature = file["receipt"], file["signature"]
    key = next((key for key in keys if key["kid"] == signature["kid"]), None)
    if key is None or signature["alg"] != "EdDSA":
        return None
    # Canonical JSON (RFC 8785): a receipt holds texts only, and all its names are ASCII.
    text = json.dumps(receipt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        Ed25519PublicKey.from_public_bytes(decode(key["x"])).verify(decode(signature["value"]), text.encode())
    except InvalidSignature:
        return None
    return receipt


if __name__ == "__main__":
    files = [json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3]]
    said = verify_receipt(files[0], files[1]["keys"])
    if said is None:
        sys.exit("None of these keys signed this receipt")
    print(json.dumps(said))
