// A merchant of the gateway under test, speaking its public API.

/** Published test key: an address of its own for each payment, as most shops have it. */
const ACCOUNT_KEY =
  "ktub23beJLczbxoS4emYHxm5H2rPnXJPGTwjNLAc8JyjHnSFLPMJBj5h3U8oWbn1x1jayZRov6uhvGd4zUGrWH6PkYZMWsykUsQWYqjbLnHrzUE";

/** What a bench needs of a created payment. */
export interface BenchPayment {
  readonly id: string;
  readonly kaspaAddress: string;
  readonly amountSompi: string;
}

export interface Merchant {
  readonly apiKey: string;
  createPayment(): Promise<BenchPayment>;
  /** Registers a webhook; the secret of its signatures. */
  createWebhook(url: string, events: readonly string[]): Promise<string>;
  statusOf(id: string): Promise<string>;
}

export async function registerMerchant(url: string): Promise<Merchant> {
  const register = {
    email: "bench@example.com",
    password: "correct horse battery staple",
    name: "Bench",
    xpub: ACCOUNT_KEY,
    network: "simnet",
  };
  const { apiKey } = await call<{ apiKey: string }>(`${url}/api/v1/auth/register`, register);
  const headers = { authorization: `Bearer ${apiKey}` };
  return {
    apiKey,
    createPayment: () => call(`${url}/api/v1/payments`, { amount: "1.5", currency: "KAS" }, headers),
    createWebhook: async (target, events) =>
      (await call<{ secret: string }>(`${url}/api/v1/webhooks`, { url: target, events }, headers)).secret,
    statusOf: async (id) =>
      (await call<{ status: string }>(`${url}/api/v1/payments/${id}/status`, undefined, headers)).status,
  };
}

/** Runs a task so many times, some of them at once. */
export async function repeat<T>(times: number, atOnce: number, task: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let left = times;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      results.push(await task());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function call<T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", ...headers },
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
