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
export {
  requestFrame,
  schemas,
  serverFrame,
  type WrpcMethod,
  type WrpcReply,
  type WrpcRequest,
} from "./schemas/calls.ts";
export { notifications, type WrpcNotification } from "./schemas/notifications.ts";
export {
  type ChainTransaction,
  toTx,
  toWireTransaction,
  type WireTransaction,
} from "./schemas/transactions.ts";
export { type OpenSocket, type SocketEvent, UndecodedText, type WebSocketLike } from "./socket.ts";
export { backoffMs, machineTimers, type WrpcTimers } from "./timers.ts";
