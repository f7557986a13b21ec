// Starts the built shop, and registers its webhook unless WEBHOOK_SECRET names one: a real shop keeps it as a setting.
//   KP_URL=http://localhost:3000 KP_KEY=kp_test_… npm start
import { createServer } from "node:http";
import next from "next";
import { api } from "./lib/gateway.js";

const app = next({ dir: import.meta.dirname, hostname: "127.0.0.1" });
await app.prepare();
const server = createServer(app.getRequestHandler());
server.listen(Number(process.env.PORT ?? 4400), "127.0.0.1", async () => {
  const self = `http://127.0.0.1:${server.address().port}`;
  if (!process.env.WEBHOOK_SECRET) {
    const endpoint = await api("/webhooks", { url: `${self}/kaspa-hook`, events: ["payment.*"] });
    process.env.WEBHOOK_SECRET = endpoint.secret; // shown this once
  }
  console.log(`listening on ${self}`);
});
