import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createArgon2Hasher } from "./argon2-hasher.ts";
import { readMasterKey } from "./master-key.ts";
import { createSecretBox } from "./secret-box.ts";

const master = () => readMasterKey(randomBytes(32).toString("base64"));
const associatedData = { table: "wallets", column: "sealed_key", rowId: "wal_1" };

test("a sealed value opens in its place and nowhere else", () => {
  const box = createSecretBox(master());
  const sealed = box.seal("ktub…", associatedData);
  expect(box.open(sealed, associatedData)).toBe("ktub…");
  expect(() => box.open(sealed, { ...associatedData, rowId: "wal_2" })).toThrow();
  expect(() => box.open(sealed, { ...associatedData, table: "wallet", column: "ssealed_key" })).toThrow();
});

test("one flipped bit anywhere, or another master key, opens nothing", () => {
  const box = createSecretBox(master());
  const sealed = box.seal("secret", associatedData);
  for (let index = 0; index < sealed.length; index++) {
    const forged = Uint8Array.from(sealed);
    forged[index] = (forged[index] ?? 0) ^ 1;
    expect(() => box.open(forged, associatedData)).toThrow();
  }
  expect(() => createSecretBox(master()).open(sealed, associatedData)).toThrow("another master key");
});

test("a missing, short or typed master key is refused at start", () => {
  for (const weak of ["", "c2hvcnQ=", Buffer.alloc(32, 7).toString("base64")]) {
    expect(() => readMasterKey(weak)).toThrow("KP_MASTER_KEY");
  }
});

test("an unknown user costs the same work as a known one and is never let in; beyond 22 at once is refused", async () => {
  const hasher = createArgon2Hasher();
  const stored = await hasher.hash("correct horse");
  expect(hasher.isOutdated(stored)).toBe(false);
  expect(await hasher.verify("correct horse", stored)).toBe(true);
  expect(await hasher.verify("wrong", stored)).toBe(false);
  expect(await hasher.verify("no such user", null)).toBe(false);
  const many = await Promise.allSettled(Array.from({ length: 24 }, () => hasher.verify("x", stored)));
  expect(many.filter((result) => result.status === "rejected")).toHaveLength(2);
});
