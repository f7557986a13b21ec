/** Application time: the database's clock as this process last measured it. Chain time is separate. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
