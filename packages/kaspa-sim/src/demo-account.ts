import { generatePhrase, phraseToAccount } from "@kaspa-pay/kaspa/keys";

/**
 * The account public key (`ktub…`) of a phrase drawn for this call and forgotten with it. Coins of the simulated chain
 * that are paid to its addresses stay there for ever.
 */
export async function newDemoAccountKey(): Promise<string> {
  const account = await phraseToAccount(await generatePhrase(), "", "simnet");
  return account.publicText;
}
