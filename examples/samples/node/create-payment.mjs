// Makes a payment for an order; keep the id, send the customer to the URL: node create-payment.mjs order-1001
const orderId = process.argv[2];

const response = await fetch(`${process.env.KP_URL}/api/v1/payments`, {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.KP_KEY}`,
    "Content-Type": "application/json",
    "Idempotency-Key": orderId, // a repeated request answers the same payment
  },
  body: JSON.stringify({
    amount: "25.00",
    currency: "USD",
    orderId,
    redirectUrl: "https://shop.example/thanks",
  }),
});
const payment = await response.json();
if (!response.ok) throw new Error(`${payment.code}: ${payment.error}`);
console.log(payment.id, payment.checkoutUrl);
