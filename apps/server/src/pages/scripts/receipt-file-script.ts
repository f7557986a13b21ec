// Takes the file of a receipt, dropped or chosen, as if its content had been pasted.

/** Runs in the visitor's browser as /assets/receipt-file.js, so it may use nothing from outside its own body. */
export function takeReceiptFile(): void {
  const form = document.querySelector<HTMLFormElement>("#verify");
  const text = form?.querySelector("textarea");
  const drop = form?.querySelector<HTMLElement>(".drop");
  const chosen = form?.querySelector<HTMLInputElement>("input[type=file]");
  const fault = drop?.querySelector("[role=alert]");
  if (!form || !text || !drop || !chosen || !fault) return;
  const MAX_BYTES = 100_000;
  const take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      fault.textContent =
        "This file is too large to be a receipt: choose the file that the receipt page gave.";
      return;
    }
    text.value = await file.text();
    form.requestSubmit();
  };
  drop.hidden = false;
  chosen.addEventListener("change", () => void take(chosen.files?.[0]));
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  form.addEventListener("dragleave", () => drop.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    void take(event.dataTransfer?.files[0]);
  });
}

/** The script as it is served. */
export const RECEIPT_FILE_SCRIPT = `(${takeReceiptFile.toString()})();\n`;
