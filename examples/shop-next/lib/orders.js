// The order table. Pages, actions and routes are bundled apart, so it is kept in one place of the process; yours is a
// database.
globalThis.shop ??= { orders: new Map(), handled: new Set() };

export const { orders } = globalThis.shop;

export const GOODS = {
  coffee: { name: "Bag of coffee", price: "12.50" },
  cup: { name: "Cup", price: "7.00" },
};

/** What a verified delivery says. */
export function handleOnce(webhookId, event) {
  const { handled } = globalThis.shop;
  if (handled.has(webhookId)) return;
  applyEvent(event);
  handled.add(webhookId);
}

// Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
// `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
function applyEvent(event) {
  const payment = event.data?.payment;
  const order = orders.get(payment?.orderId);
  // Signed is not yet ours: the payment must be the one we made, over the price that we asked: `amount`.
  // (`amountExpected` and `fiat.amount` hold the store's surcharge too.)
  if (!order || order.paymentId !== payment.id) return;
  if (payment.currency !== "USD" || payment.amount !== order.price) return;
  if (event.sequence < order.sequence) return;
  order.sequence = event.sequence;
  order.status = payment.status;
  if (payment.status === "confirmed" && !order.shipped) {
    order.shipped = true;
    console.log(`ship ${order.id}: ${order.name}`);
  }
}
