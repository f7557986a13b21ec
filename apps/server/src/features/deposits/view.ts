// The only builder of the API form of deposits and their accounts: webhooks and answers hold the same object.
import type { DepositAccount as WireAccount, Deposit as WireDeposit } from "@kaspa-pay/api-contract";
import {
  COINBASE_CONFIRMATIONS,
  type Deposit,
  formatDecimal,
  isFiatCurrency,
  minorDigitsOf,
  sompiToFiat,
  sompiToKas,
} from "@kaspa-pay/core";
import { explorerTxTemplate } from "../../runtime/network.ts";
import { iso, isoOrNull } from "../payments/view.ts";
import { isLive } from "../stores/new-store.ts";
import type { AccountWithTotals, ShownDeposit } from "./records.ts";

export function toWireDeposit(
  { deposit, place, externalUserId }: ShownDeposit,
  virtualDaa: bigint,
): WireDeposit {
  const { status, sompi, maximumSompi } = deposit;
  return {
    id: place.id,
    accountId: place.accountId,
    externalUserId,
    status,
    credited: status === "confirming" || status === "confirmed",
    aboveMaximum: maximumSompi !== null && sompi > maximumSompi,
    vanished: deposit.vanished,
    amount: sompiToKas(sompi),
    amountSompi: sompi.toString(),
    address: place.address,
    txId: deposit.txId,
    index: deposit.outputIndex,
    confirmations: confirmationsOf(deposit, virtualDaa),
    requiredConfirmations: deposit.coinbase
      ? Math.max(deposit.requiredConfirmations, COINBASE_CONFIRMATIONS)
      : deposit.requiredConfirmations,
    coinbase: deposit.coinbase,
    currency: deposit.currency,
    rate: deposit.rate,
    fiatAtReceipt: fiatOf(deposit),
    minimum: sompiToKas(deposit.minimumSompi),
    minimumSompi: deposit.minimumSompi.toString(),
    senderAddresses: [...deposit.inputAddresses],
    acceptingBlockHash: deposit.acceptingBlockHash,
    acceptingDaaScore: deposit.acceptingDaa?.toString() ?? null,
    receivedAt: iso(deposit.receivedAt),
    confirmedAt: isoOrNull(deposit.confirmedAt),
    explorerUrl: explorerTxTemplate(place.network)?.replace("{txId}", deposit.txId) ?? null,
    network: place.network,
    livemode: isLive(place.network),
    version: deposit.version,
  };
}

function confirmationsOf({ acceptingDaa }: Deposit, virtualDaa: bigint): number {
  return acceptingDaa !== null && virtualDaa > acceptingDaa ? Number(virtualDaa - acceptingDaa) : 0;
}

function fiatOf({ sompi, rate, currency }: Deposit): string | null {
  if (rate === null || !isFiatCurrency(currency)) return null;
  const digits = minorDigitsOf(currency);
  return formatDecimal(sompiToFiat(sompi, rate, digits), digits);
}

export function toWireAccount({ account, totals }: AccountWithTotals): WireAccount {
  return {
    id: account.id,
    externalUserId: account.externalUserId,
    label: account.label,
    metadata: { ...account.metadata },
    address: account.address,
    addressIndex: account.addressIndex,
    network: account.network,
    livemode: isLive(account.network),
    totals: {
      confirmed: sompiToKas(totals.confirmedSompi),
      confirmedSompi: totals.confirmedSompi.toString(),
      confirming: sompiToKas(totals.confirmingSompi),
      confirmingSompi: totals.confirmingSompi.toString(),
      uncredited: sompiToKas(totals.uncreditedSompi),
      uncreditedSompi: totals.uncreditedSompi.toString(),
      deposits: totals.deposits,
    },
    lastDepositAt: isoOrNull(totals.lastDepositAt),
    createdAt: iso(account.createdAt),
    updatedAt: iso(account.updatedAt),
  };
}
