import { ApiError, type Claim } from "@kaspa-pay/api-contract";
import type { Caller, ClaimHandlers, RefundHandlers } from "@kaspa-pay/api-contract/router";
import type { Limits } from "../../../http/limits/limits.ts";
import { periodOf, readCursor, toPage } from "../../../http/paging.ts";
import { actorContextOf, storeIdOf } from "../../caller.ts";
import { findStorePayment } from "../../payments/find-payment.ts";
import { storeOf } from "../../stores/find-store.ts";
import type { StoredDisbursement } from "../records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { commonFields, fiatSum } from "../view.ts";
import { type ChangeRefundDeps, createRefundActions } from "./change-refund.ts";
import { readClaimAddress } from "./claim-address.ts";
import { type ClaimTokenDeps, createClaimTokens } from "./claim-token.ts";
import { type CreateRefundDeps, createCreateRefund } from "./create-refund.ts";
import { previewOf, priceRefund, sendersOf } from "./refund-money.ts";
import { refundView } from "./view.ts";

export interface RefundHandlerDeps
  extends Omit<CreateRefundDeps, "claimUrl">,
    ChangeRefundDeps,
    ClaimTokenDeps {
  readonly limits: Pick<Limits, "miss">;
}

const notFound = () => new ApiError("not_found", "Refund not found");

export function createRefundHandlers(deps: RefundHandlerDeps): RefundHandlers {
  const { unitOfWork } = deps;
  const { claimUrl } = createClaimTokens(deps);
  const create = createCreateRefund({ ...deps, claimUrl });
  const actions = createRefundActions(deps);
  const shown = (stored: StoredDisbursement, caller: Caller) =>
    refundView(
      stored,
      deps.tip.virtualDaa(stored.network),
      caller.scopes.includes("refunds:write") ? claimUrl(stored.disbursement.id) : null,
    );
  return {
    create: async (input, caller) =>
      shown(await create(storeIdOf(caller), actorContextOf(caller), input), caller),
    preview: async ({ id, ...part }, caller) => {
      const storeId = storeIdOf(caller);
      const payment = await findStorePayment(unitOfWork.db, storeId, id);
      if (payment === null) throw new ApiError("not_found", "Payment not found");
      const store = await storeOf(unitOfWork.db, storeId);
      const { reservedSompi } = await disbursementRepository(unitOfWork.db).refundSums(storeId, id);
      return previewOf(
        payment,
        priceRefund({ rates: deps.rates, store }, payment, part, { reservedSompi, now: deps.clock.now() }),
      );
    },
    list: async ({ status, paymentId, limit, cursor, ...input }, caller) => {
      const rows = await disbursementRepository(unitOfWork.db).list(
        storeIdOf(caller),
        { kind: "refund", statuses: status, paymentId, ...periodOf(input) },
        { limit, afterId: readCursor(cursor) },
      );
      return toPage(
        rows,
        limit,
        (row) => row.disbursement.id,
        (row) => shown(row, caller),
      );
    },
    get: async ({ id }, caller) => {
      const stored = await disbursementRepository(unitOfWork.db).get({
        storeId: storeIdOf(caller),
        kind: "refund",
        id,
      });
      if (stored === null) throw notFound();
      return shown(stored, caller);
    },
    cancel: async ({ id, note }, caller) =>
      shown(
        await actions.cancel({ storeId: storeIdOf(caller), id }, actorContextOf(caller), note ?? null),
        caller,
      ),
    attach: async ({ id, txId, index }, caller) =>
      shown(
        await actions.attach({ storeId: storeIdOf(caller), id }, actorContextOf(caller), `${txId}:${index}`),
        caller,
      ),
  };
}

export type Claims = ReturnType<typeof createClaims>;

/** What a payer does with a claim link, for the API and the page. */
export function createClaims(deps: ChangeRefundDeps & ClaimTokenDeps) {
  const tokens = createClaimTokens(deps);
  const actions = createRefundActions(deps);
  const find = async (token: string): Promise<StoredDisbursement> => {
    const target = await tokens.find(token);
    const stored =
      target && (await disbursementRepository(deps.unitOfWork.db).get({ ...target, kind: "refund" }));
    if (!stored) throw new ApiError("not_found", "This claim link is not valid: open it from the mail again");
    return stored;
  };
  return {
    get: async (token: string): Promise<Claim> => claimView(deps, await find(token)),
    /** The address that a claim with this text would name; nothing is written. @throws ApiError as `claim` */
    check: async (token: string, text: string): Promise<string> => {
      const { db } = deps.unitOfWork;
      const store = await storeOf(db, (await find(token)).storeId);
      return (await readClaimAddress(deps, db, store, text)).address;
    },
    claim: async (
      token: string,
      address: string,
      actor: ReturnType<typeof actorContextOf>,
    ): Promise<Claim> => {
      const { storeId, disbursement } = await find(token);
      return claimView(deps, await actions.claim({ storeId, id: disbursement.id }, actor, address));
    },
  };
}

export function createClaimHandlers(deps: RefundHandlerDeps): ClaimHandlers {
  const claims = createClaims(deps);
  const counted = async <T>(caller: Caller, work: Promise<T>): Promise<T> =>
    work.catch(async (error: unknown) => {
      if (error instanceof ApiError && error.code === "not_found") await deps.limits.miss(caller);
      throw error;
    });
  return {
    get: ({ token }, caller) => counted(caller, claims.get(token)),
    claim: ({ token, address }, caller) =>
      counted(caller, claims.claim(token, address, { ...actorContextOf(caller), actor: "payer" })),
  };
}

async function claimView(
  { unitOfWork }: Pick<RefundHandlerDeps, "unitOfWork">,
  stored: StoredDisbursement,
): Promise<Claim> {
  const { details, paymentId, storeId, disbursement } = stored;
  if (details.kind !== "refund" || paymentId === null) throw new Error("Invariant: a claim is of a refund");
  const store = await storeOf(unitOfWork.db, storeId);
  const payment = await findStorePayment(unitOfWork.db, storeId, paymentId);
  const { status, amount, amountSompi, txId, explorerUrl, network, livemode, expiresAt } = commonFields(
    stored,
    0n,
  );
  const { amount: fiat, currency } =
    details.atPayment === null ? { amount: null, currency: "" } : fiatSum(details.atPayment);
  return {
    status,
    amount,
    amountSompi,
    fiat: fiat === null ? null : { amount: fiat, currency },
    reason: details.reason,
    address: disbursement.address,
    senderAddresses: payment === null ? [] : sendersOf(payment),
    txId,
    explorerUrl,
    network,
    livemode,
    expiresAt,
    store: { name: store.name, logoUrl: store.settings.logoUrl, supportUrl: store.settings.supportUrl },
  };
}
