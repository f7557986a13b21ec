// A refund or payout, fact by fact: 10 KAS to one address, 100 confirmations, made at time 0 with DAA score 1 000.
import type {
  ChainClock,
  Disbursement,
  DisbursementEvent,
  DisbursementFact,
  DisbursementReduction,
  DisbursementRefusal,
  SentOutput,
} from "../../src/index.ts";
import { reduceDisbursement } from "../../src/index.ts";
import { BASE_DAA, clock, daaAt, KAS } from "./scenario.ts";

export const SUM = 10n * KAS;
export const DEPTH = 100;
/** In ms: 100 confirmations at ten a second. */
export const DEEP = 10_000;
export const EXPIRES = 1_000_000;

type Create = Extract<DisbursementFact, { kind: "create" }>;
export type Asked = Partial<Pick<Create, "disbursement" | "address" | "needsApproval" | "expiresAt">>;

export const createFact = (asked: Asked = {}): Create => ({
  kind: "create",
  id: "pyo_1",
  disbursement: "payout",
  amountSompi: SUM,
  address: "kaspa:receiver",
  needsApproval: false,
  requiredConfirmations: DEPTH,
  daa: BASE_DAA,
  expiresAt: EXPIRES,
  actor: "key:key_1",
  now: 0,
  ...asked,
});

/** An output of the asked sum, named by a letter and accepted at `time`; by default the store's wallet sent it. */
export const sent = (name: string, time: number, more: Partial<SentOutput> = {}): SentOutput => ({
  outpoint: `${name}:0`,
  blockHash: `block-${time}`,
  daa: daaAt(time),
  blockTime: time,
  ownInputs: true,
  ...more,
});

/** Runs facts on one request and keeps every event. */
export class DisbursementScenario {
  disbursement: Disbursement;
  last: DisbursementReduction | DisbursementRefusal;
  readonly events: DisbursementEvent[] = [];

  constructor(asked: Asked = {}) {
    const first = reduceDisbursement(null, createFact(asked));
    if (!first.ok) throw new Error(first.text);
    this.disbursement = first.disbursement;
    this.last = first;
    this.events.push(...first.events);
  }

  apply(fact: DisbursementFact): DisbursementReduction | DisbursementRefusal {
    this.last = reduceDisbursement(this.disbursement, fact);
    if (this.last.ok) {
      this.disbursement = this.last.disbursement;
      this.events.push(...this.last.events);
    }
    return this.last;
  }

  /** A page at `time`; answers the steps that were sent. */
  page(
    time: number,
    accepted: readonly SentOutput[],
    voided: readonly string[] = [],
    more: Partial<ChainClock> = {},
  ): string[] {
    const outpoints = voided.map((name) => `${name}:0`);
    this.apply({ kind: "chain", voided: outpoints, accepted, ...clock(time), ...more });
    return this.steps();
  }

  tick(time: number, more: Partial<ChainClock> = {}): string[] {
    this.apply({ kind: "tick", ...clock(time), ...more });
    return this.steps();
  }

  approve(): string[] {
    this.apply({ kind: "approve", actor: "user:usr_2", now: 1_000 });
    return this.steps();
  }

  cancel(reason = "not needed"): string[] {
    this.apply({ kind: "cancel", actor: "user:usr_1", reason, now: 1_000 });
    return this.steps();
  }

  setAddress(time = 1_000): string[] {
    const named = { address: "kaspa:payer", amountSompi: SUM, daa: daaAt(time) };
    this.apply({ kind: "setAddress", ...named, actor: "payer", now: time });
    return this.steps();
  }

  attach(name: string): string[] {
    this.apply({ kind: "attach", outpoint: `${name}:0`, actor: "user:usr_1", now: 1_000 });
    return this.steps();
  }

  get status(): string {
    return this.disbursement.status;
  }

  /** Steps of the last reduction, a `-` before those that the chain took back; a refusal says its text. */
  steps(): string[] {
    return this.last.ok
      ? this.last.events.map(({ step, reverted }) => (reverted ? `-${step}` : step))
      : [this.last.text];
  }
}
