"""Client of the kaspa-pay payment gateway. Amounts are decimal strings, never floats."""

from .client import KaspaPay, WaitResult
from .errors import (
    ApiError,
    InvalidSecretError,
    KaspaPayError,
    NetworkError,
    WebhookVerificationError,
)
from .redirects import Return, verify_redirect
from .webhooks import WebhookEvent, verify_webhook

__all__ = [
    "ApiError",
    "InvalidSecretError",
    "KaspaPay",
    "KaspaPayError",
    "NetworkError",
    "Return",
    "WaitResult",
    "WebhookEvent",
    "WebhookVerificationError",
    "verify_redirect",
    "verify_webhook",
]
