import type { PaymentRow, AuditEntry as WireAudit } from "@kaspa-pay/api-contract";
import type { DashboardHandlers, LiveChange } from "@kaspa-pay/api-contract/router";
import type { z } from "zod";
import type { Bus } from "../../database/bus/bus.ts";
import type { NamedAuditEntry } from "../../database/rows/audit.ts";
import { periodOf, readCursor, toPage } from "../../http/paging.ts";
import { listAudit } from "../audit/audit.ts";
import { actorContextOf, iso, storeIdOf } from "../caller.ts";
import { listLinks } from "../links/find-link.ts";
import { paymentStatistics } from "../payments/find-payment.ts";
import { liveUnmatched } from "../unmatched/live-unmatched.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import type { WalletKeeper } from "../wallets/wallet-keeper.ts";
import { listDeliveries } from "../webhooks/find-delivery.ts";
import { createChangeWaiter } from "./change-waiter.ts";
import { createOverview, type OverviewDeps } from "./overview.ts";
import { createSearch } from "./search.ts";

export interface DashboardDeps extends OverviewDeps {
  readonly bus: Bus;
  readonly wallets: Pick<WalletKeeper, "open">;
  /** Page of the simulator's wallet; null without the embedded simulator. */
  readonly demoWalletUrl: string | null;
  /** Onboarding's last step can be marked done by hand. */
  readonly walletConnected: {
    is(storeId: string): Promise<boolean>;
    markConnected(storeId: string, actor: ReturnType<typeof actorContextOf>): Promise<void>;
  };
}

const OVERLAP_MS = 3_000;
const POLL_MS = 2_000;
const CHANGES = 200;

export function createDashboardHandlers(deps: DashboardDeps): DashboardHandlers {
  return {
    overview: createOverview(deps),
    search: createSearch(deps),
    onboarding: async (caller) => {
      const storeId = storeIdOf(caller);
      const [wallet, links, counts, deliveries, connected] = await Promise.all([
        currentWallet(deps.unitOfWork.db, storeId),
        listLinks(deps.unitOfWork.db, storeId, {}, { limit: 100, afterId: null }),
        paymentStatistics(deps.unitOfWork.db).counts(storeId, {}),
        listDeliveries(deps.unitOfWork.db, storeId, { state: "delivered" }, { limit: 1, afterId: null }),
        deps.walletConnected.is(storeId),
      ]);
      const active = links.find((row) => row.link.status === "active");
      return {
        wallet: wallet !== null,
        link: active !== undefined,
        payment: counts.confirmed > 0,
        connected: connected || deliveries.length > 0,
        linkId: active?.link.id ?? null,
      };
    },
    onboardingConnected: async (caller) => {
      await deps.walletConnected.markConnected(storeIdOf(caller), actorContextOf(caller));
      return { ok: true };
    },
    signingWallet: async (caller) => ({ demoWalletUrl: await signingWalletUrl(deps, storeIdOf(caller)) }),
    audit: async (input, caller) => {
      const { actor, action, object: target } = input;
      const { createdFrom: from, createdTo: to } = periodOf(input);
      const page = { limit: input.limit, afterId: readCursor(input.cursor) };
      const rows = await listAudit(
        deps.unitOfWork.db,
        storeIdOf(caller),
        { actor, action, target, from, to },
        page,
      );
      return toPage(rows, input.limit, (row) => row.id, auditToWire);
    },
    livePayments: (input, caller, signal) => livePayments(deps, storeIdOf(caller), input.lastEventId, signal),
    liveUnmatched: (caller, signal) => liveUnmatched(deps, storeIdOf(caller), signal),
  };
}

/** The simulator signs for account keys of its own network only; a single address has no key that it could know. */
async function signingWalletUrl(
  { unitOfWork, wallets, demoWalletUrl }: DashboardDeps,
  storeId: string,
): Promise<string | null> {
  const wallet = demoWalletUrl === null ? null : await currentWallet(unitOfWork.db, storeId);
  const key = wallet?.network === "simnet" ? wallets.open(wallet) : null;
  if (demoWalletUrl === null || key === null) return null;
  const url = new URL(demoWalletUrl);
  // After the sign that browsers keep to themselves: no server gets the key into its log.
  url.hash = new URLSearchParams({ from: key.text }).toString();
  return url.href;
}

function auditToWire(row: NamedAuditEntry): z.input<typeof WireAudit> {
  return {
    id: row.id,
    at: iso(row.at),
    actor: row.actor,
    actorName: row.actorName,
    action: row.action,
    objectKind: row.action.split(".")[0] ?? "",
    objectId: row.target,
    before: row.beforeHash,
    after: row.afterHash,
    ip: row.ip,
    requestId: row.requestId,
  };
}

/** Changed payments until the signal ends: on each change notification, and every 2 s in case one was lost. */
async function* livePayments(
  deps: DashboardDeps,
  storeId: string,
  lastEventId: string | null,
  signal: AbortSignal,
): AsyncIterable<LiveChange> {
  const known = new Map<string, number>();
  const resumed = Number(lastEventId?.split(":")[0]);
  let since = Number.isFinite(resumed) && lastEventId !== null ? resumed : deps.clock.now();
  const waker = createChangeWaiter(deps.bus, signal);
  try {
    while (!signal.aborted) {
      // Rows commit out of order, so the last few seconds are read again and rows that were sent are skipped.
      const changes = await paymentStatistics(deps.unitOfWork.db).changedSince(
        storeId,
        since - OVERLAP_MS,
        CHANGES,
      );
      for (const change of changes) {
        since = Math.max(since, change.at);
        if ((known.get(change.id) ?? -1) >= change.version) continue;
        known.set(change.id, change.version);
        const row: PaymentRow | null = await deps.reads.row(storeId, change.id);
        if (row) yield { id: `${change.at}:${change.id}:${change.version}`, row };
      }
      if (known.size > 5_000) known.clear();
      await waker.wait(POLL_MS);
    }
  } finally {
    waker.stop();
  }
}
