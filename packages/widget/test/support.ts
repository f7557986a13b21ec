import type { PublicPayment } from "@kaspa-pay/api-contract";
import { kasToSompi } from "@kaspa-pay/core";
import { readSnapshot, type Snapshot } from "../src/payment/snapshot.ts";

export const NOW = Date.parse("2026-03-01T12:00:00.000Z");
export const ADDRESS = "kaspasim:qypcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpqn8r5w2";

export const at = (offsetMs: number): string => new Date(NOW + offsetMs).toISOString();
const digits = (kas: string): string => kasToSompi(kas).toString();

type Amounts = Partial<
  Record<
    | "amountExpected"
    | "amountSeen"
    | "amountReceived"
    | "amountUncredited"
    | "amountMissing"
    | "topUp"
    | "amountOverpaid",
    string
  >
>;

/** A payer's view of a pending payment of 100 KAS with 30 minutes left; amounts in KAS, their sompi follow. */
export function snapshot(over: Amounts & Partial<Omit<PublicPayment, keyof Amounts>> = {}): Snapshot {
  const { amountExpected = "100", amountSeen = "0", amountReceived = "0" } = over;
  const {
    amountMissing = "100",
    topUp = "100",
    amountOverpaid = "0",
    amountUncredited = "0",
    ...rest
  } = over;
  const amounts = {
    ...{ amountExpected, amountSeen, amountReceived, amountUncredited },
    ...{ amountMissing, topUp, amountOverpaid },
  };
  const value = {
    id: "pay_1",
    status: "pending",
    attention: [],
    payable: true,
    currency: "KAS",
    fiat: null,
    kaspaAddress: ADDRESS,
    uri: null,
    exactAmount: false,
    network: "simnet",
    livemode: false,
    requiredConfirmations: 10,
    confirmations: 0,
    firstSeenAt: null,
    confirmedAt: null,
    expiresAt: at(30 * 60_000),
    quoteExpiresAt: null,
    view: "payer",
    serverTime: at(0),
    version: 3,
    transfers: [],
    refunds: [],
    items: [],
    store: { name: "Shop", logoUrl: null, supportUrl: null, accentColor: null },
    ...rest,
    ...amounts,
    ...Object.fromEntries(Object.entries(amounts).map(([name, kas]) => [`${name}Sompi`, digits(kas)])),
  };
  const read = readSnapshot(value);
  if (!read) throw new Error("not a payment");
  return read;
}
