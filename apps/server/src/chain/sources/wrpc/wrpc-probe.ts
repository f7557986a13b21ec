import { type OpenSocket, WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { NodeProbe } from "../node-connection.ts";
import { readNodeInfo } from "./node-info.ts";

/** A separate connection to a node that asks only for the facts of the node check. */
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
