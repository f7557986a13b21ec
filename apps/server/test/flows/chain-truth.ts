import type { Gateway } from "../../src/container.ts";
import type { TestWorld } from "./gateway.ts";

/**
 * Problems, in words, when the stored transfers of a payment differ from the outputs that the chain holds at its
 * address (I2). The simulated node is the oracle, never our own tables.
 */
export async function differencesFromChain(
  { sim }: TestWorld,
  { useCases }: Gateway,
  storeId: string,
  paymentId: string,
): Promise<string[]> {
  const payment = await useCases.reads.full(storeId, paymentId);
  const stored = payment.transfers
    .filter((one) => one.status === "accepted" || one.status === "confirmed")
    .map(
      (one) =>
        `${one.txId}:${one.index} ${one.amountSompi} ${one.acceptingBlockHash} ${one.acceptingDaaScore}`,
    );
  const truth = sim.controls
    .truth(payment.kaspaAddress)
    .outputs.map(
      (one) => `${one.txId}:${one.index} ${one.sompi} ${one.accepted.blockHash} ${one.accepted.daaScore}`,
    );
  return [
    ...stored.filter((line) => !truth.includes(line)).map((line) => `not on the chain: ${line}`),
    ...truth.filter((line) => !stored.includes(line)).map((line) => `not stored: ${line}`),
  ];
}
