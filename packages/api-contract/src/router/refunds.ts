import * as d from "../schemas/disbursements.ts";
import * as s from "../schemas/refunds.ts";
import { ById } from "../schemas/wire.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, open, router } from "./base.ts";

const tag = "Refunds";
const reads = { auth: { level: "keyed", scope: "payments:read" } } as const;
const writes = { auth: { level: "keyed", scope: "refunds:write" } } as const;
const sumRefusals = [
  "not_found",
  "amount_too_small",
  "amount_too_large",
  "price_unavailable",
  "conflict",
] as const;
const addressRefusals = ["invalid_address", "network_mismatch", "own_address"] as const;

export const refunds = router({
  create: creation(
    keyed("refunds:write")
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/refunds",
          status: 201,
          tag,
          summary: "Refund a payment, whole or in part",
          description:
            "The merchant's own wallet pays: the refund waits for its signature and is recognised on the chain. Without `destination` the payer names an address on the claim page. The sum of all refunds never exceeds what the payment received.",
          errors: [...sumRefusals, ...addressRefusals, "validation_error"],
          idempotent: true,
        },
        ...writes,
      })
      .input(s.CreateRefund)
      .output(s.Refund),
  ),

  preview: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/payments/:id/refund-preview",
          status: 200,
          tag,
          summary: "What a refund would give back, on each basis",
          errors: ["not_found", "amount_too_large"],
        },
        ...reads,
      })
      .input(s.PreviewRefund)
      .output(s.RefundPreview),
  ),

  list: query(
    keyed("payments:read")
      .meta({
        rest: { method: "GET", path: "/refunds", status: 200, tag, summary: "List refunds", errors: [] },
        ...reads,
      })
      .input(s.ListRefunds)
      .output(s.RefundList),
  ),

  get: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/refunds/:id",
          status: 200,
          tag,
          summary: "Read a refund",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.Refund),
  ),

  cancel: mutation(
    keyed("refunds:write")
      .meta({
        rest: {
          method: "POST",
          path: "/refunds/:id/cancel",
          status: 200,
          tag,
          summary: "Cancel a refund that was not paid yet",
          description:
            "Money that your wallet sends for it afterwards is shown with it (`paid_after_end`) and does not count.",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(d.CancelDisbursement)
      .output(s.Refund),
  ),

  attach: mutation(
    keyed("refunds:write")
      .meta({
        rest: {
          method: "POST",
          path: "/refunds/:id/attach",
          status: 200,
          tag,
          summary: "Say that an output of unknown origin pays the refund",
          description:
            "For an output of the exact sum that was sent from addresses the gateway does not know.",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(d.AttachOutput)
      .output(s.Refund),
  ),
});

export const claims = router({
  get: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/claims/:token",
          status: 200,
          tag,
          summary: "What a claim link offers its payer",
          description: "The token is the proof. It goes on showing the refund after it was used.",
          errors: ["not_found"],
        },
        auth: { level: "open" },
      })
      .input(s.ByClaimToken)
      .output(s.Claim),
  ),

  claim: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/claims/:token",
          status: 200,
          tag,
          summary: "Name the address that the refund goes to",
          description:
            "Works once. The same address again answers the same; another address is refused with `claim_used`.",
          errors: ["not_found", "claim_used", "claim_expired", "conflict", ...addressRefusals],
        },
        auth: { level: "open" },
      })
      .input(s.ClaimRefund)
      .output(s.Claim),
  ),
});
