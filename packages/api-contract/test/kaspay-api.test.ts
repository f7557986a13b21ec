// Every field that KasPay printed, by its printed name (docs/spec/api-conventions.md#kaspay-compatibility).
import { expect, test } from "vitest";
import type { z } from "zod";
import * as contract from "../src/index.ts";
import { appRouter, type Meta } from "../src/router/index.ts";

type Shape = Record<string, unknown>;
const fields = (schema: z.ZodType): Shape => (schema as z.ZodObject).shape;
const rowOf = (list: z.ZodType): Shape => fields((fields(list).data as z.ZodArray<z.ZodType>).element);

test.each<[string, Shape, string[]]>([
  ["register request", fields(contract.Register), ["email", "password", "name", "kaspaAddress"]],
  ["register answer", fields(contract.Registered), ["user", "token"]],
  ["user", fields(contract.User), ["id", "email", "name"]],
  ["login request", fields(contract.Login), ["email", "password"]],
  ["login answer", fields(contract.LoggedIn), ["user", "token"]],
  ["me", fields(contract.Me), ["id", "email", "name", "kaspaAddress", "apiKey", "paymentExpiry"]],
  [
    "link request",
    fields(contract.CreateLink),
    [
      "title",
      "description",
      "amount",
      "currency",
      "expiryMinutes",
      "status",
      "successMessage",
      "redirectUrl",
      "linkExpiresIn",
    ],
  ],
  ["link answer", fields(contract.Link), ["id", "title", "amount", "slug", "url", "status", "expiresAt"]],
  [
    "links row",
    rowOf(contract.LinkList),
    ["id", "title", "amount", "currency", "slug", "status", "expiresAt", "expiryMinutes", "createdAt"],
  ],
  ["link update", fields(contract.UpdateLink), ["status"]],
  [
    "payment request",
    fields(contract.CreatePayment),
    ["paymentLinkSlug", "customerEmail", "customerName", "metadata"],
  ],
  [
    "payment answer",
    fields(contract.CreatedPayment),
    ["id", "kaspaAddress", "amountExpected", "status", "expiresAt"],
  ],
  [
    "status",
    fields(contract.PaymentStatusBody),
    ["id", "status", "amountReceived", "senderAddress", "txId", "confirmations", "confirmedAt"],
  ],
  [
    "payments row",
    rowOf(contract.PaymentList),
    [
      "id",
      "amountExpected",
      "amountReceived",
      "status",
      "txId",
      "senderAddress",
      "customerName",
      "customerEmail",
      "createdAt",
      "confirmedAt",
    ],
  ],
  ["webhook request", fields(contract.CreateEndpoint), ["url", "events"]],
  ["webhook answer", fields(contract.EndpointCreated), ["id", "url", "events", "secret", "isActive"]],
  ["webhooks row", rowOf(contract.EndpointList), ["id", "url", "events", "isActive", "createdAt"]],
  ["settings request", fields(contract.UpdateSettings), ["paymentExpiry", "kaspaAddress"]],
  ["settings answer", fields(contract.Settings), ["paymentExpiry", "kaspaAddress"]],
  ["price", fields(contract.Price), ["price", "currency"]],
  [
    "network",
    fields(contract.NetworkInfo),
    ["blockCount", "headerCount", "difficulty", "virtualDaaScore", "networkName"],
  ],
])("the %s holds every printed field", (_what, shape, printed) => {
  expect(Object.keys(shape)).toEqual(expect.arrayContaining(printed));
});

test("every printed route has a procedure, and both spellings of the unprinted methods", () => {
  const procedures = Object.values(appRouter._def.procedures) as unknown as { _def: { meta?: Meta } }[];
  const routes = new Set(
    procedures.flatMap(({ _def: { meta } }) => {
      const { rest } = meta ?? {};
      if (rest === undefined) return [];
      return [rest, ...(rest.aliases ?? [])].map((route) => `${route.method} ${route.path}`);
    }),
  );
  for (const route of [
    "POST /auth/register",
    "POST /auth/login",
    "GET /auth/me",
    "POST /links",
    "GET /links",
    "PATCH /links/:id",
    "PUT /links/:id",
    "POST /payments",
    "GET /payments",
    "POST /webhooks",
    "GET /webhooks",
    "PATCH /settings",
    "PUT /settings",
    "POST /settings",
    "GET /price",
    "GET /network",
  ]) {
    expect(routes).toContain(route);
  }
});

test("T-08 the payer's view is exactly the listed fields", () => {
  const amounts = [
    "amountExpected",
    "amountSeen",
    "amountReceived",
    "amountUncredited",
    "amountMissing",
    "topUp",
    "amountOverpaid",
  ];
  const allowed = [
    ...[
      "id",
      "status",
      "attention",
      "payable",
      "currency",
      "fiat",
      "kaspaAddress",
      "uri",
      "exactAmount",
      "network",
    ],
    ...["livemode", "requiredConfirmations", "confirmations", "firstSeenAt", "confirmedAt", "expiresAt"],
    ...[
      "quoteExpiresAt",
      "serverTime",
      "version",
      "transfers",
      "title",
      "description",
      "items",
      "successMessage",
    ],
    ...["view", "amount", "surcharge", "canRenew", "replaces", "replacedBy", "refunds"],
    ...["takenBack", "returnUrl", "cancelUrl", "receiptUrl", "explorerTxTemplate", "demoWalletUrl", "store"],
    ...amounts.flatMap((name) => [name, `${name}Sompi`]),
  ];
  expect(Object.keys(fields(contract.PublicPayment)).sort()).toEqual(allowed.sort());
});
