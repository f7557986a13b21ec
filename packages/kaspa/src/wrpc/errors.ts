/** The node answered a call with an error. Its code is always 0: branch on `message`, which is the node's own text. */
export class RpcError extends Error {
  readonly method: string;

  constructor(method: string, message: string) {
    super(message);
    this.name = "RpcError";
    this.method = method;
  }
}

/**
 * Why a call got no usable answer: never connected or closed, no answer in time, the reply was over the frame limit
 * (ask for a smaller page), the reply was malformed, or the client was closed by its owner.
 */
export type UnavailableReason = "closed" | "timeout" | "too_large" | "bad_reply" | "stopped";

/** A call got no usable answer. The outcome of the call is unknown: a submitted transaction may have arrived. */
export class Unavailable extends Error {
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, message: string) {
    super(message);
    this.name = "Unavailable";
    this.reason = reason;
  }
}
