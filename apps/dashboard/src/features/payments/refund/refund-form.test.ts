import type { RefundPreview } from "@kaspa-pay/api-contract";
import { CreateRefund } from "@kaspa-pay/api-contract";
import { describe, expect, it } from "vitest";
import { faultOfSum, fieldsOf, presetOf, refundInput, shownFields } from "./refund-form.ts";

const ID = `pay_${"0".repeat(32)}`;
const fields = fieldsOf({ part: "full" });

describe("the fields of a refund", () => {
  it.each([
    ["overpaid", { part: "overpaid" }],
    ["multiple", { part: "overpaid" }],
    ["late", { part: "custom", amount: "7.00000000" }],
    ["underpaid", { part: "full" }],
    ["manual", { part: "full" }],
  ] as const)("attention %s begins with the money that it is about", (reason, preset) => {
    expect(presetOf(reason, "7.00000000")).toEqual(preset);
  });

  it("the payer is asked unless an address is given, and the sender is never taken unasked", () => {
    expect(refundInput(ID, fields)).toEqual({ id: ID, amount: "full", basis: "kas" });
    expect(
      refundInput(ID, { ...fields, to: "address", address: " kaspa:qa ", email: "a@b.example" }),
    ).toEqual({
      id: ID,
      amount: "full",
      basis: "kas",
      destination: "kaspa:qa",
    });
  });

  it("a typed comma is a point, and percent and amount are never sent together", () => {
    const custom = { ...fields, part: "custom", amount: "12,5", basis: "fiatNow" } as const;
    expect(refundInput(ID, custom)).toMatchObject({ amount: "12.5", basis: "fiatNow" });
    const percent = refundInput(ID, { ...custom, part: "percent", percent: "12,5" });
    expect(percent).not.toHaveProperty("amount");
    expect(CreateRefund.safeParse(percent).success).toBe(true);
  });

  it("an empty address is an error of its field instead of a claim link", () => {
    const parsed = CreateRefund.safeParse(refundInput(ID, { ...fields, to: "address" }));
    expect(parsed.error?.issues[0]?.path).toEqual(["destination"]);
  });

  it("only fields on the screen take a refusal", () => {
    expect(shownFields({ part: "custom", to: "ask" })).toEqual(["amount", "email", "reason"]);
    expect(shownFields({ part: "full", to: "address" })).toEqual(["address", "reason"]);
  });
});

describe("a sum that cannot go back", () => {
  const sum = (kas: bigint) => ({ amount: `${kas}.00000000`, amountSompi: String(kas * 100_000_000n) });
  const preview = (kas: bigint | null, left = 25n): RefundPreview => ({
    paymentId: ID,
    sums: {
      kas: kas === null ? null : sum(kas),
      fiatAtPayment: null,
      fiatNow: null,
      atPayment: null,
      rateNow: null,
    },
    left: sum(left).amount,
    leftSompi: sum(left).amountSompi,
    minimum: "0.20000000",
    senderAddresses: [],
  });

  it.each([
    [25n, 25n, null],
    [26n, 25n, "At most 25 KAS of this payment may still go back."],
    [0n, 25n, "Wallets cannot send less than 0.2 KAS."],
    [0n, 0n, "Nothing of this payment is left to refund."],
    [null, 25n, "No rate is known"],
  ] as const)("%s KAS of %s KAS: %s", (kas, left, text) => {
    expect(faultOfSum(preview(kas, left), "kas")).toBe(text);
  });
});
