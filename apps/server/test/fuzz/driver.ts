// The gateway as the fuzz needs it, whoever started it: its address, its chain, its mail, and a clock that moves on.
import type { SimControls, SimNode } from "@kaspa-pay/kaspa-sim";
import type { Gateway } from "../../src/container.ts";
import type { LimitSettings } from "../../src/http/limits/settings.ts";
import type { Mailbox } from "../support/mailbox.ts";
import { NO_LIMITS } from "../support/no-limits.ts";

export interface Driver {
  readonly base: string;
  readonly controls: SimControls;
  /** Time passes for everybody: server, database and chain. */
  pass(ms: number): Promise<void>;
  /** Blocks come, and the gateway reads the chain to its end. */
  settle(): Promise<void>;
  /** The token of the newest reset link that was mailed to this person; null = none. */
  resetToken(email: string): Promise<string | null>;
}

/** Time of the gateway: the machine's, moved on by what the fuzz let pass. */
export interface MovedClock {
  now(): number;
  move(ms: number): void;
}

export function movedClock(): MovedClock {
  let shift = 0;
  return {
    now: () => Date.now() + shift,
    move: (ms) => {
      shift += ms;
    },
  };
}

/** Limits would hide what is behind them, so only a few are on, low enough that their answer is checked too. */
export const FUZZ_LIMITS: Partial<LimitSettings> = {
  ...NO_LIMITS,
  webhookTestsPerMinute: 2,
  hintsPerMinute: 2,
};

/** So much of the chain that its own clock, a median of blocks, follows time that passed. */
const MEDIAN_BLOCKS = 12;

export function driverOf(
  gateway: Pick<Gateway, "url" | "workers" | "rates" | "useCases">,
  sim: SimNode,
  mailbox: Mailbox,
  clock: MovedClock,
): Driver {
  const settle = async (): Promise<void> => {
    sim.controls.mine(MEDIAN_BLOCKS);
    // A round that ran already may have begun before these blocks: the second one has not.
    for (let round = 0; round < 2; round++) await gateway.workers.followers[0]?.tick();
  };
  return {
    get base() {
      return gateway.url;
    },
    controls: sim.controls,
    settle,
    async pass(ms) {
      clock.move(ms);
      sim.controls.clock({ ms });
      await gateway.rates.tick();
      await settle();
    },
    async resetToken(email) {
      await gateway.useCases.background.idle();
      const letter = mailbox.letters.findLast(({ to, text }) => to === email && text.includes("/app/reset#"));
      const plain = (letter?.text ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "=");
      return /\/app\/reset#([\w-]+)/.exec(plain)?.[1] ?? null;
    },
  };
}
