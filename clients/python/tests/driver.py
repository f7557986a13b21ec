"""Makes the calls of clients/conformance/README.md with this client: a JSON line in, a JSON line out."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

from kaspa_pay import (
    ApiError,
    ConnectionError,
    InvalidSecretError,
    KaspaPay,
    RedirectVerificationError,
    WebhookVerificationError,
    verify_redirect,
    verify_webhook,
)


def connect(given: dict[str, Any]) -> KaspaPay:
    return KaspaPay(
        given["baseUrl"],
        given["apiKey"],
        timeout=given["timeoutSeconds"],
        max_retries=given["maxRetries"],
        backoff_seconds=given["backoffSeconds"],
    )


def play(client: KaspaPay, act: str, given: dict[str, Any]) -> Any:
    params: Any = given.get("params")
    key = given.get("idempotencyKey")
    match act:
        case "payments.create":
            return client.payments.create(params, idempotency_key=key)
        case "payments.get":
            return client.payments.get(given["id"])
        case "payments.list":
            return list(client.payments.list(given.get("filters")))
        case "payments.cancel":
            return client.payments.cancel(given["id"], note=given.get("note"))
        case "payments.wait":
            waited = client.payments.wait(
                given["id"],
                timeout_seconds=given["timeoutSeconds"],
                interval_seconds=given["intervalSeconds"],
            )
            return {"outcome": waited.outcome, "payment": waited.payment}
        case "links.create":
            return client.links.create(params, idempotency_key=key)
        case "refunds.create":
            return client.refunds.create(given["paymentId"], params, idempotency_key=key)
        case "payouts.create":
            return client.payouts.create(params, idempotency_key=key)
        case "events.list":
            return list(client.events.list(given.get("filters")))
        case "request":
            return client.request(given["method"], given["path"], query=given.get("filters"))
    raise ValueError(f"no act {act}")


def check(act: str, given: dict[str, Any]) -> Any:
    if act == "webhooks.verify":
        pairs = [
            (name, value)
            for name, values in given["headers"].items()
            for value in (values if isinstance(values, list) else [values])
        ]
        body = base64.b64decode(given["bodyBase64"])
        return verify_webhook(given["secrets"], _Headers(pairs), body, now=given["now"])
    said = verify_redirect(given["url"], given["secrets"])
    return {"paymentId": said.payment_id, "status": said.status, "ts": said.ts, "orderId": said.order_id}


class _Headers:
    """As http.server gives them: a header that comes twice has two items."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def items(self) -> list[tuple[str, str]]:
        return self._pairs


def error_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, ApiError):
        return {
            "type": "api",
            "status": error.status,
            "code": error.code,
            "param": error.param,
            "requestId": error.request_id,
            "retryAfter": error.retry_after,
            "message": str(error),
        }
    if isinstance(error, ConnectionError):
        return {"type": "connection", "message": str(error)}
    if isinstance(error, WebhookVerificationError):
        return {"type": "verification", "reason": error.reason}
    if isinstance(error, RedirectVerificationError):
        return {"type": "redirect"}
    if isinstance(error, InvalidSecretError):
        return {"type": "invalid_secret", "message": str(error)}
    if isinstance(error, ValueError):
        return {"type": "argument", "message": str(error)}
    raise error


def main() -> None:
    client: KaspaPay | None = None
    for line in sys.stdin:
        command = json.loads(line)
        act, given = command["act"], command["input"]
        try:
            if act == "connect":
                client, answer = connect(given), None
            elif act.endswith(".verify"):
                answer = check(act, given)
            else:
                assert client is not None
                answer = play(client, act, given)
            print(json.dumps({"ok": answer}), flush=True)
        except Exception as error:
            print(json.dumps({"error": error_of(error)}), flush=True)


main()
