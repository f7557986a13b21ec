// The form of each kind of text in requests, defined once: zod checks with these patterns and the OpenAPI document
// prints them. They use only what every regular expression engine knows, so that validators in any language agree.
import { DISBURSEMENT_STATUSES } from "@kaspa-pay/core";

/** What no text may hold: NUL, which PostgreSQL cannot store, and half of a surrogate pair, which is no character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
export const NOT_TEXT = /[\u0000\p{Cs}]/u;
/** For the document: any text at all. */
export const ANY_TEXT = "^[^\\x00]*$";
/** For the document: at least one character that a reader sees. */
export const VISIBLE_TEXT =
  "^[^\\x00]*[^\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\ufffb][^\\x00]*$";

/** A pattern, and the message for a value that does not match. */
export interface Format {
  readonly pattern: RegExp;
  readonly help: string;
}

const format = (source: string, help: string): Format => ({ pattern: new RegExp(`^${source}$`), help });

const LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?";
// A host ends in a name: what ends in a number is read as an IPv4 address.
const NAME = `(${LABEL}\\.)*[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9_])?\\.?`;
const OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;
const G = "[0-9A-Fa-f]{1,4}";
const IPV6 = [
  `(${G}:){7}${G}`,
  `(${G}:){1,7}:`,
  `(${G}:){1,6}:${G}`,
  ...[5, 4, 3, 2].map((left) => `(${G}:){1,${left}}(:${G}){1,${7 - left}}`),
  `${G}:(:${G}){1,6}`,
  `:((:${G}){1,7}|:)`,
].join("|");
const HOST = `(${NAME}|${IPV4}|\\[(${IPV6})\\])`;
const PORT = "(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?";
/** Path, query and fragment: no blank, no control character, no backslash. */
const REST = "([/?#][^\\x00-\\x20\\x7f\\\\]*)?";
const HTTP = "[Hh][Tt][Tt][Pp]";
const HTTPS = `${HTTP}[Ss]`;

const SCHEME = "[A-Za-z0-9+.-]";
/** Any scheme of 3 to 40 characters that does not begin with http. Which of them are refused is checked later. */
const APP_SCHEME = `([A-GI-Za-gi-z]${SCHEME}{2,39}|[Hh][A-SU-Za-su-z0-9+.-]${SCHEME}{1,38}|[Hh][Tt][A-SU-Za-su-z0-9+.-]${SCHEME}{0,37}|[Hh][Tt][Tt][A-OQ-Za-oq-z0-9+.-]${SCHEME}{0,36}):`;

/** Where a payer may be sent. */
export const redirectUrl = format(
  `((${HTTPS}://${HOST}|${HTTP}://(localhost|127\\.0\\.0\\.1|\\[::1\\]))${PORT}${REST}|${APP_SCHEME}/[^\\x00-\\x20\\x7f\\\\]*)`,
  "A full https URL without user name or blanks; a host of another script in its xn-- form (http only on this machine, for simulated stores). Or a URL of an app whose scheme the store listed, like yourapp://payment",
);

/** Where events are sent. The allowed hosts and ports depend on the store and are checked later. */
export const webhookUrl = format(
  `${HTTP}[Ss]?://${HOST}${PORT}${REST}`,
  "A full https URL without user name or blanks; a host of another script in its xn-- form",
);

/** A page's origin, as browsers send it. */
export const origin = format(
  `${HTTP}[Ss]?://${HOST}${PORT}`,
  "An origin is scheme and host, for example https://shop.example",
);

/** A host with its port, where that is not the scheme's own; or the scheme of an app. */
export const redirectTarget = format(
  `(${HOST}${PORT}|${APP_SCHEME})`,
  "An entry is a host like shop.example, or the scheme of an app like yourapp:",
);

/** Where payers find help. */
export const supportUrl = format(
  `(${HTTPS}://${HOST}${PORT}${REST}|[Mm][Aa][Ii][Ll][Tt][Oo]:[!-~]+@[!-~]+)`,
  "A support link is an https: or mailto: address",
);

const LOCAL_PART = '[^\\s@<>"\\x00-\\x1f\\x7f]+';
const MAIL_HOST = '[^\\s@<>".\\x00-\\x1f\\x7f]+';

