// The handler that KasperoPay prints for Node and Express, in a program that listens.
import express from "express";

const app = express();

app.post("/api/kaspa-webhook", express.json(), (req, res) => {
  const { event, payment_id, amount_kas, transaction_id } = req.body;

  if (event === "payment.completed") {
    console.log(`Payment ${payment_id} completed: ${amount_kas} KAS`);
    console.log(`Transaction: https://explorer.kaspa.org/txs/${transaction_id}`);

    // Update your database, fulfill order, etc.
  }

  res.status(200).send("OK");
});

const server = app.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
