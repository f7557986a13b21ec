// The token of a claim link is the refund's id with a proof made from the master key, so that nothing is stored and staff
// can copy the link again.
import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import { shardNamedBy } from "../../../runtime/ids.ts";
import { equalInConstantTime, type KeyedDigests } from "../../../security/secrets.ts";
import { storesOfShard } from "../../stores/find-store.ts";
import { disbursementRepository } from "../repository/disbursements.ts";

export interface ClaimTokenDeps {
  readonly unitOfWork: UnitOfWork;
  readonly digests: Pick<KeyedDigests, "claimProof">;
  readonly publicUrl: string;
}

const ID_LENGTH = "rfd_".length + 32;

export function createClaimTokens({ unitOfWork, digests, publicUrl }: ClaimTokenDeps) {
  return {
    claimUrl: (refundId: string): string => `${publicUrl}/claim/${refundId}_${digests.claimProof(refundId)}`,
    /** The refund of a token; null for one that this server did not make. */
    async find(token: string): Promise<{ storeId: string; id: string } | null> {
      const id = token.slice(0, ID_LENGTH);
      if (!equalInConstantTime(token.slice(ID_LENGTH + 1), digests.claimProof(id))) return null;
      const shard = shardNamedBy(id);
      if (shard === null) return null;
      const stores = await storesOfShard(unitOfWork.db, shard);
      const storeId = await disbursementRepository(unitOfWork.db).storeOfRefund(stores, id);
      return storeId === null ? null : { storeId, id };
    },
  };
}
