// Creates, reads, lists and cancels a payment with the client that @hey-api/openapi-ts makes.
import { client } from "./client/client.gen";
import { paymentsCancel, paymentsCreate, paymentsGet, paymentsList } from "./client/sdk.gen";

const { KP_URL = "", KP_API_KEY = "", KP_ORDER_ID = "" } = process.env;
client.setConfig({ baseUrl: `${KP_URL}/api/v1`, auth: () => KP_API_KEY, throwOnError: true });

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const { data: created } = await paymentsCreate({
  throwOnError: true,
  headers: { "Idempotency-Key": KP_ORDER_ID },
  body: { amount: "12.5", currency: "KAS", orderId: KP_ORDER_ID },
});
const path = { id: created.id };

const { data: read } = await paymentsGet({ throwOnError: true, path });
expect(read.view === "merchant" && read.orderId === KP_ORDER_ID, "the payment was read");
expect(read.amountExpected === "12.50000000", "the amount is kept");

const { data: list } = await paymentsList({ throwOnError: true, query: { orderId: KP_ORDER_ID } });
expect(
  list.data.some(({ id }) => id === created.id),
  "the list holds the payment",
);

const { data: canceled } = await paymentsCancel({
  throwOnError: true,
  path,
  body: { note: "Out of stock" },
});
expect(canceled.status === "canceled", "the payment was canceled");
