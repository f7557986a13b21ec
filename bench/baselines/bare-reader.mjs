// P1: reads the chain's blocks from a hash to the end over a bare WebSocket, parses each reply and does nothing with
// it. Used over the process channel: { from: hash } -> { ms, blocks, bytes, end: hash }.
import { once } from "node:events";
import WebSocket from "ws";

const socket = new WebSocket(process.env.NODE_RPC_URL, { maxPayload: 2 ** 28, perMessageDeflate: false });
await once(socket, "open");
let asked = 0;

async function pull(startHash) {
  const params = { startHash, dataVerbosityLevel: "Low", minConfirmationCount: null };
  asked += 1;
  socket.send(JSON.stringify({ id: asked, method: "getVirtualChainFromBlockV2", params }));
  const [data] = await once(socket, "message");
  const { params: page, error } = JSON.parse(data.toString());
  if (error) throw new Error(error.message);
  return { hashes: page.addedChainBlockHashes, bytes: data.length };
}

process.on("message", async ({ from }) => {
  const since = performance.now();
  let [end, blocks, bytes] = [from, 0, 0];
  for (let page = await pull(end); page.hashes.length > 0; page = await pull(end)) {
    blocks += page.hashes.length;
    bytes += page.bytes;
    end = page.hashes.at(-1);
  }
  process.send({ ms: performance.now() - since, blocks, bytes, end });
});
process.on("disconnect", () => process.exit(0));
process.send({ url: "ready" });
