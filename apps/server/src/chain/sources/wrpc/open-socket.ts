import { type OpenSocket, UndecodedText, type WebSocketLike } from "@kaspa-pay/kaspa/wrpc";
import { WebSocket } from "ws";

const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Sockets of `ws`; a frame above `maxFrameMb` closes the connection with 1009, which asks for a smaller page. */
export function socketOpener(maxFrameMb: number): OpenSocket {
  const maxPayload = maxFrameMb * 1024 * 1024;
  const options = { maxPayload, perMessageDeflate: false, handshakeTimeout: HANDSHAKE_TIMEOUT_MS };
  return (url) => leavingLargeUndecoded(new WebSocket(url, options));
}

/** Larger frames are read by a worker thread: reading them here would block requests for longer. */
export const LARGE_FRAME_BYTES = 256 * 1024;

function leavingLargeUndecoded(socket: WebSocket): WebSocketLike {
  return {
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    addEventListener(type, listener) {
      if (type === "message") {
        socket.on("message", (data: Buffer, isBinary) => {
          const isLarge = data.length > LARGE_FRAME_BYTES;
          listener({ data: isBinary ? data : isLarge ? new UndecodedText(data) : data.toString() });
        });
        return;
      }
      // ws declares one overload per event type, which no union of them is assignable to.
      socket.addEventListener(type as "close", listener as never);
    },
  };
}
