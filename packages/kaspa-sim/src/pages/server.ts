// The demo wallet's files and what its buttons ask for, on the port of the node itself.
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { FaucetEmpty } from "../chain/faucet.ts";
import type { SimControls } from "../control/controls.ts";
import { isInputError, readBody } from "../control/http.ts";
import { sompiOf } from "../control/payments.ts";
import { isOwnHost, isOwnOrigin, WRONG_HOST } from "./own-host.ts";

/** One visit to the faucet gives at most 1 000 000 KAS. */
const FAUCET_CAP_SOMPI = 100_000_000_000_000n;
const FAUCET_DEFAULT_SOMPI = 100_000_000_000n;

/** Built by `pnpm build:pages`; the same place seen from `src` and from `dist`. */
const FILES = new URL("../../dist-pages/", import.meta.url);

const PAGES: Record<string, { file: string; type: string }> = {
  "/wallet": { file: "wallet.html", type: "text/html; charset=utf-8" },
  "/wallet.js": { file: "wallet.js", type: "text/javascript; charset=utf-8" },
  "/wallet.css": { file: "wallet.css", type: "text/css; charset=utf-8" },
};

const HOST = /^(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;

/** Answers plain HTTP requests next to the WebSocket. */
export function pageListener(controls: SimControls, host: string): RequestListener {
  return (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const action = Object.hasOwn(ACTIONS, path) ? ACTIONS[path] : undefined;
    secure(request, response);
    if (!isOwnHost(request, host)) respond(response, 421, WRONG_HOST);
    else if (action !== undefined) {
      const act = async () => action(controls, ((await readBody(request)) ?? {}) as Record<string, unknown>);
      void answerAction(act, request, response);
    } else if (request.method !== "GET" && request.method !== "HEAD")
      respond(response, 405, "Method not allowed");
    else sendPage(path, request, response);
  };
}

function secure(request: IncomingMessage, response: ServerResponse): void {
  const host = HOST.test(request.headers.host ?? "") ? ` ws://${request.headers.host}` : "";
  response.setHeader(
    "content-security-policy",
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'${host}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cache-control", "no-cache");
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}

function sendPage(path: string, request: IncomingMessage, response: ServerResponse): void {
  const page = PAGES[path];
  if (page === undefined) {
    respond(response, 404, "Not found. The demo wallet is at /wallet.");
    return;
  }
  const file = new URL(page.file, FILES);
  if (!existsSync(file)) {
    respond(response, 503, `${fileURLToPath(file)} is missing. Build the pages: pnpm build:pages`);
    return;
  }
  const body = readFileSync(file);
  response.writeHead(200, { "content-type": page.type, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** What the page asks for besides its files. */
type Action = (controls: SimControls, body: Record<string, unknown>) => unknown;

const ACTIONS: Record<string, Action> = {
  "/faucet": ({ faucet }, { address, sompi }) => {
    const wanted = sompi === undefined ? FAUCET_DEFAULT_SOMPI : sompiOf(String(sompi));
    if (wanted > FAUCET_CAP_SOMPI) throw new RangeError("The faucet gives at most 1 000 000 KAS at a time.");
    return faucet({ address: String(address), sompi: wanted });
  },
  "/account": (controls, { account }) => controls.account({ account: String(account) }),
  "/account/pay": ({ payFrom }, { account, address, sompi, draft }) =>
    payFrom({
      account: String(account),
      address: String(address),
      sompi: String(sompi),
      draft: draft === true,
    }),
};

async function answerAction(act: () => Promise<unknown>, request: IncomingMessage, response: ServerResponse) {
  const reply = (status: number, body: unknown) => {
    const text = JSON.stringify(body, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  };
  if (request.method !== "POST") return reply(405, { error: "This address takes POST." });
  if (!isOwnOrigin(request)) return reply(403, { error: "The demo wallet's own page is served only." });
  try {
    reply(200, await act());
  } catch (error) {
    const status = isInputError(error) ? 422 : error instanceof FaucetEmpty ? 503 : 500;
    reply(status, { error: status === 500 ? "The simulated node failed." : (error as Error).message });
  }
}
