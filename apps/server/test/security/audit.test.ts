import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI } from "../support/gateway.ts";
import { freshAddress, type Merchant, PASSWORD, seedStore } from "../support/merchant.ts";

const test = gatewayTest();

let seeded: Awaited<ReturnType<typeof seedStore>>;
test.beforeAll(async ({ merchant }) => {
  seeded = await seedStore(merchant);
});

/** Mutations that leave no audit row, and where their trace is instead. */
const WITHOUT: Readonly<Record<string, string>> = {
  "payments.hint": "changes nothing",
  "receipts.verify": "reads only; a mutation because a receipt is too large for a URL",
  "settings.previewWallet": "reads only; a mutation so that no wallet stands in a URL",
  "settings.searchWallet": "reads only; a mutation so that no wallet stands in a URL",
  "auth.forgotPassword": "without a mail server nothing happens; with one a row is written",
  "auth.resetPassword": "tested with a mailed token elsewhere; its row is in the same transaction",
  "webhooks.resendDelivery": "needs a delivery that ended",
  "payments.renew":
    "needs a payment whose time is over: its two rows are looked at with the flows of renewing",
};

type Input = (merchant: Merchant, token: string) => unknown | Promise<unknown>;

const newPayment = async (merchant: Merchant, amount = "4", currency = "KAS"): Promise<string> =>
  (await merchant.gateway.call("POST", "/api/v1/payments", { as: merchant.key, body: { amount, currency } }))
    .body.id;
const newLink = async (merchant: Merchant): Promise<string> =>
  (
    await merchant.gateway.call("POST", "/api/v1/links", {
      as: merchant.key,
      body: { title: "L", amount: "5" },
    })
  ).body.id;

/** A transfer to one of the store's addresses that no payment claims. */
async function lateMoney(merchant: Merchant): Promise<{ id: string; txId: string }> {
  const made = await merchant.gateway.call("POST", "/api/v1/payments", {
    as: merchant.key,
    body: { amount: "6" },
  });
  const { id, kaspaAddress } = made.body;
  await merchant.gateway.call("POST", `/api/v1/payments/${id}/cancel`, { as: merchant.key, body: {} });
  const { txIds } = merchant.gateway.chain.pay({ address: kaspaAddress, sompi: 6n * SOMPI, mine: true });
  merchant.gateway.chain.mine(12);
  await merchant.gateway.follow();
  return { id, txId: txIds[0] ?? "" };
}

const newRefund = async (merchant: Merchant): Promise<string> => {
  const payment = merchant.payment((await merchant.call("POST", "/api/v1/payments", { amount: "25" })).body);
  payment.pay();
  await merchant.gateway.mine(14);
  return (await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, {})).body.id;
};
const newPayout = async (merchant: Merchant): Promise<string> =>
  (await merchant.call("POST", "/api/v1/payouts", { amount: "4", recipientAddress: await freshAddress() }))
    .body.id;

const CHANGED = "eight green lanterns";
let password = PASSWORD;

