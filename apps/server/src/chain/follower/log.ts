// Events of the follower as log lines. A fault is logged once, when it changes, and then every five minutes.
import type { Logger } from "pino";
import type { Clock } from "../../runtime/clock.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { Outage, SyncGap } from "../records.ts";
import type { ConfirmationPause } from "./confirmation-pauses.ts";

const REPEAT_MS = 5 * 60_000;
const MOST_FAULTS = 50;

export interface FollowerLogDeps {
  log: Pick<Logger, "info" | "warn" | "error">;
  clock: Clock;
}

export function createFollowerLog({
  log,
  clock,
}: FollowerLogDeps): (network: ChainNetwork, event: FollowerEvent) => void {
  /** When each fault was last logged; several may alternate. */
  const faults = new Map<ChainNetwork, Map<string, number>>();
  const fault = (network: ChainNetwork, error: unknown): void => {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const logged = faults.get(network) ?? new Map<string, number>();
    const now = clock.now();
    const last = logged.get(text);
    if (last !== undefined && Math.abs(now - last) < REPEAT_MS) return;
    if (logged.size >= MOST_FAULTS) logged.clear();
    faults.set(network, logged.set(text, now));
    log.warn({ err: error, network }, "the chain cannot be read");
  };
  return (network, event) => {
    switch (event.kind) {
      case "error":
        return fault(network, event.error);
      case "recovered":
        if (faults.delete(network)) log.info({ network }, "the chain is read again");
        return;
      case "slow_page":
        return log.warn({ network }, "a page was read block by block");
      case "stepped_back":
        return log.warn(
          { network, toDaa: `${event.toDaa}` },
          "the node did not know our block: reading again from an earlier one",
        );
      case "sync_gap": {
        const { fromDaa, toDaa, fromTime, toTime, found, detail } = event.gap;
        return log.error(
          {
            network,
            fromDaa: `${fromDaa}`,
            toDaa: `${toDaa}`,
            fromTime: new Date(fromTime).toISOString(),
            toTime: new Date(toTime).toISOString(),
            found,
            toCheck: event.toCheck,
          },
          `sync_gap: check the payments that ask for attention by hand. ${detail}`,
        );
      }
      case "resumed":
        return log.warn({ network, paymentId: event.paymentId }, "a stopped payment goes on");
      case "outage_over": {
        const { beganAt, endedAt, payments } = event.outage;
        const times = { from: new Date(beganAt).toISOString(), to: new Date(endedAt).toISOString() };
        return log.warn({ network, ...times, recovered: payments }, recoveredText(payments));
      }
      case "clock_skew":
        if (event.skewMs === null)
          log.info({ network }, "the clocks of the chain and of this server agree again");
        else
          log.warn(
            { alert: "clock_skew", network, skewSeconds: secondsOf(event.skewMs) },
            skewText(event.skewMs),
          );
        return;
      case "confirmation_pause":
        if (event.pause === null) log.info({ network }, "confirming and expiring go on");
        else log.error({ network, alert: event.pause }, `${event.pause}: nothing is confirmed or expires`);
        return;
    }
  };
}

const recoveredText = (payments: number): string =>
  `the chain of an outage is read: ${payments === 1 ? "1 payment was" : `${payments} payments were`} recovered`;

const secondsOf = (ms: number): number => Math.round(ms / 1_000);

function skewText(skewMs: number): string {
  const side = skewMs > 0 ? "ahead of" : "behind";
  return `the chain's clock is ${Math.abs(secondsOf(skewMs))} s ${side} the database's: check the time of this machine, of the database and of the node`;
}

/** What the follower reports for the log and the operator. */
export type FollowerEvent =
  | { kind: "error"; error: unknown }
  | { kind: "slow_page" }
  /** A round succeeded after one that failed. */
  | { kind: "recovered" }
  /** `toCheck`: payments whose money may have come and gone unseen. */
  | { kind: "sync_gap"; gap: SyncGap; toCheck: readonly string[] }
  | { kind: "stepped_back"; toDaa: bigint }
  /** A quarantined payment resumed with all facts that it missed. */
  | { kind: "resumed"; paymentId: string }
  /** The chain of an outage is read to its end. */
  | { kind: "outage_over"; outage: Outage }
  /** The chain's clock less the database's, once they are far apart; null = they agree again. */
  | { kind: "clock_skew"; skewMs: number | null }
  /** Confirmations and expiry are paused for this reason; null = not paused. */
  | { kind: "confirmation_pause"; pause: ConfirmationPause | null };
