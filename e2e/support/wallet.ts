import { parseAccountKey } from "@kaspa-pay/kaspa";
import { generatePhrase, phraseToAccount } from "@kaspa-pay/kaspa/keys";

/** A merchant's wallet that exists nowhere else: the account key to paste, and its first addresses to compare. */
export async function newMerchantWallet(): Promise<{ ktub: string }> {
  const phrase = await generatePhrase(12);
  const account = await phraseToAccount(phrase, "", "simnet");
  return { ktub: account.publicText };
}

/** One address of a new wallet, for a store that takes all payments there. */
export async function newSingleAddress(): Promise<string> {
  const { ktub } = await newMerchantWallet();
  return parseAccountKey(ktub, "simnet").address(0, 0);
}
