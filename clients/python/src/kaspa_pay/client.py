"""The calls of a shop's server."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast

from .errors import ApiError, KaspaPayError
from .models import (
    CreatedPayment,
    Event,
    Payment,
    PaymentLink,
    PaymentLinkParams,
    PaymentParams,
    PaymentRow,
    Payout,
    PayoutParams,
    Refund,
    RefundParams,
)
from .transport import Transport, is_passing, path_of

_FAILED = ("expired", "canceled", "invalid")


class WaitResult(NamedTuple):
    outcome: Literal["confirmed", "failed", "timeout"]
    #: As it was at the last look.
    payment: Payment


class KaspaPay:
    """A gateway and an API key. Times are seconds; `timeout` limits each try, not the whole call."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout: float = 10.0,
        max_retries: int = 3,
        backoff_seconds: float = 0.5,
    ) -> None:
        transport = Transport(base_url, api_key, timeout, max_retries, backoff_seconds)
        self.payments = Payments(transport)
        self.links = PaymentLinks(transport)
        self.refunds = Refunds(transport)
        self.payouts = Payouts(transport)
        self.events = Events(transport)
        #: Any other operation of the API: `request("GET", "/balances")`. A POST that may have been carried out is
        #: retried only with an `idempotency_key`: give one where the operation takes it.
        self.request = transport.call


class _Resource:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport


class Payments(_Resource):
    def create(self, params: PaymentParams, *, idempotency_key: str | None = None) -> CreatedPayment:
        """With an `idempotency_key` of your own, such as the order id, a second run gets the same payment."""
        answer = self._transport.create("/payments", params, idempotency_key)
        return cast(CreatedPayment, answer)

    def get(self, payment_id: str) -> Payment:
        return cast(Payment, self._transport.call("GET", path_of("payments", payment_id)))

    def list(self, filters: Mapping[str, object] | None = None) -> Iterator[PaymentRow]:
        """All payments that fit, over all pages; filters are those of `GET /payments`, such as `status`."""
        return self._transport.pages("/payments", filters)

    def cancel(self, payment_id: str, *, note: str | None = None) -> Payment:
        """Cancels it. A payment that is canceled already is no error: a retry after a lost answer finds it so."""
        body = {} if note is None else {"note": note}
        try:
            path = path_of("payments", payment_id, "cancel")
            answer = self._transport.call("POST", path, body=body, is_repeatable=True)
            return cast(Payment, answer)
        except ApiError as error:
            if error.code != "conflict" or (payment := self.get(payment_id))["status"] != "canceled":
                raise
            return payment

    def wait(
        self, payment_id: str, *, timeout_seconds: float = 1800.0, interval_seconds: float = 3.0
    ) -> WaitResult:
        """Looks until the payment is confirmed, has failed (expired, canceled, invalid), or the time is over.

        A gateway that does not answer for a while is asked again; its error is raised once the time is over.
        """
        deadline = time.monotonic() + timeout_seconds
        while True:
            try:
                payment = self.get(payment_id)
            except KaspaPayError as error:
                if not is_passing(error) or time.monotonic() >= deadline:
                    raise
            else:
                if payment["status"] == "confirmed":
                    return WaitResult("confirmed", payment)
                if payment["status"] in _FAILED:
                    return WaitResult("failed", payment)
                if time.monotonic() >= deadline:
                    return WaitResult("timeout", payment)
            time.sleep(max(0.0, min(interval_seconds, deadline - time.monotonic())))


class PaymentLinks(_Resource):
    def create(self, params: PaymentLinkParams, *, idempotency_key: str | None = None) -> PaymentLink:
        answer = self._transport.create("/links", params, idempotency_key)
        return cast(PaymentLink, answer)


class Refunds(_Resource):
    def create(
        self, payment_id: str, params: RefundParams | None = None, *, idempotency_key: str | None = None
    ) -> Refund:
        """Without params: all that is left of the payment."""
        path = path_of("payments", payment_id, "refunds")
        answer = self._transport.create(path, params, idempotency_key)
        return cast(Refund, answer)


class Payouts(_Resource):
    def create(self, params: PayoutParams, *, idempotency_key: str | None = None) -> Payout:
        answer = self._transport.create("/payouts", params, idempotency_key)
        return cast(Payout, answer)


class Events(_Resource):
    def list(self, filters: Mapping[str, object] | None = None) -> Iterator[Event]:
        """All events that fit, newest first, over all pages; filters are those of `GET /events`, such as `type`."""
        return self._transport.pages("/events", filters)
