// Example answers of the document, made from the output schema: each field's own example, else a plain value.
import { EXAMPLE_ADDRESS, EXAMPLE_OTHER_ADDRESS, EXAMPLE_TX_ID } from "@kaspa-pay/api-contract";
import { z } from "zod";
import type { Operation } from "../operations.ts";

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Stands for an id until it is known whose it is. */
const ID = "id";

/** Values for text fields without an example of their own, by the field's name. */
const BY_NAME: Readonly<Record<string, string>> = {
  id: ID,
  storeId: "sto_01k9x1aa",
  eventId: "evt_01k9x2v7",
  endpointId: "whk_01k9x2c3",
  paymentId: "pay_01k9x2aa",
  txId: EXAMPLE_TX_ID,
  kaspaAddress: EXAMPLE_ADDRESS,
  recipientAddress: EXAMPLE_OTHER_ADDRESS,
  createdBy: "user:usr_01k9x1aa",
  address: EXAMPLE_ADDRESS,
  addresses: EXAMPLE_ADDRESS,
  senderAddresses: EXAMPLE_OTHER_ADDRESS,
  url: "https://pay.example.com/pay/premium-plan-abc123",
  checkoutUrl: "https://pay.example.com/p/pay_01k9x2aa",
  qrUrl: "https://pay.example.com/api/v1/payments/pay_01k9x2aa/qr.svg",
  publicUrl: "https://pay.example.com",
  uri: `${EXAMPLE_ADDRESS}?amount=100`,
  embedHtml:
    '<script async src="https://pay.example.com/widget/v1/kaspa-pay.js"></script>\n<kaspa-pay link="premium-plan-abc123" mode="button"></kaspa-pay>',
  clientToken: "ct_8b1f0a7c2d",
  token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMDFrOXgxIn0.c2lnbmF0dXJl",
  apiKey: "kp_live_8b1f0a7c2d",
  key: "kp_live_8b1f0a7c2d",
  masked: "kp_live_…2d9c",
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  redirectSecret: "9d1c5a0be4f27c68",
  slug: "premium-plan-abc123",
  title: "Premium Plan",
  name: "My Store",
  storeName: "My Store",
  email: "merchant@example.com",
  currency: "KAS",
  currencies: "USD",
  code: "USD",
  base: "KAS",
  quote: "USD",
  rate: "0.1",
  source: "median",
  price: "15.05",
  singleSourceMaxUsd: "500.00",
  minimumKas: "0.20000000",
  maximumKas: "29000000000.00000000",
  network: "mainnet",
  networkName: "mainnet",
  addressPrefix: "kaspa",
  prefixes: "kaspa",
  symbol: "KAS",
  version: "0.1.0",
  language: "auto",
  timeZone: "Europe/Berlin",
  allowedOrigins: "https://shop.example",
  redirectHosts: "shop.example",
  event: "payment.confirmed",
  events: "payment.confirmed",
  kind: "created",
  reason: "Nobody waited for money at this address",
};

/** How ids begin, by the words of what has them: its schema's name, or the field that it stands in. */
const ID_PREFIXES: readonly (readonly [word: RegExp, prefix: string])[] = [
  [/accounts?$|DepositAccount/, "dpa"],
  [/deposit/i, "dep"],
  [/security/i, "aud"],
  [/session/i, "ses"],
  [/user|^Me$/, "usr"],
  [/store/i, "sto"],
  [/request/i, "rql"],
  [/note/i, "nte"],
  [/refund/i, "rfd"],
  [/payout/i, "pyo"],
  [/payment|redirect/i, "pay"],
  [/link/i, "lnk"],
  [/delivery/i, "dlv"],
  [/webhook|rotated/i, "whk"],
  [/event/i, "evt"],
  [/apiKey/i, "key"],
  [/wallet/i, "wal"],
];

/** An answer that fits the operation's output schema. */
export function exampleAnswer({ output, name }: Operation): unknown {
  if (output === null) return undefined;
  const schema = z.toJSONSchema(output, { io: "output", unrepresentable: "any" }) as JsonSchema;
  const value = withIds(exampleOf(schema, schema.$defs ?? {}, name), String(output.meta()?.id ?? name));
  const parsed = output.safeParse(value);
  if (!parsed.success) throw new Error(`no example fits ${name}: ${parsed.error.message}`);
  return parsed.data;
}

/** The value with an id of its kind in each object that has one. */
function withIds(value: unknown, owner: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, owner));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === "id" && inner === ID ? idOf(owner) : withIds(inner, name === "data" ? owner : name),
    ]),
  );
}

/** @throws when nothing says what the object is */
function idOf(owner: string): string {
  const prefix = ID_PREFIXES.find(([word]) => word.test(owner))?.[1];
  if (prefix === undefined) throw new Error(`how do ids of ${owner} begin?`);
  return `${prefix}_01k9x2m4q8`;
}

function exampleOf(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  name: string,
): unknown {
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.slice("#/$defs/".length)];
    return target === undefined ? null : exampleOf(target, definitions, name);
  }
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    if (choices.some((schema) => schema.type === "null")) return null;
    const [first] = choices;
    return first === undefined ? null : exampleOf(first, definitions, name);
  }
  if (Array.isArray(schema.type) && schema.type.includes("null")) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  return plainValue(schema, definitions, name);
}

function plainValue(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  name: string,
): unknown {
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [
          key,
          exampleOf(field, definitions, key),
        ]),
      );
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items, definitions, name)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      if (schema.format === "date-time") return "2026-02-08T12:00:00.000Z";
      return namedValue(name);
  }
}

/** @throws when a text field has no example value: a document of placeholders helps nobody */
function namedValue(name: string): string {
  const value = BY_NAME[name];
  if (value === undefined) throw new Error(`write an example value for the field ${name}`);
  return value;
}
