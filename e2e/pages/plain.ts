// A shop without a framework: it writes its pages as HTML, again for each view.
import { given, type Shown, START } from "./shop-window.ts";

const policy = (
  window as unknown as {
    trustedTypes: {
      createPolicy(name: string, rules: object): { createHTML(html: string): string };
    };
  }
).trustedTypes.createPolicy("shop", { createHTML: (html: string) => html });

const root = document.getElementById("root") as HTMLElement;
const attributes = Object.entries(given)
  .map(([name, value]) => ` ${name}="${value}"`)
  .join("");

window.show = async ({ visible }: Shown) => {
  root.innerHTML = policy.createHTML("");
  root.innerHTML = policy.createHTML(
    visible ? `<kaspa-pay${attributes}></kaspa-pay>` : "<p>Another page of the shop</p>",
  );
};

void window.show(START);
