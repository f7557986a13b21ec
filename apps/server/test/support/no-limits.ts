import type { ComposeParts } from "../../src/container.ts";

const MANY = 1_000_000;

/** Limits have tests of their own: elsewhere they would only be in the way. */
export const NO_LIMITS: NonNullable<ComposeParts["limits"]> = {
  readsPerMinute: MANY,
  writesPerMinute: MANY,
  sessionReadsPerMinute: MANY,
  sessionWritesPerMinute: MANY,
  publicReadsPerMinute: MANY,
  publicWritesPerMinute: MANY,
  createPerMinute: MANY,
  createBurst: MANY,
  createPerLinkPerHour: MANY,
  statusPerMinute: MANY,
  missesPerMinute: MANY,
  loginPerMinute: MANY,
  registerPerMinute: MANY,
  forgotPerDay: MANY,
  hintsPerMinute: MANY,
  quotesPerMinute: MANY,
  webhookTestsPerMinute: MANY,
};
