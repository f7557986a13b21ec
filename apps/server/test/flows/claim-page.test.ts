// The claim page of a refund, as a payer without JavaScript uses it: docs/spec/checkout.md#claim-page.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { describe, expect } from "vitest";
import { freshAddress } from "../support/addresses.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import { claimPages, confirmed, formOf, payRefund, readRefund, refund } from "../support/refunds.ts";

const test = gatewayTest({ clock: "stepped", keepLog: true });

const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>&`;

/** A refund of 10 KAS that waits for its payer, and its pages. */
async function waiting(merchant: Merchant, fields: Record<string, unknown> = {}) {
  const payment = await confirmed(await merchant.createPayment());
  const made = await refund(payment, { amount: "10", ...fields });
  return { payment, made, pages: claimPages(payment, made.claimUrl) };
}

test("a payer names an address, confirms it, and follows the money until it is confirmed", async ({
  merchant,
  gateway,
}) => {
  const { payment, made, pages } = await waiting(merchant, { reason: "One cup was broken" });
  const mine = await freshAddress();
  const first = await pages.open();
  expect(first.status).toBe(200);
  for (const text of ["Shop of merchant", "10 KAS", "One cup was broken", "Claim it until"])
    expect(first.body).toContain(text);
  expect(first.body).not.toContain("http-equiv");

  const second = await pages.send({ address: mine });
  expect(second.status).toBe(200);
  expect(second.body).toContain("Is this your wallet?");
  expect(formOf(second).hidden).toEqual([mine]);
  expect(await readRefund(payment, made)).toMatchObject({ status: "awaiting_destination", address: null });

  const third = await pages.send({ address: mine, step: "claim" });
  expect([third.status, third.headers.get("location")]).toEqual([303, pages.path]);
  expect(await readRefund(payment, made)).toMatchObject({ status: "awaiting_signature", address: mine });
  const shown = await pages.open();
  expect(shown.body).toContain("Waiting for the shop&#39;s wallet");
  expect(shown.body).toContain('<noscript><meta http-equiv="refresh" content="10"></noscript>');
  expect(shown.body).toContain(`data-status="awaiting_signature" data-url="/api/v1/claims/${pages.token}"`);

  const txId = await payRefund(payment, made);
  const sent = await pages.open();
  expect(sent.body).toContain("Your refund was sent");
  expect(sent.body).toContain(txId);
  await gateway.mine(12);
  const done = await pages.open();
  expect(done.body).toContain("<bdi>Refunded</bdi>");
  expect(done.body).toContain(txId);
  expect(done.body).not.toContain("http-equiv");
});

test("the address that paid is offered with a warning and never filled in", async ({ merchant }) => {
  const { made, pages, payment } = await waiting(merchant);
  const [sender = ""] = (await payment.full()).transfers.flatMap(({ senderAddresses }) => senderAddresses);
  const page = await pages.open();
  expect(formOf(page)).toEqual({ hidden: [sender], typed: "" });
  expect(page.body).toMatch(/yours only if you paid from your own wallet/);
  const second = await pages.send({ address: sender });
  expect(second.body).toContain("it is the exchange's and not yours");
  expect(await readRefund(payment, made)).toMatchObject({ address: null });
});

describe("an address that does not fit", () => {
  const WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  const KEY = "7f".repeat(32);
  const cases: readonly [what: string, text: () => Promise<string>, says: RegExp, again: boolean][] = [
    ["nothing", async () => " \n", /Give the address of your wallet/, false],
    ["a word", async () => "my wallet", /begins with kaspa:/, false],
    [
      "another network's address",
      () => freshAddress("testnet-10"),
      /another network\. .* begins with kaspasim:/,
      true,
    ],
    [
      "a mistyped address",
      async () => (await freshAddress()).replace(/.$/, (last) => (last === "q" ? "p" : "q")),
      /its checksum does not fit/,
      true,
    ],
    ["a short address", async () => (await freshAddress()).slice(0, 12), /too short|checksum/, true],
    ["an account key", newDemoAccountKey, /This is an account key/, false],
    ["a seed phrase", async () => WORDS, /a key or a seed phrase, not an address/, false],
    ["a private key", async () => KEY, /a key or a seed phrase, not an address/, false],
    ["a script", async () => HOSTILE, /begins with kaspa:/, false],
    ["a script behind a prefix", async () => `kaspasim:${HOSTILE}`, /too short or too long/, true],
  ];
  test.for(cases)(
    "%s is refused with what to do, and nothing is written",
    async ([_what, text, says, again], { merchant, gateway }) => {
      const { payment, made, pages } = await waiting(merchant);
      const address = await text();
      for (const step of ["", "claim"]) {
        const answer = await pages.send({ address, step });
        expect(answer.status).toBe(422);
        expect(/role="alert">(.*?)<\/p>/.exec(answer.body)?.[1]).toMatch(says);
        expect(answer.body).toContain('aria-describedby="fault how" aria-invalid="true"');
        expect(answer.body).not.toContain("<script>alert");
        expect(answer.body).not.toContain("<img src=x");
        expect((formOf(answer).typed ?? "") !== "").toBe(again);
      }
      expect(await readRefund(payment, made)).toMatchObject({
        status: "awaiting_destination",
        address: null,
      });
      for (const secret of [WORDS, KEY]) expect(gateway.log.join("")).not.toContain(secret);
    },
  );

  test("an address of the shop itself is refused", async ({ merchant }) => {
    const { payment, pages } = await waiting(merchant);
    const answer = await pages.send({ address: payment.address });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain("This is an address of the shop");
  });
});

test.for<[what: string, paste: (address: string) => string]>([
  ["in groups and lines", (address) => ` ${(address.match(/.{1,8}/g) ?? []).join(" \r\n")}\t`],
  ["with invisible characters", (address) => `\u200b${address}\u202c\ufeff`],
  ["as a payment URI with an amount", (address) => `${address}?amount=3.5&message=hello`],
  ["with a large scheme", (address) => address.replace("kaspasim", "Kaspasim")],
])("an address that was pasted %s is read as the address alone", async ([_what, paste], { merchant }) => {
  const { payment, made, pages } = await waiting(merchant);
  const mine = await freshAddress();
  expect(formOf(await pages.send({ address: paste(mine) })).hidden).toEqual([mine]);
  expect((await pages.send({ address: paste(mine), step: "claim" })).status).toBe(303);
  expect(await readRefund(payment, made)).toMatchObject({ address: mine, amount: "10.00000000" });
});

test("Change the address leads back to the field with what was typed", async ({ merchant }) => {
  const { pages } = await waiting(merchant);
  const mine = await freshAddress();
  const page = await pages.send({ address: mine, step: "edit" });
  expect(page.body).toContain("Claim your refund");
  expect(formOf(page).typed).toBe(mine);
});

test("a claim works once: another address is refused, the same one sent again changes nothing", async ({
  merchant,
}) => {
  const { payment, made, pages } = await waiting(merchant);
  const mine = await freshAddress();
  const other = await freshAddress();
  const answers = await Promise.all([mine, other].map((address) => pages.send({ address, step: "claim" })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const kept = (await readRefund(payment, made)).address;
  expect([mine, other]).toContain(kept);
  expect((await pages.send({ address: kept, step: "claim" })).status).toBe(303);
  const late = await pages.send({ address: kept === mine ? other : mine, step: "claim" });
  expect(late.status).toBe(409);
  expect(late.body).toContain("This refund has an address already");
  expect(await readRefund(payment, made)).toMatchObject({ address: kept, version: 2 });
  // A second window that still shows the form learns where the refund stands.
  expect((await pages.send({ address: other })).status).toBe(303);
});

test("after 30 days the link says that its time is over and takes no address", async ({
  merchant,
  clock,
}) => {
  const { payment, made, pages } = await waiting(merchant);
  await clock.advance(30 * 24 * 60 * MINUTE_MS + MINUTE_MS);
  for (const page of [
    await pages.open(),
    await pages.send({ address: await freshAddress(), step: "claim" }),
  ]) {
    expect(page.status).toBe(410);
    expect(page.body).toContain("The time to claim this refund is over");
    expect(page.body).toContain("Ask the shop for a new link");
    expect(page.body).not.toContain("<form");
  }
  expect(await readRefund(payment, made)).toMatchObject({ status: "failed", address: null });
});

test("a canceled refund says so and takes no address", async ({ merchant }) => {
  const { payment, made, pages } = await waiting(merchant);
  await merchant.call("POST", `/api/v1/refunds/${made.id}/cancel`, {});
  for (const page of [
    await pages.open(),
    await pages.send({ address: await freshAddress(), step: "claim" }),
  ]) {
    expect(page.status).toBe(410);
    expect(page.body).toContain("The shop canceled this refund");
    expect(page.body).not.toContain("<form");
  }
  expect(await readRefund(payment, made)).toMatchObject({ status: "canceled", address: null });
});

test("an invented link is a 404 page with a reference, also when the refund exists", async ({
  merchant,
  gateway,
}) => {
  const { made, pages } = await waiting(merchant);
  for (const token of [`${made.id}_${"A".repeat(32)}`, made.id, "x", encodeURIComponent(HOSTILE)]) {
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${gateway.url}/claim/${token}`, { method });
      const text = await answer.text();
      expect([token, method, answer.status]).toEqual([token, method, 404]);
      expect(text).toContain("This claim link does not exist");
      expect(text).toContain("Reference req_");
      expect(text).not.toContain("<script>alert");
    }
  }
  expect((await pages.open()).status).toBe(200);
});

