import * as z from "zod";
import { Id, line, Time, TimeInput } from "./wire.ts";

/** What a key may do. A scope is listed once a procedure or an export asks for it. */
export const scopes = [
  "payments:read",
  "payments:write",
  "links:read",
  "links:write",
  "refunds:write",
  "payouts:write",
  "deposits:write",
  "webhooks:read",
  "webhooks:write",
  "reports:read",
  "settings:read",
  "settings:write",
] as const;

export const Scope = z.enum(scopes).meta({ id: "Scope" });
export type Scope = z.output<typeof Scope>;

/** A key's own limit; the operator decides the highest value. */
const OwnLimit = z.int().min(1).max(1_000_000).optional();

/** `POST /api-keys`. */
export const CreateApiKey = z
  .strictObject({
    name: line(100, 1),
    scopes: z.array(Scope).min(1).max(scopes.length).optional().describe("Default: all."),
    expiresAt: TimeInput.optional(),
    readsPerMinute: OwnLimit.describe("Reads that this key may make. Default: the server's."),
    writesPerMinute: OwnLimit.describe("Writes that this key may make. Default: the server's."),
  })
  .meta({
    id: "CreateApiKey",
    examples: [{ name: "Checkout server", scopes: ["payments:read", "payments:write"] }],
  });
export type CreateApiKey = z.output<typeof CreateApiKey>;

const apiKey = {
  id: Id,
  name: z.string(),
  masked: z.string().describe("Prefix and last 4 characters."),
  scopes: z.array(Scope),
  readsPerMinute: z.int().nullable().describe("Limit of its own; null = the server's."),
  writesPerMinute: z.int().nullable().describe("Limit of its own; null = the server's."),
  livemode: z.boolean(),
  createdBy: z.string().nullable(),
  createdByName: z.string().nullable().describe("Of the member who made it."),
  createdAt: Time,
  lastUsedAt: Time.nullable(),
  lastUsedIp: z.string().nullable(),
  browserUseAt: Time.nullable().describe("When it was last refused for coming from a browser."),
  expiresAt: Time.nullable(),
};

/** An API key; the key itself is never shown again. */
export const ApiKey = z.object(apiKey).meta({ id: "ApiKey" });
export type ApiKey = z.output<typeof ApiKey>;

/** Answer of `POST /api-keys`: the key in full, this once. */
export const ApiKeyCreated = z
  .object({ ...apiKey, key: z.string().describe("`kp_live_…` or `kp_test_…`, shown this once.") })
  .meta({ id: "ApiKeyCreated" });
export type ApiKeyCreated = z.output<typeof ApiKeyCreated>;

/** Answer of `GET /api-keys`. */
export const ApiKeyList = z.object({ data: z.array(ApiKey) }).meta({ id: "ApiKeyList" });
