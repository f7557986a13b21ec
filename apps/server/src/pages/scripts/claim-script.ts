// Shows the next state of a claimed refund: asks for it while the page is visible, and loads the page again.

/** Runs in the visitor's browser as /assets/claim.js, so it may use nothing from outside its own body. */
export function followClaim(): void {
  const { status, url } = document.getElementById("claim")?.dataset ?? {};
  if (!status || !url) return;
  const LONGEST_MS = 60_000;
  // A shop may sign within seconds or on the next day: the pauses grow.
  let pauseMs = 3_000;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    if (document.hidden) return;
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    const claim: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
    const now = typeof claim === "object" && claim !== null && "status" in claim ? claim.status : status;
    // Not reload(): it would send a form again.
    if (now !== status) return location.replace(location.pathname);
    timer = setTimeout(look, pauseMs);
    pauseMs = Math.min(pauseMs * 1.1, LONGEST_MS);
  };
  document.addEventListener("visibilitychange", () => void look());
  timer = setTimeout(look, pauseMs);
}

/** The script as it is served. */
export const CLAIM_SCRIPT = `(${followClaim.toString()})();\n`;
