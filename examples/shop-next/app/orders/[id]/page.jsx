import { notFound } from "next/navigation";
import { api, gateway } from "../../../lib/gateway.js";
import { orders } from "../../../lib/orders.js";

/** The customer pays here, and sees here what became of the order. Reading the status needs no return from anywhere. */
export default async function Order({ params }) {
  const order = orders.get((await params).id);
  if (!order) notFound();
  const { status } = await api(`/payments/${order.paymentId}`);
  const words = order.shipped ? "Your order is on its way." : "We tell you when it is complete.";
  return (
    <main>
      <h1>{order.name}</h1>
      <p role="status">{`Payment: ${status}. ${words}`}</p>
      <script async src={`${gateway}/widget/v1/kaspa-pay.js`} />
      <kaspa-pay payment={order.paymentId} client-token={order.clientToken} />
    </main>
  );
}
