import { describe, expect, it } from "vitest";
import { embedCodes } from "./embed-code.ts";

const source = {
  url: "https://pay.example/pay/plan",
  slug: "plan",
  title: `Ada's "plan" <b>`,
  version: "0.1.0",
  integrity: "sha384-abc",
};

describe("embed snippets", () => {
  it("load the script from the gateway's public address", () => {
    const codes = embedCodes(source);
    expect(codes.script).toBe(
      '<script src="https://pay.example/widget/v1/kaspa-pay.js" async></script>\n<kaspa-pay link="plan"></kaspa-pay>',
    );
    expect(codes.sri).toContain("https://pay.example/widget/0.1.0/kaspa-pay.js");
    expect(codes.sri).toContain('integrity="sha384-abc"');
  });

  it("merchant text cannot break out of the snippet", () => {
    const { plain, iframe } = embedCodes(source);
    expect(plain).toBe('<a href="https://pay.example/pay/plan">Ada\'s &quot;plan&quot; &lt;b&gt;</a>');
    expect(iframe).not.toContain("<b>");
  });

  it("there is no integrity snippet before the fingerprint is known", () => {
    expect(embedCodes({ ...source, integrity: null }).sri).toBeNull();
  });
});
