// How each kind of setting is read. A refusal says what is needed and never repeats the value: it may be a secret.
import { isIP } from "node:net";
import { z } from "zod";
import { isSourceUrl, SOURCE_URLS_TEXT } from "../chain/sources/kinds.ts";
import { parseFixedRate } from "../features/rates/sources/fixed-sources.ts";
import { MARKET_SOURCE_NAMES } from "../features/rates/sources/market-sources.ts";
import { readMasterKey } from "../security/master-key.ts";
import { databaseUrlFaults } from "./database-url.ts";
import { originOf, publicUrlFault } from "./public-url.ts";

/** Refused with every sentence that the check answers. */
const checkedBy = (faultsOf: (value: string) => readonly string[]) =>
  z.string().superRefine((value, context) => {
    for (const message of faultsOf(value)) context.addIssue({ code: "custom", message });
  });

const asList = (fault: string | null): readonly string[] => (fault === null ? [] : [fault]);

export const text = z.string().min(1, "must not be empty");

export const list = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`);

export const port = wholeNumber(0, 65_535);

/** Each connection is a process of PostgreSQL; a number above a hundred is taken for a typing error. */
export const poolSize = wholeNumber(1, 100);

export const flag = (on: string, off: string) =>
  z.enum([on, off], `must be ${on} or ${off}`).transform((value) => value === on);

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(", ")}`);

export const listenAddress = z
  .string()
  .refine(
    (value) => isIP(value) !== 0 || /^[a-z0-9.-]+$/i.test(value),
    "must be an IP address (IPv6 without brackets) or a host name",
  );

export const publicUrl = checkedBy((value) => asList(publicUrlFault(value))).transform(originOf);

export const databaseUrl = checkedBy(databaseUrlFaults);

export const nodeList = list.refine(
  (urls) => urls.every(isSourceUrl),
  `must be a comma list of ${SOURCE_URLS_TEXT} URLs, such as ws://127.0.0.1:18110`,
);

/** Sent as `Authorization: Bearer …`, which holds printable ASCII only. */
export const bearerToken = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without blanks; make one with: openssl rand -hex 24");

const sentence = (read: () => unknown): string | null => {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

export const masterKey = checkedBy((value) =>
  asList(sentence(() => readMasterKey(value))?.replace(/^KP_MASTER_KEY /, "") ?? null),
);

export const ownRates = checkedBy((value) => {
  const fault = sentence(() => parseFixedRate(value));
  return fault === null
    ? []
    : [`must be 0.10 for US dollars per KAS, or a list like USD=0.10,EUR=0.09: ${fault}`];
});

const PROXY_NAMES = new Set(["loopback", "linklocal", "uniquelocal"]);

function isProxyRange(entry: string): boolean {
  if (PROXY_NAMES.has(entry)) return true;
  const [address = "", bits, ...rest] = entry.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

export const proxies = list.refine(
  (entries) => entries.every(isProxyRange),
  "must be a comma list of IP addresses or ranges, such as 127.0.0.1,10.0.0.0/8, or loopback, linklocal, uniquelocal",
);

export const smtpUrl = z
  .string()
  .refine(
    (value) =>
      /^smtps?:\/\/[^\s/?#]+\/?(?:\?\S*)?$/.test(value) &&
      URL.canParse(value) &&
      new URL(value).hostname !== "",
    "must be smtp://user:password@host:587 or smtps://…; in user and password write # % / ? @ as %23 %25 %2F %3F %40",
  );

export const sender = z
  .string()
  .regex(
    /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    "must be an address such as pay@example.com, or Name <pay@example.com>",
  );

const SOURCE_NAMES = MARKET_SOURCE_NAMES.join(", ");
const PRICE_SOURCE = new RegExp(`^(?:${MARKET_SOURCE_NAMES.join("|")})(?:=https?://[^\\s/?#]\\S*)?$`);

export const priceSources = list.refine(
  (entries) => entries.length > 0 && entries.every((entry) => PRICE_SOURCE.test(entry)),
  `must be a comma list out of ${SOURCE_NAMES}, each alone or with =https://…`,
);

export const PRICE_SOURCES_HELP = `Comma list out of ${SOURCE_NAMES}; \`kraken=https://proxy.example\` asks one elsewhere.`;
