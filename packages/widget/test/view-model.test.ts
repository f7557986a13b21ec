import type { PaymentStatus } from "@kaspa-pay/api-contract";
import { splitPaymentUri } from "@kaspa-pay/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../src/payment/snapshot.ts";
import { type ElementFault, type LocalFlags, type ViewName, viewModel } from "../src/views/view-model.ts";
import { ADDRESS, at, NOW, snapshot } from "./support.ts";

const flags: LocalFlags = {
  now: NOW,
  fault: null,
  asking: false,
  priceMissing: false,
  wasConfirmed: false,
  stalled: false,
};
const fault: ElementFault = { code: "not_found", message: "", retryable: false, reference: null };
const model = (payment: Snapshot | null, over: Partial<LocalFlags> = {}) =>
  viewModel(payment, { ...flags, ...over });

type Row = [PaymentStatus, { seen?: string; received?: string; topUp?: string }, ViewName];

const TABLE: Row[] = [
  ["pending", {}, "waiting"],
  ["pending", { seen: "99.99999999" }, "waiting"],
  ["pending", { seen: "100" }, "detected"],
  ["pending", { seen: "100.00000001" }, "detected"],
  ["underpaid", { received: "99.97", topUp: "0.2" }, "underpaid"],
  ["underpaid", { received: "99.97", topUp: "0.2", seen: "0.19999999" }, "underpaid"],
  ["underpaid", { received: "99.97", topUp: "0.2", seen: "0.2" }, "detected"],
  ["confirming", { received: "100" }, "detected"],
  ["confirming", { received: "120" }, "detected"],
  ["confirmed", { received: "100" }, "confirmed"],
  ["confirmed", { received: "0" }, "confirmed"],
  ["expired", {}, "expired"],
  ["expired", { received: "0.00000001" }, "late"],
  ["expired", { seen: "100" }, "expired"],
  ["canceled", {}, "error"],
  ["canceled", { received: "1" }, "late"],
  ["invalid", {}, "error"],
  ["invalid", { received: "1" }, "late"],
];

