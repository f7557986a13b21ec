import { api } from "../../lib/gateway.js";

/** The way back proves nothing but that the gateway sent the customer: the order's page reads the status anew. */
export async function GET(request) {
  const query = new URL(request.url).searchParams;
  const proof = new URLSearchParams();
  for (const name of ["paymentId", "status", "ts", "orderId", "sig"]) proof.set(name, query.get(name) ?? "");
  const check = await api(`/payments/verify-redirect?${proof}`).catch(() => ({ valid: false }));
  if (!check.valid) return new Response("Something is wrong with this address", { status: 400 });
  return new Response(null, { status: 303, headers: { location: `/orders/${check.payment.orderId}` } });
}
