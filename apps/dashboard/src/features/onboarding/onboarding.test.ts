import { describe, expect, it } from "vitest";
import { nextStep } from "./onboarding.tsx";

const done = { account: true, wallet: false, link: false, payment: false, connected: false };

describe("the first run", () => {
  it("opens the first step that is not done on the server", () => {
    expect(nextStep(done, new Set())).toBe("wallet");
    expect(nextStep({ ...done, wallet: true, link: true }, new Set())).toBe("payment");
  });

  it("a skipped step is passed, but not done", () => {
    expect(nextStep(done, new Set(["wallet"]))).toBe("link");
  });

  it("nothing is open when all is done", () => {
    expect(
      nextStep({ account: true, wallet: true, link: true, payment: true, connected: true }, new Set()),
    ).toBeNull();
  });
});
