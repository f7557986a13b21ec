import { type OpenSocket, WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { NodeInfo } from "../../source.ts";
import type { NodeProbe } from "../node-connection.ts";

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

/** The facts that the node check uses. */
export async function readNodeInfo(client: WrpcClient): Promise<NodeInfo> {
  const { networkId, serverVersion, isSynced, hasUtxoIndex, virtualDaaScore } = await client.getServerInfo();
  return { networkId, serverVersion, synced: isSynced, hasUtxoIndex, virtualDaaScore };
}
