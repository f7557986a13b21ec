// What anybody and what the payer may see of a payment: allow-lists, never the whole object
// (docs/spec/checkout.md#public-view).
import type { PaymentStatusBody, PublicPayment, PublicRefund } from "@kaspa-pay/api-contract";
import {
  confirmationsOf,
  FINAL_STATUSES,
  payable,
  requiredConfirmationsOf,
  requiredOf,
  sompiToKas,
  transferConfirmations,
  uncreditedSompi,
} from "@kaspa-pay/core";
import type { PaymentWithTransfers } from "../payments/records.ts";
import { surchargeToWire } from "../payments/surcharge.ts";
import {
  fiatOf,
  isLive,
  iso,
  isoOrNull,
  priceText,
  primaryTransferOf,
  quoteExpiresAtOf,
  takenBackToWire,
  uriOf,
  type ViewContext,
} from "../payments/view.ts";
import type { Store } from "../stores/records.ts";
import { isListedRedirect, signedReturnUrl } from "./redirects.ts";

const kas = (sompi: bigint): string => sompiToKas(sompi);
const PAYER_ATTENTION = new Set(["underpaid", "overpaid", "late"] as const);

/** `GET /payments/:id/status` and each event of the stream: the same for everybody, as the chain is. */
export function statusBody(
  stored: PaymentWithTransfers,
  context: Pick<ViewContext, "now" | "virtualDaa">,
): PaymentStatusBody {
  const { payment, transfers } = stored;
  const { amounts } = payment;
  const lead = primaryTransferOf(stored);
  const uncredited = uncreditedSompi(transfers, { dust: false });
  return {
    id: payment.id,
    status: payment.status,
    amountReceived: kas(amounts.creditedSompi),
    amountReceivedSompi: amounts.creditedSompi.toString(),
    amountUncredited: kas(uncredited),
    amountUncreditedSompi: uncredited.toString(),
    takenBack: takenBackToWire(payment, transfers),
    senderAddress: lead.senderAddress,
    txId: lead.txId,
    confirmations: confirmationsOf(transfers, context.virtualDaa),
    confirmedAt: isoOrNull(payment.confirmedAt),
    payable: payable(payment, context.now),
    amountExpected: amounts.expectedSompi === null ? null : kas(amounts.expectedSompi),
    amountExpectedSompi: amounts.expectedSompi?.toString() ?? null,
    amountSeen: kas(amounts.seenSompi),
    amountSeenSompi: amounts.seenSompi.toString(),
    amountMissing: kas(amounts.missingSompi),
    amountMissingSompi: amounts.missingSompi.toString(),
    topUp: kas(amounts.topUpSompi),
    topUpSompi: amounts.topUpSompi.toString(),
    requiredConfirmations: requiredConfirmationsOf(payment, transfers),
    expiresAt: iso(payment.expiresAt),
    quoteExpiresAt: quoteExpiresAtOf(payment),
    serverTime: iso(context.now),
    version: payment.version,
  };
}

export interface PayerContext extends ViewContext {
  redirectSecret: string;
  demoWalletUrl: string | null;
  canRenew: boolean;
  refunds: PublicRefund[];
}

