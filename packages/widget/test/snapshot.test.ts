import { OUTSIDE_BROWSER } from "@kaspa-pay/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountDue,
  kas,
  mergeStatus,
  ms,
  readSnapshot,
  safeUrl,
  sompi,
  staysShown,
} from "../src/payment/snapshot.ts";
import { at, snapshot } from "./support.ts";

describe("what comes from the wire", () => {
  it("junk of any shape is no payment and breaks nothing", () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        expect(readSnapshot(junk)).toBeNull();
        expect(mergeStatus(snapshot(), junk)).toEqual(snapshot());
        expect(typeof sompi(junk)).toBe("bigint");
        expect(typeof ms(junk)).toBe("number");
        expect(safeUrl(junk)).toBeNull();
      }),
    );
    const odd = readSnapshot({ id: "pay_1", status: "pending", transfers: 5, items: [null], store: null });
    expect(odd).toMatchObject({ transfers: [], items: [], store: {} });
  });

  it("sompi are whole digits only; everything else is zero", () => {
    expect(sompi("15012345678")).toBe(15_012_345_678n);
    for (const bad of ["", "-1", "1.5", "0x10", "1e9", " 1", 5, null, "9".repeat(20)])
      expect(sompi(bad)).toBe(0n);
  });

  it("amounts are shown without trailing zeros, grouping or exponent, and mean the same sum", () => {
    expect(kas("10000000000")).toBe("100");
    expect(kas("1")).toBe("0.00000001");
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2_900_000_000_000_000_000n }), (sum) => {
        const text = kas(sum);
        expect(text).toMatch(/^(0|[1-9]\d*)(\.\d{0,7}[1-9])?$/);
        const [whole = "", fraction = ""] = text.split(".");
        expect(BigInt(whole + fraction.padEnd(8, "0"))).toBe(sum);
      }),
    );
  });

  it("the amount due is the sum while pending, the top-up while underpaid, else nothing", () => {
    expect(amountDue(snapshot())).toBe(10_000_000_000n);
    expect(amountDue(snapshot({ status: "underpaid", topUp: "0.2" }))).toBe(20_000_000n);
    for (const status of ["confirming", "confirmed", "expired", "canceled", "invalid"] as const)
      expect(amountDue(snapshot({ status }))).toBe(0n);
  });
});

describe("status bodies", () => {
  const body = { id: "pay_1", status: "confirming", version: 3, serverTime: at(1_000), confirmations: 4 };

  it("a lower version is dropped, a higher one applied, with all that the body does not carry kept", () => {
    expect(mergeStatus(snapshot(), { ...body, version: 2, serverTime: at(9_000) })).toEqual(snapshot());
    const merged = mergeStatus(snapshot({ title: "Plan" }), { ...body, version: 4 });
    expect(merged).toMatchObject({
      status: "confirming",
      version: 4,
      title: "Plan",
      store: { name: "Shop" },
    });
  });

  it("at an equal version the later server time wins: confirmations move without a new version", () => {
    expect(mergeStatus(snapshot(), body).confirmations).toBe(4);
    expect(mergeStatus(snapshot(), { ...body, serverTime: at(-1) }).confirmations).toBe(0);
  });

  it("a body of another payment, without a version or with an unknown status is ignored", () => {
    for (const other of [
      { ...body, id: "pay_2" },
      { ...body, version: undefined },
      { ...body, status: "paid" },
    ])
      expect(mergeStatus(snapshot(), other)).toEqual(snapshot());
  });

  it("in any order of arrival the newest body is shown at the end", () => {
    const bodies = [4, 5, 6, 7].flatMap((version) =>
      [0, 1, 2].map((step) => ({
        ...body,
        version,
        serverTime: at(version * 1_000 + step),
        confirmations: version * 10 + step,
      })),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(bodies, { minLength: bodies.length }), (order) => {
        expect(order.reduce(mergeStatus, snapshot()).confirmations).toBe(72);
      }),
    );
  });
});

describe("a payment after a reload", () => {
  const HALF_HOUR = 30 * 60_000;
  const transfer = (paidAt: string | null) => ({
    txId: "ab",
    index: 0,
    amount: "100",
    amountSompi: "10000000000",
    status: "confirmed" as const,
    credited: true,
    confirmations: 10,
    requiredConfirmations: 10,
    paidAt,
    confirmedAt: paidAt,
  });

  it("stays while it is open", () => {
    for (const status of ["pending", "underpaid", "confirming"] as const)
      expect(staysShown(snapshot({ status }))).toBe(true);
  });

  it("stays for half an hour after it was paid, by the server's clock, and no longer", () => {
    for (const [ago, stays] of [
      [0, true],
      [-2_000, true],
      [HALF_HOUR, true],
      [HALF_HOUR + 1, false],
    ] as const)
      expect(staysShown(snapshot({ status: "confirmed", confirmedAt: at(-ago) })), String(ago)).toBe(stays);
  });

  it("stays as long when money came to a payment that had ended, so that nobody pays twice", () => {
    for (const status of ["expired", "canceled", "invalid"] as const) {
      expect(staysShown(snapshot({ status, transfers: [transfer(at(-60_000))] }))).toBe(true);
      expect(staysShown(snapshot({ status, transfers: [transfer(at(-HALF_HOUR - 1))] }))).toBe(false);
      expect(staysShown(snapshot({ status, transfers: [transfer(null)] }))).toBe(false);
      expect(staysShown(snapshot({ status }))).toBe(false);
    }
  });
});

/** What a link of a view may lead to. */
const linkUrl = (url: unknown) => safeUrl(url, OUTSIDE_BROWSER);

describe("links a payer may follow", () => {
  it("X-08 pages by http and https; a link also opens an app or a mail, and never runs anything", () => {
    for (const bad of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "//evil.example",
      "\\\\evil",
      "",
      "/p",
      "http",
      "vbscript:x",
    ])
      expect([safeUrl(bad), linkUrl(bad)], bad).toEqual([null, null]);
    expect(safeUrl("ftp://x")).toBeNull();
    expect([safeUrl("yourapp://done"), linkUrl("yourapp://done")]).toEqual([null, "yourapp://done"]);
    expect(linkUrl("https://shop.example/done")).toBe("https://shop.example/done");
    expect(safeUrl("https://shop.example/a?b#c")).toBe("https://shop.example/a?b#c");
    expect(safeUrl("mailto:a@shop.example")).toBeNull();
    expect(linkUrl("mailto:a@shop.example")).toBe("mailto:a@shop.example");
  });
});
