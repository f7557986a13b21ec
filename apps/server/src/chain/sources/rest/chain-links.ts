// Blocks whose selected parent is known: those of recent pages, and any the API was asked for. The parent of a block
// never changes, only whether its chain is still the selected one.
import { CursorUnknown } from "../../source.ts";
import type { RestApi } from "./api.ts";
import type { ChainPoint } from "./confirmed-tip.ts";

export interface LinkedPoint extends ChainPoint {
  /** Selected parent. */
  parent: string;
}

/** About an hour of chain. */
const REMEMBERED = 30_000;

export class ChainLinks {
  private readonly api: RestApi;
  private readonly known = new Map<string, LinkedPoint>();

  constructor(api: RestApi) {
    this.api = api;
  }

  remember(point: LinkedPoint): void {
    this.known.set(point.hash, point);
    if (this.known.size <= REMEMBERED) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      break;
    }
  }

  /** @throws CursorUnknown for a block that the API does not have */
  async locate(hash: string): Promise<LinkedPoint> {
    return this.known.get(hash) ?? (await this.ask(hash));
  }

  /** Asks the API even for a block that is remembered: it may have been pruned since. */
  async ask(hash: string): Promise<LinkedPoint> {
    const block = await this.api.block(hash);
    if (block === null) throw new CursorUnknown(`The REST API does not know block ${hash}`);
    const point = { hash, blueScore: block.header.blueScore, parent: block.verboseData.selectedParentHash };
    this.remember(point);
    return point;
  }
}
