/**
 * A hint that something changed; it carries no trusted content, every reader re-reads state. `paymentIds` narrows the
 * re-reading when the publisher knows them; absent = anything may have changed.
 */
export interface Hint {
  readonly topic: "payments" | "deliveries" | "settings";
  readonly paymentIds?: readonly string[];
}

/** Fan-out inside a process or between processes. A hint may come doubled, late or not at all. */
export interface Bus {
  publish(hint: Hint): void;
  /** Returns the way to stop listening. Listeners must not throw and must not block. */
  subscribe(listener: (hint: Hint) => void): () => void;
}
