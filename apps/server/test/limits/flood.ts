// Many creates at once from one network, through every route, with every proof that is not the store's own and every
// spelling of the slug. Used by a test with hundreds, and by scripts/flood.ts with as many as one likes.
import type { Merchant } from "../support/merchant.ts";
import { CREATE_ROUTES, makeLink, type Reached } from "./create-routes.ts";

export interface Flood {
  /** Whose links are flooded. */
  readonly owner: Pick<Merchant, "key">;
  /** A merchant of another store. */
  readonly stranger: Pick<Merchant, "key" | "token">;
  readonly creates: number;
  readonly parallel: number;
}

export interface Flooded {
  readonly payments: number;
  readonly refused: number;
  /** Answers with a status of 500 and above. */
  readonly faults: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Minutes that had begun between the first payment and the last one. */
  readonly minutes: number;
}

const spellings = (slug: string): string[] => [slug, slug.toUpperCase(), `${slug}\u0000`, `\u0000${slug}`];

export async function flood(
  gateway: Reached,
  { owner, stranger, creates, parallel }: Flood,
): Promise<Flooded> {
  const links = await Promise.all(Array.from({ length: 20 }, () => makeLink(gateway, owner.key)));
  const slugs = links.flatMap(({ slug }) => spellings(slug));
  const proofs = [undefined, stranger.key, undefined, stranger.token];
  const routes = Object.values(CREATE_ROUTES);
  const byStatus: Record<string, number> = {};
  let next = 0;
  const visitor = async (): Promise<void> => {
    for (let at = next++; at < creates; at = next++) {
      const enter = routes[at % routes.length] as (typeof routes)[number];
      const ip = `2001:db8:ffff:1::${(at % 0xffff).toString(16)}`;
      const slug = slugs[Math.floor(at / routes.length) % slugs.length] ?? "";
      const answer = await enter(gateway, { slug, ip, as: proofs[Math.floor(at / 3) % proofs.length] });
      byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: parallel }, visitor));
  const times: number[] = [];
  for (const { id } of links) {
    const list = await gateway.call("GET", `/api/v1/payments?limit=100&linkId=${id}`, { as: owner.key });
    for (const { createdAt } of list.body.data) times.push(Date.parse(createdAt));
  }
  const of = (test: (status: number) => boolean): number =>
    Object.entries(byStatus).reduce((sum, [status, count]) => (test(Number(status)) ? sum + count : sum), 0);
  return {
    payments: times.length,
    refused: of((status) => status === 429 || status === 404 || status === 400),
    faults: of((status) => status >= 500),
    byStatus,
    minutes: Math.ceil((Math.max(...times) - Math.min(...times)) / 60_000) + 1,
  };
}
