import { ApiError } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import type { Wallet } from "../stores/records.ts";
import type { AddressLine } from "./address-records.ts";
import { addressRepository } from "./address-repository.ts";
import { walletRepository } from "./wallet-repository.ts";

export interface ExportAddressesDeps {
  unitOfWork: UnitOfWork;
  audit: Audit;
}

const PAGE = 1_000;

/**
 * Every address that a wallet of the store gave out, by index: with it any wallet finds money beyond its own gap. Who
 * took the list is in the audit log before its first line is read.
 * @param walletId null = the present wallet; retired ones have their list too
 * @throws ApiError `not_found`
 */
export function createExportAddresses({ unitOfWork, audit }: ExportAddressesDeps) {
  return async function* (
    storeId: string,
    walletId: string | null,
    actor: ActorContext,
  ): AsyncGenerator<AddressLine & { mode: Wallet["mode"] }> {
    const wallets = await walletRepository(unitOfWork.db).all(storeId);
    const asked = wallets.find((wallet) =>
      walletId === null ? wallet.retiredAt === null : wallet.id === walletId,
    );
    if (asked === undefined) throw new ApiError("not_found", "Wallet not found", { param: "wallet" });
    await audit(unitOfWork.db, actor, { storeId, action: "wallet.exported", target: asked.id });
    for (let after = -1; ; ) {
      const page = await addressRepository(unitOfWork.db).list(storeId, asked, after, PAGE);
      for (const line of page) yield { ...line, mode: asked.mode };
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) return;
      after = last.index ?? after + 1;
    }
  };
}

export type ExportAddresses = ReturnType<typeof createExportAddresses>;
