import type { OpenSocket, WebSocketLike } from "@kaspa-pay/kaspa/wrpc";
import { WebSocket } from "ws";

const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Sockets of `ws`; a frame above `maxFrameMb` closes the connection with 1009, which asks for a smaller page. */
export function socketOpener(maxFrameMb: number): OpenSocket {
  const maxPayload = maxFrameMb * 1024 * 1024;
  const options = { maxPayload, perMessageDeflate: false, handshakeTimeout: HANDSHAKE_TIMEOUT_MS };
  // ws declares one overload per event type, which no single signature is assignable from.
  return (url) => new WebSocket(url, options) as unknown as WebSocketLike;
}
