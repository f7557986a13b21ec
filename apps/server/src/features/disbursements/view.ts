// What refunds and payouts show alike.
import type { Payout } from "@kaspa-pay/api-contract";
import {
  buildPaymentUri,
  type Disbursement,
  type DisbursementOutput,
  formatDecimal,
  minorDigitsOf,
  type PriceCurrency,
  sompiToKas,
} from "@kaspa-pay/core";
import { explorerTxTemplate } from "../../runtime/network.ts";
import { iso, isoOrNull } from "../caller.ts";
import { isLive } from "../stores/new-store.ts";
import type { FiatSide, StoredDisbursement } from "./records.ts";

export const kasSum = (sompi: bigint) => ({ amount: sompiToKas(sompi), amountSompi: sompi.toString() });

export const kasSumOrNull = (sompi: bigint | null) => (sompi === null ? null : kasSum(sompi));

export const fiatSum = ({ currency, amountMinor, rate }: FiatSide) => ({
  amount: formatDecimal(amountMinor, minorDigitsOf(currency as PriceCurrency)),
  currency,
  rate,
});

type CommonFields = Pick<
  Payout,
  | "id"
  | "status"
  | "amount"
  | "amountSompi"
  | "uri"
  | "txId"
  | "explorerUrl"
  | "confirmations"
  | "requiredConfirmations"
  | "outputs"
  | "attention"
  | "endReason"
  | "network"
  | "livemode"
  | "version"
  | "createdBy"
  | "createdAt"
  | "expiresAt"
  | "confirmedAt"
>;

/** @param virtualDaa newest score that is known, for the confirmations */
export function commonFields(stored: StoredDisbursement, virtualDaa: bigint): CommonFields {
  const { disbursement, network, createdBy } = stored;
  const { id, status, amountSompi, requiredConfirmations, end, version, expiresAt } = disbursement;
  const paid = disbursement.outputs.find((output) => output.outpoint === disbursement.paidBy);
  return {
    id,
    status,
    ...kasSum(amountSompi),
    uri: uriOf(disbursement),
    txId: paid === undefined ? null : txIdOf(paid),
    explorerUrl: paid === undefined ? null : explorerUrlOf(stored, paid),
    confirmations: paid === undefined ? 0 : confirmationsOf(paid, virtualDaa),
    requiredConfirmations,
    outputs: disbursement.outputs.map((output) => ({
      txId: txIdOf(output),
      index: Number(output.outpoint.split(":")[1]),
      status: output.status,
      source: output.source,
      counts: output.outpoint === disbursement.paidBy,
      explorerUrl: explorerUrlOf(stored, output),
    })),
    attention: attentionOf(disbursement),
    endReason: end?.reason ?? null,
    network,
    livemode: isLive(network),
    version,
    createdBy,
    createdAt: iso(disbursement.createdAt),
    expiresAt: isoOrNull(end === null ? expiresAt : null),
    confirmedAt: isoOrNull(disbursement.confirmedAt),
  };
}

const txIdOf = ({ outpoint }: DisbursementOutput): string => outpoint.split(":")[0] ?? "";

const explorerUrlOf = ({ network }: StoredDisbursement, output: DisbursementOutput): string | null =>
  explorerTxTemplate(network)?.replace("{txId}", txIdOf(output)) ?? null;

function uriOf({ status, address, amountSompi }: Disbursement): string | null {
  return status === "awaiting_signature" && address !== null
    ? buildPaymentUri({ address, amountSompi })
    : null;
}

function confirmationsOf({ acceptingDaa }: DisbursementOutput, virtualDaa: bigint): number {
  return acceptingDaa === null || virtualDaa <= acceptingDaa ? 0 : Number(virtualDaa - acceptingDaa);
}

function attentionOf({ outputs, paidBy, end }: Disbursement): CommonFields["attention"] {
  const others = outputs.filter((output) => output.status !== "reverted" && output.outpoint !== paidBy);
  if (others.length === 0) return null;
  if (end !== null) return "paid_after_end";
  return paidBy === null ? "unknown_source" : "second_output";
}
