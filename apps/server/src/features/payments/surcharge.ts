// The surcharge on a price (docs/decisions/0060-surcharges.md): added once, when the payment is made.
import type { LinkFields, Surcharge as WireSurcharge } from "@kaspa-pay/api-contract";
import {
  formatDecimal,
  minorDigitsOf,
  type Payment,
  type Price,
  parseDecimal,
  shareOf,
} from "@kaspa-pay/core";
import type { Surcharge } from "../../database/tables/payment-columns.ts";
import type { PaymentDetails } from "./records.ts";

/** Ten-thousandths of "2.50" percent: 250. */
export const bpsOf = (percent: string): number => Number(parseDecimal(percent, 2));
/** 250 ten-thousandths as "2.50" percent. */
export const percentOf = (bps: number): string => formatDecimal(BigInt(bps), 2);

/** Of a link's payments; null = the store's. Whoever chooses the amount pays that and no more. */
export function linkSurchargeBps({
  allowAmount,
  surchargePercent,
}: Pick<LinkFields, "allowAmount" | "surchargePercent">): number | null {
  if (allowAmount !== null) return 0;
  return surchargePercent === null ? null : bpsOf(surchargePercent);
}

/** The price that is asked, and what of it is the surcharge: none for an open amount, nor where it rounds to nothing. */
export function surcharged(price: Price, bps: number): { price: Price; surcharge: Surcharge | null } {
  if (price.kind === "open") return { price, surcharge: null };
  const asked = price.kind === "kas" ? price.amountSompi : price.amountMinor;
  const addedMinor = shareOf(asked, bps);
  if (addedMinor === 0n) return { price, surcharge: null };
  const total = asked + addedMinor;
  return {
    price: price.kind === "kas" ? { ...price, amountSompi: total } : { ...price, amountMinor: total },
    surcharge: { bps, addedMinor },
  };
}

type Priced = Pick<Payment, "price">;
type Asked = Pick<PaymentDetails, "askedSompi" | "surcharge">;

/** The price as the shop asked it, in the minor unit of its currency; null while the payer chooses. */
export function askedMinor({ price }: Priced, { askedSompi, surcharge }: Asked): bigint | null {
  if (price.kind === "open") return null;
  if (price.kind === "kas") return askedSompi ?? price.amountSompi;
  return price.amountMinor - (surcharge?.addedMinor ?? 0n);
}

export function surchargeToWire(priced: Priced, asked: Asked): WireSurcharge | null {
  const minor = askedMinor(priced, asked);
  const { surcharge } = asked;
  const { price } = priced;
  if (surcharge === null || minor === null || price.kind === "open") return null;
  const digits = price.kind === "kas" ? minorDigitsOf("KAS") : price.minorDigits;
  return {
    percent: percentOf(surcharge.bps),
    amount: formatDecimal(surcharge.addedMinor, digits),
    total: formatDecimal(minor + surcharge.addedMinor, digits),
  };
}
