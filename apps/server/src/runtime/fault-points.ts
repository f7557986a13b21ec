/** The named points at which a test may kill or delay the process (docs/spec/reliability.md#fault-points). */
export type FaultPoint =
  | "create.after-reserve"
  | "http.after-commit"
  | "follower.after-lease"
  | "follower.after-pull"
  | "follower.after-void"
  | "follower.after-disbursements"
  | "follower.before-commit"
  | "follower.after-commit"
  | "follower.between-pages"
  | "snapshot.mid"
  | "expiry.before-commit"
  | "deliver.after-claim"
  | "deliver.after-send"
  | "deliver.before-mark"
  | "endpoint.mid-rotate"
  | "migrate.between-steps"
  | "shutdown.after-drain";

/** Does nothing in production; the only hook that product code has for tests. */
export interface FaultPoints {
  reach(point: FaultPoint): Promise<void> | void;
}
