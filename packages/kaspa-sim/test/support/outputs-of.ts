import type { Body } from "./raw-client.ts";

/** The part of a test's node that {@link outputsOf} reads. */
interface NodeReply {
  readonly genesis: string;
  page(startHash: string): Promise<Body>;
}

/** Outputs to an address as the chain replies hold them, oldest first. */
export async function outputsOf(node: NodeReply, address: string): Promise<Body[]> {
  const page = await node.page(node.genesis);
  return page.chainBlockAcceptedTransactions.flatMap((block: Body) =>
    block.acceptedTransactions.flatMap((tx: Body) =>
      tx.outputs
        .filter((output: Body) => output.verboseData.scriptPublicKeyAddress === address)
        .map((output: Body) => ({
          txId: tx.verboseData.transactionId,
          value: output.value,
          covenant: output.covenant,
        })),
    ),
  );
}
