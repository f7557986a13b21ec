import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { en, faultText, translate } from "../src/views/i18n/en.ts";

const source = new URL("../src/", import.meta.url);
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.includes("i18n"))
  .map((name) => readFileSync(new URL(name, source), "utf8"))
  .join("\n");
/** Codes of the gateway's closed error table: they arrive by wire. */
const BY_WIRE = ["not_found", "link_inactive", "link_expired", "rate_limited", "invalid"];

it("every message is used", () => {
  const unused = Object.keys(en).filter(
    (key) => !new RegExp(`"${key}"`).test(code) && !BY_WIRE.includes(key),
  );
  expect(unused).toEqual([]);
});

it("placeholders are filled, and a missing value stays visible", () => {
  expect(translate("send", { amount: "1.5 KAS" })).toBe("Send 1.5 KAS");
  expect(translate("send")).toBe("Send {amount}");
});

it("an error has a text: ours for known codes, the gateway's for rare ones, never an empty one", () => {
  expect(faultText("link_inactive", "x")).toBe(en.link_inactive);
  expect(faultText("amount_too_small", "Pay at least 5 KAS.")).toBe("Pay at least 5 KAS.");
  expect(faultText("server_error", "")).toBe(en.unavailable);
});