/** The payer's view, shown to anybody with the client token. */
export function publicPayment(
  stored: PaymentWithTransfers,
  store: Store,
  context: PayerContext,
): PublicPayment {
  const { payment, details, transfers } = stored;
  const { senderAddress: _sender, txId: _txId, ...status } = statusBody(stored, context);
  const { overpaidSompi } = payment.amounts;
  return {
    view: "payer",
    ...status,
    amount: priceText(payment, details),
    surcharge: surchargeToWire(payment, details),
    // Late accepted money is still shown as late: the payer reads that it was late and counts.
    attention: [
      ...new Set(
        payment.attention.flatMap(({ reason, state }) =>
          (state === "open" || (reason === "late" && state === "accepted")) &&
          PAYER_ATTENTION.has(reason as "late")
            ? [reason as "late"]
            : [],
        ),
      ),
    ],
    amountOverpaid: kas(overpaidSompi),
    amountOverpaidSompi: overpaidSompi.toString(),
    currency: details.currency,
    fiat: fiatOf(payment),
    kaspaAddress: details.address,
    uri: uriOf(payment, details, context.now),
    exactAmount: details.addressMode === "address",
    network: details.network,
    livemode: isLive(details.network),
    firstSeenAt: isoOrNull(payment.firstSeenAt),
    transfers: transfers.map((transfer) => ({
      txId: transfer.txId,
      index: transfer.outputIndex,
      amount: kas(transfer.sompi),
      amountSompi: transfer.sompi.toString(),
      status: transfer.status,
      credited: transfer.credited,
      confirmations: transferConfirmations(transfer, context.virtualDaa),
      requiredConfirmations: requiredOf(payment, transfer),
      paidAt: isoOrNull(transfer.paidAt),
      confirmedAt: isoOrNull(transfer.confirmedAt),
    })),
    refunds: context.refunds,
    title: details.fields.title,
    description: details.fields.description,
    items: details.fields.items,
    successMessage: details.fields.successMessage ?? store.settings.successMessage,
    returnUrl: shownTarget("return", stored, store, context),
    cancelUrl: shownTarget("cancel", stored, store, context),
    canRenew: context.canRenew,
    replaces: details.replaces,
    replacedBy: payment.replacedBy,
    receiptUrl:
      payment.status === "confirmed"
        ? `${context.publicUrl}/receipt/${payment.id}?token=${encodeURIComponent(context.clientToken)}`
        : null,
    explorerTxTemplate: context.explorerTxTemplate,
    demoWalletUrl: context.demoWalletUrl,
    store: {
      name: store.name,
      logoUrl: store.settings.logoUrl,
      supportUrl: store.settings.supportUrl,
      accentColor: store.settings.accentColor,
    },
  };
}

/** `return`: signed, once the status is final. `cancel`: the shop's own page for who does not pay, at any time. */
export type RedirectKind = "return" | "cancel";

const GIVEN_UP = new Set(["expired", "canceled"]);

/** The merchant's own URL of a redirect; null when there is none, or none yet. */
function redirectUrlOf(
  kind: RedirectKind,
  { payment, details }: Pick<PaymentWithTransfers, "payment" | "details">,
) {
  if (kind === "cancel") return details.fields.cancelUrl;
  if (!FINAL_STATUSES.has(payment.status)) return null;
  return GIVEN_UP.has(payment.status)
    ? (details.fields.cancelUrl ?? details.fields.redirectUrl)
    : details.fields.redirectUrl;
}

/** Where a redirect leads, and whether the store listed that host; null when there is none now. */
export function targetOf(
  kind: RedirectKind,
  stored: PaymentWithTransfers,
  store: Store,
  context: Pick<PayerContext, "now" | "redirectSecret">,
): { url: string; listed: boolean } | null {
  const { payment, details } = stored;
  const own = redirectUrlOf(kind, stored);
  if (own === null) return null;
  const listed = isListedRedirect(own, store.network, store.settings.redirectHosts);
  if (kind === "cancel") return { url: own, listed };
  const ts = Math.floor(context.now / 1_000).toString();
  const proof = { paymentId: payment.id, status: payment.status, ts, orderId: details.fields.orderId };
  return { url: signedReturnUrl(own, context.redirectSecret, proof), listed };
}

/** A host that the store did not list is shown to the payer first, on a page of ours that never leaves by itself. */
function shownTarget(
  kind: RedirectKind,
  stored: PaymentWithTransfers,
  store: Store,
  context: PayerContext,
): string | null {
  const target = targetOf(kind, stored, store, context);
  if (target === null || target.listed) return target?.url ?? null;
  const token = encodeURIComponent(context.clientToken);
  return `${context.publicUrl}/leave/${stored.payment.id}?${kind === "cancel" ? "to=cancel&" : ""}token=${token}`;
}
