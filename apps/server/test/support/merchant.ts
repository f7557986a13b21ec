// A merchant who uses the gateway over HTTP, with an API key or a session.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import type { Answer, Json } from "./http.ts";
import { testPayment } from "./payment.ts";
import type { Merchant, Subscription, TestGateway, Wallet } from "./subjects.ts";

export { freshAddress } from "./addresses.ts";
export type { Merchant } from "./subjects.ts";

export const PASSWORD = "seven brown herrings";

export async function signUp(gateway: TestGateway, name: string, wallet?: Wallet): Promise<Merchant> {
  const xpub = await newDemoAccountKey();
  const setupCode = await gateway.setupCode();
  const registration = {
    email: `${name}@example.com`,
    password: PASSWORD,
    name: `Shop of ${name}`,
    ...(gateway.installation.market !== null && { network: "testnet-10" }),
    ...(wallet ?? { xpub }),
    ...(setupCode !== null && { setupCode }),
  };
  const { status, body } = await gateway.call("POST", "/api/v1/auth/register", { body: registration });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  return merchantOf(gateway, {
    email: registration.email,
    userId: body.user.id,
    storeId: body.store.id,
    token: body.token,
    key: body.apiKey,
    xpub,
  });
}

type Proofs = Pick<Merchant, "email" | "userId" | "storeId" | "token" | "key" | "xpub">;

function merchantOf(gateway: TestGateway, proofs: Proofs): Merchant {
  let subscription: Subscription | null = null;
  const { key, token } = proofs;
  const call: Merchant["call"] = (method, path, body) => gateway.call(method, path, { body, as: key });
  const merchant: Merchant = {
    gateway,
    ...proofs,
    call,
    async createPayment(fields = {}) {
      const own = fields.paymentLinkSlug === undefined ? { amount: "25", expiryMinutes: 5 } : {};
      const body = await expectStatus(201, call("POST", "/api/v1/payments", { ...own, ...fields }));
      return testPayment(merchant, body);
    },
    readPayment: async (id) => (await call("GET", `/api/v1/payments/${id}`)).body,
    payment: (created) => testPayment(merchant, created),
    async changeSettings(change) {
      // A session ends with the days that tests let pass; a wallet is nothing that a key may change.
      const as = "kaspaAddress" in change || "xpub" in change ? token : key;
      await expectStatus(200, gateway.call("PATCH", "/api/v1/settings", { body: change, as }));
    },
    async subscribe(receiver) {
      const hook = { url: receiver.url, events: ["*", "payment.updated"] };
      const { id, secret } = await expectStatus(201, call("POST", "/api/v1/webhooks", hook));
      subscription = { endpointId: id, secret, receiver };
      return subscription;
    },
    get subscription() {
      if (subscription === null) throw new Error("The merchant did not subscribe to webhooks.");
      return subscription;
    },
  };
  return merchant;
}

async function expectStatus(expected: number, answer: Promise<Answer>): Promise<Json> {
  const { status, body } = await answer;
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${JSON.stringify(body)}`);
  return body;
}

/** What a merchant's store holds, one of each kind. */
export async function seedStore({ gateway, key, token }: Merchant, receiver = "http://127.0.0.1:9/hook") {
  const make = (path: string, body: unknown, as = key): Promise<Json> =>
    expectStatus(201, gateway.call("POST", `/api/v1${path}`, { body, as }));
  const endpoint = await make("/webhooks", { url: receiver });
  const link = await make("/links", { title: "Tea", amount: "5" });
  const payment = await make("/payments", {
    amount: "12.5",
    orderId: `order-${link.slug}`,
    customerEmail: `${link.slug}@payer.example`,
  });
  await expectStatus(
    200,
    gateway.call("PATCH", "/api/v1/deposit-settings", { body: { enabled: true }, as: key }),
  );
  const depositAccount = await make("/deposit-accounts", { externalUserId: `user-${link.slug}` });
  await gateway.pay(depositAccount.address, 500_000_000n);
  const apiKey = await make("/api-keys", { name: "Second" }, token);
  const list = async (path: string) =>
    (await gateway.call("GET", `/api/v1${path}`, { as: key })).body.data[0];
  const delivery = await list(`/webhooks/${endpoint.id}/deliveries`);
  const event = await list("/events");
  const sessions = await gateway.call("GET", "/api/v1/auth/sessions", { as: token });
  const deposit = await list("/deposits");
  const session = sessions.body.data[0];
  return { endpoint, link, payment, depositAccount, deposit, apiKey, delivery, event, session };
}
