import { expect, it } from "vitest";
import { createResolve } from "./resolve.ts";

const resolve = createResolve();

it("localhost is answered by this machine, with loopback addresses only", async () => {
  const found = await resolve("localhost");
  expect(found.length).toBeGreaterThan(0);
  for (const { address } of found) expect(["127.0.0.1", "::1"]).toContain(address);
});

it("an unknown name rejects with a resolver's code", async () => {
  const fault: unknown = await resolve("no-such-host.invalid").catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Error);
  expect((fault as NodeJS.ErrnoException).code).toMatch(/^E/);
});
