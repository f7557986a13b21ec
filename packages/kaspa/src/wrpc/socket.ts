/** The events that the client listens to, as far as it reads them. */
export interface SocketEvent {
  readonly data?: unknown;
  readonly code?: number;
  readonly message?: string;
  readonly error?: unknown;
}

/**
 * What a socket may give as `data` of a text frame that it left undecoded because it is large: decoding takes as long
 * as copying, and may as well be done where the frame is read.
 */
export class UndecodedText {
  /** Valid UTF-8. */
  readonly utf8: Uint8Array;

  constructor(utf8: Uint8Array) {
    this.utf8 = utf8;
  }
}

/** The part of a WebSocket that browsers and Node's `ws` have in common. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  /** Only `ws`: cuts without waiting for the other side. */
  terminate?(): void;
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: SocketEvent) => void,
  ): void;
}

/**
 * Opens one socket. In a browser `(url) => new WebSocket(url)`; in Node
 * `(url) => new WebSocket(url, { maxPayload: 48 * 1024 * 1024, perMessageDeflate: false })` of `ws`, where
 * `maxPayload` is what turns an oversized frame into `Unavailable("too_large")`.
 */
export type OpenSocket = (url: string) => WebSocketLike;

const MESSAGE_TOO_BIG = 1009;

/** Whether a close or an error means that a frame was over the limit. */
export function isTooLarge(event: SocketEvent): boolean {
  if (event.code === MESSAGE_TOO_BIG) return true;
  const { error } = event;
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"
  );
}