test("X-01 hostile text of the shop is text; no page is stored, indexed, framed or referred from, and none names another server", async ({
  merchant,
}) => {
  await merchant.changeSettings({ supportUrl: "https://shop.example/help" });
  const { pages } = await waiting(merchant, { reason: HOSTILE });
  const mine = await freshAddress();
  const all = [await pages.open(), await pages.send({ address: mine }), await pages.send({ address: "x" })];
  await pages.send({ address: mine, step: "claim" });
  all.push(await pages.open());
  for (const { headers, body } of all) {
    expect(body).not.toContain("<script>alert");
    expect(body).not.toContain("<img src=x");
    expect(body).not.toMatch(/\son\w+="|\sstyle=/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("x-frame-options")).toBe("DENY");
    const hosts = [...body.matchAll(/(?:src|href|action)="(https?:\/\/[^/"]+)/g)].map(([, host]) => host);
    expect(hosts).toEqual(["https://shop.example"]);
    expect(body).toContain("SIMULATED CHAIN, coins have no value");
  }
});

test("the token of a claim link is in no log", async ({ merchant, gateway }) => {
  const { pages } = await waiting(merchant);
  await pages.open();
  await pages.send({ address: "x" });
  await gateway.call("GET", `/api/v1/claims/${pages.token}`);
  await gateway.call("GET", `${pages.path}/more`);
  const log = gateway.log.join("");
  expect(log).toContain("/claim/…");
  expect(log).not.toContain(pages.token);
  expect(log).not.toContain(pages.token.split("_").at(-1));
});
