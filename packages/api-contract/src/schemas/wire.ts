// How amounts, times, texts and lists are written in requests and answers:
// docs/spec/api-conventions.md#amounts-times-and-texts.
import { formatDecimal, NETWORKS, parseDecimal } from "@kaspa-pay/core";
import * as z from "zod";
import * as formats from "./formats.ts";

/** Characters that end a line, move the cursor or are invisible. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/u;
/** Direction marks, zero-width characters and the like: stored text must be what a reader sees. */
const INVISIBLE = /[\p{Cf}\p{Cs}]/gu;
const LINE_ENDS = /\r\n?|[\u0085\p{Zl}\p{Zp}]/gu;
const CONTROLS_BUT_BREAKS = /(?![\n\t])\p{Cc}/gu;

/** Text in the given form. */
export const formatted = ({ pattern, help }: formats.Format): z.ZodString => z.string().regex(pattern, help);

/**
 * Writes a JSON number as plain decimal text, or null when it is not exact: more than 15 significant digits do not
 * survive a double, so such an amount must be sent as a string.
 */
export function numberToDecimal(value: number): string | null {
  if (!Number.isFinite(value) || value < 0 || Number(value.toPrecision(15)) !== value) return null;
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  const shift = Number(exponent);
  const all = whole + fraction;
  if (shift >= fraction.length) return all + "0".repeat(shift - fraction.length);
  if (shift >= 0) return `${all.slice(0, 1 + shift)}.${all.slice(1 + shift)}`;
  return `0.${"0".repeat(-shift - 1)}${all}`;
}

const MOST_KAS = 29_000_000_000;
/** The largest number of 15 digits: all of them survive a double. */
const MOST_EXACT = 999_999_999_999_999;

/**
 * An amount in a request: a decimal string, or a number of at most 15 significant digits. Parsed to decimal text of
 * at most 8 places. Whether the currency allows that many places is checked where the currency is known.
 */
