// A TCP proxy before PostgreSQL that understands just enough of the protocol to cut a connection while a certain
// statement is on its way: before the database has it, or after it was done and before anybody knows.

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface PgProxy {
  /** Connection string through the proxy. */
  readonly url: string;
  /** Connections cut or turned away so far. */
  readonly cuts: number;
  /** Cuts the next connection that sends a matching statement, once. */
  cutNext(statement: RegExp, when: "before" | "after"): void;
  /** The next connections get the error that the database is still starting up. */
  turnAway(connections: number): void;
  close(): Promise<void>;
}

interface Trap {
  readonly statement: RegExp;
  readonly when: "before" | "after";
}

export async function startPgProxy(databaseUrl: string): Promise<PgProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | null = null;
  let cuts = 0;
  let unready = 0;

  const server = createServer((client) => {
    if (unready > 0) {
      unready--;
      cuts++;
      client.on("error", () => undefined);
      client.resume();
      client.end(STARTING_UP, () => client.destroy());
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    const cut = (): void => {
      cuts++;
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // The other end sees its own close.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const reader = createReader();
    let sprung: Trap | null = null;
    client.on("data", (chunk) => {
      for (const message of reader.read(chunk)) {
        if (trap !== null && message.statement !== null && trap.statement.test(message.statement)) {
          sprung = trap;
          trap = null;
        }
        if (sprung?.when === "before") return cut();
        upstream.write(message.bytes);
      }
    });
    upstream.on("data", (chunk) => {
      if (sprung?.when === "after" && reader.isDone(chunk)) return cut();
      client.write(chunk);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    get cuts() {
      return cuts;
    },
    cutNext(statement, when) {
      trap = { statement, when };
    },
    turnAway(connections) {
      unready = connections;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Message {
  readonly bytes: Buffer;
  /** Text that is to be run by it, or by what follows it. */
  readonly statement: string | null;
}

/** ReadyForQuery: type, length, and a byte that says whether a transaction is open. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** ErrorResponse with severity, state and text. */
const STARTING_UP = errorResponse("SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0");

function errorResponse(fields: string): Buffer {
  const body = Buffer.from(fields);
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Splits what one client sends into messages (PostgreSQL's frontend protocol, version 3). */
function createReader() {
  const prepared = new Map<string, string>();
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  function messageOf(bytes: Buffer): Message {
    const [type, body] = [String.fromCharCode(bytes[0] ?? 0), bytes.subarray(5)];
    const texts = body.toString("utf8").split("\0");
    if (type === "Q") return { bytes, statement: texts[0] ?? "" };
    if (type === "P") prepared.set(texts[0] ?? "", texts[1] ?? "");
    // Bind: portal, then statement.
    if (type === "B") return { bytes, statement: prepared.get(texts[1] ?? "") ?? null };
    return { bytes, statement: null };
  }
  return {
    read(chunk: Buffer): Message[] {
      rest = Buffer.concat([rest, chunk]);
      const messages: Message[] = [];
      for (;;) {
        // The first message has no type byte.
        const from = started ? 1 : 0;
        if (rest.length < from + 4) return messages;
        const length = from + rest.readUInt32BE(from);
        if (rest.length < length) return messages;
        const bytes = rest.subarray(0, length);
        rest = rest.subarray(length);
        messages.push(started ? messageOf(bytes) : { bytes, statement: null });
        started = true;
      }
    },
    /** The database has done what it was asked and waits for more. */
    isDone: (answer: Buffer): boolean => answer.subarray(-6, -1).equals(READY),
  };
}
