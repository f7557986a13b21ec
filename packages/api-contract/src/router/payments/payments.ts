import * as views from "../../schemas/overview.ts";
import * as r from "../../schemas/payments/payment-requests.ts";
import * as s from "../../schemas/payments/payments.ts";
import { PublicPayment } from "../../schemas/payments/public-payment.ts";
import { ById, Done } from "../../schemas/wire.ts";
import { mutation, query, replyingMutation } from "../answered.ts";
import { keyed, open, payer, requireScope, router } from "../base.ts";
import { paymentActions } from "./payment-actions.ts";
import { paymentNotes } from "./payment-notes.ts";

const tag = "Payments";
const reads = { auth: { level: "keyed", scope: "payments:read" } } as const;
const writes = { auth: { level: "keyed", scope: "payments:write" } } as const;
const asPayer = { auth: { level: "payer" } } as const;

export const payments = router({
  create: replyingMutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/payments",
          status: 201,
          tag,
          summary: "Create a payment, from a link or directly",
          description:
            "With `paymentLinkSlug` anybody may call; the link decides amount and currency. Without it a key with `payments:write` is needed. Money fields beside a slug are refused.",
          errors: [
            "not_found",
            "conflict",
            "invalid_url",
            "origin_not_allowed",
            "link_inactive",
            "link_expired",
            "amount_too_small",
            "amount_too_large",
            "unknown_currency",
            "redirect_url_not_allowed",
            "order_id_exists",
            "price_unavailable",
            "node_unavailable",
          ],
          idempotent: true,
          cors: "link",
        },
        auth: { level: "open" },
        stepUp: [{ fields: ["callbackUrl"], keys: "allowed" }],
      })
      .input(r.CreatePayment)
      .use(({ ctx, input, next }) => {
        if (input.paymentLinkSlug === undefined) requireScope(ctx.caller, "payments:write");
        return next();
      })
      .output(s.CreatedPayment),
  ),

  list: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/payments",
          status: 200,
          tag,
          summary: "List payments, newest first",
          description:
            "`expand` brings links, refunds, events and notes of the rows along, instead of a call for each of them.",
          errors: ["amount_too_large"],
        },
        ...reads,
      })
      .input(r.ListPayments)
      .output(s.PaymentList),
  ),

  counts: query(keyed("payments:read").input(r.ListPayments).output(views.PaymentCounts)),

  verifyRedirect: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/payments/verify-redirect",
          status: 200,
          tag,
          summary: "Check the signature of a return to the shop",
          description:
            "Send the fields of the return's query. 200 with `valid: true` proves only that this server sent the payer back: fulfil on the webhook. Every refusal says `valid: false`: 400 for a missing field or a signature that does not fit, 404 for an unknown payment.",
          errors: ["not_found"],
          refusal: { valid: false },
        },
        auth: { level: "open" },
      })
      .input(r.VerifyRedirect)
      .output(s.RedirectCheck),
  ),

  get: query(
    payer
      .meta({
        rest: {
          method: "GET",
          path: "/payments/:id",
          status: 200,
          tag,
          summary: "Read a payment",
          description:
            "The merchant gets the full object, with what `expand` names; a payer's token gets the public view and may expand nothing.",
          errors: ["not_found"],
          cors: "any",
        },
        ...asPayer,
      })
      .input(r.ReadPayment)
      .output(s.PaymentAnswer),
  ),

  getFull: query(keyed("payments:read").input(ById).output(s.PaymentFull)),

  quote: mutation(
    payer
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/quote",
          status: 200,
          tag,
          summary: "Renew the price of a fiat payment, at the same address",
          description: "Answers the payment with the new amount, as its payer sees it.",
          errors: ["not_found", "payment_has_transfers", "conflict", "price_unavailable"],
          cors: "any",
        },
        ...asPayer,
      })
      .input(ById)
      .output(PublicPayment),
  ),

  renew: replyingMutation(
    payer
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/renew",
          status: 201,
          tag,
          summary: "Make a new payment for the order of an expired one",
          description:
            "With the payer's token, or a key with `payments:write`. Same order, fresh price, new time; the answer holds the new payment's own `clientToken`. Again for the same payment: the same new payment, as it stands now. A direct payment is renewed while the store's `allowRenew` is on; a link's payment on the link's present terms, while the link is active. Refused: `conflict` before the payment is expired, when its rate was fixed by the shop, or when renewing is off; `payment_has_transfers` once any money came for it.",
          errors: [
            "not_found",
            "payment_has_transfers",
            "conflict",
            "link_inactive",
            "link_expired",
            "amount_too_small",
            "amount_too_large",
            "unknown_currency",
            "redirect_url_not_allowed",
            "validation_error",
            "order_id_exists",
            "price_unavailable",
            "node_unavailable",
          ],
          idempotent: true,
          cors: "any",
        },
        ...asPayer,
      })
      .input(ById)
      .use(({ ctx, next }) => {
        if (ctx.caller.kind !== "payer") requireScope(ctx.caller, "payments:write");
        return next();
      })
      .output(s.CreatedPayment),
  ),

  hint: mutation(
    payer
      .meta({
        rest: {
          method: "POST",
          path: "/payments/:id/hint",
          status: 202,
          tag,
          summary: "Pass on a wallet's transaction id",
          description: "Only makes the server look in the mempool sooner; a forged id changes nothing.",
          errors: ["not_found"],
          cors: "any",
        },
        ...asPayer,
      })
      .input(r.HintTx)
      .output(Done),
  ),

  ...paymentActions,
  ...paymentNotes,

  listUnmatched: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/unmatched",
          status: 200,
          tag,
          summary: "List money that no payment owns, newest first",
          errors: [],
        },
        ...reads,
      })
      .input(views.ListUnmatched)
      .output(views.UnmatchedList),
  ),

  ignoreUnmatched: mutation(
    keyed("payments:write")
      .meta({
        rest: {
          method: "POST",
          path: "/unmatched/ignore",
          status: 200,
          tag,
          summary: "Put an unmatched transfer aside",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(views.IgnoreUnmatched)
      .output(Done),
  ),
});
