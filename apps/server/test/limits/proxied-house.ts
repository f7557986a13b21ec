import { type House, openHouse } from "../security/house.ts";

/** A gateway that trusts X-Forwarded-For from loopback, where the tests come from. */
export const openProxiedHouse = (parts: Parameters<typeof openHouse>[0] = {}): Promise<House> =>
  openHouse(parts, { KP_TRUST_PROXY: "loopback" });

/** Payments of a store, however they were made. */
export async function countPayments(house: House, storeId: string): Promise<number> {
  const text = "select count(*)::int as n from payments where replace(store_id::text, '-', '') = $1";
  return Number((await house.sql(text, [storeId.slice("sto_".length)]))[0]?.n);
}
