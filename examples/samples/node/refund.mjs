// Asks for a refund of a whole payment and prints the link for the customer alone: node refund.mjs pay_…
const paymentId = process.argv[2];

const response = await fetch(`${process.env.KP_URL}/api/v1/payments/${paymentId}/refunds`, {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.KP_KEY}`,
    "Content-Type": "application/json",
    "Idempotency-Key": `refund-${paymentId}`,
  },
  body: JSON.stringify({ amount: "full", reason: "Returned goods" }),
});
const refund = await response.json();
if (!response.ok) throw new Error(`${refund.code}: ${refund.error}`);
console.log(refund.id, refund.claimUrl); // the customer names an address there; then your wallet signs
