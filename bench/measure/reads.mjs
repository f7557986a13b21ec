// Reads an address again and again until it gets { stop: true }, then answers latencies in ms. In a process of its own,
// because the bench's process is busy being the node.
import { setTimeout as delay } from "node:timers/promises";

const { READ_URL: url, READ_EVERY_MS: pause } = process.env;
const samples = [];
let over = false;

process.on("message", () => {
  over = true;
});
process.on("disconnect", () => process.exit(0));
process.send({ url });
while (!over) {
  const since = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  samples.push(performance.now() - since);
  await delay(Number(pause));
}
process.send({ samples });
