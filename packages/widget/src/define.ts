// Registers <kaspa-pay>. Loading twice is harmless: the first version wins.
import { KaspaPay, script } from "./element/kaspa-pay.ts";

export type { Preview } from "./element/attributes.ts";
export { KaspaPay } from "./element/kaspa-pay.ts";

declare global {
  interface HTMLElementTagNameMap {
    "kaspa-pay": KaspaPay;
  }
}

const FILE = /\/widget\/[^/]+\/kaspa-pay\.js$/;

/** `currentScript` is null in module scripts: then the origin is read from the matching script tag. */
function scriptOrigin(): string | null {
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const found = own || [...document.scripts].map((tag) => tag.src).find((src) => FILE.test(src)) || "";
  return found ? new URL(found).origin : null;
}

if (typeof document !== "undefined" && typeof customElements !== "undefined") {
  script.origin = scriptOrigin();
  const present = customElements.get("kaspa-pay") as { version?: string } | undefined;
  if (!present) customElements.define("kaspa-pay", KaspaPay);
  else if (present.version !== KaspaPay.version) console.warn("kaspa-pay: another version is loaded already");
}
