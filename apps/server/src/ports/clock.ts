/** The time that everything but the chain goes by: the database's clock as this process last measured it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
