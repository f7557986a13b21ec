// Prints all payments, the newest first: KP_URL=… KP_KEY=… node list-all.mjs
let cursor = null;
do {
  const query = new URLSearchParams({ limit: "100", ...(cursor && { cursor }) });
  const response = await fetch(`${process.env.KP_URL}/api/v1/payments?${query}`, {
    headers: { Authorization: `Bearer ${process.env.KP_KEY}` },
  });
  const page = await response.json();
  if (!response.ok) throw new Error(`${page.code}: ${page.error}`);
  for (const payment of page.data) console.log(payment.id, payment.status, payment.amountReceived);
  cursor = page.nextCursor;
} while (cursor);
