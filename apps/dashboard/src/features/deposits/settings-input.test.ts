import { describe, expect, it } from "vitest";
import { rulesInput, rulesOf } from "./settings-input.ts";

const stored = {
  enabled: true,
  currency: "KAS",
  minimum: "100.00000000",
  maximum: null,
  requiredConfirmations: null,
  network: "simnet",
  livemode: false,
  updatedAt: null,
} as const;

describe("the form of the rules of deposits", () => {
  it("shows a limit without the zeros after its point, and no limit as an empty field", () => {
    expect(rulesOf(stored)).toEqual({
      enabled: true,
      currency: "KAS",
      minimum: "100",
      maximum: "",
      requiredConfirmations: "",
    });
    expect(rulesOf({ ...stored, minimum: "0.50000000" }).minimum).toBe("0.5");
  });

  it("keeps the two places of a limit in fiat", () => {
    expect(rulesOf({ ...stored, currency: "EUR", minimum: "5.00" }).minimum).toBe("5.00");
  });

  it("sends every rule, an empty field as null and a comma as a point", () => {
    const fields = { ...rulesOf(stored), minimum: "2,5", maximum: " ", requiredConfirmations: "30" };
    expect(rulesInput(fields)).toEqual({
      enabled: true,
      currency: "KAS",
      minimum: "2.5",
      maximum: null,
      requiredConfirmations: 30,
    });
  });
});
