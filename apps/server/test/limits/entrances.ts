// Every way in which a visitor can have a payment made from a link, each as its client would use it.
import type { Answer, House } from "../security/house.ts";

export interface Visit {
  readonly slug: string;
  /** Address of the client, told by a proxy on loopback. */
  readonly ip: string;
  /** An API key or access token; absent = nobody. */
  readonly as?: string | undefined;
  readonly body?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A gateway as its clients reach it. */
export type Reached = Pick<House, "call"> & { readonly gateway: { readonly url: string } };

const from = ({ ip, headers }: Visit) => ({ "x-forwarded-for": ip, "x-kp-csrf": "1", ...headers });

/** The page as a browser without scripts gets it, and the proof in its form. */
export async function openForm(house: Reached, visit: Visit): Promise<string> {
  const page = await house.call("GET", `/pay/${encodeURIComponent(visit.slug)}`, { headers: from(visit) });
  return /name="proof" value="([^"]*)"/.exec(String(page.body))?.[1] ?? "";
}

export async function sendForm(house: Reached, visit: Visit, proof: string): Promise<Answer> {
  const url = `${house.gateway.url}/pay/${encodeURIComponent(visit.slug)}`;
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { ...from(visit) },
    body: new URLSearchParams({ proof, ...visit.body }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

const order = ({ slug, body }: Visit) => ({ paymentLinkSlug: slug, ...body });

export const ENTRANCES: Readonly<Record<string, (house: Reached, visit: Visit) => Promise<Answer>>> = {
  rest: (house, visit) =>
    house.call("POST", "/api/v1/payments", { as: visit.as, body: order(visit), headers: from(visit) }),
  trpc: (house, visit) =>
    house.call("POST", "/trpc/payments.create", { as: visit.as, body: order(visit), headers: from(visit) }),
  batch: async (house, visit) => {
    const path = "/trpc/payments.create,payments.create?batch=1";
    const body = { 0: order(visit), 1: order(visit) };
    return house.call("POST", path, { as: visit.as, body, headers: from(visit) });
  },
  form: async (house, visit) => sendForm(house, visit, await openForm(house, visit)),
};

/** A link's address on this server. */
export async function makeLink(
  house: Reached,
  key: string,
  terms: object = {},
): Promise<{ id: string; slug: string }> {
  const answer = await house.call("POST", "/api/v1/links", {
    as: key,
    body: { title: "Tea", amount: "5", ...terms },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
