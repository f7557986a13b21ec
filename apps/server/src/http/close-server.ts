import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** Running requests get this long. */
const IN_FLIGHT_MS = 8_000;
const SWEEP_MS = 100;
/** Quiet for this long means that everything clients sent before has been read. */
const QUIET_MS = 200;
/** The longest wait for clients that never pause. */
const LONGEST_QUEUE_MS = 2_000;

/**
 * Answers what clients have sent, then refuses new connections and closes idle ones; streams end at once. Node takes a
 * connection for idle while its request has arrived but is not read, so closing waits until the queue is read.
 */
export async function closeServer(server: Server, endStreams: () => Promise<void>): Promise<void> {
  if (!server.listening) return endStreams();
  await endStreams();
  await untilQuiet(server);
  const closed = new Promise<void>((done) => server.close(() => done()));
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const late = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
  await closed;
  clearTimeout(late);
  clearInterval(sweeping);
}

async function untilQuiet(server: Server): Promise<void> {
  const since = performance.now();
  let last = since;
  const noted = (): void => {
    last = performance.now();
  };
  server.prependListener("request", noted);
  do {
    await delay(QUIET_MS / 4);
  } while (performance.now() - last < QUIET_MS && performance.now() - since < LONGEST_QUEUE_MS);
  server.removeListener("request", noted);
}
