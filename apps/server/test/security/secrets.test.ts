import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { PASSWORD, seedStore } from "../support/merchant.ts";

const test = gatewayTest({ keepLog: true });

let seeded: Awaited<ReturnType<typeof seedStore>>;
test.beforeAll(async ({ gateway, receiver, merchant }) => {
  seeded = await seedStore(merchant, receiver.url);
  await gateway.deliver();
});

/** Every row of every table as text. */
async function everything(gateway: TestGateway): Promise<string> {
  const tables = await gateway.sql("select tablename from pg_tables where schemaname = 'public'");
  const dumps = tables.map(({ tablename }) =>
    gateway.sql(
      `select t::text || coalesce(convert_from(textsend(t::text), 'UTF8'), '') as row from "${tablename}" t`,
    ),
  );
  return (await Promise.all(dumps))
    .flat()
    .map(({ row }) => String(row))
    .join("\n");
}

/** bytea prints as hex, so a secret may hide in that form too. */
const forms = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString("hex"),
  Buffer.from(secret).toString("base64"),
];

test("S-07 neither the raw tables nor the log hold a key, token, secret, account key or password in clear", async ({
  gateway,
  receiver,
  merchant,
}) => {
  const cookieSignIn = await gateway.call("POST", "/trpc/auth.startSession", {
    body: { email: merchant.email, password: PASSWORD },
    headers: { "x-kp-csrf": "1" },
  });
  const cookie = /kp_dev=([^;]+)/.exec(cookieSignIn.headers.get("set-cookie") ?? "")?.[1] ?? "";
  expect(cookie.length).toBeGreaterThan(40);
  const rotated = await gateway.call("POST", `/api/v1/webhooks/${seeded.endpoint.id}/rotate-secret`, {
    as: merchant.key,
  });
  const redirect = await gateway.call("POST", "/api/v1/settings/rotate-redirect-secret", {
    as: merchant.key,
  });
  const callback = await gateway.call("GET", "/api/v1/settings/callback-secret", { as: merchant.key });
  const secrets = {
    apiKey: merchant.key,
    secondKey: seeded.apiKey.key,
    bearer: merchant.token,
    cookie,
    webhookSecret: seeded.endpoint.secret,
    rotatedSecret: rotated.body.secret,
    redirectSecret: redirect.body.redirectSecret,
    callbackSecret: callback.body.callbackSecret,
    xpub: merchant.xpub,
    password: PASSWORD,
  };
  const [rows, log] = [await everything(gateway), gateway.log.join("")];
  expect(rows).toContain(merchant.email);
  expect(receiver.received.length).toBeGreaterThan(0);
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret?.length, name).toBeGreaterThan(15);
    for (const form of forms(secret)) {
      expect(rows.includes(form), `${name} in the tables`).toBe(false);
      expect(log.includes(form), `${name} in the log`).toBe(false);
    }
  }
});

test("a payer's token in a query is not logged", async ({ gateway }) => {
  const path = `/api/v1/payments/${seeded.payment.id}?token=${seeded.payment.clientToken}`;
  expect((await gateway.call("GET", path)).status).toBe(200);
  expect(gateway.log.join("")).not.toContain(seeded.payment.clientToken);
});

test("no read answers a secret again", async ({ gateway, merchant }) => {
  const paths = [
    "/webhooks",
    `/webhooks/${seeded.endpoint.id}`,
    "/api-keys",
    "/settings",
    "/auth/me",
    "/stores",
  ];
  for (const path of paths) {
    const text = JSON.stringify((await gateway.call("GET", `/api/v1${path}`, { as: merchant.token })).body);
    for (const secret of [merchant.key, seeded.apiKey.key, seeded.endpoint.secret, merchant.xpub]) {
      expect(text.includes(secret), path).toBe(false);
    }
  }
});

