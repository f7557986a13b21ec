// Everything that touches the document.
import { type PaymentRequest, sompiToKas } from "@kaspa-pay/core";
import type { SentPayment } from "./wallet.ts";

type PaymentKind = "exact" | "under" | "over" | "double" | "parts" | "late";
type Field = "to" | "amount";

function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

const STORE_FOOTER =
  "A simulated Kaspa node: no proof of work, no GHOSTDAG, no peers. It holds the key of this store's demo wallet and signs with it; the gateway knows the public key only.";

const kas = (sompi: bigint) => `${sompiToKas(sompi, { trim: true })} KAS`;
const to = element<HTMLTextAreaElement>("to");
const amount = element<HTMLInputElement>("amount");
const wait = element<HTMLInputElement>("wait");
const cancel = element<HTMLButtonElement>("cancel-late");
const payButtons = [
  element<HTMLButtonElement>("pay-exact"),
  ...document.querySelectorAll<HTMLButtonElement>("[data-way]"),
];
let isBusy = false;
let isComplete = false;

/** Not `disabled`: a button that disables itself when pressed would drop the keyboard's focus. */
function syncButtons(): void {
  for (const button of payButtons) button.ariaDisabled = String(isBusy || !isComplete);
  element("faucet").ariaDisabled = String(isBusy);
}

function unlessBusy(act: () => void): void {
  if (!isBusy) act();
}

function setText(id: string, text: string): void {
  const target = element(id);
  // A live region must not be touched when nothing changed: some screen readers read it again.
  if (target.textContent !== text) target.textContent = text;
}

/** The page, as the wallet's logic sees it. */
export const page = {
  to,
  amount,
  wait,

  say: (text: string) => setText("status", text),
  warn: (text: string) => setText("alert", text),

  busy(on: boolean): void {
    isBusy = on;
    syncButtons();
  },

  fault(field: Field, text: string): void {
    setText(`${field}-error`, text);
    element(field).setAttribute("aria-invalid", String(text !== ""));
  },

  focusFirstFault(): void {
    const empty = to.value.trim() === "" ? to : amount;
    (document.querySelector<HTMLElement>('[aria-invalid="true"]') ?? empty).focus();
  },

  showNode(state: "open" | "closed", figure: bigint): void {
    element("node").dataset.state = state;
    const retry = figure > 0n ? `, next try in ${figure} s` : "";
    setText(
      "node-text",
      state === "open" ? `Block score ${figure.toLocaleString("en")}` : `No connection${retry}`,
    );
  },

  showPhrase: (phrase: string) => setText("phrase", phrase),

  showAddress: (address: string) => setText("address", address),

  /** The page of a store's wallet, whose phrase is not in this tab. */
  showStore(): void {
    document.title = `Store's ${document.title.toLowerCase()}`;
    setText("title", "Store's demo wallet");
    setText("pay-title", "Pay out");
    setText("address-label", "Address for more coins");
    setText("footer", STORE_FOOTER);
    element("phrase-box").hidden = true;
    // A payout that is too small, too large, doubled or late is what the gateway must see through as well.
    setText("ways-title", "Test another way to pay out");
  },

  showBalance(sompi: bigint): void {
    setText("balance", sompiToKas(sompi, { trim: true }));
    setText("have", kas(sompi));
  },

  showRequest({ address, amountSompi, label, message }: PaymentRequest): void {
    to.value = address;
    if (amountSompi !== undefined) amount.value = sompiToKas(amountSompi, { trim: true });
    setText("pay-eyebrow", "Payment request");
    const what = amountSompi === undefined ? "Pay" : `Pay ${kas(amountSompi)}`;
    setText("pay-title", label ? `${what} to ${label}` : what);
    setText("pay-message", message ?? "");
    element("pay-message").hidden = !message;
  },

  showFigures(sompi: bigint | undefined): void {
    isComplete = sompi !== undefined;
    setText("figure-exact", sompi === undefined ? "" : kas(sompi));
    setText("figure-under", sompi === undefined ? "too little" : kas(sompi / 2n));
    setText("figure-over", sompi === undefined ? "too much" : kas(sompi * 2n));
    syncButtons();
  },

  showFee(sompi: bigint | undefined): void {
    setText("fee", sompi === undefined ? "–" : kas(sompi));
  },

  showSent(
    sent: readonly SentPayment[],
    confirmationsOf: (payment: SentPayment) => bigint | undefined,
  ): void {
    element("sent-none").hidden = sent.length > 0;
    const rows = sent.slice(0, 10).map((payment) => {
      const confirmations = confirmationsOf(payment);
      const row = document.createElement("li");
      const figure = document.createElement("b");
      figure.textContent = kas(payment.sompi);
      const state = document.createElement("span");
      state.className = "state";
      state.textContent = confirmations === undefined ? "sent" : `${confirmations} confirmations`;
      const id = document.createElement("code");
      id.textContent = payment.txId;
      row.append(figure, state, id);
      return row;
    });
    element("sent").replaceChildren(...rows);
  },

  showWait(seconds: number): void {
    setText("late-hint", `in ${seconds} s`);
  },

  /** Shows the cancel button while a late payment waits. */
  cancelLate(onCancel: (() => void) | undefined): void {
    cancel.hidden = onCancel === undefined;
    cancel.onclick = onCancel ?? null;
    if (onCancel === undefined) setText("late-hint", "after a wait");
  },

  onInput(act: () => void): void {
    to.addEventListener("input", act);
    amount.addEventListener("input", act);
  },

  onPay(act: (kind: PaymentKind) => void): void {
    element("form").addEventListener("submit", (event) => {
      event.preventDefault();
      unlessBusy(() => act("exact"));
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-way]")) {
      button.addEventListener("click", () => unlessBusy(() => act(button.dataset.way as PaymentKind)));
    }
  },

  onCopy(): void {
    element("copy").addEventListener("click", () => {
      navigator.clipboard.writeText(element("address").textContent ?? "").then(
        () => page.say("Address copied."),
        () => page.warn("The browser did not allow copying; mark the address by hand."),
      );
    });
  },

  onFaucet: (act: () => void) => element("faucet").addEventListener("click", () => unlessBusy(act)),
  onRenew: (act: () => void) => element("renew").addEventListener("click", act),
};
