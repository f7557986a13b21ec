// How a gateway can talk to a node: one entry a kind, chosen by the scheme of its URL. The setting `KASPA_NODES_…` is
// checked and described from this list.
import { type OpenSocket, parseLossless, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { FrameParser } from "./frames/frame-parser.ts";
import type { NodeConnector } from "./node-connection.ts";
import { type RestPace, restConnector } from "./rest/connector.ts";
import { socketOpener } from "./wrpc/open-socket.ts";
import { WrpcConnection } from "./wrpc/wrpc-connection.ts";
import { openWrpcProbe } from "./wrpc/wrpc-probe.ts";

/** What the connectors of one network share. */
export interface ConnectorParts {
  readonly network: ChainNetwork;
  readonly timers: WrpcTimers;
  readonly now: () => number;
  readonly frames: FrameParser;
  /** Largest frame or reply accepted, MiB. */
  readonly maxFrameMb: number;
  readonly openSocket?: OpenSocket | undefined;
  readonly restPace?: Partial<RestPace> | undefined;
}

interface NodeKind {
  /** Schemes of its URLs as people write them: `ws(s)://` means `ws://` and `wss://`. */
  readonly form: string;
  /** What it is, for the operator. */
  readonly help: string;
  readonly urls: RegExp;
  connector(parts: ConnectorParts): NodeConnector;
}

const wrpc: NodeKind = {
  form: "ws(s)://",
  help: "wRPC JSON of a node",
  urls: /^wss?:\/\//i,
  connector({ network, timers, frames, maxFrameMb, openSocket = socketOpener(maxFrameMb) }) {
    const readLarge: ConstructorParameters<typeof WrpcConnection>[0]["readLarge"] = (text, calls) =>
      frames.read(text, calls);
    return {
      open: (url, events) => new WrpcConnection({ url, network, openSocket, timers, events, readLarge }),
      probe: (url) => openWrpcProbe({ url, openSocket, timers }),
    };
  },
};

const rest: NodeKind = {
  form: "http(s)://",
  help: "a Kaspa REST API such as `https://api.kaspa.org`, meant as a way out while no own node answers",
  urls: /^https?:\/\//i,
  connector: ({ network, timers, now, frames, maxFrameMb, restPace = {} }) =>
    restConnector({
      network,
      timers,
      now,
      parseLarge: (text) => frames.parse(text),
      parseSmall: parseLossless,
      maxReplyMb: maxFrameMb,
      pace: restPace,
    }),
};

export const NODE_KINDS: readonly NodeKind[] = [wrpc, rest];

/** Whether a kind reads such a URL. */
export const isNodeUrl = (url: string): boolean => NODE_KINDS.some(({ urls }) => urls.test(url));

/** Connects to each URL by its kind. */
export function connectorByUrl(parts: ConnectorParts): NodeConnector {
  const made = NODE_KINDS.map((kind) => ({ urls: kind.urls, connector: kind.connector(parts) }));
  const of = (url: string): NodeConnector => {
    const found = made.find(({ urls }) => urls.test(url));
    if (found === undefined) throw new Error("Invariant: the setting was checked, so each URL has a kind");
    return found.connector;
  };
  return { open: (url, events) => of(url).open(url, events), probe: (url) => of(url).probe(url) };
}
