import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedHook {
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: ReceivedHook[];
  /** Answers of the next requests, then 200. */
  answer(...answers: { status: number; headers?: Record<string, string> }[]): void;
  /** The answers not given yet are forgotten: all is well from now on. */
  heal(): void;
  close(): Promise<void>;
}

/** A merchant's server on a real socket that keeps what it got. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedHook[] = [];
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      });
      const { status, headers } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end("ok");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (...next) => {
      answers.push(...next);
    },
    heal: () => {
      answers.length = 0;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
