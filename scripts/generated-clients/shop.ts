import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";

/** What a client has to know about a shop of a running gateway. */
export interface Shop {
  readonly url: string;
  readonly apiKey: string;
}

/** Registers a merchant whose store is on the simulated network. */
export async function openShop(url: string): Promise<Shop> {
  const registration = {
    email: "shop@example.com",
    password: "seven brown herrings",
    name: "Shop",
    network: "simnet",
    xpub: await newDemoAccountKey(),
  };
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(registration),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}: ${text}`);
  return { url, apiKey: (JSON.parse(text) as { apiKey: string }).apiKey };
}
