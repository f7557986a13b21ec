import { createHmac } from "node:crypto";
import type { MasterKey } from "./master-key.ts";
import type { KeyedDigests } from "./secrets.ts";

const CLIENT_TOKEN_BYTES = 18;
const CLAIM_BYTES = 24;
const DEVICE_BYTES = 16;

export function createKeyedDigests(master: MasterKey): KeyedDigests {
  const clientKey = master.subkey("client-token");
  const claimKey = master.subkey("claim");
  const redirectKey = master.subkey("redirect");
  const callbackKey = master.subkey("callback");
  const accountKey = master.subkey("account-key-hash");
  const deviceKey = master.subkey("device");
  const visitorKey = master.subkey("visitor");
  const hmac = (key: Uint8Array, text: string) => createHmac("sha256", key).update(text);
  return {
    clientToken: (paymentId) =>
      `ct_${hmac(clientKey, paymentId).digest().subarray(0, CLIENT_TOKEN_BYTES).toString("base64url")}`,
    claimProof: (refundId) =>
      hmac(claimKey, refundId).digest().subarray(0, CLAIM_BYTES).toString("base64url"),
    redirectSecret: (storeId, generation) => hmac(redirectKey, `${storeId}.${generation}`).digest("hex"),
    callbackKey: (storeId, generation) => hmac(callbackKey, `${storeId}.${generation}`).digest(),
    device: (userId, deviceId) =>
      hmac(deviceKey, `${userId}.${deviceId}`).digest().subarray(0, DEVICE_BYTES).toString("base64url"),
    visitor: (text) => hmac(visitorKey, text).digest("base64url"),
    accountKeyHash: (key) => hmac(accountKey, key).digest("hex"),
  };
}
