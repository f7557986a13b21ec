// Payments in every state that an operation needs: expired, late, underpaid, still open, ended with a return link; and
// money that no payment owns. Two of each: one for the first operation, one for whatever comes later.
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import type { Json, Preparing } from "./preparing.ts";

const EXPIRY_MINUTES = 5;
const OVER_MS = (EXPIRY_MINUTES * 60 + 31) * 1000;
const SOMPI = 100_000_000n;

const twice = <T>(make: () => Promise<T>): Promise<[T, T]> => Promise.all([make(), make()]);

export async function preparePayments(preparing: Preparing): Promise<void> {
  const { driver, call, person, ready } = preparing;
  await call("PATCH", "/settings", { redirectHosts: ["shop.example"] }, person.key);
  await prepareUnmatched(preparing);
  const made = (fields: object = {}): Promise<[Json, Json]> =>
    twice(() =>
      call("POST", "/payments", { amount: "5", expiryMinutes: EXPIRY_MINUTES, ...fields }, person.key),
    );
  const pay = (payments: readonly Json[], kas: bigint): void => {
    for (const { kaspaAddress: address } of payments)
      driver.controls.pay({ address, sompi: kas * SOMPI, mine: true });
  };
  const renewed = await made();
  const underpaid = await made();
  const late = await made();
  const overpaid = await made();
  const returning = await made({ orderId: "A 1001", redirectUrl: "https://shop.example/thanks" });
  pay(underpaid, 2n);
  pay([...overpaid, ...returning], 7n);
  await driver.settle();
  await driver.pass(OVER_MS);
  pay(late, 5n);
  await driver.settle();

  for (const { id, clientToken } of renewed)
    ready("payments.renew", { id }, { "x-client-token": clientToken });
  for (const [attention, payments] of Object.entries({ underpaid, late, overpaid })) {
    for (const { id } of payments)
      ready("payments.resolve", { id, attention, action: "ignore", note: "agreed" });
  }
  for (const { id, clientToken } of returning) {
    await prepareReturn(preparing, id, clientToken);
    await prepareReceipt(preparing, id, clientToken);
  }
  await prepareOpen(preparing);
}

/** The fields of a signed return are in the address to which the payer is sent. */
async function prepareReturn({ driver, ready }: Preparing, id: string, clientToken: string): Promise<void> {
  const page = await fetch(`${driver.base}/api/v1/payments/${id}`, {
    headers: { "x-client-token": clientToken },
  });
  const { returnUrl } = (await page.json()) as { returnUrl: string };
  const { searchParams } = new URL(returnUrl);
  const names = ["paymentId", "status", "ts", "orderId", "sig"];
  ready("payments.verifyRedirect", Object.fromEntries(names.map((name) => [name, searchParams.get(name)])));
}

async function prepareReceipt({ driver, ready }: Preparing, id: string, clientToken: string): Promise<void> {
  const file = await fetch(`${driver.base}/receipt/${id}/signed.json?token=${clientToken}`);
  ready("receipts.verify", (await file.json()) as Json);
}

/** Operations that need a payment whose time still runs; each has its own, since most of them end it. */
async function prepareOpen({ call, person, ready }: Preparing): Promise<void> {
  const open = (fields: object = {}): Promise<[Json, Json]> =>
    twice(() => call("POST", "/payments", { amount: "5", expiryMinutes: 60, ...fields }, person.key));
  for (const { id } of await open({ amount: "10", currency: "USD" })) ready("payments.quote", { id });
  for (const { id } of await open()) ready("payments.cancel", { id });
  for (const { id } of await open()) ready("payments.mark", { id, status: "paid", note: "cash" });
  for (const { id } of await open()) {
    await call("POST", `/payments/${id}/notes`, { text: "called" }, person.key);
    ready("payments.addNote", { id, text: "called again" });
    ready("payments.notes", { id });
  }
  for (const { id } of await open()) ready("payments.simulate", { id, case: "exact" });
  for (const { id, clientToken } of await open()) {
    const payer = { "x-client-token": clientToken };
    ready("payments.hint", { id, txId: "ab".repeat(32) }, payer);
    ready("payments.get", { id }, payer);
    ready("payments.get", { id }, "key");
    ready("payments.getFull", { id });
    for (const operation of ["status", "kasperoPayStatus", "stream", "qr.svg", "qr.png"])
      ready(`payments.${operation}`, { id });
  }
}

/**
 * At a single address a sum that no payment asks for belongs to nobody. The shop goes back to its account key
 * afterwards: there, whatever comes to an address is its payment's.
 */
async function prepareUnmatched({ driver, call, person, ready }: Preparing): Promise<void> {
  const address = parseAccountKey(await newDemoAccountKey(), "simnet").address(0, 0);
  await call("PATCH", "/settings", { kaspaAddress: address }, person.token);
  const open = () => call("POST", "/payments", { amount: "40", expiryMinutes: 60 }, person.key);
  const waiting = [...(await twice(open)), ...(await twice(open))];
  for (const kas of [1n, 2n, 3n, 4n, 5n, 6n])
    driver.controls.pay({ address, sompi: kas * SOMPI, mine: true });
  await driver.settle();
  const { data } = await call("GET", "/unmatched", undefined, person.key);
  const money = data as { txId: string; index: number }[];
  for (const [at, { txId, index }] of money.entries()) {
    const id = waiting[at]?.id;
    if (at < 2) ready("payments.attach", { id, txId, index, note: "wrong sum" });
    else if (at < 4) ready("payments.rescan", { id, txId });
    else ready("payments.ignoreUnmatched", { txId, index });
  }
  await call("PATCH", "/settings", { xpub: person.xpub }, person.token);
}
