import { createHmac } from "node:crypto";
import type { KeyedDigests } from "../../ports/secrets.ts";
import type { MasterKey } from "./master-key.ts";

const CLIENT_TOKEN_BYTES = 18;

export function createKeyedDigests(master: MasterKey): KeyedDigests {
  const clientKey = master.subkey("client-token");
  const redirectKey = master.subkey("redirect");
  const accountKey = master.subkey("account-key-hash");
  const hmac = (key: Uint8Array, text: string) => createHmac("sha256", key).update(text);
  return {
    clientToken: (paymentId) =>
      `ct_${hmac(clientKey, paymentId).digest().subarray(0, CLIENT_TOKEN_BYTES).toString("base64url")}`,
    redirectSecret: (storeId, generation) => hmac(redirectKey, `${storeId}.${generation}`).digest("hex"),
    accountKeyHash: (key) => hmac(accountKey, key).digest("hex"),
  };
}
