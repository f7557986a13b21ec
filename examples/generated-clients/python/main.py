"""Creates, reads, lists and cancels a payment with the client that openapi-python-client makes."""

import os

from kaspa_pay_client import AuthenticatedClient
from kaspa_pay_client.api.payments import (
    payments_cancel,
    payments_create,
    payments_get,
    payments_list,
)
from kaspa_pay_client.models import (
    CreatedPayment,
    CreatePayment,
    PaymentFull,
    PaymentList,
    PaymentsCancelBody,
)

order_id = os.environ["KP_ORDER_ID"]
gateway = AuthenticatedClient(
    base_url=os.environ["KP_URL"] + "/api/v1", token=os.environ["KP_API_KEY"]
)

order = CreatePayment(amount="12.5", currency="KAS", order_id=order_id)
created = payments_create.sync(client=gateway, body=order, idempotency_key=order_id)
assert isinstance(created, CreatedPayment), created

read = payments_get.sync(created.id, client=gateway)
assert isinstance(read, PaymentFull), read
assert read.order_id == order_id
assert read.amount_expected == "12.50000000"

listed = payments_list.sync(client=gateway, order_id=order_id)
assert isinstance(listed, PaymentList), listed
assert created.id in [row.id for row in listed.data]

note = PaymentsCancelBody(note="Out of stock")
canceled = payments_cancel.sync(created.id, client=gateway, body=note)
assert isinstance(canceled, PaymentFull), canceled
assert canceled.status == "canceled"
