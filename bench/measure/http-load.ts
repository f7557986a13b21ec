// A small HTTP/1.1 client over kept connections: the less the client costs, the more of the machine the server has.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One window of load. */
export interface LoadWindow {
  readonly perSecond: number;
  /** Milliseconds of each answered request. */
  readonly latencies: readonly number[];
  /** Answers that were not 2xx. */
  readonly failures: number;
}

export interface LoadTarget {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** Called for each request, so that each can have a body and headers of its own. */
  request(): { headers?: Readonly<Record<string, string>>; body?: string };
}

/** Keeps `connections` requests running for `ms` milliseconds. */
export async function loadHttp(target: LoadTarget, connections: number, ms: number): Promise<LoadWindow> {
  const url = new URL(target.url);
  const latencies: number[] = [];
  let failures = 0;
  const started = performance.now();
  const until = started + ms;
  const drive = async (): Promise<void> => {
    const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
    await once(socket, "connect");
    const ask = exchange(socket);
    while (performance.now() < until) {
      const since = performance.now();
      const status = await ask(textOf(target, url));
      latencies.push(performance.now() - since);
      if (status < 200 || status > 299) failures += 1;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, drive));
  return { perSecond: (latencies.length * 1000) / (performance.now() - started), latencies, failures };
}

function textOf(target: LoadTarget, url: URL): string {
  const { headers = {}, body = "" } = target.request();
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length =
    target.method === "POST"
      ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      : "";
  return `${target.method} ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n${length}${lines.join("")}\r\n${body}`;
}

/** Sends one request and answers its status once the whole answer is here. Answers must carry a content-length. */
function exchange(socket: Socket): (text: string) => Promise<number> {
  let received = Buffer.alloc(0);
  let done: (status: number) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  socket.on("error", (error) => failed(error));
  socket.on("close", () => failed(new Error("The server closed the connection")));
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = received.toString("latin1", 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    received = received.subarray(end + 4 + length);
    done(Number(head.slice(9, 12)));
  });
  return (text) =>
    new Promise((resolve, reject) => {
      done = resolve;
      failed = reject;
      socket.write(text);
    });
}
