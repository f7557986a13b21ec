// What people do to a payout: approve it, cancel it, say which output pays it.
import { ApiError } from "@kaspa-pay/api-contract";
import type { DisbursementFact } from "@kaspa-pay/core";
import type { Bus } from "../../../database/bus/bus.ts";
import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import type { ActorContext, Audit } from "../../audit/audit.ts";
import { applyDisbursementFacts, type DisbursementFactsDeps } from "../apply-facts.ts";
import type { DisbursementTarget, StoredDisbursement } from "../records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";

export interface ChangePayoutDeps extends DisbursementFactsDeps {
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly bus: Bus;
}

type PayoutTarget = Omit<DisbursementTarget, "kind">;

export function createPayoutActions(deps: ChangePayoutDeps) {
  return {
    /** @throws ApiError `forbidden` where the store asks for two people and one is both */
    approve: (target: PayoutTarget, actor: ActorContext) =>
      change(
        deps,
        target,
        actor,
        "payout.approved",
        (stored) => {
          refuseSamePerson(stored, actor);
          return { kind: "approve", actor: actor.actor, now: deps.clock.now() };
        },
        (stored) =>
          stored.details.kind === "payout"
            ? { ...stored, details: { ...stored.details, approvedBy: actor.actor } }
            : stored,
      ),
    cancel: (target: PayoutTarget, actor: ActorContext, note: string | null) =>
      change(deps, target, actor, "payout.canceled", () => ({
        kind: "cancel",
        actor: actor.actor,
        reason: note ?? "",
        now: deps.clock.now(),
      })),
    attach: (target: PayoutTarget, actor: ActorContext, outpoint: string) =>
      change(deps, target, actor, "payout.output_attached", () => ({
        kind: "attach",
        outpoint,
        actor: actor.actor,
        now: deps.clock.now(),
      })),
  };
}

function refuseSamePerson(
  { details, createdBy, disbursement }: StoredDisbursement,
  { actor }: ActorContext,
): void {
  if (details.kind !== "payout" || !details.needsOtherPerson || disbursement.approved) return;
  if (!actor.startsWith("user:")) {
    throw new ApiError(
      "forbidden",
      "This store asks for two people: a person signed in approves, not an API key",
    );
  }
  if (createdBy !== actor) return;
  throw new ApiError(
    "forbidden",
    "You asked for this payout: another person must approve it (Settings, Payments)",
  );
}

async function change(
  deps: ChangePayoutDeps,
  { storeId, id }: PayoutTarget,
  actor: ActorContext,
  action: string,
  makeFact: (stored: StoredDisbursement) => DisbursementFact,
  beside?: (stored: StoredDisbursement) => StoredDisbursement,
): Promise<StoredDisbursement> {
  const target = { storeId, kind: "payout" as const, id };
  const after = await deps.unitOfWork.transaction(async (db) => {
    const before = await disbursementRepository(db).get(target);
    if (before === null) throw new ApiError("not_found", "Payout not found");
    const { changes } = await applyDisbursementFacts(deps, db, [target], makeFact, beside);
    const stored = changes[0]?.stored ?? before;
    if (changes.length > 0)
      await deps.audit(db, actor, { storeId, action, target: id, before, after: stored });
    return stored;
  });
  deps.bus.publish({ topic: "deliveries" });
  return after;
}
