// Routes that cannot be procedures (streams, images, files), described to the document by hand. Everything else in the
// document comes from the router.
import {
  type ErrorCode,
  EXAMPLE_TX_ID,
  ExportAddresses,
  ExportPayments,
  KasperoPayStatusBody,
  PaymentStatusBody,
} from "@kaspa-pay/api-contract";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { errorResponses, refusalsInWords } from "./error-responses.ts";
import { headersOf, okHeaders } from "./headers.ts";

const path = z.object({
  id: z
    .string()
    .max(64)
    .meta({ description: "Payment id.", examples: ["pay_01k9x2"] }),
});
const tags = ["Payments"];
const proved: Record<string, string[]>[] = [{ bearer: [] }, { keyHeader: [] }];
const security: Record<string, string[]>[] = [{}];

const statusExample = {
  id: "pay_01k9x2",
  status: "confirmed",
  amountReceived: "100.00000000",
  amountReceivedSompi: "10000000000",
  amountUncredited: "0.00000000",
  amountUncreditedSompi: "0",
  takenBack: null,
  senderAddress: null,
  txId: EXAMPLE_TX_ID,
  confirmations: 12,
  confirmedAt: "2026-02-08T12:01:00.000Z",
  payable: false,
  amountExpected: "100.00000000",
  amountExpectedSompi: "10000000000",
  amountSeen: "0.00000000",
  amountSeenSompi: "0",
  amountMissing: "0.00000000",
  amountMissingSompi: "0",
  topUp: "0.00000000",
  topUpSompi: "0",
  requiredConfirmations: 10,
  expiresAt: "2026-02-08T12:30:00.000Z",
  quoteExpiresAt: null,
  serverTime: "2026-02-08T12:01:02.000Z",
  version: 5,
};

const refusals: ErrorCode[] = [
  "invalid_request",
  "not_found",
  "misdirected_request",
  "rate_limited",
  "server_error",
  "unavailable",
];

/** Text, not an object: what an event holds is no JSON, and clients that are made from an object read it as one. */
const streamEvents = {
  type: "string" as const,
  description:
    "Lines of server-sent events: `event: status`, `id: <the payment's version>`, `data: <the body of the status route>`.",
};

const image = (type: "image/svg+xml" | "image/png", extension: "svg" | "png") => ({
  get: {
    operationId: `payments.qr.${extension}`,
    summary: `QR code of the amount due now, as ${extension.toUpperCase()}`,
    description: "The remaining amount while underpaid. 404 when nothing is due.",
    tags,
    security,
    requestParams: { path },
    responses: {
      "200": {
        description: "The image.",
        headers: okHeaders,
        content: { [type]: { schema: { type: "string" as const } } },
      },
      ...errorResponses(refusals),
    },
  },
});

/** A public read of a payment's state. */
const statusRead = (read: {
  operationId: string;
  summary: string;
  schema: z.ZodObject;
  example: object;
}) => ({
  get: {
    operationId: read.operationId,
    summary: read.summary,
    description: "Stored state, never a chain call. Send `If-None-Match` and get 304 while nothing changed.",
    tags,
    security,
    requestParams: { path },
    responses: {
      "200": {
        description: "The status.",
        headers: headersOf("X-Request-Id", "ETag"),
        content: { "application/json": { schema: read.schema, example: read.example } },
      },
      "304": { description: "Nothing changed since the given ETag." },
      ...errorResponses([...refusals, "unauthorized", "origin_not_allowed"]),
    },
  },
});

/** Path items of the plain routes. */
export const plainPaths: ZodOpenApiPathsObject = {
  "/payments/{id}/status": statusRead({
    operationId: "payments.status",
    summary: "Status of a payment, for anybody",
    schema: PaymentStatusBody,
    example: statusExample,
  }),
  "/pay/status/{id}": statusRead({
    operationId: "payments.kasperoPayStatus",
    summary: "Status of a payment as KasperoPay says it, for anybody",
    schema: KasperoPayStatusBody,
    example: { payment_id: "pay_01k9x2", status: "completed" },
  }),
  "/payments/{id}/stream": {
    get: {
      operationId: "payments.stream",
      summary: "Status of a payment as server-sent events",
      description:
        "`event: status`, `id:` = version, the same body as the status route; a comment every 15 s. Resumes by `Last-Event-ID`.",
      tags,
      security,
      requestParams: { path },
      responses: {
        "200": {
          description: "The stream.",
          headers: okHeaders,
          content: { "text/event-stream": { schema: streamEvents } },
        },
        ...errorResponses(refusals),
      },
    },
  },
  "/payments/{id}/qr.svg": image("image/svg+xml", "svg"),
  "/payments/{id}/qr.png": image("image/png", "png"),
  "/payments/export.csv": {
    get: {
      operationId: "payments.export",
      summary: "Export payments as CSV, one row per transfer",
      description: `Streamed, without a row limit. Cells that a spreadsheet would run are quoted. Scope: \`reports:read\`. ${refusalsInWords(["amount_too_large"])}`,
      tags: ["Reports"],
      security: proved,
      requestParams: { query: ExportPayments },
      responses: {
        "200": {
          description: "The file.",
          headers: okHeaders,
          content: { "text/csv": { schema: { type: "string" as const } } },
        },
        ...errorResponses([
          ...refusals,
          "unauthorized",
          "forbidden",
          "origin_not_allowed",
          "amount_too_large",
        ]),
      },
    },
  },
  "/settings/wallet/addresses.csv": {
    get: {
      operationId: "settings.exportAddresses",
      summary: "Export the addresses of a wallet as CSV, one row per index",
      description:
        "The recovery list: index, address, state and what came there, so that any wallet finds money beyond its own gap. Scopes: `settings:read` and `reports:read`; of people only owners and managers. Leaves an audit row.",
      tags: ["Settings"],
      security: proved,
      requestParams: { query: ExportAddresses },
      responses: {
        "200": {
          description: "The file.",
          headers: okHeaders,
          content: { "text/csv": { schema: { type: "string" as const } } },
        },
        ...errorResponses([...refusals, "unauthorized", "forbidden", "origin_not_allowed"]),
      },
    },
  },
};
