import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAppScheme } from "./app-schemes.ts";

const NEVER = [
  "javascript",
  "data",
  "vbscript",
  "file",
  "blob",
  "about",
  "http",
  "https",
  "ws",
  "wss",
  "ftp",
  "filesystem",
  "view-source",
  "intent",
  "android-app",
  "chrome",
  "chrome-extension",
  "moz-extension",
  "ms-settings",
  "ms-msdt",
  "search-ms",
  "mailto",
  "tel",
  "sms",
  "kaspa",
  "kaspatest",
  "kaspasim",
  "bitcoin",
  "lightning",
];
const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789+.-";

describe("the scheme of an app", () => {
  it.each(["yourapp:", "com.example.shop:", "shop24:", "my-app+beta:", "fb1234567890:"])(
    "%s is one",
    (scheme) => {
      expect(isAppScheme(scheme)).toBe(true);
    },
  );

  it.each(NEVER)("%s is never one, however it is written", (name) => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }), (upper) => {
        const written = [...name].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join("");
        expect(isAppScheme(`${written}:`)).toBe(false);
        // A URL parser drops blanks at the beginning, tabs and line breaks.
        for (const text of [` ${written}:/x`, `${written[0]}\t${written.slice(1)}:/x`, `\n${written}\n:/x`])
          if (URL.canParse(text)) expect(isAppScheme(new URL(text).protocol)).toBe(false);
      }),
    );
  });

  it("has the shape that a URL parser gives it, and nothing else passes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        if (!isAppScheme(text)) return;
        expect(text).toMatch(/^[a-z][a-z0-9+.-]{2,39}:$/);
        expect(new URL(`${text}//return`).protocol).toBe(text);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 45 }),
        (name) => {
          const allowed = isAppScheme(`${name}:`);
          if (allowed) expect(URL.canParse(`${name}:/return`)).toBe(true);
          expect(isAppScheme(name)).toBe(false);
          expect(isAppScheme(`${name}::`)).toBe(false);
          if (name.length < 3 || name.length > 40 || !/^[a-z]/.test(name)) expect(allowed).toBe(false);
        },
      ),
    );
  });

  it("what begins like a scheme of the web, of a browser or of Kaspa is refused whole", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("http", "ftp", "kaspa", "ms-", "chrome", "moz-", "android-", "web+"),
        fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 20 }),
        (family, rest) => {
          expect(isAppScheme(`${family}${rest}:`)).toBe(false);
        },
      ),
    );
  });
});
