"use server";

import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { api } from "../lib/gateway.js";
import { GOODS, orders } from "../lib/orders.js";

/** Makes an order and its payment. The form names only the goods: the price is the server's. */
export async function buy(form) {
  const item = String(form.get("item"));
  if (!Object.hasOwn(GOODS, item)) throw new Error("No such thing");
  const { name, price } = GOODS[item];
  const id = `order-${randomUUID()}`;
  const order = { id, name, price, paymentId: null, status: "new", sequence: 0, shipped: false };
  orders.set(id, order);
  const fields = {
    amount: price,
    currency: "USD",
    orderId: id,
    items: [{ name, quantity: 1, price }],
    redirectUrl: `http://${(await headers()).get("host")}/return`,
  };
  // The order's id as the idempotency key: a repeated request never makes a second payment.
  const payment = await api("/payments", fields, { "idempotency-key": id });
  order.paymentId = payment.id;
  order.clientToken = payment.clientToken;
  redirect(`/orders/${id}`);
}
