// Every route by which a visitor can have a payment made from a link, each as its client would use it.
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";

export interface Visit {
  readonly slug: string;
  /** Address of the client, given by a proxy on loopback. */
  readonly ip: string;
  /** An API key or access token; absent = nobody. */
  readonly as?: string | undefined;
  readonly body?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A gateway as its clients reach it. */
export type Reached = Pick<TestGateway, "call" | "url">;

const from = ({ ip, headers }: Visit) => ({ "x-forwarded-for": ip, "x-kp-csrf": "1", ...headers });

/** The page as a browser without scripts gets it, and the proof in its form. */
export async function openForm(gateway: Reached, visit: Visit): Promise<string> {
  const page = await gateway.call("GET", `/pay/${encodeURIComponent(visit.slug)}`, { headers: from(visit) });
  return /name="proof" value="([^"]*)"/.exec(String(page.body))?.[1] ?? "";
}

export async function sendForm(gateway: Reached, visit: Visit, proof: string): Promise<Answer> {
  const url = `${gateway.url}/pay/${encodeURIComponent(visit.slug)}`;
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { ...from(visit) },
    body: new URLSearchParams({ proof, ...visit.body }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

const order = ({ slug, body }: Visit) => ({ paymentLinkSlug: slug, ...body });

export const CREATE_ROUTES: Readonly<Record<string, (gateway: Reached, visit: Visit) => Promise<Answer>>> = {
  rest: (gateway, visit) =>
    gateway.call("POST", "/api/v1/payments", { as: visit.as, body: order(visit), headers: from(visit) }),
  trpc: (gateway, visit) =>
    gateway.call("POST", "/trpc/payments.create", { as: visit.as, body: order(visit), headers: from(visit) }),
  batch: async (gateway, visit) => {
    const path = "/trpc/payments.create,payments.create?batch=1";
    const body = { 0: order(visit), 1: order(visit) };
    return gateway.call("POST", path, { as: visit.as, body, headers: from(visit) });
  },
  form: async (gateway, visit) => sendForm(gateway, visit, await openForm(gateway, visit)),
};

/** A link's address on this server. */
export async function makeLink(
  gateway: Reached,
  key: string,
  terms: object = {},
): Promise<{ id: string; slug: string }> {
  const answer = await gateway.call("POST", "/api/v1/links", {
    as: key,
    body: { title: "Tea", amount: "5", ...terms },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** Payments of a store, however they were made. */
export async function countPayments({ sql }: Pick<TestGateway, "sql">, storeId: string): Promise<number> {
  const text = "select count(*)::int as n from payments where replace(store_id::text, '-', '') = $1";
  return Number((await sql(text, [storeId.slice("sto_".length)]))[0]?.n);
}
