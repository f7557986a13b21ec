import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { follow, SOMPI } from "../flows/gateway.ts";
import { furnish, type House, type Merchant, openHouse, PASSWORD } from "./house.ts";

let house: House;
let alice: Merchant;
let hers: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  house = await openHouse();
  alice = await house.signUp("alice");
  hers = await furnish(house, alice);
});
afterAll(() => house.close());

/** Mutations that leave no audit row, and where their trace is instead. */
const WITHOUT: Readonly<Record<string, string>> = {
  "payments.hint": "changes nothing",
  "settings.previewWallet": "reads only; a mutation so that no wallet stands in a URL",
  "settings.searchWallet": "reads only; a mutation so that no wallet stands in a URL",
  "auth.forgotPassword": "without a mail server nothing happens; with one a row is written",
  "auth.resetPassword": "tested with a mailed token elsewhere; its row is in the same transaction",
  "webhooks.resendDelivery": "needs a delivery that ended",
  "payments.renew":
    "needs a payment whose time is over: its two rows are looked at with the flows of renewing",
};

type Input = (token: string) => unknown | Promise<unknown>;

const newPayment = async (amount = "4", currency = "KAS"): Promise<string> =>
  (await house.call("POST", "/api/v1/payments", { as: alice.key, body: { amount, currency } })).body.id;
const newLink = async (): Promise<string> =>
  (await house.call("POST", "/api/v1/links", { as: alice.key, body: { title: "L", amount: "5" } })).body.id;

/** A transfer to one of the store's addresses that no payment claims. */
async function lateMoney(): Promise<{ id: string; txId: string }> {
  const made = await house.call("POST", "/api/v1/payments", { as: alice.key, body: { amount: "6" } });
  const { id, kaspaAddress } = made.body;
  await house.call("POST", `/api/v1/payments/${id}/cancel`, { as: alice.key, body: {} });
  const { txIds } = house.world.sim.controls.pay({ address: kaspaAddress, sompi: 6n * SOMPI, mine: true });
  house.world.sim.controls.mine(12);
  await follow(house.gateway);
  return { id, txId: txIds[0] ?? "" };
}

const CHANGED = "eight green lanterns";
let password = PASSWORD;
const login = { email: "alice@example.com", password: PASSWORD };

/** One acknowledged call of each mutation. */
const CALLS: Readonly<Record<string, Input>> = {
  "auth.register": () => ({ email: "carol@example.com", password: PASSWORD, name: "Carol" }),
  "auth.registerSession": () => ({ email: "dave@example.com", password: PASSWORD, name: "Dave" }),
  "auth.login": () => login,
  "auth.startSession": () => login,
  "auth.stepUp": () => ({ password: PASSWORD }),
  "auth.endOtherSessions": () => undefined,
  "auth.endSession": async (token) => {
    await house.call("POST", "/api/v1/auth/login", { body: login });
    const open = await house.call("GET", "/api/v1/auth/sessions", { as: token });
    return { id: open.body.data.find((one: { current: boolean }) => !one.current).id };
  },
  "auth.changePassword": () => ({ password: PASSWORD, newPassword: CHANGED }),
  "stores.create": () => ({ name: "Second" }),
  "stores.update": () => ({ id: alice.storeId, name: "Renamed" }),
  "links.create": () => ({ title: "New", amount: "5" }),
  "links.update": () => ({ id: hers.link.id, title: "Other" }),
  "links.remove": async () => ({ id: await newLink() }),
  "payments.create": () => ({ amount: "4" }),
  "payments.quote": async () => ({ id: await newPayment("4", "USD") }),
  "payments.cancel": async () => ({ id: await newPayment() }),
  "payments.mark": async () => ({ id: await newPayment(), status: "paid", note: "cash" }),
  "payments.resolve": async () => ({ id: (await lateMoney()).id, attention: "late", action: "ignore" }),
  "payments.simulate": async () => ({ id: await newPayment(), case: "exact" }),
  "webhooks.create": () => ({ url: "http://127.0.0.1:9/second" }),
  "webhooks.update": () => ({ id: hers.endpoint.id, description: "Other" }),
  "webhooks.rotateSecret": () => ({ id: hers.endpoint.id }),
  "webhooks.finishRotation": () => ({ id: hers.endpoint.id }),
  "webhooks.test": () => ({ id: hers.endpoint.id }),
  "webhooks.resendFailed": () => ({ id: hers.endpoint.id, since: "2026-01-01T00:00:00Z" }),
  "webhooks.remove": async () => {
    const made = await house.call("POST", "/api/v1/webhooks", {
      as: alice.key,
      body: { url: "http://127.0.0.1:9/3" },
    });
    return { id: made.body.id };
  },
  "apiKeys.create": () => ({ name: "Third" }),
  "apiKeys.revoke": () => ({ id: hers.apiKey.id }),
  "settings.update": async () => ({ paymentExpiry: 45, xpub: await newDemoAccountKey() }),
  "settings.rotateRedirectSecret": () => undefined,
  "dashboard.onboardingConnected": () => undefined,
  "auth.logout": () => undefined,
};

/** Unmatched transfers come from stores with a single address; their actions are tested with the chain flows. */
const NEEDS_UNMATCHED = ["payments.attach", "payments.rescan", "payments.ignoreUnmatched"];

const mutations = operations.filter(({ kind }) => kind === "mutation").map(({ name }) => name);

test("R-09 every mutation of the router is called here, or stands in a list with its reason", () => {
  const known = [...Object.keys(CALLS), ...Object.keys(WITHOUT), ...NEEDS_UNMATCHED];
  expect(mutations.toSorted()).toEqual(known.toSorted());
});

/** Rows of stores, and those of people's own accounts. */
const LOGGED = `(select id, actor, ip, request_id from audit_log
  union all select id, actor, ip, request_id from account_actions) logged`;

test.each(Object.keys(CALLS))(
  "R-09 %s leaves exactly one audit row, of its caller and request",
  async (name) => {
    // A session of its own: step-up, a new password and another sign-in void the token that they are called with.
    const signedIn = await house.call("POST", "/api/v1/auth/login", { body: { ...login, password } });
    const token: string = signedIn.body.token;
    const input = await CALLS[name]?.(token);
    const before = await house.sql(`select count(*)::int as n from ${LOGGED}`);
    const answer = await house.trpc("mutation", name, input ?? "", token);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    if (name === "auth.changePassword") password = CHANGED;
    const after = await house.sql(`select count(*)::int as n from ${LOGGED}`);
    expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(1);
    const [row] = await house.sql(`select actor, ip, request_id from ${LOGGED} order by id desc limit 1`);
    expect(row?.actor).toMatch(/^user:usr_/);
    expect(row?.ip).toBe("127.0.0.1");
    expect(row?.request_id).toBe(answer.headers.get("x-request-id"));
  },
);
