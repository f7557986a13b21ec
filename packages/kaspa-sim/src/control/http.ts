// The controls over HTTP for other processes: `POST /<control>` with a JSON body and `Authorization: Bearer <token>`.
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AddressError, KeyError } from "@kaspa-pay/kaspa";
import { FaucetEmpty } from "../chain/faucet.ts";
import { Rejection } from "../chain/submission.ts";
import { isOwnHost, WRONG_HOST } from "../pages/own-host.ts";
import type { SimControls } from "./controls.ts";

/** Where the control endpoint listens and what it guards. */
export interface ControlServerOptions {
  readonly controls: SimControls;
  readonly token: string;
  readonly host: string;
  readonly port: number;
}

/** Starts the control endpoint; it belongs on loopback only. */
export async function listenForControls(
  options: ControlServerOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void answer(options, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(options: ControlServerOptions, request: IncomingMessage, response: ServerResponse) {
  const reply = (status: number, body: unknown) => {
    const text = JSON.stringify(body, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(text);
  };
  if (!isOwnHost(request, options.host)) return reply(421, { error: WRONG_HOST });
  if (!isAuthorized(request, options.token)) return reply(401, { error: "unauthorized" });
  if (request.method !== "POST") return reply(405, { error: "controls are POST /<control>" });
  const name = (request.url ?? "/").slice(1).split("?")[0] ?? "";
  if (!Object.hasOwn(options.controls, name)) return reply(404, { error: `no control ${name}` });
  try {
    const body = await readBody(request);
    const control = options.controls[name as keyof SimControls] as (input?: unknown) => unknown;
    reply(200, control(body));
  } catch (error) {
    const isKnown = isInputError(error) || error instanceof TypeError || error instanceof FaucetEmpty;
    reply(isKnown ? 400 : 500, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether the caller can cure it: a value that does not fit, coins that do not suffice, JSON that is none. */
export function isInputError(error: unknown): boolean {
  return [RangeError, SyntaxError, AddressError, KeyError, Rejection].some((kind) => error instanceof kind);
}

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The JSON body of a request; undefined for an empty one.
 *
 * @throws RangeError when it is too large, SyntaxError when it is not JSON
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new RangeError("The body is too large.");
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString("utf8").trim();
  return text === "" ? undefined : JSON.parse(text);
}
