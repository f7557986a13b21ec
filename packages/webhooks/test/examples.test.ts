// Runs the receivers of examples/webhooks as a merchant would, each in its own process.
import { afterAll, describe, expect, it } from "vitest";
import { generateSecret, generateTestHeaders } from "../src/index.ts";
import {
  isInstalled,
  type RunningSamples,
  runningSamples,
  SAMPLES,
  startSample,
} from "./support/sample-receivers.ts";

const secret = generateSecret();
const running: RunningSamples = runningSamples();

afterAll(() => running.stop());

const body = JSON.stringify({
  id: "evt_example",
  event: "payment.confirmed",
  timestamp: "2026-11-21T03:00:00.000Z",
  sequence: 3,
  storeId: "sto_1",
  livemode: false,
  data: {
    payment: {
      id: "pay_1",
      status: "confirmed",
      orderId: "order-1001",
      amount: "25.00000000",
      currency: "KAS",
      note: "café ☕",
    },
  },
});

const present = SAMPLES.filter(isInstalled);
const missing = SAMPLES.filter((sample) => !present.includes(sample)).map((sample) => sample.name);
console.info(
  `webhook examples run: ${present.map((sample) => sample.name).join(", ")}; not installed here: ${missing.join(", ") || "none"}`,
);

describe("W-12, W-13 the sample receivers", () => {
  it.each(present)(
    "$name takes a genuine delivery and answers 401 to forged, stale and odd ones",
    { timeout: 600_000 },
    async (sample) => {
      const { send, shipped } = await startSample(sample, { secret, storeId: "sto_1", running });
      const wall = Math.floor(Date.now() / 1000);
      const headers = await generateTestHeaders({ secret, body, id: "evt_example" });
      expect(await send(headers, body)).toBe(200);
      expect(await send(headers, body), "a repeated delivery").toBe(200);
      const rotated = await generateTestHeaders({ secret: [generateSecret(), secret], body });
      expect(await send(rotated, body), "two signatures").toBe(200);

      expect(await send(headers, body.replace("25.0", "26.0")), "changed body").toBe(401);
      expect(await send({ ...headers, "webhook-id": "evt_other" }, body), "changed id").toBe(401);
      expect(
        await send(await generateTestHeaders({ secret: generateSecret(), body }), body),
        "other secret",
      ).toBe(401);
      const stale = await generateTestHeaders({ secret, body, timestamp: wall - 301 });
      expect(await send(stale, body), "301 s old").toBe(401);
      // A second may pass before the receiver looks at its clock, so the future needs a little more.
      const future = await generateTestHeaders({ secret, body, timestamp: wall + 330 });
      expect(await send(future, body), "from the future").toBe(401);
      const signature = headers["webhook-signature"] as string;
      for (const odd of [
        signature.slice(0, -4),
        `${signature.slice(0, -1)}AAAA=`,
        "v1,",
        "v1,%%%",
        "nonsense",
        "v2,AAAA",
      ])
        expect(await send({ ...headers, "webhook-signature": odd }, body), odd).toBe(401);
      const { "webhook-signature": _, ...unsigned } = headers;
      expect(await send(unsigned, body), "unsigned").toBe(401);
      expect(await send({ ...headers, "webhook-timestamp": "soon" }, body), "odd time").toBe(401);
      expect(shipped()).toEqual(sample.ships ? ["order-1001"] : []);
    },
  );
});