export const AmountInput = z
  .union([formatted(formats.decimal), z.number().meta({ minimum: 0, maximum: MOST_KAS })], {
    error: formats.decimal.help,
  })
  .transform((value, context): string => {
    const text = typeof value === "string" ? value : numberToDecimal(value);
    if (text !== null && formats.decimal.pattern.test(text)) return text;
    const message =
      typeof value === "number" && value >= 0
        ? "This number is not exact: send the amount as a string with at most 8 decimal places"
        : formats.decimal.help;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .meta({
    id: "AmountInput",
    description: `${formats.decimal.help}. A JSON number is taken too when it has at most 15 digits, 8 of them after the point; only a string is always exact.`,
  });

/**
 * The same amount in the currency's minor unit: an integer, or its digits in a string. Parsed to digits. Its unit follows
 * from the currency (`minorDigitsOf` of core), which is known later.
 */
export const MinorAmountInput = z
  .union([formatted(formats.minorUnits), z.int().min(0).max(MOST_EXACT)], {
    error: formats.minorUnits.help,
  })
  .transform((value): string => BigInt(value).toString())
  .meta({
    id: "MinorAmountInput",
    description: `${formats.minorUnits.help}: cents of USD, yen of JPY, sompi of KAS. Digits in a string hold any sum; a JSON number at most 15 of them.`,
  });

/** An amount in an answer, in the currency's minor unit: a string of digits, because sompi outgrow JSON numbers. */
export const MinorAmount = z.string().meta({
  id: "MinorAmount",
  description:
    "`amount` in the minor unit of `currency`: cents of USD, yen of JPY, sompi of KAS. Digits in a string: a JSON number does not hold every sum.",
  examples: ["10000000000"],
});

/** A percentage from 0 to 10, a number or text. Parsed to text with two places. */
export const SmallPercentInput = z
  .union([formatted(formats.smallPercent), z.number().meta({ minimum: 0, maximum: 10 })], {
    error: formats.smallPercent.help,
  })
  .transform((value, context): string => {
    const text = String(typeof value === "string" ? value : numberToDecimal(value));
    if (formats.smallPercent.pattern.test(text)) return formatDecimal(parseDecimal(text, 2), 2);
    context.addIssue({ code: "custom", message: formats.smallPercent.help });
    return z.NEVER;
  })
  .meta({ id: "SmallPercentInput", description: formats.smallPercent.help, examples: ["2.5"] });

/** A percentage in an answer: text with two places. */
export const SmallPercent = z
  .string()
  .meta({ id: "SmallPercent", description: "Percent with two decimal places.", examples: ["2.50"] });

/** KAS in an answer: a string with 8 places. */
export const Kas = z
  .string()
  .meta({ id: "Kas", description: "KAS with 8 decimal places.", examples: ["100.00000000"] });

/** Sompi in an answer: a string of digits. */
export const Sompi = z
  .string()
  .meta({ id: "Sompi", description: "Whole sompi (1 KAS = 100 000 000).", examples: ["10000000000"] });

/** Fiat in an answer: a string with the currency's digits. */
export const Fiat = z.string().meta({
  id: "FiatAmount",
  description: "Fiat with the currency's own decimal places.",
  examples: ["15.05"],
});

/** A time in an answer. */
export const Time = z.iso.datetime().meta({
  id: "Time",
  description: "ISO 8601, UTC, milliseconds.",
  examples: ["2026-02-08T12:00:00.000Z"],
});

const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** A time in a request: RFC 3339 with offset. Parsed to milliseconds since the epoch, within the years 1 to 9999. */
export const TimeInput = z.iso
  .datetime({ offset: true, error: formats.time.help })
  .refine((text) => formats.time.pattern.test(text), formats.time.help)
  // An offset may lead a few hours out of the years that the database holds.
  .transform((text): number => Math.min(LAST_MS, Math.max(FIRST_MS, Date.parse(text))))
  .meta({
    id: "TimeInput",
    description: "ISO 8601 with seconds and an offset.",
    examples: ["2026-02-08T12:00:00Z"],
  });

const DAY_MS = 24 * 60 * 60 * 1_000;
const DAY_LENGTH = "2026-02-08".length;

/** A moment, or a whole day in UTC. Parsed to milliseconds since the epoch. */
const bound = (ofDay: "begin" | "end") =>
  formatted(formats.timeOrDay)
    .transform((text, context): number => {
      const isDay = text.length === DAY_LENGTH;
      const parsed = TimeInput.safeParse(isDay ? `${text}T00:00:00Z` : text);
      if (parsed.success) return parsed.data + (isDay && ofDay === "end" ? DAY_MS : 0);
      context.addIssue({ code: "custom", message: formats.timeOrDay.help });
      return z.NEVER;
    })
    .meta({ examples: ["2026-02-08", "2026-02-08T12:00:00Z"] });

const begin = bound("begin");
const end = bound("end");

/** When the rows of a list were created. Each bound has two names; giving both is refused by the handler. */
export const period = {
  createdFrom: begin
    .optional()
    .describe("Made at this moment or later; of a day (in UTC) from its beginning."),
  createdTo: end
    .optional()
    .describe("Made before this moment; of a day (in UTC) until its end, the day included."),
  from: begin.optional().describe("The same as `createdFrom`: give one of the two."),
  to: end.optional().describe("The same as `createdTo`: give one of the two."),
};

/** One box over several fields, under two names. */
export const searchBox = (max: number, what: string) => ({
  q: term(max).optional().describe(what),
  search: term(max).optional().describe("The same as `q`: give one of the two."),
});

/** A time in milliseconds since 1970. */
export const MillisInput = z.int().min(1).max(LAST_MS);

/** How the numbers and cells of a CSV file are written. */
export const csvStyle = {
  separator: z.enum([",", ";"]).optional().describe("Between cells; default `,`."),
  decimal: z
    .enum([".", ","])
    .optional()
    .describe("In numbers; default `,` with the separator `;`, else `.`."),
};

/** An object's id: opaque. */
export const Id = z.string().min(1).max(64);

/** Path parameter of every route that names one object. */
export const ById = z.strictObject({ id: Id });

/** A currency code, any case in, upper case out; whether it is known and enabled is checked later. */
export const CurrencyInput = formatted(formats.currency).toUpperCase();

/** A transaction's id. */
export const TxId = formatted(formats.txId);

/** An output's place in its transaction, as the database holds it. */
export const OutputIndex = z.int().min(0).max(2_147_483_647);

/** A time zone by its IANA name. */
export const TimeZoneName = formatted(formats.timeZone).max(64);

/** One line of text for people: each line break or tab becomes one blank, invisible characters are removed. */
export const line = (max: number, min = 0) => {
  const text = z
    .string()
    .max(max, `At most ${max} characters`)
    .overwrite((written) =>
      written
        .split(BREAKS)
        .map((part) => part.replace(INVISIBLE, "").trim())
        .filter((part) => part !== "")
        .join(" "),
    );
  return min === 0 ? text : text.min(min, "Required").meta({ pattern: formats.VISIBLE_TEXT });
};

/** Text that keeps its line breaks and tabs; invisible characters are removed. */
export const prose = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters`)
    .overwrite((written) =>
      written.replace(LINE_ENDS, "\n").replace(CONTROLS_BUT_BREAKS, "").replace(INVISIBLE, "").trim(),
    );

/** Text that is only compared with what is stored. */
export const term = (max: number) => z.string().max(max, `At most ${max} characters`);

/** An e-mail address: length and shape only, no look-up. */
export const Email = formatted(formats.email).max(254, formats.email.help);

/** A URL whose form and host are checked together where the store is known, with one code and one text. */
const checkedLater = ({ pattern }: formats.Format) =>
  z.string().min(1).max(2000).meta({ pattern: pattern.source });

/** A URL that a payer is sent to. */
export const RedirectUrlInput = checkedLater(formats.redirectUrl);

/** A URL that events are sent to. */
export const WebhookUrlInput = checkedLater(formats.webhookUrl);

const Cursor = formatted(formats.cursor).transform((text) => (text === "" ? undefined : text));

/** Query of every list. */
export const page = {
  limit: z.int().min(1).max(100).default(10).describe("Rows per page, 1 to 100."),
  cursor: Cursor.optional().describe("`nextCursor` of the page before; empty or left out: the first page."),
};

/** Answer of every list. */
export const listOf = <T extends z.ZodType>(row: T, id: string) =>
  z
    .object({
      data: z.array(row),
      hasMore: z.boolean(),
      nextCursor: z.string().nullable().describe("Send as `cursor` for the next page."),
    })
    .meta({ id });

/** Answer of actions that have nothing else to say. */
export const Done = z.object({ ok: z.literal(true) }).meta({ id: "Done" });
export type Done = z.output<typeof Done>;

/** The networks a store may belong to. */
export const Network = z.enum(NETWORKS).meta({ id: "NetworkId" });
export type Network = z.output<typeof Network>;
