"""Client of the kaspa-pay payment gateway. Amounts are decimal strings, never floats."""

from .client import KaspaPay, WaitResult
from .errors import (
    ApiError,
    ConnectionError,
    InvalidSecretError,
    KaspaPayError,
    RedirectVerificationError,
    WebhookVerificationError,
)
from .redirects import Return, verify_redirect
from .webhooks import WebhookEvent, verify_webhook

__all__ = [
    "ApiError",
    "ConnectionError",
    "InvalidSecretError",
    "KaspaPay",
    "KaspaPayError",
    "RedirectVerificationError",
    "Return",
    "WaitResult",
    "WebhookEvent",
    "WebhookVerificationError",
    "verify_redirect",
    "verify_webhook",
]
