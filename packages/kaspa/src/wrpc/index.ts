export {
  type CallOptions,
  type TickScope,
  WrpcClient,
  type WrpcClientOptions,
  type WrpcListener,
} from "./client.ts";
export { RpcError, Unavailable, type UnavailableReason } from "./errors.ts";
export { BadFrame, type FrameContent, type OpenCalls, readFrame } from "./frames.ts";
export { parseLossless, stringifyLossless } from "./lossless-json.ts";
export { notifications, type WrpcNotification } from "./notifications.ts";
export {
  requestFrame,
  schemas,
  serverFrame,
  type WrpcMethod,
  type WrpcReply,
  type WrpcRequest,
} from "./schemas.ts";
export type { OpenSocket, SocketEvent, WebSocketLike } from "./socket.ts";
export { backoffMs, machineTimers, type WrpcTimers } from "./timers.ts";
export {
  type ChainTransaction,
  toTx,
  toWireTransaction,
  type WireTransaction,
} from "./transaction-schemas.ts";
