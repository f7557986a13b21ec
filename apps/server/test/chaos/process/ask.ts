// One request to any of the servers, as behind a balancer that knows nothing.
import type { Ask } from "../money-out.ts";
import { CALL_LIMIT_MS, type Seeded } from "../seeded.ts";
import type { ServerProcess } from "../server-process.ts";

export function askAny(servers: readonly ServerProcess[], apiKey: string, random: Seeded): Ask {
  return async (method, path, body, key) => {
    try {
      const response = await fetch(`${random.pick(servers).url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(key !== undefined && { "idempotency-key": key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(CALL_LIMIT_MS),
      });
      const text = await response.text();
      return response.status >= 500 ? null : { status: response.status, body: JSON.parse(text) };
    } catch {
      return null;
    }
  };
}
