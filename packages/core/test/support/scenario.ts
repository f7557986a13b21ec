// A payment, fact by fact. 100 KAS, created at time 0 with DAA score 1 000, open for 1 000 s; 10 DAA a second.
import type {
  AcceptedOutput,
  Fact,
  LifecycleEvent,
  Payment,
  Policy,
  Price,
  Quote,
  Reduction,
  Refusal,
  Transfer,
} from "../../src/index.ts";
import { DEFAULT_POLICY, reduce } from "../../src/index.ts";

export const KAS = 100_000_000n;
export const PRICE = 100n * KAS;
export const EXPIRES = 1_000_000;
export const DEADLINE = EXPIRES + DEFAULT_POLICY.graceMs;
export const HOLD = DEFAULT_POLICY.revertHoldMs;
export const BASE_DAA = 1_000n;

export function daaAt(time: number): bigint {
  return BASE_DAA + BigInt(Math.floor(time / 100));
}

export interface ScenarioOptions {
  readonly price?: Price;
  readonly quote?: Quote | null;
  readonly policy?: Partial<Policy>;
  readonly usdCents?: bigint | null;
}

export function createFact(options: ScenarioOptions = {}): Extract<Fact, { kind: "create" }> {
  return {
    kind: "create",
    id: "pay_1",
    price: options.price ?? { kind: "kas", amountSompi: PRICE },
    quote: options.quote ?? null,
    createdDaa: BASE_DAA,
    expiresAt: EXPIRES,
    usdCents: options.usdCents === undefined ? 1_000n : options.usdCents,
    actor: "key:key_1",
    now: 0,
  };
}

/** An accepted output of so many sompi, named by a letter, accepted and paid at `time` unless given otherwise. */
export function output(
  name: string,
  sompi: bigint,
  time: number,
  more: Partial<AcceptedOutput> = {},
): AcceptedOutput {
  return {
    txId: name,
    outputIndex: 0,
    sompi,
    blockHash: `block-${name}-${time}`,
    daa: daaAt(time),
    blockTime: time,
    inputAddresses: [`kaspasim:${name}`],
    coinbase: false,
    covenantId: null,
    rate: null,
    usdRate: null,
    ...more,
  };
}

/** Runs facts on one payment and keeps every event. */
export class PaymentScenario {
  payment: Payment;
  transfers: readonly Transfer[];
  last: Reduction | Refusal;
  readonly events: LifecycleEvent[] = [];
  private refundSequence = 0;

  constructor(options: ScenarioOptions = {}) {
    const policy = { ...DEFAULT_POLICY, ...options.policy };
    const first = reduce(null, [], createFact(options), policy);
    if (!first.ok) throw new Error(first.text);
    this.payment = first.payment;
    this.transfers = first.transfers;
    this.last = first;
    this.events.push(...first.events);
  }

  apply(fact: Fact): Reduction | Refusal {
    this.last = reduce(this.payment, this.transfers, fact, this.payment.policy);
    if (this.last.ok) {
      this.payment = this.last.payment;
      this.transfers = this.last.transfers;
      this.events.push(...this.last.events);
    }
    return this.last;
  }

  /** A batch of the chain at `time`. */
  chain(
    time: number,
    accepted: readonly AcceptedOutput[],
    voided: readonly string[] = [],
    more: Partial<Extract<Fact, { kind: "chain" }>> = {},
  ): string[] {
    this.apply({
      kind: "chain",
      voided: voided.map((each) => `${each}:0`),
      accepted,
      ...clock(time),
      ...more,
    });
    return this.eventNames();
  }

  tick(time: number, more: Partial<Extract<Fact, { kind: "tick" }>> = {}): string[] {
    this.apply({ kind: "tick", ...clock(time), ...more });
    return this.eventNames();
  }

  seen(name: string, sompi: bigint, now: number): string[] {
    this.apply({ kind: "seen", txId: name, outputIndex: 0, sompi, inputAddresses: [], now });
    return this.eventNames();
  }

  act(kind: "markPaid" | "markInvalid" | "clearMark", time: number): string[] {
    this.apply({ kind, actor: "user:usr_1", reason: "because", now: time, ...clock(time) });
    return this.eventNames();
  }

  cancel(now: number): string[] {
    this.apply({ kind: "cancel", actor: "payer", reason: null, now });
    return this.eventNames();
  }

  resolve(
    attention: Extract<Fact, { kind: "resolve" }>["attention"],
    action: "accept" | "ignore",
    time: number,
  ): string[] {
    this.apply({
      kind: "resolve",
      attention,
      action,
      actor: "user:usr_1",
      note: null,
      now: time,
      ...clock(time),
    });
    return this.eventNames();
  }

  refund(
    event: Extract<Fact, { kind: "refund" }>["event"],
    refundedSompi: bigint,
    refundId = "rfd_1",
  ): string[] {
    this.refundSequence += 1;
    const { refundSequence } = this;
    this.apply({
      kind: "refund",
      event,
      refundId,
      refundSequence,
      refundedSompi,
      reverted: false,
      now: 2_000_000,
    });
    return this.eventNames();
  }

  /** Event names of the last reduction; a refusal says its code. */
  eventNames(): string[] {
    return this.last.ok ? this.last.events.map((each) => each.name) : [this.last.code];
  }

  detailOf(name: LifecycleEvent["name"]): LifecycleEvent["detail"] | undefined {
    return this.last.ok ? this.last.events.find((each) => each.name === name)?.detail : undefined;
  }

  attention(reason: string) {
    return this.payment.attention.findLast((each) => each.reason === reason);
  }
}

export function clock(time: number) {
  return { chainTime: time, virtualDaa: daaAt(time), canConfirm: true };
}
