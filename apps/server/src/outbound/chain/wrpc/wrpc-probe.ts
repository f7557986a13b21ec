import { type OpenSocket, WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { NodeProbe } from "../link.ts";
import { readNodeInfo } from "./node-info.ts";

/** A connection of its own to a node, over which nothing is asked but what the gate reads. */
export function openWrpcProbe(options: {
  url: string;
  openSocket: OpenSocket;
  timers: WrpcTimers;
}): NodeProbe {
  const client = new WrpcClient(options);
  client.start();
  return {
    isUp: () => client.isConnected,
    ready: () => client.ready(),
    info: () => readNodeInfo(client),
    stop: () => client.stop(),
  };
}
