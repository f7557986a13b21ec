import { type Kysely, sql } from "kysely";

/** Keys keep only scopes that a route asks for: three were given out before their routes existed. */
export const builtScopes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`update api_keys set scopes = array(
      select scope from unnest(scopes) with ordinality as s(scope, place)
      where scope not in ('refunds:write', 'payouts:write', 'deposits:write') order by place
    ) where scopes && array['refunds:write', 'payouts:write', 'deposits:write']`.execute(db);
  },
};
