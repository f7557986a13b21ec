import { Refused } from "@kaspa-pay/api-contract";
import type { AddressLine } from "../../ports/records/address-records.ts";
import type { Wallet } from "../../ports/records/store-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Acting, Audit } from "../acting.ts";

export interface ExportAddressesDeps {
  unitOfWork: UnitOfWork;
  audit: Audit;
}

const PAGE = 1_000;

/**
 * Every address that a wallet of the store gave out, by index: with it any wallet finds money beyond its own gap. Who
 * took the list is in the audit log before its first line is read.
 * @param walletId null = the present wallet; retired ones have their list too
 * @throws Refused `not_found`
 */
export function createExportAddresses({ unitOfWork, audit }: ExportAddressesDeps) {
  const { records } = unitOfWork;
  return async function* (
    storeId: string,
    walletId: string | null,
    by: Acting,
  ): AsyncGenerator<AddressLine & { mode: Wallet["mode"] }> {
    const wallets = await records.wallets.all(storeId);
    const asked = wallets.find((one) => (walletId === null ? one.retiredAt === null : one.id === walletId));
    if (asked === undefined) throw new Refused("not_found", "Wallet not found", { param: "wallet" });
    await audit(records, by, { storeId, action: "wallet.exported", target: asked.id });
    for (let after = -1; ; ) {
      const page = await records.addresses.list(storeId, asked, after, PAGE);
      for (const line of page) yield { ...line, mode: asked.mode };
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) return;
      after = last.index ?? after + 1;
    }
  };
}

export type ExportAddresses = ReturnType<typeof createExportAddresses>;
