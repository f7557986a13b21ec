// A browser in which somebody signed in keeps a token that says so. It grants no access: it only tells the owner's device
// from a stranger's, so that the failures of strangers never delay the owner.
import { createHash } from "node:crypto";
import type { Random } from "../../runtime/ids.ts";
import type { KeyedDigests } from "../../security/secrets.ts";
import { equalInConstantTime } from "../../security/secrets.ts";

const ID_BYTES = 16;
/** Accounts that one browser remembers; the one that signed in longest ago is forgotten first. */
const MAX_ACCOUNTS = 8;
/** `id.proof.proof…`: one proof for each account that signed in here. */
const FORM = /^[\w-]{22}(\.[\w-]{22}){1,8}$/;

export interface Devices {
  /** The device's name for this account; null when nobody signed in to it from there. */
  known(token: string | null, userId: string): string | null;
  /** The token after a sign-in: the other accounts of the browser stay known. */
  remember(token: string | null, userId: string): string;
}

export function createDevices({ digests, random }: { digests: KeyedDigests; random: Random }): Devices {
  const parts = (token: string | null): [string, ...string[]] | null =>
    token !== null && FORM.test(token) ? (token.split(".") as [string, ...string[]]) : null;
  return {
    known(token, userId) {
      const [id, ...proofs] = parts(token) ?? [];
      if (id === undefined) return null;
      const proof = digests.device(userId, id);
      if (!proofs.some((known) => equalInConstantTime(known, proof))) return null;
      return createHash("sha256").update(id).digest("base64url");
    },
    remember(token, userId) {
      const [id, ...proofs] = parts(token) ?? [Buffer.from(random.bytes(ID_BYTES)).toString("base64url")];
      const proof = digests.device(userId, id);
      const others = proofs.filter((known) => known !== proof);
      return [id, proof, ...others].slice(0, 1 + MAX_ACCOUNTS).join(".");
    },
  };
}
