// What a look at the chain makes of outputs that are followed one by one: those of refunds and payouts, and deposits.
import type { TrueOutput } from "@kaspa-pay/kaspa-sim";
import type { Arrival } from "./expected.ts";

export const outpointOf = ({ txId, index }: TrueOutput): string => `${txId}:${index}`;

/**
 * The gateway read the chain to its end: each arrival is on it or not, and deep or not.
 *
 * @param outputs those that are followed, as the present chain holds them
 * @param arrived what is remembered of a new one
 */
export function readArrivals<One extends Arrival>(
  arrivals: Map<string, One>,
  outputs: readonly TrueOutput[],
  chain: { readonly tip: number; readonly depth: number },
  arrived: (output: TrueOutput) => One,
): void {
  const isDeep = ({ accepted }: TrueOutput) => chain.tip >= accepted.daaScore + chain.depth;
  const there = new Map(outputs.map((output) => [outpointOf(output), output]));
  for (const arrival of arrivals.values()) {
    const now = there.get(arrival.outpoint);
    if (now !== undefined && now.accepted.blockHash === arrival.acceptedIn?.block) continue;
    arrival.acceptedIn = null;
    arrival.deep &&= now !== undefined && isDeep(now);
  }
  for (const [outpoint, output] of there) {
    const arrival = arrivals.get(outpoint) ?? arrived(output);
    arrivals.set(outpoint, arrival);
    arrival.acceptedIn = { block: output.accepted.blockHash, daa: output.accepted.daaScore };
    arrival.deep ||= isDeep(output);
  }
}

/** The outputs that are on the chain, as text of outpoint, block and DAA score. */
export function liveArrivals(arrivals: Iterable<Arrival>): string[] {
  return [...arrivals].flatMap(({ outpoint, acceptedIn }) =>
    acceptedIn === null ? [] : [`${outpoint} ${acceptedIn.block} ${acceptedIn.daa}`],
  );
}