/** An e-mail address: shape only, no look-up. */
export const email = format(`${LOCAL_PART}@(${LOCAL_PART}\\.${MAIL_HOST}|localhost)`, "Invalid email format");

/** An amount as text: plain digits, at most 8 places. */
export const decimal = format(
  "[0-9]{1,20}(\\.[0-9]{1,8})?",
  'Plain digits with at most 8 decimal places, for example "12.5"',
);

/** How much of a payment goes back: an amount, or a word for it. */
export const refundAmount = format(
  "(full|overpaid|[0-9]{1,20}(\\.[0-9]{1,8})?)",
  `${decimal.help}; or it is full or overpaid`,
);

/** Digits alone: else an order id could stand in the field before it, under the same signature. */
export const unixSeconds = format("[0-9]{1,12}", "Unix seconds, as the return address holds them");

/** Whole minor units: cents, yen, sompi. */
export const minorUnits = format(
  "[0-9]{1,20}",
  "A whole number of the currency's smallest unit, for example 1250 for 12.50 USD",
);

/** A share: above 0, at most 100, at most 2 places. */
export const percent = format(
  "(100(\\.0{1,2})?|[1-9]?[0-9](\\.[0-9]{1,2})?)",
  'A percentage from 0.01 to 100 with at most 2 decimal places, for example "12.5"',
);

/** What is added to a price or taken off a rate: 0 to 10, at most 2 places. */
export const smallPercent = format(
  "(10(\\.0{1,2})?|[0-9](\\.[0-9]{1,2})?)",
  'A percentage from 0 to 10 with at most 2 decimal places, for example "2.5"',
);

const DISBURSEMENT_STATUS = `(${DISBURSEMENT_STATUSES.join("|")})`;

/** States of refunds or payouts. */
export const disbursementStatuses = format(
  `${DISBURSEMENT_STATUS}(,${DISBURSEMENT_STATUS})*`,
  `One or several states, separated by commas: ${DISBURSEMENT_STATUSES.join(", ")}`,
);

/** The secret part of a claim link: a refund's id and its proof. */
export const claimToken = format(
  "rfd_[0-9a-f]{32}_[A-Za-z0-9_-]{32}",
  "Not a claim link of ours: open it from the mail again",
);

const YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)";

const LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)";
const DAY_OF_MONTH =
  "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))";
/** Only days that there are: no format of JSON Schema says so for a day that may stand alone. */
const DAY = `(${YEAR}-${DAY_OF_MONTH}|${LEAP_YEAR}-02-29)`;
const CLOCK = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/** RFC 3339 with seconds and offset, in the years 1 to 9999. */
export const time = format(
  `${DAY}${CLOCK}`,
  "A time is ISO 8601 with seconds and an offset, for example 2026-02-08T12:00:00Z",
);

/** The same, or a day alone. */
export const timeOrDay = format(
  `${DAY}(${CLOCK})?`,
  "A moment like 2026-02-08T12:00:00Z (ISO 8601 with seconds and an offset) or a day like 2026-02-08",
);

/** A transaction's id. */
export const txId = format("[0-9a-f]{64}", "A transaction id is 64 lower-case hex digits");

/** Letters, digits and single hyphens, as in `premium-plan-abc123`. */
export const slug = format(
  "[a-z0-9]+(-[a-z0-9]+)*",
  "A slug is lower-case letters, digits and single hyphens",
);

/** A currency's code. */
export const currency = format("[A-Za-z]{3,5}", "A currency is a code like KAS or USD");

/** A colour of a page. */
export const color = format("#[0-9a-fA-F]{6}", "A colour is # and six hex digits");

/** A picture inside its own URL. */
export const logo = format(
  "data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*",
  "A logo is a PNG, JPEG or WebP data URL",
);

/** The language of pages for payers. */
export const language = format(
  "(auto|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)",
  "A language is auto or a code like en or pt-BR",
);

/** A zone's IANA name; the server checks whether there is such a zone. */
export const timeZone = format(
  "[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*",
  "A time zone is an IANA name, for example Europe/Berlin",
);

/** Where a page of a list begins; empty is the first page. */
export const cursor = format(
  "([a-z]{3}_[0-9a-f]{32}|[0-9a-f]{64}:[0-9]{1,9})?",
  "Not one of ours: send nextCursor of the page before",
);