describe("view of a payment", () => {
  for (const attention of [[], ["underpaid"], ["overpaid"], ["late"], ["overpaid", "late"]] as const) {
    it.each(TABLE)(
      `%s with %j shows %s, whatever needs attention (${attention.join("+") || "nothing"})`,
      (status, sums, view) => {
        const { seen = "0", received = "0", topUp = "100" } = sums;
        const payment = snapshot({
          status,
          amountSeen: seen,
          amountReceived: received,
          topUp,
          attention: [...attention],
        });
        expect(model(payment).view).toBe(view);
      },
    );
  }

  it("nothing known is loading, a link that asks is ready, a fault is an error over everything", () => {
    expect(model(null).view).toBe("loading");
    expect(model(null, { asking: true }).view).toBe("ready");
    expect(model(snapshot({ status: "confirmed" }), { fault }).view).toBe("error");
    expect(model(null, { fault, asking: true }).view).toBe("error");
  });

  it("asks for the whole sum while pending and for the top-up alone while underpaid", () => {
    expect(model(snapshot()).uri).toBe(`${ADDRESS}?amount=100`);
    const part = snapshot({
      status: "underpaid",
      amountReceived: "99.97",
      amountMissing: "0.03",
      topUp: "0.2",
    });
    expect(model(part).uri).toBe(`${ADDRESS}?amount=0.2`);
    expect(model(part).address).toBe(ADDRESS);
  });

  it("offers no address in any view but waiting and underpaid", () => {
    for (const [status, { seen = "0", received = "0", topUp = "100" }, view] of TABLE) {
      const { address, uri } = model(snapshot({ status, amountSeen: seen, amountReceived: received, topUp }));
      const asks = view === "waiting" || view === "underpaid";
      expect([Boolean(address), Boolean(uri)], status).toEqual([asks, asks]);
    }
  });

  it("CK-11 from the deadline on address and URI are gone and the element says that it is checking", () => {
    const payment = snapshot({ expiresAt: at(1_000) });
    expect(model(payment, { now: NOW + 999 })).toMatchObject({ obstacle: null, address: ADDRESS });
    expect(model(payment, { now: NOW + 1_000 })).toMatchObject({
      view: "waiting",
      obstacle: "checking",
      address: null,
      uri: null,
    });
    expect(model(snapshot({ payable: false }))).toMatchObject({ obstacle: "checking", uri: null });
  });

  it("without a token the view hides the address, and a missing price hides the code", () => {
    expect(model(snapshot({ kaspaAddress: "" }))).toMatchObject({
      obstacle: "hidden",
      address: null,
      uri: null,
    });
    expect(model(snapshot(), { priceMissing: true })).toMatchObject({ obstacle: "priceMissing", uri: null });
  });

  it("counts down only in the last five minutes, by the time it is given", () => {
    const payment = snapshot({ expiresAt: at(600_000) });
    expect(model(payment).secondsLeft).toBeNull();
    expect(model(payment, { now: NOW + 299_999 }).secondsLeft).toBeNull();
    expect(model(payment, { now: NOW + 300_000 }).secondsLeft).toBe(300);
    expect(model(payment, { now: NOW + 599_001 }).secondsLeft).toBe(1);
    expect(model(payment, { now: NOW + 600_000 }).secondsLeft).toBeNull();
  });

  it("CK-23 says that the network rechecks after a confirmed payment was set back", () => {
    const payment = snapshot({ status: "confirming" });
    expect(model(payment).wait).toBeNull();
    expect(model(payment, { wasConfirmed: true }).wait).toBe("rechecking");
    expect(model(snapshot({ status: "confirming", confirmedAt: at(-1_000) })).wait).toBe("rechecking");
  });

  it("says that newly mined coins need a thousand confirmations, and still how long that takes", () => {
    const mined = snapshot({ status: "confirming", confirmations: 400, requiredConfirmations: 1_000 });
    expect(model(mined, { stalled: true })).toMatchObject({ wait: "coinbase", confirmSecondsLeft: 60 });
    expect(model(mined, { wasConfirmed: true }).wait).toBe("rechecking");
  });

  it("says that the network is slow once confirmations do not rise, in no other view", () => {
    expect(model(snapshot({ status: "confirming" }), { stalled: true }).wait).toBe("delayed");
    expect(model(snapshot(), { stalled: true }).wait).toBeNull();
  });

  it("progress and rest follow the confirmations; the time to confirm comes from server times", () => {
    const confirming = snapshot({ status: "confirming", confirmations: 4, requiredConfirmations: 25 });
    expect(model(confirming)).toMatchObject({ progress: 0.16, confirmSecondsLeft: 3 });
    expect(model(snapshot({ status: "confirming", confirmations: 99 }))).toMatchObject({
      progress: 1,
      confirmSecondsLeft: 1,
      wait: "delayed",
    });
    expect(
      model(snapshot({ status: "confirmed", firstSeenAt: at(0), confirmedAt: at(1_200) })).confirmedInMs,
    ).toBe(1_200);
    expect(model(snapshot({ status: "confirmed" })).confirmedInMs).toBeNaN();
  });

  it("the URI asks exactly for the sum of the wire, for every sum that can exist", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2_900_000_000_000_000_000n }), (due) => {
        const payment = { ...snapshot(), amountExpectedSompi: due.toString() };
        const { uri, dueSompi } = model(payment);
        expect(dueSompi).toBe(due);
        expect(splitPaymentUri(uri ?? "")).toEqual({ address: ADDRESS, amountSompi: due });
        expect(uri).toMatch(/^kaspasim:[a-z0-9]+\?amount=(0|[1-9]\d*)(\.\d{0,7}[1-9])?$/);
      }),
      { numRuns: 500 },
    );
  });
});
