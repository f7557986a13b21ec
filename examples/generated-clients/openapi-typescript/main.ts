// Creates, reads, lists and cancels a payment with the types that openapi-typescript makes.
import createClient from "openapi-fetch";
import type { paths } from "./client/schema.ts";

const { KP_URL = "", KP_API_KEY = "", KP_ORDER_ID = "" } = process.env;
const gateway = createClient<paths>({
  baseUrl: `${KP_URL}/api/v1`,
  headers: { authorization: `Bearer ${KP_API_KEY}` },
});

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** @throws Error with the gateway's own words */
function dataOf<T>({ data, error }: { data?: T; error?: { code: string; error: string } }): T {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.error}`);
  return data;
}

const created = dataOf(
  await gateway.POST("/payments", {
    params: { header: { "Idempotency-Key": KP_ORDER_ID } },
    body: { amount: "12.5", currency: "KAS", orderId: KP_ORDER_ID },
  }),
);
const path = { id: created.id };

const read = dataOf(await gateway.GET("/payments/{id}", { params: { path } }));
expect(read.view === "merchant" && read.orderId === KP_ORDER_ID, "the payment was read");
expect(read.amountExpected === "12.50000000", "the amount is kept");

const list = dataOf(await gateway.GET("/payments", { params: { query: { orderId: KP_ORDER_ID } } }));
expect(
  list.data.some(({ id }) => id === created.id),
  "the list holds the payment",
);

const canceled = dataOf(
  await gateway.POST("/payments/{id}/cancel", { params: { path }, body: { note: "Out of stock" } }),
);
expect(canceled.status === "canceled", "the payment was canceled");