test("S-13 a revoked key is refused at once", async ({ gateway, merchant }) => {
  const { key, id } = seeded.apiKey;
  expect((await gateway.call("GET", "/api/v1/payments", { as: key })).status).toBe(200);
  expect((await gateway.call("DELETE", `/api/v1/api-keys/${id}`, { as: merchant.token })).status).toBe(200);
  const refused = await gateway.call("GET", "/api/v1/payments", { as: key });
  expect(refused.status).toBe(401);
  expect(refused.body).toMatchObject({ code: "unauthorized" });
});

const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const LONG_PHRASE = `${PHRASE} ${PHRASE}`;
const PRIVATE_KEYS: [string, string][] = [
  [
    "a private key of Kaspa",
    `kprv5y2qurMHCsXYrpeDB395BY2DPKYHUGaCMpFAYRi1cmhwin1bWRyUXVbtTyy54FCGxPnnEvbK9WaiaQgkGS9ngGxmHy1bubZYY6MTokeYP2Q`,
  ],
  [
    "one of the test network",
    `ktrv5himbbCxArFU2CHiEQyVHP1ABS1tA1SY88CwePzGeM8gHfWmkNBXehhKsESH7UwcxpjpDdMNbwtBfyPoZ7W59kYfVnUXKRgv8UguDns2FQ`,
  ],
  [
    "one of Bitcoin's form",
    `xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi`,
  ],
  ["32 bytes of hex", "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35"],
  ["twelve words", PHRASE],
  ["twenty-four words", LONG_PHRASE],
  ["words with line breaks", PHRASE.replaceAll(" ", "\n")],
];

describe.each(PRIVATE_KEYS)("%s in a wallet field", (_name, secret) => {
  test("is refused loudly and is neither stored nor logged", async ({ gateway, merchant }) => {
    const before = (await gateway.call("GET", "/api/v1/settings", { as: merchant.token })).body.wallet;
    const asked = [
      await gateway.call("PATCH", "/api/v1/settings", { as: merchant.token, body: { kaspaAddress: secret } }),
      await gateway.call("PATCH", "/api/v1/settings", { as: merchant.token, body: { xpub: secret } }),
      await gateway.call("POST", "/api/v1/auth/register", {
        body: { email: "thief@example.com", password: PASSWORD, name: "T", xpub: secret },
      }),
      await gateway.trpc("mutation", "settings.previewWallet", { wallet: secret }, merchant.token),
    ];
    for (const answer of asked) {
      const data = answer.body.error?.data ?? answer.body;
      expect(answer.status).toBe(422);
      expect(data.code).toBe("invalid_xpub");
      expect(data.error).toMatch(/private key or seed phrase/);
      expect(JSON.stringify(answer.body)).not.toContain(secret.slice(0, 20));
    }
    const after = (await gateway.call("GET", "/api/v1/settings", { as: merchant.token })).body.wallet;
    expect(after).toEqual(before);
    const seen = gateway.log.join("") + (await everything(gateway));
    for (const part of [secret, secret.slice(0, 24), secret.slice(-24)])
      expect(seen.includes(part)).toBe(false);
  });
});

test.for<[what: string, spoil: (address: string) => string, code: string]>([
  [
    "a wrong checksum",
    (address: string) => `${address.slice(0, -1)}${address.endsWith("q") ? "p" : "q"}`,
    "invalid_address",
  ],
  ["no prefix", (address: string) => address.split(":")[1] ?? "", "invalid_address"],
  ["mixed case", (address: string) => address.replace(":q", ":Q"), "invalid_address"],
  ["nothing of an address", () => "my wallet", "invalid_address"],
])("an address with %s is refused by its own code", async ([_name, spoil, code], { gateway, merchant }) => {
  const good = seeded.payment.kaspaAddress as string;
  const answer = await gateway.call("PATCH", "/api/v1/settings", {
    as: merchant.token,
    body: { kaspaAddress: spoil(good) },
  });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code, param: "kaspaAddress" });
});

