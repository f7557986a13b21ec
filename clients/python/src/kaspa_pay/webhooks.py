"""The check of webhook deliveries by Standard Webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypedDict, cast

from .errors import InvalidSecretError, WebhookVerificationError

# A rotation sends two; many more would only cost time.
_MAX_SIGNATURES = 10


class WebhookEvent(TypedDict):
    """An event as it is delivered. `data` holds `payment`, `refund`, `payout` and others, by the event."""

    id: str
    event: str
    timestamp: str
    sequence: int | None  # rises with the events of one payment: never go back to a lower one
    storeId: str
    livemode: bool
    data: dict[str, Any]


class Headers(Protocol):
    """A dict, or what Django, Flask, FastAPI and http.server call `headers`."""

    def items(self) -> Iterable[tuple[str, Any]]: ...


def verify_webhook(
    secret: str | Sequence[str],
    headers: Headers,
    body: bytes | str,
    *,
    tolerance_seconds: int = 300,
    now: float | None = None,
) -> WebhookEvent:
    """Checks a delivery and returns its event.

    `body` is the raw body as received; a parsed and re-serialised one has other bytes. `secret` is the endpoint's
    `whsec_…`, or several while you rotate. `now` is unix seconds, the machine's clock by default.
    Raises WebhookVerificationError, and InvalidSecretError when a secret is none.
    """
    keys = [_key(each) for each in ([secret] if isinstance(secret, str) else secret)]
    if not keys:
        raise InvalidSecretError("No webhook secret given")
    event_id = _header(headers, "webhook-id")
    timestamp = _header(headers, "webhook-timestamp")
    given = _signatures(_header(headers, "webhook-signature"))
    _check_age(timestamp, time.time() if now is None else now, tolerance_seconds)
    try:
        raw = body.encode() if isinstance(body, str) else bytes(body)
        signed = f"{event_id}.{timestamp}.".encode() + raw
    except (TypeError, ValueError):
        raise WebhookVerificationError("invalid_body", "Pass the raw body as received") from None
    expected = [hmac.new(key, signed, hashlib.sha256).digest() for key in keys]
    # All pairs are compared, so the time does not tell which secret fits.
    if not any([hmac.compare_digest(mac, each) for mac in expected for each in given]):
        raise WebhookVerificationError("signature_mismatch", "No signature fits this body, id and timestamp")
    return _parse(raw)


def _key(secret: str) -> bytes:
    key = _strict_base64(secret[len("whsec_") :]) if secret.startswith("whsec_") else None
    if key is None or not 24 <= len(key) <= 64:
        raise InvalidSecretError('A webhook secret is "whsec_" followed by base64 of 24 to 64 bytes')
    return key


def _strict_base64(text: str) -> bytes | None:
    fits = len(text) % 4 == 0 and re.fullmatch("[A-Za-z0-9+/]+={0,2}", text)
    return base64.b64decode(text) if fits else None


def _header(headers: Headers, name: str) -> str:
    values: list[Any] = []
    for key, value in headers.items():
        if key.lower() == name:
            values += value if isinstance(value, (list, tuple)) else [value]
    # The gateway never sends two values, so they are neither joined nor chosen from.
    if len(values) != 1 or not isinstance(values[0], str) or values[0] == "":
        raise WebhookVerificationError("missing_header", f"Header {name} is missing")
    return values[0]


def _signatures(header: str) -> list[bytes]:
    parts = header.split(" ")[:_MAX_SIGNATURES]
    decoded = [_strict_base64(part[len("v1,") :]) for part in parts if part.startswith("v1,")]
    found = [each for each in decoded if each is not None and len(each) == hashlib.sha256().digest_size]
    if not found:
        raise WebhookVerificationError("malformed_signature", "No v1 signature of 32 bytes in the header")
    return found


def _check_age(timestamp: str, now: float, tolerance_seconds: int) -> None:
    if not re.fullmatch("[0-9]{1,12}", timestamp):
        raise WebhookVerificationError("invalid_timestamp", "webhook-timestamp is not unix seconds")
    age = int(now) - int(timestamp)
    if age > tolerance_seconds:
        raise WebhookVerificationError("timestamp_too_old", f"Sent {age} seconds ago")
    if -age > tolerance_seconds:
        raise WebhookVerificationError("timestamp_too_new", f"Sent {-age} seconds in the future")


def _parse(raw: bytes) -> WebhookEvent:
    try:
        event = json.loads(raw.decode())
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict):
        raise WebhookVerificationError("invalid_body", "The signed body is not a JSON object")
    return cast(WebhookEvent, event)
