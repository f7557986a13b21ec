// P0: the least that could do the job. Bare Express and pg: one insert, one select, one HMAC-signed POST; no
// validation, no authentication, no queue. It uses the gateway's own Express and pg.
import { createHmac, randomUUID } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../apps/server/package.json", import.meta.url));
const express = require("express");
const pg = require("pg");

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query("CREATE SCHEMA IF NOT EXISTS bench");
await pool.query(
  "CREATE TABLE IF NOT EXISTS bench.orders (id uuid PRIMARY KEY, amount text, currency text, created_at timestamptz DEFAULT now())",
);

const app = express();
app.use(express.json());
app.post("/orders", async (req, res) => {
  const { amount, currency } = req.body;
  const text = "INSERT INTO bench.orders (id, amount, currency) VALUES ($1, $2, $3) RETURNING id, created_at";
  const { rows } = await pool.query({ name: "insert", text, values: [randomUUID(), amount, currency] });
  res.status(201).json(rows[0]);
});
app.get("/orders/:id", async (req, res) => {
  const text = "SELECT id, amount, currency, created_at FROM bench.orders WHERE id = $1";
  const { rows } = await pool.query({ name: "select", text, values: [req.params.id] });
  res.json(rows[0] ?? null);
});
app.post("/send", async (req, res) => {
  const body = JSON.stringify(req.body);
  const signature = createHmac("sha256", "secret").update(body).digest("base64");
  const headers = { "content-type": "application/json", "webhook-signature": signature };
  await fetch(String(req.query.to), { method: "POST", headers, body });
  res.status(204).end();
});

const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${server.address().port}` });
});
process.on("disconnect", () => process.exit(0));
