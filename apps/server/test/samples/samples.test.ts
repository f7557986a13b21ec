// Each program of examples/samples, in every language that is here, against a whole gateway. Their verify-webhook also
// meets forged and stale deliveries, in packages/webhooks/test/examples.test.ts.
import { afterAll, describe, expect } from "vitest";
import {
  runningSamples,
  SAMPLES,
  startSample,
} from "../../../../packages/webhooks/test/support/sample-receivers.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import { confirmed } from "../support/refunds.ts";
import { type Ended, installedLanguages, type Language, runSample } from "./run-sample.ts";

const test = gatewayTest();
const LIMIT = { timeout: 600_000 };
const languages = installedLanguages();
const running = runningSamples();
afterAll(() => running.stop());

interface Asked {
  readonly args?: readonly string[];
  readonly onOutput?: (output: string) => unknown;
}

/** Runs a sample with the merchant's key; it must end well. */
async function succeed(
  merchant: Merchant,
  language: Language,
  task: string,
  asked: Asked = {},
): Promise<Ended> {
  const env = { KP_URL: merchant.gateway.url, KP_KEY: merchant.key };
  const ended = await runSample(running, { language, task, env, ...asked });
  expect(ended.code, `${language.name} ${task}: ${ended.errors}${ended.output}`).toBe(0);
  return ended;
}

const idsIn = (text: string): Set<string> => new Set(text.match(/pay_[0-9a-f]{32}/g));

describe.for(languages)("$name", (language) => {
  test("DX-02 create-link makes a link that anybody can open", LIMIT, async ({ merchant, gateway }) => {
    const { output } = await succeed(merchant, language, "create-link");
    const path = /\/pay\/([a-z0-9-]+)/.exec(output);
    const link = await gateway.call("GET", `/api/v1/links/public/${path?.[1]}`);
    expect(link).toMatchObject({ status: 200, body: { title: "Bag of coffee", amount: "12.50" } });
  });

  test(
    "DX-02 create-payment makes one payment for an order, however often it runs",
    LIMIT,
    async ({ merchant }) => {
      const args = [`order-${language.name}`];
      const first = await succeed(merchant, language, "create-payment", { args });
      const again = await succeed(merchant, language, "create-payment", { args });
      const { body } = await merchant.call("GET", `/api/v1/payments?orderId=${args[0]}`);
      expect(body.data).toMatchObject([{ amount: "25.00", currency: "USD" }]);
      expect(idsIn(first.output + again.output)).toEqual(new Set([body.data[0].id]));
      expect(first.output).toContain(`/p/${body.data[0].id}`);
    },
  );

  test("DX-02 poll of a payment that failed ends with 1", LIMIT, async ({ merchant, gateway }) => {
    const payment = await merchant.createPayment();
    await payment.action("cancel");
    const env = { KP_URL: gateway.url };
    const ended = await runSample(running, { language, task: "poll", args: [payment.id], env });
    expect([ended.code, ended.output.trim()]).toEqual([1, "canceled"]);
  });

  test("DX-02 refund asks once for the whole sum and shows the claim link", LIMIT, async ({ merchant }) => {
    const payment = await confirmed(await merchant.createPayment());
    const args = [payment.id];
    const { output } = await succeed(merchant, language, "refund", { args });
    await succeed(merchant, language, "refund", { args });
    expect(output).toMatch(/\/claim\/\w+/);
    const { body } = await merchant.call("GET", `/api/v1/refunds?paymentId=${payment.id}`);
    expect(body.data).toMatchObject([{ status: "awaiting_destination", amount: "25.00000000" }]);
  });

  test("DX-02 a refused request ends with the gateway's words", LIMIT, async ({ gateway }) => {
    const env = { KP_URL: gateway.url, KP_KEY: "kp_test_wrong" };
    for (const [task, args] of [
      ["create-link", []],
      ["create-payment", ["order-1"]],
      ["list-all", []],
      ["refund", ["pay_1"]],
    ] as const) {
      const ended = await runSample(running, { language, task, args, env });
      expect(ended.code, task).not.toBe(0);
      expect(ended.errors + ended.output, task).toContain("unauthorized");
    }
  });
});

test(
  "DX-02 poll prints each status and ends with the payment, in every language",
  LIMIT,
  async ({ merchant, gateway }) => {
    const payment = await merchant.createPayment();
    const runs = languages.map((language) => {
      let begin = () => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const onOutput = (output: string) => output.includes("pending") && begin();
      return { begun, ended: succeed(merchant, language, "poll", { args: [payment.id], onOutput }) };
    });
    await Promise.all(runs.map(({ begun, ended }) => Promise.race([begun, ended])));
    payment.pay();
    await gateway.mine(12);
    for (const { ended } of runs) {
      const lines = new Set((await ended).output.trim().split("\n"));
      expect([...lines]).toEqual(expect.arrayContaining(["pending", "confirmed"]));
    }
  },
);

test("DX-02 list-all reads every page, in every language", LIMIT, async ({ gateway, otherMerchant }) => {
  const made = new Set<string>();
  while (made.size < 101) made.add((await gateway.createPayment(otherMerchant.storeId)).answer.id);
  for (const language of languages) {
    const { output } = await succeed(otherMerchant, language, "list-all");
    expect(idsIn(output), language.name).toEqual(made);
  }
});

const verifiers = SAMPLES.filter(({ name }) =>
  languages.some((language) => name.startsWith(`samples/${language.name}/`)),
);

test.for(verifiers)("DX-02 $name verifies a real delivery", LIMIT, async (sample, { merchant, gateway }) => {
  const listener = await gateway.signUp(sample.name.replace(/\W/g, "-"));
  const url = "http://127.0.0.1:9/";
  const { body: endpoint } = await listener.call("POST", "/api/v1/webhooks", { url, events: ["payment.*"] });
  const { secret } = endpoint;
  const receiver = await startSample(sample, { secret, storeId: merchant.storeId, running });
  await listener.call("PATCH", `/api/v1/webhooks/${endpoint.id}`, { url: receiver.url });
  const payment = await confirmed(await listener.createPayment());
  await gateway.deliver();
  const { body } = await listener.call("GET", `/api/v1/webhooks/${endpoint.id}/deliveries`);
  expect(new Set(body.data.map(({ lastStatus }: { lastStatus: number }) => lastStatus))).toEqual(
    new Set([200]),
  );
  expect(receiver.output()).toContain(`${payment.id} is confirmed`);
});
