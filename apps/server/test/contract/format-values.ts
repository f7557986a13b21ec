// For each pattern of the contract: what it must take and what it must refuse, on the server and in the document. One entry
// a pattern makes it longer than 300 lines.
import { timeFormat } from "@kaspa-pay/api-contract";
import * as formats from "../../../../packages/api-contract/src/schemas/formats.ts";

export interface FormatValues {
  readonly name: string;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

const HOSTS = [
  "shop.example",
  "www.my-shop.com",
  "www.shop24.de",
  "a.b.c.d.example",
  "xn--mller-kva.example",
  "my_shop.example",
  "shop.example.",
  "3com.example",
  "93.184.216.34",
  "[2606:4700::1111]",
  "[::1]",
  "[2001:db8:1:2:3:4:5:6]",
];
const BAD_HOSTS = [
  "",
  ".",
  "a..b",
  "-shop.example",
  "shop-.example",
  "shop.-example",
  "0",
  "1.2.3",
  "1.2.3.256",
  "shop.123",
  "[7]",
  "[::1",
  "[1:2:3:4:5:6:7:8:9]",
  "[abfc486aa]",
  "müller.example",
  "a b",
  "a\\b",
];
const PORTS = ["", ":1", ":80", ":8443", ":65535"];
const BAD_PORTS = [":", ":0", ":65536", ":99999", ":123456", ":-1", ":a"];
const TAILS = [
  "",
  "/",
  "/danke",
  "/a/b?c=d&e=%20#f",
  "?x=1",
  "#top",
  "/bücher",
  "/[x]|{y}",
  `/${"a".repeat(1900)}`,
];
const BAD_TAILS = ["/a b", "/a\nb", "/a\tb", "\\a", "/a\\b", "/\u007f"];

const httpsUrls = [
  ...HOSTS.flatMap((host) => [`https://${host}`, `https://${host}/x`]),
  ...PORTS.map((port) => `https://shop.example${port}/x`),
  ...TAILS.map((tail) => `https://shop.example${tail}`),
  "HTTPS://Shop.Example/",
];
const badUrls = [
  ...BAD_HOSTS.map((host) => `https://${host}/`),
  ...BAD_PORTS.map((port) => `https://shop.example${port}/`),
  ...BAD_TAILS.map((tail) => `https://shop.example${tail}`),
  "https://user@shop.example/",
  "https://user:password@shop.example/",
  "shop.example",
  "//shop.example",
  "ftp://shop.example/",
  "javascript:alert(1)",
  " https://shop.example/",
  "https://shop.example/ ",
  "https:/shop.example",
  "",
];

const APP_SCHEMES = ["yourapp:", "com.example.shop:", "YourApp:", "hotel:", "htx:", "httq24:", "a+b-c.1:"];

const BLANK = ["", " ", "\t"];

/** By the pattern's source, as the document prints it. */
export const FORMAT_VALUES: ReadonlyMap<string, FormatValues> = new Map(
  (
    [
      [
        formats.redirectUrl,
        "redirectUrl",
        [
          ...httpsUrls,
          "http://127.0.0.1:4000/",
          "http://localhost",
          "http://[::1]:4000/x",
          ...APP_SCHEMES.map((scheme) => `${scheme}//payment?screen=done#top`),
          "yourapp:/done",
          "yourapp://",
        ],
        [
          ...badUrls.filter((url) => !url.startsWith("ftp:")),
          "http://shop.example/",
          "http://127.0.0.2/",
          "http://localhost.example/",
          "yourapp:done",
          "yourapp:",
          "yourapp:///a b",
          "yourapp://a\\b",
          "c:/temp",
          "https:/done",
          "httpx://done",
          "1app://done",
        ],
      ],
      [formats.webhookUrl, "webhookUrl", [...httpsUrls, "http://127.0.0.1:4000/"], badUrls],
      [
        formats.origin,
        "origin",
        [...HOSTS.map((host) => `https://${host}`), ...PORTS.map((port) => `http://shop.example${port}`)],
        [
          ...BAD_HOSTS.map((host) => `https://${host}`),
          ...BAD_PORTS.map((port) => `https://shop.example${port}`),
          "https://shop.example/",
          "shop.example",
          "null",
          "*",
          "ftp://shop.example",
          "",
        ],
      ],
      [
        formats.redirectTarget,
        "redirectTarget",
        [...HOSTS, ...PORTS.map((port) => `shop.example${port}`), ...APP_SCHEMES],
        [
          ...BAD_HOSTS,
          ...BAD_PORTS.map((port) => `a${port}`),
          "https://shop.example",
          "shop.example/x",
          "yourapp://",
          "https:",
          "HTTP:",
          "1app:",
          `${"a".repeat(41)}:`,
        ],
      ],
      [
        formats.supportUrl,
        "supportUrl",
        [
          ...httpsUrls.filter((url) => url.length <= 500),
          "mailto:help@shop.example",
          "mailto:a@b.example?subject=x",
        ],
        [...badUrls, "http://shop.example/", "https://0", "mailto:", "mailto:nobody", "tel:123"],
      ],
      [
        formats.email,
        "email",
        ["a@b.example", "first.last+tag@sub.shop24.example", "admin@localhost", "ü@example.com", "a@b.c"],
        [
          "a",
          "a@",
          "@b.example",
          "a@b",
          "a b@c.example",
          "a@b@c.example",
          "<a@b.example>",
          "a@b.",
          "a@b.example\n",
          ...BLANK,
        ],
      ],
      [
        formats.decimal,
        "decimal",
        ["0", "1", "007", "12.5", "0.00000001", "29000000000", "12345678901234567890.12345678"],
        [
          "-1",
          "+1",
          "1e3",
          "1,5",
          ".5",
          "5.",
          "1.123456789",
          "0x10",
          "1_000",
          " 1",
          "1 ",
          "١",
          "1".repeat(21),
          ...BLANK,
        ],
      ],
      [
        formats.smallPercent,
        "smallPercent",
        ["0", "0.5", "2.50", "9.99", "10", "10.00"],
        ["10.01", "11", "-1", "2.555", "2.", ".5", "1,5", "1e0", " 1", "٢", ...BLANK],
      ],
      [
        formats.unixSeconds,
        "unixSeconds",
        ["0", "1770552060", "9".repeat(12)],
        ["1770552060.A-1001", "-1", "1e3", "0x10", " 1", "١", "1".repeat(13), ...BLANK],
      ],
      [
        formats.minorUnits,
        "minorUnits",
        ["0", "1", "007", "2900000000000000000", "1".repeat(20)],
        ["-1", "+1", "1e3", "1.0", "1,0", "0x10", " 1", "١", "1".repeat(21), ...BLANK],
      ],
      [
        timeFormat,
        "time",
        [
          "2026-02-08T12:00:00Z",
          "2026-02-08T12:00:00.123456Z",
          "2024-02-29T23:59:59+14:00",
          "0001-01-01T00:00:00+01:00",
          "9999-12-31T23:59:59-12:00",
        ],
        [
          "2026-02-08",
          "2026-02-08T12:00Z",
          "2026-02-08T12:00:00",
          "2026-02-08t12:00:00z",
          "2026-02-08 12:00:00Z",
          "2026-02-30T12:00:00Z",
          "2025-02-29T12:00:00Z",
          "2026-13-01T12:00:00Z",
          "2026-02-08T24:00:00Z",
          "2026-02-08T12:60:00Z",
          "2026-02-08T12:00:60Z",
          "2026-02-08T12:00:00+24:00",
          "2026-02-08T12:00:00+0100",
          "0000-01-01T00:00:00Z",
          "10000-01-01T00:00:00Z",
          "1770552000000",
          ...BLANK,
        ],
      ],
      // Which days a month has is checked after the form: no pattern that people can read says it.
      [
        formats.timeOrDay,
        "timeOrDay",
        [
          "2026-02-08",
          "2026-02-08T12:00:00Z",
          "0001-01-01",
          "9999-12-31T23:59:59-12:00",
          "2026-01-31",
          "2026-04-30",
          "2024-02-29",
          "2000-02-29",
        ],
        [
          "0001-00-00",
          "2026-13-01",
          "2026-01-32",
          "2026-04-31",
          "2026-02-29",
          "1900-02-29",
          "0000-02-29",
          "2026-02-30T12:00:00Z",
          "2026-2-8",
          "08.02.2026",
          "2026-02-08T12:00Z",
          "2026-02-08T12:00:00",
          "0000-01-01",
          "20260208",
          ...BLANK,
        ],
      ],
      [
        formats.txId,
        "txId",
        ["ab".repeat(32), "0".repeat(64)],
        ["AB".repeat(32), "ab".repeat(31), "ab".repeat(33), "g".repeat(64), ...BLANK],
      ],
      [
        formats.slug,
        "slug",
        ["a", "premium-plan-abc123", "1", "a".repeat(64)],
        ["A", "a--b", "-a", "a-", "a_b", "a b", "ä", ...BLANK],
      ],
      [formats.currency, "currency", ["KAS", "usd", "Eur"], ["US", "DOLLARS", "U$D", "U D", ...BLANK]],
      [
        formats.color,
        "color",
        ["#0b7a6c", "#FFFFFF"],
        ["#fff", "0b7a6c", "#0b7a6g", "red", "#0b7a6c00", ...BLANK],
      ],
      [
        formats.logo,
        "logo",
        ["data:image/png;base64,iVBORw0KGgo=", "data:image/webp;base64,AAAA"],
        [
          "data:image/svg+xml;base64,AAAA",
          "data:image/png,AAAA",
          "https://shop.example/logo.png",
          "data:image/png;base64,",
          ...BLANK,
        ],
      ],
      [
        formats.language,
        "language",
        ["auto", "en", "pt-BR", "zh-Hant-TW"],
        ["e", "english", "en_US", "en-", "-en", ...BLANK],
      ],
      [
        formats.timeZone,
        "timeZone",
        ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+1"],
        ["+01:00", "Europe/", "/Berlin", "Europe Berlin", "..", ...BLANK],
      ],
      [
        formats.refundAmount,
        "refundAmount",
        ["full", "overpaid", "0", "12.5", "0.00000001", "12345678901234567890.12345678"],
        ["half", "Full", "full ", "-1", "1e3", "1,5", ".5", "1.123456789", ...BLANK],
      ],
      [
        formats.percent,
        "percent",
        ["50", "12.5", "0.01", "100", "100.00", "99.99"],
        ["101", "100.01", "1.234", "-1", "50%", "05", "1e1", ...BLANK],
      ],
      [
        formats.disbursementStatuses,
        "disbursementStatuses",
        ["confirmed", "awaiting_signature,broadcast"],
        ["paid", "confirmed,", ",confirmed", "confirmed,paid", "CONFIRMED", ...BLANK],
      ],
      [
        formats.claimToken,
        "claimToken",
        [`rfd_${"0a".repeat(16)}_${"A-_z".repeat(8)}`],
        [
          "x",
          `rfd_${"0a".repeat(16)}`,
          `pay_${"0a".repeat(16)}_${"a".repeat(32)}`,
          `rfd_${"0a".repeat(16)}_${"a".repeat(31)}`,
          ...BLANK,
        ],
      ],
      [
        formats.cursor,
        "cursor",
        ["", `pay_${"0a".repeat(16)}`, `${"ab".repeat(32)}:0`],
        ["x", "pay_1", `PAY_${"0a".repeat(16)}`, "1", " "],
      ],
    ] as const
  ).map(([format, name, valid, invalid]) => [format.pattern.source, { name, valid, invalid }]),
);
