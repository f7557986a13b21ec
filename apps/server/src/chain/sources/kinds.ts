// The kinds of chain source, each known by the scheme of its URL. A new kind is one entry here: the configuration and
// its page read this list. docs/how-to/add-a-chain-source.md
import { type OpenSocket, parseLossless, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { FrameParser } from "./frames/frame-parser.ts";
import type { NodeConnector } from "./node-connection.ts";
import { type RestPace, restConnector } from "./rest/connector.ts";
import { wrpcConnector } from "./wrpc/connector.ts";
import { socketOpener } from "./wrpc/open-socket.ts";

/** What a connector may use. */
export interface SourceParts {
  readonly network: ChainNetwork;
  readonly timers: WrpcTimers;
  readonly now: () => number;
  readonly frames: FrameParser;
  /** Largest frame or reply accepted, MiB. */
  readonly maxFrameMb: number;
  readonly openSocket?: OpenSocket | undefined;
  readonly restPace?: Partial<RestPace> | undefined;
}

interface SourceKind {
  /** Of its URLs; with an `s` behind it the same over TLS. */
  readonly scheme: string;
  /** What such a URL leads to, for operators. */
  readonly meaning: string;
  connector(parts: SourceParts): NodeConnector;
}

const KINDS: readonly SourceKind[] = [
  {
    scheme: "ws",
    meaning: "wRPC JSON of a node",
    connector: (parts) =>
      wrpcConnector({ ...parts, openSocket: parts.openSocket ?? socketOpener(parts.maxFrameMb) }),
  },
  {
    scheme: "http",
    meaning: "a Kaspa REST API such as `https://api.kaspa.org`, for outages of your own nodes",
    connector: (parts) =>
      restConnector({
        ...parts,
        parseLarge: (text) => parts.frames.parse(text),
        parseSmall: parseLossless,
        maxReplyMb: parts.maxFrameMb,
        pace: parts.restPace ?? {},
      }),
  },
];

const KNOWN = new RegExp(String.raw`^(${KINDS.map(({ scheme }) => scheme).join("|")})s?://[^\s/]+`);

/** Each kind with its meaning, as one text. */
export const SOURCE_KINDS_TEXT = KINDS.map(({ scheme, meaning }) => `\`${scheme}(s)://\` = ${meaning}`).join(
  ", ",
);

/** The forms of URLs, as one text. */
export const SOURCE_URLS_TEXT = KINDS.map(({ scheme }) => `${scheme}(s)://`).join(" or ");

export const isSourceUrl = (url: string): boolean => KNOWN.test(url) && URL.canParse(url);

/** Opens a URL of any kind. */
export function anyConnector(parts: SourceParts): NodeConnector {
  const connectors = new Map(KINDS.map(({ scheme, connector }) => [scheme, connector(parts)]));
  const of = (url: string): NodeConnector => {
    const connector = connectors.get(KNOWN.exec(url)?.[1] ?? "");
    if (connector === undefined) throw new Error(`A chain source is a ${SOURCE_URLS_TEXT} URL`);
    return connector;
  };
  return { open: (url, events) => of(url).open(url, events), probe: (url) => of(url).probe(url) };
}
