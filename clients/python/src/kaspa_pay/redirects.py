"""The local check of a customer's return to the shop."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from .errors import InvalidSecretError, RedirectVerificationError


class Return(NamedTuple):
    """What a signed return says. It proves that the gateway sent the customer, not that anybody paid."""

    payment_id: str
    status: str
    #: Unix seconds at which it was signed, as text.
    ts: str
    order_id: str | None


def verify_redirect(url: str, secret: str | Sequence[str]) -> Return:
    """What a return says that the gateway signed.

    `url` is the URL, or its path and query, as it was called. `secret` is the store's redirect secret, or several
    while it is replaced. Raises RedirectVerificationError when it did not, and InvalidSecretError when a secret is
    not 64 hex digits.
    """
    secrets = [secret] if isinstance(secret, str) else list(secret)
    if not secrets or not all(re.fullmatch("[0-9a-f]{64}", each) for each in secrets):
        raise InvalidSecretError("A redirect secret is 64 hex digits, as the dashboard shows them")
    try:
        query = parse_qs(urlsplit(url).query, keep_blank_values=True)
        # A field that comes twice could be read differently here and in the shop.
        fields = {name: values[0] if len(values) == 1 else "" for name, values in query.items()}
        said = Return(fields["paymentId"], fields["status"], fields["ts"], fields.get("orderId"))
        given = fields["sig"].encode()
        text = ".".join(part for part in said if part is not None).encode()
    except (KeyError, TypeError, ValueError):
        raise _unsigned() from None
    # Without this, text could move from one field into its neighbour under the same signature.
    if "." in said.payment_id + said.status or not re.fullmatch("[0-9]{1,12}", said.ts):
        raise _unsigned()
    # The key is the secret's text as it is shown, not the 32 bytes that it spells.
    macs = [hmac.new(each.encode(), text, hashlib.sha256).hexdigest().encode() for each in secrets]
    if not any([hmac.compare_digest(mac, given) for mac in macs]):
        raise _unsigned()
    return said


def _unsigned() -> RedirectVerificationError:
    return RedirectVerificationError("The gateway did not sign this return")
