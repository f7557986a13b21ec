// The simulate panel under a checkout of the simulated chain, for members of the store only. These functions run in the
// visitor's browser as /assets/simulate.js, so they may use nothing but one another.

interface Simulation {
  readonly case: string;
  readonly unavailable: string | null;
}

interface Panel {
  readonly storeId: string;
  readonly row: HTMLElement;
  readonly message: HTMLElement;
  payment: string;
}

function append(parent: HTMLElement, tag: string, text: string, className = ""): HTMLElement {
  const node = document.createElement(tag);
  node.textContent = text;
  node.className = className;
  parent.append(node);
  return node;
}

/** Calls the API with the visitor's own session. Throws the server's error text. */
async function ask(panel: Panel, path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { "X-Store-Id": panel.storeId, "X-KP-CSRF": "1", "Content-Type": "application/json" };
  const answer = await fetch(`/api/v1/payments/${panel.payment}${path}`, {
    headers,
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(String(json.error));
  return json;
}

async function play(panel: Panel, what: string): Promise<void> {
  for (const button of panel.row.querySelectorAll("button")) button.disabled = true;
  panel.message.textContent = "";
  try {
    await ask(panel, "/simulate", { case: what });
    panel.message.textContent = "On its way.";
  } catch (error) {
    panel.message.textContent = (error as Error).message;
  }
  await show(panel);
}

async function show(panel: Panel): Promise<void> {
  const words: Readonly<Record<string, string>> = {
    exact: "Exact",
    under: "Under (half)",
    over: "Over (double)",
    "two-parts": "Two parts",
    late: "Late",
    double: "Double",
    revert: "Revert",
    expire: "Expire",
  };
  if (panel.payment === "") return;
  const { simulations } = await ask(panel, "").catch(() => ({ simulations: null }));
  const focused = document.activeElement?.getAttribute("data-case");
  panel.row.replaceChildren();
  for (const { case: what, unavailable } of (simulations ?? []) as Simulation[]) {
    const button = append(panel.row, "button", words[what] ?? what) as HTMLButtonElement;
    button.type = "button";
    button.dataset.case = what;
    button.disabled = unavailable !== null;
    button.title = unavailable ?? "";
    if (unavailable) append(button, "span", ` (${unavailable})`, "hidden");
    button.addEventListener("click", () => void play(panel, what));
    if (what === focused) button.focus();
  }
}

function start(): void {
  const box = document.getElementById("simulate");
  const element = document.querySelector("kaspa-pay");
  if (!box || !element) return;
  append(box, "h2", "Simulate");
  append(box, "p", "Only members of this shop see these buttons. Each plays one story of a payer.", "muted");
  const panel: Panel = {
    storeId: box.dataset.store ?? "",
    payment: box.dataset.payment ?? "",
    row: append(box, "div", "", "cases"),
    message: append(box, "p", ""),
  };
  panel.message.setAttribute("role", "status");
  for (const name of ["kp-session", "kp-statechange"]) {
    element.addEventListener(name, (event) => {
      panel.payment = (event as CustomEvent<{ paymentId: string | null }>).detail.paymentId ?? panel.payment;
      void show(panel);
    });
  }
  void show(panel);
}

/** The script as it is served. */
export const SIMULATE_SCRIPT = `(() => {\n${[append, ask, play, show, start].join("\n")}\nstart();\n})();\n`;
