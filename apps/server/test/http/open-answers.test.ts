// Plain routes that stream private data: each is cut when the proof that opened it is void.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plainPaths } from "../../src/http/document/plain-routes.ts";
import { type Running, startHttp, TEST_KEY } from "./http-server.ts";

/** Public routes: no proof opens them, so none can end them. */
const PUBLIC = [
  "/payments/{id}/status",
  "/pay/status/{id}",
  "/payments/{id}/stream",
  "/payments/{id}/qr.svg",
  "/payments/{id}/qr.png",
];
const PRIVATE = Object.keys(plainPaths).filter((path) => !PUBLIC.includes(path));

/** More rows than any reader takes: the answer lasts until it is ended. */
async function* endless(): AsyncGenerator<string> {
  for (let row = 0; ; row++) {
    yield `${row},${"x".repeat(1_000)}`;
    if (row % 100 === 0) await new Promise((next) => setImmediate(next));
  }
}

let server: Running;
beforeAll(async () => {
  server = await startHttp({}, undefined, { exportRows: endless, addressRows: endless });
});
beforeEach(() => {
  server.identities.proof.standing = "stands";
});
afterAll(() => server.stop());

test("every plain route of the document is public by decision, or asks for a proof", () => {
  for (const path of PRIVATE) expect(plainPaths[path]?.get?.security, path).not.toContainEqual({});
  expect(PRIVATE.length).toBeGreaterThan(1);
});

test.each(PRIVATE)(
  "GET %s is cut once its proof is void, and never looks whole",
  async (path) => {
    const answer = await fetch(`${server.base}/api/v1${path}`, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
    });
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    server.identities.proof.standing = null;
    const toItsEnd = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(toItsEnd()).rejects.toThrow();
  },
  120_000,
);

test.each(PRIVATE)(
  "GET %s is cut when the caller's rights change",
  async (path) => {
    const answer = await fetch(`${server.base}/api/v1${path}`, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
    });
    server.identities.proof.standing = "other rights";
    await expect(answer.text()).rejects.toThrow();
  },
  120_000,
);
