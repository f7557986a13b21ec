import { ApiError } from "@kaspa-pay/api-contract";
import type { Request } from "express";

/** Headers in which other payment APIs, and gateways in front of APIs, take a secret key. */
export const FOREIGN_KEY_HEADERS = [
  "X-SpacePay-Secret-Key",
  "X-SpacePay-Key",
  "X-KasPay-Key",
  "X-KasPay-Api-Key",
  "X-KasperoPay-Key",
  "X-MakaPay-Key",
  "X-CC-Api-Key",
  "X-Api-Token",
  "X-Api-Secret",
  "X-Auth-Token",
  "X-Auth-Key",
  "X-Access-Token",
  "X-Secret-Key",
  "X-Merchant-Key",
  "X-Merchant-Api-Key",
  "X-ApiKey",
  "Api-Key",
  "Api-Token",
  "ApiKey",
  "Secret-Key",
] as const;

/**
 * A request whose only proof is in another API's header would look like a visitor's: a shop that moves here would read
 * "Unauthorized" and not know why. The header's value is neither read nor repeated.
 *
 * @throws ApiError `unauthorized` naming the header and the one to use
 */
export function refuseForeignKey(req: Pick<Request, "headers">): void {
  const found = FOREIGN_KEY_HEADERS.find((name) => req.headers[name.toLowerCase()] !== undefined);
  if (found === undefined) return;
  throw new ApiError(
    "unauthorized",
    `Keys are not read from ${found}: send yours as "Authorization: Bearer kp_…" or in the header X-Api-Key`,
    { param: found },
  );
}
