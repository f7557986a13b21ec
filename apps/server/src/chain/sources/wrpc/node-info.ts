import type { WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import type { NodeInfo } from "../../source.ts";

/** The facts that the node check uses. */
export async function readNodeInfo(client: WrpcClient): Promise<NodeInfo> {
  const { networkId, serverVersion, isSynced, hasUtxoIndex, virtualDaaScore } = await client.getServerInfo();
  return { networkId, serverVersion, synced: isSynced, hasUtxoIndex, virtualDaaScore };
}
