// Makes a payment link and prints the URL to share: KP_URL=… KP_KEY=… node create-link.mjs
const response = await fetch(`${process.env.KP_URL}/api/v1/links`, {
  method: "POST",
  headers: { Authorization: `Bearer ${process.env.KP_KEY}`, "Content-Type": "application/json" },
  body: JSON.stringify({ title: "Bag of coffee", amount: "12.50", currency: "USD" }),
});
const link = await response.json();
if (!response.ok) throw new Error(`${link.code}: ${link.error}`);
console.log(link.url);
