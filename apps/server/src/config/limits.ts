// What KP_LIMITS may set: every limit with its standard, its unit and its meaning.
import { z } from "zod";

interface Limit {
  /** Name of the setting in the program. */
  readonly setting: string;
  readonly standard: number;
  readonly per: "minute" | "hour" | "day";
  readonly help: string;
}

export const LIMITS = {
  reads: {
    setting: "readsPerMinute",
    standard: 600,
    per: "minute",
    help: "Reads of one API key or access token",
  },
  writes: {
    setting: "writesPerMinute",
    standard: 100,
    per: "minute",
    help: "Writes of one API key or access token",
  },
  keyReads: {
    setting: "keyReadsPerMinute",
    standard: 6_000,
    per: "minute",
    help: "The most reads that a merchant may give to one API key",
  },
  keyWrites: {
    setting: "keyWritesPerMinute",
    standard: 1_000,
    per: "minute",
    help: "The most writes that a merchant may give to one API key",
  },
  sessionReads: {
    setting: "sessionReadsPerMinute",
    standard: 3_000,
    per: "minute",
    help: "Reads of one dashboard session",
  },
  sessionWrites: {
    setting: "sessionWritesPerMinute",
    standard: 300,
    per: "minute",
    help: "Writes of one dashboard session",
  },
  publicReads: {
    setting: "publicReadsPerMinute",
    standard: 60,
    per: "minute",
    help: "Reads of one kind without proof, per client",
  },
  publicWrites: {
    setting: "publicWritesPerMinute",
    standard: 100,
    per: "minute",
    help: "Writes of one kind without proof, refused ones too, per client",
  },
  create: {
    setting: "createPerMinute",
    standard: 4,
    per: "minute",
    help: "Payments that one visitor's network may have made",
  },
  createBurst: {
    setting: "createBurst",
    standard: 10,
    per: "hour",
    help: "Payments above `create` that the same may have made",
  },
  link: {
    setting: "createPerLinkPerHour",
    standard: 600,
    per: "hour",
    help: "Payments that all visitors together may have made from one link and not paid",
  },
  status: {
    setting: "statusPerMinute",
    standard: 60,
    per: "minute",
    help: "Looks of one client at the state of one payment, for each of page, status, stream and QR code",
  },
  misses: {
    setting: "missesPerMinute",
    standard: 60,
    per: "minute",
    help: "Unknown ids and wrong tokens of one client",
  },
  login: {
    setting: "loginPerMinute",
    standard: 5,
    per: "minute",
    help: "Passwords and second factors that one client may try",
  },
  register: {
    setting: "registerPerMinute",
    standard: 2,
    per: "minute",
    help: "Accounts that one client may open, counted over 5 minutes",
  },
  forgot: {
    setting: "forgotPerDay",
    standard: 5,
    per: "day",
    help: "Reset links that one client may ask for",
  },
  hints: { setting: "hintsPerMinute", standard: 10, per: "minute", help: "Hints for one payment" },
  quotes: { setting: "quotesPerMinute", standard: 12, per: "minute", help: "New prices for one payment" },
  webhookTests: {
    setting: "webhookTestsPerMinute",
    standard: 10,
    per: "minute",
    help: "Test deliveries of one store",
  },
} as const satisfies Record<string, Limit>;

type LimitName = keyof typeof LIMITS;
/** All limits under the names of the program. */
export type ConfiguredLimits = { readonly [N in LimitName as (typeof LIMITS)[N]["setting"]]: number };

const MOST = 1_000_000;
const PAIR = /^([A-Za-z]+)\s*=\s*([0-9]+)$/;

const NAMES = Object.keys(LIMITS).join(", ");

/** `reads=1200,link=5000`; each fault is an issue of its own, and none repeats what was given. */
export const limitsText = z.string().transform((text, context): ConfiguredLimits => {
  const given = new Map<string, number>();
  const fault = (message: string) => context.addIssue({ code: "custom", message });
  const parts = text.split(",").map((part) => part.trim());
  for (const [at, part] of parts.entries()) {
    const [, name = "", digits = ""] = PAIR.exec(part) ?? [];
    const value = Number(digits);
    const entry = `must have name=number as entry ${at + 1}`;
    if (name === "") fault(`${entry}, for example writes=500`);
    else if (!Object.hasOwn(LIMITS, name)) fault(`${entry}, with one of these names: ${NAMES}`);
    else if (value < 1 || value > MOST) fault(`must set ${name} to a whole number from 1 to ${MOST}`);
    else if (given.has(name)) fault(`must set ${name} only once`);
    else given.set(name, value);
  }
  return limitsOf((name) => given.get(name));
});

const limitsOf = (given: (name: string) => number | undefined): ConfiguredLimits =>
  Object.fromEntries(
    Object.entries(LIMITS).map(([name, { setting, standard }]) => [setting, given(name) ?? standard]),
  ) as unknown as ConfiguredLimits;

export const STANDARD_LIMITS: ConfiguredLimits = limitsOf(() => undefined);
