// The REST API as an integrator calls it.

export interface Merchant {
  readonly token: string;
  readonly apiKey: string;
  readonly storeId: string;
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
}

export async function api<T>(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

export const OWNER = { email: "owner@shop.example", password: "a quiet walk to the harbour" } as const;

/** Registers the first merchant of a gateway with the given wallet. */
export async function registerMerchant(base: string, wallet: string): Promise<Merchant> {
  const made = await api<{ token: string; apiKey: string; store: { id: string } }>(
    base,
    "POST",
    "/auth/register",
    {
      ...OWNER,
      name: "Harbour Coffee",
      kaspaAddress: wallet,
      network: "simnet",
    },
  );
  return {
    token: made.token,
    apiKey: made.apiKey,
    storeId: made.store.id,
    call: (method, path, body) => api(base, method, path, body, { authorization: `Bearer ${made.apiKey}` }),
  };
}
