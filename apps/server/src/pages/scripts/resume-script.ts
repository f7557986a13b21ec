// A link that takes no more payments may be the link that this visitor is paying or has just paid (it allowed one
// payment). Only the element knows: it remembers the payment of this tab. Then that payment is shown.

/** Runs in the visitor's browser as /assets/resume.js: it may name nothing from outside its own body. */
export function showRemembered(): void {
  const element = document.querySelector<HTMLElement & { readonly payment?: unknown }>("kaspa-pay");
  const refused = document.getElementById("refused");
  const own = document.getElementById("own");
  if (!element || !refused || !own) return;
  const look = (): void => {
    if (!element.payment) return;
    own.hidden = false;
    refused.hidden = true;
  };
  element.addEventListener("kp-statechange", look);
  look();
}

/** The script as it is served. */
export const RESUME_SCRIPT = `(${showRemembered.toString()})();\n`;
