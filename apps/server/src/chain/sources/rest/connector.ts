import type { WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type { NodeConnector } from "../node-connection.ts";
import { restApi } from "./api.ts";
import { ChainLinks } from "./chain-links.ts";
import { RestClient } from "./client.ts";
import { ConfirmedTip, type SettlePace } from "./confirmed-tip.ts";
import { RestConnection } from "./rest-connection.ts";
import { createRestReader, readInfo } from "./rest-reader.ts";

/** How often a REST API is asked, and when its blocks count as settled. */
export interface RestPace extends SettlePace {
  /** Between two reads of new blocks. */
  pollMs: number;
  /** Blue-score steps of a page when none are asked for. */
  pageSpan: number;
}

// Two or three requests a second while the chain is followed at its tip.
const STANDARD: RestPace = { pollMs: 3000, freshMs: 2900, settleMs: 10_000, pageSpan: 500 };

export interface RestConnectorOptions {
  network: ChainNetwork;
  timers: WrpcTimers;
  now: () => number;
  parseLarge: (text: string) => Promise<unknown>;
  parseSmall: (text: string) => unknown;
  maxReplyMb: number;
  pace: Partial<RestPace>;
}

/** Opens Kaspa REST APIs by their http(s) URL. */
export function restConnector(options: RestConnectorOptions): NodeConnector {
  const { network, timers, now } = options;
  const pace = { ...STANDARD, ...options.pace };
  const dial = (url: string) => {
    const client = new RestClient({ ...options, url });
    const api = restApi(client);
    return { client, api, tip: new ConfirmedTip(api, pace, now) };
  };
  return {
    open(url, events) {
      const { client, api, tip } = dial(url);
      const links = new ChainLinks(api);
      const reader = createRestReader({ api, tip, links, pageSpan: BigInt(pace.pageSpan) });
      return new RestConnection({ client, reader, tip, network, timers, pollMs: pace.pollMs, events });
    },
    probe(url) {
      const { client, api, tip } = dial(url);
      return {
        isUp: () => true,
        ready: async () => {},
        info: () => readInfo(api, tip),
        stop: () => client.close(),
      };
    },
  };
}
