"""What the client raises. Every class is a KaspaPayError."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class KaspaPayError(Exception):
    """Base of all errors of this package."""


class ApiError(KaspaPayError):
    """The gateway answered with an error. Decide by `code`: it is one of a closed set."""

    def __init__(self, status: int, body: Mapping[str, Any], retry_after: float | None = None) -> None:
        message = body.get("error")
        self.status = status
        #: For programs; `unexpected_answer` when it was none of the gateway's, for example a proxy's page.
        self.code = str(body.get("code") or "unexpected_answer")
        #: The field at fault, if one is.
        self.param: str | None = body.get("param")
        #: Finds the call in the gateway's log.
        self.request_id: str | None = body.get("requestId")
        #: Seconds that the gateway asked to wait.
        self.retry_after = retry_after
        #: The whole body, with the facts that some codes add: `issues`, `minimum`, `scope`, `paymentId`.
        self.details = dict(body)
        super().__init__(message if isinstance(message, str) else f"HTTP status {status}")


class ConnectionError(KaspaPayError):
    """No whole answer came: refused, cut off, or out of time. A POST may or may not have been carried out."""


class WebhookVerificationError(KaspaPayError):
    """A delivery is refused: answer 401 and do nothing else. `reason` says why, in one word for each cause."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class RedirectVerificationError(KaspaPayError):
    """The gateway did not sign this return."""


class InvalidSecretError(KaspaPayError):
    """Your own secret is missing or has another form: a mistake of the configuration, not of the caller."""
