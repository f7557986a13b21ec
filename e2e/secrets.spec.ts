import { generatePhrase, phraseToAccount } from "@kaspa-pay/kaspa/keys";
import { expect, type Page } from "@playwright/test";
import { test } from "./support/dashboard.ts";
import { newMerchantWallet } from "./support/wallet.ts";

/** Everything a page sends: addresses, headers and bodies. */
function recordSent(page: Page): () => string {
  const sent: string[] = [];
  page.on("request", (request) => {
    sent.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? "");
  });
  page.on("websocket", (socket) => {
    socket.on("framesent", (frame) => sent.push(String(frame.payload)));
  });
  return () => sent.join("\n").toLowerCase();
}

/** Pieces that must not be found: the whole, and each part long enough to mean something. */
const piecesOf = (secret: string): string[] =>
  secret.includes(" ")
    ? [
        secret,
        secret.replaceAll(" ", "+"),
        secret.replaceAll(" ", "%20"),
        secret.split(" ").slice(0, 3).join(" "),
      ]
    : [secret, secret.slice(0, 24), secret.slice(-24)];

test("DA-02 private keys and seed phrases pasted as a wallet never leave the browser, are cleared, and a notice says so", async ({
  office,
  page,
}) => {
  const phrase = await generatePhrase(24);
  const short = await generatePhrase(12);
  const { publicText } = await phraseToAccount(phrase, "", "simnet");
  const { ktub } = await newMerchantWallet();
  const secrets = [
    ["private key", publicText.replace(/^ktub/, "ktrv")],
    ["private key", publicText.replace(/^ktub/, "kprv")],
    ["private key", publicText.replace(/^ktub/, "xprv")],
    ["private key", "3f9a1c0b77de42a8851c6b0f2d9e4a7713c5b8f06a2e9d4c81f7b3a5e60d2c94"],
    ["seed phrase", phrase],
    ["seed phrase", short],
    ["seed phrase", short.replaceAll(" ", "\n")],
  ] as const;
  await page.goto(office.at("/settings/wallet"));
  await page.getByRole("button", { name: "Change wallet…" }).click();
  const field = page.getByLabel("Account public key or address");
  const sent = recordSent(page);
  for (const [kind, secret] of secrets) {
    await field.fill(secret);
    await expect(field).toHaveValue("");
    await expect(page.getByRole("alert")).toContainText(`That is a ${kind}. Never paste it anywhere.`);
    // Whoever presses Enter all the same sends nothing either.
    await field.press("Enter");
    await field.fill("");
  }
  // A request that does go out afterwards proves that the record works and holds nothing of the above.
  await field.fill(ktub);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("Compare with your wallet")).toBeVisible();
  const everything = sent();
  expect(everything).toContain(ktub.toLowerCase());
  for (const [, secret] of secrets)
    for (const piece of piecesOf(secret)) expect(everything).not.toContain(piece.toLowerCase());
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const [, secret] of secrets) for (const piece of piecesOf(secret)) expect(kept).not.toContain(piece);
});
