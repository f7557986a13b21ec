// Checks a signed receipt without asking the gateway: node verify.mjs receipt.json keys.json
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

/** Canonical JSON (RFC 8785) of texts, lists and objects; a receipt holds nothing else. */
function canonical(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (typeof value !== "object" || value === null) throw new Error("A receipt holds texts only");
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}

/** What the receipt says, or null when none of these keys signed it. */
export function verifyReceipt({ receipt, signature }, { keys }) {
  const key = keys.find(({ kid }) => kid === signature.kid);
  if (key === undefined || signature.alg !== "EdDSA") return null;
  const publicKey = createPublicKey({ key, format: "jwk" });
  const value = Buffer.from(signature.value, "base64url");
  return verify(null, Buffer.from(canonical(receipt)), publicKey, value) ? receipt : null;
}

const [receipt, keys] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, "utf8")));
const said = verifyReceipt(receipt, keys);
if (said === null) {
  console.error("None of these keys signed this receipt");
  process.exit(1);
}
console.log(JSON.stringify(said));
