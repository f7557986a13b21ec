import type { OpenSocket, WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type { FrameParser } from "../frames/frame-parser.ts";
import type { NodeConnector } from "../node-connection.ts";
import { WrpcConnection } from "./wrpc-connection.ts";
import { openWrpcProbe } from "./wrpc-probe.ts";

/** Opens nodes by their ws(s) URL. */
export function wrpcConnector(parts: {
  network: ChainNetwork;
  openSocket: OpenSocket;
  timers: WrpcTimers;
  frames: FrameParser;
}): NodeConnector {
  const { network, openSocket, timers, frames } = parts;
  return {
    open: (url, events) =>
      new WrpcConnection({
        url,
        network,
        openSocket,
        timers,
        events,
        readLarge: (text, calls) => frames.read(text, calls),
      }),
    probe: (url) => openWrpcProbe({ url, openSocket, timers }),
  };
}
