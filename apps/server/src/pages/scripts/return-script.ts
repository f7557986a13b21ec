// Returns the payer to the shop automatically, with a visible countdown and a button to stay (WCAG 2.2.1).

interface PaidElement extends HTMLElement {
  readonly payment?: { readonly returnUrl?: string | null } | null;
}

/** Runs in the visitor's browser as /assets/return.js, so it may use nothing from outside its own body. */
export function returnToShop(): void {
  const element = document.querySelector<PaidElement>("kaspa-pay");
  const box = document.getElementById("return");
  const choice = box?.querySelector("input");
  const count = box?.querySelector("p");
  const stay = box?.querySelector("button");
  if (!element || !box || !count || !stay) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const step = (left: number): void => {
    count.textContent = `Returning to the shop in ${left} s`;
    if (left > 0) {
      timer = setTimeout(() => step(left - 1), 1000);
      return;
    }
    const url = element.payment?.returnUrl ?? "";
    if (/^https?:/.test(url)) location.assign(url);
  };
  element.addEventListener("kp-statechange", (event) => {
    const { state, previous } = (event as CustomEvent<{ state: string; previous: string }>).detail;
    // A page opened on an already paid payment does not return automatically.
    if (state !== "confirmed" || previous === "loading" || (choice && !choice.checked)) return;
    count.hidden = false;
    stay.hidden = false;
    step(Number(box.dataset.seconds));
  });
  stay.addEventListener("click", () => {
    clearTimeout(timer);
    count.hidden = true;
    stay.hidden = true;
  });
}

/** The script as it is served. */
export const RETURN_SCRIPT = `(${returnToShop.toString()})();\n`;
