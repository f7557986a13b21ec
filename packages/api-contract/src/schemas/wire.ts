// The grammar of the wire: how amounts, times, texts and lists are written in requests and answers (api.md section 2).
import { CURRENCIES } from "@kaspa-pay/core";
import * as z from "zod";

const PLAIN_DECIMAL = /^[0-9]{1,20}(\.[0-9]{1,8})?$/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const NOT_STORABLE = /[\0\p{Cs}]/gu;
/** For the document: at least one character that stays. */
const VISIBLE =
  "[^\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\ufffb]";
const INVISIBLE_BUT_BREAKS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

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

const AMOUNT_HELP = 'Plain digits with at most 8 decimal places, for example "12.5"';

// Documented as whole: which decimals a double holds exactly cannot be said in a schema.
const WHOLE_KAS = z.number().meta({ type: "integer", minimum: 0, maximum: 29_000_000_000 });

/**
 * An amount in a request: a decimal string, or a number of at most 15 significant digits. Parsed to decimal text of
 * at most 8 places. Whether the currency allows that many places is checked where the currency is known.
 */
export const AmountInput = z
  .union([z.string().regex(PLAIN_DECIMAL, AMOUNT_HELP), WHOLE_KAS], { error: AMOUNT_HELP })
  .transform((value, context): string => {
    const text = typeof value === "string" ? value : numberToDecimal(value);
    if (text !== null && PLAIN_DECIMAL.test(text)) return text;
    const message =
      typeof value === "number" && value >= 0
        ? "This number is not exact: send the amount as a string with at most 8 decimal places"
        : AMOUNT_HELP;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .meta({
    id: "AmountInput",
    description: `${AMOUNT_HELP}. A whole amount may be a JSON number; so may another one of at most 15 digits, but only a string is always exact.`,
  });

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

/** A time in a request: ISO 8601 with offset. Parsed to milliseconds since the epoch. */
export const TimeInput = z.iso
  .datetime({ offset: true, error: "A time is ISO 8601 with an offset, for example 2026-02-08T12:00:00Z" })
  .transform((text, context): number => {
    const time = Date.parse(text);
    if (time >= FIRST_MS && time <= LAST_MS) return time;
    context.addIssue({ code: "custom", message: "A time lies between the years 1 and 9999" });
    return z.NEVER;
  })
  .meta({ id: "TimeInput", description: "ISO 8601 with an offset." });

/** An object's id: opaque. */
export const Id = z.string().min(1).max(64);

/** Path parameter of every route that names one object. */
export const ById = z.strictObject({ id: Id });

/** A currency code, any case in, upper case out. */
export const CurrencyInput = z
  .string()
  .regex(/^[A-Za-z]{3,5}$/, "A currency is a code like KAS or USD")
  .toUpperCase();

/** Any currency that this software knows; which ones a store takes is its own setting. */
export const KnownCurrency = CurrencyInput.meta({ enum: ["KAS", ...Object.keys(CURRENCIES)] });

/** A fiat currency that can be priced; an unknown one is refused where the rates are. */
export const FiatInput = CurrencyInput.meta({ enum: Object.keys(CURRENCIES) });

/** One line of text for people: control, bidi and zero-width characters are stripped. */
export const line = (max: number, min = 0) => {
  const text = z
    .string()
    .max(max, `At most ${max} characters`)
    .overwrite((given) => given.replace(INVISIBLE, "").trim());
  return min === 0 ? text : text.min(min, "Required").meta({ pattern: VISIBLE });
};

/** Text that may have line breaks; otherwise as {@link line}. */
export const prose = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters`)
    .overwrite((text) => text.replace(INVISIBLE_BUT_BREAKS, "").trim());

/** Text that is only compared with what is stored; what no database stores matches nothing and is left out. */
export const term = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters`)
    .overwrite((text) => text.replace(NOT_STORABLE, ""));

/** An e-mail address: length and shape only, no look-up. */
export const Email = z
  .string()
  .max(254, "Invalid email format")
  .regex(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these stand in no address.
    /^[^\s@<>"\u0000-\u001f\u007f]+@[^\s@<>"\u0000-\u001f\u007f]+\.[^\s@<>".\u0000-\u001f\u007f]+$|^[^\s@<>"\u0000-\u001f\u007f]+@localhost$/,
    "Invalid email format",
  )
  .refine((text) => !/\p{Cs}/u.test(text), "Invalid email format");

/** A URL in a request. Only its length is checked here: schemes and hosts are judged where the store is known. */
export const UrlInput = z
  .string()
  .min(1)
  .max(2000)
  .meta({ pattern: "^https://[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z]+)+(/[!-\\[\\]-~]*)?$" });

const Cursor = z
  .string()
  .regex(
    /^([a-z]{3}_[0-9a-f]{32}|[0-9a-f]{64}:[0-9]{1,9})$/,
    "Not one of ours: send nextCursor of the page before",
  );

/** Query of every list: `limit` above 100 is taken as 100. */
export const page = {
  limit: z
    .int()
    .min(1)
    .overwrite((n) => Math.min(n, 100))
    .default(10)
    .describe("Rows per page, 1 to 100."),
  cursor: Cursor.optional().describe("`nextCursor` of the page before."),
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

/** Answer of acts that have nothing else to say. */
export const Done = z.object({ ok: z.literal(true) }).meta({ id: "Done" });
export type Done = z.output<typeof Done>;

/** The networks a store may belong to. */
export const Network = z.enum(["mainnet", "testnet-10", "simnet"]).meta({ id: "NetworkId" });
export type Network = z.output<typeof Network>;
