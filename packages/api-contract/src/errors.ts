// The error that is thrown on purpose, and its body. The codes are in error-table.ts.
import * as z from "zod";
import { type ErrorCode, errorCodes } from "./error-table.ts";

/** One fault of a request; `path` is dotted, for example `items.0.price`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Facts beside an error: fields that the document names, and the seconds of `Retry-After`. */
export type RefusalExtra = Readonly<
  Partial<Omit<ErrorBody, "error" | "code" | "param" | "issues" | "requestId">> & { retryAfter?: number }
>;

/**
 * The only error that use cases and handlers throw on purpose. The text is for people: what is wrong and how to correct
 * it. Anything else that is thrown is a bug and is answered as a bare `server_error`.
 */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly param: string | null;
  readonly issues: readonly Issue[] | null;
  readonly extra: RefusalExtra;

  constructor(
    code: ErrorCode,
    text: string,
    more: { param?: string; issues?: readonly Issue[]; extra?: RefusalExtra; cause?: unknown } = {},
  ) {
    super(text, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "ApiError";
    this.code = code;
    this.param = more.param ?? null;
    this.issues = more.issues ?? null;
    this.extra = more.extra ?? {};
  }
}

/** The body of every answer with a status of 400 and up. */
export const ErrorBody = z
  .object({
    error: z.string().describe("For people: what is wrong and how to correct it."),
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]).describe("For programs: one of a closed set."),
    param: z.string().nullable().describe("The field at fault."),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .nullable()
      .describe("Every fault of the request."),
    requestId: z.string(),
    maximum: z
      .string()
      .optional()
      .describe("With `amount_too_large`: the largest amount that is accepted, where it is known."),
    minimum: z.string().optional().describe("With `amount_too_small`: the smallest amount that is accepted."),
    host: z.string().optional().describe("With `redirect_url_not_allowed`: the host to allow."),
    hosts: z
      .array(z.string())
      .optional()
      .describe(
        "With `conflict` of `callbackUrl`: the hosts that payments of the store named within 30 days.",
      ),
    paymentId: z
      .string()
      .optional()
      .describe(
        "With `order_id_exists`: the payment that has the order id. With `conflict` of a transfer: the payment that has it.",
      ),
    previousSecretExpiresAt: z
      .string()
      .optional()
      .describe("With `conflict` of a second rotation of a webhook secret: when the first one ends."),
    scope: z.string().optional().describe("With `forbidden`: the missing scope."),
    valid: z.boolean().optional().describe("With a refused redirect check: always false."),
  })
  .meta({
    id: "Error",
    examples: [
      {
        error: "Payment link not found",
        code: "not_found",
        param: null,
        issues: null,
        requestId: "req_01k9x2",
      },
    ],
  });
export type ErrorBody = z.output<typeof ErrorBody>;
