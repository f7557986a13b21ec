import type { Link } from "@kaspa-pay/api-contract";
import { describe, expect, it } from "vitest";
import { CreateLink } from "../../../lib/forms/contract.ts";
import { createInput, EMPTY, fieldsOf, plain, updateInput } from "./link-form.ts";

const valid = { ...EMPTY, title: "Premium Plan", amount: "100" };

describe("the link form", () => {
  it("sends amounts as text, a typed comma as a point", () => {
    expect(createInput({ ...valid, amount: "12,50", currency: "USD" })).toMatchObject({ amount: "12.50" });
    expect(CreateLink.safeParse(createInput(valid)).success).toBe(true);
  });

  it("an empty surcharge is the store's, a typed one the link's own", () => {
    expect(createInput(valid)).toMatchObject({ surchargePercent: null });
    expect(updateInput({ ...valid, surchargePercent: "2,5" })).toMatchObject({ surchargePercent: "2.5" });
  });

  it("leaves out what stayed empty", () => {
    const input = createInput(valid);
    for (const key of ["description", "slug", "redirectUrl", "maxPayments", "items", "allowAmount"]) {
      expect(input).not.toHaveProperty(key);
    }
  });

  it("an open amount has bounds and no price", () => {
    const input = createInput({ ...valid, openAmount: true, min: "1", max: "" });
    expect(input).not.toHaveProperty("amount");
    expect(input.allowAmount).toEqual({ min: "1" });
    expect(input).not.toHaveProperty("surchargePercent");
    expect(CreateLink.safeParse(input).success).toBe(true);
  });

  it("a wrong number reaches the schema as it was typed, so the fault is named", () => {
    const parsed = CreateLink.safeParse(createInput({ ...valid, expiryMinutes: "soon" }));
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["expiryMinutes"]);
  });

  it("emptied fields are cleared by an edit", () => {
    expect(updateInput({ ...valid, successMessage: "", redirectUrl: "" })).toMatchObject({
      successMessage: null,
      redirectUrl: null,
      items: [],
    });
  });

  it("an edit that does not touch the end keeps it", () => {
    expect(updateInput({ ...valid, linkEnd: "keep" })).not.toHaveProperty("linkExpiresIn");
    expect(updateInput({ ...valid, linkEnd: "custom", endMinutes: "90" })).toMatchObject({
      linkExpiresIn: 90,
    });
  });

  it("a copy has no slug", () => {
    const link = {
      title: "A",
      description: null,
      amount: "100.00000000",
      currency: "KAS",
      allowAmount: null,
      slug: "a",
      expiryMinutes: 30,
      ask: { name: false, email: false, note: false },
      items: [],
      successMessage: null,
      redirectUrl: null,
      cancelUrl: null,
      maxPayments: null,
      surchargePercent: "2.50",
      status: "archived",
    } as unknown as Link;
    expect(fieldsOf(link, true)).toMatchObject({
      slug: "",
      amount: "100",
      surchargePercent: "2.5",
      status: "inactive",
    });
  });

  it.each([
    ["100.00000000", "100"],
    ["0.50000000", "0.5"],
    ["10", "10"],
    [null, ""],
  ])("%s is shown as %s", (wire, field) => {
    expect(plain(wire)).toBe(field);
  });
});
