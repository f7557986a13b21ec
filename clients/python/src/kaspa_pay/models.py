"""Forms of requests and answers, in the words of the API. Answers hold more fields than are named here:
docs/openapi.json lists all of them. Amounts are decimal text, KAS with 8 places; times are ISO 8601 in UTC."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from .webhooks import WebhookEvent


class _PricedItem(TypedDict):
    name: str
    price: str


class Item(_PricedItem, total=False):
    quantity: int


class _Priced(TypedDict, total=False):
    amount: str
    currency: str  # KAS by default, or one that the store enabled
    description: str


class _Offer(_Priced, total=False):
    amountMinor: str  # cents, yen or sompi, instead of `amount`
    items: list[Item]
    expiryMinutes: int
    redirectUrl: str
    cancelUrl: str


class PaymentParams(_Offer, total=False):
    paymentLinkSlug: str
    type: Literal["payment", "deposit"]
    orderId: str
    terminal: str
    metadata: dict[str, Any]
    callbackUrl: str
    expiresIn: int
    expiresAt: str
    customerEmail: str
    customerName: str
    customerNote: str
    requiredConfirmations: int
    fixedRate: str


class PaymentLinkParams(_Offer, total=False):
    title: str
    allowAmount: dict[str, Any]
    surchargePercent: str
    ask: dict[str, bool]
    linkExpiresIn: int
    maxPayments: int
    successMessage: str
    slug: str
    status: Literal["draft", "active", "inactive"]


class RefundParams(TypedDict, total=False):
    amount: str  # decimal text, `full` (default) or `overpaid`
    percent: str
    basis: Literal["kas", "fiatAtPayment", "fiatNow"]
    destination: str
    email: str
    reason: str


class PayoutParams(_Priced, total=False):
    recipientAddress: str
    orderId: str
    metadata: dict[str, Any]


class _AnyPayment(TypedDict):
    id: str
    status: Literal["pending", "underpaid", "confirming", "confirmed", "expired", "canceled", "invalid"]
    amount: str | None
    currency: str
    fiat: dict[str, Any] | None
    amountExpected: str | None
    kaspaAddress: str
    orderId: str | None
    createdAt: str
    expiresAt: str


class CreatedPayment(_AnyPayment):
    checkoutUrl: str
    clientToken: str
    uri: str


class PaymentRow(_AnyPayment):
    amountReceived: str
    txId: str | None
    customerEmail: str | None
    linkId: str | None
    attention: list[str]
    refundStatus: Literal["none", "partial", "full"]
    version: int
    confirmedAt: str | None


class Payment(PaymentRow):
    amountMissing: str
    amountOverpaid: str
    amountRefunded: str
    confirmations: int
    checkoutUrl: str
    metadata: dict[str, Any]
    transfers: list[dict[str, Any]]


class PaymentLink(TypedDict):
    id: str
    title: str
    slug: str
    url: str
    embedHtml: str
    amount: str | None
    currency: str
    status: Literal["draft", "active", "inactive"]


class _Disbursement(TypedDict):
    id: str
    status: str
    amount: str
    txId: str | None
    createdAt: str
    confirmedAt: str | None


class Refund(_Disbursement):
    paymentId: str
    address: str | None
    claimUrl: str | None  # where the payer names an address, if you gave none


class Payout(_Disbursement):
    currency: str
    recipientAddress: str
    orderId: str | None


class Event(WebhookEvent):
    delivered: bool  # no endpoint still waits for it