test.for([
  ["an address", "kaspa:qpzpfwcsqsxhxwup26r55fd0ghqlhyugz8cp6y3wxuddc02vcxtjg75pspnwz"],
  [
    "an account key",
    "kpub2HtoTgsG6e1c7ixJ6JY49otNSzhEKkwnH6bsPHLAXUdYnfEuYw9LnhT7uRzaS4LSeit2rzutV6z8Fs9usdEGKnNe6p1JxfP71mK8rbUfYWo",
  ],
])("%s of another network is refused as such", async ([_name, text], { gateway, merchant }) => {
  const answer = await gateway.call("PATCH", "/api/v1/settings", {
    as: merchant.token,
    body: { kaspaAddress: text },
  });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: "network_mismatch" });
});

test.for(["xpub", "kaspaAddress"])(
  "a refused wallet in `%s` is refused by that name",
  async (field, { gateway, merchant }) => {
    const key = { [field]: "kpub2Jf7Z" };
    const person = { email: `${field}@example.com`, password: "seven brown herrings", name: "Shop" };
    const registered = await gateway.call("POST", "/api/v1/auth/register", { body: { ...person, ...key } });
    expect(registered.body).toMatchObject({ param: field });
    const network = { network: "simnet" };
    const wrong = await gateway.call("POST", "/api/v1/auth/register", {
      body: { ...person, ...network, ...key },
    });
    expect(wrong.body).toMatchObject({ code: "invalid_xpub", param: field });
    const changed = await gateway.call("PATCH", "/api/v1/settings", { as: merchant.token, body: key });
    expect(changed.body).toMatchObject({ code: "invalid_xpub", param: field });
  },
);

test("A-11 a stolen session cannot move the money; after the password it can, with a trace, and open payments stay", async ({
  gateway,
  merchant,
}) => {
  await gateway.sql("update sessions set stepped_up_at = now() - interval '6 minutes'");
  const xpub = await newDemoAccountKey();
  const change = (as: string) => gateway.call("PATCH", "/api/v1/settings", { as, body: { xpub } });
  const before = await gateway.sql("select id from audit_log where action = 'wallet.changed'");
  for (const [method, path, body] of [
    ["PATCH", "/settings", { xpub }],
    ["POST", "/api-keys", { name: "thief" }],
    ["POST", `/webhooks/${seeded.endpoint.id}/rotate-secret`, {}],
    ["POST", `/webhooks/${seeded.endpoint.id}/rotate-secret/finish`, {}],
    ["POST", "/settings/rotate-redirect-secret", {}],
  ] as const) {
    const refused = await gateway.call(method, `/api/v1${path}`, { as: merchant.token, body });
    expect(refused.status, path).toBe(403);
    expect(refused.body).toMatchObject({ code: "reauth_required" });
  }
  const byKey = await gateway.call("PATCH", "/api/v1/settings", { as: merchant.key, body: { xpub } });
  expect(byKey).toMatchObject({ status: 403, body: { code: "forbidden" } });
  const proved = await gateway.call("POST", "/api/v1/auth/step-up", {
    as: merchant.token,
    body: { password: PASSWORD },
  });
  expect(proved.status).toBe(200);
  expect((await change(merchant.token)).status).toBe(401);
  const token: string = proved.body.token;
  expect((await change(token)).status).toBe(200);
  const rows = await gateway.sql("select actor from audit_log where action = 'wallet.changed'");
  expect(rows).toHaveLength(before.length + 1);
  expect(rows.at(-1)).toEqual({ actor: `user:${merchant.userId}` });
  const open = await gateway.call("GET", `/api/v1/payments/${seeded.payment.id}`, { as: token });
  expect(open.body.kaspaAddress).toBe(seeded.payment.kaspaAddress);
  const next = await gateway.call("POST", "/api/v1/payments", { as: merchant.key, body: { amount: "2" } });
  expect(next.body.kaspaAddress).not.toBe(seeded.payment.kaspaAddress);
});