/** One acknowledged call of each mutation. */
const CALLS: Readonly<Record<string, Input>> = {
  "refunds.create": async (merchant) => {
    const { paymentId } = (await merchant.call("GET", `/api/v1/refunds/${await newRefund(merchant)}`)).body;
    const { id } = (await merchant.call("GET", `/api/v1/refunds?paymentId=${paymentId}`)).body.data[0];
    await merchant.call("POST", `/api/v1/refunds/${id}/cancel`, {});
    return { id: paymentId };
  },
  "refunds.cancel": async (merchant) => ({ id: await newRefund(merchant) }),
  "payouts.create": async () => ({ amount: "4", recipientAddress: await freshAddress() }),
  "payouts.import": async () => ({ csv: `address,amount\n${await freshAddress()},4` }),
  "payouts.approve": async (merchant) => ({ id: await newPayout(merchant) }),
  "payouts.cancel": async (merchant) => ({ id: await newPayout(merchant) }),
  "auth.register": () => ({ email: "carol@example.com", password: PASSWORD, name: "Carol" }),
  "auth.registerSession": () => ({ email: "dave@example.com", password: PASSWORD, name: "Dave" }),
  "auth.login": ({ email }) => ({ email, password: PASSWORD }),
  "auth.startSession": ({ email }) => ({ email, password: PASSWORD }),
  "auth.stepUp": () => ({ password: PASSWORD }),
  "auth.endOtherSessions": () => undefined,
  "auth.endSession": async ({ gateway, email }, token) => {
    await gateway.call("POST", "/api/v1/auth/login", { body: { email, password: PASSWORD } });
    const open = await gateway.call("GET", "/api/v1/auth/sessions", { as: token });
    return { id: open.body.data.find((session: { current: boolean }) => !session.current).id };
  },
  "auth.changePassword": () => ({ password: PASSWORD, newPassword: CHANGED }),
  "stores.create": () => ({ name: "Second" }),
  "stores.update": (merchant) => ({ id: merchant.storeId, name: "Renamed" }),
  "links.create": () => ({ title: "New", amount: "5" }),
  "links.update": () => ({ id: seeded.link.id, title: "Other" }),
  "links.remove": async (merchant) => ({ id: await newLink(merchant) }),
  "payments.create": () => ({ amount: "4" }),
  "payments.quote": async (merchant) => ({ id: await newPayment(merchant, "4", "USD") }),
  "payments.cancel": async (merchant) => ({ id: await newPayment(merchant) }),
  "payments.mark": async (merchant) => ({ id: await newPayment(merchant), status: "paid", note: "cash" }),
  "payments.addNote": async (merchant) => ({ id: await newPayment(merchant), text: "called" }),
  "payments.resolve": async (merchant) => ({
    id: (await lateMoney(merchant)).id,
    attention: "late",
    action: "ignore",
  }),
  "payments.simulate": async (merchant) => ({ id: await newPayment(merchant), case: "exact" }),
  "deposits.updateSettings": () => ({ minimum: "5" }),
  "deposits.createAccount": () => ({ externalUserId: "audited" }),
  "deposits.updateAccount": () => ({ id: seeded.depositAccount.id, label: "Other" }),
  "webhooks.create": () => ({ url: "http://127.0.0.1:9/second" }),
  "webhooks.update": () => ({ id: seeded.endpoint.id, description: "Other" }),
  "webhooks.rotateSecret": () => ({ id: seeded.endpoint.id }),
  "webhooks.finishRotation": () => ({ id: seeded.endpoint.id }),
  "webhooks.test": () => ({ id: seeded.endpoint.id }),
  "webhooks.resendFailed": () => ({ id: seeded.endpoint.id, since: "2026-01-01T00:00:00Z" }),
  "webhooks.remove": async (merchant) => {
    const made = await merchant.gateway.call("POST", "/api/v1/webhooks", {
      as: merchant.key,
      body: { url: "http://127.0.0.1:9/3" },
    });
    return { id: made.body.id };
  },
  "apiKeys.create": () => ({ name: "Third" }),
  "apiKeys.revoke": () => ({ id: seeded.apiKey.id }),
  "settings.update": async () => ({ paymentExpiry: 45, xpub: await newDemoAccountKey() }),
  "settings.rotateRedirectSecret": () => undefined,
  "settings.rotateCallbackSecret": () => undefined,
  "settings.finishCallbackRotation": () => undefined,
  "dashboard.onboardingConnected": () => undefined,
  "auth.logout": () => undefined,
};

/** Their rows are written where a refund or payout changes; the actor is the payer, or an output has to be there. */
const NEEDS_MONEY_OUT = ["refunds.attach", "payouts.attach", "claims.claim"];

/** Unmatched transfers come from stores with a single address; their actions are tested with the chain flows. */
const NEEDS_UNMATCHED = ["payments.attach", "payments.rescan", "payments.ignoreUnmatched"];

const mutations = operations.filter(({ kind }) => kind === "mutation").map(({ name }) => name);

test("R-09 every mutation of the router is called here, or is listed with its reason", () => {
  const known = [...Object.keys(CALLS), ...Object.keys(WITHOUT), ...NEEDS_UNMATCHED, ...NEEDS_MONEY_OUT];
  expect(mutations.toSorted()).toEqual(known.toSorted());
});

/** Rows of stores, and those of people's own accounts. */
const LOGGED = `(select id, actor, ip, request_id from audit_log
  union all select id, actor, ip, request_id from account_actions) logged`;

test.for(Object.keys(CALLS))(
  "R-09 %s leaves exactly one audit row, of its caller and request",
  async (name, { gateway, merchant }) => {
    // A session of its own: step-up, a new password and another sign-in void the token that they are called with.
    const signedIn = await gateway.call("POST", "/api/v1/auth/login", {
      body: { email: merchant.email, password },
    });
    const token: string = signedIn.body.token;
    const input = await CALLS[name]?.(merchant, token);
    const before = await gateway.sql(`select count(*)::int as n from ${LOGGED}`);
    const answer = await gateway.trpc("mutation", name, input ?? "", token);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    if (name === "auth.changePassword") password = CHANGED;
    const after = await gateway.sql(`select count(*)::int as n from ${LOGGED}`);
    expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(1);
    const [row] = await gateway.sql(`select actor, ip, request_id from ${LOGGED} order by id desc limit 1`);
    expect(row?.actor).toMatch(/^user:usr_/);
    expect(row?.ip).toBe("127.0.0.1");
    expect(row?.request_id).toBe(answer.headers.get("x-request-id"));
  },
);
